"""What a type does not show of its schema, keyword by keyword: the guard's part, written to the manifest."""

from collections.abc import Iterator

from schemakit.generate.shape import (
    AliasOf,
    Anything,
    Bounds,
    ClassOf,
    Constants,
    Definition,
    Either,
    EnumOf,
    ListOf,
    MapOf,
    Named,
    Numeric,
    Residual,
    RootOf,
    Shape,
    Text,
    TupleOf,
)
from schemakit.ir.assertions import (
    AllOf,
    AnyOf,
    Assertion,
    ItemCount,
    Items,
    MultipleOf,
    NumberBounds,
    Pattern,
    Properties,
    Refers,
    Required,
    StringLength,
    TypeIs,
    ValueIn,
)
from schemakit.ir.graph import Node
from schemakit.ir.spell import spell
from schemakit.ir.walk import held


def residuals(node: Node, shown: Shape | Definition) -> Iterator[Residual]:
    """Yield the keywords of a node that the shape or definition made of it leaves to the guard."""
    shape = shown.shape if isinstance(shown, (RootOf, AliasOf)) else shown
    for assertion in node.assertions:
        for keyword in _left(assertion, shape):
            yield Residual(keyword, node.keyword_place(keyword))


def _left(assertion: Assertion, shown: Shape | ClassOf | EnumOf) -> Iterator[str]:
    parts = shown.shapes if isinstance(shown, Either) else (shown,)
    match assertion:
        case AllOf() | Refers():
            return  # what they lead to is asked for itself
        case TypeIs() if not isinstance(shown, Anything):
            return
        case Properties(named, patterns, additional):
            if named and not isinstance(shown, ClassOf):
                yield "properties"
            if patterns:
                yield "patternProperties"
            if additional is not None and not _shows_additional(shown, bool(named or patterns)):
                yield "additionalProperties"
        case _ if not any(_shows(part, assertion) for part in parts):
            yield from dict.fromkeys((*spell(assertion), *(str(child.path[0]) for child in held(assertion))))
        case _:
            return


def _shows(  # noqa: C901 - a line for each keyword that something shows
    part: Shape | ClassOf | EnumOf, assertion: Assertion
) -> bool:
    match assertion, part:
        case ValueIn(), Constants() | EnumOf() | Named():
            return True
        case NumberBounds(), Numeric(bounds=bounds):
            return bounds != Bounds()
        case StringLength(), Text(shortest, longest):
            return shortest is not None or longest is not None
        case MultipleOf(), Numeric(step=step):
            return step is not None
        case Pattern(), Text(pattern=pattern):
            return pattern is not None
        case ((ItemCount() | Items()), TupleOf()):
            return True
        case ItemCount(), ListOf(fewest=fewest, most=most):
            return fewest is not None or most is not None
        case Items(prefix=prefix), ListOf():
            return not prefix
        case Required(), ClassOf():
            return True
        case AnyOf(), ClassOf():
            return False
        case AnyOf(), _:
            return not isinstance(part, Anything)
        case _:
            return False


def _shows_additional(shown: Shape | ClassOf | EnumOf, beside_others: bool) -> bool:
    match shown:
        case ClassOf(closed=closed):
            return closed
        case MapOf() | Either():
            return not beside_others
        case _:
            return False
