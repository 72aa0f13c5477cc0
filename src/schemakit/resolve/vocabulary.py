"""Which keywords exist in which draft, and where they hold subschemas: the one table, for every reader."""

from collections.abc import Iterator
from enum import Enum, auto
from typing import Final, final

from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.resolve.draft import Draft


class Holds(Enum):
    """What the value of a keyword holds, as far as walking goes."""

    DATA = auto()
    SCHEMA = auto()
    SCHEMAS = auto()  # an array of schemas
    NAMED = auto()  # an object whose values are schemas
    SCHEMA_OR_SCHEMAS = auto()
    NAMED_OR_NAMES = auto()  # ``dependencies``: an object of schemas or arrays of names


@final
@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword of some drafts.

    Attributes:
        name: as written.
        holds: where subschemas are.
        since: the first draft that has it.
        until: the last draft that has it.
        vocabulary: last segment of the 2019-09 and 2020-12 vocabulary it belongs to.
        in_place: its subschemas apply to the same instance location.
    """

    name: str
    holds: Holds
    since: Draft = Draft.DRAFT4
    until: Draft = Draft.DRAFT2020_12
    vocabulary: str = "validation"
    in_place: bool = False


_D6, _D7, _D19, _D20 = Draft.DRAFT6, Draft.DRAFT7, Draft.DRAFT2019_09, Draft.DRAFT2020_12

KEYWORDS: Final = {
    keyword.name: keyword
    for keyword in (
        # Core, sections 8 and 9
        Keyword("$schema", Holds.DATA, vocabulary="core"),
        Keyword("id", Holds.DATA, until=Draft.DRAFT4, vocabulary="core"),
        Keyword("$id", Holds.DATA, since=_D6, vocabulary="core"),
        Keyword("$ref", Holds.DATA, vocabulary="core"),
        Keyword("$anchor", Holds.DATA, since=_D19, vocabulary="core"),
        Keyword("$dynamicRef", Holds.DATA, since=_D20, vocabulary="core"),
        Keyword("$dynamicAnchor", Holds.DATA, since=_D20, vocabulary="core"),
        Keyword("$recursiveRef", Holds.DATA, since=_D19, until=_D19, vocabulary="core"),
        Keyword("$recursiveAnchor", Holds.DATA, since=_D19, until=_D19, vocabulary="core"),
        Keyword("$vocabulary", Holds.DATA, since=_D19, vocabulary="core"),
        Keyword("$comment", Holds.DATA, since=_D7, vocabulary="core"),
        Keyword("$defs", Holds.NAMED, since=_D19, vocabulary="core"),
        # 2019-09 and 2020-12 keep the old name reserved and their metaschemas still describe it
        Keyword("definitions", Holds.NAMED, vocabulary="core"),
        # Core, section 10
        Keyword("allOf", Holds.SCHEMAS, vocabulary="applicator", in_place=True),
        Keyword("anyOf", Holds.SCHEMAS, vocabulary="applicator", in_place=True),
        Keyword("oneOf", Holds.SCHEMAS, vocabulary="applicator", in_place=True),
        Keyword("not", Holds.SCHEMA, vocabulary="applicator", in_place=True),
        Keyword("if", Holds.SCHEMA, since=_D7, vocabulary="applicator", in_place=True),
        Keyword("then", Holds.SCHEMA, since=_D7, vocabulary="applicator", in_place=True),
        Keyword("else", Holds.SCHEMA, since=_D7, vocabulary="applicator", in_place=True),
        Keyword("dependentSchemas", Holds.NAMED, since=_D19, vocabulary="applicator", in_place=True),
        # 2019-09 split it in two and lets implementations keep it (Validation 2019-09, appendix A): the engine does.
        Keyword("dependencies", Holds.NAMED_OR_NAMES, vocabulary="applicator", in_place=True),
        Keyword("prefixItems", Holds.SCHEMAS, since=_D20, vocabulary="applicator"),
        Keyword("items", Holds.SCHEMA_OR_SCHEMAS, vocabulary="applicator"),
        Keyword("additionalItems", Holds.SCHEMA, until=_D19, vocabulary="applicator"),
        Keyword("contains", Holds.SCHEMA, since=_D6, vocabulary="applicator"),
        Keyword("properties", Holds.NAMED, vocabulary="applicator"),
        Keyword("patternProperties", Holds.NAMED, vocabulary="applicator"),
        Keyword("additionalProperties", Holds.SCHEMA, vocabulary="applicator"),
        Keyword("propertyNames", Holds.SCHEMA, since=_D6, vocabulary="applicator"),
        # Core, section 11
        Keyword("unevaluatedItems", Holds.SCHEMA, since=_D19, vocabulary="unevaluated"),
        Keyword("unevaluatedProperties", Holds.SCHEMA, since=_D19, vocabulary="unevaluated"),
        # Validation, section 6
        Keyword("type", Holds.DATA),
        Keyword("enum", Holds.DATA),
        Keyword("const", Holds.DATA, since=_D6),
        Keyword("multipleOf", Holds.DATA),
        Keyword("maximum", Holds.DATA),
        Keyword("exclusiveMaximum", Holds.DATA),
        Keyword("minimum", Holds.DATA),
        Keyword("exclusiveMinimum", Holds.DATA),
        Keyword("maxLength", Holds.DATA),
        Keyword("minLength", Holds.DATA),
        Keyword("pattern", Holds.DATA),
        Keyword("maxItems", Holds.DATA),
        Keyword("minItems", Holds.DATA),
        Keyword("uniqueItems", Holds.DATA),
        Keyword("maxContains", Holds.DATA, since=_D19),
        Keyword("minContains", Holds.DATA, since=_D19),
        Keyword("maxProperties", Holds.DATA),
        Keyword("minProperties", Holds.DATA),
        Keyword("required", Holds.DATA),
        Keyword("dependentRequired", Holds.DATA, since=_D19),
        # Validation, sections 7 to 9
        Keyword("format", Holds.DATA, vocabulary="format"),
        Keyword("contentEncoding", Holds.DATA, since=_D7, vocabulary="content"),
        Keyword("contentMediaType", Holds.DATA, since=_D7, vocabulary="content"),
        Keyword("contentSchema", Holds.SCHEMA, since=_D19, vocabulary="content"),
        Keyword("title", Holds.DATA, vocabulary="meta-data"),
        Keyword("description", Holds.DATA, vocabulary="meta-data"),
        Keyword("default", Holds.DATA, vocabulary="meta-data"),
        Keyword("deprecated", Holds.DATA, since=_D19, vocabulary="meta-data"),
        Keyword("readOnly", Holds.DATA, since=_D7, vocabulary="meta-data"),
        Keyword("writeOnly", Holds.DATA, since=_D7, vocabulary="meta-data"),
        Keyword("examples", Holds.DATA, since=_D6, vocabulary="meta-data"),
    )
}


def keyword_in(name: str, draft: Draft) -> Keyword | None:
    """Return the keyword of that name if the draft has it."""
    keyword = KEYWORDS.get(name)
    return keyword if keyword is not None and keyword.since <= draft <= keyword.until else None


def ignores_siblings(schema: dict[str, Json], draft: Draft) -> bool:
    """Tell whether the schema is a reference beside which nothing else counts (draft-07 Core, section 8.3)."""
    return draft <= Draft.DRAFT7 and isinstance(schema.get("$ref"), str)


#: What the keywords of each draft hold that hold schemas.
_HOLDING: Final = {
    draft: {
        name: keyword.holds
        for name, keyword in KEYWORDS.items()
        if keyword.holds is not Holds.DATA and keyword_in(name, draft) is not None
    }
    for draft in Draft
}


def subschemas(schema: Json, draft: Draft) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    """Yield the path (keyword, then member name or index) and value of each immediate subschema.

    Only values that can be schemas are yielded, objects and booleans; anything else in such a place is the metaschema's
    business.
    """
    if not isinstance(schema, dict):
        return
    if ignores_siblings(schema, draft):
        # Definitions beside a reference have no meaning of their own, yet every implementation lets one point at them.
        schema = {name: schema[name] for name in ("definitions",) if name in schema}
    holding = _HOLDING[draft]
    for name, value in schema.items():
        if name in holding:
            for path, subschema in _held(holding[name], value):
                if isinstance(subschema, (dict, bool)):
                    yield (name, *path), subschema


def _held(holds: Holds, value: Json) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    match holds, value:
        case ((Holds.SCHEMA | Holds.SCHEMA_OR_SCHEMAS), dict() | bool()):
            yield (), value
        case ((Holds.SCHEMAS | Holds.SCHEMA_OR_SCHEMAS), list()):
            for index, item in enumerate(value):
                yield (index,), item
        case ((Holds.NAMED | Holds.NAMED_OR_NAMES), dict()):
            for name, item in value.items():
                yield (name,), item
        case _:
            pass  # no place of a subschema: the metaschema's business
