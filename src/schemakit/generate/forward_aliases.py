"""Aliases that are used before they are defined: type checkers follow those only where they come first."""

import ast
import re
from functools import reduce
from typing import Final

from schemakit.core.record import replace
from schemakit.generate.generated_file import GeneratedFile

#: An import that is not needed where all there is to join is quoted, and can be joined with bars.
_UNION: Final = re.compile(r"^(from typing import .+), Union$", re.MULTILINE)


def aliases_first(file: GeneratedFile) -> GeneratedFile:
    """Return a module in which an alias that classes above it name stands above them, quoted where it names others.

    At run time nothing is evaluated earlier than before; pyright 1.1.414 takes such an alias for a variable otherwise.
    """
    tree = ast.parse(file.text)
    aliases = {name: statement for statement in tree.body if (name := _alias(statement))}
    uses = [(name, user) for user in tree.body for name in _names(user) & aliases.keys()]
    early = [(name, user) for name, user in uses if user.lineno < aliases[name].lineno]
    if not early:
        return file
    first = min(user.lineno for _, user in early)
    late = sorted({aliases[name] for name, _ in early}, key=lambda statement: statement.lineno)
    lines = file.text.splitlines(keepends=True)
    ours = {name for statement in tree.body for name in _defined(statement)}
    moved = "\n\n".join(
        _quoted(one) if _names(one) & ours else "".join(lines[one.lineno - 1 : one.end_lineno]) for one in late
    )
    for statement in reversed(late):
        end = statement.end_lineno or statement.lineno
        del lines[statement.lineno - 1 : end]
        while len(lines) >= statement.lineno and not lines[statement.lineno - 1].strip():
            del lines[statement.lineno - 1]
    head = "".join(lines[: first - 1]).rstrip("\n")
    above = [statement for statement in tree.body if statement.lineno < first]
    space = "\n\n" if above and isinstance(above[-1], ast.ImportFrom) else "\n\n\n"  # one line, as isort wants it
    text = f"{head}{space if head else ''}{moved}\n\n{''.join(lines[first - 1 :]).rstrip()}\n"
    return replace(file, text=text if "Union[" in text else _UNION.sub(r"\1", text))


def _alias(statement: ast.stmt) -> str:
    """Return the name of an alias, and nothing for any other statement."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="TypeAliasType"))):
            return name
        case _:
            return ""


def _defined(statement: ast.stmt) -> tuple[str, ...]:
    match statement:
        case ast.ClassDef(name=name) | ast.Assign(targets=[ast.Name(id=name)]):
            return (name,)
        case _:
            return ()


def _names(statement: ast.stmt) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def _quoted(statement: ast.stmt) -> str:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(args=[_, value])):
            content = ast.unparse(_joined(_unquoted(value)))
            quoted = f'"{content}"' if content.isprintable() and not set(content) & {'"', "\\"} else repr(content)
            return f'{name} = TypeAliasType("{name}", {quoted})\n'
        case _:
            raise TypeError(ast.unparse(statement))


def _unquoted(content: ast.expr) -> ast.expr:
    """Return the content of an alias without quotes around parts of it: all of it will be quoted."""
    content = _read(content)
    for part in ast.walk(content):
        match part:
            case ast.Subscript(value=ast.Name(id="Literal")):
                pass
            case ast.Subscript(slice=ast.Tuple(elts=elements)):
                elements[:] = map(_read, elements)
            case ast.Subscript(slice=inside):
                part.slice = _read(inside)
            case _:
                pass
    return content


def _joined(content: ast.expr) -> ast.expr:
    match content:
        case ast.Subscript(value=ast.Name(id="Union"), slice=ast.Tuple(elts=elements)):
            return reduce(lambda left, right: ast.BinOp(left, ast.BitOr(), right), elements)
        case _:
            return content


def _read(part: ast.expr) -> ast.expr:
    match part:
        case ast.Constant(value=str(text)):
            return ast.parse(text, mode="eval").body
        case _:
            return part
