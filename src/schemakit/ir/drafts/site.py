"""A schema object while it is being lowered: reads keywords, checking the shape of each, and says what it read."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias, TypeVar, final

from schemakit.core.json import JSON_TYPES, Json, JsonType
from schemakit.core.record import dataclass, field
from schemakit.ir.assertions import Assertion, NodeId, Number
from schemakit.ir.scopes import Target

T = TypeVar("T")

#: Yields the assertions that a group of keywords means; reads them through the site.
Lowering: TypeAlias = Callable[["Site"], Iterable[Assertion]]

#: From the name of a group of keywords to its meaning, in the order in which a node's assertions are listed.
Table: TypeAlias = Mapping[str, Lowering]


@final
@dataclass(slots=True)
class Site:
    """One schema object.

    Every reading method returns None where the keyword is absent or its value is not what the specification asks for;
    only what was read well counts as ``read``, so the rest can be kept word for word.

    Attributes:
        schema: the keywords that the dialect has and that count here.
        child: the node of the subschema at a path below this schema.
        resolve: what the text of a reference means here.
        node: the node of a target.
        read: keywords whose meaning is in the assertions.
        idle: keywords that mean nothing here (``then`` without ``if``), to be kept as annotations.
        spelled: see ``Node.spelled``.
    """

    schema: Mapping[str, Json]
    child: Callable[[tuple[str | int, ...]], NodeId]
    resolve: Callable[[str], Target | None]
    node: Callable[[Target], NodeId]
    read: set[str] = field(default_factory=set)
    idle: set[str] = field(default_factory=set)
    spelled: dict[str, str] = field(default_factory=dict)

    def boolean(self, keyword: str) -> bool | None:
        """Read true or false."""
        value = self.schema.get(keyword)
        return self._taken(keyword, value if isinstance(value, bool) else None)

    def text(self, keyword: str) -> str | None:
        """Read a string."""
        value = self.schema.get(keyword)
        return self._taken(keyword, value if isinstance(value, str) else None)

    def number(self, keyword: str) -> Number | None:
        """Read a number."""
        value = as_number(self.schema.get(keyword))
        self._taken(keyword, value)
        return value

    def divisor(self, keyword: str) -> Number | None:
        """Read a number greater than zero."""
        value = as_number(self.schema.get(keyword))
        if value is None or value <= 0:
            return None
        self._taken(keyword, value)
        return value

    def count(self, keyword: str) -> int | None:
        """Read a non-negative integer; 2.0 is one (Core, section 4.2.3)."""
        value = as_number(self.schema.get(keyword))
        if value is None or isinstance(value, Decimal):  # beyond the floats nothing is counted, nor are parts of one
            return None
        return self._taken(keyword, int(value) if value >= 0 and value % 1 == 0 else None)

    def data(self, keyword: str) -> tuple[Json] | None:
        """Read anything at all, which may be null: a tuple of the one value."""
        return self._taken(keyword, (self.schema[keyword],) if keyword in self.schema else None)

    def values(self, keyword: str) -> tuple[Json, ...] | None:
        """Read an array of anything."""
        value = self.schema.get(keyword)
        return self._taken(keyword, tuple(value) if isinstance(value, list) else None)

    def names(self, keyword: str) -> tuple[str, ...] | None:
        """Read an array of strings."""
        return self._taken(keyword, strings(self.schema.get(keyword)))

    def types(self, keyword: str) -> frozenset[JsonType] | None:
        """Read the name of a type, or an array of them."""
        value = self.schema.get(keyword)
        named = value if isinstance(value, list) else [value]
        known = frozenset(name for name in JSON_TYPES if name in named)
        return self._taken(keyword, known if known and all(name in JSON_TYPES for name in named) else None)

    def subschema(self, keyword: str) -> NodeId | None:
        """Read a schema."""
        is_schema = isinstance(self.schema.get(keyword), (dict, bool))
        return self._taken(keyword, self.child((keyword,)) if is_schema else None)

    def subschemas(self, keyword: str) -> tuple[NodeId, ...] | None:
        """Read an array of schemas, which holds at least one."""
        value = self.schema.get(keyword)
        if not isinstance(value, list) or not value or not all(isinstance(item, (dict, bool)) for item in value):
            return None
        return self._taken(keyword, tuple(self.child((keyword, index)) for index in range(len(value))))

    def members(self, keyword: str) -> Mapping[str, Json] | None:
        """Read an object of anything."""
        value = self.schema.get(keyword)
        return self._taken(keyword, value if isinstance(value, dict) else None)

    def named(self, keyword: str) -> Mapping[str, NodeId] | None:
        """Read an object of schemas."""
        value = self.schema.get(keyword)
        if not isinstance(value, dict) or not all(isinstance(item, (dict, bool)) for item in value.values()):
            return None
        return self._taken(keyword, {name: self.child((keyword, name)) for name in value})

    def target(self, keyword: str) -> Target | None:
        """Read a reference; None also where it dangles."""
        text = self.schema.get(keyword)
        return self._taken(keyword, self.resolve(text) if isinstance(text, str) else None)

    def leave(self, *keywords: str) -> None:
        """Keep keywords that mean nothing here as annotations."""
        self.idle.update(keyword for keyword in keywords if keyword in self.schema)

    def _taken(self, keyword: str, value: T | None) -> T | None:
        if value is not None:
            self.read.add(keyword)
        return value


def strings(value: Json) -> tuple[str, ...] | None:
    """Return an array of strings, or None where the value is something else."""
    if not isinstance(value, list):
        return None
    names = tuple(item for item in value if isinstance(item, str))
    return names if len(names) == len(value) else None


def as_number(value: Json) -> Number | None:
    """Return a number, or None where the value is something else."""
    return value if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) else None
