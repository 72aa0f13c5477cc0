"""Regular expressions of ECMA-262 as Python's ``re`` writes them."""

from schemakit.formats.code_points import Ranges
from schemakit.formats.ecma262 import Alternatives, Back, Chars, Edge, Group, Look, Repeat, Sequence, Tree


def to_python(tree: Tree) -> str:
    """Return a pattern of Python's ``re`` that means the same."""
    match tree:
        case Chars(ranges):
            return _python_class(ranges)
        case Sequence(parts):
            return "".join(map(to_python, parts))
        case Alternatives(options):
            return "(?:" + "|".join(map(to_python, options)) + ")"
        case Repeat(part, fewest, most, lazy):
            bounds = f"{{{fewest},{'' if most is None else most}}}"
            return f"(?:{to_python(part)}){bounds}{'?' if lazy else ''}"
        case Group(part, _):
            return f"({to_python(part)})"
        case Back(number):
            return f"(?:\\{number})"
        case Edge(kind):
            return {"^": r"\A", "$": r"\Z", "b": r"(?a:\b)", "B": r"(?a:\B)"}[kind]
        case Look(part, ahead, negative):
            return f"(?{'' if ahead else '<'}{'!' if negative else '='}{to_python(part)})"


def _python_class(ranges: Ranges) -> str:
    if not ranges:
        return "(?!)"
    return "[" + "".join(f"{_python_character(low)}-{_python_character(high)}" for low, high in ranges) + "]"


def _python_character(code: int) -> str:
    return f"\\U{code:08x}"
