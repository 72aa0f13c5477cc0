"""Schemas that are made to break a generator: text that wants to be code, names that clash, sizes nobody expects."""

import builtins
import keyword
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import quote

import jsonschema

from published_schemas import Published
from schemakit.core.json import Json

#: What an injected statement would do; tests look for the attribute.
WITNESS: Final = "schemakit_was_here"
CALL: Final = f"__import__('builtins').__dict__.__setitem__('{WITNESS}', 1)"

TEXTS: Final[Mapping[str, str]] = {
    "double quotes": f'"""\n{CALL}\n"""',
    "single quotes": f"'''\n{CALL}\n'''",
    "the end of a call": f'"); {CALL}; ("',
    "the end of a call, single quotes": f"'); {CALL}; ('",
    "escaped quotes": f'\\"""\n{CALL}\n\\"""',
    "a continued line": f"\\\n{CALL}",
    "carriage returns": f"\r\n{CALL}\r{CALL}\r\n",
    "line separators": f"\u2028{CALL}\u2029{CALL}\x85{CALL}",
    "form feeds and NUL": f"\x0c{CALL}\x00\x0b{CALL}\x1c{CALL}\x1e",
    "f-string braces": f"{{{CALL}}}",
    "templates": f"{{{{ {CALL} }}}}{{% if 1 %}}{{% endif %}}${{{CALL}}}%(a)s %s",
    "brackets": f"]; {CALL} #",
    "a call": CALL,
    "a decorator": f"@{CALL}",
    "an indented statement": f"x\n    {CALL}\n\n{CALL}",
    "a default": f"= {CALL}",
    "a backslash": "\\",
    "backslashes and a quote": '\\\\\\"',
    "a character name": "\\N{BULLET}\\N{END OF LINE}\\x00\\u0027\\U0001f600\\ud800",
    "a dotted name": "os.system",
    "an encoding": "*/ # coding: utf-7 +AGEAYgBj-",
    "a directive": "# type: ignore # noqa # fmt: off # pyright: basic",
    "bidirectional marks": "\u202e\u2066" + CALL + "\u2069\u202c\u200b\ufeff",
    "the escape of a lone surrogate": "\\ud800 \\udfff",
    "a dunder": "__class__.__mro__[1].__subclasses__()",
    "our own names": "ExactModel.__schemas__ = None",
    "the end of the embedded schemas": f"\n'''\n{CALL}\nDOCUMENTS = r'''\n",
    "markup": f"</script><!-- {CALL} --> `{CALL}` ``x`` :func:`eval`",
    "a very long line": f"{'x ' * 20_000}{CALL}",
    "a very long word": "x" * 20_000,
}

SCRIPTS: Final = (
    "имя", "όνομα", "名前", "이름", "שם", "اسم", "नाम", "ชื่อ", "անուն", "სახელი", "ስም", "நாமம்", "Ⅷ", "ﬁ", "fi", "K", "K",
    "𝓃𝒶𝓂𝑒", "name", "ñ", "n\u0303", "ß", "ss", "\u017f", "İ", "i̇", "名_前", "٣", "²", "e\u0301t\u00e9", "\U0001f600",
    "a\u200db",
)  # fmt: skip

#: Attributes of what the targets make classes from, and names they import.
ATTRIBUTES: Final = (
    "copy", "dict", "json", "schema", "validate", "construct", "fields", "model_config", "model_fields", "model_dump",
    "model_validate", "model_extra", "model_post_init", "root", "self", "cls", "__init__", "__class__", "__slots__",
    "__schemas__", "__dict__", "__pydantic_extra__", "__dataclass_fields__", "__struct_fields__", "__struct_config__",
    "__post_init__", "__annotations__", "keys", "items", "get", "pop", "values", "update", "BaseModel", "Field", "Any",
    "MISSING", "UNSET", "UnsetType", "Struct", "ABSENT", "Absent", "dataclass", "field", "msgspec", "runtime", "guard",
    "Annotated", "Literal", "StrEnum", "TypedDict", "NotRequired", "Required", "TypeAliasType", "Union", "annotations",
    "extras", "load", "loads", "dump", "dumps", "SCHEMAS", "ExactModel", "ExactRoot", "ConfigDict", "kw_only", "name",
)  # fmt: skip


