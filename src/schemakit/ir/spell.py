"""The 2020-12 keywords of one assertion, subschemas and references left out: ``walk.held`` says where those go."""

from collections.abc import Mapping
from typing import Final, Literal, assert_never

from schemakit.core.json import JSON_TYPES, Json
from schemakit.ir.assertions import (
    AllOf,
    AnyOf,
    Assertion,
    Conditional,
    Contains,
    Content,
    DependentRequired,
    DependentSchemas,
    FormatIs,
    ItemCount,
    Items,
    MultipleOf,
    Not,
    NumberBounds,
    OneOf,
    Opaque,
    Pattern,
    Properties,
    PropertyCount,
    PropertyNames,
    Refers,
    RefersDynamically,
    Required,
    StringLength,
    TypeIs,
    Unevaluated,
    UniqueItems,
    ValueIn,
)
from schemakit.resolve.vocabulary import KEYWORDS

#: How people like to read a schema: what it is, what it means, then what it asks for, from the outside in.
ORDER: Final = (
    "$schema", "$id", "$dynamicAnchor", "$comment", "title", "description", "deprecated", "readOnly", "writeOnly",
    "default", "examples", "$ref", "$dynamicRef", "type", "const", "enum", "format",
    "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf",
    "minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType", "contentSchema",
    "prefixItems", "items", "contains", "minContains", "maxContains", "minItems", "maxItems", "uniqueItems",
    "required", "properties", "patternProperties", "additionalProperties", "propertyNames",
    "minProperties", "maxProperties", "dependentRequired", "dependentSchemas",
    "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "unevaluatedItems", "unevaluatedProperties",
)  # fmt: skip

#: What 2020-12 asks of the values of the keywords that only annotate (Validation, section 9).
_SHAPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "$comment": str, "title": str, "description": str, "default": object, "examples": list,
    "deprecated": bool, "readOnly": bool, "writeOnly": bool,
}  # fmt: skip

_RANKS: Final = {keyword: rank for rank, keyword in enumerate(ORDER)}


def in_order(schema: Mapping[str, Json]) -> dict[str, Json]:
    """Return the members in reading order; unknown keywords follow the known ones, definitions are last."""
    return {name: schema[name] for name in sorted(schema, key=_rank)}


def _rank(keyword: str) -> int:
    return len(ORDER) + 1 if keyword == "$defs" else _RANKS.get(keyword, len(ORDER))


def annotations(values: Mapping[str, Json]) -> dict[str, Json]:
    """Return what 2020-12 takes for annotations too: to an older draft, ``const`` may be a word of somebody's own."""
    return {
        name: value
        for name, value in values.items()
        if (isinstance(value, _SHAPES[name]) if name in _SHAPES else name not in KEYWORDS)
    }


def spell(  # noqa: C901, PLR0912 - one case per member of a closed union
    assertion: Assertion, *, single: Literal["const", "enum"] = "const"
) -> dict[str, Json]:
    """Return the keywords that hold data rather than subschemas; ``single``: how to write the only value there is."""
    match assertion:
        case TypeIs(types):
            names: list[Json] = [name for name in JSON_TYPES if name in types]
            return {"type": names[0] if len(names) == 1 else names}
        case ValueIn(values):
            return {"const": values[0]} if len(values) == 1 and single == "const" else {"enum": list(values)}
        case NumberBounds(minimum, exclusive_minimum, maximum, exclusive_maximum):
            return _present(
                minimum=minimum,
                exclusiveMinimum=exclusive_minimum,
                maximum=maximum,
                exclusiveMaximum=exclusive_maximum,
            )
        case MultipleOf(divisor):
            return {"multipleOf": divisor}
        case StringLength(minimum, maximum):
            return _present(minLength=minimum, maxLength=maximum)
        case Pattern(pattern):
            return {"pattern": pattern}
        case FormatIs(name):
            return {"format": name}
        case Content(encoding, media_type):
            return _present(contentEncoding=encoding, contentMediaType=media_type)
        case ItemCount(minimum, maximum):
            return _present(minItems=minimum, maxItems=maximum)
        case Contains(minimum=minimum, maximum=maximum):
            return _present(minContains=minimum, maxContains=maximum)
        case UniqueItems():
            return {"uniqueItems": True}
        case Required(required):
            return {"required": list(required)}
        case PropertyCount(minimum, maximum):
            return _present(minProperties=minimum, maxProperties=maximum)
        case DependentRequired(dependent):
            return {"dependentRequired": {name: list(others) for name, others in dependent.items()}}
        case Opaque(keywords):
            return dict(keywords)
        case (
            Items() | Properties() | PropertyNames() | DependentSchemas() | AllOf() | AnyOf() | OneOf() | Not()
            | Conditional() | Unevaluated() | Refers() | RefersDynamically()
        ):  # fmt: skip
            return {}
        case _:
            assert_never(assertion)


def _present(**keywords: Json) -> dict[str, Json]:
    return {name: value for name, value in keywords.items() if value is not None}
