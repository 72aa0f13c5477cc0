"""Ways to be invalid: one file per family."""
