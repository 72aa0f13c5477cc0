"""What each keyword takes, in words: for messages; the metaschema is the judge."""

from typing import Final

_COUNT: Final = "an integer that is not negative"
_NUMBER: Final = "a number"
_TEXT: Final = "a string"
_FLAG: Final = "true or false"
_SCHEMA: Final = "a schema"
_SCHEMAS: Final = "an array of schemas, at least one"
_NAMED: Final = "an object whose values are schemas"

#: Validation 2020-12, sections 6 to 9, and Core, sections 8 to 11.
WANTED: Final[dict[str, str]] = {
    "$ref": "a URI reference, as a string",
    "$schema": "an absolute URI, as a string",
    "$anchor": "a name that begins with a letter or underscore",
    "$comment": _TEXT,
    "$defs": _NAMED,
    "definitions": _NAMED,
    "allOf": _SCHEMAS,
    "anyOf": _SCHEMAS,
    "oneOf": _SCHEMAS,
    "not": _SCHEMA,
    "if": _SCHEMA,
    "then": _SCHEMA,
    "else": _SCHEMA,
    "dependentSchemas": _NAMED,
    "dependencies": "an object whose values are schemas or arrays of names",
    "prefixItems": _SCHEMAS,
    "items": "a schema (what was an array of schemas is `prefixItems` from 2020-12 on)",
    "additionalItems": _SCHEMA,
    "contains": _SCHEMA,
    "properties": _NAMED,
    "patternProperties": "an object whose names are regular expressions and whose values are schemas",
    "additionalProperties": _SCHEMA,
    "propertyNames": _SCHEMA,
    "unevaluatedItems": _SCHEMA,
    "unevaluatedProperties": _SCHEMA,
    "type": "null, boolean, integer, number, string, array or object, as a string or an array of them, each once",
    "enum": "an array of values, each once and at least one",
    "multipleOf": "a number greater than 0",
    "maximum": _NUMBER,
    "exclusiveMaximum": "a number (true or false in draft-04, beside `maximum`)",
    "minimum": _NUMBER,
    "exclusiveMinimum": "a number (true or false in draft-04, beside `minimum`)",
    "maxLength": _COUNT,
    "minLength": _COUNT,
    "pattern": "a regular expression, as a string",
    "maxItems": _COUNT,
    "minItems": _COUNT,
    "uniqueItems": _FLAG,
    "maxContains": _COUNT,
    "minContains": _COUNT,
    "maxProperties": _COUNT,
    "minProperties": _COUNT,
    "required": "an array of names, each once (at least one in draft-04)",
    "dependentRequired": "an object whose values are arrays of names",
    "format": _TEXT,
    "contentEncoding": _TEXT,
    "contentMediaType": _TEXT,
    "contentSchema": _SCHEMA,
    "title": _TEXT,
    "description": _TEXT,
    "deprecated": _FLAG,
    "readOnly": _FLAG,
    "writeOnly": _FLAG,
    "examples": "an array",
}
