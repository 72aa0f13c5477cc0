"""Disagreements as findings: one for each cause, whoever else has it and however many payloads show it."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from schemakit.contract.agree import Disagreement
from schemakit.contract.apart import NO_ANSWER, THE_END
from schemakit.contract.asking import Class, told
from schemakit.contract.problems import CRASH, LOSSY, TOO_NARROW, TOO_WIDE
from schemakit.core.finding import Finding, Kind
from schemakit.core.json import Json
from schemakit.core.location import Location

_KINDS: Final[dict[Class, Kind]] = {"too-wide": TOO_WIDE, "too-narrow": TOO_NARROW, "lossy": LOSSY, "crash": CRASH}
#: A string in a JSON text (RFC 8259, section 7).
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_LONGEST_STRING: Final = 40
_LONGEST_PAYLOAD: Final = 300
_OTHERS: Final = 3


def findings(
    disagreements: Iterable[Disagreement], root: Location, origin: Callable[[Location], Location]
) -> Iterator[Finding]:
    """Yield a finding for each assertion that a subject is wrong about, at its author's place, and each other cause.

    ``root``: place of the schema in the standard resource; ``origin``: ``SchemaSet.origin``.
    """
    grouped: dict[tuple[object, ...], list[Disagreement]] = {}
    for one in disagreements:
        violation = one.payload.violation
        cause = violation.schema if violation is not None else payload_text(one.payload.value)
        grouped.setdefault((one.what, _subject(one), cause), []).append(one)
    for group in grouped.values():
        yield _finding(group, root, origin)


def _subject(one: Disagreement) -> str:
    """A model that is asked from values and from text is one model."""
    return one.subject.partition(" (")[0]


def _finding(group: Sequence[Disagreement], root: Location, origin: Callable[[Location], Location]) -> Finding:
    first = group[0]
    violation = first.payload.violation
    place = origin(root if violation is None else violation.schema)
    shown = {payload_text(one.payload.value): one.replay for one in reversed(group)}
    payloads = [f"{payload} (replay {replay})" for payload, replay in reversed(shown.items())]
    others = f"also: {', '.join(payloads[1 : _OTHERS + 1])}" if len(payloads) > 1 else ""
    more = f" and {len(payloads) - _OTHERS - 1} more" if len(payloads) > _OTHERS + 1 else ""
    return _KINDS[first.what].at(
        place,
        f"{first.schema}: {said(first)}: {payloads[0]}",
        note="" if violation is None else "violated and accepted",
        help=(f"{others}{more}",) if others else (),
    )


def said(one: Disagreement) -> str:
    """Say what a subject does, in words that a payload can follow."""
    subject = _subject(one)
    match one.what:
        case "too-wide":
            keyword = "" if one.payload.violation is None else one.payload.violation.keyword
            return f"{subject} takes what the schema refuses by `{keyword}`"
        case "too-narrow":
            return f"{subject} refuses what the schema allows"
        case "lossy":
            return f"{subject} gives back {one.detail}, for"
        case "crash":
            verb = (
                "gives"
                if one.detail.startswith(NO_ANSWER)
                else "ends in"
                if one.detail.startswith(THE_END)
                else "raises"
            )
            return f"{subject} {verb} {one.detail} for"


def payload_text(value: Json) -> str:
    """Return a payload on one line, cut where it is long; long strings are told by their beginning and length."""
    text = _STRING.sub(_cut, told(value))
    return text if len(text) <= _LONGEST_PAYLOAD else f"{text[:_LONGEST_PAYLOAD]} ..."


def _cut(found: re.Match[str]) -> str:
    if len(found[0]) <= _LONGEST_STRING:
        return found[0]
    value: str = json.loads(found[0])
    if len(value) <= _LONGEST_STRING:
        return found[0]
    return told(f"{value[: _LONGEST_STRING // 2]}... ({len(value)} characters)")
