"""What schemas say to readers, as readers of code want it."""

import re
from typing import Final

from schemakit.core.json import Json
from schemakit.generate.literals import is_literal
from schemakit.generate.shape import Member, Notes
from schemakit.ir.graph import Annotations, Node
from schemakit.resolve.bullets import Bullets, read_bullets

#: Texts for people, one for each value of ``enum``: OpenAPI Generator's keyword, which ``recover`` writes too.
_LABELS: Final = "x-enum-descriptions"

#: Where drf-spectacular's list of choices begins.
_CHOICES: Final = re.compile(r"(?:\A|\n\n+)(?=\* `)")


def notes_of(annotations: Annotations, *, lists_choices: bool = False) -> Notes:
    """Return the notes of a schema; ``lists_choices``: its type says which values there are, so the text need not."""
    examples = annotations.values.get("examples")
    description = annotations.text("description")
    if description and lists_choices and isinstance(read_bullets(description), Bullets):
        description = _CHOICES.split(description, maxsplit=1)[0]
    return Notes(
        description=description or None,
        deprecated=annotations.flag("deprecated"),
        read_only=annotations.flag("readOnly"),
        write_only=annotations.flag("writeOnly"),
        examples=tuple(filter(is_literal, examples)) if isinstance(examples, list) else (),
    )


def members(node: Node, values: tuple[str | int, ...]) -> tuple[Member, ...]:
    """Return the values with their labels; a label that says no more than the value is left out."""
    labels = node.notes.values.get(_LABELS)
    texts: list[Json] = labels if isinstance(labels, list) and len(labels) == len(values) else [None] * len(values)
    return tuple(
        Member(value, text if isinstance(text, str) and text != str(value) else "")
        for value, text in zip(values, texts, strict=True)
    )
