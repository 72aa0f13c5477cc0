"""Types of items that have limits and no name of their own: written where they are used, as by hand.

The renderer can show limits in fields only, and makes an alias of whatever else has some.
"""

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
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
    return tuple(_rewritten(file, known) for file in files)


def _rewritten(file: GeneratedFile, known: frozenset[str]) -> GeneratedFile:
    """Return a module in which these aliases are written in place; it is parsed once, however many they are."""
    words = Counter(re.findall(r"\w+", file.text))
    if known.isdisjoint(words):
        return file
    tree = ast.parse(file.text)
    lines = file.text.split("\n")  # as syntax trees count them
    uses: dict[str, list[ast.Name]] = {alias: [] for alias in sorted(known & words.keys())}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in uses:
            uses[node.id].append(node)
    found = {alias: (statement, value) for statement in tree.body for alias, value in _aliases(statement)}
    loads: dict[int, list[ast.Name]] = {}
    for use in (use for nodes in uses.values() for use in nodes if isinstance(use.ctx, ast.Load)):
        loads.setdefault(use.lineno, []).append(use)
    contents: dict[str, str] = {}
    written: dict[int, str] = {}
    for alias, nodes in uses.items():
        if alias not in found or words[alias] > len(nodes) + 1:  # quoted somewhere
            continue
        _, value = found[alias]
        if value.end_lineno == value.lineno:
            segment = lines[value.lineno - 1].encode()[value.col_offset : value.end_col_offset].decode()
            contents[alias] = segment.replace("Field(..., ", "Field(", 1)
            numbers = {use.lineno for use in nodes if isinstance(use.ctx, ast.Load)}
            new = {number: _replaced(lines[number - 1], loads[number], contents) for number in numbers}
            if any(len(line) > max(_WIDTH, len(written.get(at, lines[at - 1]))) for at, line in new.items()):
                del contents[alias]
            else:
                written |= new
    if not contents:
        return file
    gone = sorted(
        (statement.lineno - 1, statement.end_lineno or statement.lineno)
        for statement, _ in map(found.__getitem__, contents)
    )
    return replace(file, text=_tidied([written.get(number, line) for number, line in enumerate(lines, 1)], gone))


def _aliases(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """Yield the name of the alias that a statement defines, and its content; nothing for any other statement."""
    match statement:
        case ast.Assign(
            targets=[ast.Name(id=name)],
            value=ast.Call(func=ast.Name(id="TypeAliasType"), args=[_, ast.Subscript() as value]),
        ):
            yield name, value
        case ast.AnnAssign(
            target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias"), value=ast.Subscript() as value
        ):
            yield name, value
        case _:
            pass


def _replaced(line: str, names: Iterable[ast.Name], contents: Mapping[str, str]) -> str:
    """Return a line with contents for those of its names that have one; columns count bytes."""
    text = line.encode()
    for name in sorted(names, key=lambda name: name.col_offset, reverse=True):
        if name.id in contents:
            text = text[: name.col_offset] + contents[name.id].encode() + text[name.end_col_offset :]
    return text.decode()


def _tidied(lines: list[str], gone: list[tuple[int, int]]) -> str:
    """Return the lines without these statements, without the import that only they needed, as ruff formats them."""
    starts, ends = [0, *(end for _, end in gone)], [*(start for start, _ in gone), len(lines)]
    first, *others = ("\n".join(lines[start:end]).strip("\n") for start, end in zip(starts, ends, strict=True))
    parts = [first.rstrip()]
    for part in [*filter(None, others[:-1]), others[-1]]:
        after_imports = parts[-1].rpartition("\n")[2].startswith(("from", ")"))
        gap = "\n\n" if after_imports and not part.startswith(("class ", "@")) else "\n\n\n"
        parts += [gap, part.rstrip()]
    text = "".join(parts) + "\n"
    for name in ("TypeAliasType", "TypeAlias"):
        if len(re.findall(rf"\b{name}\b", text)) == 1:
            text = re.sub(rf"^from \w+ import {name}\n", "", text, flags=re.MULTILINE)
            text = re.sub(rf"^(from \w+ import .*), {name}\b", r"\1", text, flags=re.MULTILINE)
    return text
