"""Ways to be invalid: one family a file, one line a keyword in the table."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from schemakit.fuzz.mutations import (
    bounds,
    composition,
    counts,
    dependencies,
    extras,
    items,
    kinds,
    members,
    texts,
    values,
)
from schemakit.fuzz.terms import Scope, Way
from schemakit.ir.assertions import Assertion

#: Yields the ways in which an instance can violate one keyword of an assertion; the plainest comes first.
Family: TypeAlias = Callable[[Assertion, str, Scope], Iterator[Way]]

FAMILIES: Final[Mapping[str, Family]] = {
    "type": kinds.ways,
    "enum": values.ways,
    "const": values.ways,
    "false": values.ways,
    "minimum": bounds.ways,
    "maximum": bounds.ways,
    "exclusiveMinimum": bounds.ways,
    "exclusiveMaximum": bounds.ways,
    "multipleOf": bounds.ways,
    "minLength": texts.ways,
    "maxLength": texts.ways,
    "pattern": texts.ways,
    "format": texts.ways,
    "minItems": counts.ways,
    "maxItems": counts.ways,
    "minProperties": counts.ways,
    "maxProperties": counts.ways,
    "minContains": counts.ways,
    "maxContains": counts.ways,
    "contains": counts.ways,
    "uniqueItems": items.ways,
    "prefixItems": items.ways,
    "items": items.ways,
    "unevaluatedItems": items.ways,
    "required": members.ways,
    "properties": members.ways,
    "patternProperties": members.ways,
    "propertyNames": members.ways,
    "additionalProperties": extras.ways,
    "unevaluatedProperties": extras.ways,
    "dependentRequired": dependencies.ways,
    "dependentSchemas": dependencies.ways,
    "allOf": composition.ways,
    "anyOf": composition.ways,
    "oneOf": composition.ways,
    "not": composition.ways,
    "then": composition.ways,
    "else": composition.ways,
    "$ref": composition.ways,
}


def ways(assertion: Assertion, keyword: str, scope: Scope = ()) -> Iterator[Way]:
    """Yield the ways to violate a keyword of an assertion; none for a keyword that nothing violates."""
    family = FAMILIES.get(keyword)
    if family is not None:
        yield from family(assertion, keyword, scope)
