"""Keeps pytest away from the submissions: importing them does what they are there for."""

collect_ignore_glob = ["*"]
