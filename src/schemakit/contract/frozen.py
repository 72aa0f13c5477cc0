"""Payloads frozen as cases: as few valid and labelled invalid ones as cover a schema, for services in any language."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, final

from schemakit.contract.evidence import Evidence, evidence, name_of, smallest_cover
from schemakit.contract.shrink import shrunk
from schemakit.core.json import Json, json_equal, json_key, json_type
from schemakit.core.location import Location
from schemakit.core.pointer import lookup, parent
from schemakit.core.record import dataclass
from schemakit.core.violation import Violation
from schemakit.core.wording import requirement
from schemakit.fuzz.invalid import label
from schemakit.fuzz.payload import Payload
from schemakit.runtime.text import write_json
from schemakit.validate.applicable import Applicable

_PHRASES: Final = 3
_LONGEST: Final = 160
#: Keywords that a near miss says more about than any other value, and how long one is for a format at least.
_NEAR: Final = frozenset({"enum", "const", "format"})
_SPELLED: Final = 10


@final
@dataclass(frozen=True, slots=True)
class Case:
    """A test as the official suite has them."""

    description: str
    data: Json
    valid: bool


@final
@dataclass(frozen=True, slots=True)
class Frozen:
    """A schema whose payloads are frozen.

    Attributes:
        accepts: whether a payload is valid.
        violations: what a payload violates.
        applicable: which schemas speak about a place in a payload.
        schema: the schema at a place of the standard form.
        every_way: a case for each way to violate an assertion (each other type, each near miss of a format), not one.
    """

    accepts: Callable[[Json], bool]
    violations: Callable[[Json], Iterable[Violation]]
    applicable: Applicable
    schema: Callable[[Location], Mapping[str, Json]]
    every_way: bool = False

    def cases(self, payloads: Iterable[Payload]) -> tuple[Case, ...]:
        """Return the cases for what the payloads show, reduced, valid ones first; the same payloads, the same cases."""
        known = tuple(payloads)
        valid = [one.value for one in known if one.violation is None]
        found = (*self._valid(valid), *self._invalid([one for one in known if one.violation is not None]))
        return tuple(_named_apart(found))

    def _valid(self, values: list[Json]) -> Iterator[Case]:
        values = list({json_key(value): value for value in values}.values())
        texts = [write_json(value) for value in values]
        shown = [evidence(self.applicable, value) for value in values]
        for index, needed in smallest_cover(shown, lambda index: (len(texts[index]), texts[index])):
            value = shrunk(values[index], lambda value, needed=needed: self._shows(value, needed))  # type: ignore[misc] # mypy infers no lambda with a default
            yield Case(_described(needed, value), value, valid=True)

    def _shows(self, value: Json, needed: Evidence) -> bool:
        return self.accepts(value) and needed.keys() <= evidence(self.applicable, value).keys()

    def _invalid(self, payloads: list[Payload]) -> Iterator[Case]:
        best: dict[object, tuple[tuple[object, ...], Payload]] = {}
        for payload in payloads:
            violation = payload.violation
            if violation is None:
                continue
            at = _at(payload.value, violation)
            way = json_key([json_type(at), at if violation.keyword == "format" else None]) if self.every_way else None
            key = (violation.schema, violation.keyword, way)
            rank = self._rank(payload, violation, at)
            if key not in best or rank < best[key][0]:
                best[key] = (rank, payload)
        for _, payload in best.values():
            reduced = self._reduced(payload)
            if reduced.violation is not None:
                yield Case(self._sentence(reduced.value, reduced.violation), reduced.value, valid=False)

    def _rank(self, payload: Payload, violation: Violation, at: Json) -> tuple[object, ...]:
        """Return what is better the less it is: alone, null for a wrong type, a near miss, short."""
        named = label(self.violations(payload.value), frozenset({violation.schema}))
        is_alone = named is not None and named[1]
        text = write_json(payload.value)
        return not is_alone, violation.keyword == "type" and at is not None, _far(violation, at), len(text), text

    def _reduced(self, payload: Payload) -> Payload:
        violation = payload.violation
        if violation is None:
            return payload
        places = frozenset({violation.schema})
        named = label(self.violations(payload.value), places)
        is_alone, at = named is not None and named[1], _at(payload.value, violation)
        best = payload

        def matters(value: Json) -> bool:
            nonlocal best
            found = None if self.accepts(value) else label(self.violations(value), places)
            if found is None or (is_alone and not found[1]) or found[0].keyword != violation.keyword:
                return False
            now = _at(value, found[0])
            if json_type(now) != json_type(at) or (violation.keyword in _NEAR and not json_equal(now, at)):
                return False
            best = Payload(value, found[0])
            return True

        shrunk(payload.value, matters)
        return best

    def _sentence(self, value: Json, violation: Violation) -> str:
        holder = self.schema(Location(violation.schema.uri, parent(violation.schema.pointer)))
        must = requirement(violation, holder, _at(value, violation))
        text = f"{name_of(violation.instance)}: {must}"
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _far(violation: Violation, at: Json) -> tuple[bool, int]:
    """Return how far a text is from being right: ``user `` is nearer to ``user`` than nothing is.

    Of a format's near misses, the short ones are those that other validators refuse, too: some let ``urn:uuid:`` pass.
    """
    if violation.keyword not in _NEAR or not isinstance(at, str):
        return False, 0
    return (len(at) < _SPELLED, len(at)) if violation.keyword == "format" else (False, -len(at))


def _at(value: Json, violation: Violation) -> Json:
    try:
        return lookup(value, violation.instance)
    except LookupError:
        return None


def _described(needed: Evidence, value: Json) -> str:
    """Say what a valid payload is there for."""
    phrases = sorted(dict.fromkeys(filter(None, needed.values())), key=lambda words: words.startswith("no "))
    if not phrases:
        return f"with {', '.join(value)}" if isinstance(value, dict) and value else "valid"
    more = f" and {len(phrases) - _PHRASES} more" if len(phrases) > _PHRASES else ""
    return f"{', '.join(phrases[:_PHRASES])}{more}"


def _named_apart(cases: Iterable[Case]) -> Iterator[Case]:
    """Yield each payload once, and descriptions that tell them apart."""
    seen: set[object] = set()
    named: dict[str, int] = {}
    for case in cases:
        key = json_key(case.data)
        if key in seen:
            continue
        seen.add(key)
        count = named[case.description] = named.get(case.description, 0) + 1
        yield Case(f"{case.description} ({count})", case.data, case.valid) if count > 1 else case
