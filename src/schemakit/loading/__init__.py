"""Stage 1: bytes become text, text becomes JSON values, and nothing hostile gets further."""
