"""Patterns of paths: git says which paths it ignores, and so do we."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from schemakit.core.errors import UsageError
from schemakit.loading.data_files import data_files
from schemakit.loading.folder import files_below
from schemakit.loading.globs import compiled
from schemakit.loading.limits import LIMITS

TREE = ["a", "b.json", "ab/a", "ab/b.json", "ab/ba/a", "ab/ba/b.json", "x/ab/c d", "x/!a", "x/[a]", "x/ab/a/b/c.json"]
PIECES = st.sampled_from(
    ["a", "b", "ab", "x", "*", "**", "?", "/", "/", "[ab]", "[!a]", "[a-c]", ".json", "!", "#", " ", "\\", "c d", "["]
)
#: What `**` means beside anything but a slash depends on git's version, whatever its manual says.
UNSURE = re.compile(r"[^/]\*\*|\*\*[^/]")
PATTERNS = st.lists(PIECES, min_size=1, max_size=6).map("".join).filter(lambda text: not UNSURE.search(text))


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", folder], check=True)
    for name in TREE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("1")
    return folder


def kept(folder: Path) -> list[str]:
    found = files_below(folder, LIMITS, wanted=lambda _: True, hidden=True, ignored=False).value
    return sorted(file.relative_to(folder).as_posix() for file in found if file.name != ".gitignore")


def kept_by_git(folder: Path) -> list[str]:
    command = ["git", "-c", "core.excludesFile=/dev/null", "ls-files", "-z", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return sorted(name for name in done.stdout.decode().split("\0") if name and not name.endswith(".gitignore"))


@given(st.lists(PATTERNS, max_size=3), st.lists(PATTERNS, max_size=2))
@example(["*", "!x/", "!x/ab/**"], [])
@example(["/ab/**/b.json"], ["!b.json"])
@example(["**/a/**", "a/"], [])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_folder_is_read_without_what_git_ignores(repository: Path, outer: list[str], inner: list[str]) -> None:
    (repository / ".gitignore").write_text("\n".join(outer))
    (repository / "ab" / ".gitignore").write_text("\n".join(inner))
    assert kept(repository) == kept_by_git(repository)
    inside = files_below(repository / "ab", LIMITS, wanted=lambda _: True, hidden=True, ignored=False).value
    whole_folder_is_ignored = not any(name.startswith("ab/") for name in kept_by_git(repository))
    if not whole_folder_is_ignored:
        names = sorted(file.relative_to(repository).as_posix() for file in inside if file.name != ".gitignore")
        assert names == [name for name in kept_by_git(repository) if name.startswith("ab/")]


@pytest.mark.parametrize(
    ("pattern", "matching", "other"),
    [
        ("*.json", ["a.json", ".json"], ["a/b.json", "a.jsonc"]),
        ("**/*.json", ["a.json", "a/b/c.json"], ["a.yaml"]),
        ("data/**/x/*.json", ["data/x/a.json", "data/x/x/a.json", "data/y/x/x/a.json"], ["data/a.json"]),
        ("data/**", ["data/a", "data/a/b"], ["data", "dat"]),
        ("[!a]?.json", ["bc.json"], ["ab.json", "b/.json", "b.json"]),
        ("a*b*c", ["abc", "abbc", "axbxc", "abcbc"], ["ab", "ab/c", "abcb"]),
        ("{a,b*}.{json,y{a,}ml}", ["a.json", "bx.yml", "a.yaml"], ["c.json", "a.xml"]),
        ("[z-a]", [], ["a", "z", "[z-a]"]),
    ],
)
def test_a_pattern_matches_whole_paths(pattern: str, matching: list[str], other: list[str]) -> None:
    expression = compiled(pattern, braces=True)
    assert [path for path in matching if not expression.fullmatch(path)] == []
    assert [path for path in other if expression.fullmatch(path)] == []


@pytest.mark.parametrize(
    "pattern",
    ["*a" * 40 + "b", "**/a/" * 40 + "b", "**/*a*a*a/" * 20 + "b", "{a,b}" * 40, "{" + "," * 4_000 + "}" + "b" * 4_000],
)
def test_no_pattern_takes_long(pattern: str) -> None:
    expression = compiled(pattern, anywhere=True, braces=True)
    for path in ("a" * 250, "a/" * 250, ("a" * 100 + "/") * 20):
        assert isinstance(expression.fullmatch(path), re.Match | None)


def test_arguments_are_files_folders_and_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.json", "b/c.yaml", "b/d.txt", "b/e/f.toml", ".hidden/g.json", "out/h.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("out/\n")
    monkeypatch.chdir(tmp_path)

    def names(*arguments: str) -> list[str]:
        return [file.as_posix() for file in data_files(arguments).value]

    assert names(".") == ["a.json", "b/c.yaml", "b/e/f.toml"]
    assert names("b/d.txt", "b", "b/d.txt") == ["b/d.txt", "b/c.yaml", "b/e/f.toml"]
    assert names("**/*.json") == ["a.json"]
    assert names("b/*") == ["b/c.yaml", "b/d.txt"]
    assert names(".hidden/*.json", "**/.h*/*") == [".hidden/g.json"]
    assert names("out") == ["out/h.json"]
    assert names("out/h.json", "missing.json") == ["out/h.json", "missing.json"]
    for nothing in ("*.xml", "nowhere/*.json", ".hidden/*.yaml"):
        with pytest.raises(UsageError):
            names(nothing)


def test_a_link_is_told_of_only_where_it_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("built*\n")
    (tmp_path / "a.json").write_text("1")
    (tmp_path / "built").symlink_to("/")
    (tmp_path / "built.json").symlink_to("/nowhere")
    (tmp_path / "b.txt").symlink_to("/nowhere")
    (tmp_path / "c.json").symlink_to("/nowhere")
    for argument in (tmp_path, tmp_path / "*.json", tmp_path / "**/*.json"):
        found = data_files([str(argument)])
        assert found.value == (tmp_path / "a.json",)
        assert [finding.location.uri.rpartition("/")[2] for finding in found.findings] == ["c.json"]


def test_a_line_of_spaces_takes_no_longer_than_another(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text(" " * 900_000 + "x\na.json" + " " * 900 + "\n")
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text("1")
    assert data_files([str(tmp_path)]).value == (tmp_path / "b.json",)


def test_rules_that_cannot_be_read_leave_nothing_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.json").write_text("1")
    os.mkfifo(tmp_path / ".gitignore")
    assert data_files([str(tmp_path)]).value == (tmp_path / "a.json",)

    stat = os.stat

    def closed(path: Path, **how: bool) -> os.stat_result:
        if str(path).endswith(".git"):
            raise PermissionError
        return stat(path, **how)

    monkeypatch.setattr(os, "stat", closed)
    assert data_files([str(tmp_path)]).value == (tmp_path / "a.json",)


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "[a].json").write_text("1")
    assert data_files([str(tmp_path / "[a].json")]).value == (tmp_path / "[a].json",)
