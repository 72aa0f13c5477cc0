"""Writing files: readers see the old or the new content, and nothing is touched without need."""

import os
import stat
from pathlib import Path

import pytest

from schemakit.core.atomic import write_text


def test_a_file_holds_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.json"
    assert write_text(path, "\u00e9\r\n\n")
    assert path.read_bytes() == b"\xc3\xa9\r\n\n"
    assert write_text(path, "b")
    assert path.read_bytes() == b"b"


def test_a_file_that_already_holds_the_text_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_text(path, "a")
    os.utime(path, ns=(1, 1))
    inode = path.stat().st_ino
    assert not write_text(path, "a")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, inode)


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    write_text(tmp_path / "a", "1")
    write_text(tmp_path / "a", "2")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_failure_leaves_the_old_content_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    write_text(path, "old")

    def fail(_self: Path, _target: Path) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError):  # noqa: PT011 - any
        write_text(path, "new")
    assert path.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_permissions_are_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a"
    write_text(path, "1")
    path.chmod(mode)
    write_text(path, "2")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    write_text(tmp_path / "a", "1")
    (tmp_path / "b").write_text("1")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    assert write_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_text(tmp_path, "x")


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert write_text(path, "a")
        assert os.read(descriptor, 9) == b"a"
    finally:
        os.close(descriptor)
    assert stat.S_ISFIFO(path.stat().st_mode)
    assert [entry.name for entry in tmp_path.iterdir()] == ["pipe"]


def test_a_pipe_without_a_name_is_written_to() -> None:
    reading, writing = os.pipe()
    try:
        assert write_text(Path(f"/dev/fd/{writing}"), "a")
        assert os.read(reading, 9) == b"a"
    finally:
        os.close(reading)
        os.close(writing)
