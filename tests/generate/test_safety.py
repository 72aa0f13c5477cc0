"""Text of schemas is data: none of it can add a statement, an import or a call."""

import ast

import pytest

from hostile_schemas import TEXTS
from schemakit.core.json import Json
from schemakit.generate.safety import UnsafeCodeError, parse
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import from_schema


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
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
