"""The rules: one file each, named for what is wrong."""
