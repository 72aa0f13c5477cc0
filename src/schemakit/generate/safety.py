"""Refuses generated code that does anything but define types: text of schemas is data, and must have stayed data."""

import ast
from collections.abc import Iterable, Iterator
from typing import Final

#: What modules of models may import from.
_IMPORTS: Final = frozenset(("__future__", "collections.abc", "dataclasses", "enum", "msgspec", "pydantic", "typing"))

#: What they may call; besides ``TypeAliasType`` and ``TypedDict``, and ``model_rebuild`` of their own classes.
_CALLS: Final = frozenset(("ConfigDict", "Field", "Meta", "field"))


class UnsafeCodeError(Exception):
    """The renderer wrote something that is not on the list: a bug, never the fault of whoever wrote the schema."""


def parse(text: str, modules: Iterable[str]) -> ast.Module:
    """Return the syntax of a module of models, all of it on the list; ``modules`` are the others of the package.

    Raises:
        UnsafeCodeError: something is not.
    """
    siblings = frozenset(modules)
    tree = ast.parse(text)
    for statement in tree.body:
        if not _is_statement(statement, siblings):
            raise UnsafeCodeError(
                f"line {statement.lineno} of a generated module is no definition: {ast.unparse(statement)!r}"
            )
    return tree


def fields(tree: ast.Module) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each class of a module with its fields, and what those are called in JSON."""
    for statement in tree.body:
        match statement:
            case ast.ClassDef(name=name, body=body):
                yield (
                    name,
                    {
                        item.target.id: _alias(item.value) or item.target.id
                        for item in body
                        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
                    },
                )
            case ast.Assign(value=ast.Call(func=ast.Name(id="TypedDict"), args=[ast.Constant(value=str(name)), given])):
                keys = (
                    [key.value for key in given.keys if isinstance(key, ast.Constant)]
                    if isinstance(given, ast.Dict)
                    else []
                )
                yield name, {str(key): str(key) for key in keys}
            case _:
                pass


def _alias(value: ast.expr | None) -> str | None:
    """Return the name in JSON that a field is given: pydantic's ``alias``, msgspec's ``name``, or ``metadata``."""
    match value:
        case ast.Call(keywords=keywords):
            given = [keyword.value for keyword in keywords if keyword.arg in {"alias", "name", "metadata"}]
            named = [one.values[0] if isinstance(one, ast.Dict) else one for one in given]
            return next((str(one.value) for one in named if isinstance(one, ast.Constant)), None)
        case _:
            return None


def _is_statement(statement: ast.stmt, siblings: frozenset[str]) -> bool:
    match statement:
        case ast.ImportFrom(module=str(module), level=0):
            return module in _IMPORTS
        case ast.ImportFrom(module=str(module), level=1):
            return module in siblings
        case ast.ClassDef(bases=bases, keywords=keywords, decorator_list=decorators, body=body):
            return (
                all(map(_is_expression, bases))
                and _are_switches(keywords)
                and all(map(_is_decorator, decorators))
                and all(map(_is_member, body))
            )
        case ast.Assign(
            targets=[ast.Name()],
            value=ast.Call(
                func=ast.Name(id="TypedDict"), args=[ast.Constant(value=str()), ast.Dict() as given], keywords=[]
            ),
        ):
            return all(isinstance(key, ast.Constant) for key in given.keys) and all(map(_is_expression, given.values))
        case ast.Assign(targets=[ast.Name()], value=value):
            return _is_expression(value, quoted=False)
        case ast.AnnAssign(target=ast.Name(), annotation=ast.Name(id="TypeAlias"), value=ast.expr() as value):
            return _is_expression(value)
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(), attr="model_rebuild"), args=[], keywords=[])):
            return True
        case _:
            return False


def _are_switches(keywords: Iterable[ast.keyword]) -> bool:
    """Tell whether keywords only turn something on or off; with a metaclass, defining a class is a call."""
    return all(keyword.arg and isinstance(keyword.value, ast.Constant) for keyword in keywords)


def _is_decorator(expression: ast.expr) -> bool:
    match expression:
        case ast.Call(func=ast.Name(id="dataclass"), args=[], keywords=keywords):
            return _are_switches(keywords)
        case _:
            return False


def _is_member(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.AnnAssign(target=ast.Name(), annotation=annotation, value=value):
            return _is_expression(annotation) and (value is None or _is_expression(value, quoted=False))
        case ast.Assign(targets=[ast.Name()], value=value):
            return _is_expression(value, quoted=False)
        case _:
            return False


def _is_expression(  # noqa: C901, PLR0912 - the list, a line for each form
    expression: ast.expr, *, quoted: bool = True
) -> bool:
    """Tell whether an expression names, combines or holds values; ``quoted``: text in it may be read as a type."""
    match expression:
        case ast.Name(id=name):
            return not name.startswith("__") or name == "__all__"
        case ast.Constant(value=str(text)):
            return not quoted or _is_quoted_type(text)
        case ast.Constant():
            return True
        case ast.Attribute(value=ast.Name(), attr=name):
            return not name.startswith("_")
        case ast.Subscript(value=ast.Name(id="Literal"), slice=values):
            return _is_expression(values, quoted=False)
        case ast.Subscript(value=ast.Name(), slice=inside):
            return _is_expression(inside)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _is_expression(left) and _is_expression(right)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant()):
            return True
        case ast.Tuple(elts=items) | ast.List(elts=items):
            return all(_is_expression(item, quoted=quoted) for item in items)
        case ast.Dict(keys=keys, values=values):
            return all(key is not None and _is_expression(key, quoted=False) for key in keys) and all(
                _is_expression(value, quoted=False) for value in values
            )
        case ast.Call(func=ast.Name(id="TypeAliasType"), args=[ast.Constant(value=str()), value], keywords=[]):
            return _is_expression(value)
        case ast.Call(func=ast.Name(id=name), args=values, keywords=keywords) if name in _CALLS:
            return all(_is_expression(value, quoted=False) for value in values) and all(
                _is_expression(keyword.value, quoted=False) for keyword in keywords
            )
        case _:
            return False


def _is_quoted_type(text: str) -> bool:
    try:
        quoted = ast.parse(text, mode="eval").body
    except SyntaxError:
        return False
    return not isinstance(quoted, ast.Call) and _is_expression(quoted)
