"""What an instance is asked to be: assertions that hold, and the ways in which one of them can fail to.

The vocabulary of ``ir/assertions.py`` says what must hold. To make a payload that breaks one assertion, or one that
satisfies ``not``, the same has to be said of what must *not* hold; most refusals are assertions again (less than the
minimum is an ``exclusiveMaximum``), and the few that are not stand here.
"""

from typing import TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.record import dataclass
from schemakit.ir.assertions import (
    Contains,
    DependentRequired,
    FormatIs,
    ItemCount,
    Items,
    MultipleOf,
    NodeId,
    Number,
    NumberBounds,
    Pattern,
    Properties,
    PropertyCount,
    PropertyNames,
    Required,
    StringLength,
    TypeIs,
    Unevaluated,
    UniqueItems,
    ValueIn,
)

#: The resources with dynamic anchors that were entered on the way, outermost first (Core, section 7.1).
Scope: TypeAlias = tuple[Uri, ...]


@final
@dataclass(frozen=True, slots=True)
class Holds:
    """The instance is valid against the schema."""

    node: NodeId
    scope: Scope = ()


@final
@dataclass(frozen=True, slots=True)
class Fails:
    """The instance is not valid against the schema."""

    node: NodeId
    scope: Scope = ()


@final
@dataclass(frozen=True, slots=True)
class Occurrence:
    """One keyword of one schema: what a payload can violate.

    ``position`` is the index of its assertion among the node's.
    """

    node: NodeId
    position: int
    keyword: str


@final
@dataclass(frozen=True, slots=True)
class Step:
    """One edge on the way from a schema to a subschema: by which assertion, and where the subschema applies.

    Attributes:
        node: where the edge starts.
        position: index of the assertion among the node's.
        keyword: the applicator, with the name or index of the branch where it has several.
        target: the subschema.
        key: the member (a name) or item (an index) it applies to; None where it applies to the same instance.
    """

    node: NodeId
    position: int
    keyword: str
    target: NodeId
    key: str | int | None = None


@final
@dataclass(frozen=True, slots=True)
class Breaks:
    """The instance violates one occurrence, at the end of a path, and as little else as can be.

    ``slack``: what else may be violated, too: 0 nothing, 1 the rest of the same schema, 2 all beside the path.
    ``way``: the index of one of the ways to violate the occurrence (``mutations.ways``); None: any.
    """

    occurrence: Occurrence
    path: tuple[Step, ...]
    slack: int = 0
    way: int | None = None
    scope: Scope = ()


@final
@dataclass(frozen=True, slots=True)
class Reaches:
    """The instance is valid, and what stands at the end of a path applies to a part of it.

    ``edge``: which of the edges of the occurrence's assertion (``boundary.edges``) that part is to be at.
    """

    occurrence: Occurrence
    path: tuple[Step, ...]
    edge: int | None = None
    scope: Scope = ()


Term: TypeAlias = Holds | Fails | Breaks | Reaches


@final
@dataclass(frozen=True, slots=True)
class Excludes:
    """The instance equals none of these values."""

    values: tuple[Json, ...]


@final
@dataclass(frozen=True, slots=True)
class NotMultipleOf:
    """A number that ``divisor`` does not divide."""

    divisor: Number


@final
@dataclass(frozen=True, slots=True)
class NotPattern:
    """A string without a match."""

    pattern: str


@final
@dataclass(frozen=True, slots=True)
class NotFormat:
    """A string that is not of the format."""

    name: str


@final
@dataclass(frozen=True, slots=True)
class ItemAt:
    """An array that has an item at the index, with these terms in place of what ``instead`` asks of it.

    ``unevaluated``: none of ``items`` and ``prefixItems`` may apply to it.
    """

    index: int
    terms: tuple[Term, ...]
    instead: NodeId | None = None
    unevaluated: bool = False


@final
@dataclass(frozen=True, slots=True)
class RepeatsItems:
    """An array with two equal items."""


@final
@dataclass(frozen=True, slots=True)
class Lacks:
    """An object without these members."""

    names: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class Member:
    """An object that has the member, with these terms in place of what ``instead`` asks of it."""

    name: str
    terms: tuple[Term, ...]
    instead: NodeId | None = None


@final
@dataclass(frozen=True, slots=True)
class MemberMatching:
    """An object with a member whose name has a match of the pattern, and whose value satisfies the terms."""

    pattern: str
    terms: tuple[Term, ...]
    instead: NodeId | None = None


@final
@dataclass(frozen=True, slots=True)
class ExtraMember:
    """An object with a member that none of the names and patterns cover, and whose value satisfies the terms.

    ``unevaluated``: no ``additionalProperties`` may apply to it.
    """

    names: tuple[str, ...]
    patterns: tuple[str, ...]
    terms: tuple[Term, ...]
    instead: NodeId | None = None
    unevaluated: bool = False


@final
@dataclass(frozen=True, slots=True)
class MemberNamed:
    """An object with a member whose *name* satisfies the terms."""

    terms: tuple[Term, ...]
    instead: NodeId | None = None


@final
@dataclass(frozen=True, slots=True)
class Scoped:
    """An assertion about members or items, and the dynamic scope in which its subschemas are read."""

    assertion: Items | Contains | Properties | PropertyNames | Unevaluated
    scope: Scope = ()


#: What a conjunction comes down to once references are followed and branches chosen.
Atom: TypeAlias = (
    TypeIs | ValueIn | Excludes
    | NumberBounds | MultipleOf | NotMultipleOf
    | StringLength | Pattern | NotPattern | FormatIs | NotFormat
    | Scoped | ItemCount | UniqueItems | RepeatsItems | ItemAt
    | Required | Lacks | PropertyCount | DependentRequired
    | Member | MemberMatching | ExtraMember | MemberNamed
)  # fmt: skip

#: One way among several: everything in it has to hold.
Way: TypeAlias = tuple[Atom | Term, ...]
