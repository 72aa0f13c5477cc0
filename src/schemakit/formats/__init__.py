"""String formats: one file each, with a predicate, a Python type and examples."""
