"""What generated code says to readers stands in lines that they can read."""

import pytest

from schemakit.core.json import Json
from schemakit.generate.target_name import TargetName
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import from_schema

NAMES = ("a", "abc", "an_attribute_of_some_length", "x" * 60)


@pytest.mark.parametrize("target", ["pydantic", "dataclass", "msgspec", "typeddict"])
@pytest.mark.parametrize("more", ["", "-"], ids=["class", "call"])  # with such a key, a TypedDict is a call
def test_descriptions_of_fields_leave_room_for_their_names(target: TargetName, more: str) -> None:
    properties: dict[str, Json] = {
        f"{name}_{length}{more}": {"type": "string", "description": "word " * length}
        for name in NAMES
        for length in (1, 20, 21, 22, 23, 24, 60)
    }
    files = generated_files(from_schema({"type": "object", "properties": properties}), target=target)
    [text] = [file.text for file in files if file.path.name == "root.py"]
    assert "word word" in text
    assert max(map(len, text.splitlines())) <= 120
