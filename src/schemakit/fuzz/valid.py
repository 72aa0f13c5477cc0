"""Valid payloads: a Hypothesis strategy made from the graph, with the judge to have the last word."""

from collections.abc import Callable
from typing import Final, TypeAlias

from hypothesis import reject
from hypothesis import strategies as st

from schemakit.core.json import Json
from schemakit.fuzz.construct import Budget, Construction
from schemakit.fuzz.luck import Unlucky
from schemakit.fuzz.matching import Draw
from schemakit.fuzz.terms import Holds, Term
from schemakit.ir.assertions import NodeId

#: Tells whether a value is valid: the judge, handed in by whoever may import one.
Accepts: TypeAlias = Callable[[Json], bool]

#: How often one example is made anew before it is given up.
_ATTEMPTS: Final = 6


def valid_payloads(construction: Construction, root: NodeId, accepts: Accepts) -> st.SearchStrategy[Json]:
    """Return a strategy of payloads that are valid against a schema; every one has been accepted by the judge."""

    @st.composite
    def payloads(draw: Draw) -> Json:
        found = attempted(draw, construction, (Holds(root),), accepts)
        return reject() if found is None else found[0]

    return payloads()


def attempted(
    draw: Draw, construction: Construction, terms: tuple[Term, ...], accepts: Accepts, attempts: int = _ATTEMPTS
) -> tuple[Json] | None:
    """Draw a value for terms that the judge accepts; None where a few attempts make none."""
    for _ in range(attempts):
        try:
            value = construction.value(draw, terms, 0, Budget())
        except Unlucky:
            continue
        if accepts(value):
            return (value,)
    return None
