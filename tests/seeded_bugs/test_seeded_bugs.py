"""A few of the forty seeded bugs: the rest are for ``make seeded-bugs``."""

import json
from pathlib import Path

import pytest

from seeded_bugs.__main__ import PACKAGE, probed
from seeded_bugs.bugs import BUGS, Bug

SAMPLE = ("formats are never asserted", "exclusive bounds of draft 4 are lost")


def test_there_are_forty_and_each_can_be_seeded():
    assert len(BUGS) >= 40
    assert [bug.what for _, bug in BUGS if (PACKAGE / bug.file).read_text(encoding="utf-8").count(bug.old) != 1] == []


@pytest.mark.corpora
@pytest.mark.parametrize("bug", [bug for _, bug in BUGS if bug.what in SAMPLE], ids=lambda bug: bug.what)
def test_a_seeded_bug_is_found(bug: Bug, tmp_path: Path):
    baseline = tmp_path / "nothing.json"
    baseline.write_text(json.dumps({}), encoding="utf-8")
    assert probed(bug, baseline)
