"""A folder by the name of the exercise."""
