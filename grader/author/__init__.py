"""For authors: record references, verify exercises, begin new ones."""
