"""What to call a schema in ``$defs``: readable, and the same for a document that was written before."""

from collections.abc import Collection
from itertools import count
from urllib.parse import unquote

from schemakit.core.location import Location, Uri
from schemakit.core.pointer import tokens


def title_of(place: Location) -> str:
    """Return the words that lead to a schema from the definitions around it, or else its resource's last word."""
    words = tokens(place.pointer)
    starts = [index + 1 for index, word in enumerate(words[:-1]) if word in {"$defs", "definitions"}]
    words = words[starts[-1] :] if starts else words
    if not words:
        return resource_title(place.uri)
    return "-".join((words[0], *(word for word in words[1:] if word != "properties")))


def resource_title(uri: Uri) -> str:
    """Return the last word of a URI: ``tree`` for ``https://example.com/tree.json``."""
    path = unquote(uri.partition("?")[0]).removesuffix("/")
    return path.replace(":", "/").rpartition("/")[2].removesuffix(".json") or "schema"


def unused(title: str, taken: Collection[str]) -> str:
    """Return the title, numbered where it is taken."""
    if title not in taken:
        return title
    return next(numbered for number in count(2) if (numbered := f"{title}-{number}") not in taken)
