"""What a rule is, and what it may look at."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias, final

from schemakit.check.places import Place
from schemakit.core.finding import Finding, Kind
from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.ir.graph import SchemaGraph
from schemakit.resolve.schema_set import SchemaSet

#: Tells whether a value is valid against the schema at ``uri#pointer`` of a set, or against a published metaschema by
#: its URI; None where nobody can tell (the schema does not compile). Handed in by ``pipeline``, because rules may not
#: import the validator, their peer.
Accepts: TypeAlias = Callable[[str, Json], bool | None]


@final
@dataclass(frozen=True, slots=True)
class Checked:
    """What is checked."""

    schemas: SchemaSet
    graph: SchemaGraph
    accepts: Accepts


@final
@dataclass(frozen=True, slots=True)
class Survey:
    """Everything a rule may look at.

    Attributes:
        schemas: the set.
        graph: its lowered form.
        accepts: the judge.
        authored: every schema object as its author wrote it.
        standard: every schema object in standard form.
    """

    schemas: SchemaSet
    graph: SchemaGraph
    accepts: Accepts
    authored: tuple[Place, ...]
    standard: tuple[Place, ...]


@final
@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding and the function that finds it."""

    kind: Kind
    find: Callable[[Survey], Iterator[Finding]]


RuleTable: TypeAlias = Mapping[str, Rule]
