"""The one way in which making a payload can fail on the way."""

from typing import final


@final
class Unlucky(Exception):  # noqa: N818 - no error: another attempt may succeed
    """What was drawn so far cannot be completed."""
