"""Where things are written: results to stdout, progress to stderr, reports to files."""

import codecs
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, TextIO, final

from schemakit import __version__
from schemakit.cli.exit_codes import CLEAN, FINDINGS
from schemakit.core.atomic import write_text
from schemakit.core.errors import UsageError
from schemakit.core.finding import Finding, Kind, Severity
from schemakit.core.location import Locator
from schemakit.core.record import dataclass
from schemakit.pipeline.config import Config
from schemakit.report import FORMATS, report, step_report
from schemakit.report.presentation import Presentation
from schemakit.report.screen import harmless

#: The formats people read; the others are one document for a machine, and nothing else may stand beside it.
_FOR_PEOPLE: Final = frozenset({"full", "concise"})


@final
@dataclass(frozen=True, slots=True)
class Output:
    """How this run speaks."""

    format: str = "full"
    files: tuple[tuple[str, str], ...] = ()
    color: bool = False
    unicode: bool = True
    every_place: bool = False
    quiet: bool = False
    verbose: bool = False
    exit_zero: bool = False
    step_summary: str = ""

    @staticmethod
    def of(arguments: Namespace, config: Config) -> "Output":
        """Return what the options and the two streams ask for; raises UsageError where they cannot be understood."""
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # text files all, where we start
        return Output(
            format=config.format,
            files=tuple(_file(text) for text in getattr(arguments, "report", ())),
            color=_wants_color(config.color, sys.stdout, os.environ),
            unicode=_is_utf8(sys.stdout),
            every_place=getattr(arguments, "all", False),
            quiet=arguments.quiet,
            verbose=arguments.verbose,
            exit_zero=getattr(arguments, "exit_zero", False),
            step_summary=os.environ.get("GITHUB_STEP_SUMMARY", ""),
        )

    def result(self, text: str) -> None:
        """Write a line of the result, where people read it."""
        stream = sys.stdout if self.format in _FOR_PEOPLE else sys.stderr
        if not self.quiet:
            stream.write(f"{self._spelled(text)}\n")
            stream.flush()  # whoever waits for the next line wants to see this one

    def code(self, text: str) -> None:
        """Write lines that a file could hold, where people read them; the text is harmless to print."""
        (sys.stdout if self.format in _FOR_PEOPLE else sys.stderr).write(text)

    def progress(self, text: str) -> None:
        """Tell how it goes."""
        if not self.quiet:
            sys.stderr.write(f"{self._spelled(text)}\n")

    def detail(self, text: Callable[[], str]) -> None:
        """Tell what only -v wants to know, and nobody else should wait for."""
        if self.verbose:
            self.progress(text())

    def report(
        self,
        findings: Sequence[Finding],
        locate: Locator,
        *,
        assumptions: str = "",
        summary: str = "",
        kinds: Callable[[], Mapping[str, Kind]] = dict,
    ) -> int:
        """Write every report that was asked for and return the exit status."""
        documented = kinds() if "sarif" in {self.format, *(name for name, _ in self.files)} else {}
        said = Presentation(
            assumptions, summary, __version__, unicode=True, every_place=self.every_place, kinds=documented
        )
        for name, path in self.files:
            write_text(Path(path), report(name).render(findings, locate, said))
        if self.step_summary:
            with Path(self.step_summary).open("a", encoding="utf-8") as file:  # other steps' tools write there, too
                file.write(step_report().render(findings, locate, said))
        shown = Presentation(
            "" if self.quiet and self.format in _FOR_PEOPLE else self._spelled(assumptions),
            "" if self.quiet and self.format in _FOR_PEOPLE else self._spelled(summary),
            __version__,
            unicode=self.unicode,
            color=self.color and self.format in _FOR_PEOPLE,
            every_place=self.every_place,
            kinds=documented,
        )
        sys.stdout.write(report(self.format).render(findings, locate, shown))
        failed = any(finding.severity is Severity.ERROR for finding in findings)
        return FINDINGS if failed and not self.exit_zero else CLEAN

    def _spelled(self, text: str) -> str:
        """Return a line as this terminal can show it; values and names of documents may be among its words."""
        return harmless(text if self.unicode else text.replace("·", "-"), unicode=self.unicode)


def release_stdout() -> None:
    """Point stdout at nothing: its reader is gone, and the interpreter flushes once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _file(text: str) -> tuple[str, str]:
    name, sign, path = text.partition("=")
    if name not in FORMATS or not sign or not path:
        raise UsageError(f"`--report {text}` is not FORMAT=FILE", help=f"the formats are {', '.join(FORMATS)}")
    return name, path


def _wants_color(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Decide by the option, then NO_COLOR and FORCE_COLOR (no-color.org, force-color.org), then the stream."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def _is_utf8(stream: TextIO) -> bool:
    return codecs.lookup(stream.encoding or "ascii").name == "utf-8"
