"""What stage 1 hands on."""

from typing import Literal, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.core.record import dataclass

Syntax: TypeAlias = Literal["json", "jsonc", "json5", "toml", "yaml"]


@final
@dataclass(frozen=True, slots=True)
class Source:
    """One document as published.

    Attributes:
        path: the name a person knows it by, with forward slashes, relative where they gave it so: ``schemas/a.json``,
            ``b.yaml[1]`` for the second document of a YAML stream, ``<stdin>``, or a name for a value in memory.
        uri: absolute ``file:`` URI it was read from (``?document=1`` for later documents of a stream), or the URI a
            caller gave to a value in memory. Unique in a run; relative references resolve against it.
        text: the decoded text of the whole file, without a byte order mark; empty for a value in memory.
        syntax: how the text is to be read again when a position is needed.
        index: which document of the stream, from 0.
        document: the parsed value. Never changed by anyone.
    """

    path: str
    uri: Uri
    text: str
    syntax: Syntax
    document: Json
    index: int = 0
