"""Stage 3: one closed vocabulary for every draft."""
