"""Violations as findings: what must be true, where, what was probably meant, and which schema says so."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias, final

from schemakit.core.described import described
from schemakit.core.finding import Finding, Severity
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer, child, parent, tokens
from schemakit.core.record import replace
from schemakit.core.shown import one_of, plain, text
from schemakit.core.violation import Violation
from schemakit.core.wording import author_keyword, equal_pair, requirement, type_names
from schemakit.resolve.schema_set import SchemaSet
from schemakit.validate.applicable import Applicable
from schemakit.validate.branches import Meant, meant
from schemakit.validate.hints import because, instead, meant_instead, more_about, types_of, values_of
from schemakit.validate.places_said import container, subject
from schemakit.validate.secrets import is_hidden, may_hold_secrets, secrets
from schemakit.validate.suggest import name_like, value_like, value_of_type
from schemakit.validate.surroundings import Surroundings

_CHOICES: Final = frozenset({"oneOf", "anyOf"})
_ABOUT_NAMES: Final = frozenset({"additionalProperties", "unevaluatedProperties"})
_DEEPEST_CHOICE: Final = 20
_SHOWN_BRANCHES: Final = 3
_SHOWN_VALUES: Final = 12


#: For the identity of an object: the position of each of its names.
_Ranks: TypeAlias = dict[int, dict[str, int]]


def explainer(schemas: SchemaSet, root: str) -> "Explainer":
    """Return what explains the violations of one schema (canonical URI, maybe with a fragment)."""
    return Explainer(schemas, root)


@final
class Explainer:
    """Explains what one schema refuses."""

    def __init__(self, schemas: SchemaSet, root: str) -> None:
        """Remember the schema at ``root`` (canonical URI, maybe with a fragment)."""
        self._schemas = schemas
        self._applicable = Applicable(schemas, root)

    def findings(self, violations: Iterable[Violation], value: Json, document: Uri) -> Iterator[Finding]:
        """Yield a finding or more for each violation of a value that is the content of ``document``, from its top."""
        explained = _Explained(self._schemas, self._applicable, value, document, self.secrets(value, document))
        found = [finding for violation in telling(violations) for finding in explained.findings(violation)]
        ranks: _Ranks = {}
        yield from sorted(found, key=lambda finding: _rank(value, finding.location.pointer, ranks))

    def secrets(self, value: Json, document: Uri) -> tuple[Location, ...]:
        """Return the places of a document that reports must not show."""
        return secrets(self._applicable, value, document) if may_hold_secrets(self._schemas) else ()


@final
class _Explained:
    """The explanation of one value."""

    def __init__(
        self, schemas: SchemaSet, applicable: Applicable, value: Json, document: Uri, secret: tuple[Location, ...]
    ) -> None:
        self._applicable = applicable
        self._around = Surroundings(schemas, applicable, value)
        self._document = document
        self._secret = sorted(place.pointer for place in secret)

    def findings(self, violation: Violation, depth: int = 0) -> Iterator[Finding]:
        if violation.keyword in _CHOICES and depth < _DEEPEST_CHOICE:
            choice = meant(violation, self._around.at(violation.instance), self._around.holder)
            if choice is not None:
                yield from self._choice(violation, choice, depth)
                return
        if violation.keyword in _ABOUT_NAMES and violation.members:
            free = self._around.free_names(violation.instance)
            yield from (self._refused_name(_of(violation, name), name, free) for name in violation.members)
        elif violation.keyword == "unevaluatedItems" and violation.members:
            yield from (self._refused_item(_of(violation, index), index) for index in violation.members)
        elif violation.keyword == "propertyNames" and violation.members:
            reasons = dict(zip(violation.members, violation.branches, strict=False))
            named = ((name, _of(violation, name, reasons.get(name, ()))) for name in violation.members)
            yield from (self._wrong_name(one, name) for name, one in named)
        else:
            yield self._plain(violation)

    def _plain(self, violation: Violation) -> Finding:
        value = self._around.at(violation.instance)
        shown = self._is_shown(violation.instance)
        holder = self._around.holder(violation)
        must = requirement(violation, holder, value, shown=shown)
        note, suggestion = meant_instead(violation.keyword, holder, value) if shown else ("", None)
        more = more_about(violation.keyword, holder, value) if shown else ()
        pair = equal_pair(value) if violation.keyword == "uniqueItems" else None
        place = violation.instance if pair is None else child(violation.instance, pair[1])
        note = note if pair is None else f"the same as item {pair[0]}"
        keyword = author_keyword(violation.keyword, holder) or "not-judged"
        return Finding(
            code=keyword,
            name=keyword,
            severity=Severity.ERROR,
            message=f"{subject(violation.instance)} {must}",
            location=Location(self._document, place),
            note=note,
            related=self._around.related(violation),
            help=(
                *self._around.misspelt(violation, value),
                *self._forms(violation),
                *more,
                *self._around.way_out_of_null(violation, value),
                *because(violation, self._applicable.schema),
                *self._around.background(violation),
            ),
            suggestion=suggestion,
        )

    def _refused_name(self, violation: Violation, name: str, free: Sequence[str]) -> Finding:
        place = child(violation.instance, name)
        near = name_like(name, free)
        note, suggestion = instead(near)
        known = () if near else self._around.known_names(violation, name, free)
        return replace(
            self._plain(violation),
            message=f"{plain(name)} is not allowed in {container(violation.instance)}",
            location=Location(self._document, place, key=True),
            note=note,
            suggestion=suggestion,
            help=(*known, *because(violation, self._applicable.schema), *self._around.background(violation)),
        )

    def _refused_item(self, violation: Violation, index: str) -> Finding:
        place = child(violation.instance, index)
        return replace(
            self._plain(violation),
            message=f"{subject(place)} is not allowed: no part of the array's schema allows it",
            location=Location(self._document, place),
        )

    def _wrong_name(self, violation: Violation, name: str) -> Finding:
        inner = violation.branches[0][0] if violation.branches and violation.branches[0] else None
        shown = inner is not None and inner.keyword in {"minLength", "maxLength"}
        must = "is not allowed" if inner is None else requirement(inner, self._around.holder(inner), name, shown=shown)
        near = None if inner is None else value_like(name, values_of(inner.keyword, self._around.holder(inner)))
        note, suggestion = instead(near)
        return replace(
            self._plain(violation),
            message=f"the name {plain(name)} {must}",
            location=Location(self._document, child(violation.instance, name), key=True),
            note=note,
            suggestion=suggestion,
        )

    def _choice(self, violation: Violation, choice: Meant, depth: int) -> Iterator[Finding]:
        if choice.branch is None:
            yield self._either(choice.violations, violation)
            return
        inner = [finding for one in telling(choice.violations) for finding in self.findings(one, depth + 1)]
        others = self._others(violation, choice.others, "or ", frozenset(map(self._first, choice.violations)))
        yield replace(inner[0], help=inner[0].help + others)
        yield from inner[1:]

    def _either(self, same: tuple[Violation, ...], around: Violation) -> Finding:
        """Say in one sentence what several branches ask of one value."""
        first = same[0]
        if first.keyword == "required":
            alone = [plain(name) for one in same if len(one.members) == 1 for name in one.members]
            sets = [f"({one_of(map(plain, one.members), _SHOWN_VALUES, 'and')})" for one in same if one.members[1:]]
            must = f"must have {one_of(dict.fromkeys((*alone, *sets)), _SHOWN_VALUES)}"
            return replace(self._plain(first), message=f"{subject(first.instance)} {must}")
        value = self._around.at(first.instance)
        shown = self._is_shown(first.instance)
        values = [item for one in same for item in values_of(one.keyword, self._around.holder(one))]
        types = [name for one in same for name in types_of(self._around.holder(one))] if not values else []
        listed = one_of(dict.fromkeys(map(text, values)), _SHOWN_VALUES) if values else type_names(dict.fromkeys(types))
        found = f", and is {text(value)}" if shown else ""
        near = (value_like(value, values) if values else value_of_type(value, types)) if shown else None
        note, suggestion = instead(near)
        return replace(
            self._plain(first),
            message=f"{subject(first.instance)} must be {'one of ' if len(values) > 1 else ''}{listed}{found}",
            note=note,
            suggestion=suggestion,
            related=self._around.related(around),
        )

    def _others(
        self, violation: Violation, branches: Sequence[int], sign: str = "", known: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        """Return what other branches ask for that is not known to be asked for already."""
        lines = []
        for index in branches[:_SHOWN_BRANCHES]:
            asked = [words for words in map(self._first, violation.branches[index]) if words not in known]
            lines += [f"{sign}{self._branch_name(violation, index)}: {words}" for words in asked[:1]]
        more = len(branches) - _SHOWN_BRANCHES
        return (*lines, f"or one of {more} more forms") if more > 1 else tuple(lines)

    def _forms(self, violation: Violation) -> tuple[str, ...]:
        """Return what each branch asks for, where no branch is likelier than the others; or takes, where several do."""
        if violation.keyword == "oneOf" and () in violation.branches:
            return tuple(self._taking(violation))
        return self._others(violation, range(len(violation.branches))) if violation.keyword in _CHOICES else ()

    def _taking(self, violation: Violation) -> Iterator[str]:
        forms = self._around.holder(violation).get("oneOf")
        for index, branch in enumerate(violation.branches):
            words = described(forms[index]) if isinstance(forms, list) and not branch else None
            if words is not None:
                yield f"{self._branch_name(violation, index)} takes whatever {words}"

    def _first(self, one: Violation) -> str:
        value = self._around.at(one.instance)
        return f"{subject(one.instance)} {requirement(one, self._around.holder(one), value, shown=False)}"

    def _branch_name(self, violation: Violation, index: int) -> str:
        branches = self._around.holder(violation).get(violation.keyword)
        branch = branches[index] if isinstance(branches, list) and index < len(branches) else None
        if isinstance(branch, dict):
            for keyword in ("title", "$ref"):
                name = branch.get(keyword)
                if isinstance(name, str):
                    return plain(name.rstrip("#").replace(":", "/").rpartition("/")[2])
        return f"form {index + 1}"

    def _is_shown(self, pointer: Pointer) -> bool:
        return not is_hidden(pointer, self._secret)


def _of(violation: Violation, member: str, reason: tuple[Violation, ...] = ()) -> Violation:
    """Return what a violation says of one of its members: what it says of all takes long, and once for each longer."""
    return replace(violation, members=(member,), branches=(reason,) if reason else ())


def telling(violations: Iterable[Violation]) -> Iterator[Violation]:
    """Yield violations without those of ``type`` where the values that are allowed are said anyway."""
    known = tuple(violations)
    listed = {(one.instance, _around(one)) for one in known if one.keyword in {"enum", "const"}}
    yield from (one for one in known if one.keyword != "type" or (one.instance, _around(one)) not in listed)


def _rank(value: Json, pointer: Pointer, ranks: _Ranks) -> tuple[int, ...]:
    """Return where a place comes when its document is read from the top."""
    rank = []
    for token in tokens(pointer):
        match value:
            case dict():
                if id(value) not in ranks:
                    ranks[id(value)] = {name: number for number, name in enumerate(value)}
                rank.append(ranks[id(value)][token])
                value = value[token]
            case list():
                rank.append(int(token))
                value = value[int(token)]
            case _:
                pass
    return tuple(rank)


def _around(violation: Violation) -> Location:
    return Location(violation.schema.uri, parent(violation.schema.pointer))
