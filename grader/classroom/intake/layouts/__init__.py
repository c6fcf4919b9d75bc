"""How a platform lays a class out: a module for each layout."""
