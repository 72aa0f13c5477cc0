"""Types of items that have limits and no name of their own: written where they are used, as by hand.

The renderer can show limits in fields only, and makes an alias of whatever else has some.
"""

import ast
import re
from collections.abc import Collection, Iterator
from typing import Final

from schemakit.core.record import replace
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.shape import AliasOf, Either, Null, Numeric, Plan, Shape, Text
from schemakit.ir.assertions import NodeId

#: Columns of a line of generated code.
_WIDTH: Final = 120


def unnamed(plan: Plan) -> Iterator[NodeId]:
    """Yield the aliases of texts and numbers that nobody named or described."""
    for node, definition in plan.definitions.items():
        match definition:
            case AliasOf(shape, notes) if not notes.description and not plan.origins[node].name:
                if all(isinstance(part, (Text, Numeric, Null)) for part in _parts(shape)):
                    yield node
            case _:
                pass


def _parts(shape: Shape) -> tuple[Shape, ...]:
    return shape.shapes if isinstance(shape, Either) else (shape,)


def in_place(files: tuple[GeneratedFile, ...], aliases: Collection[str]) -> tuple[GeneratedFile, ...]:
    """Return the modules with the content of these aliases in the places of their names, where lines stay short.

    No module imports one of them from another.
    """
    known = frozenset(aliases)
    written = []
    for file in files:
        text = file.text
        for alias in sorted(known.intersection(re.findall(r"\w+", text))):
            text = _without(text, alias)
        written.append(replace(file, text=text) if text != file.text else file)
    return tuple(written)


def _without(text: str, alias: str) -> str:
    tree = ast.parse(text)
    found = next(((one, value) for one in tree.body if (value := _content(one, alias)) is not None), None)
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == alias]
    loads = [node for node in uses if isinstance(node.ctx, ast.Load)]
    if found is None or len(re.findall(rf"\b{alias}\b", text)) > len(uses) + 1:  # quoted somewhere
        return text
    statement, value = found
    content = (ast.get_source_segment(text, value) or "").replace("Field(..., ", "Field(", 1)
    old_lines = text.split("\n")  # as syntax trees count them
    lines = [*old_lines]
    for use in sorted(loads, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        line = lines[use.lineno - 1].encode()
        before, after = line[: use.col_offset].decode(), line[use.end_col_offset :].decode()
        lines[use.lineno - 1] = f"{before}{content}{after}"
    if "\n" in content or any(len(new) > max(_WIDTH, len(old)) for new, old in zip(lines, old_lines, strict=True)):
        return text
    return _tidied(lines, statement.lineno - 1, statement.end_lineno or statement.lineno)


def _content(statement: ast.stmt, alias: str) -> ast.expr | None:
    match statement:
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.Call(func=ast.Name(id="TypeAliasType"), args=[_, ast.Subscript() as value]),
        ) if name == alias:
            return value
        case ast.AnnAssign(
            target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias"), value=ast.Subscript() as value
        ) if name == alias:
            return value
        case _:
            return None


def _tidied(lines: list[str], start: int, end: int) -> str:
    """Return the lines without the statement between, without the import that only it needed, as ruff formats them."""
    above, below = "\n".join(lines[:start]).rstrip(), "\n".join(lines[end:]).strip("\n")
    after_imports = re.search(r"^(from|\)).*\Z", above, re.MULTILINE) is not None
    gap = "\n\n" if after_imports and not below.startswith(("class ", "@")) else "\n\n\n"
    text = f"{above}{gap}{below}\n"
    for name in ("TypeAliasType", "TypeAlias"):
        if len(re.findall(rf"\b{name}\b", text)) == 1:
            text = re.sub(rf"^from \w+ import {name}\n", "", text, flags=re.MULTILINE)
            text = re.sub(rf"^(from \w+ import .*), {name}\b", r"\1", text, flags=re.MULTILINE)
    return text
