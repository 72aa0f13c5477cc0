"""Renders the modules of types of a package, and makes sure that they are what was decided."""

from schemakit.generate.backports import without_backports
from schemakit.generate.forward_aliases import aliases_first
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.in_place import in_place, unnamed
from schemakit.generate.layout import laid_out
from schemakit.generate.naming import Names
from schemakit.generate.references import uses
from schemakit.generate.safety import UnsafeCodeError, fields, parse
from schemakit.generate.shape import ClassOf, Plan, RootOf
from schemakit.generate.skeleton import OURS, Style, skeleton, wire_names
from schemakit.generate.target_name import TargetName
from schemakit.generate.workshop import Workshop
from schemakit.ir.assertions import NodeId


def modules_of_types(
    plan: Plan, names: Names, target: TargetName, style: Style, workshop: Workshop
) -> tuple[GeneratedFile, ...]:
    """Return the modules of a plan as a target writes them.

    Raises:
        UnsafeCodeError: they are not what was decided: a bug.
    """
    if not plan.definitions:
        return ()
    elsewhere = _named_elsewhere(plan, names)
    inside = [node for node in unnamed(plan) if node not in elsewhere]
    keys = frozenset(f"{names.modules[node]}.{names.types[node]}" for node in inside)
    files = workshop.rendered(skeleton(plan, names, style), wire_names(plan, names), target, OURS, keys)
    if not style.bases:  # classes with bases are read in any order
        files = tuple(map(aliases_first, files))
    files = in_place(files, [names.types[node] for node in inside])
    files = tuple(laid_out(without_backports(file)) for file in files)
    siblings = [OURS, *(file.path.stem for file in files)]
    found: dict[str, dict[str, str]] = {}
    for file in files:
        found.update(fields(parse(file.text, siblings)))
    for node, definition in plan.definitions.items():
        if isinstance(definition, ClassOf) or (isinstance(definition, RootOf) and style.bases):
            wanted = {attribute: wire for wire, attribute in names.fields.get(node, {"root": "root"}).items()}
            got = found.get(names.types[node])
            if got != wanted:
                raise UnsafeCodeError(f"{names.types[node]} got the fields {got}, not {wanted}")
    return files


def _named_elsewhere(plan: Plan, names: Names) -> frozenset[NodeId]:
    """Return the definitions that another module than their own imports."""
    return frozenset(
        used
        for node, definition in plan.definitions.items()
        for used in uses(definition)
        if names.modules[used] != names.modules[node]
    )
