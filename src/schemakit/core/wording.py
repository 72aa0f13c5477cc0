"""What must be true, said in one sentence for each keyword of each draft; no engine's own text is ever shown."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Final, TypeAlias

from schemakit.core.described import TYPES, asserting, described, pattern_asked
from schemakit.core.json import Json, json_key, json_type
from schemakit.core.shown import bare, count, one_of, plain, text
from schemakit.core.violation import Violation

#: Values of an ``enum`` that its sentence lists.
SHOWN_VALUES: Final = 8
_SHOWN_MEMBERS: Final = 4
_MOST_COMPARED: Final = 10_000

_FORMATS: Final = {
    "date-time": "a date and time as in RFC 3339, like 2024-01-31T12:00:00Z",
    "date": "a date, like 2024-01-31",
    "time": "a time with an offset as in RFC 3339, like 12:00:00Z",
    "duration": "a duration as in ISO 8601, like P1DT12H",
    "email": "an email address",
    "idn-email": "an email address",
    "hostname": "a host name",
    "idn-hostname": "a host name",
    "ipv4": "an IPv4 address, like 192.0.2.1",
    "ipv6": "an IPv6 address, like 2001:db8::1",
    "uri": "an absolute URI, like https://example.com/a",
    "uri-reference": "a URI or a relative reference",
    "iri": "an absolute IRI, like https://example.com/a",
    "iri-reference": "an IRI or a relative reference",
    "uri-template": "a URI template, like /users/{id}",
    "uuid": "a UUID, like 123e4567-e89b-12d3-a456-426614174000",
    "json-pointer": "a JSON Pointer, like /a/0",
    "relative-json-pointer": "a relative JSON Pointer, like 1/a",
    "regex": "a regular expression as in ECMA-262",
}

#: What a view of requests, or of responses, says about the properties of the other direction.
_MARKED: Final = {
    "readOnly": "is read-only, so it must not be in a request",
    "writeOnly": "is write-only, so it must not be in a response",
}

#: Says what must be true, from the violation, the schema that holds the keyword, and the value.
_Sentence: TypeAlias = Callable[[Violation, Mapping[str, Json], Json], str]


def requirement(violation: Violation, schema: Mapping[str, Json], value: Json, *, shown: bool = True) -> str:
    """Return what must be true instead of a violation, as a phrase that follows the name of the value.

    ``schema`` is the one that holds the keyword, ``value`` the one refused; ``shown=False`` keeps a secret value out.
    """
    if violation.reason:
        return violation.reason
    must = _SENTENCES.get(violation.keyword, _other)(violation, schema, value)
    found = _found(violation.keyword, value) if shown else ""
    return f"{must}, and {found}" if found else must


def author_keyword(keyword: str, schema: Mapping[str, Json]) -> str:
    """Return the keyword that the author of a schema wrote: a view says ``not`` where that was a mark of direction."""
    if keyword == "not" and schema.get("not") == {}:
        return next((mark for mark in _MARKED if schema.get(mark) is True), keyword)
    return keyword


def type_names(names: Iterable[str]) -> str:
    """Return the names of types as people say them."""
    return one_of([TYPES.get(name, name) for name in names], len(TYPES))


def _found(keyword: str, value: Json) -> str:
    """Return what the value is, in the terms of the keyword."""
    match keyword, value:
        case (("minLength" | "maxLength"), str()):
            return f"has {len(value)}" if value else "is empty"
        case (("minItems" | "maxItems" | "additionalItems"), list()):
            return f"has {len(value)}"
        case (("minProperties" | "maxProperties"), dict()):
            return f"has {len(value)}"
        case "type", (list() | dict()):
            return f"is {TYPES[json_type(value)]}"
        case _ if keyword in _SILENT:
            return ""
        case _:
            return f"is {text(value)}"


#: Keywords whose sentence says already what is wrong with the value.
_SILENT: Final = frozenset(
    {
        "required",
        "dependentRequired",
        "dependencies",
        "additionalProperties",
        "unevaluatedProperties",
        "unevaluatedItems",
        "propertyNames",
        "uniqueItems",
        "contains",
        "minContains",
        "maxContains",
        "oneOf",
        "anyOf",
        "not",
        "false",
    }
)


def _type(_: Violation, schema: Mapping[str, Json], __: Json) -> str:
    names = schema.get("type")
    return f"must be {type_names(map(str, names) if isinstance(names, list) else [str(names)])}"


def _enum(_: Violation, schema: Mapping[str, Json], __: Json) -> str:
    values = schema.get("enum")
    if not isinstance(values, list) or not values:
        return "can have no value at all: the schema's list of values is empty"
    return f"must be {'' if len(values) == 1 else 'one of '}{one_of(map(text, values), SHOWN_VALUES)}"


def _const(_: Violation, schema: Mapping[str, Json], __: Json) -> str:
    return f"must be {text(schema.get('const'))}"


def _format(_: Violation, schema: Mapping[str, Json], __: Json) -> str:
    name = str(schema.get("format"))
    return f"must be {_FORMATS.get(name) or f'in the format {plain(name)}'}"


def _bound(phrase: str, exclusive: str) -> _Sentence:
    """Return the sentence of ``minimum`` or ``maximum``, which draft-04 can make exclusive by a neighbour."""

    def sentence(violation: Violation, schema: Mapping[str, Json], _: Json) -> str:
        strict = violation.keyword == "minimum" and schema.get("exclusiveMinimum") is True
        strict = strict or (violation.keyword == "maximum" and schema.get("exclusiveMaximum") is True)
        return f"must be {exclusive if strict else phrase} {text(schema.get(violation.keyword))}"

    return sentence


def _size(phrase: str, one: str, many: str) -> _Sentence:
    def sentence(violation: Violation, schema: Mapping[str, Json], _: Json) -> str:
        limit = schema.get(violation.keyword)
        return f"must {phrase.format(count(limit, one, many))}"

    return sentence


def _pattern(_: Violation, schema: Mapping[str, Json], __: Json) -> str:
    return f"must {pattern_asked(str(schema.get('pattern')))}"


def _multiple(_: Violation, schema: Mapping[str, Json], __: Json) -> str:
    return f"must be a multiple of {text(schema.get('multipleOf'))}"


def _unique(_: Violation, __: Mapping[str, Json], value: Json) -> str:
    pair = equal_pair(value)
    return "must not have equal items" + ("" if pair is None else f", and items {pair[0]} and {pair[1]} are equal")


def equal_pair(value: Json) -> tuple[int, int] | None:
    """Return the positions of the first two equal items of an array, or None where it would take too long to tell."""
    seen: dict[object, int] = {}
    for index, item in enumerate(islice(value, _MOST_COMPARED) if isinstance(value, list) else ()):
        first = seen.setdefault(json_key(item), index)
        if first != index:
            return first, index
    return None


def _contains(violation: Violation, schema: Mapping[str, Json], _: Json) -> str:
    bound = "most" if violation.keyword == "maxContains" else "least"
    limit = 1 if violation.keyword == "contains" else schema.get(violation.keyword)
    words = described(schema.get("contains"), many=limit != 1)
    kind = "of the kind `contains` describes" if words is None else f"that {words}"
    return f"must have at {bound} {count(limit, 'item', 'items')} {kind}"


def _required(violation: Violation, _: Mapping[str, Json], __: Json) -> str:
    return f"must have {_named(violation.members)}"


def _dependent(violation: Violation, schema: Mapping[str, Json], value: Json) -> str:
    needs = schema.get(violation.keyword)
    because = [
        plain(name)
        for name, names in (needs.items() if isinstance(needs, dict) else ())
        if isinstance(value, dict) and name in value and isinstance(names, list)
        if any(isinstance(other, str) and other not in value for other in names)
    ]
    return f"must have {_named(violation.members)}, because it has {one_of(because, _SHOWN_MEMBERS, 'and')}"


def _additional(violation: Violation, _: Mapping[str, Json], __: Json) -> str:
    return f"must not have {_named(violation.members)}" if violation.members else "has a property that is not allowed"


def _unevaluated_items(_: Violation, __: Mapping[str, Json], ___: Json) -> str:
    return "has items that no part of its schema allows"


def _additional_items(_: Violation, schema: Mapping[str, Json], __: Json) -> str:
    items = schema.get("items")
    return f"must have at most {count(len(items) if isinstance(items, list) else 0, 'item', 'items')}"


def _property_names(violation: Violation, _: Mapping[str, Json], __: Json) -> str:
    names = one_of(map(plain, violation.members), _SHOWN_MEMBERS, "and")
    return f"has a property name that is not allowed: {names}" if names else "has a property name that is not allowed"


def _not(_: Violation, schema: Mapping[str, Json], __: Json) -> str:
    refused = schema.get("not")
    marked = _MARKED.get(author_keyword("not", schema))
    if marked is not None:
        return marked
    words = described(refused)
    if not isinstance(refused, dict) or len(asserting(refused)) > 1:
        return f"must not be a value that {words}" if words else "must not be what the schema under `not` describes"
    match refused:
        case {"const": constant}:
            return f"must not be {text(constant)}"
        case {"enum": list(values)}:
            return f"must not be {one_of(map(text, values), SHOWN_VALUES)}"
        case {"type": str(name)}:
            return f"must not be {type_names([name])}"
        case {"required": list(names)}:
            together = " together" if len(names) > 1 else ""
            return f"must not have {one_of((plain(str(name)) for name in names), _SHOWN_MEMBERS, 'and')}{together}"
        case {"pattern": str(pattern)}:
            return f"must not match the pattern {bare(pattern)}"
        case _:
            return f"must not be a value that {words}" if words else "must not be what the schema under `not` describes"


def _any_of(_: Violation, schema: Mapping[str, Json], __: Json) -> str:
    branches = schema.get("anyOf")
    return f"must fit at least one of {len(branches) if isinstance(branches, list) else 0} forms, and fits none"


def _one_of(violation: Violation, schema: Mapping[str, Json], _: Json) -> str:
    branches = schema.get("oneOf")
    count = len(branches) if isinstance(branches, list) else 0
    fitting = [str(index + 1) for index, branch in enumerate(violation.branches) if not branch]
    if violation.branches and not fitting:
        return f"must fit exactly one of {count} forms, and fits none"
    which = f": {one_of(fitting, _SHOWN_MEMBERS, 'and')}" if fitting else ""
    return f"must fit exactly one of {count} forms, and fits more than one{which}"


def _content(violation: Violation, schema: Mapping[str, Json], _: Json) -> str:
    name = str(schema.get(violation.keyword))
    return f"must be {bare(name)} text" if violation.keyword == "contentEncoding" else f"must hold {bare(name)}"


def _false(_: Violation, __: Mapping[str, Json], ___: Json) -> str:
    return "must not be there: no value is allowed"


def _other(violation: Violation, _: Mapping[str, Json], __: Json) -> str:
    return f"must be what {plain(violation.keyword)} asks for"


_SENTENCES: Final[dict[str, _Sentence]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "format": _format,
    "pattern": _pattern,
    "multipleOf": _multiple,
    "minimum": _bound("at least", "more than"),
    "maximum": _bound("at most", "less than"),
    "exclusiveMinimum": _bound("more than", "more than"),
    "exclusiveMaximum": _bound("less than", "less than"),
    "minLength": _size("be at least {} long", "character", "characters"),
    "maxLength": _size("be at most {} long", "character", "characters"),
    "minItems": _size("have at least {}", "item", "items"),
    "maxItems": _size("have at most {}", "item", "items"),
    "minProperties": _size("have at least {}", "property", "properties"),
    "maxProperties": _size("have at most {}", "property", "properties"),
    "uniqueItems": _unique,
    "contains": _contains,
    "minContains": _contains,
    "maxContains": _contains,
    "required": _required,
    "dependentRequired": _dependent,
    "dependencies": _dependent,
    "additionalProperties": _additional,
    "unevaluatedProperties": _additional,
    "unevaluatedItems": _unevaluated_items,
    "additionalItems": _additional_items,
    "propertyNames": _property_names,
    "not": _not,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "contentEncoding": _content,
    "contentMediaType": _content,
    "false": _false,
}

#: Every keyword with a sentence of its own: all that any draft can report. ``test_explain`` holds the suite against it.
KEYWORDS: Final = frozenset(_SENTENCES)


def _named(names: tuple[str, ...]) -> str:
    listed = one_of(map(plain, names), _SHOWN_MEMBERS, "and")
    return listed or "another property"
