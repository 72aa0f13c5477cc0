"""Draft-04 (draft-zyp-json-schema-04, draft-fge-json-schema-validation-00): what later drafts start from."""

from collections.abc import Iterator
from typing import Final

from schemakit.ir.assertions import (
    AllOf,
    AnyOf,
    Assertion,
    DependentRequired,
    DependentSchemas,
    FormatIs,
    ItemCount,
    Items,
    MultipleOf,
    Not,
    Number,
    NumberBounds,
    OneOf,
    Pattern,
    Properties,
    PropertyCount,
    Refers,
    Required,
    StringLength,
    TypeIs,
    UniqueItems,
    ValueIn,
)
from schemakit.ir.drafts.site import Site, Table, strings

_SPELLED_ITEMS: Final = {"prefixItems": "items", "items": "additionalItems"}


def reference(site: Site) -> Iterator[Assertion]:
    """``$ref``."""
    target = site.target("$ref")
    if target is not None:
        yield Refers(site.node(target))


def type_is(site: Site) -> Iterator[Assertion]:
    """``type``."""
    types = site.types("type")
    if types is not None:
        yield TypeIs(types)


def enum(site: Site) -> Iterator[Assertion]:
    """``enum``."""
    values = site.values("enum")
    if values is not None:
        if len(values) == 1 and "const" not in site.schema:
            site.spelled["const"] = "enum"
        yield ValueIn(values)


def multiple_of(site: Site) -> Iterator[Assertion]:
    """``multipleOf``."""
    divisor = site.divisor("multipleOf")
    if divisor is not None:
        yield MultipleOf(divisor)


def bounds(site: Site) -> Iterator[Assertion]:
    """``minimum`` and ``maximum``, made exclusive by a boolean (Validation, sections 5.1.2 and 5.1.3)."""
    minimum, excludes_minimum = _bound(site, "minimum", "exclusiveMinimum")
    maximum, excludes_maximum = _bound(site, "maximum", "exclusiveMaximum")
    if minimum is not None or maximum is not None:
        yield NumberBounds(
            minimum=None if excludes_minimum else minimum,
            exclusive_minimum=minimum if excludes_minimum else None,
            maximum=None if excludes_maximum else maximum,
            exclusive_maximum=maximum if excludes_maximum else None,
        )


def _bound(site: Site, keyword: str, exclusive: str) -> tuple[Number | None, bool]:
    bound, excludes = site.number(keyword), site.boolean(exclusive)
    if bound is None:
        site.leave(exclusive)
    elif excludes:
        site.spelled[exclusive] = keyword
    return bound, excludes is True


def string_length(site: Site) -> Iterator[Assertion]:
    """``minLength`` and ``maxLength``."""
    length = StringLength(site.count("minLength"), site.count("maxLength"))
    if length != StringLength():
        yield length


def pattern(site: Site) -> Iterator[Assertion]:
    """``pattern``."""
    expression = site.text("pattern")
    if expression is not None:
        yield Pattern(expression)


def format_is(site: Site) -> Iterator[Assertion]:
    """``format``."""
    name = site.text("format")
    if name is not None:
        yield FormatIs(name)


def items(site: Site) -> Iterator[Assertion]:
    """``items`` as one schema or, up to 2019-09, as an array of them, which ``additionalItems`` goes on from."""
    if isinstance(site.schema.get("items"), list):
        prefix = site.subschemas("items")
        if prefix is not None:
            rest = site.subschema("additionalItems")
            site.spelled.update({"prefixItems": "items"} if rest is None else _SPELLED_ITEMS)
            yield Items(prefix, rest)
        return
    site.leave("additionalItems")
    rest = site.subschema("items")
    if rest is not None:
        yield Items((), rest)


def item_count(site: Site) -> Iterator[Assertion]:
    """``minItems`` and ``maxItems``."""
    count = ItemCount(site.count("minItems"), site.count("maxItems"))
    if count != ItemCount():
        yield count


def unique_items(site: Site) -> Iterator[Assertion]:
    """``uniqueItems``."""
    if site.boolean("uniqueItems"):
        yield UniqueItems()


def required(site: Site) -> Iterator[Assertion]:
    """``required``."""
    names = site.names("required")
    if names is not None:
        yield Required(names)


def properties(site: Site) -> Iterator[Assertion]:
    """``properties``, ``patternProperties`` and ``additionalProperties``."""
    named, patterns = site.named("properties"), site.named("patternProperties")
    additional = site.subschema("additionalProperties")
    if named or patterns or additional is not None:
        yield Properties(named or {}, patterns or {}, additional)


def property_count(site: Site) -> Iterator[Assertion]:
    """``minProperties`` and ``maxProperties``."""
    count = PropertyCount(site.count("minProperties"), site.count("maxProperties"))
    if count != PropertyCount():
        yield count


def dependencies(site: Site) -> Iterator[Assertion]:
    """``dependencies``: what 2019-09 split into ``dependentRequired`` and ``dependentSchemas``."""
    members = site.members("dependencies") or {}
    if not all(isinstance(value, (dict, bool)) or strings(value) is not None for value in members.values()):
        site.read.discard("dependencies")
        return
    names = {name: listed for name, value in members.items() if (listed := strings(value)) is not None}
    schemas = {name: site.child(("dependencies", name)) for name in members if name not in names}
    if names:
        site.spelled["dependentRequired"] = "dependencies"
        yield DependentRequired(names)
    if schemas:
        site.spelled["dependentSchemas"] = "dependencies"
        yield DependentSchemas(schemas)


def all_of(site: Site) -> Iterator[Assertion]:
    """``allOf``."""
    schemas = site.subschemas("allOf")
    if schemas is not None:
        yield AllOf(schemas)


def any_of(site: Site) -> Iterator[Assertion]:
    """``anyOf``."""
    schemas = site.subschemas("anyOf")
    if schemas is not None:
        yield AnyOf(schemas)


def one_of(site: Site) -> Iterator[Assertion]:
    """``oneOf``."""
    schemas = site.subschemas("oneOf")
    if schemas is not None:
        yield OneOf(schemas)


def negation(site: Site) -> Iterator[Assertion]:
    """``not``."""
    schema = site.subschema("not")
    if schema is not None:
        yield Not(schema)


DRAFT4: Final[Table] = {
    "reference": reference,
    "type": type_is,
    "enum": enum,
    "multipleOf": multiple_of,
    "bounds": bounds,
    "stringLength": string_length,
    "pattern": pattern,
    "format": format_is,
    "items": items,
    "itemCount": item_count,
    "uniqueItems": unique_items,
    "required": required,
    "properties": properties,
    "propertyCount": property_count,
    "dependencies": dependencies,
    "allOf": all_of,
    "anyOf": any_of,
    "oneOf": one_of,
    "not": negation,
}
