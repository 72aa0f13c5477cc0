"""Packages are imported from memory in every thread that asks, and leave nothing behind."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from schemakit.core.json import Json
from schemakit.generate.memory import import_package
from schemakit.generate.target_name import TargetName
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.schemas import from_schema

SCHEMA: Json = {"type": "object", "properties": {"a": {"type": "object", "properties": {"x": {"type": "integer"}}}}}


@pytest.fixture
def hectic() -> Iterator[None]:
    """Have threads interrupt each other as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@pytest.mark.usefixtures("hectic")
@pytest.mark.parametrize("target", ["pydantic", "dataclass"])
def test_threads_make_the_same_package_at_the_same_time(target: TargetName) -> None:
    files = generated_files(from_schema(SCHEMA, name="Root"), target=target)
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: import_package(files, ("root",)), range(64)))
    assert {one["root"].Root.__name__ for one in made} == {"Root"}
    assert not [name for name in sys.modules if name.startswith("schemakit_models_")]
