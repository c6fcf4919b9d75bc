"""Draws reports: pure functions that know nothing but `grader.report`."""
