"""What generated code says to readers, as docstrings of classes and fields."""

from collections.abc import Iterable, Mapping
from textwrap import fill, indent
from typing import Final

from schemakit.core.json import Json
from schemakit.generate.shape import Notes
from schemakit.runtime.text import write_json

#: Columns of a line of documentation, inside a class and quotes.
_WIDTH: Final = 108


def noted(notes: Notes, *, said: bool = False) -> dict[str, Json]:
    """Return the text for readers as a keyword; ``said``: with what only the text can say of a property."""
    access = {(True, False): "Read-only.", (False, True): "Write-only."}.get((notes.read_only, notes.write_only), "")
    deprecated = "Deprecated." if said and notes.deprecated else ""
    examples = f"Examples: {', '.join(map(write_json, notes.examples))}." if said and notes.examples else ""
    texts = [text for text in (_wrapped(notes.description or ""), access, deprecated, _wrapped(examples)) if text]
    return {"description": "\n\n".join(texts)} if texts else {}


def listed(about: Mapping[str, Json], fields: Iterable[tuple[str, str]]) -> dict[str, Json]:
    """Return the text of a class together with those of its fields."""
    lines = [indent(f"{name}: {indent(text, '    ').lstrip()}", "    ") for name, text in fields]
    own = [text for text in about.values() if isinstance(text, str)]
    texts = [*own, *(["\n".join(["Attributes:", *lines])] if lines else [])]
    return {"description": "\n\n".join(texts)} if texts else {}


def _wrapped(text: str) -> str:
    """Return a text with long lines broken, as they would be in a docstring written by hand."""
    lines = (fill(line, _WIDTH, break_long_words=False, break_on_hyphens=False) for line in text.strip().splitlines())
    return "\n".join(lines)
