"""The schemas of a run, and where their findings are."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, final
from urllib.parse import unquote, urlsplit

from schemakit.core.errors import UsageError
from schemakit.core.location import Excerpt, Location, Locator, Span
from schemakit.core.outcome import Outcome
from schemakit.core.record import dataclass
from schemakit.loading.positions import Positions
from schemakit.loading.source import Source
from schemakit.pipeline.config import Config
from schemakit.pipeline.schemas import Schemas, load
from schemakit.resolve.schema_set import SchemaSet

#: The way out where nobody said where the schemas are, and they are not where they usually are.
_ELSEWHERE: Final = 'say where the schemas are: [tool.schemakit] schemas = ["FOLDER"] in pyproject.toml'


def read_schemas(
    config: Config, paths: Sequence[str] | None = None, published: Sequence[Source] = ()
) -> Outcome[Schemas]:
    """Load what the configuration names, or other paths, as the configuration says; ``published`` documents, too."""
    wanted = config.schemas if paths is None else paths
    try:
        return load(
            wanted,
            dialect=config.dialect,
            nullable=config.nullable,
            formats=config.formats,
            published=published,
        )
    except UsageError as error:
        if error.help or wanted != Config().schemas:
            raise
        raise UsageError(error.message, help=_ELSEWHERE) from error


def in_view(schemas: Schemas, config: Config) -> Schemas:
    """Return the schemas as they judge values that go the way that the configuration names."""
    return schemas if config.view is None else schemas.view(config.view)


def positions(schemas: SchemaSet) -> Positions:
    """Return the locator for the findings of a set."""
    return Positions(schemas.sources.values())


@final
@dataclass(frozen=True, slots=True)
class Shown:
    """A locator that also knows files nobody has read, like generated ones: by their path alone."""

    locate: Locator

    def __call__(self, location: Location, /) -> Excerpt | None:
        """Return the excerpt of a source, or the path of a file without lines."""
        excerpt = self.locate(location)
        if excerpt is not None or not location.uri.startswith("file:"):
            return excerpt
        path = Path(os.path.relpath(unquote(urlsplit(location.uri).path))).as_posix()
        return Excerpt(path, Span(1, 1, 1, 1), ())


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 schema`` or ``5 schemas``."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
