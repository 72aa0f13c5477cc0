"""Draft-06: boolean schemas everywhere, exclusive bounds as numbers, ``const``, ``contains``, ``propertyNames``."""

from collections.abc import Iterator
from typing import Final

from schemakit.ir.assertions import Assertion, Contains, NumberBounds, PropertyNames, ValueIn
from schemakit.ir.drafts.draft4 import DRAFT4
from schemakit.ir.drafts.site import Site, Table


def const(site: Site) -> Iterator[Assertion]:
    """``const``."""
    value = site.data("const")
    if value is not None:
        yield ValueIn(value)


def bounds(site: Site) -> Iterator[Assertion]:
    """``minimum``, ``exclusiveMinimum``, ``maximum`` and ``exclusiveMaximum``."""
    found = NumberBounds(
        site.number("minimum"),
        site.number("exclusiveMinimum"),
        site.number("maximum"),
        site.number("exclusiveMaximum"),
    )
    if found != NumberBounds():
        yield found


def contains(site: Site) -> Iterator[Assertion]:
    """``contains``; no item counts as evaluated by it before 2020-12."""
    schema = site.subschema("contains")
    if schema is not None:
        yield Contains(schema, evaluates=False)


def property_names(site: Site) -> Iterator[Assertion]:
    """``propertyNames``."""
    schema = site.subschema("propertyNames")
    if schema is not None:
        yield PropertyNames(schema)


# ``const`` before ``enum``: of two single values the first is written as ``const``, and has to be read first again.
DRAFT6: Final[Table] = {
    "const": const,
    **DRAFT4,
    "bounds": bounds,
    "contains": contains,
    "propertyNames": property_names,
}
