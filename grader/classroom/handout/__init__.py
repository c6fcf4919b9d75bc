"""What is made from the book: files for the instructor and the platform."""
