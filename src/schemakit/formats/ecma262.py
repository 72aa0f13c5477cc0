r"""Regular expressions of ECMA-262 (section 22.2.1), read into a tree that strings can be made from.

Read with the meaning of the ``u`` flag where a pattern allows it, and as leniently as Annex B where not: ``\-`` and
``{`` are themselves.
"""

import re
from typing import Final, Literal, TypeAlias, final

from schemakit.core.record import dataclass
from schemakit.formats.code_points import (
    CLASSES,
    CONTROL,
    DOT,
    LAST,
    PatternError,
    Ranges,
    category,
    inverse,
    normal,
    single,
)


@final
@dataclass(frozen=True, slots=True)
class Chars:
    """One character of a set."""

    ranges: Ranges


@final
@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other."""

    parts: "tuple[Tree, ...]"


@final
@dataclass(frozen=True, slots=True)
class Alternatives:
    """Any of them."""

    options: "tuple[Tree, ...]"


@final
@dataclass(frozen=True, slots=True)
class Repeat:
    """As often as the bounds say; None is no bound."""

    part: "Tree"
    fewest: int
    most: int | None
    lazy: bool = False


@final
@dataclass(frozen=True, slots=True)
class Group:
    """A capturing group, numbered from 1."""

    part: "Tree"
    number: int


@final
@dataclass(frozen=True, slots=True)
class Back:
    """What a group has captured."""

    number: int


@final
@dataclass(frozen=True, slots=True)
class Edge:
    """A place between characters."""

    kind: Literal["^", "$", "b", "B"]


@final
@dataclass(frozen=True, slots=True)
class Look:
    """A look around."""

    part: "Tree"
    ahead: bool
    negative: bool


#: The second half of a surrogate pair.
_LOW_SURROGATE: Final = re.compile(r"\\u([dD][c-fC-F][0-9a-fA-F]{2})")

_HEXADECIMAL: Final = re.compile("[0-9a-fA-F]+")

_MOST_DIGITS: Final = 20

Tree: TypeAlias = Chars | Sequence | Alternatives | Repeat | Group | Back | Edge | Look


def parse(pattern: str) -> Tree:
    """Read a pattern.

    Raises:
        PatternError: it is no regular expression of ECMA-262, or uses a property that is not known here.
    """
    return _Parser(pattern).whole()


@final
class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._groups = 0
        self._names: dict[str, int] = {}

    def whole(self) -> Tree:
        tree = self._alternatives()
        if self._at < len(self._text):
            raise PatternError(f"unmatched {self._text[self._at]!r}")
        return tree

    def _take(self, expected: str) -> bool:
        found = self._text.startswith(expected, self._at)
        self._at += len(expected) if found else 0
        return found

    def _next(self) -> str:
        if self._at >= len(self._text):
            raise PatternError("the pattern ends early")
        self._at += 1
        return self._text[self._at - 1]

    def _until(self, end: str) -> str:
        stop = self._text.find(end, self._at)
        if stop < 0:
            raise PatternError(f"{end!r} is missing")
        found, self._at = self._text[self._at : stop], stop + len(end)
        return found

    def _alternatives(self) -> Tree:
        options = [self._sequence()]
        while self._take("|"):
            options.append(self._sequence())
        return options[0] if len(options) == 1 else Alternatives(tuple(options))

    def _sequence(self) -> Tree:
        parts: list[Tree] = []
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            parts.append(self._repeated(self._atom()))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _repeated(self, part: Tree) -> Tree:
        bounds = self._quantifier()
        if bounds is None:
            return part
        if isinstance(part, Edge):
            raise PatternError("nothing to repeat")
        return Repeat(part, *bounds, lazy=self._take("?"))

    def _quantifier(self) -> tuple[int, int | None] | None:
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._take(sign):
                return bounds
        start = self._at
        if self._take("{"):
            stop = self._text.find("}", self._at)
            fewest, comma, most = self._text[self._at : stop].partition(",") if stop > 0 else ("", "", "")
            if _is_number(fewest) and (_is_number(most) or not most):
                self._at = stop + 1
                low = _number(fewest)
                if most and _number(most) < low:
                    raise PatternError("the bounds of a repetition are out of order")
                return low, (_number(most) if most else None) if comma else low
            self._at = start
        return None

    def _atom(self) -> Tree:
        character = self._next()
        match character:
            case "^" | "$":
                return Edge(character)
            case ".":
                return Chars(DOT)
            case "(":
                return self._group()
            case "[":
                return self._class()
            case "\\":
                return self._escape()
            case "*" | "+" | "?":
                raise PatternError("nothing to repeat")
            case _:
                return Chars(single(character))

    def _group(self) -> Tree:
        for opening, ahead, negative in (
            ("?=", True, False),
            ("?!", True, True),
            ("?<=", False, False),
            ("?<!", False, True),
        ):
            if self._take(opening):
                return Look(self._closed(), ahead, negative)
        if self._take("?:"):
            return self._closed()
        if self._take("?") and not self._take("<"):
            raise PatternError("an unknown kind of group")
        self._groups += 1
        number = self._groups
        if self._text[self._at - 1] == "<" and self._text[self._at - 2] == "?":
            self._names[self._until(">")] = number
        return Group(self._closed(), number)

    def _closed(self) -> Tree:
        tree = self._alternatives()
        if not self._take(")"):
            raise PatternError("')' is missing")
        return tree

    def _escape(self) -> Tree:
        character = self._next()
        match character:
            case "b" | "B":
                return Edge(character)
            case "k" if self._take("<"):
                return Back(self._names.get(self._until(">"), 0))
            case _ if character in "123456789":
                while _is_number(self._text[self._at : self._at + 1]):
                    character += self._next()
                return Back(_number(character))
            case _:
                return Chars(self._set(character))

    def _set(self, character: str) -> Ranges:
        """Return the characters that an escape means, in a class and outside of one."""
        match character:
            case "d" | "D" | "w" | "W" | "s" | "S":
                return CLASSES[character]
            case "n" | "r" | "t" | "f" | "v" | "0":
                return single(CONTROL[character])
            case "p" | "P" if self._take("{"):
                known = category(self._until("}"))
                return known if character == "p" else inverse(known)
            case "c":
                return single(chr(ord(self._next()) % 32))
            case "x":
                return self._code(2, character)
            case "u" if self._take("{"):
                return self._point(self._until("}"))
            case "u":
                return self._code(4, character)
            case _ if character.isalnum() and character.isascii():
                raise PatternError(f"an unknown escape \\{character}")
            case _:
                return single(character)

    def _code(self, digits: int, letter: str) -> Ranges:
        found = self._text[self._at : self._at + digits]
        if len(found) < digits:
            raise PatternError(f"\\{letter} needs {digits} digits")
        self._at += digits
        high = self._point(found)
        low = _LOW_SURROGATE.match(self._text, self._at) if 0xD800 <= high[0][0] <= 0xDBFF else None
        if low is None:
            return high
        self._at = low.end()  # a surrogate pair is one code point
        code = 0x10000 + ((high[0][0] - 0xD800) << 10) + (int(low[1], 16) - 0xDC00)
        return ((code, code),)

    def _point(self, digits: str) -> Ranges:
        if not _HEXADECIMAL.fullmatch(digits):  # int() takes signs, spaces and underscores, too
            raise PatternError(f"{digits!r} is no hexadecimal number")
        code = int(digits, 16)
        if code > LAST:
            raise PatternError(f"there is no code point {digits}")
        return ((code, code),)

    def _class(self) -> Tree:
        negated = self._take("^")
        ranges: list[tuple[int, int]] = []
        while not self._take("]"):
            low = self._member()
            if self._text.startswith("-", self._at) and self._text[self._at + 1 : self._at + 2] not in {"]", ""}:
                self._at += 1
                high = self._member()
                if _is_one(low) and _is_one(high):
                    if low[0][0] > high[0][0]:
                        raise PatternError("a range is out of order")
                    ranges.append((low[0][0], high[0][0]))
                    continue
                low = (*low, *single("-"), *high)  # Annex B: a class beside a dash is no range
            ranges.extend(low)
        found = normal(ranges)
        return Chars(inverse(found) if negated else found)

    def _member(self) -> Ranges:
        character = self._next()
        if character != "\\":
            return single(character)
        escaped = self._next()
        return single("\b") if escaped == "b" else self._set(escaped)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _number(digits: str) -> int:
    """Return a number in decimal digits; int() refuses very long ones, and nobody counts that far."""
    return int(digits) if len(digits) <= _MOST_DIGITS else 10**_MOST_DIGITS


def _is_one(ranges: Ranges) -> bool:
    return len(ranges) == 1 and ranges[0][0] == ranges[0][1]


def lengths(tree: Tree) -> tuple[int, int | None]:
    """Return the fewest and most code points of what a tree matches; None: no bound that is known."""
    match tree:
        case Chars(ranges):
            return (1, 1) if ranges else (LAST, 0)
        case Sequence(parts):
            each = [lengths(part) for part in parts]
            most = [high for _, high in each if high is not None]
            return sum(low for low, _ in each), sum(most) if len(most) == len(each) else None
        case Alternatives(options):
            each = [lengths(option) for option in options]
            most = [high for _, high in each if high is not None]
            return min(low for low, _ in each), max(most) if len(most) == len(each) else None
        case Repeat(part, fewest, most, _):
            low, high = lengths(part)
            return low * fewest, None if high is None or (most is None and high > 0) else high * (most or 0)
        case Group(part, _):
            return lengths(part)
        case Back():
            return 0, None
        case Edge() | Look():
            return 0, 0