def hostile(*, large: bool = True) -> Iterator[Published]:
    """Yield every hostile schema, with values to begin with; ``large``: also those that are hostile by size alone."""
    for name, text in TEXTS.items():
        yield _of(f"text: {name}", *_everywhere(text))
    for name, (schema, *values) in (*_names(), *_references(), *_values(), *(_sizes() if large else ())):
        yield _of(name, schema, *values)


def _of(name: str, schema: Json, *values: Json) -> Published:
    return Published("hostile", name, schema, {}, tuple((value, True) for value in values))


def _everywhere(text: str) -> Iterator[Json]:
    """Yield a schema with a text wherever a schema has text, and values."""
    notes = {"title": text, "description": text, "$comment": text, "examples": [text, {text: text}]}
    tempting = {
        "customBasePath": text,
        "customTypePath": text,
        "x-python-type": text,
        "x-python-import": {"module": text, "name": text},
        "x-enum-varnames": [text, text],
        "x-enumNames": [text, text],
        "x-enum-descriptions": [text, text],
        "x-enum-field-as-literal": text,
        "x-discriminator": text,
        "discriminator": {"propertyName": text, "mapping": {text: text}},
        "externalDocs": {"url": text},
    }
    part = {"type": "object", "properties": {text: {"type": "integer"}}, **notes}
    yield {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://example.test/{quote(text[:200], safe='')}",
        "type": "object",
        **notes,
        **tempting,
        "$defs": {text: {**part, **notes, **tempting}, "e": {"enum": [text, f"other {text}"], **notes, **tempting}},
        "properties": {
            text: {"type": "string", "default": text, "minLength": 1, **notes, **tempting},
            "choice": {"enum": [text, text + text, None], "default": text, **notes, **tempting},
            "constant": {"const": text, "default": text},
            "list": {"type": "array", "items": {**notes, "type": "string", "maxLength": 90_000, "default": text}},
            "part": {**part, **tempting},
            "named": {"$ref": "#/$defs/e", **notes},
            "either": {"oneOf": [{**part, **tempting}, {"type": "null", **notes}]},
            "format": {"type": "string", "format": text, "contentEncoding": text, "contentMediaType": text},
            "any of": {"anyOf": [{"const": [text]}, {"const": {text: text}}, {"type": "integer"}]},
        },
        "patternProperties": {"^x-": {"const": text}},
        "dependentRequired": {text: ["choice"]},
        text: text,
    }
    full: Json = {
        text: text, "choice": text + text, "constant": text, "list": [text], "part": {text: 1}, "named": text,
        "either": None, "format": text, "any of": {text: text}, "x-a": text,
    }  # fmt: skip
    yield from (
        {},
        full,
        {"choice": None, "part": {}, "either": {text: 2}, "any of": [text]},
        {text: "", "choice": "a"},
    )


def _object(names: Iterator[str] | tuple[str, ...] | list[str]) -> tuple[Json, ...]:
    """Return a closed object of integers with some names, and values."""
    known = list(dict.fromkeys(names))
    schema: Json = {
        "type": "object",
        "properties": {name: {"type": "integer"} for name in known},
        "required": known[:2],
        "additionalProperties": False,
    }
    full: Json = {name: index for index, name in enumerate(known)}
    return schema, full, dict.fromkeys(known[:2], 1), dict.fromkeys(known[1:], 1)


def _defined(names: tuple[str, ...] | list[str]) -> tuple[Json, ...]:
    """Return a schema of definitions with some names, every other one an enum, and values."""
    known = list(dict.fromkeys(names))
    schemas: dict[str, Json] = {
        name: {"enum": ["a", name]}
        if number % 2
        else {"type": "object", "properties": {name: {"type": "string"}, "next": {"$ref": "#"}}, "required": [name]}
        for number, name in enumerate(known)
    }
    steps = (name.replace("~", "~0").replace("/", "~1") for name in known)
    refs = [{"$ref": f"#/$defs/{quote(step, safe='~')}"} for step in steps]
    schema = {"$defs": schemas, "type": "object", "properties": dict(zip(known, refs, strict=True))}
    full = {name: "a" if number % 2 else {name: "x", "next": {}} for number, name in enumerate(known)}
    return schema, full, {}, {known[0]: "a"}, {known[-1]: {known[-1]: "x"}}


