"""Recovery of missing enum components from the descriptions of the places that refer to them.

drf-spectacular moves the choices of a field into a component of their own and leaves them listed in the field's
description. Where the component was lost, every referrer that has help text still holds the whole list.
"""

from collections.abc import Iterator, Sequence
from typing import Final, final

from schemakit.core.finding import Finding
from schemakit.core.json import Json, JsonType, json_key
from schemakit.core.location import Location
from schemakit.core.outcome import Outcome
from schemakit.core.pointer import child
from schemakit.core.record import dataclass
from schemakit.resolve.bullets import Bullets, Reason, Refusal, read_bullets
from schemakit.resolve.enum_findings import (
    AMBIGUOUS_ENUM_TYPE,
    DEFAULT_NOT_IN_ENUM,
    ENUM_CONFLICT,
    ENUM_LABELS_DIFFER,
    UNREADABLE_BULLETS,
)
from schemakit.resolve.referrers import Referrer
from schemakit.resolve.written import interpret, looks_like

#: The names of the rules that provenance refers to.
BULLETS: Final = "drf-spectacular-bullets"
TYPE_FROM: Final = "type-from-"


@final
@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a recovered enum is believed: the keyword that says so, and the rule it was read by."""

    location: Location
    rule: str


@final
@dataclass(frozen=True, slots=True)
class Recovered:
    """An enum component rebuilt from its referrers.

    Attributes:
        name: the component's name.
        ref: the text that refers to it.
        values: in the order of the descriptions, without the empty string and null of BlankEnum and NullEnum.
        labels: one for each value, None where none is written.
        type: the JSON type of all values.
        evidence: in the order of the referrers.
        alternative: the type that the values could have as well, where nothing decides.
    """

    name: str
    ref: str
    values: tuple[Json, ...]
    labels: tuple[str | None, ...]
    type: JsonType
    evidence: tuple[Evidence, ...]
    alternative: JsonType | None = None


@final
@dataclass(frozen=True, slots=True)
class _Choices:
    """What one referrer's description lists."""

    referrer: Referrer
    values: tuple[str, ...]
    labels: tuple[str | None, ...]
    place: Location


@final
@dataclass(frozen=True, slots=True)
class _Clue:
    """A typed value beside a reference, and the type it asks for (None: it is no member of the enum)."""

    referrer: Referrer
    keyword: str
    type: JsonType | None
    place: Location


def recover(name: str, referrers: Sequence[Referrer]) -> Outcome[Recovered | None]:
    """Rebuild a missing enum from everything that refers to it; None where nothing is listed, or nothing surely.

    Comes back as findings: descriptions that cannot be read, referrers that disagree (an error, and nothing is
    rebuilt), a type that nothing decides (strings are taken), a default that is no member.
    """
    choices, findings = _read(name, referrers)
    if not choices:
        return Outcome(None, findings)
    first = choices[0]
    differing = [other for other in choices if other.values != first.values]
    if differing:
        return Outcome(None, (*findings, _conflict(name, first, differing)))
    if not first.values:
        return Outcome(None, findings)
    return _rebuild(name, referrers, choices, (*findings, *_labels_differ(name, choices)))


def _read(name: str, referrers: Sequence[Referrer]) -> tuple[list[_Choices], tuple[Finding, ...]]:
    read: list[tuple[Referrer, Bullets]] = []
    refused: dict[Refusal, list[Location]] = {}
    for referrer in referrers:
        description = referrer.schema.get("description")
        bullets = read_bullets(description) if isinstance(description, str) else Refusal(Reason.ABSENT)
        if isinstance(bullets, Bullets):
            read.append((referrer, bullets))
        elif bullets.reason is not Reason.ABSENT:
            refused.setdefault(bullets, []).append(referrer.place("description"))
    # drf-spectacular never leaves '' and None in a component: they are BlankEnum and NullEnum, or nullable.
    none_is_null = all(_reads_none_as_null(referrer) for referrer, bullets in read if _lists_none(bullets))
    dropped = {"", "None"} if none_is_null else {""}
    findings = [_unreadable(name, refusal, places) for refusal, places in refused.items()]
    if none_is_null:
        findings += [_none_is_null(name, referrer) for referrer, bullets in read if _lists_none(bullets)][:1]
    return [_without(referrer, bullets, dropped) for referrer, bullets in read], tuple(findings)


def _lists_none(bullets: Bullets) -> bool:
    return any(choice.value == "None" for choice in bullets.choices)


def _reads_none_as_null(referrer: Referrer) -> bool:
    return referrer.nullable and all(value != "None" for _, value, _ in _typed_values(referrer))


def _without(referrer: Referrer, bullets: Bullets, dropped: set[str]) -> _Choices:
    kept = [choice for choice in bullets.choices if choice.value not in dropped]
    values = tuple(choice.value for choice in kept)
    return _Choices(referrer, values, tuple(choice.label for choice in kept), referrer.place("description"))


