"""Draft-07: ``if``, ``then``, ``else``, and the content keywords."""

from collections.abc import Iterator
from typing import Final

from schemakit.ir.assertions import Assertion, Conditional, Content
from schemakit.ir.drafts.draft6 import DRAFT6
from schemakit.ir.drafts.site import Site, Table


def conditional(site: Site) -> Iterator[Assertion]:
    """``if`` with ``then`` and ``else``, which mean nothing without it (Validation, section 6.6)."""
    condition = site.subschema("if")
    if condition is None:
        site.leave("then", "else")
    else:
        yield Conditional(condition, site.subschema("then"), site.subschema("else"))


def content(site: Site) -> Iterator[Assertion]:
    """``contentEncoding`` and ``contentMediaType``."""
    found = Content(site.text("contentEncoding"), site.text("contentMediaType"), None)
    if found != Content(None, None, None):
        yield found


DRAFT7: Final[Table] = {**DRAFT6, "conditional": conditional, "content": content}
