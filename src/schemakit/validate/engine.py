"""The seam between schemakit and whoever judges: one protocol, one table, one door each."""

from collections.abc import Iterable
from importlib import import_module
from typing import Final, Literal, Protocol, TypeAlias, cast

from schemakit.core.json import Json
from schemakit.core.violation import Violation
from schemakit.resolve.schema_set import SchemaSet

EngineName: TypeAlias = Literal["fast", "reference"]


class Judge(Protocol):
    """A compiled schema."""

    def is_valid(self, value: Json) -> bool:
        """Tell whether the value is valid."""
        ...

    def violations(self, value: Json) -> Iterable[Violation]:
        """Yield what the value violates, in the schema's standard form; nothing exactly where it is valid."""
        ...


class Engine(Protocol):
    """The door to one third-party validator: a module with this function."""

    def judge(self, schemas: SchemaSet, root: str, *, formats: bool) -> Judge:
        """Compile the schema at ``root`` (canonical URI, maybe with a fragment); ``formats``: assert ``format``.

        Raises:
            BrokenSchemaError: the engine cannot compile it (a dangling reference it reaches, an impossible pattern).
        """
        ...


#: Imported when first asked for: jsonschema alone costs three times what validating a file does.
ENGINES: Final[dict[EngineName, str]] = {
    "fast": "schemakit.validate.engines.fast",
    "reference": "schemakit.validate.engines.reference",
}


def judge(schemas: SchemaSet, root: str, *, engine: EngineName = "fast", formats: bool = True) -> Judge:
    """Compile one schema of a set with the engine of that name; raises as ``Engine.judge`` does."""
    return cast(Engine, import_module(ENGINES[engine])).judge(schemas, root, formats=formats)
