"""Contract tests of services: what an HTTP interface promises, and whether whoever answers keeps it."""
