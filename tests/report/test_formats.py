"""What holds for every format, and the text of each on one sample (``make accept`` rewrites it)."""

import json
import os
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.sample import FINDINGS, SAMPLES, Sample, locate
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.location import Excerpt, Location, Span, Uri
from schemakit.core.pointer import Pointer
from schemakit.core.record import replace
from schemakit.report import FORMATS, report, step_report
from schemakit.report.places import repeats
from schemakit.report.presentation import Presentation

#: Control characters but the line break, the right-to-left override, surrogates.
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]")
EXPECTED = Path(__file__).parent / "expected"

each_format = pytest.mark.parametrize("name", FORMATS)
hostile = st.text(st.characters() | st.sampled_from("\x1b\x07\x00\t\n\u202e\ud800日é%:,<&]"), max_size=40)


def rendered(name: str, findings: tuple[Finding, ...] = FINDINGS, **how: object) -> str:
    presentation = Presentation(version="1.2.3", **how)  # type: ignore[arg-type]
    return report(name).render(findings, locate, presentation)


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.suffix for sample in SAMPLES])
def test_the_sample_looks_as_expected(sample: Sample) -> None:
    text = report(sample.format).render(FINDINGS, locate, sample.presentation)
    file = EXPECTED / sample.suffix
    if os.environ.get("SCHEMAKIT_ACCEPT"):
        file.write_bytes(text.encode())
    assert text == file.read_bytes().decode()


@each_format
def test_a_report_ends_with_a_line_break_or_is_empty(name: str) -> None:
    for findings in (FINDINGS, ()):
        text = rendered(name, findings)
        assert text == "" or text.endswith("\n")


@each_format
def test_reports_are_deterministic(name: str) -> None:
    assert rendered(name) == rendered(name)


@each_format
@given(message=hostile, line=hostile, pointer=hostile, path=hostile)
def test_no_document_reaches_the_terminal(name: str, message: str, line: str, pointer: str, path: str) -> None:
    line = line.replace("\n", "")
    place = Location(Uri("urn:x"), Pointer(f"/{pointer}"))
    finding = Finding(
        "SK001", "hostile", Severity.ERROR, message, place, note=message, help=(message,), related=(place,)
    )
    excerpt = Excerpt(path, Span(1, 1, 1, len(line) + 1), (line,))
    for unicode in (True, False):
        text = report(name).render((finding,), lambda _: excerpt, Presentation(version="1", unicode=unicode))
        assert not UNSAFE.search(text)
        assert unicode or text.isascii()


@each_format
@given(hostile)
def test_one_finding_cannot_look_like_two(name: str, message: str) -> None:
    place = Location(Uri("urn:x"))
    plain = Finding("SK001", "hostile", Severity.ERROR, "m", place)
    finding = Finding("SK001", "hostile", Severity.ERROR, message, place)
    lines = [rendered(name, (each,)).count("\n") for each in (plain, finding)]
    assert lines[0] == lines[1] or name == "json"


def test_json_holds_every_field_of_every_finding() -> None:
    document = json.loads(rendered("json", summary="3 problems"))
    assert document["schemakit"] == "1.2.3"
    assert document["summary"] == "3 problems"
    assert [finding["code"] for finding in document["findings"]] == [finding.code for finding in FINDINGS]
    first = document["findings"][0]
    assert set(first) == set(Finding.__slots__)
    assert first["location"] == {
        "path": "schemas/a.json",
        "pointer": "/mode/$ref",
        "key": False,
        "line": 2,
        "column": 20,
        "end_line": 2,
        "end_column": 51,
    }
    assert len(first["related"]) == 2


def test_jsonl_is_json_line_by_line() -> None:
    records = [json.loads(line) for line in rendered("jsonl").splitlines()]
    assert records == json.loads(rendered("json"))["findings"]


def test_gitlab_gets_what_it_requires_and_no_fingerprint_twice() -> None:
    entries = json.loads(rendered("gitlab", (*FINDINGS, FINDINGS[1])))
    assert len(entries) == sum(1 + len(repeats(finding)) for finding in FINDINGS) + 1
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["lines"]["begin"] >= 1
    fingerprints = [entry["fingerprint"] for entry in entries]
    assert len(set(fingerprints)) == len(fingerprints)


