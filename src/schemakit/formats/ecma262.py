r"""Regular expressions of ECMA-262 (section 22.2.1), read into a tree that strings can be made from.

Read with the meaning of the ``u`` flag where a pattern allows it, and as leniently as Annex B where not: ``\-`` and
``{`` are themselves.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Literal, TypeAlias, final

from schemakit.core.record import dataclass

#: Inclusive ranges of code points, sorted and apart.
Ranges: TypeAlias = tuple[tuple[int, int], ...]

_LAST: Final = 0x10FFFF


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


Tree: TypeAlias = Chars | Sequence | Alternatives | Repeat | Group | Back | Edge | Look


class PatternError(ValueError):
    """The text is no regular expression of ECMA-262."""


def normal(ranges: "list[tuple[int, int]]") -> Ranges:
    """Return ranges sorted and joined."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return tuple(joined)


def inverse(ranges: Ranges) -> Ranges:
    """Return every other code point."""
    found, start = [], 0
    for low, high in ranges:
        if start < low:
            found.append((start, low - 1))
        start = high + 1
    return (*found, (start, _LAST)) if start <= _LAST else tuple(found)


def _single(text: str) -> Ranges:
    return normal([(ord(character), ord(character)) for character in text])


DIGITS: Final = normal([(0x30, 0x39)])
WORD: Final = normal([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
# WhiteSpace and LineTerminator, ECMA-262 sections 12.2 and 12.3
_ZS: Final = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0xFEFF)
SPACE: Final = normal([(0x09, 0x0D), (0x20, 0x20), (0x2028, 0x2029), *((code, code) for code in _ZS)])
DOT: Final = inverse(_single("\n\r\u2028\u2029"))
ANY: Final = inverse(())

_CLASSES: Final = {
    "d": DIGITS,
    "D": inverse(DIGITS),
    "w": WORD,
    "W": inverse(WORD),
    "s": SPACE,
    "S": inverse(SPACE),
}
_CONTROL: Final = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "0": "\0"}

#: Long names of general categories; scripts stand for the blocks where most of their letters are.
_CATEGORIES: Final = {
    "letter": "L", "uppercase_letter": "Lu", "lowercase_letter": "Ll", "titlecase_letter": "Lt", "mark": "M",
    "number": "N", "decimal_number": "Nd", "digit": "Nd", "punctuation": "P", "punct": "P", "symbol": "S",
    "separator": "Z", "space_separator": "Zs", "other": "C", "control": "Cc", "cntrl": "Cc", "alphabetic": "L",
    "alpha": "L", "currency_symbol": "Sc", "math_symbol": "Sm", "dash_punctuation": "Pd", "modifier_letter": "Lm",
    "other_letter": "Lo", "letter_number": "Nl", "other_number": "No", "nonspacing_mark": "Mn",
    "connector_punctuation": "Pc",
}  # fmt: skip
_BLOCKS: Final[dict[str, Ranges]] = {
    "latin": normal([(0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F)]),
    "greek": normal([(0x391, 0x3A1), (0x3A3, 0x3E1)]),
    "cyrillic": normal([(0x400, 0x481), (0x48A, 0x52F)]),
    "han": normal([(0x4E00, 0x9FFC)]),
    "hiragana": normal([(0x3041, 0x3096)]),
    "katakana": normal([(0x30A1, 0x30FA)]),
    "arabic": normal([(0x620, 0x63F), (0x641, 0x64A)]),
    "hebrew": normal([(0x5D0, 0x5EA)]),
    "thai": normal([(0xE01, 0xE30)]),
    "ascii": normal([(0, 0x7F)]),
    "any": ANY,
}


@lru_cache(maxsize=64)
def category(name: str) -> Ranges:
    """Return the code points of a Unicode property (``L``, ``Letter``, ``Script=Greek``).

    Raises:
        PatternError: the property is not known here.
    """
    key = name.rpartition("=")[2].lower().removeprefix("is_")
    if key in _BLOCKS:
        return _BLOCKS[key]
    short = _CATEGORIES.get(key, name.rpartition("=")[2])
    if short[:1] not in {"L", "M", "N", "P", "S", "Z", "C"} or len(short) > 2:  # Lu, Nd, ...
        raise PatternError(f"the property {name} is not known")
    # Half of Unicode is unassigned or private; the first three planes hold every category
    return normal([(code, code) for code in range(0x30000) if unicodedata.category(chr(code)).startswith(short)])


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
            if fewest.isdecimal() and (most.isdecimal() or not most):
                self._at = stop + 1
                if most and int(most) < int(fewest):
                    raise PatternError("the bounds of a repetition are out of order")
                return int(fewest), (int(most) if most else None) if comma else int(fewest)
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
                return Chars(_single(character))

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
                while self._at < len(self._text) and self._text[self._at].isdecimal():
                    character += self._next()
                return Back(int(character))
            case _:
                return Chars(self._set(character))

    def _set(self, character: str) -> Ranges:
        """Return the characters that an escape means, in a class and outside of one."""
        match character:
            case "d" | "D" | "w" | "W" | "s" | "S":
                return _CLASSES[character]
            case "n" | "r" | "t" | "f" | "v" | "0":
                return _single(_CONTROL[character])
            case "p" | "P" if self._take("{"):
                known = category(self._until("}"))
                return known if character == "p" else inverse(known)
            case "c":
                return _single(chr(ord(self._next()) % 32))
            case "x":
                return self._code(2, character)
            case "u" if self._take("{"):
                return self._point(self._until("}"))
            case "u":
                return self._code(4, character)
            case _ if character.isalnum() and character.isascii():
                raise PatternError(f"an unknown escape \\{character}")
            case _:
                return _single(character)

    def _code(self, digits: int, letter: str) -> Ranges:
        found = self._text[self._at : self._at + digits]
        if len(found) < digits:
            raise PatternError(f"\\{letter} needs {digits} digits")
        self._at += digits
        high = self._point(found)
        if 0xD800 <= high[0][0] <= 0xDBFF and self._take("\\u"):  # a surrogate pair is one code point
            low = self._point(self._text[self._at : self._at + 4])
            self._at += 4
            code = 0x10000 + ((high[0][0] - 0xD800) << 10) + (low[0][0] - 0xDC00)
            return ((code, code),)
        return high

    def _point(self, digits: str) -> Ranges:
        try:
            code = int(digits, 16)
        except ValueError as error:
            raise PatternError(f"{digits!r} is no hexadecimal number") from error
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
                low = (*low, *_single("-"), *high)  # Annex B: a class beside a dash is no range
            ranges.extend(low)
        found = normal(ranges)
        return Chars(inverse(found) if negated else found)

    def _member(self) -> Ranges:
        character = self._next()
        if character != "\\":
            return _single(character)
        escaped = self._next()
        return _single("\b") if escaped == "b" else self._set(escaped)


def _is_one(ranges: Ranges) -> bool:
    return len(ranges) == 1 and ranges[0][0] == ranges[0][1]


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


def lengths(tree: Tree) -> tuple[int, int | None]:
    """Return the fewest and most code points of what a tree matches; None: no bound that is known."""
    match tree:
        case Chars(ranges):
            return (1, 1) if ranges else (_LAST, 0)
        case Sequence(parts):
            return _folded([lengths(part) for part in parts], sum)
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


def _folded(each: list[tuple[int, int | None]], total: Callable[[list[int]], int]) -> tuple[int, int | None]:
    most = [high for _, high in each if high is not None]
    return total([low for low, _ in each]), total(most) if len(most) == len(each) else None
