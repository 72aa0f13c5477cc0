"""JSONC and JSON5 texts to values and places, through their translation to JSON."""

from collections.abc import Iterator, Sequence
from typing import Final, final

from schemakit.core.json import Json
from schemakit.core.outcome import Outcome
from schemakit.loading import json_values, text_problems
from schemakit.loading.json_places import JsonPlaces
from schemakit.loading.limits import Limits
from schemakit.loading.places import Stretch
from schemakit.loading.relaxed_json import Translation
from schemakit.loading.tally import Tally
from schemakit.loading.text import Text

_UNCLOSED: Final = {"/": "a comment is not closed before the file ends", '"': "a string is not closed in its line"}
_NAMES: Final = {False: "JSONC", True: "JSON5"}


def values(text: Text, limits: Limits, *, json5: bool) -> Outcome[tuple[tuple[int, Json], ...]]:
    """Return the document of a text as ``((0, document),)``, or nothing where it cannot be used."""
    translation = Translation(text.content, json5=json5)
    if translation.unclosed is not None:
        tally = Tally(text, limits)
        start = translation.unclosed
        message = _UNCLOSED["/" if text.content[start] == "/" else '"']
        tally.add(text_problems.INVALID_JSON, (start, start + 1), f"not {_NAMES[json5]}: {message}", note=message)
        return Outcome((), tally.findings())
    return json_values.values(
        Text(translation.json, path=text.path, uri=text.uri, written=(text.content, translation.stretch)), limits
    )


@final
class RelaxedPlaces:
    """Finds stretches in a text that is known to be JSONC or JSON5."""

    def __init__(self, content: str, *, json5: bool) -> None:
        """Translate the text."""
        translation = Translation(content, json5=json5)
        self._places = JsonPlaces(translation.json)
        self._stretch = translation.stretch

    def find(self, tokens: Sequence[str], *, key: bool) -> Stretch | None:
        """Return the stretch of the value that the tokens of a pointer lead to, or of its name."""
        found = self._places.find(tokens, key=key)
        return None if found is None else self._stretch(found)


def places(content: str, *, json5: bool) -> Iterator[RelaxedPlaces]:
    """Yield the places of the one document in a text."""
    yield RelaxedPlaces(content, json5=json5)
