"""Cases kept in files, to be tried again by their short names."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, cast, final

from schemakit.contract.http.address import body_text
from schemakit.contract.http.judged import What
from schemakit.contract.http.run import Case
from schemakit.contract.http.tell import replay_id
from schemakit.core.atomic import write_text
from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer
from schemakit.core.record import dataclass
from schemakit.core.violation import Violation
from schemakit.fuzz.payload import Payload
from schemakit.runtime.text import read_json, write_json

_OURS: Final = Path(".schemakit")
#: Where they are, below the folder that a run starts in; beside them are those of ``fuzz``.
FOLDER: Final = _OURS / "replays" / "contract"
_ID: Final = re.compile("[0-9a-f]{6}")


@final
@dataclass(frozen=True, slots=True)
class Replay:
    """What it takes to try a case again.

    Attributes:
        contract: path of the contract.
        url: of the service; None: ``app``.
        app: the application in this process.
        operation: its name.
        what: the class of what was wrong.
        said: what the service did.
        payload: None: the request had none.
        before: payloads that are sent first.
    """

    contract: str
    url: str | None
    app: str | None
    operation: str
    what: What
    said: str
    payload: Payload | None
    before: tuple[Json, ...]


def keep(case: Case, *, contract: str, url: str | None, app: str | None, said: str) -> str:
    """Write a case down, beside its body as a file of its own, and return its short name.

    Raises:
        OSError: the folder cannot be written.
    """
    name = replay_id(case)
    violation = None if case.payload is None else case.payload.violation
    label = None if violation is None else {
        "keyword": violation.keyword,
        "schema": f"{violation.schema.uri}#{violation.schema.pointer}",
        "instance": violation.instance,
    }  # fmt: skip
    record: dict[str, Json] = {
        "id": name,
        "command": "contract",
        "contract": contract,
        "url": url,
        "app": app,
        "operation": case.operation.name,
        "schema": case.operation.body,
        "what": case.trouble.what,
        "said": said,
        "label": cast(Json, label),
        "before": list(case.before),
    }
    if case.payload is not None:
        record["payload"] = case.payload.value
    _ignored_by_git(_OURS)
    write_text(FOLDER / f"{name}.json", write_json(record) + "\n")
    if case.payload is not None:
        write_text(FOLDER / f"{name}.body", body_text(case.payload.value))
    return name


def kept(name: str) -> Replay:
    """Read a case.

    Raises:
        UsageError: there is no such case, or it is not one of a contract.
    """
    path = FOLDER / f"{name}.json"
    if _ID.fullmatch(name) and not path.is_file() and (FOLDER.parent / path.name).is_file():
        raise UsageError(f"{name} was found by `schemakit fuzz`", help=f"schemakit replay {name}")
    if not _ID.fullmatch(name) or not path.is_file():
        known = sorted(one.stem for one in FOLDER.glob("*.json"))
        hint = f"there are {', '.join(known[:12])}" if known else f"nothing is kept in {FOLDER.as_posix()}/"
        raise UsageError(f"there is no replay {name!r}", help=hint)
    return _opened(path)


def all_kept() -> Iterator[tuple[str, Replay]]:
    """Yield every case with its short name.

    Raises:
        UsageError: a file holds something else.
    """
    for path in sorted(FOLDER.glob("*.json")):
        yield path.stem, _opened(path)


def _opened(path: Path) -> Replay:
    try:
        record = read_json(path.read_bytes())
        if not isinstance(record, dict) or record.get("command") != "contract":
            raise UsageError(f"{path.as_posix()}: this is nothing that `schemakit contract` stored")
        return _read(record)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path.as_posix()} cannot be understood: {error}") from None


def _read(record: Mapping[str, Json]) -> Replay:
    label = cast("Mapping[str, str] | None", record["label"])
    violation = None
    if label is not None:
        uri, _, pointer = label["schema"].partition("#")
        violation = Violation(label["keyword"], Location(Uri(uri), Pointer(pointer)), Pointer(label["instance"]))
    return Replay(
        contract=str(record["contract"]),
        url=cast("str | None", record["url"]),
        app=cast("str | None", record["app"]),
        operation=str(record["operation"]),
        what=cast(What, record["what"]),
        said=str(record["said"]),
        payload=Payload(record["payload"], violation) if "payload" in record else None,
        before=tuple(cast("list[Json]", record["before"])),
    )


def _ignored_by_git(folder: Path) -> None:
    """Keep payloads out of repositories."""
    if not (folder / ".gitignore").exists():
        write_text(folder / ".gitignore", "*\n")
