"""Violations as findings: what must be true, where, what was probably meant, and which schema says so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias, final

from schemakit.core.described import described, pattern_asked
from schemakit.core.finding import Finding, Severity
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, Pointer, child, lookup, parent, tokens
from schemakit.core.record import replace
from schemakit.core.shown import one_of, plain, text
from schemakit.core.violation import Violation
from schemakit.core.wording import equal_pair, requirement, type_names
from schemakit.resolve.schema_set import SchemaSet, Via
from schemakit.validate.applicable import Applicable
from schemakit.validate.branches import Meant, meant
from schemakit.validate.hints import because, meant_instead, more_about, types_of, values_of
from schemakit.validate.secrets import is_hidden, may_hold_secrets, secrets
from schemakit.validate.suggest import likeliest_first, name_like, value_like, value_of_type

_CHOICES: Final = frozenset({"oneOf", "anyOf"})
_ABOUT_NAMES: Final = frozenset({"additionalProperties", "unevaluatedProperties"})
_DEEPEST_CHOICE: Final = 20
_SHOWN_BRANCHES: Final = 3
_SHOWN_VALUES: Final = 12
_SHOWN_INDEXES: Final = 4
_LONGEST_DESCRIPTION: Final = 200


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
        self._schemas = schemas
        self._applicable = applicable
        self._value = value
        self._document = document
        self._secret = secret

    def findings(self, violation: Violation, depth: int = 0) -> Iterator[Finding]:
        if violation.keyword in _CHOICES and depth < _DEEPEST_CHOICE:
            choice = meant(violation, self._at(violation.instance), self._holder)
            if choice is not None:
                yield from self._choice(violation, choice, depth)
                return
        if violation.keyword in _ABOUT_NAMES and violation.members:
            yield from (self._refused_name(violation, name) for name in violation.members)
        elif violation.keyword == "propertyNames" and violation.members:
            yield from (self._wrong_name(violation, name) for name in violation.members)
        else:
            yield self._plain(violation)

    def _plain(self, violation: Violation) -> Finding:
        value = self._at(violation.instance)
        shown = self._is_shown(violation.instance)
        holder = self._holder(violation)
        must = requirement(violation, holder, value, shown=shown)
        note, suggestion = meant_instead(violation.keyword, holder, value) if shown else ("", None)
        more = more_about(violation.keyword, holder, value) if shown else ()
        pair = equal_pair(value) if violation.keyword == "uniqueItems" else None
        place = violation.instance if pair is None else child(violation.instance, pair[1])
        note = note if pair is None else f"the same as item {pair[0]}"
        return Finding(
            code=violation.keyword or "not-judged",
            name=violation.keyword or "not-judged",
            severity=Severity.ERROR,
            message=f"{_subject(violation.instance)} {must}",
            location=Location(self._document, place),
            note=note,
            related=self._related(violation),
            help=(
                *self._near_miss(violation, value),
                *self._forms(violation),
                *more,
                *self._optional(violation, value),
                *because(violation, self._applicable.schema),
                *self._background(violation),
            ),
            suggestion=suggestion,
        )

    def _refused_name(self, violation: Violation, name: str) -> Finding:
        place = child(violation.instance, name)
        near = name_like(name, self._free_names(violation.instance))
        known = () if near else self._known_names(violation, name)
        return replace(
            self._plain(violation),
            message=f"{plain(name)} is not allowed in {_container(violation.instance)}",
            location=Location(self._document, place, key=True),
            note=f"did you mean {text(near)}?" if near else "",
            suggestion=text(near) if near else None,
            help=(*known, *self._background(violation)),
        )

    def _wrong_name(self, violation: Violation, name: str) -> Finding:
        inner = violation.branches[0][0] if violation.branches and violation.branches[0] else None
        shown = inner is not None and inner.keyword in {"minLength", "maxLength"}
        must = "is not allowed" if inner is None else requirement(inner, self._holder(inner), name, shown=shown)
        near = None if inner is None else value_like(name, values_of(inner.keyword, self._holder(inner)))
        return replace(
            self._plain(violation),
            message=f"the name {plain(name)} {must}",
            location=Location(self._document, child(violation.instance, name), key=True),
            note=f"did you mean {text(near)}?" if near is not None else "",
            suggestion=text(near) if near is not None else None,
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
            return replace(self._plain(first), message=f"{_subject(first.instance)} {must}")
        value = self._at(first.instance)
        shown = self._is_shown(first.instance)
        values = [item for one in same for item in values_of(one.keyword, self._holder(one))]
        types = [name for one in same for name in types_of(self._holder(one))] if not values else []
        listed = one_of(dict.fromkeys(map(text, values)), _SHOWN_VALUES) if values else type_names(dict.fromkeys(types))
        found = f", and is {text(value)}" if shown else ""
        near = (value_like(value, values) if values else value_of_type(value, types)) if shown else None
        return replace(
            self._plain(first),
            message=f"{_subject(first.instance)} must be {'one of ' if len(values) > 1 else ''}{listed}{found}",
            note=f"did you mean {text(near)}?" if near is not None else "",
            suggestion=text(near) if near is not None else None,
            related=self._related(around),
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
        forms = self._holder(violation).get("oneOf")
        for index, branch in enumerate(violation.branches):
            name, words = (
                self._branch_name(violation, index),
                described(forms[index]) if isinstance(forms, list) else None,
            )
            if not branch and words is not None:
                yield f"{name} takes whatever {words}"

    def _first(self, one: Violation) -> str:
        return f"{_subject(one.instance)} {requirement(one, self._holder(one), self._at(one.instance), shown=False)}"

    def _branch_name(self, violation: Violation, index: int) -> str:
        branches = self._holder(violation).get(violation.keyword)
        branch = branches[index] if isinstance(branches, list) and index < len(branches) else None
        if isinstance(branch, dict):
            for keyword in ("title", "$ref"):
                name = branch.get(keyword)
                if isinstance(name, str):
                    return plain(name.rstrip("#").replace(":", "/").rpartition("/")[2])
        return f"form {index + 1}"

    def _near_miss(self, violation: Violation, value: Json) -> Iterator[str]:
        """Yield the misspelt names that are there in the place of missing ones."""
        if violation.keyword in {"required", "dependentRequired"} and isinstance(value, dict):
            known = set(self._names(violation.instance))
            spare = [name for name in value if name not in known]
            for missing in violation.members:
                near = name_like(missing, spare)
                if near is not None:
                    yield f"{plain(near)} may be meant to be {plain(missing)}"

    def _optional(self, violation: Violation, value: Json) -> Iterator[str]:
        """Yield the way out for null in the place of a property that may be absent."""
        if violation.keyword != "type" or value is not None or not violation.instance:
            return
        around, name = parent(violation.instance), tokens(violation.instance)[-1]
        needed = [self._applicable.schema(place).get("required") for place in self._applicable.at(self._value, around)]
        if isinstance(self._at(around), dict) and not any(
            isinstance(names, list) and name in names for names in needed
        ):
            yield f"leave {plain(name)} out instead of writing null"

    def _known_names(self, violation: Violation, name: str) -> Iterator[str]:
        """Yield what an object can have in the place of a name that it must not have."""
        names = self._free_names(violation.instance)
        names = likeliest_first(name, names) if len(names) > _SHOWN_VALUES else names
        if names:
            yield f"what else it can have: {one_of(map(plain, names), _SHOWN_VALUES)}"
        patterns = self._holder(violation).get("patternProperties")
        for pattern in list(patterns if isinstance(patterns, dict) else ())[:_SHOWN_BRANCHES]:
            yield f"{'other names' if names else 'a name'} must {pattern_asked(pattern)}"

    def _background(self, violation: Violation) -> tuple[str, ...]:
        """Return the name of the schema where it is not the one asked for, and its author's words."""
        lines = []
        resource = violation.schema.uri
        name = next((str(name) for name, uri in self._schemas.names.items() if uri == resource), None)
        if name is not None and resource != self._applicable.root.uri:
            recovered = any(
                reference.via is Via.RECOVERED
                for reference in self._schemas.references
                if reference.target is not None and reference.target.uri == self._schemas.origin(violation.schema).uri
            )
            lines.append(f"defined by {name}{' (recovered)' if recovered else ''}")
        if violation.instance:
            description = self._description(violation.instance)
            if description:
                lines.append(f"{_subject(violation.instance)}: {description}")
        return tuple(lines)

    def _description(self, pointer: Pointer) -> str:
        for place in self._applicable.at(self._value, pointer):
            words = self._applicable.schema(place).get("description")
            if isinstance(words, str) and words.strip():
                paragraph = words.strip().partition("\n")[0].strip()
                cut = len(paragraph) > _LONGEST_DESCRIPTION
                return f"{paragraph[:_LONGEST_DESCRIPTION]}..." if cut else paragraph
        return ""

    def _related(self, violation: Violation) -> tuple[Location, ...]:
        """Return the author's place of the keyword, after the place that refers to it from another document."""
        own = self._schemas.origin(violation.schema)
        around = self._applicable.at(self._value, violation.instance)
        first = self._schemas.origin(around[0]) if around else own
        return (own,) if first.uri == own.uri else (first, own)

    def _names(self, pointer: Pointer) -> Iterator[str]:
        for place in self._applicable.at(self._value, pointer):
            properties = self._applicable.schema(place).get("properties")
            if isinstance(properties, dict):
                yield from properties

    def _free_names(self, pointer: Pointer) -> list[str]:
        """Return the names of properties that an object can have and does not have yet."""
        value = self._at(pointer)
        taken = value if isinstance(value, dict) else {}
        return [name for name in dict.fromkeys(self._names(pointer)) if name not in taken]

    def _holder(self, violation: Violation) -> Mapping[str, Json]:
        pointer = violation.schema.pointer if violation.keyword == "false" else parent(violation.schema.pointer)
        return self._applicable.schema(Location(violation.schema.uri, pointer))

    def _at(self, pointer: Pointer) -> Json:
        return lookup(self._value, pointer)

    def _is_shown(self, pointer: Pointer) -> bool:
        return not is_hidden(Location(self._document, pointer), self._secret)


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


def _subject(pointer: Pointer) -> str:
    """Return what people call a place: the property, the item of a property, or the whole."""
    if pointer == ROOT:
        return "the value"
    names = tokens(pointer)
    indexes = 0
    while indexes < len(names) - 1 and names[-1 - indexes].isdigit():
        indexes += 1
    name = names[-1 - indexes]
    shown = names[len(names) - indexes :]
    items = "".join(f"[{index}]" for index in shown[:_SHOWN_INDEXES]) + ("..." if indexes > _SHOWN_INDEXES else "")
    return plain(name + items) if not name.isdigit() else f"item {name}{items}"


def _container(pointer: Pointer) -> str:
    return _subject(pointer) if pointer else "this object"
