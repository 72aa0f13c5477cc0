"""Whether what a contract names is there."""

from collections.abc import Collection, Iterator

from schemakit.contract.http.operation import Operation
from schemakit.contract.http.problems import CONTRACT_WITHOUT_MEANING
from schemakit.core.finding import Finding
from schemakit.core.location import Location
from schemakit.core.near import nearest
from schemakit.core.pointer import child
from schemakit.core.shown import plain


def unknown_schemas(
    operation: Operation, requests: Collection[str] | None, answers: Collection[str]
) -> Iterator[Finding]:
    """Yield a finding for each schema that an operation names and is not there; ``requests`` None: not asked."""
    if operation.body is not None and requests is not None and operation.body not in requests:
        yield _unknown(operation, ("body",), operation.body, requests)
    for status, name in operation.answers.items():
        if name is not None and name not in answers:
            yield _unknown(operation, ("answers", status), name, answers)


def missing_values(operation: Operation) -> Iterator[Finding]:
    """Yield a finding for each variable of the path that has no value."""
    for name in () if operation.untested else operation.missing:
        yield CONTRACT_WITHOUT_MEANING.at(
            operation.place,
            f"the path of {operation.name} needs a value for {{{name}}}",
            help=(f"path: {{ {name}: VALUE }} in the contract, or --param {name}=VALUE",),
        )


def _unknown(operation: Operation, tokens: tuple[str, ...], name: str, known: Collection[str]) -> Finding:
    close = nearest(name, known)
    return CONTRACT_WITHOUT_MEANING.at(
        Location(operation.place.uri, child(operation.place.pointer, *tokens)),
        f"there is no schema {plain(name)}",
        note=f"did you mean {close}?" if close is not None else "",
        help=() if close is not None else (f"the schemas are {', '.join(tuple(known)[:12]) or 'none'}",),
    )
