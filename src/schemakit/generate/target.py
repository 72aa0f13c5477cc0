"""What a target is: how plans become code for one library."""

from collections.abc import Callable
from typing import Literal, TypeAlias, final

from schemakit.core.record import dataclass
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.naming import Names
from schemakit.generate.package import Contents
from schemakit.generate.shape import Plan

TargetName: TypeAlias = Literal["pydantic"]


@final
@dataclass(frozen=True, slots=True)
class Target:
    """One library to generate for.

    Attributes:
        name: as people ask for it.
        attributes: names that every class of it has already, so no field can have them.
        modules: renders the modules of types.
        surroundings: writes the files around them.
    """

    name: TargetName
    attributes: frozenset[str]
    modules: Callable[[Plan, Names], tuple[GeneratedFile, ...]]
    surroundings: Callable[[Contents], tuple[GeneratedFile, ...]]
