"""URIs as JSON Schema uses them (Core, section 8 and RFC 3986), including the ones ``urllib`` cannot join."""

from urllib.parse import quote, urljoin, urlsplit

from schemakit.core.location import Uri


def join(base: str, reference: str) -> str:
    """Resolve a reference against a base (RFC 3986, section 5), also where the base is a URN."""
    if reference.startswith("#"):
        return base.partition("#")[0] + reference
    return urljoin(base, reference) if reference else base


def split(uri: str) -> tuple[Uri, str]:
    """Return a URI without its fragment, and the fragment without ``#``."""
    absolute, _, fragment = uri.partition("#")
    return Uri(absolute), fragment


def is_absolute(uri: str) -> bool:
    """Tell whether the text begins with a scheme."""
    return bool(urlsplit(uri).scheme)


def is_file(uri: str) -> bool:
    """Tell whether the URI names a file of this machine."""
    return uri.startswith("file:")


def folder(uri: str) -> str:
    """Return the URI up to its last slash: siblings share it."""
    return uri.partition("?")[0].rpartition("/")[0]


def urn(name: str) -> Uri:
    """Return the canonical URI of a schema that has no absolute one of its own: the same on every machine."""
    return Uri(f"urn:schemakit:{quote(name, safe='-._~')}")
