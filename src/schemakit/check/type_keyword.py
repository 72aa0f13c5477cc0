"""What a ``type`` keyword allows, and which type a keyword speaks of."""

from typing import Final

from schemakit.core.json import JSON_TYPES, Json, JsonType

_KNOWN: Final[dict[Json, JsonType]] = {name: name for name in JSON_TYPES}

#: The keywords that only say something about instances of one type (Validation, sections 6.2 to 6.5; Core, 10.3).
SPEAKS_OF: Final[dict[str, tuple[JsonType, ...]]] = {
    **dict.fromkeys(
        ("multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"), ("number", "integer")
    ),
    **dict.fromkeys(("maxLength", "minLength", "pattern"), ("string",)),
    **dict.fromkeys(
        (
            "prefixItems", "items", "additionalItems", "contains", "minContains", "maxContains", "maxItems", "minItems",
            "uniqueItems", "unevaluatedItems",
        ),
        ("array",),
    ),
    **dict.fromkeys(
        (
            "properties", "patternProperties", "additionalProperties", "propertyNames", "maxProperties",
            "minProperties", "required", "dependentRequired", "dependentSchemas", "dependencies",
            "unevaluatedProperties",
        ),
        ("object",),
    ),
}  # fmt: skip


def shown_types(schema: dict[str, Json]) -> str:
    """Return what ``type`` says, in words."""
    named = schema.get("type")
    return " or ".join(map(str, named)) if isinstance(named, list) else str(named)


def allowed_types(schema: dict[str, Json]) -> frozenset[JsonType] | None:
    """Return the types that ``type`` allows (``number`` comes with ``integer``), None where it is absent or wrong."""
    named = schema.get("type")
    names = named if isinstance(named, list) else [named]
    types = {_KNOWN[name] for name in names if isinstance(name, str) and name in _KNOWN}
    if not types or len(types) != len(names):
        return None
    return frozenset(types | {"integer"} if "number" in types else types)
