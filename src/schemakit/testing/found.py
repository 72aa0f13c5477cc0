"""The schema that a test means: by its name, or itself."""

from argparse import Namespace
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.pipeline import Schemas, from_schema, load
from schemakit.pipeline.config import Config, configuration
from schemakit.pipeline.schemas import Formats, View
from schemakit.resolve.dialects.read import Mode

#: A schema by name, or itself.
Schema: TypeAlias = str | bool | dict[str, Json]

#: Where a schema is found by its name: in what was loaded, in a file or folder, where the settings of the project say.
Known: TypeAlias = Schemas | str | Path | None

#: Where schemas are read from where the settings of the project say nothing (``[tool.schemakit]`` in the nearest
#: ``pyproject.toml``, or ``schemakit.toml``): the first such folder from the current directory upwards.
FOLDER = "schemas"

_ROOT: Final = "Root"


def name_of(schema: Schema) -> str:
    """Return the name of a schema; one in memory has none of its own."""
    return schema if isinstance(schema, str) else _ROOT


def handle_of(schema: Schema, schemas: Known, view: View | None) -> Schemas:
    """Return the schemas among which a schema is found by ``name_of``.

    Raises:
        UsageError: there is no such file or folder, or no schemas in it.
    """
    if not isinstance(schema, str):
        return _in_view(from_schema(schema, name=_ROOT), view)
    if isinstance(schemas, Schemas):
        return _in_view(schemas, view)
    config = configuration(Namespace())
    paths = _written(config) if schemas is None else (schemas,)
    found = _loaded(tuple(Path(path).resolve() for path in paths), config.dialect, config.nullable, config.formats)
    return _in_view(found, view or config.view)


def _in_view(schemas: Schemas, view: View | None) -> Schemas:
    return schemas if view is None else schemas.view(view)


@lru_cache(maxsize=8)
def _loaded(paths: tuple[Path, ...], dialect: str | None, nullable: Mode, formats: Formats) -> Schemas:
    return load(paths, dialect=dialect, nullable=nullable, formats=formats).value


def _written(config: Config) -> tuple[str | Path, ...]:
    """Return where the settings say that schemas are; where they say nothing, the closest folder of that name."""
    if config.schemas != (FOLDER,):
        return config.schemas
    here = Path.cwd()
    for parent in (here, *here.parents):
        if (parent / FOLDER).is_dir():
            return (parent / FOLDER,)
    raise UsageError(f"there is no folder {FOLDER!r} in {here} or above it", help="pass schemas=...")
