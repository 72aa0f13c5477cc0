"""Questions about the set of values a schema accepts, answered yes, no or unknown: never by guessing.

The door of ``jsonschema_rs``' canonical form, which is marked experimental. Documents are standalone, as ``emit``
writes them, and ``format`` is an annotation. The form has budgets of its own for what grows exponentially; what remains
is bounded here, so that no question takes more than a few seconds.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

import jsonschema_rs
from jsonschema_rs import CanonicalSchema
from jsonschema_rs.canonical import CanonicalizationError, Containment

from schemakit.core.json import Json

#: JSON values in a document. Larger ones cost seconds for nothing: they are never modelled as a whole.
_VALUES: Final = 20_000

#: Members or items of one value; the complement of 2,000 numbers takes a second and grows with the square.
_WIDTH: Final = 2_000

#: For these the time grows with the cube: 250 overlapping branches of ``oneOf`` take twelve seconds.
_WIDTHS: Final = {"oneOf": 100, "patternProperties": 50}


class Answer(StrEnum):
    """An answer that somebody may rely on, or none."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def satisfiable(document: Json) -> Answer:
    """Tell whether any value is valid against the schema."""
    schema = _canonical(document)
    return Answer.UNKNOWN if schema is None else Answer(schema.satisfiability().value)


def covers(wide: Json, narrow: Json) -> Answer:
    """Tell whether every value that ``narrow`` accepts is accepted by ``wide``."""
    outer, inner = _canonical(wide), _canonical(narrow)
    if outer is None or inner is None:
        return Answer.UNKNOWN
    try:
        if outer.covers(inner) is Containment.YES:
            return Answer.YES
    except CanonicalizationError:
        return Answer.UNKNOWN
    # That containment could not be shown proves nothing; a value of the difference does.
    return _is_empty(inner.subtract, outer)


def disjoint(left: Json, right: Json) -> Answer:
    """Tell whether no value is accepted by both."""
    one, other = _canonical(left), _canonical(right)
    if one is None or other is None:
        return Answer.UNKNOWN
    return _is_empty(one.intersect, other)


def complement(document: Json) -> dict[str, Json] | bool | None:
    """Return a schema that accepts exactly what this one refuses, or None where there is none to be had."""
    schema = _canonical(document)
    if schema is None:
        return None
    try:
        refused = schema.negate().to_json_schema()
    except CanonicalizationError:
        return None
    return refused if isinstance(refused, (dict, bool)) and _is_bounded(refused) else None


def _canonical(document: Json) -> CanonicalSchema | None:
    """Return the canonical form; None where the document is out of bounds or broken, or a reference in it dangles."""
    if not isinstance(document, (dict, bool)) or not _is_bounded(document):
        return None
    try:
        return jsonschema_rs.canonicalize(document, offline=True)
    except (ValueError, jsonschema_rs.ReferencingError):
        return None


def _is_bounded(document: Json) -> bool:
    seen = 0
    ahead: list[tuple[str, Json]] = [("", document)]
    while ahead:
        keyword, value = ahead.pop()
        seen += 1
        if isinstance(value, (dict, list)):
            if len(value) > _WIDTHS.get(keyword, _WIDTH) or seen + len(ahead) > _VALUES:
                return False
            members = value.items() if isinstance(value, dict) else (("", item) for item in value)
            ahead.extend(members)
    return True


def _is_empty(operation: Callable[[CanonicalSchema], CanonicalSchema], other: CanonicalSchema) -> Answer:
    """Tell whether the set that an operation makes of two has no value in it."""
    try:
        found = operation(other).satisfiability()
    except CanonicalizationError:
        return Answer.UNKNOWN
    return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(Answer(found.value), Answer.UNKNOWN)
