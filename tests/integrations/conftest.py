"""Wheels and environments, made once for all tests of what is installed."""

import shutil
from collections.abc import Callable

import pytest

from installed import Installed, Wheels, built_wheels, installed, wheels_missing
from integrations.hooked import Repository, environment_of_hooks, hooks_of_this_checkout


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what makes environments: ``make test PYTEST_ARGS="-m 'not installed'"`` does without."""
    for item in items:
        if "wheels" in getattr(item, "fixturenames", ()):
            item.add_marker("installed")


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Wheels:
    """The wheels of this checkout and of all it depends on."""
    if reason := wheels_missing():
        pytest.skip(reason)
    return built_wheels(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="session")
def environment(wheels: Wheels, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Installed]:
    """A function from requirements to an environment that has them; the same one for the same requirements."""
    made: dict[tuple[str, ...], Installed] = {}

    def of(*requirements: str) -> Installed:
        if requirements not in made:
            made[requirements] = installed(tmp_path_factory.mktemp("environment"), wheels, *requirements)
        return made[requirements]

    return of


@pytest.fixture(scope="session")
def hooks(wheels: Wheels, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """What users name as ``repo`` in their configuration: a repository with a tag, from which a wheel is built."""
    if shutil.which("git") is None:
        pytest.skip("NO GIT: hooks cannot be run")
    store = tmp_path_factory.mktemp("hooks")
    return hooks_of_this_checkout(store / "schemakit", environment_of_hooks(wheels.environment, store))
