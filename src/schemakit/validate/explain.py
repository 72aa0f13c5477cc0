"""Violations as findings: what must be true, where, what was probably meant, and which schema says so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, final

from schemakit.core.finding import Finding, Severity
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import ROOT, Pointer, child, lookup, parent, tokens
from schemakit.core.record import replace
from schemakit.core.shown import one_of, plain, text
from schemakit.core.violation import Violation
from schemakit.core.wording import requirement, type_names
from schemakit.resolve.schema_set import SchemaSet, Via
from schemakit.validate.applicable import Applicable
from schemakit.validate.branches import Meant, meant
from schemakit.validate.secrets import is_hidden, secrets
from schemakit.validate.suggest import name_like, value_like, value_of_type

_CHOICES: Final = frozenset({"oneOf", "anyOf"})
_ABOUT_NAMES: Final = frozenset({"additionalProperties", "unevaluatedProperties"})
_DEEPEST_CHOICE: Final = 20
_SHOWN_BRANCHES: Final = 3
_SHOWN_VALUES: Final = 12
_SHOWN_INDEXES: Final = 4
_LONGEST_DESCRIPTION: Final = 200


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
        """Yield a finding or more for each violation of a value that is the content of ``document``."""
        explained = _Explained(self._schemas, self._applicable, value, document)
        for violation in violations:
            yield from explained.findings(violation)

    def secrets(self, value: Json, document: Uri) -> tuple[Location, ...]:
        """Return the places of a document that reports must not show."""
        return secrets(self._applicable, value, document)


@final
class _Explained:
    """The explanation of one value."""

    def __init__(self, schemas: SchemaSet, applicable: Applicable, value: Json, document: Uri) -> None:
        self._schemas = schemas
        self._applicable = applicable
        self._value = value
        self._document = document
        self._secret = secrets(applicable, value, document)

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
        must = requirement(violation, self._holder(violation), value, shown=shown)
        note, suggestion = self._suggestion(violation, value) if shown else ("", None)
        return Finding(
            code=violation.keyword or "not-judged",
            name=violation.keyword or "not-judged",
            severity=Severity.ERROR,
            message=f"{_subject(violation.instance)} {must}",
            location=Location(self._document, violation.instance),
            note=note,
            related=self._related(violation),
            help=(*self._near_miss(violation, value), *self._forms(violation), *self._background(violation)),
            suggestion=suggestion,
        )

    def _refused_name(self, violation: Violation, name: str) -> Finding:
        place = child(violation.instance, name)
        near = name_like(name, self._free_names(violation.instance))
        known = "" if near else one_of(map(plain, self._free_names(violation.instance)), _SHOWN_VALUES)
        return replace(
            self._plain(violation),
            message=f"{plain(name)} is not allowed in {_container(violation.instance)}",
            location=Location(self._document, place, key=True),
            note=f"did you mean {text(near)}?" if near else "",
            suggestion=text(near) if near else None,
            help=((f"what else it can have: {known}",) if known else ()) + self._background(violation),
        )

    def _wrong_name(self, violation: Violation, name: str) -> Finding:
        inner = violation.branches[0][0] if violation.branches and violation.branches[0] else None
        must = "is not allowed" if inner is None else requirement(inner, self._holder(inner), name)
        near = None if inner is None else value_like(name, _values(inner, self._holder(inner)))
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
        inner = [finding for one in choice.violations for finding in self.findings(one, depth + 1)]
        others = self._others(violation, choice.others)
        yield replace(inner[0], help=inner[0].help + others)
        yield from inner[1:]

    def _either(self, same: tuple[Violation, ...], around: Violation) -> Finding:
        """Say in one sentence what several branches ask of one value."""
        first = same[0]
        value = self._at(first.instance)
        shown = self._is_shown(first.instance)
        values = [item for one in same for item in _values(one, self._holder(one))]
        types = [name for one in same for name in _types(self._holder(one))] if not values else []
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

    def _others(self, violation: Violation, branches: Sequence[int]) -> tuple[str, ...]:
        lines = [
            f"or {self._branch_name(violation, index)}: {self._first(violation.branches[index])}"
            for index in branches[:_SHOWN_BRANCHES]
            if violation.branches[index]
        ]
        more = len(branches) - _SHOWN_BRANCHES
        return (*lines, f"or one of {more} more forms") if more > 1 else tuple(lines)

    def _forms(self, violation: Violation) -> tuple[str, ...]:
        """Return what each branch asks for, where no branch is likelier than the others."""
        return self._others(violation, range(len(violation.branches))) if violation.keyword in _CHOICES else ()

    def _first(self, branch: tuple[Violation, ...]) -> str:
        first = branch[0]
        must = requirement(first, self._holder(first), self._at(first.instance), shown=self._is_shown(first.instance))
        return f"{_subject(first.instance)} {must}"

    def _branch_name(self, violation: Violation, index: int) -> str:
        branches = self._holder(violation).get(violation.keyword)
        branch = branches[index] if isinstance(branches, list) and index < len(branches) else None
        if isinstance(branch, dict):
            for keyword in ("title", "$ref"):
                name = branch.get(keyword)
                if isinstance(name, str):
                    return plain(name.rstrip("#").replace(":", "/").rpartition("/")[2])
        return f"form {index + 1}"

    def _suggestion(self, violation: Violation, value: Json) -> tuple[str, str | None]:
        holder = self._holder(violation)
        near: Json = None
        if violation.keyword in {"enum", "const"}:
            near = value_like(value, _values(violation, holder))
        elif violation.keyword == "type":
            near = value_of_type(value, _types(holder))
        return ("", None) if near is None else (f"did you mean {text(near)}?", text(near))

    def _near_miss(self, violation: Violation, value: Json) -> Iterator[str]:
        """Yield the misspelt names that are there in the place of missing ones."""
        if violation.keyword in {"required", "dependentRequired"} and isinstance(value, dict):
            known = set(self._names(violation.instance))
            spare = [name for name in value if name not in known]
            for missing in violation.members:
                near = name_like(missing, spare)
                if near is not None:
                    yield f"{plain(near)} may be meant to be {plain(missing)}"

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


def _values(violation: Violation, holder: Mapping[str, Json]) -> list[Json]:
    values = holder.get(violation.keyword)
    if violation.keyword == "const":
        return [values]
    return values if violation.keyword == "enum" and isinstance(values, list) else []


def _types(holder: Mapping[str, Json]) -> list[str]:
    names = holder.get("type")
    return [str(name) for name in names] if isinstance(names, list) else [str(names)]


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
