"""What was found is kept in the project, and tried again when somebody asks."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Final, final

from schemakit.contract.apart import Apart
from schemakit.contract.asking import judged, told
from schemakit.contract.replay import Replay, from_text, kept, to_text
from schemakit.contract.suite import FuzzResult
from schemakit.contract.tell import said
from schemakit.core.atomic import write_text
from schemakit.core.errors import UsageError
from schemakit.core.location import Locator
from schemakit.core.near import nearest
from schemakit.core.record import dataclass
from schemakit.pipeline.contest import REFERENCE, Contest
from schemakit.pipeline.fuzzing import DEADLINE
from schemakit.pipeline.schemas import Schemas, View
from schemakit.resolve.schema_set import Name

#: Below the folder of the project; everything in it can be made again, so nothing of it is committed.
_OURS: Final = ".schemakit"
_REPLAYS: Final = "replays"
_VIEWS: Final[Mapping[str, View]] = {"request": "request", "response": "response", "both": "both"}
_PROJECTS: Final = (".git", "schemakit.toml", "pyproject.toml")


class Still(StrEnum):
    """What became of a disagreement."""

    THERE = "still there"
    GONE = "gone"
    OTHERWISE = "wrong in another way"
    NO_SCHEMA = "its schema is gone"
    NO_SUBJECT = "nobody is asked in this way any more"


@final
@dataclass(frozen=True, slots=True)
class Tried:
    """A disagreement, tried again.

    Attributes:
        replay: what was kept of it.
        still: what became of it.
        changed: the schema is not what it was.
        detail: what the subject does now, or what changed for the payload; may be empty.
    """

    replay: Replay
    still: Still
    changed: bool
    detail: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether the subject is wrong about the payload today."""
        return self.still in {Still.THERE, Still.OTHERWISE}


def folder_of(start: Path) -> Path:
    """Return where the project around a folder keeps what was found; the folder itself where there is no project."""
    around = (folder for folder in (start, *start.parents) if any((folder / name).exists() for name in _PROJECTS))
    return next(around, start) / _OURS / _REPLAYS


def kept_of(results: Iterable[FuzzResult], contest: Contest, locate: Locator) -> Iterator[Replay]:
    """Yield what is kept of the disagreements of a run: of a model that is asked in several ways, the first."""
    for result in results:
        known: set[tuple[str, ...]] = set()
        digest = contest.digest(Name(result.schema)) if result.disagreements else ""
        root = contest.graph.nodes[contest.graph.roots[Name(result.schema)]].place
        for one in result.disagreements:
            same = (one.subject.partition(" (")[0], one.what, told(one.payload.value))
            if same in known:
                continue
            known.add(same)
            violation = one.payload.violation
            excerpt = locate(contest.schemas.set.origin(root if violation is None else violation.schema))
            place = "" if excerpt is None else f"{excerpt.path}:{excerpt.span.line}:{excerpt.span.column}"
            yield kept(one, said(one), place, digest, seed=result.seed)


def store(folder: Path, replays: Iterable[Replay]) -> None:
    """Keep each disagreement in a file of its own.

    Raises:
        OSError: a file cannot be written.
    """
    for replay in replays:
        write_text(folder / f"{replay.id}.json", to_text(replay))
        write_text(folder.parent / ".gitignore", "*\n")


def stored(folder: Path) -> Iterator[Replay]:
    """Yield everything that is kept, by schema and id.

    Raises:
        UsageError: a file holds something else.
        OSError: a file cannot be read.
    """
    found = [from_text(file.read_text(encoding="utf-8"), file.name) for file in sorted(folder.glob("*.json"))]
    yield from sorted(found, key=lambda replay: (replay.schema, replay.subject, replay.id))


def chosen(folder: Path, ids: Iterable[str]) -> Iterator[Replay]:
    """Yield what is kept under some names.

    Raises:
        UsageError: nothing is kept under a name, or it holds something else.
        OSError: a file cannot be read.
    """
    known = {file.stem: file for file in folder.glob("*.json")}
    for one in dict.fromkeys(ids):
        if one not in known:
            close = nearest(one, sorted(known))
            hint = f"did you mean {close}?" if close is not None else "`schemakit replay` lists what is stored"
            raise UsageError(f"nothing is stored as {one}", help=hint)
        yield from_text(known[one].read_text(encoding="utf-8"), known[one].name)


def tried(schemas: Schemas, replays: Iterable[Replay], deadline: float = DEADLINE) -> Iterator[Tried]:
    """Yield what became of each disagreement, by the schemas and the code as they are now.

    Raises:
        UsageError: the code of a disagreement cannot be imported.
        BrokenSchemaError: a schema needs something that is not there.
    """
    contests: dict[tuple[str, str, bool, str], Contest] = {}
    views: dict[str, Schemas] = {"": schemas}
    for replay in replays:
        which = _VIEWS.get(replay.view)
        if which is not None and which not in views:
            views[which] = schemas.view(which)
        seen = views[which or ""]
        if Name(replay.schema) not in seen.set.names:
            yield Tried(replay, Still.NO_SCHEMA, changed=True)
            continue
        is_generated = not replay.spec and replay.subject != REFERENCE
        key = (replay.schema, replay.spec, is_generated, replay.view)
        if key not in contests:
            models = [replay.spec] if replay.spec else []
            contests[key] = Contest.of(seen, [replay.schema], models, generated=is_generated, view=replay.view)
        yield _tried(contests[key], replay, deadline)


def _tried(contest: Contest, replay: Replay, deadline: float) -> Tried:
    [name] = contest.names
    changed = contest.digest(name) != replay.digest
    judges = contest.fuzzed(name).judges
    subject = next((one for one in contest.subjects(name) if one.name == replay.subject), None)
    if subject is None:
        return Tried(replay, Still.NO_SUBJECT, changed)
    with closing(Apart(deadline)) as apart:
        found = apart.ask(subject, judged(replay.payload, judges), judges)
    if not found:
        return Tried(replay, Still.GONE, changed)
    same = next((one for one in found if one.what == replay.what), None)
    shown = same or found[0]
    still = Still.OTHERWISE if same is None else Still.THERE
    return Tried(replay, still, changed, f"{shown.what}{f': {shown.detail}' if shown.detail else ''}")
