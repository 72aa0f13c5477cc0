"""Tests of contracts in pytest: their cases, and what is said about them."""

import shlex
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar, cast, final

import pytest

from schemakit.core.errors import SchemakitError
from schemakit.core.location import Location
from schemakit.core.pointer import to_fragment
from schemakit.core.record import dataclass
from schemakit.pipeline.config import Config, configuration
from schemakit.pipeline.explained import drawn, findings_of, shown
from schemakit.pipeline.python import load
from schemakit.pipeline.schemas import Schemas, View

T = TypeVar("T")

#: Imported for tests that ask for cases: Hypothesis draws them.
_CASES: Final = "schemakit.pipeline.cases"

_EXAMPLES: Final = 20
_LINES: Final = 40
_OPTIONS: Final = ("only", "max_examples", "seed", "view")
_VIEWS: Final = (None, "request", "response")
_KINDS: Final = (None, "valid", "invalid")
#: Assertions that are named where tests have not violated them.
_NAMED: Final = 5


class _Case(Protocol):
    schema: str
    id: str
    payload: Any
    violation: Any
    is_valid: bool
    is_frozen: bool


class _Drawn(Protocol):
    cases: tuple[_Case, ...]
    assertions: frozenset[Location]


class _Cases(Protocol):
    def drawn_cases(self, schemas: Schemas, name: str, *, max_examples: int, seed: int) -> _Drawn: ...
    def frozen_cases(self, schemas: Schemas, name: str, folder: Path) -> tuple[_Case, ...]: ...


@final
@dataclass(frozen=True, slots=True)
class _Asked:
    """What a marker asks for."""

    schema: str
    only: str | None
    view: View | None
    max_examples: int
    seed: int


def contracts(config: pytest.Config) -> "Contracts":
    """Return what gives the tests of a run their cases."""
    return Contracts(config)


@final
class Contracts:
    """The schemas of a run, and the cases that were drawn from them; each once, however many tests ask."""

    def __init__(self, config: pytest.Config) -> None:
        """Load nothing yet."""
        self._config = config
        self._schemas: Schemas | None = None
        self._seen: dict[View, Schemas] = {}
        self._drawn: dict[tuple[str, View | None, int, int], _Drawn] = {}
        self._sent: set[_Asked] = set()

    def schemas(self) -> Schemas:
        """Return the schemas of the project; where they cannot be loaded, the test fails and says why."""
        if self._schemas is None:
            self._schemas = _or_fail(self._loaded)
        return self._schemas

    def seen(self, view: View | None) -> Schemas:
        """Return them as they judge values that go one way."""
        if view is None:
            return self.schemas()
        if view not in self._seen:
            schemas = self.schemas()
            self._seen[view] = _or_fail(lambda: schemas.view(view))
        return self._seen[view]

    def cases(self, mark: pytest.Mark) -> tuple[_Case, ...]:
        """Return the cases that a marker asks for."""
        asked = self._asked(mark)
        every = (*self._frozen_for(asked), *self._drawn_for(asked).cases)
        return tuple(case for case in every if asked.only is None or case.is_valid == (asked.only == "valid"))

    def tell(self, item: pytest.Item, report: pytest.TestReport) -> None:
        """Put into a report what its case has shown, and if the test failed, what the case is."""
        mark = item.get_closest_marker("contract")
        spec = getattr(item, "callspec", None)
        case: Any = spec.params.get("case") if spec is not None else None
        if mark is None or report.skipped or not hasattr(case, "is_frozen"):  # the marker and the case of others
            return
        asked = self._asked(mark)
        report.schemakit = self._told(case, asked)  # type: ignore[attr-defined] # what is set is sent
        if report.failed:
            report.sections.append((f"case of {case.schema} (schemakit)", self._about(case, item, asked)))

    @cached_property
    def _settings(self) -> Config:
        return configuration(Namespace(schemas=self._config.getoption("--schemakit-schemas")))

    def _loaded(self) -> Schemas:
        config = self._settings
        return load(*config.schemas, dialect=config.dialect, nullable=config.nullable, formats=config.formats)

    def _drawn_for(self, asked: _Asked) -> _Drawn:
        key = (asked.schema, asked.view, asked.max_examples, asked.seed)
        if key not in self._drawn:
            schemas, draw = self.seen(asked.view), _module().drawn_cases
            self._drawn[key] = _or_fail(
                lambda: draw(schemas, asked.schema, max_examples=asked.max_examples, seed=asked.seed)
            )
        return self._drawn[key]

    def _frozen_for(self, asked: _Asked) -> tuple[_Case, ...]:
        folder = self._config.getoption("--schemakit-frozen")
        schemas, read = self.seen(asked.view), _module().frozen_cases
        return _or_fail(lambda: read(schemas, asked.schema, Path(folder))) if folder else ()

    def _asked(self, mark: pytest.Mark) -> _Asked:
        unknown = sorted(set(mark.kwargs) - set(_OPTIONS))
        only, view = mark.kwargs.get("only"), mark.kwargs.get("view")
        numbers = [mark.kwargs.get(name) for name in ("max_examples", "seed")]
        is_wrong = bool(unknown) or only not in _KINDS or view not in _VIEWS or not all(map(_is_number, numbers))
        if len(mark.args) != 1 or not isinstance(mark.args[0], str) or is_wrong:
            said = ", ".join([*map(repr, mark.args), *(f"{name}={value!r}" for name, value in mark.kwargs.items())])
            pytest.fail(
                f"@pytest.mark.contract({said}): it takes the name of a schema, and {', '.join(_OPTIONS)}; "
                "only is 'valid' or 'invalid', view 'request' or 'response', the others are integers",
                pytrace=False,
            )
        given = [self._config.getoption(f"--schemakit-{name}") for name in ("examples", "seed")]
        count, seed = (marked if option is None else option for option, marked in zip(given, numbers, strict=True))
        return _Asked(
            mark.args[0],
            only,
            view or _or_fail(lambda: self._settings.view),
            _EXAMPLES if count is None else count,
            0 if seed is None else seed,
        )

    def _told(self, case: _Case, asked: _Asked) -> dict[str, object]:
        """Return what a case has shown as plain values that reach another process; with the first, what there is."""
        is_first = asked not in self._sent
        self._sent.add(asked)
        return {
            "schema": case.schema,
            "valid": case.is_valid,
            "violates": None if case.violation is None else _place(case.violation.schema),
            "seed": asked.seed,
            "assertions": sorted(map(_place, self._drawn_for(asked).assertions)) if is_first else [],
        }

    def _about(self, case: _Case, item: pytest.Item, asked: _Asked) -> str:
        """Return the payload, what the schema says about it, and the command that tries it again."""
        lines = shown(case.payload).splitlines()
        more = [f"... and {len(lines) - _LINES} more lines"] if len(lines) > _LINES else []
        said = "valid" if case.is_valid else "invalid"
        schemas = self.seen(asked.view)
        found = findings_of(schemas, case.schema, case.payload)
        text = drawn(schemas, case.schema, case.payload, found)
        options = [part for name in ("schemas", "frozen") for part in _said(self._config, name)]
        seed = ["--schemakit-examples", str(asked.max_examples), "--schemakit-seed", str(asked.seed)]
        again = shlex.join(["pytest", item.nodeid, *options, *([] if case.is_frozen else seed)])
        parts = ("\n".join([f"The payload is {said}:", *lines[:_LINES], *more]), text, f"Again: {again}")
        return "\n\n".join(part for part in parts if part)


