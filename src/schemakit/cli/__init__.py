"""The command line: thin, one module per command, imported when it runs."""
