"""Writing touches what changed and nothing else; ``--check`` says what writing would do, and why."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from schemakit.core.json import Json
from schemakit.core.location import Uri
from schemakit.generate.drift import drift
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.on_disk import digest, is_as_made, read_manifest, rendered_before
from schemakit.generate.write import write
from schemakit.loading.source import Source
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import Schemas, from_schema
from schemakit.resolve.resolve import resolve


def package(longest: int = 255, name: str = "Thing") -> tuple[GeneratedFile, ...]:
    branch: Json = {"type": "string", "maxLength": longest}
    return generated_files(from_schema({"type": "object", "properties": {"branch": branch}}, name=name))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write(package(), tmp_path / "generated")
    return tmp_path / "generated"


def codes(files: tuple[GeneratedFile, ...], out: Path) -> dict[str, str]:
    return {finding.message.split(" ")[0].rstrip(":"): finding.code for finding in drift(files, out)}


def test_writing_again_changes_nothing(out: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    written = write(package(), out)
    assert not written.changed
    assert before == {path: path.stat().st_mtime_ns for path in out.iterdir()}
    assert drift(package(), out) == ()


def test_only_what_changed_is_written(out: Path) -> None:
    changed = {path.name for path in write(package(100), out).changed}
    assert changed == {"MANIFEST.json", "_schemas.py", "thing.py"}


def test_a_changed_schema_is_told_keyword_by_keyword(out: Path) -> None:
    found = {finding.code: finding.message for finding in drift(package(100), out)}
    assert set(found) == {"SK801"}
    assert "branch: maxLength 255 -> 100" in found["SK801"]


def test_an_edit_by_hand_is_told_with_its_line(out: Path) -> None:
    file = out / "thing.py"
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join([*lines[:4], "# mine\n", *lines[4:]]))
    [finding] = drift(package(), out)
    assert (finding.code, "line 5" in finding.message) == ("SK802", True)
    write(package(), out)
    assert drift(package(), out) == ()


@pytest.mark.parametrize(
    ("edited", "line", "shown"),
    [
        (lambda text: text.replace("\n", "\r\n"), 1, "\\r"),
        (lambda text: text.removesuffix("\n"), 11, "[no line end]"),
    ],
    ids=["other", "none"],
)
def test_other_ends_of_lines_are_told_where_they_are(
    out: Path, edited: Callable[[str], str], line: int, shown: str
) -> None:
    file = out / "thing.py"
    file.write_bytes(edited(file.read_text()).encode())
    [finding] = drift(package(), out)
    assert finding.message.endswith(f"by hand at line {line}")
    assert shown in "".join(finding.help)


def test_a_missing_file_is_told(out: Path) -> None:
    (out / "thing.py").unlink()
    assert codes(package(), out) == {"thing.py": "SK803"}


def test_stale_files_go_when_they_are_as_we_made_them(out: Path) -> None:
    assert codes(package(name="Other"), out)["thing.py"] == "SK804"
    written = write(package(name="Other"), out)
    assert [path.name for path in written.removed] == ["thing.py"]
    assert not (out / "thing.py").exists()


def test_stale_files_that_were_edited_and_files_of_people_stay(out: Path) -> None:
    (out / "mine.py").write_text("x = 1\n")
    (out / "thing.py").write_text("# edited\n")
    written = write(package(name="Other"), out)
    assert [path.name for path in written.kept] == ["thing.py"]
    assert (out / "mine.py").read_text() == "x = 1\n"
    assert (out / "thing.py").read_text() == "# edited\n"


def test_code_of_another_version_is_told(out: Path) -> None:
    files = tuple(
        GeneratedFile(file.path, file.text.replace("branch", "branch_"))
        if file.path == PurePosixPath("thing.py")
        else file
        for file in package()
    )
    assert codes(files, out) == {"thing.py": "SK805"}


def test_a_manifest_cannot_lead_outside_its_folder(out: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    text = (out / "MANIFEST.json").read_text().replace('"files": {', f'"files": {{ "../victim.txt": "{empty}",')
    (out / "MANIFEST.json").write_text(text)
    write(package(), out)
    assert victim.exists()


def listing(out: Path, path: str, digest: str) -> None:
    """Have the manifest list one more file."""
    content = json.loads((out / "MANIFEST.json").read_text())
    content["files"][path] = content["made from"][path] = digest
    (out / "MANIFEST.json").write_text(json.dumps(content))


def test_a_file_that_a_manifest_lists_by_another_spelling_is_not_taken_away(out: Path) -> None:
    text = (out / "thing.py").read_text()
    for path in ("./thing.py", ".//thing.py"):
        listing(out, path, digest(text))
    write(package(), out)
    assert (out / "thing.py").read_text() == text


@pytest.mark.parametrize("path", ["a\0b.py", "\ud800.py", "", "."], ids=ascii)
def test_what_no_file_is_called_is_no_file_of_a_manifest(out: Path, path: str) -> None:
    listing(out, path, "x")
    manifest = read_manifest(out)
    assert manifest is not None
    assert path not in manifest.files
    assert is_as_made(out, manifest, "") is False
    assert all(str(file.path) != path for files in rendered_before(out, manifest).values() for file in files)
    assert codes(package(), out).keys() <= {"MANIFEST.json"}


def test_each_file_is_told_the_changes_of_its_own_schema(tmp_path: Path) -> None:
    def longest(most: int) -> Json:
        return {"type": "string", "maxLength": most}

    def both(left: int, right: int) -> tuple[GeneratedFile, ...]:
        sources = [
            Source(
                name, Uri(f"file:///{name}.json"), "", "json", {"type": "object", "properties": {"a": longest(most)}}
            )
            for name, most in (("Left", left), ("Right", right))
        ]
        return generated_files(Schemas(resolve(sources).value))

    write(both(1, 2), tmp_path)
    told = {finding.message.split(":")[0]: finding.message for finding in drift(both(3, 4), tmp_path)}
    assert "1 -> 3" in told["left.py"]
    assert "2 -> 4" not in told["left.py"]
    assert {"1 -> 3" in told["_schemas.py"], "2 -> 4" in told["_schemas.py"]} == {True}


def test_a_manifest_that_alone_is_another_is_told(out: Path) -> None:
    file = out / "MANIFEST.json"
    file.write_text(file.read_text().replace('"version"', '"other"'))
    assert set(codes(package(), out).values()) <= {"SK802", "SK805"}
    assert codes(package(), out)


def test_the_manifest_counts_what_it_lists():
    schema: dict[str, Json] = {
        "type": "object",
        "properties": {"a": {"type": "string", "format": "uuid"}, "b": {"type": "string", "format": "date"}},
        "minProperties": 1,
    }
    [manifest] = [file for file in generated_files(from_schema(schema)) if str(file.path) == "MANIFEST.json"]
    content = json.loads(manifest.text)
    listed = [left["keyword"] for about in content["types"].values() for left in about["left to the guard"]]
    assert content["left to the guard"] == Counter(listed)
    assert content["left to the guard"] == {"format": 2, "minProperties": 1}
