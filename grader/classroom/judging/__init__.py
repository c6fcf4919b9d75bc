"""Judges a class: tasks, processes of their own, executors."""
