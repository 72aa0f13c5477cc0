"""Strategies of payloads, for tests with Hypothesis."""

from hypothesis import strategies as st

from schemakit.core.json import Json
from schemakit.fuzz.construct import Construction
from schemakit.fuzz.invalid import invalid_payloads as _invalid_payloads
from schemakit.fuzz.occurrences import occurrences
from schemakit.fuzz.payload import Payload
from schemakit.fuzz.valid import valid_payloads as _valid_payloads
from schemakit.pipeline.schemas import View
from schemakit.testing.found import Known, Schema
from schemakit.testing.lowered import lowered


def payloads(schema: Schema, *, schemas: Known = None, view: View | None = None) -> st.SearchStrategy[Json]:
    """Return a strategy of payloads that are valid against a schema.

    Args:
        schema: a name (``TaskRunResumeRequestSchema``), or a schema in memory.
        schemas: where to find the name: what ``schemakit.load`` has returned, or a file or folder to load; without it
            what ``[tool.schemakit]`` says, or the folder ``schemas`` in the current directory or the closest one above
            it. Whether formats are asserted, what ``nullable`` means and the dialect are the project's settings, too.
        view: which way payloads go (``request``: without what is ``readOnly``, ``response``: without what is
            ``writeOnly``); without it what ``[tool.schemakit]`` says, where it is asked.

    Raises:
        UsageError: there is no such schema, file or folder.
        BrokenSchemaError: the schema cannot be compiled.
    """
    known = lowered(schema, schemas, view)
    return _valid_payloads(Construction(known.graph), known.node, known.judged("fast").is_valid)


def invalid_payloads(schema: Schema, *, schemas: Known = None, view: View | None = None) -> st.SearchStrategy[Payload]:
    """Return a strategy of payloads that a schema refuses, each with a label that says what is broken, and where.

    A payload's ``value`` violates ``violation``: keyword, place in the schema and place in the value. As few other
    assertions as can be are violated besides. Arguments and errors are those of ``payloads``.
    """
    known = lowered(schema, schemas, view)
    reached = tuple(occurrences(known.graph, known.node, formats=known.formats))
    return _invalid_payloads(Construction(known.graph), reached, known.judged("reference").violations)
