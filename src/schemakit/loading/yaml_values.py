"""YAML text to values, document by document."""

import re
from typing import Final

from schemakit.core.json import Json
from schemakit.core.outcome import Outcome
from schemakit.loading import file_problems
from schemakit.loading.limits import Limits
from schemakit.loading.tally import Tally
from schemakit.loading.text import Text
from schemakit.loading.yaml_builder import Builder, LimitReachedError
from schemakit.loading.yaml_errors import explain_syntax
from schemakit.loading.yaml_events import DocumentStartEvent, YamlSyntaxError, events, stretch

#: libyaml compares each directive with all before it, so a file of nothing else would take hours.
_DIRECTIVE: Final = re.compile(r"^%TAG", re.MULTILINE)


def values(text: Text, limits: Limits) -> Outcome[tuple[tuple[int, Json], ...]]:
    """Return the documents of a YAML stream with their indexes, as far as they can be used; empty ones are left out."""
    tally = Tally(text, limits)
    if "%TAG" in text.content and len(_DIRECTIVE.findall(text.content)) > limits.directives:
        tally.add(file_problems.TOO_LARGE, (0, 1), f"more than {limits.directives:,} tag directives in one file")
        return Outcome((), tally.findings())
    documents: list[tuple[int, Json]] = []
    try:
        _collect(documents, tally, limits)
    except YamlSyntaxError as error:
        explain_syntax(tally, error)
    except LimitReachedError:
        pass  # the tally has it
    if not documents and not tally.findings():
        tally.add(file_problems.EMPTY_FILE, (0, 0), "the file holds no document")
    return Outcome(tuple(documents), tally.findings())


def _collect(documents: list[tuple[int, Json]], tally: Tally, limits: Limits) -> None:
    """Append the documents one by one, so that those in front of a mistake are kept."""
    stream = events(tally.text.content)
    starts = (event for event in stream if isinstance(event, DocumentStartEvent))
    for index, start in enumerate(starts):
        if index >= limits.documents:
            message = f"more than {limits.documents:,} documents in one file"
            tally.add(file_problems.TOO_LARGE, stretch(start), message)
            raise LimitReachedError
        builder = Builder(tally, limits)
        document = builder.build(stream)
        if builder.is_usable and not builder.is_empty:
            documents.append((index, document))
