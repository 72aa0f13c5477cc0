"""Locations can be put in an order, whatever they hold."""

from itertools import pairwise, product

from schemakit.core.location import Excerpt, Location, Span, Uri
from schemakit.core.pointer import ROOT, Pointer

EXCERPTS = (None, Excerpt("a", Span(1, 1, 1, 2), ("x",)), Excerpt("a", Span(2, 1, 2, 2), ("y",)))
LOCATIONS = [
    Location(Uri(uri), pointer, key, excerpt)
    for uri, pointer, key, excerpt in product("ab", (ROOT, Pointer("/a")), (False, True), EXCERPTS)
]


def test_locations_are_in_a_strict_order() -> None:
    backwards = LOCATIONS[::-1]
    ordered = sorted(backwards)
    assert ordered == LOCATIONS
    assert all(first < second and not second < first for first, second in pairwise(ordered))
    assert max(LOCATIONS) == LOCATIONS[-1]


def test_places_with_different_text_are_different() -> None:
    assert len(set(LOCATIONS)) == len(LOCATIONS)
