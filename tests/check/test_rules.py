"""Every rule finds what its bad cases hold, at the place, and nothing in its good ones.

A case is a file, or a folder of files that are checked together. Beside each bad case stands what is found in it: the
finding's line, then its places.
"""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from schemakit.check.rule import Checked
from schemakit.check.rules import RULES
from schemakit.check.run import run
from schemakit.check.suppress import Selection
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.location import Location

CASES = Path(__file__).parent / "rules"
HEADINGS = ("## What it does", "## Why is this bad?", "## Example", "## Use instead")


def cases(kind: str) -> list[Path]:
    return sorted(path for path in CASES.glob(f"*/{kind}-*") if path.suffix != ".txt")


def documents(case: Path) -> dict[str, Json]:
    files = sorted(case.glob("*.json")) if case.is_dir() else [case]
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in files}


def found(checked: Checked, rule: str) -> tuple[Finding, ...]:
    return run(checked, Selection(select=(rule,)), [RULES[rule]])


def written(findings: tuple[Finding, ...]) -> str:
    return "".join(
        f"{finding.severity}[{finding.code}] {finding.name}: {finding.message}\n"
        + "".join(f"  {place(location)}\n" for location in (finding.location, *finding.related))
        for finding in findings
    )


def place(location: Location) -> str:
    return f"{location.uri.removeprefix('file:///')}#{location.pointer}{' (name)' if location.key else ''}"


@pytest.mark.parametrize("case", cases("bad"), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_bad_case_is_found_at_its_place(case: Path, check: Callable[[Mapping[str, Json]], Checked]):
    text = written(found(check(documents(case)), case.parent.name))
    expected = case.with_suffix(".txt")
    if os.environ.get("SCHEMAKIT_ACCEPT"):
        expected.write_text(text, encoding="utf-8")
    assert text, "nothing is found"
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", cases("good"), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_is_found_in_a_good_case(case: Path, check: Callable[[Mapping[str, Json]], Checked]):
    assert written(found(check(documents(case)), case.parent.name)) == ""


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_bad_and_a_good_case(rule: str):
    assert [path for path in cases("bad") if path.parent.name == rule]
    assert [path for path in cases("good") if path.parent.name == rule]


def test_a_folder_of_cases_belongs_to_a_rule():
    assert {path.name for path in CASES.iterdir()} == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_documented_under_the_four_headings(rule: str):
    kind = RULES[rule].kind
    assert [line for line in kind.documentation.splitlines() if line.startswith("#")] == list(HEADINGS)
    assert kind.summary.endswith(".")


def test_codes_are_unique_and_the_table_is_in_their_order():
    codes = [rule.kind.code for rule in RULES.values()]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("rule", RULES)
def test_the_documented_example_is_found_and_what_is_to_be_used_instead_is_not(
    rule: str, check: Callable[[Mapping[str, Json]], Checked]
):
    example, instead = (
        _blocks(RULES[rule].kind.documentation, heading) for heading in ("## Example", "## Use instead")
    )
    for block in example:
        assert found(check({"example.json": block}), rule)
    for block in instead:
        assert not found(check({"instead.json": block}), rule)


def _blocks(documentation: str, heading: str) -> list[Json]:
    section = documentation.partition(heading)[2].partition("\n## ")[0]
    return [json.loads(block.partition("```")[0]) for block in section.split("```json\n")[1:]]
