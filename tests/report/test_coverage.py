"""What was shown of each assertion, for programs and for people: valid by its schema, marked in the text, harmless."""

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

import schemakit
from report.coverage_sample import COVERAGE, HOSTILE, SOURCE, TEXT, locate
from schemakit.cli.main import main
from schemakit.core.location import Location
from schemakit.core.record import replace
from schemakit.loading.positions import Positions
from schemakit.report import coverage_html, coverage_json
from schemakit.report.coverage import STATES, Document

SHIPPED = json.loads(files("schemakit").joinpath("report/coverage.schema.json").read_text(encoding="utf-8"))
BROWSER = os.environ.get("SCHEMAKIT_BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser")
NO_BROWSER = "BROWSER MISSING: no chromium on the path; set SCHEMAKIT_BROWSER to open the coverage page in one"
VOID = {"meta", "br"}


def validator() -> schemakit.Validator:
    return schemakit.from_schema(SHIPPED, name="Coverage").validator("Coverage")


class Page(HTMLParser):
    """Collects the elements of a page, and checks that they are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: Counter[str] = Counter()
        self.classes: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes += attrs
        for name, value in attrs:
            if name == "class":
                self.classes.update((value or "").split())
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.open):
            self.words += data


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(coverage_html.render(COVERAGE, locate))


def test_the_json_is_valid_by_the_shipped_schema_and_counts_what_it_lists() -> None:
    document = json.loads(coverage_json.render(COVERAGE, locate))
    assert validator().findings(document) == []
    [schema] = document["schemas"]
    states = Counter(one["state"] for one in schema["assertions"])
    assert {state: schema["counts"][state] for state in STATES} == {state: states[state] for state in STATES}
    assert document["counts"] == schema["counts"]
    assert document["seed"] == 7
    assert [one["location"]["line"] for one in schema["assertions"][:2]] == [3, 4]


def test_a_member_that_is_missing_or_new_is_refused() -> None:
    document = json.loads(coverage_json.render(COVERAGE, locate))
    for holder in (document, document["schemas"][0], document["schemas"][0]["assertions"][0]):
        for name in list(holder):
            value = holder.pop(name)
            assert not validator().is_valid(document), name
            holder[name] = value
        holder["more"] = 1
        assert not validator().is_valid(document)
        del holder["more"]
    assert validator().is_valid(document)


def test_the_page_is_well_formed_needs_nothing_and_runs_nothing(page: Page) -> None:
    assert page.open == []
    assert not set(page.elements) & {"script", "link", "img", "iframe", "b>"}
    assert not {name for name, _ in page.attributes} & {"src", "onclick", "onload"}
    assert all((value or "").startswith("#") for name, value in page.attributes if name == "href")
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes


def test_every_assertion_is_marked_once_at_its_place_and_told_without_colour(page: Page) -> None:
    places = {one.location.pointer for one in COVERAGE.schemas[0].assertions}
    assert page.classes["mark"] == page.classes["tip"] == page.classes["sign"] == len(places)
    for sign in coverage_html.SIGNS.values():
        assert sign in page.words
    assert page.classes["unmet"] == 1
    assert page.words.count("⚑ No valid payload reaches it") == 1
    assert list(page.attributes).count(("tabindex", "0")) == len(places)


def test_the_worst_state_of_a_place_is_what_is_seen_and_all_are_told() -> None:
    text = coverage_html.render(COVERAGE, locate)
    [mark] = re.findall(r'<span class="mark (\w+)"[^>]*>&quot;maxLength&quot;', text)
    assert mark == "dominated"
    assert text.count("<b>maxLength</b>") == 2


def test_the_text_of_the_document_is_all_there_but_for_long_stretches_without_assertions(page: Page) -> None:
    for line in TEXT.splitlines():
        bare = line.strip().replace("\u202e", "\\u202e")
        if "filler" not in line and not any(
            one in line for one in ('"type"', "required", "maxLength", "never", "minimum")
        ):
            assert bare in page.words
    assert "72 lines without assertions" in page.words
    assert "filler40" not in page.words


def test_marks_stand_in_their_lines_whatever_a_string_holds() -> None:
    text = TEXT.replace("\u202e", "\x0b\x85\u2028\u2029").replace("\n", "\r\n")
    source = replace(SOURCE, text=text)
    told = replace(COVERAGE, documents={source.uri: Document(source.path, text)})
    shown = coverage_html.render(told, Positions((source,)))
    for number, line in enumerate(text.split("\r\n"), 1):
        for word in ("never", "minimum"):
            if f'"{word}"' in line:
                [row] = re.findall(rf"<li><span class=number>{number}</span><code>(.*?)</code></li>", shown)
                assert re.search(rf'class="mark [a-z ]+" tabindex=0>&quot;{word}&quot;', row)


def test_what_a_document_holds_is_shown_and_does_nothing(page: Page) -> None:
    text = coverage_html.render(COVERAGE, locate)
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert "<script" not in text
    assert "<b>.json" not in text
    assert page.words.count(HOSTILE.replace("\u202e", "\\u202e").replace("\x1b", "\u241b")) >= 3


def test_a_schema_without_text_is_a_table_only() -> None:
    nowhere = replace(COVERAGE, documents={})

    def unknown(location: Location) -> None:
        del location

    for coverage, locator in ((nowhere, locate), (COVERAGE, unknown)):
        page = Page(coverage_html.render(coverage, locator))
        assert page.elements["figure"] == 0
        assert "/properties/a/maxLength" in page.words or ":6:" in page.words
    assert validator().is_valid_json(coverage_json.render(COVERAGE, unknown))


def test_what_a_run_writes_is_valid_and_the_same_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s.json").write_text(
        '{"$id": "https://example.com/s", "title": "S", "type": "object", "properties": '
        '{"a": {"minimum": 3, "maximum": 2}, "b": {"$ref": "#/$defs/b"}}, "$defs": {"b": {"type": ["null", "string"]}}}'
    )
    written = []
    for _ in range(2):
        assert main(["fuzz", "--schemas", "s.json", "--max-examples", "5", "--coverage", "c.json", "-q"]) == 0
        written.append(Path("c.json").read_text())
    assert written[0] == written[1]
    document = json.loads(written[0])
    assert validator().findings(document) == []
    shown = {one["location"]["pointer"]: one for one in document["schemas"][0]["assertions"]}
    assert shown["/type"]["state"] == "alone"
    assert not isinstance(json.loads(shown["/type"]["example"]), dict)
    assert set(shown) == {"/type", "/properties/a/minimum", "/properties/a/maximum", "/$defs/b/type"}
    assert all(one["location"]["line"] == 1 for one in shown.values())


def browse(page: Path, folder: Path, *options: str) -> str:
    quiet = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
    fixed = (
        "--headless",
        "--no-sandbox",
        "--disable-component-update",
        f"--user-data-dir={folder / 'profile'}",
        *quiet,
    )
    done = subprocess.run(
        [str(BROWSER), *fixed, *options, page.as_uri()], capture_output=True, check=True, timeout=60, cwd=folder
    )
    return done.stdout.decode("utf-8")


@pytest.mark.skipif(BROWSER is None, reason=NO_BROWSER)
def test_a_browser_shows_the_page(tmp_path: Path) -> None:
    page = tmp_path / "coverage.html"
    page.write_text(coverage_html.render(COVERAGE, locate), encoding="utf-8")
    shot = tmp_path / "shot.png"
    seen = Page(browse(page, tmp_path, "--dump-dom", "--window-size=900,900", f"--screenshot={shot}"))
    assert seen.elements["script"] == 0
    assert seen.classes["mark"] == 6
    assert seen.elements["figure"] == 1
    assert shot.read_bytes().startswith(b"\x89PNG")
    assert shot.stat().st_size > 10_000
