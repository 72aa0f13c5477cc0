"""Stage 5: the same payloads, every subject, one verdict."""
