"""Schemas made for these tests: each draft, each instance type, and what is hard about it."""

from schemakit.core.json import Json

_TREE: Json = {
    "type": "object",
    "required": ["children"],
    "properties": {"name": {"type": "string"}, "children": {"type": "array", "items": {"$ref": "#"}}},
    "additionalProperties": False,
}
_LIST: Json = {
    "oneOf": [{"type": "null"}, {"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#"}}}]
}

#: (name, dialect, schema): every one has valid and invalid instances.
SCHEMAS: tuple[tuple[str, str, Json], ...] = (
    ("boolean exclusive bounds", "draft-04", {"type": "number", "minimum": 1, "exclusiveMinimum": True, "maximum": 2}),
    ("dependencies", "draft-04", {"type": "object", "dependencies": {"a": ["b"], "c": {"required": ["d"]}}}),
    (
        "tuple",
        "draft-04",
        {"items": [{"type": "integer"}, {"enum": ["a", "b"]}], "additionalItems": False, "minItems": 1},
    ),
    ("const", "draft-06", {"properties": {"kind": {"const": "a"}}, "required": ["kind"]}),
    ("contains", "draft-06", {"type": "array", "contains": {"minimum": 5}, "items": {"type": "integer", "maximum": 7}}),
    ("names", "draft-06", {"propertyNames": {"pattern": "^[a-c]{2}$"}, "minProperties": 3, "type": "object"}),
    (
        "if",
        "draft-07",
        {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}, "type": "object"},
    ),
    (
        "nested if",
        "draft-07",
        {"type": "integer", "if": {"minimum": 10}, "then": {"multipleOf": 10}, "else": {"maximum": 5}},
    ),
    ("counted contains", "2019-09", {"type": "array", "contains": {"const": 1}, "minContains": 2, "maxContains": 3}),
    ("unevaluated", "2019-09", {"allOf": [{"properties": {"a": {"type": "string"}}}], "unevaluatedProperties": False}),
    (
        "recursive",
        "2019-09",
        {
            "$recursiveAnchor": True,
            **_TREE,
            "properties": {  # type: ignore[dict-item]
                "name": {"type": "string"},
                "children": {"type": "array", "items": {"$recursiveRef": "#"}},
            },
        },
    ),
    ("tree", "2020-12", _TREE),
    ("list", "2020-12", _LIST),
    (
        "prefix",
        "2020-12",
        {"prefixItems": [{"type": "string"}, {"type": "boolean"}], "items": {"type": "null"}, "minItems": 3},
    ),
    ("unique", "2020-12", {"type": "array", "items": {"enum": [1, 2, 3, True]}, "uniqueItems": True, "minItems": 4}),
    ("multiples", "2020-12", {"type": "number", "multipleOf": 0.01, "minimum": 0.005, "maximum": 1}),
    ("big", "2020-12", {"type": "integer", "minimum": 2**70, "multipleOf": 3}),
    ("password", "2020-12", {"type": "string", "pattern": "^(?=.*\\d)(?=.*[a-z])[a-z\\d]{8,}$", "maxLength": 12}),
    ("two patterns", "2020-12", {"allOf": [{"pattern": "^a"}, {"pattern": "z$"}], "type": "string", "minLength": 5}),
    ("code points", "2020-12", {"type": "string", "minLength": 2, "maxLength": 2, "pattern": "^\\p{Letter}+$"}),
    (
        "not",
        "2020-12",
        {
            "type": ["string", "integer"],
            "not": {"anyOf": [{"type": "integer", "maximum": 3}, {"type": "string", "maxLength": 3}]},
        },
    ),
    (
        "exactly one",
        "2020-12",
        {"oneOf": [{"required": ["a"]}, {"required": ["b"]}], "type": "object", "maxProperties": 2},
    ),
    (
        "discriminated",
        "2020-12",
        {
            "oneOf": [
                {"properties": {"kind": {"const": kind}, "value": {"type": of}}, "required": ["kind", "value"]}
                for kind, of in (("a", "string"), ("b", "integer"), ("c", "array"))
            ],
            "type": "object",
        },
    ),
    (
        "patterned",
        "2020-12",
        {
            "type": "object",
            "patternProperties": {"^x-": {"type": "integer"}},
            "additionalProperties": {"type": "string"},
            "minProperties": 2,
        },
    ),
    (
        "dependent",
        "2020-12",
        {
            "type": "object",
            "properties": {"a": True, "b": True, "c": {"type": "null"}},
            "dependentRequired": {"a": ["b"]},
            "dependentSchemas": {"b": {"required": ["c"]}},
        },
    ),
    (
        "unevaluated items",
        "2020-12",
        {
            "prefixItems": [{"type": "string"}],
            "contains": {"type": "integer"},
            "unevaluatedItems": False,
            "type": "array",
        },
    ),
    (
        "dynamic",
        "2020-12",
        {
            "$id": "https://example.com/strict",
            "$dynamicAnchor": "node",
            "$ref": "tree",
            "unevaluatedProperties": False,
            "$defs": {
                "tree": {
                    "$id": "tree",
                    "$dynamicAnchor": "node",
                    "type": "object",
                    "properties": {"data": True, "children": {"items": {"$dynamicRef": "#node"}}},
                }
            },
        },
    ),
    (
        "formats",
        "2020-12",
        {
            "type": "object",
            "required": ["id", "at", "to"],
            "properties": {
                "id": {"type": "string", "format": "uuid"},
                "at": {"type": "string", "format": "date-time"},
                "to": {"type": "string", "format": "email", "maxLength": 40},
            },
        },
    ),
)
