"""What generated code says to readers, as docstrings of classes and fields."""

from collections.abc import Iterable, Mapping
from textwrap import fill, indent
from typing import Final

from schemakit.core.json import Json
from schemakit.generate.shape import Notes
from schemakit.runtime.text import write_json

#: Columns of a line of documentation, inside a class and quotes.
_WIDTH: Final = 108


def noted(notes: Notes, *, said: bool = False, after: str = "") -> dict[str, Json]:
    """Return the text for readers as a keyword.

    ``said``: with what only the text can say of a property; ``after``: its name, where the text stands behind that.
    """
    access = {(True, False): "Read-only.", (False, True): "Write-only."}.get((notes.read_only, notes.write_only), "")
    deprecated = "Deprecated." if said and notes.deprecated else ""
    examples = f"Examples: {', '.join(map(write_json, notes.examples))}." if said and notes.examples else ""
    about = notes.description or ""
    # The name begins one level further left than the lines that follow, and ends in a colon.
    beside = " " * max(len(f"{after}: ") - len("    "), 0) if after else ""
    texts = [text for text in (_wrapped(about, beside), access, deprecated, _wrapped(examples)) if text]
    return {"description": "\n\n".join(texts)} if texts else {}


def listed(about: Mapping[str, Json], fields: Iterable[tuple[str, str]]) -> dict[str, Json]:
    """Return the text of a class together with those of its fields."""
    lines = [indent(f"{name}: {indent(text, '    ').lstrip()}", "    ") for name, text in fields]
    own = [text for text in about.values() if isinstance(text, str)]
    texts = [*own, *(["\n".join(["Attributes:", *lines])] if lines else [])]
    return {"description": "\n\n".join(texts)} if texts else {}


def _wrapped(text: str, beside: str = "") -> str:
    """Return a text with long lines broken, as in a docstring written by hand; the first one leaves room ``beside``."""
    first, *rest = text.strip().splitlines() or [""]
    return "\n".join((_filled(first, beside), *map(_filled, rest))).lstrip()


def _filled(line: str, start: str = "") -> str:
    if len(start) + len(line) <= _WIDTH and "\t" not in line:  # nearly all are; filling takes long to find that out
        return start + line.rstrip()
    return fill(line, _WIDTH, initial_indent=start, break_long_words=False, break_on_hyphens=False)
