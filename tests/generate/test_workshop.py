"""A module is the same text whatever it is rendered with, and is rendered again where something about it changed."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath

import pytest

from published_schemas import published
from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.generate.on_disk import read_manifest, rendered_before
from schemakit.generate.order import Provenance
from schemakit.generate.shares import evenly, shares
from schemakit.generate.target_name import TARGET_NAMES, TargetName
from schemakit.generate.workshop import Batch, Files, Workshop
from schemakit.generate.write import write
from schemakit.loading.source import Source
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import Schemas
from schemakit.resolve.resolve import resolve

_WORDS: Json = {"type": "string", "enum": ["one", "two"]}


def _schemas(**documents: Json) -> Schemas:
    sources = [
        Source(name, Uri(f"file:///{name}.json"), "", "json", {"$id": f"https://example.test/{name}", **schema})
        for name, schema in documents.items()
        if isinstance(schema, dict)
    ]
    return Schemas(resolve(sources).value)


def _related(longest: int = 9) -> Schemas:
    """Return schemas that share an enum, refer to each other in a circle, and one that is apart."""
    return _schemas(
        Left={"type": "object", "properties": {"right": {"$ref": "Right"}, "word": {"$ref": "Word"}}},
        Right={"type": "object", "properties": {"left": {"$ref": "Left"}, "word": {"$ref": "Word"}}},
        User={"type": "object", "properties": {"left": {"$ref": "Left"}, "also": {"$ref": "#/$defs/Also"}},
              "$defs": {"Also": {"type": "object", "properties": {"a": {"default": "one", "$ref": "Word"}}}}},
        Apart={"type": "object", "properties": {"a": {"type": "string", "maxLength": longest}}},
        Word={"type": "string", "enum": ["one", "two"]},
    )  # fmt: skip


class _Hands:
    """Renders every share alone, and counts."""

    def __init__(self) -> None:
        self.modules: list[str] = []

    def __call__(self, function: Callable[[Batch], Files], batches: Sequence[Batch]) -> Iterable[Files]:
        for batch in batches:
            self.modules += batch.share.modules
            yield function(batch)


@pytest.mark.parametrize("target", TARGET_NAMES)
def test_the_same_text_whether_rendered_together_or_apart(target: TargetName) -> None:
    together = generated_files(_related(), target=target)
    apart = generated_files(_related(), target=target, workshop=Workshop(hands=50, each=_Hands()))
    assert apart == together


@pytest.mark.corpora
def test_published_schemas_are_rendered_the_same_together_or_apart() -> None:
    some = {f"S{number}": one.schema for number, one in enumerate(published("maskbench", every=40))}
    kept = {name: {k: v for k, v in schema.items() if k not in {"$id", "id"}} for name, schema in some.items()}  # type: ignore[union-attr] # objects
    hands = _Hands()
    apart = generated_files(_schemas(**kept), workshop=Workshop(hands=7, each=hands))
    assert apart == generated_files(_schemas(**kept))
    assert len(hands.modules) > len(kept) // 2


def test_only_what_changed_is_rendered_again(tmp_path: Path) -> None:
    write(generated_files(_related(), provenance=Provenance("code")), tmp_path)
    known = read_manifest(tmp_path)
    assert known is not None
    hands = _Hands()
    changed = generated_files(_related(5), workshop=Workshop(rendered_before(tmp_path, known), each=hands))
    assert hands.modules == ["apart"]
    assert _texts(changed) == _texts(generated_files(_related(5)))


def test_what_somebody_edited_is_rendered_again(tmp_path: Path) -> None:
    write(generated_files(_related()), tmp_path)
    known = read_manifest(tmp_path)
    assert known is not None
    for name in ("left.py", "user.py"):
        (tmp_path / name).write_text("# mine\n" + (tmp_path / name).read_text())
    (tmp_path / "apart.py").unlink()
    hands = _Hands()
    again = generated_files(_related(), workshop=Workshop(rendered_before(tmp_path, known), each=hands))
    assert set(hands.modules) == {"left", "right", "user", "apart"}  # the circle is rendered as one
    assert _texts(again) == _texts(generated_files(_related()))


def _texts(files: Files) -> dict[PurePosixPath, str]:
    return {file.path: file.text for file in files}


def test_every_share_is_dealt_once_and_the_work_is_even() -> None:
    definitions: dict[str, Json] = {
        f"m{number}.T{number}": {"type": "object", "properties": {}} for number in range(40)
    }
    parts = shares(definitions, "guard")
    hands = evenly(parts, 3)
    assert sorted(share.modules for hand in hands for share in hand) == sorted(share.modules for share in parts)
    assert {len(hand) for hand in hands} == {13, 14}
