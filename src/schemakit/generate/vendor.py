"""Writes the runtime that a package needs beside it, so that whoever uses the package need not install schemakit."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from schemakit.generate.generated_file import GeneratedFile

#: The package inside a generated one that the runtime is copied to.
VENDORED: Final = "_schemakit"

_OURS: Final = "schemakit"
_ROOT: Final = Path(__file__).parent.parent
_INIT: Final = '''"""The runtime of the types beside it, copied from schemakit{version}; only its imports are others.

MIT License, Copyright (c) 2026 The schemakit authors.
"""
'''


def with_runtime(files: Iterable[GeneratedFile], version: str) -> tuple[GeneratedFile, ...]:
    """Return the files with all that they import from schemakit, and imports that find it beside them."""
    written = tuple(files)
    needed: dict[str, str] = {}
    work = [module for file in written if file.path.suffix == ".py" for module in _imported(file.text)]
    while work:
        module = work.pop()
        if module not in needed:
            needed[module] = _source(module)
            work.extend(_imported(needed[module]))
    packages = {module.rpartition(".")[0] for module in needed}
    init = _INIT.format(version=f" {version}" if version else "")
    return (
        *(_rewritten(file) for file in written),
        GeneratedFile(PurePosixPath(VENDORED, "__init__.py"), init),
        *(GeneratedFile(_path(package) / "__init__.py", init) for package in sorted(packages)),
        *(
            GeneratedFile(_path(module).with_suffix(".py"), _relative(needed[module], ".."))
            for module in sorted(needed)
        ),
    )


def _rewritten(file: GeneratedFile) -> GeneratedFile:
    """Return a file at the top of the package; what imports nothing of ours stays the very same."""
    if file.path.suffix != ".py" or not list(_imported(file.text)):
        return file
    return GeneratedFile(file.path, _relative(file.text, f".{VENDORED}."), file.made_from)


def _path(module: str) -> PurePosixPath:
    return PurePosixPath(VENDORED, *module.split(".")[1:])


def _source(module: str) -> str:
    return _ROOT.joinpath(*module.split(".")[1:]).with_suffix(".py").read_text(encoding="utf-8")


def _imports(text: str) -> Iterator[ast.ImportFrom]:
    """Yield the imports from us; the house has no others, and ``test_vendor`` sees to that."""
    if _OURS in text:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom) and node.level == 0 and str(node.module).partition(".")[0] == _OURS:
                yield node


def _imported(text: str) -> Iterator[str]:
    """Yield the modules of ours that a module imports from, or imports."""
    for node in _imports(text):
        for name in node.names:
            module = f"{node.module}.{name.name}"
            is_module = _ROOT.joinpath(*module.split(".")[1:]).with_suffix(".py").is_file()
            yield module if is_module else str(node.module)


def _relative(text: str, start: str) -> str:
    """Return a text whose imports from us begin with ``start`` instead."""
    lines = text.splitlines(keepends=True)
    for node in _imports(text):
        line = lines[node.lineno - 1]
        before, after = line[: node.col_offset], line[node.col_offset :]
        lines[node.lineno - 1] = before + after.replace(f"from {_OURS}.", f"from {start}", 1)
    return "".join(lines)
