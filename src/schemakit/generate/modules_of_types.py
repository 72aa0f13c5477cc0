"""Renders the modules of types of a package, and makes sure that they are what was decided."""

from typing import Final

from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.naming import Names
from schemakit.generate.package import HEADER
from schemakit.generate.render import render
from schemakit.generate.safety import UnsafeCodeError, fields, parse
from schemakit.generate.shape import ClassOf, Plan, RootOf
from schemakit.generate.skeleton import Style, skeleton, wire_names
from schemakit.generate.target import TargetName

#: The modules that stand for our own base classes, and the empty one.
_OURS: Final = frozenset(("guard.py", "__init__.py"))


def modules_of_types(plan: Plan, names: Names, target: TargetName, style: Style) -> tuple[GeneratedFile, ...]:
    """Return the modules of a plan as a target writes them.

    Raises:
        UnsafeCodeError: they are not what was decided: a bug.
    """
    if not plan.definitions:
        return ()
    rendered = render(skeleton(plan, names, style), wire_names(plan, names), HEADER, target)
    files = tuple(file for file in rendered if str(file.path) not in _OURS)
    siblings = ["guard", *(file.path.stem for file in files)]
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
