"""What a person wants to see, and how much it matters to them."""

import pytest

from schemakit.check.rules import RULES
from schemakit.check.run import in_order
from schemakit.check.suppress import Selection, selected, validated
from schemakit.core.errors import UsageError
from schemakit.core.finding import Finding, Severity
from schemakit.core.location import Location, Uri

PLACE = Location(Uri("file:///a.json"))
ERROR = Finding("SK101", "dangling-ref", Severity.ERROR, "m", PLACE)
WARNING = Finding("SK201", "nullable-keyword", Severity.WARNING, "m", PLACE)
OPINION = Finding("SK501", "some-opinion", Severity.OPINION, "m", PLACE)
ALL = (ERROR, WARNING, OPINION)
KINDS = [rule.kind for rule in RULES.values()]


def test_opinions_are_off_until_they_are_asked_for():
    assert selected(ALL, Selection()) == (ERROR, WARNING)
    assert selected(ALL, Selection(select=("SK501",))) == ALL
    assert selected(ALL, Selection(select=("some-opinion",))) == ALL
    assert selected(ALL, Selection(select=("all",))) == ALL


@pytest.mark.parametrize("entry", ["SK101", "SK1", "SK10", "dangling-ref"])
def test_a_code_its_beginning_and_the_name_all_silence_a_finding(entry: str):
    assert selected(ALL, Selection(ignore=(entry,))) == (WARNING,)


def test_the_more_precise_entry_counts_and_a_tie_is_silence():
    assert selected(ALL, Selection(select=("SK101",), ignore=("SK1",))) == (ERROR, WARNING)
    assert selected(ALL, Selection(select=("SK101",), ignore=("all",))) == (ERROR,)
    assert selected(ALL, Selection(select=("SK1",), ignore=("dangling-ref",))) == (WARNING,)
    assert selected(ALL, Selection(select=("SK101",), ignore=("SK101",))) == (WARNING,)


def test_a_severity_can_be_changed_and_decides_what_is_an_opinion():
    raised = selected(ALL, Selection(severities={"SK2": Severity.ERROR, "some-opinion": Severity.WARNING}))
    assert [finding.severity for finding in raised] == [Severity.ERROR, Severity.ERROR, Severity.WARNING]
    assert selected(ALL, Selection(severities={"dangling-ref": Severity.OPINION})) == (WARNING,)
    both = Selection(severities={"SK1": Severity.WARNING, "SK101": Severity.ERROR})
    assert selected((ERROR,), both) == (ERROR,)


@pytest.mark.parametrize("entry", ["SK999", "dangling-reff", "SK1o1", ""])
def test_an_entry_that_names_nothing_is_a_mistake_of_the_caller(entry: str):
    with pytest.raises(UsageError):
        validated(Selection(ignore=(entry,)), KINDS)


def test_a_misspelt_name_is_answered_with_the_right_one():
    with pytest.raises(UsageError) as raised:
        validated(Selection(ignore=("dangling-reff",)), KINDS)
    assert raised.value.help == "did you mean dangling-ref?"


@pytest.mark.parametrize("entry", ["SK101", "SK1", "dangling-ref", "all"])
def test_an_entry_that_names_something_is_fine(entry: str):
    selection = Selection(ignore=(entry,))
    assert validated(selection, KINDS) is selection


def test_errors_come_first_then_the_order_of_codes_then_that_of_the_documents():
    second = Finding("SK101", "dangling-ref", Severity.ERROR, "m2", PLACE)
    assert in_order([WARNING, ERROR, second]) == (ERROR, second, WARNING)