def _names() -> Iterator[tuple[str, tuple[Json, ...]]]:
    words = [*keyword.kwlist, *keyword.softkwlist]
    cases = ["type", "Type", "TYPE", "tYPE", "type_", "Type_2", "type_2"]
    cleaned = ["a-b", "a b", "a.b", "a_b", "a/b", "a~b", "a+b", "ab", "a--b", "-a-b-", "a%2Fb", "a\tb", "a\nb"]
    digits = ["1", "1a", "007", "1_000", "9" * 60, "field_1", "field_1_", "field_", "-1", "1.5"]
    empty = ["", " ", "_", "__", "-", "$", ".", "/", "~", "#", "\x00", "\u2028", "field", "field_2", "schema", "value"]
    dunders = [
        f"__{word}__" for word in ("init", "class", "dict", "slots", "doc", "module", "name", "new", "hash", "x")
    ]
    members = ["name", "value", "mro", "_ignore_", "_missing_", "__class__", "None", "True", "", " ", "_value_", "auto"]
    for name, group in {
        "keywords": words,
        "builtins": dir(builtins),
        "attributes": list(ATTRIBUTES),
        "names that differ in case": cases,
        "names that are the same once they are clean": cleaned,
        "leading digits": digits,
        "names without a letter": empty,
        "dunders": dunders,
        "thirty scripts": list(SCRIPTS),
        "types as names": ["str", "int", "float", "bool", "list", "dict", "None", "object", "type", "Decimal"],
        "modules as names": ["guard", "enums", "_schemas", "__init__", "con", "nul", "typing", "pydantic", "MANIFEST"],
    }.items():
        yield f"properties: {name}", _object(group)
        yield f"definitions: {name}", _defined(group)
    for name, values in {
        "attributes": members,
        "case": cases,
        "without a letter": [*empty, *digits],
        "scripts": list(SCRIPTS),
    }.items():
        yield f"members: {name}", ({"properties": {"a": {"enum": values}}}, *({"a": value} for value in values), {})


def _references() -> Iterator[tuple[str, tuple[Json, ...]]]:
    for draft in ("4", "6", "7", "201909", "202012"):
        metaschema: Json = getattr(jsonschema, f"Draft{draft}Validator").META_SCHEMA
        if draft in {"4", "6", "7"}:  # the others are several documents: tests/generate/test_suite.py has those
            values = (
                {},
                metaschema,
                {"properties": {"a": {"type": "string"}}},
                {"type": "x"},
                {"items": [{"minimum": "1"}]},
            )
            yield f"the metaschema of draft {draft}", (metaschema, *values)
    loop = {
        "a": {"$ref": "#/$defs/b"},
        "b": {"allOf": [{"$ref": "#/$defs/c"}]},
        "c": {"anyOf": [{"$ref": "#/$defs/a"}]},
    }
    inside = {"properties": {"x": {"$ref": "#", "default": {"x": {"x": {}}}}}, "default": {"x": {}}, "type": "object"}
    yield "a default of itself", (inside, {}, {"x": {"x": {}}}, {"x": 1})
    yield (
        "references in a ring, through a property",
        (
            {
                "$defs": loop | {"c": {"properties": {"n": {"$ref": "#/$defs/a"}}, "required": ["n"]}},
                "$ref": "#/$defs/a",
            },
            {"n": {"n": 1}},
            {"n": None},
            {"n": {}},
        ),
    )
    together: Json = {
        f"t{n}": {"type": "object", "properties": {f"p{m}": {"$ref": f"#/$defs/t{m}"} for m in range(30)}}
        for n in range(30)
    }
    yield (
        "thirty types that refer to all",
        (
            {"$defs": together, "$ref": "#/$defs/t0"},
            {"p1": {"p2": {"p29": {}}}},
            {"p1": {"p2": 1}},
        ),
    )
    same = {f"k{n}": {"title": "Same", "type": "object", "properties": {"a": {"const": n}}} for n in range(60)}
    yield "sixty titles alike", ({"properties": same}, {"k0": {"a": 0}, "k59": {"a": 59}}, {"k1": {"a": 2}})


