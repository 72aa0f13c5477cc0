"""Schemas whose instances are hard to find, or that have none: sixty of them, after what the literature on witness
generation says is hard. Whether there is an instance was reasoned out by hand, and stands beside each.
"""

from typing import Final

from schemakit.core.json import Json

_EVEN: Json = {"multipleOf": 2}
_PAIR: Json = {"enum": [0, 1]}
_TREE: Json = {
    "type": "object",
    "properties": {"left": {"$ref": "#/$defs/tree"}, "right": {"$ref": "#/$defs/tree"}, "leaf": {"const": True}},
    "additionalProperties": False,
    "oneOf": [{"required": ["left", "right"]}, {"required": ["leaf"]}],
}
_CHAIN: Json = {"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#/$defs/chain"}}}

#: (name, whether any instance is valid, schema).
HARD: Final[tuple[tuple[str, bool, Json], ...]] = (
    # allOf, anyOf, oneOf and not, which undo one another
    ("not of a conjunction", True, {"type": "integer", "not": {"allOf": [{"minimum": 0}, {"maximum": 10}, _EVEN]}}),
    ("not of a disjunction", True, {"type": "string", "not": {"anyOf": [{"maxLength": 2}, {"pattern": "^a"}]}}),
    ("double negation", True, {"not": {"not": {"type": "object", "required": ["a"]}}}),
    ("triple negation", True, {"not": {"not": {"not": {"type": ["object", "string"]}}}}),
    ("a type and not that type", False, {"type": "string", "not": {"type": "string"}}),
    ("not the true schema", False, {"not": {}}),
    ("not a required member", True, {"type": "object", "not": {"required": ["a"]}, "minProperties": 2}),
    (
        "a member there and not there",
        False,
        {"type": "object", "required": ["a"], "not": {"properties": {"b": True}, "required": ["a"]}},
    ),
    (
        "not the type of a member",
        True,
        {"type": "object", "not": {"properties": {"a": {"type": "string"}}}, "properties": {"a": {"maximum": 3}}},
    ),
    (
        "one of two that overlap",
        True,
        {"oneOf": [{"type": "integer", "minimum": 2}, {"type": "integer", "maximum": 5}]},
    ),
    ("one of two that are the same", False, {"oneOf": [{"type": "string"}, {"type": "string"}]}),
    (
        "one of three that cover one another in pairs",
        True,
        {"type": "integer", "oneOf": [{"multipleOf": 2}, {"multipleOf": 3}, {"multipleOf": 5}], "minimum": 20},
    ),
    (
        "exactly one of many members",
        True,
        {"type": "object", "oneOf": [{"required": [name]} for name in "abcdefghij"], "minProperties": 3},
    ),
    (
        "an implication chain",
        True,
        {
            "type": "object",
            "required": ["a0"],
            "allOf": [
                {"anyOf": [{"not": {"required": [f"a{index}"]}}, {"required": [f"a{index + 1}"]}]} for index in range(6)
            ],
        },
    ),
    (
        "an implication chain that ends in a contradiction",
        False,
        {
            "type": "object",
            "required": ["a0"],
            "allOf": [
                {"anyOf": [{"not": {"required": [f"a{index}"]}}, {"required": [f"a{index + 1}"]}]} for index in range(4)
            ],
            "properties": {"a4": False},
        },
    ),
    (
        "if, then and else on the same value",
        True,
        {
            "type": "integer",
            "if": {"multipleOf": 7},
            "then": {"minimum": 100, "maximum": 110},
            "else": {"multipleOf": 13, "maximum": 12, "minimum": 1},
        },
    ),
    (
        "if that neither then nor else allows",
        False,
        {"type": "string", "if": {"minLength": 3}, "then": {"maxLength": 2}, "else": {"minLength": 3}},
    ),
    (
        "distributed members",
        True,
        {
            "allOf": [
                {"anyOf": [{"properties": {"k": {"const": one}}, "required": ["k"]} for one in group]}
                for group in (("a", "b", "c"), ("b", "c", "d"), ("c", "d", "e"))
            ]
        },
    ),
    (
        "distributed members with nothing in common",
        False,
        {
            "type": "object",
            "allOf": [
                {"anyOf": [{"properties": {"k": {"const": one}}, "required": ["k"]} for one in group]}
                for group in (("a", "b"), ("b", "c"), ("a", "c"), ("d", "a"))
            ],
            "properties": {"k": {"enum": ["b", "c", "d"]}},
        },
    ),
    # numbers
    ("a multiple in a narrow gap", True, {"type": "number", "multipleOf": 0.07, "minimum": 0.08, "maximum": 0.2}),
    (
        "no multiple in the gap",
        False,
        {"type": "number", "multipleOf": 7, "exclusiveMinimum": 7, "exclusiveMaximum": 14},
    ),
    (
        "multiples of two fractions",
        True,
        {"allOf": [{"multipleOf": 0.6}, {"multipleOf": 0.4}], "minimum": 1, "type": "number"},
    ),
    (
        "a multiple of one and not of another",
        True,
        {
            "type": "integer",
            "multipleOf": 6,
            "not": {"multipleOf": 4},
            "minimum": 10,
            "maximum": 20,
        },
    ),
    ("a multiple of four and not of two", False, {"type": "integer", "multipleOf": 4, "not": {"multipleOf": 2}}),
    (
        "a number that is no integer",
        True,
        {"type": "number", "not": {"type": "integer"}, "minimum": 0, "exclusiveMaximum": 1},
    ),
    ("no integer between two", False, {"type": "integer", "exclusiveMinimum": 3, "exclusiveMaximum": 4}),
    (
        "integers far beyond floats",
        True,
        {"type": "integer", "minimum": 2**80 + 1, "maximum": 2**80 + 40, "multipleOf": 37},
    ),
    (
        "an integer among few, but for some",
        True,
        {
            "type": "integer",
            "minimum": 1,
            "maximum": 5,
            "not": {"enum": [1, 2, 4, 5]},
        },
    ),
    (
        "an integer among few, but for all",
        False,
        {"type": "integer", "minimum": 1, "maximum": 3, "not": {"enum": [1, 2, 3]}},
    ),
    # strings
    ("two ends", True, {"type": "string", "allOf": [{"pattern": "^ab"}, {"pattern": "yz$"}], "maxLength": 4}),
    (
        "two patterns to intersect",
        True,
        {"type": "string", "allOf": [{"pattern": "^[a-m]+$"}, {"pattern": "^[h-z]{3,5}$"}]},
    ),
    (
        "three patterns to intersect",
        True,
        {
            "type": "string",
            "allOf": [{"pattern": "^[0-9a-f]+$"}, {"pattern": "[0-9]"}, {"pattern": "[a-f]$"}],
            "minLength": 6,
        },
    ),
    ("patterns without a common match", False, {"type": "string", "allOf": [{"pattern": "^a+$"}, {"pattern": "^b+$"}]}),
    ("a pattern but not its neighbour", True, {"type": "string", "pattern": "^[ab]{2}$", "not": {"pattern": "^a|b$"}}),
    ("a pattern and a length that do not meet", False, {"type": "string", "pattern": "^.{5}$", "maxLength": 4}),
    ("look-ahead", True, {"type": "string", "pattern": "^(?=.*\\d)(?=.*[A-Z])(?=.*[!?])[\\w!?]{10,12}$"}),
    (
        "alternatives of fixed lengths",
        True,
        {"type": "string", "pattern": "^(a{3}|b{7}|c{11})$", "minLength": 4, "maxLength": 8},
    ),
    ("a format with a length", True, {"type": "string", "format": "date", "pattern": "^2024-02-2"}),
    (
        "an enum filtered by a pattern",
        True,
        {"enum": ["one", "two", "three", 4], "pattern": "e$", "not": {"maxLength": 3}},
    ),
    # arrays
    (
        "all of a finite set, each once",
        True,
        {
            "type": "array",
            "items": {"enum": [1, 2, 3, 4, 5]},
            "uniqueItems": True,
            "minItems": 5,
        },
    ),
    (
        "more than a finite set has",
        False,
        {
            "type": "array",
            "items": {"enum": [1, 2, 3, 1.0]},
            "uniqueItems": True,
            "minItems": 4,
        },
    ),
    (
        "all pairs of booleans",
        True,
        {
            "type": "array",
            "uniqueItems": True,
            "minItems": 4,
            "items": {"type": "array", "items": {"type": "boolean"}, "minItems": 2, "maxItems": 2},
        },
    ),
    (
        "three distinct booleans",
        False,
        {"type": "array", "items": {"type": "boolean"}, "uniqueItems": True, "minItems": 3},
    ),
    (
        "contains at least and at most",
        True,
        {
            "type": "array",
            "contains": {"type": "string"},
            "minContains": 2,
            "maxContains": 3,
            "minItems": 6,
        },
    ),
    (
        "contains what items refuse",
        False,
        {"type": "array", "items": {"type": "integer"}, "contains": {"type": "string"}},
    ),
    (
        "two contains in one item",
        True,
        {
            "type": "array",
            "maxItems": 1,
            "allOf": [{"contains": {"type": "integer", "minimum": 5}}, {"contains": {"type": "number", "maximum": 5}}],
        },
    ),
    (
        "two contains that need two items",
        False,
        {
            "type": "array",
            "maxItems": 1,
            "allOf": [{"contains": {"type": "string"}}, {"contains": {"type": "integer"}}],
        },
    ),
    (
        "contains in a fixed place",
        True,
        {
            "type": "array",
            "prefixItems": [{"type": "string"}, {"type": "string"}, {}],
            "contains": {"type": "integer"},
            "items": False,
        },
    ),
    ("no item matches", True, {"type": "array", "not": {"contains": {"type": ["string", "null"]}}, "minItems": 3}),
    (
        "distinct items with a match",
        True,
        {
            "type": "array",
            "items": _PAIR,
            "contains": {"const": 1},
            "uniqueItems": True,
            "minItems": 2,
        },
    ),
    (
        "unevaluated items between contains",
        True,
        {
            "type": "array",
            "prefixItems": [{"const": "a"}],
            "contains": {"const": "b"},
            "unevaluatedItems": {"type": "null"},
            "minItems": 4,
        },
    ),
    # objects
    (
        "names of a pattern, values of another",
        True,
        {
            "type": "object",
            "propertyNames": {"pattern": "^[a-c]$"},
            "patternProperties": {"^[ab]$": {"type": "integer"}},
            "additionalProperties": {"type": "string"},
            "minProperties": 3,
        },
    ),
    (
        "more members than there are names",
        False,
        {
            "type": "object",
            "propertyNames": {"enum": ["a", "b", "c"]},
            "minProperties": 4,
        },
    ),
    (
        "a name that its pattern refuses",
        False,
        {
            "type": "object",
            "required": ["ab"],
            "patternProperties": {"^a": {"type": "string"}, "b$": {"type": "integer"}},
        },
    ),
    (
        "dependent members in a circle",
        True,
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"enum": ["a", "b", "c", "d"]},
            "dependentRequired": {"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]},
            "maxProperties": 3,
        },
    ),
    (
        "dependent schemas that exclude each other",
        False,
        {
            "type": "object",
            "required": ["a", "b"],
            "dependentSchemas": {"a": {"maxProperties": 2}, "b": {"required": ["c"]}},
        },
    ),
    (
        "unevaluated members of one branch",
        True,
        {
            "type": "object",
            "oneOf": [
                {"properties": {"a": {"type": "integer"}}, "required": ["a"]},
                {"properties": {"b": {"type": "string"}}, "required": ["b"]},
            ],
            "unevaluatedProperties": False,
            "properties": {"c": True},
            "minProperties": 2,
        },
    ),
    # recursion
    (
        "a tree with two leaves at least",
        True,
        {
            "$ref": "#/$defs/tree",
            "required": ["left"],
            "$defs": {"tree": _TREE},
        },
    ),
    ("a chain without an end", False, {"$ref": "#/$defs/chain", "$defs": {"chain": _CHAIN}}),
    (
        "a list of three levels exactly",
        True,
        {
            "$defs": {"list": {"type": "array", "items": {"$ref": "#/$defs/list"}, "maxItems": 1}},
            "$ref": "#/$defs/list",
            "minItems": 1,
            "items": {"minItems": 1, "items": {"minItems": 1, "items": {"maxItems": 0}}},
        },
    ),
)
