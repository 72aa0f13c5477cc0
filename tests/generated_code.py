"""What generated code may look like, said a second time: nothing here is shared with the generator's own list."""

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from schemakit.core.json import Json
from schemakit.generate.generated_file import GeneratedFile

#: What modules of types are made of. No function, no lambda, no comprehension, no formatted string, no statement else.
_SYNTAX: Final = (
    ast.Module, ast.ImportFrom, ast.alias, ast.ClassDef, ast.Assign, ast.AnnAssign, ast.Expr, ast.Pass, ast.Name,
    ast.Load, ast.Store, ast.Constant, ast.Attribute, ast.Subscript, ast.BinOp, ast.BitOr, ast.UnaryOp, ast.USub,
    ast.Tuple, ast.List, ast.Dict, ast.Call, ast.keyword,
)  # fmt: skip

#: What they may import from besides each other.
_MODULES: Final = frozenset(
    (
        "__future__", "collections.abc", "dataclasses", "enum", "msgspec", "pydantic", "schemakit.runtime.dataclass",
        "schemakit.runtime.absent", "schemakit.runtime.msgspec", "schemakit.runtime.typeddict", "typing",
    )
)  # fmt: skip

#: What these may call of what they import.
_CALLS: Final = frozenset(
    ("ConfigDict", "Field", "Meta", "Struct", "TypeAliasType", "TypedDict", "dataclass", "field", "model_rebuild")
)


def suspicious(files: Iterable[GeneratedFile], fixed: Mapping[str, str]) -> Iterator[str]:
    """Yield what stands in a package and should not; ``fixed`` are the files that are the same in every package."""
    for file in files:
        name = str(file.path)
        if name in fixed:
            if _without_data(file.text) != _without_data(fixed[name]):
                yield f"{name} is not as always"
        elif name == "_schemas.py":
            yield from _no_data(ast.parse(file.text))
        elif file.path.suffix == ".py":
            yield from (f"{name}: {what}" for what in _no_types(ast.parse(file.text)))


def _without_data(text: str) -> str:
    """Return what a module does, but for the constants it holds."""
    tree = ast.parse(text)
    kept = [statement for statement in tree.body if not _is_constant(statement)]
    return ast.dump(ast.Module(kept, []))


def _is_constant(statement: ast.stmt) -> bool:
    match statement:
        case (
            ast.Assign(targets=[ast.Name()], value=value) | ast.AnnAssign(target=ast.Name(), value=ast.expr() as value)
        ):
            try:
                ast.literal_eval(value)
            except ValueError:
                return False
            return True
        case _:
            return False


def _no_data(tree: ast.Module) -> Iterator[str]:
    for statement in tree.body:
        match statement:
            case ast.Expr(value=ast.Constant()):
                pass
            case ast.Assign(targets=[ast.Name(id="DOCUMENTS")], value=value):
                documents: Json = json.loads(ast.literal_eval(value))
                if not isinstance(documents, dict):
                    yield "the documents are no documents"
            case ast.Assign(targets=[ast.Name()], value=value):
                ast.literal_eval(value)
            case _:
                yield f"_schemas.py: {ast.unparse(statement)[:200]}"


def _no_types(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case _ if not isinstance(node, _SYNTAX):
                yield type(node).__name__
            case ast.ImportFrom(module=module, level=level) if level > 1 or (not level and module not in _MODULES):
                yield ast.unparse(node)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(value=ast.Name(), attr=name)) if name in _CALLS:
                pass
            case ast.Call():
                yield ast.unparse(node)[:200]
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name) if name.startswith("__"):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()) if name.startswith("__"):
                yield ast.unparse(node)[:200]
            case ast.AnnAssign(annotation=annotation):
                yield from _quoted_code(annotation)
            case _:
                pass


def _quoted_code(annotation: ast.expr) -> Iterator[str]:
    """Yield text in an annotation that would be evaluated as more than the name of a type."""
    work = [annotation]
    while work:
        match work.pop():
            case ast.Constant(value=str(text)):
                inside = ast.walk(ast.parse(text, mode="eval").body)
                if any(isinstance(node, (ast.Call, ast.Lambda, ast.NamedExpr, ast.Await)) for node in inside):
                    yield f"quoted: {text[:200]}"
            case ast.Subscript(value=ast.Name(id="Literal")):
                pass
            case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[first, *_])):
                work.append(first)
            case other:
                work.extend(part for part in ast.iter_child_nodes(other) if isinstance(part, ast.expr))
