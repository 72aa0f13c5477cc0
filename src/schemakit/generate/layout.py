"""Generated modules as somebody would lay them out by hand, where the renderer has no option for it."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from schemakit.core.record import replace
from schemakit.generate.generated_file import GeneratedFile

#: Columns of a line of generated code, and what stands in front of an inner one.
_WIDTH: Final = 120
_INDENT: Final = "    "

#: The first line that is replaced, the one after the last, and what stands there instead.
_Edit: TypeAlias = tuple[int, int, Sequence[str]]


def laid_out(file: GeneratedFile) -> GeneratedFile:
    """Return a module with the same definitions: settings in one line, no ``...`` for a default, no alias too long."""
    lines = file.text.split("\n")  # as syntax trees count them: other separators of lines are text
    edits = list(_edits(ast.parse(file.text), lines))
    for start, end, written in reversed(edits):
        lines[start:end] = written
    return replace(file, text="\n".join(lines)) if edits else file


def _edits(tree: ast.Module, lines: Sequence[str]) -> Iterator[_Edit]:
    for statement in tree.body:
        start, end = statement.lineno - 1, statement.end_lineno or statement.lineno
        match statement:
            case ast.ClassDef(body=body):
                yield from _in_class(body, lines)
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="TypeAliasType"), args=parts)
            ) if _is_too_long(lines[start:end]):
                yield start, end, _bracketed(f"{name} = TypeAliasType(", parts, ")", lines[start])
            case ast.AnnAssign(
                target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias"), value=ast.expr() as value
            ) if _is_too_long(lines[start:end]):
                yield start, end, _assigned(f"{name}: TypeAlias = ", value, lines[start])
            case _:
                pass


def _in_class(body: Sequence[ast.stmt], lines: Sequence[str]) -> Iterator[_Edit]:
    for statement in body:
        start, end = statement.lineno - 1, statement.end_lineno or statement.lineno
        match statement:
            case ast.Assign(targets=[ast.Name(id="model_config")], value=ast.Call(keywords=keywords)) if (
                end > start + 1
            ):
                settings = ", ".join(_source(keyword, lines[keyword.lineno - 1]) for keyword in keywords)
                after = [""] if statement is not body[-1] else []
                yield start, end, [f"{_INDENT}model_config = ConfigDict({settings})", *after]
            case ast.AnnAssign(
                value=ast.Call(
                    func=ast.Name(id="Field"), args=[ast.Constant(value=value) as given], keywords=[first, *_]
                )
            ) if value is ...:
                yield given.lineno - 1, first.lineno, _without(given, first, lines)
            case _:
                pass


def _without(given: ast.expr, following: ast.keyword, lines: Sequence[str]) -> list[str]:
    """Return the lines from an argument to the one that follows it, without the argument."""
    before = lines[given.lineno - 1].encode()[: given.col_offset].decode()
    after = lines[following.lineno - 1].encode()[following.col_offset :].decode()
    return [f"{before}{after}"]


def _is_too_long(lines: Sequence[str]) -> bool:
    return len(lines) == 1 and len(lines[0]) > _WIDTH


def _assigned(start: str, value: ast.expr, line: str) -> list[str]:
    """Return the assignment of an alias in several lines."""
    if isinstance(value, ast.BinOp):
        inside = _broken(value, line, _WIDTH - len(_INDENT))
        return [f"{start}(", *_indented(inside), ")"]
    first, *rest = _broken(value, line, 0)
    return [f"{start}{first}", *rest]


def _broken(value: ast.expr, line: str, room: int) -> list[str]:
    """Return an expression of one line in as many as it needs; a name or a text stays one, however long it is."""
    source = _source(value, line)
    if len(source) <= room:
        return [source]
    match value:
        case ast.BinOp(left=left, right=right):
            first = _broken(left, line, 0 if isinstance(left, ast.BinOp) else room)
            operator, *rest = _broken(right, line, room - len("| "))
            return [*first, f"| {operator}", *rest]
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Tuple(elts=parts)):
            return _bracketed(f"{name}[", parts, "]", line)
        case ast.Subscript(value=ast.Name(id=name), slice=part):  # a comma would make a tuple of it
            return [f"{name}[", *_indented(_broken(part, line, _WIDTH - len(_INDENT))), "]"]
        case _:
            return [source]


def _bracketed(start: str, parts: Sequence[ast.expr], end: str, line: str) -> list[str]:
    """Return what stands between brackets in a line of its own, or in one for each part."""
    room = _WIDTH - len(_INDENT)
    together = ", ".join(_source(part, line) for part in parts)
    if len(together) <= room:
        return [start, f"{_INDENT}{together}", end]
    inside: list[str] = []
    for part in parts:
        *first, last = _broken(part, line, room - len(","))
        inside += [*first, f"{last},"]
    return [start, *_indented(inside), end]


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"{_INDENT}{line}" for line in lines]


def _source(node: ast.expr | ast.keyword, line: str) -> str:
    """Return the text of a node that stands in one line; columns count bytes."""
    return line.encode()[node.col_offset : node.end_col_offset].decode()
