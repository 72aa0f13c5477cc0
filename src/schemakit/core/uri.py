"""URIs as JSON Schema uses them (Core, section 8 and RFC 3986), including the ones ``urllib`` cannot join."""

from urllib.parse import quote, unquote, urljoin

from schemakit.core.location import Uri


def join(base: str, reference: str) -> str:
    """Resolve a reference against a base (RFC 3986, section 5), also where the base is a URN."""
    if reference.startswith("#"):
        return base.partition("#")[0] + reference
    try:
        return urljoin(base, reference) if reference else base
    except ValueError:  # no URI at all (``http://[::1``): it identifies nothing, and so it is found nowhere
        return reference


def split(uri: str) -> tuple[Uri, str]:
    """Return a URI without its fragment, and the fragment without ``#``."""
    absolute, _, fragment = uri.partition("#")
    return Uri(absolute), fragment


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
