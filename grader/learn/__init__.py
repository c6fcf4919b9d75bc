"""For students: what is done and what is next."""
