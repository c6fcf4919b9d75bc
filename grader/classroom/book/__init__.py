"""The one truth about a class's marks, and what of it others may see."""
