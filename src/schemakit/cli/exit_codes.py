"""What the exit status says; scripts rely on it."""

from typing import Final

CLEAN: Final = 0
FINDINGS: Final = 1  # at least one error was found in a document
NOT_RUN: Final = 2  # usage, configuration, unreadable input
BUG: Final = 3  # of schemakit
INTERRUPTED: Final = 130  # 128 + SIGINT, as shells report it
BROKEN_PIPE: Final = 141  # 128 + SIGPIPE: the reader of our output left
