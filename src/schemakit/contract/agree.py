"""One verdict from every subject: payloads go past all of them, and where they part is said once for each cause."""

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Final, final

from schemakit.contract.asking import Ask, Class, Judges, Wrong, told, wrong
from schemakit.contract.shrink import shrunk
from schemakit.contract.subject import Subject
from schemakit.core.json import Json, json_type
from schemakit.core.pointer import lookup
from schemakit.core.record import dataclass, replace
from schemakit.fuzz.invalid import label
from schemakit.fuzz.payload import Payload

_LETTERS: Final = re.compile("[0-9A-Za-z]+")
_SPELLED: Final = 24
_COMPARED: Final = 40


@final
@dataclass(frozen=True, slots=True)
class Disagreement:
    """A subject that is wrong about a payload.

    Attributes:
        schema: name of the schema.
        subject: name of the subject.
        what: the class of the disagreement.
        payload: reduced; its label is what it violates, None where it is valid.
        detail: what the subject did: the exception, or the payload it wrote.
        count: how many payloads have the same cause.
        spec: ``Subject.spec``.
        view: which way payloads go, where the schema is that of a view.
    """

    schema: str
    subject: str
    what: Class
    payload: Payload
    detail: str = ""
    count: int = 1
    spec: str = ""
    view: str = ""

    @property
    def replay(self) -> str:
        """The short name by which the payload can be tried again."""
        names = [self.schema, self.subject, *([self.view] if self.view else [])]
        text = json.dumps([*names, self.payload.value], sort_keys=True, default=str)
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()


def disagreements(
    schema: str, payloads: Iterable[Payload], subjects: Iterable[Subject], judges: Judges, ask: Ask = wrong
) -> tuple[Disagreement, ...]:
    """Return what the subjects are wrong about, reduced, once for each cause; ``ask`` puts the questions."""
    found: dict[tuple[object, ...], Disagreement] = {}
    known = tuple(subjects)
    for payload in payloads:
        for subject in known:
            for one in ask(subject, payload, judges):
                cause = (subject.name, one.what, one.cause, *_cause(payload, one))
                if cause in found:
                    found[cause] = replace(found[cause], count=found[cause].count + 1)
                else:
                    first = Disagreement(schema, subject.name, one.what, payload, one.detail, spec=subject.spec)
                    found[cause] = _reduced(first, one, subject, judges, ask)
    return _merged(found.values())


def _cause(payload: Payload, one: Wrong) -> tuple[object, ...]:
    """Return what payloads with one cause have in common before they are reduced."""
    if payload.violation is None:
        return () if one.what == "lossy" else (*_skeleton(payload.value), one.detail[:_COMPARED])
    try:
        value = lookup(payload.value, payload.violation.instance)
    except LookupError:
        return payload.violation.schema, "", ""
    kind = json_type(value)
    # a format is broken in several ways that have nothing to do with each other: a UUID in braces, one as a URN
    is_spelled = payload.violation.keyword == "format"
    spelled = _LETTERS.sub("x", value)[:_SPELLED] if is_spelled and isinstance(value, str) else ""
    return payload.violation.schema, kind, spelled


def _skeleton(value: Json) -> Iterator[str]:
    """Yield the names and types of a payload's first levels."""
    yield json_type(value)
    if isinstance(value, dict):
        for name, member in sorted(value.items()):
            yield f"{name}:{json_type(member)}"


def _reduced(one: Disagreement, what: Wrong, subject: Subject, judges: Judges, ask: Ask) -> Disagreement:
    """Reduce the payload of a disagreement; what remains is the same disagreement."""
    places = frozenset() if one.payload.violation is None else frozenset({one.payload.violation.schema})
    labelled = label(judges.violations(one.payload.value), places) if places else None
    is_alone = labelled is not None and labelled[1]

    def same(value: Json) -> Disagreement | None:
        if one.payload.violation is None:
            payload = Payload(value) if judges.accepts(value) else None
        else:
            # What broke one assertion must not end up breaking others too: it would not say which one was missed.
            named = label(judges.violations(value), places) if not judges.accepts(value) else None
            payload = None if named is None or (is_alone and not named[1]) else Payload(value, named[0])
        if payload is None:
            return None
        alike = (
            found for found in ask(subject, payload, judges) if (found.what, found.cause) == (what.what, what.cause)
        )
        return next((replace(one, payload=payload, detail=found.detail) for found in alike), None)

    return same(shrunk(one.payload.value, lambda value: same(value) is not None)) or one


def _merged(found: Iterable[Disagreement]) -> tuple[Disagreement, ...]:
    """Return disagreements once for each reduced payload, and once for each shape of one where they are valid."""
    merged: dict[tuple[object, ...], Disagreement] = {}
    for one in found:
        value = one.payload.value
        shape = tuple(_skeleton(value)) if one.payload.violation is None else (told(value),)
        key = (one.subject, one.what, *shape)
        known = merged.get(key)
        merged[key] = one if known is None else replace(known, count=known.count + one.count)
    return tuple(merged.values())
