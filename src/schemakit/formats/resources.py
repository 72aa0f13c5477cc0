"""Resource identifiers: RFC 3986, appendix A; RFC 3987, section 2.2; RFC 6570, section 2."""

import re
from typing import Final

from schemakit.formats.addresses import is_ipv6
from schemakit.formats.format import Format

_ASCII: Final = r"A-Za-z0-9\-._~"
_UCS: Final = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd"
_PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_ESCAPED: Final = "%[0-9A-Fa-f]{2}"
_DELIMITERS: Final = r"!$&'()*+,;="


def _grammar(unreserved: str, private: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of an absolute reference with its scheme and of a relative one."""
    plain = rf"(?:[{unreserved}{_DELIMITERS}]|{_ESCAPED})"
    character = rf"(?:[{unreserved}{_DELIMITERS}:@]|{_ESCAPED})"
    no_colon = rf"(?:[{unreserved}{_DELIMITERS}@]|{_ESCAPED})"
    host = rf"(?:\[(?P<literal>[^\]]*)\]|{plain}*)"
    authority = rf"//(?:(?:{plain}|:)*@)?{host}(?::[0-9]*)?"
    after = rf"(?:/{character}*)*"
    rooted = rf"/(?:{character}+{after})?"
    query = rf"(?:\?(?:{character}|[/?{private}])*)?" if private else rf"(?:\?(?:{character}|[/?])*)?"
    tail = rf"{query}(?:\#(?:{character}|[/?])*)?"
    absolute = rf"[A-Za-z][A-Za-z0-9+.\-]*:(?:{authority}{after}|{rooted}|{character}+{after}|){tail}"
    relative = rf"(?:{authority}{after}|{rooted}|{no_colon}+{after}|){tail}"
    return re.compile(absolute), re.compile(relative)


_URI, _RELATIVE = _grammar(_ASCII, "")
_IRI, _IRI_RELATIVE = _grammar(_ASCII + _UCS, _PRIVATE)
_FUTURE: Final = re.compile(rf"[vV][0-9A-Fa-f]+\.[{_ASCII}{_DELIMITERS}:]+")

_VARIABLE: Final = rf"(?:[A-Za-z0-9_]|{_ESCAPED})(?:\.?(?:[A-Za-z0-9_]|{_ESCAPED}))*(?:\*|:[1-9][0-9]{{0,3}})?"
_TEMPLATE: Final = re.compile(
    rf"(?:[^\x00-\x20\x7f\"%<>\\^`{{|}}]|{_ESCAPED}|\{{[+#./;?&=,!@|]?{_VARIABLE}(?:,{_VARIABLE})*\}})*"
)


def _matches(text: str, *grammars: re.Pattern[str]) -> bool:
    for grammar in grammars:
        found = grammar.fullmatch(text)
        if found is not None:
            literal = found["literal"]
            return literal is None or is_ipv6(literal) or _FUTURE.fullmatch(literal) is not None
    return False


def is_uri(text: str) -> bool:
    """Tell whether a string is a URI, with its scheme."""
    return _matches(text, _URI)


def is_uri_reference(text: str) -> bool:
    """Tell whether a string is a URI or a relative reference."""
    return _matches(text, _URI, _RELATIVE)


def is_iri(text: str) -> bool:
    """Tell whether a string is an IRI, with its scheme."""
    return _matches(text, _IRI)


def is_iri_reference(text: str) -> bool:
    """Tell whether a string is an IRI or a relative reference."""
    return _matches(text, _IRI, _IRI_RELATIVE)


def is_uri_template(text: str) -> bool:
    """Tell whether a string is a URI template."""
    return _TEMPLATE.fullmatch(text) is not None


_SPACED: Final = (
    "http://a b",
    "http://example.com/<>",
    "\\\\server\\share",
    "http://example.com/%",
    "http://[::1",
    "http://a\n",
)

URI: Final = Format(
    "uri",
    is_uri,
    None,
    ("http://example.com/", "urn:a:b", "mailto:a@b.example", "http://[::1]:80/a?b=c#d", "http://a"),
    (*_SPACED, "//example.com/", "/a", "a", "", "http://exämple.com/", "://example.com"),
)
URI_REFERENCE: Final = Format(
    "uri-reference",
    is_uri_reference,
    None,
    ("/a", "a", "#b", "//example.com/", "http://example.com/", "?c"),
    (*_SPACED, "ä"),
)
IRI: Final = Format(
    "iri", is_iri, None, ("http://exämple.com/", "http://example.com/", "urn:a:b"), (*_SPACED, "/ä", "ä", "")
)
IRI_REFERENCE: Final = Format(
    "iri-reference", is_iri_reference, None, ("/ä", "ä", "#ä", "http://exämple.com/"), _SPACED
)
URI_TEMPLATE: Final = Format(
    "uri-template",
    is_uri_template,
    None,
    ("http://example.com/{id}", "/a/{b,c}{?d*}", "", "/a{+b:3}"),
    ("http://example.com/{id", "/a/{b c}", "/a}", "/{}", "/%zz"),
)
