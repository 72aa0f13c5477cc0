"""Docstrings of TypedDicts that are written as calls, because no class body can have their keys."""

import ast
from collections.abc import Mapping


def with_docstrings(text: str, docstrings: Mapping[str, str]) -> str:
    """Return a module with a docstring, by the name of the type, after each TypedDict that is a call."""
    lines = text.split("\n")  # as Python counts them: other separators of lines are text
    calls = [
        (statement.end_lineno or 0, name)
        for statement in ast.parse(text).body
        if isinstance(statement, ast.Assign)
        for name in _called(statement.value)
        if name in docstrings
    ]
    for end, name in reversed(calls):
        lines.insert(end, _docstring(docstrings[name]))
    return "\n".join(lines)


def _called(value: ast.expr) -> tuple[str, ...]:
    match value:
        case ast.Call(func=ast.Name(id="TypedDict"), args=[ast.Constant(value=str(name)), *_]):
            return (name,)
        case _:
            return ()


def _docstring(text: str) -> str:
    escaped = "\n".join(map(_escaped, text.split("\n")))
    return f'"""\n{escaped}\n"""' if "\n" in escaped or escaped.endswith('"') else f'"""{escaped}"""'


def _escaped(line: str) -> str:
    signs = (sign if sign.isprintable() and sign != "\\" else sign.encode("unicode_escape").decode() for sign in line)
    return "".join(signs).replace('"""', '\\"\\"\\"')
