"""Names for types are there in every version of Python, without another package."""

import subprocess
import sys
from pathlib import Path
from typing import TypedDict, get_args, get_type_hints

from schemakit.core.json import Json
from schemakit.generate.write import write
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import from_schema
from schemakit.runtime.type_alias import TypeAliasType

SCHEMA: Json = {
    "$defs": {"Tree": {"anyOf": [{"type": "array", "items": {"$ref": "#/$defs/Tree"}}, {"enum": ["leaf", "bud"]}]}},
    "type": "object",
    "properties": {"tree": {"$ref": "#/$defs/Tree"}, "kind": {"enum": ["a", "b"]}},
}

#: Generates, imports and uses a package where there is no such module at all.
ALONE = """
import sys
sys.modules["typing_extensions"] = None
sys.path.insert(0, sys.argv[1])
from package import dump, load
from package.root import Root
value = {"tree": [["leaf"], "bud"], "kind": "a"}
print(dump(load(Root, value), Root) == value)
"""


Name = TypeAliasType("Name", int)
Other = TypeAliasType("Other", int)


def test_a_name_is_told_apart_from_another_of_the_same_type() -> None:
    assert len({Name, Other}) == 2
    assert (Name.__name__, Name.__value__, Name.__module__, repr(Name)) == ("Name", int, __name__, "Name")


class Typed(TypedDict):
    a: Name | None


def test_a_name_is_part_of_unions_and_annotations() -> None:
    assert get_args(Name | None) == (Name, type(None))
    assert get_args(None | Name) == (type(None), Name)
    assert get_args(list[Name]) == (Name,)
    assert get_type_hints(Typed)["a"] == Name | None


def test_a_generated_package_of_typeddicts_needs_nothing_but_the_runtime(tmp_path: Path) -> None:
    write(generated_files(from_schema(SCHEMA), target="typeddict"), tmp_path / "package")
    done = subprocess.run([sys.executable, "-c", ALONE, tmp_path], check=False, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("True\n", "")
