"""Findings become text: one file per format; sees only core."""
