"""The data of a change: ``validate --changed``, as hooks call it."""

from argparse import Namespace
from pathlib import Path

from schemakit.cli.data import Data, read_data
from schemakit.core.record import replace
from schemakit.loading.encoding import name_of
from schemakit.loading.read import uri_of
from schemakit.loading.source import Source
from schemakit.pipeline.changed import concerns_all, governed, ours
from schemakit.pipeline.config import Config
from schemakit.pipeline.schemas import Schemas
from schemakit.pipeline.workspace import Workspace


def changed_data(arguments: Namespace, config: Config) -> Data:
    """Read what the arguments mean; for a change of schemas, all data that the configuration says they are for."""
    if not concerns_all(arguments.files, config.schemas):
        return read_data(arguments)
    more = governed(config.data, Path())
    data = read_data(Namespace(**{**vars(arguments), "files": [*arguments.files, *more.value]}))
    return replace(data, findings=(*data.findings, *more.findings))


def only_ours(data: Data, schemas: Schemas, workspace: Workspace) -> Data:
    """Leave out what nothing names a schema of this project for."""
    rows = {file: Source(name_of(Path(file)), uri_of(Path(file)), "", "json", None) for file in data.rows}
    kept = {source.uri for source in ours(schemas.set, rows.values(), workspace.ways)}
    return replace(
        data,
        sources=ours(schemas.set, data.sources, workspace.ways),
        rows=tuple(file for file, source in rows.items() if source.uri in kept),
    )
