"""Writes a plan as a schema that a renderer cannot get wrong: simple types only, every name decided."""

from collections.abc import Mapping
from textwrap import fill
from typing import Final, assert_never, final

from schemakit.core.json import Json
from schemakit.generate.naming import Names
from schemakit.generate.references import ordered
from schemakit.generate.shape import (
    AliasOf,
    Anything,
    Boolean,
    Bounds,
    ClassOf,
    Constants,
    Definition,
    Either,
    EnumOf,
    ListOf,
    MapOf,
    Named,
    Notes,
    Null,
    Numeric,
    Plan,
    Property,
    RootOf,
    Shape,
    Text,
)
from schemakit.ir.assertions import NodeId

#: What stands for the base classes of a package, ``guard.ExactModel`` and ``guard.ExactRoot``.
BASES: Final = ("guard.ExactModel", "guard.ExactRoot")

#: Columns of a line of documentation, inside a class and quotes.
_WIDTH: Final = 108


def skeleton(plan: Plan, names: Names) -> Json:
    """Return the schema; its definitions are called ``module.Type``, and classes refer to their base with ``allOf``."""
    writer = _Writer(names)
    definitions: dict[str, Json] = {base: {"type": "object", "properties": {}} for base in BASES}
    for node in ordered(plan.definitions, plan.roots.values()):
        definitions[writer.key(node)] = writer.definition(node, plan.definitions[node])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions}


def wire_names(plan: Plan, names: Names) -> Mapping[str, str]:
    """Return the attribute for each property that is not called as in JSON, by ``module.Type.property``."""
    writer = _Writer(names)
    return {
        f"{writer.key(node)}.{wire}": attribute
        for node in plan.definitions
        for wire, attribute in names.fields.get(node, {}).items()
        if wire != attribute
    }


@final
class _Writer:
    def __init__(self, names: Names) -> None:
        self._names = names

    def key(self, node: NodeId) -> str:
        return f"{self._names.modules[node]}.{self._names.types[node]}"

    def definition(self, node: NodeId, definition: Definition) -> dict[str, Json]:
        match definition:
            case ClassOf(properties, closed, notes):
                return _class(
                    "guard.ExactModel", [(item.name, item.required, self.property(item)) for item in properties], notes
                ) | ({"additionalProperties": False} if closed else {})
            case RootOf(shape, notes):
                return _class("guard.ExactRoot", [("root", True, self.shape(shape))], notes)
            case EnumOf(members, notes):
                values: list[Json] = [member.value for member in members]
                labels: dict[str, Json] = {}
                if any(member.label for member in members):
                    labels["x-enum-descriptions"] = [member.label for member in members]
                return {
                    "type": "integer" if isinstance(values[0], int) else "string",
                    "enum": values,
                    "x-enum-varnames": list(self._names.members[node]),
                    **labels,
                    **_noted(notes),
                }
            case AliasOf(shape, notes):
                return {**self.shape(shape), **_noted(notes)}
            case _:
                assert_never(definition)

    def property(self, item: Property) -> dict[str, Json]:
        schema = {**self.shape(item.shape), **_noted(item.notes)}
        if item.default is not None:
            schema["default"] = item.default.value
        if item.notes.deprecated:
            schema["deprecated"] = True
        if item.notes.examples:
            schema["examples"] = list(item.notes.examples)
        return schema

    def shape(self, shape: Shape) -> dict[str, Json]:  # noqa: C901 - one case per member of a closed union
        match shape:
            case Anything():
                return {}
            case Null():
                return {"type": "null"}
            case Boolean():
                return {"type": "boolean"}
            case Numeric(whole, bounds):
                return {"type": "integer" if whole else "number", **_bounds(bounds)}
            case Text(shortest, longest):
                return {"type": "string", **_given(minLength=shortest, maxLength=longest)}
            case Constants(values):
                return _constants(values)
            case ListOf(items, fewest, most):
                held: dict[str, Json] = {} if isinstance(items, Anything) else {"items": self.shape(items)}
                return {"type": "array", **held, **_given(minItems=fewest, maxItems=most)}
            case MapOf(values):
                return {"type": "object", "additionalProperties": self.shape(values)}
            case Either(shapes):
                return self._either(shapes)
            case Named(node):
                return {"$ref": f"#/$defs/{self.key(node)}"}
            case _:
                assert_never(shape)

    def _either(self, shapes: tuple[Shape, ...]) -> dict[str, Json]:
        match shapes:
            case (Text() | Numeric() | ListOf() | Boolean() | MapOf()) as one, Null():
                schema = self.shape(one)
                return {**schema, "type": [schema["type"], "null"]}
            case _:
                return {"anyOf": [self.shape(one) for one in shapes]}


def _class(base: str, properties: list[tuple[str, bool, dict[str, Json]]], notes: Notes) -> dict[str, Json]:
    return {
        "type": "object",
        "allOf": [{"$ref": f"#/$defs/{base}"}],
        **_noted(notes),
        "properties": {name: schema for name, _, schema in properties},
        "required": [name for name, required, _ in properties if required],
    }


def _constants(values: tuple[str | int | None, ...]) -> dict[str, Json]:
    return {"enum": list(values), "x-enum-field-as-literal": True}


def _noted(notes: Notes) -> dict[str, Json]:
    access = {(True, False): "Read-only.", (False, True): "Write-only."}.get((notes.read_only, notes.write_only), "")
    texts = [text for text in (_wrapped(notes.description or ""), access) if text]
    return {"description": "\n\n".join(texts)} if texts else {}


def _wrapped(text: str) -> str:
    """Return a text with long lines broken, as they would be in a docstring written by hand."""
    lines = (fill(line, _WIDTH, break_long_words=False, break_on_hyphens=False) for line in text.strip().splitlines())
    return "\n".join(lines)


def _bounds(bounds: Bounds) -> dict[str, Json]:
    return _given(
        minimum=bounds.at_least,
        exclusiveMinimum=bounds.more_than,
        maximum=bounds.at_most,
        exclusiveMaximum=bounds.less_than,
    )


def _given(**keywords: Json) -> dict[str, Json]:
    return {name: value for name, value in keywords.items() if value is not None}
