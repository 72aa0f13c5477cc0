"""What a rule is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, final

from schemakit.core.finding import Finding, Kind
from schemakit.core.json import Json
from schemakit.ir.graph import SchemaGraph
from schemakit.resolve.schema_set import SchemaSet

#: Tells whether a value is valid against the schema at ``uri#pointer`` of a set; None where nobody can tell (the
#: schema does not compile). Handed in by ``pipeline``, because rules may not import the validator, their peer.
Accepts: TypeAlias = Callable[[str, Json], bool | None]


@final
@dataclass(frozen=True, slots=True)
class Checked:
    """Everything a rule may look at."""

    schemas: SchemaSet
    graph: SchemaGraph
    accepts: Accepts


@final
@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding and the function that finds it."""

    kind: Kind
    find: Callable[[Checked], Iterator[Finding]]


RuleTable: TypeAlias = Mapping[str, Rule]
