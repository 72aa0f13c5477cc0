"""What is said about every invalid value of the official suite, and of a sample of the corpora."""

import pytest

from conformance.messages import CORPORA, Figures, corpus, examine_record, suite
from official_suite import DRAFTS
from schemakit.core.finding import Finding
from schemakit.core.location import Location
from schemakit.core.pointer import Pointer
from schemakit.validate.validator import IN_MEMORY, Validator

#: One schema of so many; ``make conformance`` takes them all.
SAMPLE = 15


@pytest.mark.corpora
@pytest.mark.parametrize("draft", DRAFTS)
def test_every_invalid_value_of_the_suite_is_explained_in_our_words_at_a_place_with_a_line(draft: str):
    figures = suite(draft)
    assert figures.wrong == []
    assert figures.findings >= figures.invalid > 400


@pytest.mark.corpora
@pytest.mark.parametrize("name", CORPORA)
def test_a_sample_of_the_corpora_gets_the_verdict_of_the_bare_engine_and_findings_in_our_words(name: str):
    figures = corpus(name, SAMPLE)
    assert figures.wrong == []
    assert figures.findings >= figures.invalid > 20


def test_what_is_measured_can_fail(monkeypatch: pytest.MonkeyPatch):
    """The figures are worth something only where a wrong finding is seen."""
    finding = Finding("x-unknown", "", "error", "bell \x07", Location(IN_MEMORY, Pointer("/nothing")))  # type: ignore[arg-type]
    monkeypatch.setattr(Validator, "findings", lambda *_: [finding])
    figures = Figures("made up")
    examine_record(figures, "one", {"type": "string"}, ["valid", 1])
    assert len(figures.wrong) == 3
