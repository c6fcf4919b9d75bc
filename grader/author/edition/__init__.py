"""The edition for students: built, looked through, tried."""
