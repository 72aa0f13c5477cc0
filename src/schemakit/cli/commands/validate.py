"""``schemakit validate``: data against schemas."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol, cast

from schemakit.cli.config import Config
from schemakit.cli.engine import import_engine
from schemakit.cli.options import add_output, add_reading, add_report
from schemakit.cli.reading import counted, read_schemas
from schemakit.cli.session import Invocation
from schemakit.core.finding import Finding
from schemakit.core.location import Uri
from schemakit.core.outcome import Outcome
from schemakit.loading.positions import Positions
from schemakit.loading.read import read, read_stdin
from schemakit.loading.source import Source
from schemakit.pipeline.validating import validate_documents
from schemakit.resolve.schema_set import SchemaSet
from schemakit.validate.veil import Veiled

_SHOWN_FILES: Final = 5
#: Imported for -v: it knows recovered enums, and their hashes.
_ASSUMPTIONS: Final = "schemakit.cli.assumptions"


class _Assumptions(Protocol):
    def assumptions(self, schemas: SchemaSet, config: Config) -> str: ...


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="data files and folders; - is stdin")
    parser.add_argument("--schema", metavar="NAME|PATH[#POINTER]", help="of all files (default: what each file names)")
    parser.add_argument("--engine", choices=("fast", "reference"), default="fast", help="who judges (default: fast)")
    add_reading(parser, paths=False)
    add_output(parser)
    add_report(parser)


def run(invocation: Invocation) -> int:
    """Report what is wrong with the data."""
    import_engine()
    arguments, config, output = invocation.arguments, invocation.config, invocation.output
    loaded = read_schemas(config, _schema_paths(config, arguments.schema))
    schemas = loaded.value
    output.detail(lambda: _assumed(schemas.set, config))
    data = _read(arguments.files)
    done = validate_documents(
        schemas, data.value, schema=arguments.schema, patterns=config.data, engine=arguments.engine
    )
    findings = (*loaded.errors, *data.findings, *done.findings)
    names = {source.uri: source.path for source in data.value}
    return output.report(
        findings,
        Veiled(Positions((*schemas.set.sources.values(), *data.value)), done.hidden),
        summary=f"{_counts(findings, names)}{counted(done.documents, 'file')} checked, {done.valid} valid",
    )


def _assumed(schemas: SchemaSet, config: Config) -> str:
    module = cast(_Assumptions, import_module(_ASSUMPTIONS))
    return module.assumptions(schemas, config)


def _schema_paths(config: Config, named: str | None) -> Sequence[str]:
    """Return what to load: a schema that is named by its path needs nothing but itself and what it refers to."""
    file = named.partition("#")[0] if named else ""
    if not file or not Path(file).is_file():
        return config.schemas
    return (file, *(path for path in config.schemas if Path(path).exists()))


def _read(files: Sequence[str]) -> Outcome[tuple[Source, ...]]:
    outcomes = [read_stdin() if file == "-" else read([file]) for file in files]
    # a file that is given twice is checked once
    sources = {source.uri: source for outcome in outcomes for source in outcome.value}
    return Outcome(tuple(sources.values()), tuple(finding for outcome in outcomes for finding in outcome.findings))


def _counts(findings: Sequence[Finding], names: dict[Uri, str]) -> str:
    """Return ``bad.json: 1 error. `` for the files that have any."""
    errors = Counter(finding.location.uri for finding in findings if finding.location.uri in names)
    shown = [f"{names[uri]}: {counted(number, 'error')}" for uri, number in list(errors.items())[:_SHOWN_FILES]]
    more = len(errors) - len(shown)
    return "".join((", ".join(shown), f" and {more} more" if more else "", ". " if shown else ""))
