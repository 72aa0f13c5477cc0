"""What can be wrong with an input before anyone asks what its schemas mean: SK001 to SK020."""

from typing import Final

from schemakit.core.finding import Kind
from schemakit.loading import file_problems, text_problems, toml_problems, yaml_problems

#: In the order of their codes.
KINDS: Final[tuple[Kind, ...]] = (
    file_problems.UNREADABLE_FILE,
    file_problems.NOT_TEXT,
    file_problems.EMPTY_FILE,
    text_problems.INVALID_JSON,
    yaml_problems.INVALID_YAML,
    text_problems.DUPLICATE_KEY,
    text_problems.TRAILING_DATA,
    file_problems.TOO_LARGE,
    text_problems.TOO_DEEP,
    yaml_problems.ALIAS_EXPANSION,
    yaml_problems.RECURSIVE_ALIAS,
    text_problems.NON_FINITE_NUMBER,
    text_problems.HUGE_NUMBER,
    text_problems.LONE_SURROGATE,
    yaml_problems.COMPLEX_KEY,
    yaml_problems.UNSUPPORTED_TAG,
    file_problems.DIRECTORY_LOOP,
    file_problems.LINK_OUTSIDE,
    toml_problems.INVALID_TOML,
    file_problems.BROKEN_GZIP,
)
