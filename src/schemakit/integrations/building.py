"""Models made while a project is built: what the adapters of all build back ends share.

What is made, and from what, is what ``schemakit generate`` would make in the root of the project: the settings are
those of ``[tool.schemakit]``, and there are no others.
"""

import os
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol, cast, final

from schemakit.check.suppress import Selection
from schemakit.core.errors import BrokenSchemaError, ConfigError, MissingExtraError, SchemakitError
from schemakit.core.finding import Finding, Severity
from schemakit.core.outcome import Outcome
from schemakit.core.record import dataclass
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.write import Written, write
from schemakit.loading.positions import Positions
from schemakit.loading.source import Source
from schemakit.pipeline.config import Config, configuration
from schemakit.pipeline.schemas import Schemas, load
from schemakit.pipeline.wanted import Wanted, jobs, wanted
from schemakit.report import report
from schemakit.report.presentation import Presentation

#: Imported for a project that is built with models: they need the extra ``generate``.
_PACKAGES: Final = "schemakit.pipeline.packages"
#: Imported where schemas are too broken to make models of, to say why.
_CHECKING: Final = "schemakit.pipeline.checking"

_EXTRA: Final = "in pyproject.toml: [build-system] requires = [..., 'schemakit[generate]']"


class _Packages(Protocol):
    def package(
        self, schemas: Schemas, wanted: Wanted, tell: Callable[[int, int], None]
    ) -> tuple[GeneratedFile, ...]: ...


class _Checking(Protocol):
    def check(self, loaded: Outcome[Schemas], selection: Selection) -> tuple[Finding, ...]: ...


@final
@dataclass(frozen=True, slots=True)
class Built:
    """A package of models, in the source tree of a project.

    Attributes:
        out: its folder, relative to the root of the project, with forward slashes.
        written: what became of its files.
    """

    out: str
    written: Written

    @property
    def summary(self) -> str:
        """One line for the log of a build."""
        new, old = len(self.written.changed), len(self.written.unchanged)
        return f"schemakit: models in {self.out}/: {new} written, {old} already as the schemas make them"


def build_models() -> tuple[Built, ...]:
    """Write the models of the project in the current folder, each package as its settings say.

    Raises:
        SchemakitError: they cannot be made; ``failure`` has the words.
    """
    return tuple(map(_build, jobs(configuration(Namespace()))))


def schema_files() -> tuple[str, ...]:
    """Return the files that the models are made from, relative to the current folder."""
    paths = (source.path.removesuffix(f"[{source.index}]") for source in _sources())
    return tuple(path for path in dict.fromkeys(paths) if Path(path).is_file())


def failure(error: SchemakitError) -> str:
    """Return what a build says where models cannot be made: the report of the command line, then the reason."""
    found = _drawn(error.findings)
    way_out = f"\nhelp: {error.help}" if error.help else ""
    return f"schemakit: no models were made\n\n{found}error: {error.message}{way_out}"


def _build(config: Config) -> Built:
    out = _inside(config.out)
    loaded = _loaded(config)
    if loaded.errors:
        raise BrokenSchemaError("the schemas cannot be read", findings=loaded.errors)
    try:
        files = cast(_Packages, import_module(_PACKAGES)).package(loaded.value, wanted(config), lambda _, __: None)
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"this needs {error.name}, which is not installed", help=_EXTRA) from None
    except BrokenSchemaError as error:
        found = cast(_Checking, import_module(_CHECKING)).check(loaded, Selection())
        errors = tuple(finding for finding in found if finding.severity is Severity.ERROR)
        raise BrokenSchemaError(error.message, help=error.help, findings=errors) from None
    return Built(out, write(files, Path(config.out)))


def _sources() -> tuple[Source, ...]:
    """Return the documents of all packages, each once."""
    documents = (_loaded(config).value.set.sources for config in jobs(configuration(Namespace())))
    return tuple({uri: source for sources in documents for uri, source in sources.items()}.values())


def _loaded(config: Config) -> Outcome[Schemas]:
    return load(config.schemas, dialect=config.dialect, nullable=config.nullable, formats=config.formats)


def _drawn(findings: Sequence[Finding]) -> str:
    """Return the findings with their code frames."""
    if not findings:
        return ""
    return f"{report('full').render(findings, Positions(_sources()), Presentation(unicode=False))}\n"


def _inside(out: str) -> str:
    path = Path(os.path.relpath(out)).as_posix()
    if path in {".", ".."} or path.startswith("../"):
        raise ConfigError(
            f"`out` is {path}, and what is built must lie inside the project", help="out = 'src/NAME/models'"
        )
    return path
