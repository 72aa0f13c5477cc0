"""Assertions about payloads, with a failure as readable as the command line's report."""

from schemakit.pipeline.explained import drawn, findings_of, shown
from schemakit.pipeline.schemas import View
from schemakit.runtime.values import as_json
from schemakit.testing.found import Known, Schema, handle_of, name_of


def assert_valid(payload: object, schema: Schema, *, schemas: Known = None, view: View | None = None) -> None:
    """Fail unless a payload is valid against a schema; other arguments and errors are those of ``payloads``.

    Raises:
        AssertionError: it is not; the message shows where in the payload, and what must be true instead.
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    handle, name = handle_of(schema, schemas, view), name_of(schema)
    found = findings_of(handle, name, payload)
    if found:
        raise AssertionError(f"not a valid {name}:\n\n{drawn(handle, name, payload, found)}")


def assert_invalid(
    payload: object,
    schema: Schema,
    *,
    by: str | None = None,
    schemas: Known = None,
    view: View | None = None,
) -> None:
    """Fail unless a schema refuses a payload; other arguments and errors are those of ``payloads``.

    Args:
        payload: a JSON value.
        schema: a name, or a schema in memory.
        by: a keyword that must be among those that refuse it (``maxLength``): a payload that is refused for another
            reason than the one that is meant tests nothing.
        schemas: where to find the name.
        view: which way it goes.

    Raises:
        AssertionError: it is valid, or refused by other keywords; the message shows the payload.
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    handle, name = handle_of(schema, schemas, view), name_of(schema)
    found = findings_of(handle, name, payload)
    if not found:
        raise AssertionError(f"a valid {name}:\n\n{shown(as_json(payload).value)}")
    if by is not None and by not in {finding.code for finding in found}:
        raise AssertionError(f"no valid {name}, and not refused by `{by}`:\n\n{drawn(handle, name, payload, found)}")
