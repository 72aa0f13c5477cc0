"""URIs as JSON Schema uses them (Core, section 8 and RFC 3986), including the ones ``urllib`` cannot join."""

import re
from typing import Final
from urllib.parse import quote, unquote, urljoin

from schemakit.core.location import Uri

#: What stands in URIs besides ASCII letters and digits (RFC 3986, section 2).
_OF_URIS: Final = "-._~:/?#[]@!$&'()*+,;=%"

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

_PLAIN: Final = re.compile(rf"[A-Za-z0-9{re.escape(_OF_URIS)}]*")


def join(base: str, reference: str) -> str:
    """Resolve a reference against a base (RFC 3986, section 5), also where the base is a URN."""
    if reference.startswith("#"):
        return base.partition("#")[0] + reference
    spelled = in_ascii(reference)
    try:
        return urljoin(base, spelled) if spelled else base
    except ValueError:  # no URI at all (``http://[::1``): it identifies nothing, and so it is found nowhere
        return spelled


def in_ascii(reference: str) -> str:
    """Return a reference with what no URI holds (spaces, letters of other scripts) as RFC 3987 maps it to one."""
    return reference if _PLAIN.fullmatch(reference) else quote(reference, safe=_OF_URIS, errors="surrogatepass")


def split(uri: str) -> tuple[Uri, str]:
    """Return a URI without its fragment, and the fragment without ``#``."""
    absolute, _, fragment = uri.partition("#")
    return Uri(absolute), fragment


def is_absolute(uri: str) -> bool:
    """Tell whether a reference begins with a scheme (RFC 3986, section 3.1)."""
    return _SCHEME.match(uri) is not None


def is_file(uri: str) -> bool:
    """Tell whether the URI names a file of this machine."""
    return uri.startswith("file:")


def file_path(uri: str) -> str | None:
    """Return the path of a ``file:`` URI of this machine; None for any other URI, and for a document of a stream."""
    if not uri.startswith("file:///") or "?" in uri:
        return None
    return unquote(uri.removeprefix("file://"))


def folder(uri: str) -> str:
    """Return the URI up to its last slash: siblings share it."""
    return uri.partition("?")[0].rpartition("/")[0]


def urn(*names: str) -> Uri:
    """Return the canonical URI of a schema that has no absolute one of its own: the same on every machine."""
    return Uri(":".join(("urn", "schemakit", *map(segment, names))))


def segment(name: str) -> str:
    """Return a name as a part of a URI that holds nothing else; half a character, too."""
    return quote(name, safe="-._~", errors="surrogatepass")
