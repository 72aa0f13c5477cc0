"""What a target is: how plans become code for one library."""

from collections.abc import Callable
from typing import final

from schemakit.core.record import dataclass
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.naming import Names
from schemakit.generate.package import Contents
from schemakit.generate.shape import Plan
from schemakit.generate.target_name import TargetName
from schemakit.generate.workshop import Workshop


@final
@dataclass(frozen=True, slots=True)
class Target:
    """One library to generate for.

    Attributes:
        name: as people ask for it.
        reserved: names that its modules import or its classes have already, so nothing else can have them.
        limits: its types show how long, large or many; else that is left to the guard.
        modules: renders the modules of types.
        surroundings: writes the files around them.
        tuples: a property that can be absent can be a tuple as it stands; else that has a name of ours.
    """

    name: TargetName
    reserved: frozenset[str]
    limits: bool
    modules: Callable[[Plan, Names, Workshop], tuple[GeneratedFile, ...]]
    surroundings: Callable[[Contents], tuple[GeneratedFile, ...]]
    tuples: bool = True
