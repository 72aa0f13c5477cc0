"""A disagreement, kept: enough to try it again, and as a text that people and programs can read."""

import json
import re
from collections.abc import Mapping
from typing import Final, final, get_args

from schemakit.contract.agree import Disagreement
from schemakit.contract.asking import Class
from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.runtime.text import read_json, write_json

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")


@final
@dataclass(frozen=True, slots=True)
class Replay:
    """What is kept of a disagreement.

    Attributes:
        id: its short name.
        schema: name of the schema.
        digest: of the schema as it was, with all it refers to.
        subject: name of the subject.
        spec: ``package.module:Type`` of somebody's own code; empty for an engine or a generated model.
        what: the class of the disagreement.
        said: what the subject did, in words.
        payload: exact.
        keyword: what the payload violates; empty where it is valid.
        place: where that keyword is, as people look it up: ``schemas/a.json:12:9``.
        seed: of the run that found it.
        view: which way values go, ``request`` or ``response``; empty where the schema was taken as it is.
    """

    id: str
    schema: str
    digest: str
    subject: str
    spec: str
    what: Class
    said: str
    payload: Json
    keyword: str
    place: str
    seed: int
    view: str = ""


#: The members of the text that are texts.
_TEXTS: Final = ("id", "schema", "digest", "subject", "spec", "said", "keyword", "place", "view")
_CLASSES: Final[dict[str, Class]] = {name: name for name in get_args(Class)}


def kept(one: Disagreement, said: str, place: str, digest: str, *, seed: int) -> Replay:
    """Return what is kept of a disagreement."""
    violation = one.payload.violation
    return Replay(
        id=one.replay,
        schema=one.schema,
        digest=digest,
        subject=one.subject,
        spec=one.spec,
        what=one.what,
        said=said,
        payload=one.payload.value,
        keyword="" if violation is None else violation.keyword,
        place=place,
        seed=seed,
        view=one.view,
    )


def to_text(replay: Replay) -> str:
    """Return a JSON object in ASCII, a line for each member, every number of the payload with all its digits."""
    members: dict[str, Json] = {name: getattr(replay, name) for name in (*_TEXTS, "what", "payload", "seed")}
    lines = (f"  {json.dumps(name)}: {write_json(value)}" for name, value in members.items())
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    return _NOT_ASCII.sub(lambda character: json.dumps(character[0])[1:-1], text)


def from_text(text: str, name: str) -> Replay:
    """Return what a text keeps; ``name`` is that of its file.

    Raises:
        UsageError: it is nothing that ``to_text`` wrote.
    """
    try:
        members = read_json(text)
    except ValueError as error:
        raise UsageError(f"{name}: no JSON: {error}") from None
    match members:
        case {"payload": payload, "seed": int(seed), "what": str(what), **others} if what in _CLASSES and _are_texts(
            others
        ):
            texts = {key: str(others[key]) for key in _TEXTS}
            return Replay(payload=payload, seed=seed, what=_CLASSES[what], **texts)
        case _:
            raise UsageError(f"{name}: this is nothing that `schemakit fuzz` stored")


def _are_texts(members: Mapping[object, object]) -> bool:
    return members.keys() == set(_TEXTS) and all(isinstance(value, str) for value in members.values())
