"""Measures the kit beside what it replaces: `python -m benchmarks`, see README.md."""
