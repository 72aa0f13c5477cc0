"""TypedDicts that are written as calls keep what their schema says, as text and nothing else."""

import ast

import pytest

from schemakit.generate.functional import with_docstrings

TEXTS = [
    "Short.",
    'He said "no"',
    '"""',
    '""""',
    "a\nb",
    "\\",
    "\\N{BULLET}",
    "\x00\x0c\r\u2028",
    "tab\t",
    "'''",
    "\ud800",
    "",
]


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_any_text_becomes_a_docstring_behind_its_type(text: str) -> None:
    code = 'A = TypedDict("A", {"a-b": int})\n\n\nB = TypedDict(\n    "B",\n    {"c-d": int},\n)\n'
    tree = ast.parse(with_docstrings(code, {"A": text, "B": text}))
    assert [type(statement) for statement in tree.body] == [ast.Assign, ast.Expr] * 2
    assert [ast.literal_eval(one.value).strip("\n") for one in tree.body if isinstance(one, ast.Expr)] == [text] * 2


def test_classes_and_aliases_are_left_alone() -> None:
    code = 'class A(TypedDict):\n    a: int\n\n\nB = TypeAliasType("B", int)\n'
    assert with_docstrings(code, {"A": "a", "B": "b"}) == code
