"""2020-12: ``prefixItems``, dynamic references, ``contains`` that evaluates."""

from collections.abc import Iterator
from typing import Final

from schemakit.ir.assertions import Assertion, Items, RefersDynamically
from schemakit.ir.drafts.draft2019_09 import DRAFT2019_09, counted_contains
from schemakit.ir.drafts.site import Site, Table


def dynamic_reference(site: Site) -> Iterator[Assertion]:
    """``$dynamicRef``: dynamic where its fragment is the name of a ``$dynamicAnchor`` (Core, section 8.2.3.2)."""
    target = site.target("$dynamicRef")
    if target is not None:
        yield RefersDynamically(site.node(target), target.name if target.name in target.anchors else None)


def items(site: Site) -> Iterator[Assertion]:
    """``prefixItems`` and ``items``."""
    prefix, rest = site.subschemas("prefixItems"), site.subschema("items")
    if prefix or rest is not None:
        yield Items(prefix or (), rest)


def contains(site: Site) -> Iterator[Assertion]:
    """``contains`` with ``minContains`` and ``maxContains``."""
    yield from counted_contains(site, evaluates=True)


DRAFT2020_12: Final[Table] = {
    "reference": DRAFT2019_09["reference"],
    "dynamicReference": dynamic_reference,
    **{name: meaning for name, meaning in DRAFT2019_09.items() if name != "recursiveReference"},
    "items": items,
    "contains": contains,
}
