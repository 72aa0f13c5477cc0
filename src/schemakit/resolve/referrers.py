"""The places that refer to a missing enum component, in the forms drf-spectacular writes."""

from typing import Final, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.pointer import Pointer, child, lookup, parent, tokens
from schemakit.core.record import dataclass

Schema: TypeAlias = dict[str, Json]

_CONSTANTS: Final[dict[str, Schema]] = {"BlankEnum": {"enum": [""]}, "NullEnum": {"enum": [None]}}


@final
@dataclass(frozen=True, slots=True)
class Referrer:
    """A schema that stands for a missing enum: the reference and what is written around it.

    Attributes:
        ref: the text of the ``$ref``.
        schema: the schema object, as the author wrote it.
        location: where it is written.
        nullable: null is allowed beside the enum's own values.
        blank: the empty string is.
    """

    ref: str
    schema: Schema
    location: Location
    nullable: bool = False
    blank: bool = False

    def place(self, keyword: str) -> Location:
        """Return the place of one of its keywords."""
        return Location(self.location.uri, child(self.location.pointer, keyword))


def constant(name: str) -> Schema | None:
    """Return drf-spectacular's BlankEnum or NullEnum (in the form OpenAPI 3.0 has it), None for any other name."""
    found = _CONSTANTS.get(name)
    return None if found is None else {"enum": found["enum"]}


def referrer_at(document: Json, reference: Location) -> Referrer:
    """Return the schema that stands for the enum a ``$ref`` names.

    ``reference`` is the place of the ``$ref`` in ``document``. The schema that stands for the enum is the one around
    the ``$ref`` where that is all an ``allOf`` holds, or where the other branches of a ``oneOf`` are BlankEnum and
    NullEnum. Anywhere else it is the object with the ``$ref`` itself: what is around it describes something else.

    Raises:
        LookupError: no object is there.
    """
    inner = parent(reference.pointer)
    outer = parent(parent(inner))
    bare, around = lookup(document, inner), lookup(document, outer)
    if isinstance(bare, dict) and isinstance(around, dict) and len(bare) == 1 and _is_all(around, tokens(inner)[-2:]):
        return _referrer(reference, bare, around, outer)
    if isinstance(bare, dict):
        return _referrer(reference, bare, bare, inner)
    raise LookupError(reference.pointer)


def _is_all(schema: Schema, path: tuple[str, ...]) -> bool:
    """Tell whether a schema is nothing but what its branch at ``path`` refers to, with null and blank."""
    match schema, path:
        case {"allOf": [_]}, ("allOf", _):
            return True
        case {"oneOf": [*branches]}, ("oneOf", index):
            others = (branch for position, branch in enumerate(branches) if str(position) != index)
            return all(_allows(branch, ("", None)) for branch in others)
        case _:
            return False


def _allows(branch: Json, values: tuple[Json, ...]) -> bool:
    """Tell whether a branch is a constant of drf-spectacular that allows one of the values."""
    if not isinstance(branch, dict):
        return False
    if branch == {"type": "null"}:
        return None in values
    ref = branch.get("$ref")
    schema = constant(ref.rpartition("/")[2]) if isinstance(ref, str) else branch
    return schema is not None and any(schema == {"enum": [value]} for value in values)


def _referrer(reference: Location, bare: Schema, schema: Schema, pointer: Pointer) -> Referrer:
    one_of = schema.get("oneOf")
    branches = one_of if isinstance(one_of, list) else []
    nullable = schema.get("nullable") is True or schema.get("x-nullable") is True
    return Referrer(
        str(bare[tokens(reference.pointer)[-1]]),
        schema,
        Location(reference.uri, pointer),
        nullable=nullable or any(_allows(branch, (None,)) for branch in branches),
        blank=any(_allows(branch, ("",)) for branch in branches),
    )
