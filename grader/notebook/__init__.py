"""Judges the cells of a notebook with the magic `%grade ex05`."""
