"""The 29 enums that drf-spectacular generated, rebuilt from what is left of them."""

import json
from collections import Counter
from typing import Any

from corpora import corpora_path
from schemakit.core.json import json_equal
from schemakit.core.location import Location, Uri
from schemakit.core.outcome import Outcome
from schemakit.core.pointer import Pointer, lookup
from schemakit.resolve.bullets import Reason
from schemakit.resolve.enums import Recovered, recover
from schemakit.resolve.referrers import Referrer, referrer_at


def outcomes() -> dict[str, int]:
    """Return how many cases came to what; raises ``AssertionError`` for a wrong enum or a refusal without reason."""
    cases: list[dict[str, Any]] = json.loads(corpora_path("drf-bullet-cases.json").read_text(encoding="utf-8"))
    return dict(Counter(_judged(case, recover(case["missing_component"], [_only_referrer(case)])) for case in cases))


def main() -> int:
    """Print what the cases came to."""
    print("enums rebuilt from descriptions (drf-bullet-cases), judged by the component they stand for")
    for what, count in sorted(outcomes().items(), key=lambda item: -item[1]):
        print(f"{count:>4}  {what}")
    return 0


def _only_referrer(case: dict[str, Any]) -> Referrer:
    ref = f"#/components/schemas/{case['missing_component']}"
    for pointer in ("", "/allOf/0", "/oneOf/0", "/items", "/items/allOf/0"):
        try:
            found = lookup(case["property"], Pointer(pointer + "/$ref"))
        except LookupError:
            continue
        if found == ref:
            return referrer_at(case["property"], Location(Uri("file:///case.json"), Pointer(pointer + "/$ref")))
    raise LookupError(case["field"])


def _judged(case: dict[str, Any], outcome: Outcome[Recovered | None]) -> str:
    recovered, truth = outcome.value, case["truth"]["enum"]
    if recovered is None:
        if outcome.findings:
            return "refused: " + next(reason for reason in Reason if reason in outcome.findings[0].message)
        assert not case["bullets_in_property"]
        return "nothing is listed"
    if [finding.name for finding in outcome.findings] == ["ambiguous-enum-type"] and recovered.alternative is not None:
        assert case["truth"]["type"] == recovered.alternative
        assert recovered.type == "string"
        assert len(recovered.values) == len(truth)
        return "type undecided, strings with a warning"
    assert json_equal(list(recovered.values), truth)
    assert recovered.type == case["truth"].get("type", "string")
    return "exact, with a warning about None" if outcome.findings else "exact"
