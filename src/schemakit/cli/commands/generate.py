"""``schemakit generate``: models from the schemas."""

from argparse import SUPPRESS, ArgumentParser
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol, cast, final

from schemakit.cli.exit_codes import CLEAN, FINDINGS
from schemakit.cli.options import add_output, add_reading, add_report, add_view
from schemakit.cli.reading import counted
from schemakit.cli.session import Invocation
from schemakit.core.errors import UsageError
from schemakit.core.finding import Finding, Kind
from schemakit.core.location import Excerpt, Location, Locator
from schemakit.core.near import nearest
from schemakit.core.record import dataclass
from schemakit.generate.on_disk import is_as_made, read_manifest
from schemakit.generate.target_name import TARGET_NAMES
from schemakit.pipeline.config import Config
from schemakit.pipeline.inputs import inputs_digest
from schemakit.pipeline.wanted import Wanted, jobs, wanted

#: Imported where something has to be made: it knows the renderer.
_MAKING: Final = "schemakit.cli.making"
#: Imported for SARIF: it knows every kind of finding.
_CATALOGUE: Final = "schemakit.pipeline.catalogue"


_AS_MADE: Final = "all as the schemas make them."


class _Made(Protocol):
    """What became of a package."""

    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def locate(self) -> Locator: ...
    @property
    def lines(self) -> tuple[str, ...]: ...
    @property
    def summary(self) -> str: ...
    @property
    def is_changed(self) -> bool: ...


class _Making(Protocol):
    def make(self, invocation: Invocation, config: Config, package: Wanted) -> _Made: ...


class _Catalogue(Protocol):
    def catalogue(self) -> Mapping[str, Kind]: ...


@final
@dataclass(frozen=True, slots=True)
class _Anywhere:
    """A locator that asks others, one after the other."""

    locators: tuple[Locator, ...]

    def __call__(self, location: Location, /) -> Excerpt | None:
        found = (locate(location) for locate in self.locators)
        return next((excerpt for excerpt in found if excerpt is not None), None)


@final
@dataclass(frozen=True, slots=True)
class _Current:
    """A package that is as it should be: nothing was read but its bytes."""

    summary: str
    locate: Locator = _Anywhere(())
    findings: tuple[Finding, ...] = ()
    lines: tuple[str, ...] = ()
    is_changed: bool = False


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "names", metavar="NAME", nargs="*", default=SUPPRESS, help="schemas to make models of (default: all)"
    )
    parser.add_argument("--target", metavar="TARGET", help=f"{', '.join(TARGET_NAMES)} (default: {TARGET_NAMES[0]})")
    parser.add_argument("--out", metavar="DIR", help="folder of the package (default: generated)")
    add_view(parser, both=True)
    alone = "write the runtime beside the models, so that nobody who uses them needs schemakit"
    parser.add_argument("--standalone", action="store_true", default=None, help=alone)
    parser.add_argument(
        "--job", metavar="NAME", action="append", help="of the configuration; repeatable (default: all)"
    )
    parser.add_argument("--check", action="store_true", help="write nothing, say what has drifted and why")
    parser.add_argument("--fail-on-write", action="store_true", help="end with 1 where a file was written (for hooks)")
    add_reading(parser, paths=False)
    add_output(parser)
    add_report(parser)


def run(invocation: Invocation) -> int:
    """Write the packages, or with ``--check`` say what writing would change."""
    output = invocation.output
    findings: list[Finding] = []
    places: list[Locator] = []
    summaries: list[str] = []
    is_changed = False
    packages = [(config, wanted(config)) for config in _wanted(invocation)]  # a wrong target, before any is written
    for config, package in packages:
        made = _made(invocation, config, package)
        is_changed |= made.is_changed
        for line in made.lines:
            output.result(line)
        if made.findings or invocation.arguments.check:
            summaries.append(made.summary)
        else:
            output.result(made.summary)
        findings += made.findings
        places.append(made.locate)
    if not summaries:
        return FINDINGS if is_changed and invocation.arguments.fail_on_write else CLEAN
    kinds = cast(_Catalogue, import_module(_CATALOGUE)).catalogue if findings else dict
    return output.report(findings, _Anywhere(tuple(places)), summary=" ".join(summaries), kinds=kinds)


def _wanted(invocation: Invocation) -> Sequence[Config]:
    """Return the settings of each package: of the jobs, unless the command line describes a package of its own."""
    arguments, config = invocation.arguments, invocation.config
    named = {job.name: job.config for job in config.generate}
    for name in arguments.job or ():
        if name not in named:
            near = nearest(name, named)
            known = f"the jobs are {', '.join(named)}" if named else "the configuration has none: [generate.NAME]"
            raise UsageError(f"there is no job `{name}`", help=f"did you mean `{near}`?" if near else known)
    is_one = arguments.out is not None or bool(getattr(arguments, "names", ()))
    if arguments.job:
        asked = [named[name] for name in dict.fromkeys(arguments.job)]
        if is_one and len(asked) > 1:
            raise UsageError("--out and NAME are about one package", help="name one --job, or none")
        return asked
    return [config] if is_one else jobs(config)


def _made(invocation: Invocation, config: Config, package: Wanted) -> _Made:
    out = Path(package.out)
    known = read_manifest(out)
    if known is not None:
        digest = inputs_digest(package.paths, package.settings, known.beside)
        if digest and is_as_made(out, known, digest):
            return _Current(f"{counted(len(known.files) + 1, 'file')} in {out.as_posix()}/, {_AS_MADE}")
    return cast(_Making, import_module(_MAKING)).make(invocation, config, package)
