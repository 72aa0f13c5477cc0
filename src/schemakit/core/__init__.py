"""Vocabulary every other layer speaks: JSON values, pointers, locations, findings, errors; standard library only."""
