"""Random schemas of every draft: small, mostly satisfiable, and strange in the ways that implementations get wrong."""

from collections.abc import Callable
from typing import Any, Final

from hypothesis import strategies as st

from schemakit.core.json import Json

DIALECTS: Final = ("draft-04", "draft-06", "draft-07", "2019-09", "2020-12")

_NAMES: Final = st.sampled_from(("a", "b", "c", "$ref", "x-y", ""))
_PATTERNS: Final = st.sampled_from(("^a", "b$", "^[a-c]+$", "\\d", "^x-", "^(ab|c)*$", "^\\w{2,4}$", "."))
_SMALL: Final = st.integers(0, 4)
_BOUNDS: Final = st.one_of(st.integers(-3, 9), st.sampled_from((0.5, 1.0, 2.5, -0.0, 1e2)))
_VALUES: Final[st.SearchStrategy[Json]] = st.sampled_from(
    [None, True, False, 0, 1, 1.0, 2.5, "", "a", "ab", "1", [], [1], {}, {"a": 1}, ["a", None]]
)
_TYPES: Final = st.sampled_from(("null", "boolean", "integer", "number", "string", "array", "object"))
_FORMATS: Final = st.sampled_from(("date-time", "email", "ipv4", "uri", "hostname"))

Strategy = st.SearchStrategy[Any]


def schemas(dialect: str) -> st.SearchStrategy[Json]:
    """Return a strategy of schemas of a draft, without ``$schema``."""
    draft = DIALECTS.index(dialect)
    leaf = _some(_data(draft))
    booleans = st.booleans() if draft else st.just({})
    whole = st.recursive(
        st.one_of(leaf, leaf, booleans),
        lambda inner: st.one_of(
            _some(_objects(draft, inner), {"type": "object"}),
            _some(_arrays(draft, inner), {"type": "array"}),
            _some(_composed(draft, inner)),
        ),
        max_leaves=5,
    )
    return whole.filter(lambda schema: isinstance(schema, dict)).map(_tidied(draft))


def _some(keywords: dict[str, Strategy], besides: dict[str, Json] | None = None) -> Strategy:
    """Return a strategy of objects with one to three of the keywords: more of them contradict each other."""
    chosen = st.lists(st.sampled_from(sorted(keywords)), min_size=1, max_size=3, unique=True)
    return chosen.flatmap(lambda names: st.fixed_dictionaries({name: keywords[name] for name in names})).map(
        lambda schema: {**(besides or {}), **schema}
    )


def _data(draft: int) -> dict[str, Strategy]:
    keywords: dict[str, Strategy] = {
        "type": st.one_of(_TYPES, st.lists(_TYPES, min_size=1, max_size=3, unique=True)),
        "enum": st.lists(_VALUES, min_size=1, max_size=4, unique_by=repr),
        "multipleOf": st.sampled_from((1, 2, 0.5, 0.01, 3)),
        "minimum": _BOUNDS,
        "maximum": _BOUNDS,
        "minLength": _SMALL,
        "maxLength": st.integers(2, 6),
        "pattern": _PATTERNS,
        "format": _FORMATS,
    }
    if draft:
        keywords |= {"const": _VALUES, "exclusiveMinimum": _BOUNDS, "exclusiveMaximum": _BOUNDS}
    else:
        keywords |= {"exclusiveMinimum": st.booleans(), "exclusiveMaximum": st.booleans()}
    return keywords


def _objects(draft: int, inner: Strategy) -> dict[str, Strategy]:
    names = st.lists(_NAMES, min_size=1, max_size=2, unique=True)
    keywords: dict[str, Strategy] = {
        "properties": st.dictionaries(_NAMES, inner, max_size=3),
        "patternProperties": st.dictionaries(_PATTERNS, inner, max_size=1),
        "additionalProperties": st.one_of(st.booleans(), inner),
        "required": names,
        "minProperties": _SMALL,
        "maxProperties": st.integers(1, 5),
    }
    if draft:
        keywords["propertyNames"] = inner
    if draft < DIALECTS.index("2019-09"):
        keywords["dependencies"] = st.dictionaries(_NAMES, st.one_of(names, inner), max_size=2)
    else:
        keywords["dependentRequired"] = st.dictionaries(_NAMES, names, max_size=2)
        keywords["dependentSchemas"] = st.dictionaries(_NAMES, inner, max_size=1)
        keywords["unevaluatedProperties"] = st.one_of(st.just(False), inner)
    return keywords


def _arrays(draft: int, inner: Strategy) -> dict[str, Strategy]:
    several = st.lists(inner, min_size=1, max_size=2)
    keywords: dict[str, Strategy] = {
        "minItems": _SMALL,
        "maxItems": st.integers(1, 5),
        "uniqueItems": st.booleans(),
        "items": inner,
    }
    if draft < DIALECTS.index("2020-12"):
        keywords["items"] = st.one_of(inner, several)
        keywords["additionalItems"] = st.one_of(st.booleans(), inner)
    else:
        keywords["prefixItems"] = several
    if draft:
        keywords["contains"] = inner
    if draft >= DIALECTS.index("2019-09"):
        keywords |= {"minContains": _SMALL, "maxContains": st.integers(1, 3), "unevaluatedItems": inner}
    return keywords


def _composed(draft: int, inner: Strategy) -> dict[str, Strategy]:
    several = st.lists(inner, min_size=1, max_size=3)
    keywords: dict[str, Strategy] = {"allOf": several, "anyOf": several, "oneOf": several, "not": inner, "type": _TYPES}
    if draft >= DIALECTS.index("draft-07"):
        keywords |= {"if": inner, "then": inner, "else": inner}
    return keywords


def _tidied(draft: int) -> Callable[[Json], Json]:
    """Return what mends what the metaschema refuses: in draft 4, an exclusive bound without the bound."""

    def tidy(schema: Json) -> Json:
        if isinstance(schema, list):
            return [tidy(item) for item in schema]
        if not isinstance(schema, dict):
            return schema
        made = {name: tidy(value) if name not in ("enum", "const") else value for name, value in schema.items()}
        if not draft:
            for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
                if isinstance(made.get(exclusive), bool) and bound not in made:
                    del made[exclusive]
        return made

    return tidy
