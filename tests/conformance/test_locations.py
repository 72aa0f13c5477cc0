"""L11: a finding's location exists in its source and has a line."""

import pytest

from conformance.locations import locate
from official_suite import DRAFTS


@pytest.mark.corpora
@pytest.mark.parametrize("draft", DRAFTS)
def test_every_place_of_every_finding_is_a_place_in_a_text(draft: str):
    located = locate(draft)

    assert located.lost == ()
    assert located.findings > 100
