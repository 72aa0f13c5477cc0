"""Stage 4a: what is wrong with the schemas themselves."""
