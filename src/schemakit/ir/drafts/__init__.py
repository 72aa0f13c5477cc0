"""The meaning of each draft's keywords in the vocabulary of ir.assertions."""
