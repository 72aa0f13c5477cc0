"""Wheels and environments, made once for all tests of what is installed."""

from collections.abc import Callable

import pytest

from installed import Installed, Wheels, built_wheels, installed, wheels_missing


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