def test_places_that_differ_by_their_text_alone_have_fingerprints_of_their_own() -> None:
    rows = [
        Location(Uri("file:///r.jsonl"), Pointer("/a"), excerpt=Excerpt("r.jsonl", Span(line, 1, line, 2), ("1",)))
        for line in (1, 2)
    ]
    again = Finding("SK006", "duplicate-key", Severity.ERROR, "again", rows[0], related=(rows[1],))
    entries = json.loads(rendered("gitlab", (*(replace(FINDINGS[0], location=row, related=()) for row in rows), again)))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == 4


def test_the_summary_of_a_step_says_what_the_finding_says() -> None:
    said = 'it\'s "<b>" & `c`: &#39; [x](y)'
    finding = replace(FINDINGS[0], message=said)
    text = step_report().render((finding,), locate, Presentation())
    assert said in unescape(text)
    assert '<b>"' not in text


def test_a_fingerprint_survives_a_move_to_another_line() -> None:
    def elsewhere(location: Location) -> Excerpt | None:
        return Excerpt("schemas/a.json", Span(99, 1, 99, 2), ("{}",)) if locate(location) else None

    here, there = (
        json.loads(report("gitlab").render(FINDINGS[:1], where, Presentation())) for where in (locate, elsewhere)
    )
    assert [entry["fingerprint"] for entry in here] == [entry["fingerprint"] for entry in there]


def test_junit_counts_its_cases_and_failures() -> None:
    suites = ET.fromstring(rendered("junit"))  # noqa: S314 - our own text
    suite = suites[0]
    assert suites.tag == "testsuites"
    assert suite.attrib["tests"] == str(len(suite.findall("testcase"))) == str(len(FINDINGS))
    assert suite.attrib["failures"] == str(len(suite.findall("testcase/failure"))) == "3"


def test_a_clean_junit_report_is_one_passing_case() -> None:
    suite = ET.fromstring(rendered("junit", ()))[0]  # noqa: S314 - our own text
    assert (suite.attrib["tests"], suite.attrib["failures"], len(suite)) == ("1", "0", 1)


def test_sarif_is_what_the_standard_requires() -> None:
    """The required members and the types of SARIF 2.1.0, sections 3.13, 3.14, 3.18, 3.19, 3.27, 3.29, 3.30 and 3.49."""
    kind = Kind("SK101", "dangling-ref", Severity.ERROR, "a reference to nowhere", "# dangling-ref")
    log = json.loads(rendered("sarif", kinds={"SK101": kind}))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "schemakit"
    assert [rule["id"] for rule in driver["rules"]] == ["SK101", "enum", "SK203", "SK501"]
    assert driver["rules"][0]["help"]["markdown"] == "# dangling-ref"
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note", "error"]
    for result, finding in zip(run["results"], FINDINGS, strict=True):
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["message"]["text"].startswith(finding.message)
        assert len(result.get("relatedLocations", ())) == len(finding.related)
        for location in result["locations"] + result.get("relatedLocations", []):
            physical = location["physicalLocation"]
            assert " " not in physical["artifactLocation"]["uri"]
            region = physical.get("region")
            assert region is None or (region["startLine"], region["startColumn"]) >= (1, 1)
            assert region is None or region["endLine"] >= region["startLine"]


def test_github_commands_stand_on_one_line_each_and_escape_their_properties() -> None:
    lines = rendered("github").splitlines()
    assert len(lines) == len(FINDINGS)
    assert lines[0].startswith(
        "::error title=SK101 dangling-ref,file=schemas/a.json,line=2,endLine=2,col=20,endColumn=51::"
    )
    assert "file=data files/b%2C c%3A 100%25.yaml" in lines[1]
    assert [line.split(" ")[0] for line in lines] == ["::error", "::error", "::warning", "::notice", "::error"]


def test_only_formats_for_people_are_coloured() -> None:
    coloured = {name for name in FORMATS if "\x1b[" in rendered(name, color=True)}
    assert coloured == {"full", "concise"}
