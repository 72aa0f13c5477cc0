"""``python -m schemakit``."""

import sys

from schemakit.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
