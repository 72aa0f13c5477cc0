"""Rows of JSON as people and programs write them, and as they should not."""

import json
import re
from collections.abc import Callable
from typing import Final

from hypothesis import strategies as st

from schemakit.core.json import Json


def _numbers(value: Json, number: str, written_so: str) -> str:
    """Write a value, one of the numbers in it in another way."""
    return re.sub(rf"(?<![\w.+-]){number}(?![\w.])", written_so, json.dumps(value))


#: Ways to write a value that say the same, or nearly, or nothing at all.
_WRITERS: Final[tuple[Callable[[Json], bytes], ...]] = (
    lambda value: json.dumps(value).encode(),
    lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"),
    lambda value: json.dumps(value, separators=(" ,\t", "\r: ")).encode("utf-8", "surrogatepass"),
    lambda value: _numbers(value, "1", "1.0").encode(),
    lambda value: _numbers(value, "1", "10e-1").encode(),
    lambda value: _numbers(value, "0", "1e-400").encode(),
    lambda value: _numbers(value, "0", "-1e-400").encode(),
    lambda value: _numbers(value, "2", "36893488147419103233").encode(),
    lambda value: _numbers(value, "2", "1e400").encode(),
    lambda value: _numbers(value, "5", "NaN").encode(),
    lambda value: json.dumps(value).replace("a", r"\u0061").encode(),
    lambda value: json.dumps(value).replace("b", r"\ud800").encode(),
    lambda value: json.dumps(value).replace("b", "\U0001f600").encode(),
    lambda value: json.dumps(value).encode().replace(b"b", b"\xff"),
    lambda value: json.dumps(value).encode().replace(b"b", b"\xed\xa0\x80"),
    lambda value: json.dumps(value).replace('"a": ', '"a": 5, "a": ').encode(),
    lambda value: json.dumps(value).replace("}", ', "a": "a"}').encode(),
    lambda value: json.dumps(value).replace("}", ",}").encode(),
    lambda value: json.dumps(value).replace("-", "").encode(),
    lambda value: json.dumps(value).encode()[:-1],
    lambda value: b"\xef\xbb\xbf" + json.dumps(value).encode(),
    lambda value: json.dumps(value).encode() + b" 1",
    lambda value: json.dumps(value).encode("utf-16"),
)

#: Values that are at the edges of the schemas that tests make.
SCALARS: Final = st.sampled_from(
    [
        *(None, True, False, 0, 1, 2, -1, 5, 10, 0.0, 0.5, 1.0, 2.5, -0.5, 1e300, 2**63, 2**64 + 1, -(2**63) - 1),
        *("", "a", "b", "ab", "ab\n", "abc", "\U0001f600", "\U0001f600b", "e\u0301", "1", "null", "5"),
        *("12345678-1234-5678-1234-56781234567a", "12345678123456781234567812345678"),
        *("12345678-1234-5678-1234-56781234567A", "12345678-1234-5678-1234-56781234567g"),
        "12345678-1234-5678-1234-567812345678\n12345678-1234-5678-1234-567812345678",
    ]
)

NAMES: Final = st.sampled_from(["a", "b", "c", 'say "x"'])


def values() -> st.SearchStrategy[Json]:
    """Return small values of few names, so that schemas of the same names often meet them."""
    return st.recursive(
        SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=6
    )


def written(value: Json) -> tuple[bytes, ...]:
    """Return rows that hold the value, or something like it, or something that is no JSON."""
    return tuple(row for write in _WRITERS if b"\n" not in (row := write(value)))
