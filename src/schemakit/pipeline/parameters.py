"""Values for parameters that an OpenAPI document has nothing but a schema of."""

from collections.abc import Mapping

from schemakit.contract.http.bodies import Bodies
from schemakit.contract.http.operation import Contract, Operation
from schemakit.core.errors import BrokenSchemaError
from schemakit.core.record import replace
from schemakit.pipeline.schemas import Schemas


def with_values(contract: Contract, requests: Schemas) -> Contract:
    """Return a contract in which such parameters have a valid value each, always the same for the same schema.

    Where none can be drawn, the parameter is still without one.
    """
    bodies = Bodies(requests.set, formats=requests.formats == "assert")
    return replace(contract, operations=tuple(_valued(one, bodies) for one in contract.operations))


def _valued(operation: Operation, bodies: Bodies) -> Operation:
    if not operation.unvalued or operation.untested:
        return operation
    values = {key: _drawn(bodies, name) for key, name in operation.unvalued.items()}
    found = {key: text for key, text in values.items() if text is not None}
    return replace(
        operation,
        variables={**_of(found, "path"), **operation.variables},
        query={**_of(found, "query"), **operation.query},
        headers={**_of(found, "header"), **operation.headers},
    )


def _drawn(bodies: Bodies, name: str) -> str | None:
    try:
        return bodies.of(name).text()
    except BrokenSchemaError:  # of a parameter: whoever wants it tested gives a value
        return None


def _of(values: Mapping[str, str], place: str) -> dict[str, str]:
    return {key.partition(" ")[2]: text for key, text in values.items() if key.startswith(f"{place} ")}
