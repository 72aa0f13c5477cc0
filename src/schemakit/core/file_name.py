"""The name of a file for something whose name was written by anybody."""

import re
from typing import Final
from urllib.parse import quote

#: What would leave the folder or be no name at all; and the sign that stands for it, so that no two names become one.
_NO_NAME: Final = re.compile(r"[/\\%\x00-\x1f\x7f]")


def file_name(name: str) -> str:
    """Return a name without what separates folders: ``../../a`` is ``..%2F..%2Fa``, and stays in its folder."""
    return _NO_NAME.sub(lambda found: quote(found[0], safe=""), name)
