"""Payloads reduced to what matters: greedily, by leaving out and by plainer values."""

from collections.abc import Callable, Iterator
from typing import Final

from schemakit.core.json import Json

#: How often the question is asked at most: a subject may be slow.
_QUESTIONS: Final = 400


def shrunk(value: Json, matters: Callable[[Json], bool]) -> Json:
    """Return a payload that is as small as leaving out one thing after the other makes it, and still matters."""
    asked = 0
    progress = True
    while progress:
        progress = False
        for candidate in _simpler(value):
            asked += 1
            if asked > _QUESTIONS:
                return value
            if matters(candidate):
                value, progress = candidate, True
                break
    return value


def _simpler(value: Json) -> Iterator[Json]:  # noqa: C901, PLR0912 - one case for each type
    """Yield values with one thing less, the boldest first, level by level."""
    match value:
        case dict() if value:
            yield {}
            for name in value:
                yield {other: member for other, member in value.items() if other != name}
            for name, member in value.items():
                for simpler in _simpler(member):
                    yield {**value, name: simpler}
        case list() if value:
            yield []
            for index in range(len(value)):
                yield value[:index] + value[index + 1 :]
            for index, item in enumerate(value):
                for simpler in _simpler(item):
                    yield [*value[:index], simpler, *value[index + 1 :]]
        case str() if value:
            cuts = (value[: len(value) * share // 16] for share in (8, 12, 15))  # one by one, 255 take 255 questions
            others = dict.fromkeys(("", "a", *cuts, value[1:], value[:-1], "a" * len(value)))
            # itself again would be taken for progress, and nothing after it would ever be tried
            yield from (other for other in others if other != value)
        case bool() | None:
            pass
        case int() if value not in (0, 1):
            yield from (0, 1, value // 2 if value > 0 else -(-value // 2))  # no float holds every integer
        case float() if value not in (0, 1):
            yield from (0, 1, int(value) if value != int(value) else int(value / 2))
        case _:
            pass
