"""Forty bugs, each one edit of one file: what somebody could get wrong on a bad day, in every stage that judges."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Bug:
    """One edit; ``old`` stands in the file once."""

    what: str
    file: str
    old: str
    new: str


_JUDGE, _D4, _D6, _D7 = "runtime/judge.py", "ir/drafts/draft4.py", "ir/drafts/draft6.py", "ir/drafts/draft7.py"
_D19, _D20 = "ir/drafts/draft2019_09.py", "ir/drafts/draft2020_12.py"
_SPELL, _PLAN, _SCALARS, _READING = "ir/spell.py", "generate/plan.py", "generate/scalars.py", "generate/reading.py"

#: (stage, bug)
BUGS: Final[tuple[tuple[str, Bug], ...]] = (
    # the engine as we wrap it
    ("engine", Bug("formats are never asserted", _JUDGE, "validate_formats=formats,", "validate_formats=False,")),
    (
        "engine",
        Bug(
            "true is taken for 1",
            _JUDGE,
            "    def is_valid(value: object) -> bool:\n        try:\n            return engine(value)",
            "    def is_valid(value: object) -> bool:\n        try:\n"
            "            return engine(1 if value is True else value)",
        ),
    ),
    (
        "engine",
        Bug(
            "strings are measured in bytes",
            _JUDGE,
            "    def is_valid(value: object) -> bool:\n        try:\n            return engine(value)",
            "    def is_valid(value: object) -> bool:\n        try:\n            return engine("
            "value.encode().decode('latin1') if isinstance(value, str) else value)",
        ),
    ),
    (
        "engine",
        Bug(
            "patterns keep the meaning of the engine",
            "runtime/engine_schemas.py",
            "return for_engine(value)",
            "return value",
        ),
    ),
    (
        "engine",
        Bug(
            "the judge says yes to numbers",
            _JUDGE,
            "        try:\n            return engine(value)\n"
            "        except ValueError:\n            return _is_valid_as_json(engine, value)\n\n"
            "    return is_valid\n\n\ndef _measured",
            "        try:\n            return isinstance(value, float) or engine(value)\n"
            "        except ValueError:\n            return _is_valid_as_json(engine, value)\n\n"
            "    return is_valid\n\n\ndef _measured",
        ),
    ),
    (
        "engine",
        Bug(
            "a reference silences nothing in draft 7",
            "resolve/vocabulary.py",
            "return draft <= Draft.DRAFT7 and",
            "return draft < Draft.DRAFT7 and",
        ),
    ),
    # what keywords mean
    (
        "lower",
        Bug(
            "exclusive bounds of draft 4 are lost", _D4, "exclusive_minimum=minimum if excludes_minimum else None,", ""
        ),
    ),
    (
        "lower",
        Bug(
            "draft 4: < for <=",
            _D4,
            "        site.spelled[exclusive] = keyword\n    return bound, excludes is True",
            "        site.spelled[exclusive] = keyword\n    return bound, not excludes",
        ),
    ),
    (
        "lower",
        Bug(
            "minimum and exclusiveMinimum change places",
            _D6,
            'site.number("minimum"),\n        site.number("exclusiveMinimum"),',
            'site.number("exclusiveMinimum"),\n        site.number("minimum"),',
        ),
    ),
    (
        "lower",
        Bug(
            "lengths change places",
            _D4,
            'StringLength(site.count("minLength"), site.count("maxLength"))',
            'StringLength(site.count("maxLength"), site.count("minLength"))',
        ),
    ),
    (
        "lower",
        Bug(
            "uniqueItems: false means true",
            _D4,
            'if site.boolean("uniqueItems"):',
            'if site.boolean("uniqueItems") is not None:',
        ),
    ),
    (
        "lower",
        Bug(
            "additionalItems is forgotten",
            _D4,
            'rest = site.subschema("additionalItems")\n            site',
            'rest = site.subschema("additionalItems") and None\n            site',
        ),
    ),
    ("lower", Bug("only the first branch of allOf counts", _D4, "yield AllOf(schemas)", "yield AllOf(schemas[:1])")),
    ("lower", Bug("oneOf is taken for anyOf", _D4, "yield OneOf(schemas)", "yield AnyOf(schemas)")),
    ("lower", Bug("not is dropped", _D4, "yield Not(schema)", "yield from ()")),
    (
        "lower",
        Bug("the last value of enum is dropped", _D4, "yield ValueIn(values)", "yield ValueIn(values[:-1] or values)"),
    ),
    ("lower", Bug("required asks for the first name only", _D4, "yield Required(names)", "yield Required(names[:1])")),
    (
        "lower",
        Bug(
            "patternProperties is forgotten",
            _D4,
            "yield Properties(named or {}, patterns or {}, additional)",
            "yield Properties(named or {}, {}, additional)",
        ),
    ),
    ("lower", Bug("dependencies on names are dropped", _D4, "yield DependentRequired(names)", "yield from ()")),
    ("lower", Bug("null is allowed beside const", _D6, "yield ValueIn(value)", "yield ValueIn((*value, None))")),
    ("lower", Bug("propertyNames is dropped", _D6, "yield PropertyNames(schema)", "yield from ()")),
    (
        "lower",
        Bug(
            "then and else change places",
            _D7,
            'site.subschema("then"), site.subschema("else")',
            'site.subschema("else"), site.subschema("then")',
        ),
    ),
    (
        "lower",
        Bug(
            "minContains and maxContains change places",
            _D19,
            'site.count("minContains"), site.count("maxContains")',
            'site.count("maxContains"), site.count("minContains")',
        ),
    ),
    (
        "lower",
        Bug(
            "counts of members change places",
            _D4,
            'PropertyCount(site.count("minProperties"), site.count("maxProperties"))',
            'PropertyCount(site.count("maxProperties"), site.count("minProperties"))',
        ),
    ),
    (
        "lower",
        Bug(
            "recursive references are static",
            _D19,
            "RECURSIVE_ANCHOR if RECURSIVE_ANCHOR in target.anchors else None",
            "None",
        ),
    ),
    (
        "lower",
        Bug("dynamic references are static", _D20, "target.name if target.name in target.anchors else None", "None"),
    ),
    (
        "lower",
        Bug(
            "unevaluated items and properties change places",
            _D19,
            'site.subschema("unevaluatedItems"), site.subschema("unevaluatedProperties")',
            'site.subschema("unevaluatedProperties"), site.subschema("unevaluatedItems")',
        ),
    ),
    ("lower", Bug("patterns are anchored", _SPELL, 'return {"pattern": pattern}', 'return {"pattern": "^" + pattern}')),
    ("lower", Bug("exclusiveMaximum is not written", _SPELL, "exclusiveMaximum=exclusive_maximum,", "")),
    # the guard
    (
        "guard",
        Bug(
            "the guard never refuses",
            "runtime/guard.py",
            "return (self._compiled or self._compile()).is_valid(value)",
            "return True",
        ),
    ),
    (
        "guard",
        Bug(
            "the guard does not assert formats",
            "runtime/guard.py",
            "return self._library.compile(place, formats=self._formats)",
            "return self._library.compile(place, formats=False)",
        ),
    ),
    (
        "guard",
        Bug(
            "the guard is off for values that are no objects",
            "runtime/pydantic_gate.py",
            "if not guard.is_valid(value):\n            value =",
            "if isinstance(value, dict) and not guard.is_valid(value):\n            value =",
        ),
    ),
    (
        "guard",
        Bug(
            "defaults of absent properties are sent",
            "runtime/pydantic_gate.py",
            "if name not in present:",
            "if False:",
        ),
    ),
    # the plan
    (
        "plan",
        Bug(
            "null is dropped from types that may be null",
            _PLAN,
            '"null" in types and principal not in self.planner.roots',
            "False",
        ),
    ),
    (
        "plan",
        Bug(
            "optional properties are required",
            _PLAN,
            "yield self._property(name, node, required=name in required)",
            "yield self._property(name, node, required=True)",
        ),
    ),
    (
        "plan",
        Bug(
            "what additionalProperties describes is forbidden",
            _PLAN,
            "return not self.reading.types(additional)",
            "return True",
        ),
    ),
    (
        "plan",
        Bug(
            "the first positions of an array are typed as its rest",
            _PLAN,
            "case [Items(prefix=(), rest=str(rest))]:",
            "case [Items(rest=str(rest))]:",
        ),
    ),
    (
        "plan",
        Bug(
            "maps ignore that some names have schemas of their own",
            _PLAN,
            "case [Properties(named, patterns, str(additional))] if not named and not patterns:",
            "case [Properties(_, _, str(additional))]:",
        ),
    ),
    (
        "plan",
        Bug(
            "at most is less than",
            _SCALARS,
            "at_most=min((limit.maximum for limit in limits if limit.maximum is not None), default=None),\n"
            "            less_than=min(",
            "at_most=None, less_than="
            "min((limit.maximum for limit in limits if limit.maximum is not None), default=None) or min(",
        ),
    ),
    (
        "plan",
        Bug(
            "one character fewer than allowed",
            _SCALARS,
            "max(fewest, default=None), min(most, default=None)",
            "max(fewest, default=None), max(0, min(most, default=0) - 1) or None",
        ),
    ),
    (
        "plan",
        Bug("only the first alternative has types", _READING, "for schema in schemas))", "for schema in schemas[:1]))"),
    ),
)
