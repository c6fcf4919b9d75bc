"""Watch mode: judges a file each time it is saved."""
