"""Text of schemas is data: none of it can add a statement, an import or a call."""

import ast
import builtins

import pytest

from generated_models import accepts, model_of
from schemakit.core.json import Json
from schemakit.generate.safety import UnsafeCodeError, parse
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import from_schema

CALL = "__import__('builtins').__dict__.__setitem__('schemakit_was_here', 1)"

HOSTILE = [
    f'"""\n{CALL}\n"""',
    f"'''\n{CALL}\n'''",
    f'"); {CALL}; ("',
    f"'); {CALL}; ('",
    f'\\"""\n{CALL}\n\\"""',
    f"\\\n{CALL}",
    f"\r\n{CALL}\r\n",
    f"\u2028{CALL}\u2029",
    f"\x0c{CALL}\x00",
    f"{{{CALL}}}",
    f"{{{{ {CALL} }}}}{{% if 1 %}}",
    f"]; {CALL} #",
    CALL,
    "\\",
    '\\"',
    "\\N{BULLET}",
    "os.system",
    "*/ # coding: utf-7",
]


def everywhere(text: str) -> list[Json]:
    """Return schemas with a text in every place a generator might look at."""
    annotated = {"title": text, "description": text, "$comment": text, "examples": [text], "default": text}
    tempting = {
        "customBasePath": text,
        "customTypePath": text,
        "x-python-type": text,
        "x-python-import": {"module": text, "name": text},
        "x-enum-varnames": [text, text],
        "x-enum-descriptions": [text, text],
        "x-enum-field-as-literal": text,
        "discriminator": {"propertyName": text, "mapping": {text: text}},
    }
    return [
        {"type": "object", "properties": {"a": {"type": "string", **annotated, **tempting}}, **annotated, **tempting},
        {"type": "object", "properties": {text: {"type": "integer"}}, "required": [text]},
        {"enum": [text, "other"], **annotated, **tempting},
        {
            "type": "object",
            "properties": {"a": {"enum": [text, "b"], **annotated}, "b": {"const": text}, "c": {"const": [text]}},
        },
        {
            "$ref": "#/$defs/a",
            "$defs": {"a": {"type": "object", "properties": {"x": {"$ref": "#/$defs/a"}}, **tempting}},
        },
        {
            "type": "object",
            "properties": {"x": {"type": "array", "items": {"title": text, "type": "string", "maxLength": 9}}},
        },
        {"type": "string", "format": text},
        {"patternProperties": {"^a": {"const": text}}, "dependentRequired": {text: [text]}},
        {
            "type": "object",
            "properties": {
                "a": {"oneOf": [{"title": text, "type": "object", "properties": {text: {}}}, {"type": "null"}]}
            },
        },
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_stays_text(text: str) -> None:
    for schema in everywhere(text):
        model = model_of(schema)
        assert accepts(model, {text: 1}) in {True, False}
        assert accepts(model, text) in {True, False}
    assert not hasattr(builtins, "schemakit_was_here")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_names_of_schemas_are_text_too(text: str) -> None:
    schema: Json = {"type": "object", "properties": {"a": {"$ref": "#/$defs/x"}}, "$defs": {"x": {"enum": ["a", text]}}}
    for file in generated_files(from_schema(schema, name=text.replace("#", ""))):
        if file.path.suffix == ".py":
            ast.parse(file.text)
            assert file.path.stem.isidentifier()


@pytest.mark.parametrize(
    "code",
    [
        "import os",
        "from os import system",
        "from ..other import x",
        "print(1)",
        "x = __import__('os')",
        "class A:\n    x = open('f')",
        "class A:\n    x: eval('1') = 1",
        "class A:\n    def f(self): pass",
        "class A(metaclass=B): pass",
        "@decorate\nclass A: pass",
        "class A:\n    x: list['__import__(\"os\")'] = 1",
        "A = TypeAliasType('A', '__import__(\"os\")')",
        "class A:\n    x: int = Field(default_factory=lambda: 1)",
        "class A:\n    x: int = Field(default=f'{1}')",
        "class A:\n    x: int = y.__class__",
        "while True: pass",
    ],
)
def test_what_is_no_definition_is_refused(code: str) -> None:
    with pytest.raises(UnsafeCodeError):
        parse(code, ("guard",))
