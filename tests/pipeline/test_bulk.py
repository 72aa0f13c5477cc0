"""Files of one value a line: judged as if each row were alone, in any number of processes, in constant memory."""

import gzip
import json
import sys
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from json_rows import written
from schemakit import from_schema
from schemakit.core.finding import Finding, Severity
from schemakit.core.json import Json
from schemakit.loading import rows as loading_rows
from schemakit.loading.limits import LIMITS
from schemakit.loading.read import uri_of
from schemakit.loading.rows import Lines, blocks, read_row, stretches
from schemakit.pipeline import bulk as pipeline_bulk
from schemakit.pipeline.bulk import Bulk, Judged, validate_rows

SCHEMA: Final[Json] = {
    "type": "object",
    "required": ["a"],
    "properties": {
        "a": {"type": "integer", "minimum": 0},
        "b": {"type": ["string", "null"], "maxLength": 3},
        "id": {"type": "string", "format": "uuid"},
        "secret": {"type": "string", "writeOnly": True},
    },
}
SCHEMAS: Final = from_schema(SCHEMA)
VALIDATOR: Final = SCHEMAS.validator("Root")

GOOD: Final = b'{"a": 1, "b": "abc", "id": "12345678-1234-5678-1234-567812345678"}'
BAD: Final = b'{"a": -1, "b": "abcd"}'
BROKEN: Final = b'{"a": 1,'


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a few rows a large file: many blocks, many stretches, and a pre-filter."""
    monkeypatch.setattr(loading_rows, "_BLOCK", 64)
    monkeypatch.setattr(pipeline_bulk, "_SMALL", 100)
    monkeypatch.setattr(pipeline_bulk, "_STRETCH", 200)
    monkeypatch.setattr(pipeline_bulk, "_LARGE", 0)


def judged(path: Path, **how: bool | int) -> Judged:
    return validate_rows(SCHEMAS, path, SCHEMAS.root("Root"), Bulk(**how))  # type: ignore[arg-type] # fields of Bulk


def shown(findings: Sequence[Finding]) -> list[tuple[object, ...]]:
    """Return what a person sees of findings: what, where, and the text."""
    return [(one.code, one.message, one.note, one.help, one.location.pointer, one.location.excerpt) for one in findings]


def rows() -> st.SearchStrategy[bytes]:
    members = st.fixed_dictionaries(
        {},
        optional={
            "a": st.sampled_from([0, 1, 5, -1, 2.0, 2**70, "1", None]),
            "b": st.sampled_from([None, "", "abc", "abcd", "\U0001f600" * 3, 1]),
            "id": st.sampled_from(["12345678-1234-5678-1234-567812345678", "12345678123456781234567812345678"]),
            "secret": st.sampled_from(["s3cret", 17]),
            "c": st.sampled_from([1, [], {"a": 1}]),
        },
    )
    blank = st.sampled_from([b"", b" ", b"\t\r"])
    return members.flatmap(lambda value: st.sampled_from(written(value))) | blank | st.sampled_from([GOOD, BAD, BROKEN])


def has_equal_names(row: bytes) -> bool:
    """Tell whether an object of a row has a name twice: the one thing that only a second look finds."""
    found = read_row(row, 1, path="", uri=uri_of(Path("x"))).findings
    return any(finding.name == "duplicate-key" for finding in found)


def test_the_words_of_a_row_stay_as_they_are():
    (finding,) = read_row(b'{"the file":1,"the file":2}', 2, path="", uri=uri_of(Path("x"))).findings
    assert finding.message.startswith('"the file" occurs more than once')
    (finding,) = read_row(b"[1", 2, path="", uri=uri_of(Path("x"))).findings
    assert finding.message == "not JSON: the row ends, but the `[` of line 2 is not closed"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(rows().filter(lambda row: not has_equal_names(row)), max_size=12), st.booleans(), st.booleans())
def test_a_file_is_judged_as_its_rows_are_alone(
    tmp_path: Path, lines: list[bytes], compressed: bool, ends_with_line_feed: bool
) -> None:
    if lines and lines[0].startswith((b"\xff\xfe", b"\xfe\xff")):
        lines = lines[1:]  # a whole file of another encoding is one finding
    path = tmp_path / ("rows.jsonl.gz" if compressed else "rows.jsonl")
    data = b"\n".join(lines) + b"\n" * ends_with_line_feed
    path.write_bytes(gzip.compress(data) if compressed else data)
    found = judged(path)
    alone = []
    invalid = 0
    for number, line in enumerate(lines, start=1):
        single = tmp_path / path.name.removesuffix(".gz")
        if not line.strip(b" \t\r"):
            continue
        single.write_bytes(b"\n" * (number - 1) + line)
        one = judged(single)
        assert one.rows == 1
        assert bool(one.invalid) == (not is_good(line))
        invalid += one.invalid
        alone += [
            (*what, None if excerpt is None else (excerpt.span, excerpt.lines))
            for *what, excerpt in shown(one.findings)
        ]
    together = [
        (*what, None if excerpt is None else (excerpt.span, excerpt.lines)) for *what, excerpt in shown(found.findings)
    ]
    assert together == alone
    assert found.rows == sum(bool(line.strip(b" \t\r")) for line in lines)
    assert found.invalid == invalid


def is_good(line: bytes) -> bool:
    """Read a row slowly and ask the judge."""
    read = read_row(line, 1, path="", uri=uri_of(Path("x")))
    if any(finding.severity is Severity.ERROR for finding in read.findings) or read.value is None:
        return False
    return VALIDATOR.is_valid(read.value.document)


def test_the_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\n".join([GOOD, BAD, b"", BROKEN] * 50))
    one = judged(path)
    assert one == judged(path, jobs=3)
    assert (one.rows, one.invalid) == (150, 100)
    assert {finding.location.excerpt.span.line % 4 for finding in one.findings if finding.location.excerpt} == {2, 0}


def test_without_msgspec_the_standard_library_parses_and_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\n".join([GOOD, BAD, b"", BROKEN, b'{"a": 1e400}', b'{"b": "\xff"}', b"\xef\xbb\xbf" + GOOD]))
    with_msgspec = judged(path)
    monkeypatch.setitem(sys.modules, "msgspec", None)  # which is what Python calls a package that is not there
    monkeypatch.delitem(sys.modules, "schemakit.validate.prefilter")
    assert judged(path) == with_msgspec
    assert with_msgspec.invalid == 3  # 1e400 is an integer


def test_stretches_are_the_whole_file_and_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    lines = [b"x" * (17 * index % 120) for index in range(60)]
    path.write_bytes(b"\n".join(lines))
    whole = path.stat().st_size
    for ends in (range(whole), range(0, whole, 7), (100, 90, 120, whole), (), (10_000,)):
        found = [
            line
            for stretch in stretches(path, ends)
            for block in blocks(path, stretch)
            if isinstance(block, Lines)
            for line in block.lines
        ]
        assert b"\n".join(found) == path.read_bytes()


def test_more_errors_than_wanted_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\n".join([GOOD, BAD, BROKEN] * 20))
    for jobs in (1, 2):
        few = judged(path, most=3, jobs=jobs)
        lines = [finding.location.excerpt.span.line for finding in few.findings if finding.location.excerpt]
        assert sorted(set(lines)) == [2, 3, 5]
        assert (few.rows, few.invalid) == (60, 40)


def test_rows_that_are_only_counted_are_counted_exactly(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    schemas = from_schema({"properties": {"a": {"type": "number", "exclusiveMinimum": 0}}})
    path.write_bytes(b'{"a": -1}\n{"a": 1e-400}\n{"a": 0}\n{"a": -1e-400}\n{"a": 1e400}\n{"a": NaN}\n')
    for most in (1, 10):
        assert validate_rows(schemas, path, schemas.root("Root"), Bulk(most=most)).invalid == 4


def test_failing_fast_ends_at_the_first_row_that_fails(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\n".join([GOOD, b'{"a": 1.0}', GOOD, BAD, BROKEN, GOOD]))
    for jobs in (1, 2):
        found = judged(path, fail_fast=True, jobs=jobs)
        assert (found.rows, found.invalid) == (4, 1)
        assert {finding.location.excerpt.span.line for finding in found.findings if finding.location.excerpt} == {4}


def test_a_compressed_file_that_ends_too_early_is_one_finding_behind_those_of_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    lines = [GOOD, BAD] + [json.dumps({"a": 1, "b": str(index % 1000)}).encode() for index in range(2_000)]
    whole = gzip.compress(b"\n".join(lines))
    path.write_bytes(whole[: len(whole) // 2])
    found = judged(path)
    assert {finding.name for finding in found.findings[:-1]} == {"minimum", "maxLength"}
    assert found.findings[-1].name == "broken-gzip"
    assert "ends too early" in found.findings[-1].message
    path.write_bytes(b"no gzip")
    assert [finding.name for finding in judged(path).findings] == ["broken-gzip"]


def test_a_row_of_more_than_the_limit_is_left_out_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading_rows, "_BLOCK", 1 << 16)
    path = tmp_path / "rows.jsonl"
    long = b'{"a": 1, "c": "' + b"x" * LIMITS.row + b'"}'
    path.write_bytes(b"\n".join([GOOD, long, BAD, long]))
    found = judged(path)
    assert [finding.name for finding in found.findings] == ["too-large", "minimum", "maxLength", "too-large"]
    assert [finding.location.excerpt.span.line for finding in found.findings if finding.location.excerpt] == [
        2,
        3,
        3,
        4,
    ]
    assert (found.rows, found.invalid) == (4, 3)


def test_a_byte_order_mark_is_no_part_of_the_first_row_and_another_encoding_is_one_finding(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD + b"\r\n" + GOOD)
    assert judged(path) == Judged((), 2, 0)
    path.write_bytes((GOOD + b"\n" + GOOD).decode().encode("utf-16"))
    assert [finding.name for finding in judged(path).findings] == ["not-text"]


def test_secrets_of_rows_are_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"a": -1, "secret": "hunter2"}')
    assert "hunter2" not in repr(judged(path))


def test_reading_takes_the_memory_of_a_block_however_long_the_file_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading_rows, "_BLOCK", 1 << 16)
    path = tmp_path / "rows.jsonl"
    path.write_bytes((GOOD + b"\n") * 100_000)
    tracemalloc.start()
    try:
        assert sum(len(block.lines) for block in blocks(path) if isinstance(block, Lines)) == 100_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "row",
    [b'{"a": 1e-400}', b'{"a": 0.' + b"0" * 400 + b"1}", b'{"a": 1e-99999999999999999999}', b'{"a": 1e999999999}'],
)
def test_a_number_that_a_float_cannot_hold_is_judged_as_it_is_written_or_refused(row: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(row)
    assert not is_good(row)
    assert not VALIDATOR.is_valid_json(row)
    assert judged(path).invalid == 1
