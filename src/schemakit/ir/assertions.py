"""The closed vocabulary of what a schema can demand.

A node is a conjunction of assertions, as a schema object is. Names and meaning are those of 2020-12; drafts end in
``lower``. Subschemas are node ids, never nested: recursion is ordinary. Match exhaustively, end with ``assert_never``.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NewType, TypeAlias, final

from schemakit.core.json import Json, JsonType
from schemakit.core.record import dataclass

#: ``uri#pointer`` of the schema in its standard resource.
NodeId = NewType("NodeId", str)

Number: TypeAlias = int | float | Decimal


@final
@dataclass(frozen=True, slots=True)
class TypeIs:
    """``type``: the instance has one of these types."""

    types: frozenset[JsonType]


@final
@dataclass(frozen=True, slots=True)
class ValueIn:
    """``enum`` or ``const``: the instance equals one of these values, as JSON; none at all is the ``false`` schema."""

    values: tuple[Json, ...]


@final
@dataclass(frozen=True, slots=True)
class NumberBounds:
    """``minimum``, ``exclusiveMinimum``, ``maximum``, ``exclusiveMaximum``: any of them, all that are there hold."""

    minimum: Number | None = None
    exclusive_minimum: Number | None = None
    maximum: Number | None = None
    exclusive_maximum: Number | None = None


@final
@dataclass(frozen=True, slots=True)
class MultipleOf:
    """``multipleOf``."""

    divisor: Number


@final
@dataclass(frozen=True, slots=True)
class StringLength:
    """``minLength`` and ``maxLength``, in code points."""

    minimum: int | None = None
    maximum: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Pattern:
    """``pattern``: an ECMA-262 regular expression, unanchored."""

    pattern: str


@final
@dataclass(frozen=True, slots=True)
class FormatIs:
    """``format``: asserted or not is the judge's setting."""

    name: str


@final
@dataclass(frozen=True, slots=True)
class Content:
    """``contentEncoding``, ``contentMediaType``, ``contentSchema``: annotations from 2019-09 on."""

    encoding: str | None
    media_type: str | None
    schema: NodeId | None


@final
@dataclass(frozen=True, slots=True)
class Items:
    """``prefixItems`` and ``items``."""

    prefix: tuple[NodeId, ...]
    rest: NodeId | None


@final
@dataclass(frozen=True, slots=True)
class ItemCount:
    """``minItems`` and ``maxItems``."""

    minimum: int | None = None
    maximum: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Contains:
    """``contains`` with ``minContains`` (1 where absent) and ``maxContains``.

    ``evaluates``: items it matches count as evaluated for ``unevaluatedItems`` (2020-12; not so in 2019-09).
    """

    schema: NodeId
    minimum: int | None = None
    maximum: int | None = None
    evaluates: bool = True


@final
@dataclass(frozen=True, slots=True)
class UniqueItems:
    """``uniqueItems: true``."""


@final
@dataclass(frozen=True, slots=True)
class Required:
    """``required``."""

    names: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class Properties:
    """``properties``, ``patternProperties`` and ``additionalProperties``, which only mean something together."""

    named: Mapping[str, NodeId]
    patterns: Mapping[str, NodeId]
    additional: NodeId | None


@final
@dataclass(frozen=True, slots=True)
class PropertyCount:
    """``minProperties`` and ``maxProperties``."""

    minimum: int | None = None
    maximum: int | None = None


@final
@dataclass(frozen=True, slots=True)
class PropertyNames:
    """``propertyNames``."""

    schema: NodeId


@final
@dataclass(frozen=True, slots=True)
class DependentRequired:
    """``dependentRequired``: where the property is present, so are these."""

    names: Mapping[str, tuple[str, ...]]


@final
@dataclass(frozen=True, slots=True)
class DependentSchemas:
    """``dependentSchemas``: where the property is present, the schema holds."""

    schemas: Mapping[str, NodeId]


@final
@dataclass(frozen=True, slots=True)
class AllOf:
    """``allOf``."""

    schemas: tuple[NodeId, ...]


@final
@dataclass(frozen=True, slots=True)
class AnyOf:
    """``anyOf``."""

    schemas: tuple[NodeId, ...]


@final
@dataclass(frozen=True, slots=True)
class OneOf:
    """``oneOf``."""

    schemas: tuple[NodeId, ...]


@final
@dataclass(frozen=True, slots=True)
class Not:
    """``not``."""

    schema: NodeId


@final
@dataclass(frozen=True, slots=True)
class Conditional:
    """``if`` with ``then`` and ``else``."""

    condition: NodeId
    consequence: NodeId | None
    alternative: NodeId | None


@final
@dataclass(frozen=True, slots=True)
class Unevaluated:
    """``unevaluatedItems`` and ``unevaluatedProperties``."""

    items: NodeId | None
    properties: NodeId | None


@final
@dataclass(frozen=True, slots=True)
class Refers:
    """``$ref``: an edge, never inlined."""

    target: NodeId


@final
@dataclass(frozen=True, slots=True)
class RefersDynamically:
    """``$dynamicRef`` (and ``$recursiveRef``): ``target`` unless an outer resource of the dynamic scope has ``anchor``.

    ``anchor`` is None where the static target is no dynamic anchor and the keyword means the same as ``$ref``.
    """

    target: NodeId
    anchor: str | None


@final
@dataclass(frozen=True, slots=True)
class Opaque:
    """What is not modelled: kept word for word, so that ``emit`` writes it back and the judge sees it."""

    keywords: Mapping[str, Json]


Assertion: TypeAlias = (
    TypeIs | ValueIn | NumberBounds | MultipleOf | StringLength | Pattern | FormatIs | Content
    | Items | ItemCount | Contains | UniqueItems
    | Required | Properties | PropertyCount | PropertyNames | DependentRequired | DependentSchemas
    | AllOf | AnyOf | OneOf | Not | Conditional | Unevaluated | Refers | RefersDynamically | Opaque
)  # fmt: skip
