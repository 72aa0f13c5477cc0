"""Whoever is asked for a verdict."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

from schemakit.core.json import Json


@final
@dataclass(frozen=True, slots=True)
class Subject:
    """An engine, a generated model, somebody's own code: anything that takes a payload or refuses it.

    ``accepts`` returns the verdict; what it raises is a crash of the subject and reported as one.
    """

    name: str
    accepts: Callable[[Json], bool]
