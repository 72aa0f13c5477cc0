"""A disagreement as a test that a person would keep: imports, payload, one assertion."""

import json
import re
from typing import Final

from schemakit.contract.replay import Replay
from schemakit.core.json import Json

_WIDTH: Final = 100
#: Deeper values are written on one line: whoever keeps such a test reads its name.
_DEEPEST: Final = 100

#: What the test says by its class.
_TOLD: Final = {
    "too-wide": "does not take what the schema refuses",
    "too-narrow": "takes what the schema allows",
    "lossy": "gives back what it was given",
    "crash": "takes it or refuses it",
}


def as_test(replay: Replay) -> str:
    """Return the text of a module with one test, which fails as long as the subject is wrong."""
    module, _, name = replay.spec.partition(":")
    imported = [f"from {module} import {name.partition('.')[0]}"] if replay.spec else []
    payload = repr(replay.payload) if _is_deep(replay.payload) else _literal(replay.payload)
    view = [f"view={json.dumps(replay.view)}"] if replay.view else []
    arguments = (name or json.dumps(_own(replay.subject)), payload, json.dumps(replay.schema), *view)
    code = _called("assert_agrees", arguments)
    if "Decimal(" in code:
        imported.insert(0, "from decimal import Decimal\n")
    return (
        "\n".join((*imported, "from schemakit.testing import assert_agrees"))
        + f"\n\n\ndef test_{_identifier(replay.schema)}_{replay.id}():\n"
        + f'    """{_said(replay)}"""\n'
        + f"{code}\n"
    )


def _said(replay: Replay) -> str:
    because = f"is refused by `{replay.keyword}` at {replay.place}" if replay.keyword else "is valid"
    text = f"The model {_TOLD[replay.what]}.\n\n    This one {because}; found by schemakit fuzz.\n    "
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _own(subject: str) -> str:
    """Return how ``assert_agrees`` is told the reference engine, or the generated model of a target."""
    words = subject.split()
    return words[2] if words[1:2] == ["generated"] else words[1]


def _identifier(name: str) -> str:
    return re.sub(r"\W+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)).strip("_").lower()


def _called(function: str, arguments: tuple[str, ...]) -> str:
    line = f"    {function}({', '.join(arguments)})"
    if len(line) <= _WIDTH and "\n" not in line:
        return line
    inner = "".join(f"        {_deeper(argument)},\n" for argument in arguments)
    return f"    {function}(\n{inner}    )"


def _deeper(text: str) -> str:
    return text.replace("\n", "\n        ")


def _literal(value: Json, depth: int = 0) -> str:
    """Return a Python expression for a value, laid out as formatters do."""
    line = _on_one_line(value)
    if len(line) + 8 + 4 * depth <= _WIDTH:
        return line
    indent = "    " * (depth + 1)
    match value:
        case dict() if value:
            lines = [f"{_text(name)}: {_literal(member, depth + 1)}" for name, member in value.items()]
            return "{\n" + "".join(f"{indent}{one},\n" for one in lines) + "    " * depth + "}"
        case list() if value:
            lines = [_literal(item, depth + 1) for item in value]
            return "[\n" + "".join(f"{indent}{one},\n" for one in lines) + "    " * depth + "]"
        case _:
            return line


def _on_one_line(value: Json) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{_text(name)}: {_on_one_line(member)}" for name, member in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_on_one_line, value)) + "]"
        case str():
            return _text(value)
        case _:
            return repr(value)


def _text(value: str) -> str:
    """Return a string between double quotes where that takes no escaping."""
    written = repr(value)  # between double quotes already where only single ones are in it: none of them is escaped
    return written if '"' in value else f'"{written[1:-1]}"'


def _is_deep(value: Json) -> bool:
    """Tell whether a value is nested deeper than anybody wants to see it laid out."""
    level, depth = [value], 0
    while level and depth <= _DEEPEST:
        inner = (item.values() if isinstance(item, dict) else item for item in level if isinstance(item, (dict, list)))
        level, depth = [one for items in inner for one in items], depth + 1
    return bool(level)
