"""``nullable`` of OpenAPI 3.0 and ``x-nullable`` of Swagger 2.0, as their authors meant it.

OpenAPI 3.0.3 says (proposal "clarify nullable", 2019) that ``nullable`` only adds null to a ``type`` beside it. Authors
and their servers mean more: null is a value here. ``intent`` reads that, ``strict`` the letters.
"""

from collections.abc import Mapping
from typing import Final

from schemakit.core.json import Json
from schemakit.core.pointer import Pointer
from schemakit.resolve.dialects.read import AcceptsNull, Mode, Note, Read
from schemakit.resolve.draft import Dialect, Draft
from schemakit.resolve.vocabulary import KEYWORDS, ignores_siblings

SPELLINGS: Final = ("nullable", "x-nullable")
_COMBINING: Final = ("allOf", "anyOf", "oneOf")
_REFERENCES: Final = ("$ref", "$dynamicRef", "$recursiveRef")
#: Keywords beside ``type`` that can refuse null by themselves.
_REFUSING: Final = (*_COMBINING, *_REFERENCES, "not", "if", "const")
_IDENTIFIERS: Final = ("id", "$id")
_ASSERTING: Final = frozenset(
    keyword.name
    for keyword in KEYWORDS.values()
    if keyword.vocabulary in {"applicator", "validation", "unevaluated", "format", "content"}
) | set(_REFERENCES)


def read(so_far: Read, dialect: Dialect, mode: Mode, accepts_null: AcceptsNull) -> Read:
    """Translate ``nullable`` away."""
    spelling = spelling_in(so_far.schema)
    if spelling is None:
        return so_far
    if so_far.schema[spelling] is False:
        return so_far.without(spelling, Note(spelling, "nullable-false", "`nullable: false` says what already holds"))
    bare = so_far.without(spelling).schema
    if mode == "strict":
        return _strictly(so_far, bare, spelling)
    return _as_meant(so_far, bare, spelling, dialect.draft, accepts_null)


def spelling_in(schema: Mapping[str, Json]) -> str | None:
    """Return the keyword by which a schema speaks of null, where it does."""
    return next((name for name in SPELLINGS if isinstance(schema.get(name), bool)), None)


def _strictly(so_far: Read, bare: Mapping[str, Json], spelling: str) -> Read:
    types = _with_null(bare.get("type"))
    if types is None:
        if not _ASSERTING & bare.keys():
            return so_far.becomes(bare, Note(spelling, "nullable-anything", "null is allowed here anyway"))
        reason = "`nullable` without `type` beside it has no effect to the letter: dropped"
        return so_far.becomes(bare, Note(spelling, "nullable-dropped", reason, lossy=True))
    refusing = "enum" in bare and None not in _values(bare["enum"])
    reason = "`nullable` adds null to `type`" + (", but `enum` does not list it" if refusing else "")
    return so_far.becomes({**bare, "type": types}, Note(spelling, "nullable-type", reason, lossy=refusing))


def _as_meant(so_far: Read, bare: Mapping[str, Json], spelling: str, draft: Draft, accepts_null: AcceptsNull) -> Read:
    if not _refuses_null(bare):
        return so_far.becomes(bare, Note(spelling, "nullable-anything", "null is allowed here anyway"))
    combining = [name for name in _REFUSING if name in bare]
    types = _with_null(bare.get("type"))
    if combining in (["oneOf"], ["anyOf"]) and not {"type", "enum"} & bare.keys():
        verdicts = _branch_verdicts(combining[0], bare, accepts_null)
        # ``oneOf`` accepts null where one branch does and every other surely does not.
        if True in verdicts and (combining[0] == "anyOf" or verdicts.count(False) == len(verdicts) - 1):
            reason = f"a branch of `{combining[0]}` accepts null already"
            return so_far.becomes(bare, Note(spelling, "nullable-branch", reason))
    if combining:
        return _beside_null(so_far, bare, spelling, draft, combining[0])
    changed = dict(bare)
    if types is not None:
        changed["type"] = types
    listed = _values(bare.get("enum"))
    if "enum" in bare and None not in listed:
        changed["enum"] = [*listed, None]
        return so_far.becomes(changed, Note(spelling, "nullable-enum", "`nullable` adds null, so `enum` lists it too"))
    return so_far.becomes(changed, Note(spelling, "nullable-type", "`nullable` adds null to `type`"))


def _branch_verdicts(keyword: str, schema: Mapping[str, Json], accepts_null: AcceptsNull) -> list[bool | None]:
    branches = schema[keyword]
    return [accepts_null((keyword, index)) for index in range(len(branches))] if isinstance(branches, list) else []


def _beside_null(so_far: Read, bare: Mapping[str, Json], spelling: str, draft: Draft, because: str) -> Read:
    """``anyOf`` [everything that is asserted, null]: appending to a ``oneOf`` would change what the branches mean."""
    moved = {name: value for name, value in bare.items() if name in _ASSERTING}
    kept = {name: value for name, value in bare.items() if name not in _ASSERTING}
    if ignores_siblings(dict(bare), draft):
        kept = {name: value for name, value in kept.items() if name not in _IDENTIFIERS}  # they counted for nothing
    schema: dict[str, Json] = {**kept, "anyOf": [dict(moved), {"type": "null"}]}
    note = Note(spelling, f"nullable-{because.strip('$').lower()}", f"`nullable` beside `{because}`: that, or null")
    keyword = Pointer(f"/{spelling}")
    origins = {Pointer("/anyOf"): keyword, Pointer("/anyOf/0"): Pointer(""), Pointer("/anyOf/1"): keyword}
    return so_far.becomes(schema, note, origins=origins)


def _refuses_null(bare: Mapping[str, Json]) -> bool:
    """Only these keywords can refuse null; all others speak of other types."""
    return any(name in bare for name in ("type", "enum", *_REFUSING))


def _with_null(types: Json) -> list[Json] | None:
    match types:
        case str():
            return [types] if types == "null" else [types, "null"]
        case list():
            return list(types) if "null" in types else [*types, "null"]
        case _:
            return None


def _values(enum: Json) -> list[Json]:
    return enum if isinstance(enum, list) else []
