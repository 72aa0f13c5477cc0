"""Generated modules look as if written by hand, and mean what they meant."""

import ast
from pathlib import PurePosixPath

import pytest

from schemakit.generate.backports import without_backports
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.layout import laid_out

LONG = [f"Alternative{number:02}OfSomethingThatHasALongName" for number in range(6)]
MANY = ", ".join(f'"a rather long value, number {number}"' for number in range(8))

ALIASES = [
    f'Name = TypeAliasType("Name", {" | ".join(LONG[:3])})\n',
    f'Name = TypeAliasType("Name", {" | ".join(LONG)})\n',
    f'Name = TypeAliasType("Name", list[{" | ".join(LONG)}] | dict[str, {LONG[0]}])\n',
    f'Name = TypeAliasType("Name", Literal[{MANY}])\n',
    f'Name = TypeAliasType("Name", Annotated[list[Literal[{MANY}]], Field(max_length=3)])\n',
    f"Name: TypeAlias = {' | '.join(LONG[:3])}\n",
    f"Name: TypeAlias = {' | '.join(LONG)}\n",
    f"Name: TypeAlias = Literal[{MANY}]\n",
    f"Name: TypeAlias = Literal[{MANY}, 'äöü'] | None\n",
    f"Name: TypeAlias = list[{' | '.join(LONG)}]\n",
]


def module(text: str) -> GeneratedFile:
    return GeneratedFile(PurePosixPath("thing.py"), text)


@pytest.mark.parametrize("text", ALIASES)
def test_a_long_alias_becomes_short_lines_of_the_same_meaning(text: str) -> None:
    written = laid_out(module(text)).text
    assert max(map(len, written.split("\n"))) <= 120
    assert ast.dump(ast.parse(written)) == ast.dump(ast.parse(text))
    assert laid_out(module(written)).text == written


@pytest.mark.parametrize("text", ['Name: TypeAlias = "list[Name]"\n', f'Name = TypeAliasType("Name", {LONG[0]})\n'])
def test_what_fits_in_a_line_stays(text: str) -> None:
    assert laid_out(module(text)).text == text


def test_settings_stand_in_one_line_and_apart_from_fields() -> None:
    text = 'class A(B):\n    model_config = ConfigDict(\n        extra="forbid",\n    )\n    x: int\n'
    written = 'class A(B):\n    model_config = ConfigDict(extra="forbid")\n\n    x: int\n'
    assert laid_out(module(text)).text == written
    assert laid_out(module(written)).text == written


def test_settings_alone_are_the_end_of_a_class() -> None:
    text = 'class A(B):\n    model_config = ConfigDict(\n        extra="forbid",\n    )\n\n\nA.model_rebuild()\n'
    assert laid_out(module(text)).text == (
        'class A(B):\n    model_config = ConfigDict(extra="forbid")\n\n\nA.model_rebuild()\n'
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("x: int = Field(..., ge=1)", "x: int = Field(ge=1)"),
        ('x: str = Field(\n        ..., alias="ä ..., b"\n    )', 'x: str = Field(\n        alias="ä ..., b"\n    )'),
        ('x: Literal["ä Field(..., "] = Field(..., ge=1)', 'x: Literal["ä Field(..., "] = Field(ge=1)'),
        ("x: int = Field(default=..., ge=1)", "x: int = Field(default=..., ge=1)"),
        ("x: int = Field(1, ge=1)", "x: int = Field(1, ge=1)"),
    ],
)
def test_a_field_without_a_default_says_nothing_of_one(text: str, written: str) -> None:
    assert laid_out(module(f"class A(B):\n    {text}\n")).text == f"class A(B):\n    {written}\n"


IMPORTS = """\
from __future__ import annotations

from typing import Any

from pydantic import Field
from typing_extensions import TypeAliasType

from .enums import (
    A,
    B,
)
from .guard import ExactModel
from .order import Order
"""

WRITTEN = """\
from __future__ import annotations

from typing import Any

from pydantic import Field

from .enums import (
    A,
    B,
)
from .guard import ExactModel, TypeAliasType
from .order import Order
"""

ALONE = "from typing import Any\n\nfrom typing_extensions import TypeAliasType\n"
BESIDE = f"{ALONE}\nfrom .enums import A\nfrom .z import Z\n"


@pytest.mark.parametrize(
    ("imports", "written"),
    [
        (IMPORTS, WRITTEN),
        (ALONE, ALONE.replace("typing_extensions", ".guard")),
        (
            BESIDE,
            "from typing import Any\n\nfrom .enums import A\nfrom .guard import TypeAliasType\nfrom .z import Z\n",
        ),
        ('x: Literal["typing_extensions"]\n', 'x: Literal["typing_extensions"]\n'),
    ],
)
def test_what_newer_versions_of_python_have_comes_from_the_package(imports: str, written: str) -> None:
    rest = "\nA = TypeAliasType('A', 'typing_extensions')\n"
    assert without_backports(module(imports + rest)).text == written + rest
