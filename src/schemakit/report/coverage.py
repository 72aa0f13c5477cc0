"""What fuzzing has shown of each assertion, as the coverage reports take it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, Protocol, TypeAlias, final

from schemakit.core.location import Location, Locator, Uri
from schemakit.core.record import dataclass

#: How far payloads got with the violation of an assertion.
State: TypeAlias = Literal["alone", "together", "dominated", "impossible", "open"]

#: What each state means, the best first.
STATES: Final[Mapping[State, str]] = MappingProxyType(
    {
        "alone": "a payload violates this and nothing else",
        "together": "payloads violate this only together with others",
        "dominated": "cannot be violated alone: whatever violates it violates others, too",
        "impossible": "cannot be violated: no payload is left that would",
        "open": "no payload was found that violates it, nor a reason why there is none",
    }
)


@final
@dataclass(frozen=True, slots=True)
class CoveredAssertion:
    """One occurrence of a keyword.

    Attributes:
        keyword: as the schema spells it, ``false`` for a boolean schema.
        location: as its author wrote it.
        mark: what is marked for it in the author's text: the keyword's name, or that of the nearest thing around it.
        reached: a valid payload has a part that the assertion applies to.
        state: what is known about violating it.
        example: JSON text of a payload that violates it; None: none is known.
    """

    keyword: str
    location: Location
    mark: Location
    reached: bool
    state: State
    example: str | None


@final
@dataclass(frozen=True, slots=True)
class CoveredSchema:
    """One schema, with the numbers of payloads and of disagreements, and its assertions in document order."""

    name: str
    valid: int
    invalid: int
    disagreements: int
    assertions: tuple[CoveredAssertion, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many assertions there are, are reached, and are in each state."""
        states = [one.state for one in self.assertions]
        return {
            "assertions": len(states),
            "reached": sum(one.reached for one in self.assertions),
            **{state: states.count(state) for state in STATES},
        }


@final
@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document, and the name people know its file by."""

    path: str
    text: str


@final
@dataclass(frozen=True, slots=True)
class AssertionCoverage:
    """A run of ``schemakit fuzz``.

    Attributes:
        version: of schemakit.
        assumptions: what was read, and in which dialect.
        seed: makes the same payloads again.
        schemas: in the order of the run.
        documents: those that the schemas were written in, by URI.
    """

    version: str
    assumptions: str
    seed: int
    schemas: tuple[CoveredSchema, ...]
    documents: Mapping[Uri, Document]

    @property
    def counts(self) -> Mapping[str, int]:
        """The counts of all schemas together."""
        every = [schema.counts for schema in self.schemas]
        return {name: sum(counts[name] for counts in every) for name in ("assertions", "reached", *STATES)}


class CoverageReport(Protocol):
    """A coverage report: a module with this function."""

    def render(self, coverage: AssertionCoverage, locate: Locator) -> str:
        """Return the whole report."""
        ...
