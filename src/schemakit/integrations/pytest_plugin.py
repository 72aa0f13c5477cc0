"""The plugin of pytest: options, the fixture ``schemas``, and ``@pytest.mark.contract``.

pytest imports this module in every project that has schemakit installed, so it imports nothing but pytest; what does
the work is imported by the first test that asks for it.
"""

import re
from collections.abc import Generator, Iterator, Mapping
from importlib import import_module
from typing import Any, Final, Protocol, cast, final

import pytest

_CONTRACT: Final = "schemakit.integrations.pytest_contract"

_MARKER: Final = (
    "contract(schema, *, only=None, view=None, max_examples=None, seed=None): run the test for each `case` of a "
    "schema, valid and invalid ones; only: 'valid' or 'invalid'; view: 'request' or 'response' (schemakit)"
)


class _Contracts(Protocol):
    def schemas(self) -> object: ...
    def cases(self, mark: pytest.Mark) -> tuple[Any, ...]: ...
    def tell(self, item: pytest.Item, report: pytest.TestReport) -> None: ...


class _Contract(Protocol):
    def contracts(self, config: pytest.Config) -> _Contracts: ...
    def summary(self, shown: list[Mapping[str, Any]]) -> Iterator[str]: ...


_CONTRACTS: Final = pytest.StashKey[_Contracts]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("schemakit", "contract tests from JSON Schemas (schemakit)")
    folders = "files and folders of schemas; repeatable (default: those of the configuration, or schemas/)"
    group.addoption("--schemakit-schemas", metavar="PATH", action="append", help=folders)
    examples = "cases of either kind that are drawn from a schema, at least (default: 20)"
    group.addoption("--schemakit-examples", metavar="N", type=int, help=examples)
    group.addoption("--schemakit-seed", metavar="N", type=int, help="the same makes the same cases (default: 0)")
    frozen = "folder of frozen cases, NAME.json in the format of the official suite"
    group.addoption("--schemakit-frozen", metavar="DIR", help=frozen)


def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest the marker, and who listens to reports."""
    config.addinivalue_line("markers", _MARKER)
    config.pluginmanager.register(_Summary(), "schemakit-summary")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test its cases; a marker of this name on a test without a ``case`` to be given is somebody else's."""
    mark = metafunc.definition.get_closest_marker("contract")
    if mark is not None and "case" in metafunc.fixturenames and not _has_cases(metafunc.definition):
        cases = _contracts(metafunc.config).cases(mark)
        metafunc.parametrize("case", cases, ids=[case.id for case in cases])


@pytest.hookimpl(hookwrapper=True)  # the older way of wrapping: every pytest that runs here knows it
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, None]:
    """Say with the report of a test what its case was, and how to run it again."""
    outcome = yield
    contracts = item.config.stash.get(_CONTRACTS, None)
    if contracts is not None and call.when == "call":
        contracts.tell(item, outcome.get_result())


@pytest.fixture(scope="session")
def schemas(request: pytest.FixtureRequest) -> object:
    """The schemas of the project, as ``schemakit.load`` returns them (``--schemakit-schemas``)."""
    return _contracts(request.config).schemas()


@final
class _Summary:
    """What the tests of contracts have shown; they may run in other processes, so it comes with their reports."""

    def __init__(self) -> None:
        self._shown: list[Mapping[str, Any]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what came with the report of a test."""
        shown = getattr(report, "schemakit", None)
        if shown is not None:
            self._shown.append(shown)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which assertions of which schemas tests have gone through."""
        if self._shown:
            terminalreporter.section("contracts (schemakit)")
            for line in cast(_Contract, import_module(_CONTRACT)).summary(self._shown):
                terminalreporter.line(line)


def _has_cases(test: pytest.Item) -> bool:
    names = (given.args[:1] or given.kwargs.get("argnames") for given in test.iter_markers("parametrize"))
    return any(re.search(r"\bcase\b", str(one)) for one in names)


def _contracts(config: pytest.Config) -> _Contracts:
    if _CONTRACTS not in config.stash:
        config.stash[_CONTRACTS] = cast(_Contract, import_module(_CONTRACT)).contracts(config)
    return config.stash[_CONTRACTS]
