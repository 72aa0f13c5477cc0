"""The door of hypothesis_jsonschema: valid payloads from a source that shares nothing with ours."""

import warnings
from functools import lru_cache
from importlib.metadata import version
from typing import Final, final

from hypothesis import strategies as st
from hypothesis_jsonschema import from_schema

from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.fuzz.draws import drawn

#: Needs a property and an item: what the broken pair fails at.
_PROBE: Final[Json] = {
    "type": "object",
    "required": ["a"],
    "properties": {"a": {"type": "array", "items": {"type": "null"}}},
}
#: How much of its errors is told.
_SHOWN: Final = 60


@lru_cache(maxsize=1)
def why_not() -> str | None:
    """Return why the second source cannot be used here, or None where it can."""
    try:
        works = bool(drawn(from_schema(_PROBE), 5, 0))  # type: ignore[arg-type] # it asks for a dict of Any
    except AttributeError as error:
        reason = str(error)
    else:
        reason = "" if works else "it draws nothing"
    if not reason:
        return None
    return (
        f"hypothesis-jsonschema {version('hypothesis-jsonschema')} does not work with hypothesis "
        f"{version('hypothesis')} ({reason}); payloads come from schemakit's own strategies alone"
    )


@final
@dataclass(frozen=True, slots=True)
class Second:
    """What the second source has made of a schema: payloads nobody has judged yet, or why there are none."""

    payloads: tuple[Json, ...] = ()
    why_none: str = ""


def second_payloads(document: Json, count: int, number: int) -> Second:
    """Return up to ``count`` payloads that hypothesis-jsonschema makes of a standard document, or why it cannot.

    Whether they are valid is for a judge to say: it knows drafts 4 to 7.
    """
    broken = why_not()
    if broken is not None or not isinstance(document, dict):
        return Second(why_none=broken or "")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            strategy: st.SearchStrategy[Json] = from_schema(document)  # type: ignore[arg-type] # it copes with Decimal
            return Second(tuple(drawn(strategy, count, number)))
    except Exception as error:  # noqa: BLE001 - its limits are many and no class holds them: an AttributeError, a private one
        said = str(error).partition(" in schema=")[0].partition(" (")[0][:_SHOWN]  # without the schema, quoted whole
        return Second(why_none=f"hypothesis-jsonschema fails at it ({type(error).__name__}: {said})")
