"""Pointers lead to a value or to nothing."""

import pytest

from schemakit.core.pointer import Pointer, lookup


def test_an_index_names_an_item() -> None:
    assert [lookup(["a", "b"], Pointer(f"/{index}")) for index in range(2)] == ["a", "b"]


@pytest.mark.parametrize("token", ["2", "01", "-1", "+1", "-", "\u0661", "1" * 5_000])
def test_what_is_no_index_of_an_array_names_nothing(token: str) -> None:
    with pytest.raises(LookupError):
        lookup(["a", "b"], Pointer(f"/{token}"))
