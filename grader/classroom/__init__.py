"""Serves instructors: takes a class in, grades it, keeps the marks."""
