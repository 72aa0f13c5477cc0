"""Imports of generated modules: nothing but the library of the target, the standard one, and the package itself."""

import ast
from collections.abc import Iterable, Mapping
from typing import Final

from schemakit.core.record import replace
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.skeleton import OURS

#: What the renderer imports names from that newer versions of Python have themselves.
_BACKPORTS: Final = "typing_extensions"

#: The libraries of targets, which isort keeps apart from the standard one.
_LIBRARIES: Final = frozenset(("msgspec", "pydantic"))


def without_backports(file: GeneratedFile) -> GeneratedFile:
    """Return a module that imports such names from its package, whose ``guard`` knows where its Python has them."""
    if _BACKPORTS not in file.text:
        return file
    imports = [one for one in ast.parse(file.text).body if isinstance(one, ast.ImportFrom)]
    if not any(one.module == _BACKPORTS for one in imports):
        return file
    lines = file.text.split("\n")  # as syntax trees count them: other separators of lines are text
    start, end = imports[0].lineno - 1, imports[-1].end_lineno
    written = {
        (one.level, one.module or ""): "\n".join(lines[one.lineno - 1 : one.end_lineno])
        for one in imports
        if one.module != _BACKPORTS
    }
    names = {name.name for one in imports if one.module in {_BACKPORTS, OURS} for name in one.names}
    written[1, OURS] = f"from .{OURS} import {', '.join(sorted(names))}"
    lines[start:end] = ["\n\n".join(_sections(written))]
    return replace(file, text="\n".join(lines))


def _sections(written: Mapping[tuple[int, str], str]) -> Iterable[str]:
    """Return the imports as isort groups them; they are in order already, but for those of the package."""
    sections: dict[int, list[str]] = {}
    for (level, module), text in sorted(written.items(), key=lambda item: item[0] if item[0][0] else (0, "")):
        place = 3 if level else 0 if module == "__future__" else 2 if module in _LIBRARIES else 1
        sections.setdefault(place, []).append(text)
    return ("\n".join(sections[place]) for place in sorted(sections))