def _rebuild(
    name: str, referrers: Sequence[Referrer], choices: Sequence[_Choices], findings: tuple[Finding, ...]
) -> Outcome[Recovered | None]:
    first = choices[0]
    alternative = looks_like(first.values)
    clues = [clue for referrer in referrers for clue in _clues(referrer, first.values, alternative)]
    # A default is used by programs, an example is read by people: the default outranks it.
    typed = [(clue, clue.type) for clue in clues if clue.type is not None]
    deciding = [pair for pair in typed if pair[0].keyword == "default"] or typed
    torn = next((clue for clue, kind in deciding if kind != deciding[0][1]), None)
    if alternative is not None and torn is not None:
        return Outcome(None, (*findings, _types_conflict(name, deciding[0][0], torn)))
    kind = deciding[0][1] if alternative is not None and deciding else "string"
    evidence = [Evidence(choice.place, BULLETS) for choice in choices]
    if alternative is not None and deciding:
        evidence.append(Evidence(deciding[0][0].place, TYPE_FROM + deciding[0][0].keyword))
    recovered = Recovered(
        name=name,
        ref=first.referrer.ref,
        values=interpret(first.values, kind),
        labels=first.labels,
        type=kind,
        evidence=tuple(evidence),
        alternative=None if deciding else alternative,
    )
    return Outcome(recovered, (*findings, *_doubts(recovered, first), *_bad_defaults(recovered, clues)))


def _clues(referrer: Referrer, values: tuple[str, ...], alternative: JsonType | None) -> Iterator[_Clue]:
    types: tuple[JsonType, ...] = ("string",) if alternative is None else ("string", alternative)
    for keyword, value, place in _typed_values(referrer):
        if (value is None and referrer.nullable) or (value == "" and referrer.blank):
            continue
        found = [kind for kind in types if json_key(value) in map(json_key, interpret(values, kind))]
        yield _Clue(referrer, keyword, found[0] if found else None, place)


def _typed_values(referrer: Referrer) -> Iterator[tuple[str, Json, Location]]:
    for keyword in ("default", "example"):
        if keyword in referrer.schema:
            yield keyword, referrer.schema[keyword], referrer.place(keyword)
    examples = referrer.schema.get("examples")
    if isinstance(examples, list):
        place = referrer.place("examples")
        for index, value in enumerate(examples):
            yield "examples", value, Location(place.uri, child(place.pointer, index))


def _unreadable(name: str, refusal: Refusal, places: list[Location]) -> Finding:
    line = f": {refusal.line!r}" if refusal.line else ""
    return UNREADABLE_BULLETS.at(
        places[0],
        f"the choices of {name} cannot be read from this description: {refusal.reason}{line}",
        note="this list is not read",
        related=tuple(places[1:]),
        help=(f"write schemas/enums/{name}.json by hand, or give the OpenAPI document that defines {name}",),
    )


def _conflict(name: str, first: _Choices, differing: Sequence[_Choices]) -> Finding:
    other = differing[0]
    reason = "list its values in another order" if set(first.values) == set(other.values) else "list different values"
    return ENUM_CONFLICT.at(
        first.place,
        f"two descriptions of {name} {reason}: {_shown(first.values)} and {_shown(other.values)}",
        note="one list is here",
        related=tuple(choices.place for choices in differing),
        help=(
            "check that all files are of one publication of the API",
            f"or write schemas/enums/{name}.json by hand",
        ),
    )


def _types_conflict(name: str, one: _Clue, other: _Clue) -> Finding:
    return ENUM_CONFLICT.at(
        one.place,
        f"the values of {name} are of type {one.type} by this {one.keyword} and of type {other.type} by another",
        related=(other.place,),
        help=(f"write schemas/enums/{name}.json by hand",),
    )


def _labels_differ(name: str, choices: Sequence[_Choices]) -> Iterator[Finding]:
    others = [choice.place for choice in choices if choice.labels != choices[0].labels]
    if others:
        yield ENUM_LABELS_DIFFER.at(
            choices[0].place,
            f"two descriptions of {name} give the same values other labels; these here are used",
            related=tuple(others),
        )


def _none_is_null(name: str, referrer: Referrer) -> Finding:
    return AMBIGUOUS_ENUM_TYPE.at(
        referrer.place("description"),
        f"the choice `None` of {name} is read as null, which is allowed here; the string would be written the same",
        help=(f'add "None" to schemas/enums/{name}.json if it is a string',),
    )


def _doubts(recovered: Recovered, first: _Choices) -> Iterator[Finding]:
    if recovered.alternative is not None:
        yield AMBIGUOUS_ENUM_TYPE.at(
            first.place,
            f"the values of {recovered.name} look like type {recovered.alternative}, and no default or example tells; "
            f"they are taken as strings: {_shown(first.values)}",
            help=(f"if they are no strings, correct schemas/enums/{recovered.name}.json: your change is kept",),
        )


def _bad_defaults(recovered: Recovered, clues: Sequence[_Clue]) -> Iterator[Finding]:
    places: dict[str, list[Location]] = {}
    for clue in clues:
        if clue.keyword == "default" and clue.type is None:
            places.setdefault(repr(clue.referrer.schema["default"]), []).append(clue.place)
    for default, (first, *others) in places.items():
        message = f"the default {default} is not among the values that {recovered.name} has by description"
        yield DEFAULT_NOT_IN_ENUM.at(first, message, related=tuple(others))


def _shown(values: tuple[str, ...]) -> str:
    return ", ".join(f"`{value}`" for value in values)