def summary(shown: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a line for each schema: how many cases there were, and which assertions they violate."""
    names = list(dict.fromkeys(one["schema"] for one in shown))
    width = max(map(len, names))
    for name in names:
        ours = [one for one in shown if one["schema"] == name]
        valid = sum(one["valid"] for one in ours)
        every = {place for one in ours for place in one["assertions"]}
        violated = {one["violates"] for one in ours} & every
        seeds = ", ".join(sorted({str(one["seed"]) for one in ours}))
        yield (
            f"{name.ljust(width)}  {valid} valid, {len(ours) - valid} invalid, "
            f"{len(violated)} of {len(every)} assertions violated, seed {seeds}"
        )
        missed = sorted(every - violated)
        if missed and violated:
            more = f" and {len(missed) - _NAMED} more" if len(missed) > _NAMED else ""
            yield f"  not violated: {', '.join(missed[:_NAMED])}{more}"


def _is_number(value: object) -> bool:
    """Tell whether a marker can have a value for a number: None is as good as nothing."""
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def _place(location: Location) -> str:
    return f"{location.uri.rpartition('/')[2]}#{to_fragment(location.pointer)}"


def _said(config: pytest.Config, name: str) -> list[str]:
    given = config.getoption(f"--schemakit-{name}") or []
    return [part for text in ([given] if isinstance(given, str) else given) for part in (f"--schemakit-{name}", text)]


def _module() -> _Cases:
    try:
        return cast(_Cases, import_module(_CASES))
    except ModuleNotFoundError as error:
        missing = error.name
    pytest.fail(
        f"@pytest.mark.contract needs {missing}, which is not installed\nhelp: pip install 'schemakit[fuzz]'",
        pytrace=False,
    )


def _or_fail(do: Callable[[], T]) -> T:
    """Return what is made; where it cannot be, the test fails with the reason and without a traceback."""
    try:
        return do()
    except SchemakitError as error:
        found = "".join(f"\n  {finding.code} {finding.name}: {finding.message}" for finding in error.findings[:_NAMED])
        text = f"schemakit: {error.message}{found}" + (f"\nhelp: {error.help}" if error.help else "")
    pytest.fail(text, pytrace=False)
