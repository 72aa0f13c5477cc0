"""Decides every name of generated code, before anything is rendered: stable, legal, none twice.

A type is called what its author calls it: the name of a root schema, the key in ``$defs``, else where it stands, below
the type it was met in (``RunStatus`` for the property ``status`` of ``Run``). No name depends on what else there is,
except where two would be the same.
"""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final, final

from schemakit.core.record import dataclass
from schemakit.generate.identifiers import BUILTINS, KEYWORDS, attribute, pascal, snake, unused, upper
from schemakit.generate.modules import placed
from schemakit.generate.shape import ClassOf, EnumOf, Plan
from schemakit.ir.assertions import NodeId

#: Names that generated modules import or define.
IMPORTED: Final = frozenset(
    (
        "Annotated", "Any", "BaseModel", "ConfigDict", "Decimal", "Enum", "ExactModel", "ExactRoot", "Field", "IntEnum",
        "Literal", "MISSING", "Optional", "RootModel", "StrEnum", "TypeAliasType", "Union", "annotations",
    )
)  # fmt: skip

#: Built-in types that annotations name: a field of that name would hide them from the fields below it.
TYPE_WORDS: Final = frozenset(("str", "int", "float", "bool", "list", "dict"))

#: Modules of every generated package, and names that are no module names on some systems.
RESERVED_MODULES: Final = frozenset(
    ("guard", "enums", "manifest", "internal", "con", "prn", "aux", "nul", "load", "loads", "dump", "dumps")
)


@final
@dataclass(frozen=True, slots=True)
class Names:
    """The names of a package.

    Attributes:
        types: of each definition; no two differ only in case.
        modules: of each definition, without ``.py``.
        fields: of the properties of a class, by their names in JSON.
        members: of the values of an enum, in order.
    """

    types: Mapping[NodeId, str]
    modules: Mapping[NodeId, str]
    fields: Mapping[NodeId, Mapping[str, str]]
    members: Mapping[NodeId, tuple[str, ...]]


def name(plan: Plan, reserved: Collection[str]) -> Names:
    """Name everything in a plan; ``reserved``: what modules of the target import, or its classes have already."""
    types = _types(plan, reserved)
    taken = frozenset((*reserved, *types.values(), *TYPE_WORDS, *KEYWORDS, *IMPORTED))
    return Names(
        types=types,
        modules=_modules(plan, types),
        fields=MappingProxyType(
            {
                node: _fields(definition, taken)
                for node, definition in plan.definitions.items()
                if isinstance(definition, ClassOf)
            }
        ),
        members=MappingProxyType(
            {
                node: tuple(_members(definition))
                for node, definition in plan.definitions.items()
                if isinstance(definition, EnumOf)
            }
        ),
    )


def _types(plan: Plan, used: Collection[str]) -> Mapping[NodeId, str]:
    reserved = {*used, *IMPORTED, *BUILTINS, *KEYWORDS}
    taken: set[str] = set()
    found: dict[NodeId, str] = {}
    # Names that authors gave come first: they may not depend on what was met on the way.
    for node in sorted(plan.definitions, key=lambda node: not plan.origins[node].name):
        origin = plan.origins[node]
        around = found[origin.within] if origin.within is not None and not origin.name else ""
        wanted = pascal(origin.name) if origin.name else around + pascal(" ".join(origin.path))
        found[node] = unused(wanted, taken, reserved=reserved, between="")
        taken.add(found[node].casefold())
    return MappingProxyType({node: found[node] for node in plan.definitions})


def _modules(plan: Plan, types: Mapping[NodeId, str]) -> Mapping[NodeId, str]:
    taken = set(RESERVED_MODULES)
    modules: dict[NodeId, str] = {}
    for node, home in placed(plan).items():
        if home is None:
            modules[node] = "enums"
        elif home in modules:
            modules[node] = modules[home]
        else:
            candidate = snake(types[home])
            modules[home] = unused(candidate + "_" if candidate in KEYWORDS else candidate, taken)
            taken.add(modules[home])
            modules[node] = modules[home]
    return MappingProxyType(modules)


def _fields(definition: ClassOf, taken: Collection[str]) -> Mapping[str, str]:
    fields: dict[str, str] = {}
    used: set[str] = set()
    # Names that can stay as they are stay, whoever else would like them.
    for wire in sorted((item.name for item in definition.properties), key=lambda wire: attribute(wire) != wire):
        wanted = attribute(wire)
        while wanted in taken:
            wanted += "_"
        candidate, number = wanted, 1
        while candidate in used:
            number += 1
            candidate = f"{wanted}_{number}"
        used.add(candidate)
        fields[wire] = candidate
    return MappingProxyType({item.name: fields[item.name] for item in definition.properties})


def _members(definition: EnumOf) -> Iterator[str]:
    taken: set[str] = set()
    for member in definition.members:
        text = str(member.value)
        # In capitals, so no keyword, and nothing that every member has.
        found = unused(upper(f"minus {text}" if isinstance(member.value, int) and member.value < 0 else text), taken)
        taken.add(found.casefold())
        yield found
