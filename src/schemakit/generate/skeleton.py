"""Writes a plan as a schema that a renderer cannot get wrong: simple types only, every name decided."""

from collections.abc import Mapping
from typing import Final, assert_never, final

from schemakit.core.json import Json
from schemakit.core.record import dataclass
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
    TupleOf,
    either,
)
from schemakit.generate.texts import listed, noted
from schemakit.ir.assertions import NodeId

METASCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"

#: The module of the types that are not of a plan; it is not rendered.
OURS: Final = "guard"

#: The base classes of a package, by the name that is imported.
BASES: Final = ("ExactModel", "ExactRoot")
_MODEL, _ROOT = BASES

#: What stands for ``guard.Absent``, an enum of one member; renderers write a default as the member it is.
_ABSENT: Final = "guard.Absent"
_IS_ABSENT: Final = "absent"


@final
@dataclass(frozen=True, slots=True)
class Style:
    """What the types of one library have, and those of another have not.

    Attributes:
        bases: classes have a base class of ours; a root schema that is no class becomes one, around its value.
        absent: a property that can be absent has ``guard.Absent`` among its types; the library knows no such thing.
        wired: fields carry their name in JSON in ``metadata``; the library has no name for that.
        settled: fields with a default are never absent to whoever reads them.
        noted: fields have places of their own for examples and for being deprecated; else the text says so.
        tagged: a field says which property tells the classes of its union apart.
        tuples: an array of a fixed length is a tuple; else it stays a list, as JSON has it.
        listed: a class lists in its own text what its fields mean.
        untagged: no renderer may make a field of one value the tag of its class, which is no field then.
    """

    bases: bool = True
    absent: bool = False
    wired: bool = False
    settled: bool = False
    noted: bool = False
    tagged: bool = False
    tuples: bool = True
    listed: bool = False
    untagged: bool = False


def skeleton(plan: Plan, names: Names, style: Style) -> Json:
    """Return the schema; its definitions are called ``module.Type``, and classes name their base."""
    writer = _Writer(names, style)
    definitions: dict[str, Json] = {}
    if style.absent:
        definitions[_ABSENT] = {"type": "string", "enum": [_IS_ABSENT], "x-enum-varnames": ["ABSENT"]}
    for node in ordered(plan.definitions, plan.roots.values()):
        definitions[writer.key(node)] = writer.definition(node, plan.definitions[node])
    return {"$schema": METASCHEMA, "$defs": definitions}


def wire_names(plan: Plan, names: Names) -> Mapping[str, str]:
    """Return the attribute for each property by ``module.Type.property``, where a renderer would choose another."""
    return {
        f"{names.modules[node]}.{names.types[node]}.{wire}": attribute
        for node in plan.definitions
        for wire, attribute in names.fields.get(node, {}).items()
        if wire != attribute or (wire.startswith("_") and wire.isidentifier())
    }


