"""Names that were probably meant."""

import pytest

from schemakit.core.near import nearest


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("SK1O1", ["SK911", "SK101", "SK111", "SK001"], "SK101"),
        ("dangling", ["dangling-ref", "no-schema"], "dangling-ref"),
        ("pydnatic", ["pydantic", "dataclass"], "pydantic"),
        ("xyz", ["pydantic"], None),
        ("xyz", [], None),
    ],
)
def test_of_names_that_are_alike_the_one_with_most_characters_in_their_places_was_meant(
    written: str, known: list[str], meant: str | None
) -> None:
    assert nearest(written, known) == meant
    assert nearest(written, known[::-1]) == meant
