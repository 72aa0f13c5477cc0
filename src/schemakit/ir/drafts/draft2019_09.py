"""2019-09: ``dependencies`` split in two, counted ``contains``, unevaluated locations, recursive references."""

from collections.abc import Iterator
from typing import Final

from schemakit.ir.assertions import (
    Assertion,
    Contains,
    Content,
    DependentRequired,
    DependentSchemas,
    RefersDynamically,
    Unevaluated,
)
from schemakit.ir.drafts.draft7 import DRAFT7
from schemakit.ir.drafts.site import Site, Table, strings
from schemakit.ir.scopes import RECURSIVE_ANCHOR


def recursive_reference(site: Site) -> Iterator[Assertion]:
    """``$recursiveRef``, whose value is always ``#`` (Core, section 8.2.4.2.1)."""
    target = site.target("$recursiveRef") if site.schema.get("$recursiveRef") == "#" else None
    if target is not None:
        anchor = RECURSIVE_ANCHOR if RECURSIVE_ANCHOR in target.anchors else None
        yield RefersDynamically(site.node(target), anchor)


def contains(site: Site) -> Iterator[Assertion]:
    """``contains`` with ``minContains`` and ``maxContains``, which mean nothing without it."""
    yield from counted_contains(site, evaluates=False)


def counted_contains(site: Site, *, evaluates: bool) -> Iterator[Assertion]:
    """``contains``; whether it evaluates items is where 2019-09 and 2020-12 differ (2020-12 Core, section 10.3.1.3)."""
    schema = site.subschema("contains")
    if schema is None:
        site.leave("minContains", "maxContains")
    else:
        yield Contains(schema, site.count("minContains"), site.count("maxContains"), evaluates)


def content(site: Site) -> Iterator[Assertion]:
    """``contentEncoding``, ``contentMediaType`` and ``contentSchema``."""
    found = Content(site.text("contentEncoding"), site.text("contentMediaType"), site.subschema("contentSchema"))
    if found != Content(None, None, None):
        yield found


def dependent_required(site: Site) -> Iterator[Assertion]:
    """``dependentRequired``."""
    members = site.members("dependentRequired")
    if members is None:
        return
    names = {name: listed for name, value in members.items() if (listed := strings(value)) is not None}
    if len(names) < len(members):
        site.read.discard("dependentRequired")
    elif names:
        yield DependentRequired(names)


def dependent_schemas(site: Site) -> Iterator[Assertion]:
    """``dependentSchemas``."""
    schemas = site.named("dependentSchemas")
    if schemas:
        yield DependentSchemas(schemas)


def unevaluated(site: Site) -> Iterator[Assertion]:
    """``unevaluatedItems`` and ``unevaluatedProperties``."""
    found = Unevaluated(site.subschema("unevaluatedItems"), site.subschema("unevaluatedProperties"))
    if found != Unevaluated(None, None):
        yield found


DRAFT2019_09: Final[Table] = {
    "reference": DRAFT7["reference"],
    "recursiveReference": recursive_reference,
    **DRAFT7,
    "contains": contains,
    "content": content,
    "dependentRequired": dependent_required,
    "dependentSchemas": dependent_schemas,
    "unevaluated": unevaluated,
}
