"""The door of hypothesis_jsonschema: valid payloads from a source that shares nothing with ours."""

import warnings
from functools import lru_cache
from importlib.metadata import version
from typing import Final

from hypothesis import strategies as st
from hypothesis.errors import HypothesisException
from hypothesis_jsonschema import from_schema

from schemakit.core.json import Json
from schemakit.fuzz.draws import drawn

#: Needs a property and an item: what the broken pair fails at.
_PROBE: Final[Json] = {
    "type": "object",
    "required": ["a"],
    "properties": {"a": {"type": "array", "items": {"type": "null"}}},
}


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


def second_payloads(document: Json, count: int, number: int) -> list[Json]:
    """Return up to ``count`` payloads that hypothesis-jsonschema makes of a standard document; none where it cannot.

    Whether they are valid is for a judge to say: it knows drafts 4 to 7.
    """
    if why_not() is not None or not isinstance(document, dict):
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            strategy: st.SearchStrategy[Json] = from_schema(document)  # type: ignore[arg-type] # it copes with Decimal
            return drawn(strategy, count, number)
    except (HypothesisException, ValueError, TypeError, LookupError, AssertionError, RecursionError):
        return []  # its limits are known and many: references it cannot inline, keywords of later drafts, patterns
