"""The official JSON Schema test suite, draft by draft, with the remote documents each draft may refer to."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from corpora import corpora_path
from schemakit.core.json import Json

#: Folder of the suite -> short name of the dialect.
DRAFTS: Final = {
    "draft4": "draft-04",
    "draft6": "draft-06",
    "draft7": "draft-07",
    "draft2019-09": "2019-09",
    "draft2020-12": "2020-12",
}


@dataclass(frozen=True)
class Test:
    """An instance and the suite's own verdict on it."""

    description: str
    data: Json
    valid: bool


@dataclass(frozen=True)
class Group:
    """A schema with its tests; ``file`` is relative to the draft's folder: ``optional/format/uuid.json``."""

    draft: str
    file: str
    description: str
    schema: Json
    tests: tuple[Test, ...]

    @property
    def id(self) -> str:
        """A name that is unique in the suite."""
        return f"{self.draft}/{self.file}: {self.description}"


def groups(draft: str, folder: str = "") -> Iterator[Group]:
    """Yield the groups of a draft: the required ones, or those of ``optional`` or ``optional/format``."""
    root = corpora_path("json-schema-test-suite", "tests", draft)
    for path in sorted((root / folder).glob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8")):
            tests = tuple(Test(test["description"], test["data"], test["valid"]) for test in group["tests"])
            yield Group(draft, path.relative_to(root).as_posix(), group["description"], group["schema"], tests)


@cache
def remotes(draft: str) -> dict[str, Json]:
    """Return the documents that the suite serves at ``http://localhost:1234/``, without those of other drafts."""
    root = corpora_path("json-schema-test-suite", "remotes")
    others = {path.name for path in root.glob("draft*")} - {draft} | {"v1"}
    found: dict[str, Json] = {}
    for path in sorted(root.rglob("*.json")):
        relative = path.relative_to(root)
        if relative.parts[0] not in others:
            found[f"http://localhost:1234/{relative.as_posix()}"] = json.loads(path.read_text(encoding="utf-8"))
    return found
