"""What every test stands on: Hypothesis profiles and the corpora."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from corpora import corpora_missing, corpora_path

_SLOW_MACHINES = [HealthCheck.too_slow]  # shared runners: laws, not speed, are stated here

settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=_SLOW_MACHINES)
settings.register_profile(
    "ci",
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=_SLOW_MACHINES,
)
settings.register_profile(
    "nightly", max_examples=10_000, deadline=None, print_blob=True, suppress_health_check=_SLOW_MACHINES
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


@pytest.hookimpl(tryfirst=True)  # before pytest skips an empty parameter set with a line for every file
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs the corpora where they are missing; from one place, so that pytest folds it into one line."""
    if item.get_closest_marker("corpora") is not None and (reason := corpora_missing()):
        pytest.skip(reason)


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of the corpora; for tests marked ``corpora``."""
    return corpora_path()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parents[1]