@final
class _Writer:
    def __init__(self, names: Names, style: Style) -> None:
        self._names = names
        self._style = style

    def key(self, node: NodeId) -> str:
        return f"{self._names.modules[node]}.{self._names.types[node]}"

    def definition(self, node: NodeId, definition: Definition) -> dict[str, Json]:
        match definition:
            case ClassOf(properties, closed, notes):
                written = self.class_of(node, properties, notes)
                return {**written, "additionalProperties": False} if closed else written
            case RootOf(shape, notes) if self._style.bases:
                return {
                    **self.base(_ROOT),
                    **noted(notes),
                    "properties": {"root": self.shape(shape)},
                    "required": ["root"],
                }
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
                    **noted(notes),
                }
            case RootOf(shape, notes) | AliasOf(shape, notes):
                return {**self.shape(shape), **noted(notes)}
            case _:
                assert_never(definition)

    def base(self, name: str) -> dict[str, Json]:
        # Not as ``allOf``: a renderer would look for inherited properties, for a fifth of its time.
        inherited: dict[str, Json] = {"customBasePath": f"{OURS}.{name}"} if self._style.bases else {}
        return {"type": "object", **inherited}

    def class_of(self, node: NodeId, properties: tuple[Property, ...], notes: Notes) -> dict[str, Json]:
        attributes = self._names.fields[node]
        written = {item.name: self.property(item, attributes[item.name]) for item in properties}
        required = [item.name for item in properties if item.required]
        if self._style.settled:
            required += [item.name for item in properties if "default" in written[item.name] and not item.required]
        about = noted(notes)
        if self._style.listed:
            texts = ((attributes[name], schema.pop("description", None)) for name, schema in written.items())
            about = listed(about, [(name, text) for name, text in texts if isinstance(text, str)])
        return {**self.base(_MODEL), **about, "properties": {**written}, "required": [*required]}

    def property(self, item: Property, attribute: str) -> dict[str, Json]:
        style = self._style
        shape = self.shape(item.shape)
        if style.untagged and isinstance(item.shape, Constants) and len(item.shape.values) == 1:
            shape = {"anyOf": [shape]}
        schema = {**shape, **noted(item.notes, said=not style.noted, after=attribute if style.listed else "")}
        # A renderer writes no default of None beside another name; then it is not shown.
        if item.default is not None and not (style.settled and item.default.value is None and attribute != item.name):
            schema["default"] = item.default.value
        elif style.absent and not item.required:
            described = {"description": schema.pop("description")} if "description" in schema else {}
            alternatives = schema.get("anyOf")
            held = alternatives if isinstance(alternatives, list) else [schema]
            schema = {"anyOf": [*held, {"$ref": f"#/$defs/{_ABSENT}"}], "default": _IS_ABSENT, **described}
        if style.wired and attribute != item.name:
            schema["metadata"] = {"name": item.name}
        if style.noted and item.notes.deprecated:
            schema["deprecated"] = True
        if style.noted and item.notes.examples:
            schema["examples"] = list(item.notes.examples)
        return schema

    def shape(  # noqa: C901, PLR0912 - one case per member of a closed union
        self, shape: Shape
    ) -> dict[str, Json]:
        match shape:
            case Anything():
                return {}
            case Null():
                return {"type": "null"}
            case Boolean():
                return {"type": "boolean"}
            case Numeric(whole, bounds, step):
                return {"type": "integer" if whole else "number", **_bounds(bounds), **_given(multipleOf=step)}
            case Text(shortest, longest, pattern):
                return {"type": "string", **_given(minLength=shortest, maxLength=longest, pattern=pattern)}
            case Constants(values):
                return _constants(values)
            case ListOf(items, fewest, most):
                held: dict[str, Json] = {} if isinstance(items, Anything) else {"items": self.shape(items)}
                return {"type": "array", **held, **_given(minItems=fewest, maxItems=most)}
            case TupleOf(items) if self._style.tuples:
                count = len(items)
                return {"type": "array", "prefixItems": [*map(self.shape, items)], "minItems": count, "maxItems": count}
            case TupleOf(items):
                return self.shape(ListOf(either(items), len(items), len(items)))
            case MapOf(values):
                return {"type": "object", "additionalProperties": self.shape(values)}
            case Either(shapes, str(tag)) if self._style.tagged and self._is_called(tag, shapes):
                return {"oneOf": [self.shape(one) for one in shapes], "discriminator": {"propertyName": tag}}
            case Either(shapes):
                return self._either(shapes)
            case Named(node):
                return {"$ref": f"#/$defs/{self.key(node)}"}
            case _:
                assert_never(shape)

    def _is_called(self, tag: str, shapes: tuple[Shape, ...]) -> bool:
        """Tell whether a property has its own name as the attribute of each class."""
        return all(self._names.fields[one.node][tag] == tag for one in shapes if isinstance(one, Named))

    def _either(self, shapes: tuple[Shape, ...]) -> dict[str, Json]:
        match shapes:
            case (Text() | Numeric() | ListOf() | TupleOf() | Boolean() | MapOf()) as one, Null():
                schema = self.shape(one)
                return {**schema, "type": [schema["type"], "null"]}
            case _:
                return {"anyOf": [self.shape(one) for one in shapes]}


def _constants(values: tuple[str | int | None, ...]) -> dict[str, Json]:
    return {"enum": list(values), "x-enum-field-as-literal": True}


def _bounds(bounds: Bounds) -> dict[str, Json]:
    return _given(
        minimum=bounds.at_least,
        exclusiveMinimum=bounds.more_than,
        maximum=bounds.at_most,
        exclusiveMaximum=bounds.less_than,
    )


def _given(**keywords: Json) -> dict[str, Json]:
    return {name: value for name, value in keywords.items() if value is not None}
