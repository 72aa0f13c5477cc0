"""Which packages of models a project wants: known without loading what makes them."""

from typing import final

from schemakit import __version__
from schemakit.core.errors import UsageError
from schemakit.core.json import Json
from schemakit.core.near import nearest
from schemakit.core.record import dataclass
from schemakit.generate.fingerprint import fingerprint
from schemakit.generate.target_name import TARGET_NAMES, TargetName
from schemakit.pipeline.config import Config
from schemakit.pipeline.schemas import View


@final
@dataclass(frozen=True, slots=True)
class Wanted:
    """A package that somebody wants.

    Attributes:
        paths: where the schemas are read from.
        names: the schemas to make models of; none: all.
        out: folder of the package.
        target: the library that the models are of.
        view: which way the values go.
        standalone: the package brings its runtime.
        settings: all that decides what is made, besides the files.
    """

    paths: tuple[str, ...]
    names: tuple[str, ...]
    out: str
    target: TargetName
    view: View | None
    standalone: bool
    settings: dict[str, Json]


def wanted(config: Config) -> Wanted:
    """Return the package that settings describe; raises UsageError for an unknown target."""
    target = _target(config.target)
    settings: dict[str, Json] = {
        "version": __version__,
        "code": fingerprint(),
        "target": target,
        "names": [*sorted(config.names)],
        "view": config.view,
        "standalone": config.standalone,
        "formats": config.formats,
        "nullable": config.nullable,
        "dialect": config.dialect,
    }
    return Wanted(config.schemas, config.names, config.out, target, config.view, config.standalone, settings)


def jobs(config: Config) -> tuple[Config, ...]:
    """Return the settings of each package of a project: of its jobs, or its own where it has none."""
    return tuple(job.config for job in config.generate) or (config,)


def _target(name: str) -> TargetName:
    for known in TARGET_NAMES:
        if known == name:
            return known
    near = nearest(name, TARGET_NAMES)
    known_ones = f"the targets are {', '.join(TARGET_NAMES)}"
    raise UsageError(f"there is no target `{name}`", help=f"did you mean {near}?" if near else known_ones)
