"""The code frame: what is marked is what the span says, whatever the line holds."""

from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemakit.core.finding import Severity
from schemakit.core.location import Excerpt, Span
from schemakit.report.frame import draw
from schemakit.report.presentation import Presentation
from schemakit.report.screen import harmless

printable = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60)


def frame(line: str, start: int, end: int, *, unicode: bool = True, note: str = "") -> list[str]:
    excerpt = Excerpt("a.json", Span(7, start + 1, 7, end + 1), (line,))
    return list(draw(excerpt, note, Severity.ERROR, Presentation(unicode=unicode)))


def columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


@given(printable, st.data())
def test_the_carets_stand_below_the_marked_text(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    _, text, carets, _ = frame(line, start, end)
    assert text == f" 7 | {line}".rstrip()
    assert carets == f"   | {' ' * columns(line[:start])}{'^' * columns(line[start:end])}"


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("length", [1, 5, 500, 3_000_000])
def test_a_long_line_is_cut_around_what_is_marked(length: int, unicode: bool) -> None:
    line = "a" * 100_000 + "b" * length + "c" * 100_000
    _, text, carets, _ = frame(line, 100_000, 100_000 + length, unicode=unicode)
    assert len(text) < 140
    assert len(carets) < 140
    start, width = carets.index("^"), carets.count("^")
    assert set(text[start : start + width]) <= set("b")
    assert width == length or width > 90
    assert text.startswith(" 7 | …a" if unicode else " 7 | ...a")


@given(st.text(max_size=300), st.data())
def test_no_line_of_a_frame_is_endless(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    for unicode in (True, False):
        _, text, carets, _ = frame(line.replace("\n", " "), start, end, unicode=unicode)
        assert max(columns(text), len(carets)) <= 140
        assert "^" in carets


def test_a_tab_is_four_columns() -> None:
    assert frame('\t"a": 1', 6, 7)[1:3] == [' 7 |     "a": 1', "   |          ^"]


def test_an_empty_span_is_still_shown() -> None:
    assert frame("", 0, 0)[1:3] == [" 7 |", "   | ^"]


def test_a_span_of_several_lines_shows_its_first_and_its_last() -> None:
    excerpt = Excerpt("a.json", Span(9, 8, 11, 4), ('  "a": {', '    "b": 1', "  },"))
    assert list(draw(excerpt, "here", Severity.ERROR, Presentation())) == [
        "   |",
        ' 9 |   "a": {',
        "   |        ^",
        " ...",
        "11 |   },",
        "   |   ^ here",
        "   |",
    ]


@given(st.text(max_size=50))
def test_harmless_text_is_one_line_without_control_characters(text: str) -> None:
    for unicode in (True, False):
        shown = harmless(text, unicode=unicode)
        assert len(shown.splitlines()) <= 1
        assert shown.isprintable() or unicode
        assert unicode or shown.isascii()
