"""Assertion coverage as one page: the schemas' text as published, with each assertion marked.

It needs no server, no script and no network, and says so to the browser. Whatever comes out of a document is escaped.
"""

from collections.abc import Iterator, Mapping
from html import escape
from types import MappingProxyType
from typing import Final

from schemakit.core.location import Locator
from schemakit.report.coverage import STATES, AssertionCoverage, CoveredAssertion, CoveredSchema, State
from schemakit.report.coverage_source import figures
from schemakit.report.coverage_style import STYLE
from schemakit.report.screen import harmless

#: A sign for each state, beside its colour and its underline.
SIGNS: Final[Mapping[State, str]] = MappingProxyType(
    {"alone": "✓", "together": "≈", "dominated": "⊂", "impossible": "∅", "open": "✗"}
)
_TITLES: Final[Mapping[State, str]] = MappingProxyType(
    {
        "alone": "violated alone",
        "together": "violated together",
        "dominated": "dominated",
        "impossible": "impossible",
        "open": "open",
    }
)
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def render(coverage: AssertionCoverage, locate: Locator) -> str:
    """Return the page."""
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            "<title>Assertion coverage</title>",
            f"<style>\n{STYLE}</style>",
            "</head>",
            "<body>",
            *_head(coverage),
            "<main>",
            *_summary(coverage),
            *_sections(coverage, locate),
            "</main>",
            f"<footer class=soft>Written by schemakit {escape(coverage.version)}, seed {coverage.seed}.</footer>",
            "</body>",
            "</html>",
            "",
        )
    )


def text(words: str) -> str:
    """Return words of a document as HTML: escaped, and with nothing in them that reorders or hides a line."""
    return escape(harmless(words, unicode=True))


def _head(coverage: AssertionCoverage) -> Iterator[str]:
    counts = coverage.counts
    yield "<header>"
    yield "<h1>Assertion coverage</h1>"
    yield f"<p class=soft>{text(coverage.assumptions)}</p>"
    yield (
        f"<p>{counts['reached']} of {counts['assertions']} assertions are reached by valid payloads"
        f"{'' if counts['reached'] == counts['assertions'] else ' (⚑ marks the others)'}; "
        "what became of violating them:</p>"
    )
    yield "<ul class=states>"
    for state, meaning in STATES.items():
        yield (
            f'<li class="{state}"><b>{counts[state]}</b> <span class=name>{SIGNS[state]} {_TITLES[state]}</span>'
            f"<p class=soft>{meaning}</p></li>"
        )
    yield "</ul>"
    yield "</header>"


def _summary(coverage: AssertionCoverage) -> Iterator[str]:
    heads = ("assertions", "reached", *STATES, "valid", "invalid", "disagreements")
    yield '<div class=panel><table aria-label="Counts by schema"><thead><tr><th>schema</th>'
    yield "".join(f"<th class=count>{head}</th>" for head in heads)
    yield "</tr></thead><tbody>"
    for number, schema in enumerate(coverage.schemas):
        counts = [*schema.counts.values(), schema.valid, schema.invalid, schema.disagreements]
        yield f'<tr><td><a href="#schema-{number}">{text(schema.name)}</a>{_bar(schema)}</td>'
        yield "".join(f"<td class=count>{count}</td>" for count in counts)
        yield "</tr>"
    yield "</tbody></table></div>"


def _bar(schema: CoveredSchema) -> str:
    counts = schema.counts
    parts = (f'<span class="{state}" style="flex:{counts[state]}"></span>' for state in STATES if counts[state])
    return f'<div class=bar aria-hidden="true">{"".join(parts)}</div>'


def _sections(coverage: AssertionCoverage, locate: Locator) -> Iterator[str]:
    for number, schema in enumerate(coverage.schemas):
        yield from _section(number, schema, coverage, locate)


def _section(number: int, schema: CoveredSchema, coverage: AssertionCoverage, locate: Locator) -> Iterator[str]:
    counts = schema.counts
    told = ", ".join(f"{counts[state]} {title}" for state, title in _TITLES.items() if counts[state])
    yield f'<section id="schema-{number}" aria-labelledby="name-{number}">'
    yield f'<div class=head><h2 id="name-{number}">{text(schema.name)}</h2>'
    yield f"<span class=soft>{counts['assertions']} assertions: {told or 'none'}</span></div>"
    yield from figures(schema, coverage.documents, locate, marked)
    yield f"<details><summary>All {counts['assertions']} assertions as a table</summary><div class=panel><table>"
    heads = "".join(f"<th>{head}</th>" for head in ("keyword", "place", "state", "reached", "violated by"))
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for one in schema.assertions:
        excerpt = locate(one.mark)
        place = one.location.pointer if excerpt is None else f"{excerpt.path}:{excerpt.span.line}:{excerpt.span.column}"
        yield (
            f"<tr><td><code>{text(one.keyword)}</code></td><td>{text(place)}</td>"
            f'<td class="state {one.state}">{SIGNS[one.state]} {_TITLES[one.state]}</td>'
            f"<td>{'yes' if one.reached else 'no'}</td><td>{_example(one)}</td></tr>"
        )
    yield "</tbody></table></div></details></section>"


def marked(words: str, found: list[CoveredAssertion]) -> str:
    """Return marked words of a schema, with what is known of the assertions there."""
    worst = max(found, key=lambda one: list(STATES).index(one.state)).state
    unmet = "" if all(one.reached for one in found) else " unmet"
    tip = "".join(f"<span>{_tip(one)}</span>" for one in found)
    sign = f'<span class=sign aria-hidden="true">{SIGNS[worst]}{"⚑" if unmet else ""}</span>'
    tooltip = f"<span class=tip role=tooltip>{tip}</span>"
    return f'<span class="mark {worst}{unmet}" tabindex=0>{text(words)}{sign}{tooltip}</span>'


def _tip(one: CoveredAssertion) -> str:
    reached = "" if one.reached else " ⚑ No valid payload reaches it."
    example = f" Violated by {_example(one)}" if one.example is not None else ""
    return f"{SIGNS[one.state]} <b>{text(one.keyword)}</b>: {STATES[one.state]}.{reached}{example}"


_LONGEST: Final = 400


def _example(one: CoveredAssertion) -> str:
    if one.example is None:
        return "-"
    shown = one.example if len(one.example) <= _LONGEST else f"{one.example[:_LONGEST]} ..."
    return f"<code>{text(shown)}</code>"
