"""Stage 4c: Python models that accept exactly what the validator accepts."""
