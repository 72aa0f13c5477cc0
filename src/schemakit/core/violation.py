"""What an instance does to a schema: the one record that engines report, fuzzers promise and contracts compare."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import final

from schemakit.core.location import Location
from schemakit.core.pointer import Pointer
from schemakit.core.record import dataclass, field


@final
@dataclass(frozen=True, slots=True)
class Violation:
    """An assertion that does not hold; two are the same where keyword, schema and instance are.

    Attributes:
        keyword: the keyword as the schema spells it; ``false`` for a boolean schema.
        schema: the keyword's place in the *standard* form of the schema: ``SchemaSet.resources``, by canonical URI
            (``SchemaSet.origin`` turns it into the author's place).
        instance: the value that the assertion refuses.
        branches: for ``oneOf`` and ``anyOf``, why each branch was refused; for ``propertyNames``, why each of the
            members was, where that is known.
        members: the names that are missing, refused or not evaluated, where the keyword is about names; the indexes of
            the items that are not evaluated, where they are known.
        reason: why the value could not be judged at all, to follow the words "the value"; ``keyword`` is then empty and
            ``schema`` the whole schema.
    """

    keyword: str
    schema: Location
    instance: Pointer
    branches: tuple[tuple["Violation", ...], ...] = field(default=(), compare=False)
    members: tuple[str, ...] = field(default=(), compare=False)
    reason: str = field(default="", compare=False)


def merged(violations: Iterable[Violation]) -> Iterator[Violation]:
    """Make one violation of those that an engine tells one after the other, one for each name that is concerned."""
    for first, others in groupby(violations):
        same = (first, *others)
        members = tuple(dict.fromkeys(member for one in same for member in one.members))
        branches = first.branches
        if first.keyword == "propertyNames":
            reasons = {one.members: one.branches for one in same}
            branches = tuple(branch for each in reasons.values() for branch in each)
        yield Violation(first.keyword, first.schema, first.instance, branches, members, first.reason)
