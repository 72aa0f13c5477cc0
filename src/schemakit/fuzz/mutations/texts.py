"""Strings too short or too long, without a match of the pattern, or nearly of the format."""

from collections.abc import Iterator
from typing import Final

from schemakit.formats import FORMATS
from schemakit.fuzz.terms import NotFormat, NotPattern, Scope, Way
from schemakit.ir.assertions import Assertion, FormatIs, Pattern, StringLength, TypeIs, ValueIn

STRINGS: Final = TypeIs(frozenset({"string"}))


def ways(assertion: Assertion, keyword: str, scope: Scope) -> Iterator[Way]:
    """Yield strings that miss by as little as can be."""
    del scope
    match assertion, keyword:
        case StringLength(minimum=bound), "minLength" if bound:
            yield STRINGS, StringLength(maximum=bound - 1)
            yield STRINGS, StringLength(minimum=bound - 1, maximum=bound - 1)
        case StringLength(maximum=bound), "maxLength" if bound is not None:
            yield STRINGS, StringLength(minimum=bound + 1, maximum=bound + 1)
            yield STRINGS, StringLength(minimum=bound + 1)
        case Pattern(pattern), _:
            yield STRINGS, NotPattern(pattern)
            # ECMA-262 has no "before a final newline" meaning of $, Python's re does
            yield STRINGS, NotPattern(pattern), Pattern("\\n$")
        case FormatIs(name), _ if name in FORMATS:
            yield STRINGS, NotFormat(name)
            for near in FORMATS[name].near_misses:
                yield STRINGS, ValueIn((near,))
        case _:
            pass
