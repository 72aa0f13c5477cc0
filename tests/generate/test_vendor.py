"""``--standalone``: a generated package that runs where schemakit is not installed."""

import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import Final

import pytest

from schemakit.core.json import Json
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.target_name import TARGET_NAMES, TargetName
from schemakit.generate.vendor import VENDORED, with_runtime
from schemakit.generate.write import write
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import from_schema

_SCHEMA: Final[Json] = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "maxLength": 5, "pattern": "^[a-z]"},
        "mode": {"enum": ["on", "off"], "default": "on"},
        "next": {"$ref": "#"},
    },
    "dependentRequired": {"next": ["mode"]},
}
#: Nothing of schemakit can be imported here, and what was is said at the end.
_SERVICE: Final = """
import sys
sys.modules["schemakit"] = None
import wire
from wire.root import Root
loaded = wire.load(Root, {"name": "a", "mode": "off", "next": {"name": "b"}})
typed = {"type_": Root} if isinstance(loaded, dict) else {}
assert wire.dump(loaded, **typed) == {"name": "a", "mode": "off", "next": {"name": "b"}}
for wrong in ({}, {"name": "A"}, {"name": "a", "next": {"name": "b"}}):
    try:
        wire.load(Root, wrong)
    except Exception as error:
        assert type(error).__name__ == "ValidationError", error
    else:
        raise SystemExit(f"accepted: {wrong}")
print(sorted({name.partition(".")[0] for name in sys.modules} & {"pydantic", "msgspec", "hypothesis", "jsonschema"}))
"""


@pytest.mark.parametrize(
    ("target", "libraries"),
    [("pydantic", ["pydantic"]), ("dataclass", []), ("typeddict", []), ("msgspec", ["msgspec"])],
)
def test_a_service_needs_its_library_and_the_engine(target: TargetName, libraries: list[str], tmp_path: Path) -> None:
    write(generated_files(from_schema(_SCHEMA), target=target, standalone=True), tmp_path / "wire")
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{_SERVICE}"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == (f"{libraries}\n", "")


def test_every_target_is_tried_above() -> None:
    assert set(TARGET_NAMES) == {"pydantic", "dataclass", "typeddict", "msgspec"}


@pytest.mark.parametrize("target", TARGET_NAMES)
def test_no_import_of_schemakit_is_left(target: TargetName) -> None:
    for file in generated_files(from_schema(_SCHEMA), target=target, standalone=True):
        lines = [line.strip() for line in file.text.splitlines()]
        assert not [line for line in lines if line.startswith(("from schemakit", "import schemakit"))], file.path
        assert 'import_module("schemakit' not in file.text


def test_models_are_the_same_with_and_without_their_runtime() -> None:
    def models(*, standalone: bool) -> dict[str, str]:
        files = generated_files(from_schema(_SCHEMA), standalone=standalone)
        return {str(file.path): file.text for file in files if file.path.name in {"root.py", "_schemas.py"}}

    assert models(standalone=True) == models(standalone=False)


def test_text_that_only_looks_like_an_import_stays() -> None:
    text = 'from schemakit.core.json import Json\nTEXT = """\nfrom schemakit.core.json import Json\n"""\n'
    file, *vendored = with_runtime([GeneratedFile(PurePosixPath("a.py"), text)], "1")
    assert file.text == text.replace("from schemakit.", f"from .{VENDORED}.", 1)
    assert {str(one.path) for one in vendored} >= {f"{VENDORED}/core/json.py", f"{VENDORED}/__init__.py"}
