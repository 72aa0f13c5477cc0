"""A coverage with every state, hostile words and a document of many lines, for the tests of its reports."""

from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer
from schemakit.loading.positions import Positions
from schemakit.loading.source import Source
from schemakit.report.coverage import AssertionCoverage, CoveredAssertion, CoveredSchema, Document, State

HOSTILE = "<script>alert('x')</script> & \u202e\"\x1b[2J"
TEXT = """\
{
  "title": "<script>alert('x')</script> & \u202e",
  "type": "object",
  "required": ["a"],
  "properties": {
    "a": {"maxLength": 3, "pattern": "^a"},
"""
TEXT += "".join(f'    "filler{number}": true,\n' for number in range(80))
TEXT += '    "never": false,\n    "b": {"minimum": 1}\n  }\n}\n'
URI = Uri("file:///s.json")
SOURCE = Source("s<b>.json", URI, TEXT, "json", None)
locate = Positions((SOURCE,))


def assertion(pointer: str, state: State, *, reached: bool = True, example: str | None = "{}") -> CoveredAssertion:
    place = Location(URI, Pointer(pointer))
    keyword = pointer.rpartition("/")[2]
    return CoveredAssertion(keyword, place, Location(URI, Pointer(pointer), key=True), reached, state, example)


SCHEMA = CoveredSchema(
    f"S {HOSTILE}",
    5,
    7,
    2,
    (
        assertion("/type", "alone", example="null"),
        assertion("/required", "together", example=f'{{"{HOSTILE}": 1}}'),
        assertion("/properties/a/maxLength", "dominated"),
        assertion("/properties/a/maxLength", "alone"),
        assertion("/properties/a/pattern", "impossible", example=None),
        assertion("/properties/never", "alone", reached=False),
        assertion("/properties/b/minimum", "open", example=None),
    ),
)
COVERAGE = AssertionCoverage("1.2.3", f"1 schema {HOSTILE}", 7, (SCHEMA,), {URI: Document(SOURCE.path, TEXT)})
