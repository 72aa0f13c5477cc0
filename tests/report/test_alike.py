"""What fails alike is said once, with all of its places."""

import pytest

from schemakit.core.finding import Finding, Severity
from schemakit.core.location import Excerpt, Location, Span, Uri
from schemakit.core.pointer import Pointer
from schemakit.report import concise, full
from schemakit.report.alike import alike
from schemakit.report.presentation import Presentation


def lacks(number: int, name: str = "model") -> Finding:
    place = Location(Uri(f"file:///{number}.json"), excerpt=Excerpt(f"{number}.json", Span(1, 1, 1, 2), ("{",)))
    return Finding("required", "required", Severity.ERROR, f"the value must have `{name}`", place)


def shown(location: Location) -> Excerpt | None:
    return location.excerpt


def test_files_that_lack_the_same_property_are_one_finding_with_as_many_places():
    [one] = alike(lacks(number) for number in range(24))
    assert one.finding == lacks(0)
    assert [place.uri for place in one.elsewhere] == [f"file:///{number}.json" for number in range(1, 24)]


def test_nothing_is_lost_and_nothing_different_is_put_together():
    findings = [lacks(1), lacks(2, "mode"), lacks(3), lacks(1)]
    groups = alike(findings)
    assert [one.finding for one in groups] == [lacks(1), lacks(2, "mode")]
    places = {(one.finding.message, place) for one in groups for place in (one.finding.location, *one.elsewhere)}
    assert places == {(finding.message, finding.location) for finding in findings}


@pytest.mark.parametrize("report", [full, concise])
def test_the_places_that_are_not_shown_are_counted(report: object):
    findings = [lacks(number) for number in range(1_207)]
    said = report.render(findings, shown, Presentation())  # type: ignore[attr-defined]
    assert said.count("the value must have") == 1
    assert {
        full: "1.json:1:1, 2.json:1:1, 3.json:1:1 and 1,203 more (--all lists every place)",
        concise: "(and 1,206 more)",
    }[
        report  # type: ignore[index]
    ] in said


@pytest.mark.parametrize("report", [full, concise])
def test_every_place_is_listed_where_that_is_asked_for(report: object):
    findings = [lacks(number) for number in range(24)]
    said = report.render(findings, shown, Presentation(every_place=True))  # type: ignore[attr-defined]
    assert all(f"{number}.json:1:1" in said for number in range(24))


def test_a_member_name_and_its_value_are_different_places():
    value = Location(Uri("file:///a.json"), Pointer("/a"))
    key = Location(Uri("file:///a.json"), Pointer("/a"), key=True)
    findings = [Finding("x", "x", Severity.ERROR, "m", place) for place in (value, key)]
    assert len(alike(findings)) == 2
