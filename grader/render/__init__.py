"""Draws reports, knowing nothing else of the kit; only `look` asks about the terminal."""