def _values() -> Iterator[tuple[str, tuple[Json, ...]]]:
    yield (
        "constants that Python calls equal",
        (
            {
                "properties": {
                    "a": {"enum": [1, True, 1.5, "1", None, [1], {"a": 0}, 0]},
                    "b": {"const": False},
                    "c": {"const": 1.0},
                }
            },
            {"a": 1, "b": False, "c": 1},
            {"a": True},
            {"a": 1.0},
            {"b": 0},
            {"c": True},
            {"a": False},
            {"a": [True]},
            {"a": {"a": False}},
        ),
    )
    big = 10**400
    yield (
        "numbers beyond floats",
        (
            {
                "properties": {
                    "a": {"maximum": big},
                    "b": {"enum": [big, -big]},
                    "c": {"multipleOf": 1e-300},
                    "d": {"minimum": 2**53 + 1},
                    "e": {"type": "integer", "default": big},
                }
            },
            {"a": big},
            {"a": big + 1},
            {"b": big},
            {"b": big - 1},
            {"c": 5},
            {"d": 2**53},
            {"d": 2**53 + 1},
            {"e": 10**350},
        ),
    )
    yield (
        "booleans for schemas",
        (
            {
                "properties": {
                    "a": True,
                    "b": False,
                    "c": {"items": False},
                    "d": {"additionalProperties": False, "properties": {"": True}},
                },
                "required": ["a"],
            },
            {"a": None},
            {"a": 1, "b": 1},
            {"a": 1, "c": []},
            {"a": 1, "c": [1]},
            {"a": 1, "d": {"": 1}},
            {"a": 1, "d": {"x": 1}},
        ),
    )
    patterns = [
        "^(a+)+$",
        "(?<=x)\\w+",
        "\\p{L}{1,50}",
        "^\\S(|(.|\\n)*\\S)\\Z",
        "[",
        "(?i)a",
        "\\u{1F600}",
        "^[^]$",
        "a{2,1}",
    ]
    for number, pattern in enumerate(patterns):
        if number not in {3, 4, 5, 8}:  # these are no regular expressions: there is no validator either
            yield (
                f"the pattern {pattern}",
                ({"properties": {"a": {"type": "string", "pattern": pattern}}}, {"a": "a" * 30 + "!"}, {"a": "xa"}),
            )


def _deep(levels: int, around: str) -> Json:
    schema: Json = {"type": "integer"}
    for _ in range(levels):
        schema = {around: [schema]} if around in {"allOf", "anyOf", "oneOf"} else _holding(around, schema)
    return schema


def _holding(around: str, schema: Json) -> Json:
    held = {"a": schema} if around in {"properties", "$defs"} else schema
    return {
        "type": {"properties": "object", "items": "array"}.get(around, ["array", "object", "integer"]),
        around: held,
    }


def _nested(levels: int, inside: Json, *, objects: bool) -> Json:
    for _ in range(levels):
        inside = {"a": inside} if objects else [inside]
    return inside


def _sizes() -> Iterator[tuple[str, tuple[Json, ...]]]:
    many = [f"property {number}" for number in range(5_000)]
    yield "5,000 properties", _object(many)
    for around in ("properties", "items"):
        objects = around == "properties"
        values = (_nested(levels, 1, objects=objects) for levels in (0, 1, 60, 61))
        yield f"300 levels of {around}", (_deep(300, around), *values)
    for around in ("allOf", "anyOf", "oneOf", "not", "additionalProperties"):
        yield f"300 levels of {around}", (_deep(300, around), 1, "1", {}, {"a": 1}, [1])
    letters = [f"value-{number}" for number in range(2_000)]
    yield (
        "2,000 members",
        ({"properties": {"a": {"enum": letters}}, "required": ["a"]}, {"a": "value-7"}, {"a": "value-2000"}),
    )
    mixed: list[Json] = [number if number % 3 else [number] for number in range(2_000)]
    yield "2,000 members of several types", ({"enum": mixed}, 1, 3, [3], "1", [1])
    classes = [{"type": "object", "properties": {"k": {"const": n}}, "required": ["k"]} for n in range(400)]
    yield "400 alternatives", ({"oneOf": classes}, {"k": 7}, {"k": 400}, {"k": None})
    chain: dict[str, Json] = {f"c{n}": {"$ref": f"#/$defs/c{n + 1}"} for n in range(400)}
    yield (
        "400 references in a row",
        ({"$defs": {**chain, "c400": {"type": "integer"}}, "items": {"$ref": "#/$defs/c0"}}, [1], ["1"], {}),
    )
    double: dict[str, Json] = {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(10)}
    yield (
        "references that double",
        (
            {"$defs": {**double, "d10": {"type": "string"}}, "properties": {"a": {"$ref": "#/$defs/d0"}}},
            {"a": ""},
            {"a": 1},
        ),
    )
    yield "a name of 10,000 letters", _object(["n" * 10_000, "n" * 9_999 + "m", "N" * 10_000])
