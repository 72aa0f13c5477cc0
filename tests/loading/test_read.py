"""Files and folders: what is read, in which order, under which name."""

import io
import os
import socket
import sys
from pathlib import Path

import pytest

from schemakit.core.errors import UsageError
from schemakit.loading.limits import Limits
from schemakit.loading.read import read, read_stdin


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text('{"type": "object"}')


def paths(*given: str) -> list[str]:
    outcome = read(given)
    assert outcome.findings == ()
    return [source.path for source in outcome.value]


def codes(*given: str) -> list[str]:
    return [finding.code for finding in read(given).findings]


def test_a_folder_is_its_json_and_yaml_files_in_order() -> None:
    write("s/b.json", "s/a/z.yaml", "s/a/y.YML", "s/c.txt", "s/d.json5", "s/.hidden/x.json", "s/.x.json", "s/a.json")
    assert paths("s") == paths("s/") == ["s/a/y.YML", "s/a/z.yaml", "s/a.json", "s/b.json"]


def test_a_file_is_shown_by_the_name_it_was_given() -> None:
    write("s/a.json")
    absolute = str(Path("s/a.json").absolute())
    assert paths("s/a.json") == ["s/a.json"]
    assert paths("./s") == ["s/a.json"]
    assert paths(".") == ["s/a.json"]
    assert paths("../here/s") == ["../here/s/a.json"]
    assert paths(absolute) == [Path(absolute).as_posix()]


def test_a_file_is_known_by_its_absolute_uri() -> None:
    write("s/\u00e9 #?.json")
    (source,) = read(["s"]).value
    assert source.uri == Path("s/\u00e9 #?.json").resolve().as_uri()
    assert source.uri.startswith("file:///")
    assert "#" not in source.uri
    assert "?" not in source.uri


def test_a_file_named_by_the_user_is_read_whatever_its_name() -> None:
    Path("schema").write_text('{"a": 1}')
    Path(".hidden.json").write_text("[]")
    Path("plain.txt").write_text("a: 1")
    assert [source.document for source in read(["schema", ".hidden.json", "plain.txt"]).value] == [
        {"a": 1},
        [],
        {"a": 1},
    ]


def test_a_file_that_is_reached_twice_is_read_once() -> None:
    write("s/a.json", "s/b.json")
    Path("s/c.json").symlink_to("a.json")
    Path("t").symlink_to("s")
    assert paths("s/b.json", "s", "./s/a.json", "t") == ["s/b.json", "s/a.json"]


def test_what_does_not_exist_is_the_users_mistake_with_a_suggestion() -> None:
    write("schemas/a.json")
    with pytest.raises(UsageError, match=r"no such file or folder: shemas") as caught:
        read(["shemas"])
    assert "schemas" in caught.value.help
    with pytest.raises(UsageError):
        read(["schemas/a.json/b"])
    with pytest.raises(UsageError, match="no such file"):
        read(["nowhere/at/all"])


def test_a_folder_without_schemas_is_the_users_mistake() -> None:
    Path("empty").mkdir()
    with pytest.raises(UsageError, match="empty"):
        read(["empty"])


def test_links_that_lead_back_are_findings_and_not_followed() -> None:
    write("s/a/b.json")
    Path("s/a/up").symlink_to("..")
    Path("s/a/here").symlink_to(".")
    Path("s/self").symlink_to("self")
    outcome = read(["s"])
    assert [source.path for source in outcome.value] == ["s/a/b.json"]
    assert {finding.code for finding in outcome.findings} == {"SK017"}
    assert {finding.location.excerpt.path for finding in outcome.findings if finding.location.excerpt} == {
        "s/a/here",
        "s/a/up",
        "s/self",
    }


def test_links_between_neighbours_do_not_make_circles() -> None:
    write("s/a/x.json", "s/b/y.json")
    Path("s/a/b").symlink_to("../b")
    Path("s/b/a").symlink_to("../a")
    assert paths("s") == ["s/a/x.json", "s/b/y.json"]


def test_links_that_lead_out_of_the_folder_are_not_followed() -> None:
    write("s/a.json", "outside/secret.json", "s-more/b.json")
    Path("s/folder").symlink_to("../outside")
    Path("s/file.json").symlink_to("../outside/secret.json")
    Path("s/more").symlink_to("../s-more")
    Path("s/gone.json").symlink_to("nowhere.json")
    Path("s/readme.txt").symlink_to("../outside/secret.json")
    outcome = read(["s"])
    assert [source.path for source in outcome.value] == ["s/a.json"]
    assert [finding.code for finding in outcome.findings] == ["SK018"] * 4
    assert outcome.errors == ()


def test_a_folder_named_through_a_link_is_read() -> None:
    write("real/a.json")
    Path("link").symlink_to("real")
    assert paths("link") == ["link/a.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="no sockets in the file system")
def test_what_cannot_be_read_is_a_finding_beside_what_can() -> None:
    write("a.json")
    with socket.socket(socket.AF_UNIX) as endpoint:
        endpoint.bind("s.json")
        outcome = read(["s.json", "a.json"])
        assert paths(".") == ["a.json"]
    assert [source.path for source in outcome.value] == ["a.json"]
    assert [finding.code for finding in outcome.findings] == ["SK001"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_without_permission_are_findings() -> None:
    write("s/a.json", "s/b/c.json", "s/d/e.json")
    Path("s/a.json").chmod(0)
    Path("s/b").chmod(0)
    try:
        assert sorted(codes("s")) == ["SK001", "SK001"]
        assert codes("s/b/c.json") == ["SK001"]
    finally:
        Path("s/b").chmod(0o700)


def test_a_name_longer_than_the_system_allows_is_a_finding() -> None:
    assert codes("x" * 5_000) == ["SK001"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
def test_a_file_without_end_is_read_to_the_limit() -> None:
    outcome = read(["/dev/zero"], limits=Limits(bytes=1_000))
    assert [finding.code for finding in outcome.findings] == ["SK008"]


def test_a_folder_may_have_as_many_files_as_the_limit() -> None:
    write(*(f"s/{number}.json" for number in range(5)))
    assert len(read(["s"], limits=Limits(files=5)).value) == 5
    outcome = read(["s"], limits=Limits(files=4))
    assert len(outcome.value) == 4
    assert [finding.code for finding in outcome.findings] == ["SK008"]


def test_a_name_that_is_no_text_is_shown_all_the_same() -> None:
    try:
        Path(os.fsdecode(b"s\xff.json")).write_text("[]")
    except OSError:
        pytest.skip("the file system takes only text")
    (source,) = read(["."]).value
    assert source.path == "s\ufffd.json"


def test_standard_input_is_sniffed_and_resolves_in_the_current_folder() -> None:
    (source,) = read_stdin(io.BytesIO(b' {"a": 1}')).value
    assert (source.path, source.syntax, source.document) == ("<stdin>", "json", {"a": 1})
    assert source.uri.startswith(Path.cwd().resolve().as_uri() + "/")
    assert [found.document for found in read_stdin(io.BytesIO(b"a: 1\n---\nb: 2\n")).value] == [{"a": 1}, {"b": 2}]
    assert read_stdin(io.BytesIO(b"[1]"), syntax="yaml").value[0].document == [1]
    assert [finding.code for finding in read_stdin(io.BytesIO(b"")).findings] == ["SK003"]
