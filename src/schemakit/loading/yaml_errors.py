"""Why a text is not YAML, in other words than the parser's."""

import re
from typing import Final

from schemakit.loading import yaml_problems
from schemakit.loading.tally import Tally
from schemakit.loading.yaml_events import YamlSyntaxError

#: A pattern for what the parser says, one for the text where it stopped, what that means, and the way out.
_REASONS: Final = tuple(
    (re.compile(problem), re.compile(here), message, help_)
    for problem, here, message, help_ in (
        ("cannot start any token", r"\t", "a tab where YAML wants spaces", "indent with spaces"),
        ("cannot start any token", r"[@`]", "text may not begin with this character", "put the text in quotes"),
        ("cannot start any token", r"%", "text may not begin with %", "put the text in quotes"),
        (
            "mapping values are not allowed",
            "",
            "a colon in the middle of a value",
            "put text that holds `: ` in quotes",
        ),
        ("unexpected end of stream", "", "the file ends inside a quoted text", "is a quotation mark missing?"),
        (
            "did not find expected key",
            "",
            "a line that fits no level of indentation around it",
            "align it with its neighbours",
        ),
        (
            "did not find expected '-' indicator",
            "",
            "a line that is neither an item of the list nor above it",
            "align it, or write `- ` in front",
        ),
        (
            r"expected ',' or '[]}]'",
            "",
            "a comma or the closing bracket is missing",
            "quote text that holds any of [ ] { } ,",
        ),
        (
            "could not find expected ':'",
            "",
            "a colon is missing after a key",
            "is the text continued from the line before? indent it",
        ),
        ("unknown escape", "", "an escape that YAML does not know", r"use single quotes, or write a backslash as \\"),
        ("did not find expected <document start>", "", "the document ends before this", "separate documents with ---"),
    )
)


def explain_syntax(tally: Tally, error: YamlSyntaxError) -> None:
    """Add the finding for what the parser stopped at."""
    content = tally.text.content
    offset = min(error.offset, len(content))
    # Behind the last character there is nothing to mark.
    place = (
        (max(len(content.rstrip()) - 1, 0), len(content.rstrip()))
        if offset >= len(content.rstrip())
        else (offset, offset + 1)
    )
    for problem, here, meaning, help_ in _REASONS:
        if problem.search(error.problem) and here.match(content, offset):
            tally.add(yaml_problems.INVALID_YAML, place, f"not YAML: {meaning}", note=meaning, help=(help_,))
            return
    said = f"{error.context}: {error.problem}" if error.context else error.problem
    tally.add(yaml_problems.INVALID_YAML, place, f"not YAML: {said}", note=error.problem)
