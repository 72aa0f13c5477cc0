"""The doors: each third-party validator is imported in its own file here and nowhere else."""
