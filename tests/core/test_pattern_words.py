"""Simple patterns in words."""

import pytest

from schemakit.core.pattern_words import in_words


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("^[A-Z]{2}-[0-9]{4}$", 'be 2 of A-Z, then "-", then 4 digits'),
        ("^[a-z0-9-]+$", 'be one or more of a-z, 0-9 and "-"'),
        ("^#", 'begin with "#"'),
        ("\\.json$", 'end with ".json"'),
        ("[0-9]", "contain one digit"),
        ("^a-?b$", 'be "a", then perhaps "-", then "b"'),
        ("^[^ ]*$", 'be any number of characters but " "'),
        ("^\\d{1,3}$", "be 1 to 3 digits"),
        ("^\\w{2,}$", "be 2 or more of letters, digits and _"),
    ],
)
def test_a_row_of_classes_and_letters_is_said(pattern: str, words: str):
    assert in_words(pattern) == words


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "^$",
        "a|b",
        "^(a)$",
        "a.b",
        "^.*$",
        "\\S",
        "[\\p{L}]",
        "^a$b",
        "(?=a)",
        "a+?",
        "[a&&b]|",
        "x" * 200,
        "\\n",
        "[",
    ],
)
def test_what_takes_more_to_say_is_left_as_it_is(pattern: str):
    assert in_words(pattern) is None
