"""Records behave as dataclasses of the standard library do: the same classes, made by both."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from schemakit.core import record

BOTH = pytest.mark.parametrize("library", [dataclasses, record], ids=["dataclasses", "record"])


@record.dataclass(frozen=True, slots=True)
class Kept:
    """At the top of a module, where pickle finds it."""

    name: str
    others: tuple[int, ...] = ()


def point(library: ModuleType) -> type:
    @library.dataclass(frozen=True, slots=True, order=True)
    class Point:
        """A record with everything."""

        x: int
        y: int = 2
        names: list[str] = library.field(default_factory=list)
        label: str = library.field(default="", compare=False)

        def doubled(self) -> int:
            return 2 * self.x

    return Point


def bag(library: ModuleType) -> type:
    @library.dataclass(slots=True)
    class Bag:
        """One that grows."""

        items: list[int] = library.field(default_factory=list)
        size: int = 0

        def __post_init__(self) -> None:
            self.size = len(self.items)

    return Bag


@BOTH
def test_a_record_is_made_by_position_by_name_and_by_default(library: ModuleType) -> None:
    made = point(library)
    one = made(1)
    assert (one.x, one.y, one.names, one.label) == (1, 2, [], "")
    assert made(1, y=3).y == 3
    assert made(1).names is not one.names
    assert one.doubled() == 2
    assert bag(library)([1, 2]).size == 2


def test_the_hundredth_is_made_like_the_first() -> None:
    made, grown = point(record), bag(record)
    every = [made(1, names=[str(number)], label="a") for number in range(100)]
    assert [one.names for one in every] == [[str(number)] for number in range(100)]
    assert {(one.x, one.y, one.label) for one in every} == {(1, 2, "a")}
    assert [grown([1] * number).size for number in range(100)] == list(range(100))
    assert made(1).names is not made(1).names


@BOTH
@pytest.mark.parametrize("before", [0, 100], ids=["first", "later"])
@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1,), {"z": 2}), ((1,), {"x": 1}), ((1, 2, [], "", 5), {})],
    ids=["missing", "unknown", "twice", "many"],
)
def test_a_wrong_call_is_a_type_error(
    library: ModuleType, before: int, values: tuple[object, ...], named: dict[str, int]
) -> None:
    made = point(library)
    for _ in range(before):
        made(1)
    with pytest.raises(TypeError, match="argument"):
        made(*values, **named)


@BOTH
def test_records_compare_by_the_fields_that_are_compared(library: ModuleType) -> None:
    made, other = point(library), point(library)
    assert made(1, label="a") == made(1, label="b")
    assert made(1) != made(2)
    assert made(1) != other(1)
    assert made(1) < made(1, 3) <= made(1, 3) < made(2)
    assert made(2) > made(1) >= made(1)
    for compare in ("__lt__", "__le__", "__gt__", "__ge__", "__eq__"):
        assert getattr(made(1), compare)("text") is NotImplemented


@BOTH
def test_frozen_records_are_keys_and_others_are_not(library: ModuleType) -> None:
    kept = {Kept("a"): 1}
    assert kept[Kept("a")] == 1
    with pytest.raises(TypeError, match="unhashable"):
        hash(bag(library)())


@BOTH
def test_frozen_records_refuse_to_change(library: ModuleType) -> None:
    one = point(library)(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.x
    grown = bag(library)()
    grown.size = 5
    with pytest.raises(AttributeError):
        grown.other = 1


def test_both_write_themselves_alike() -> None:
    assert repr(point(record)(1)).replace("record", "") == repr(point(dataclasses)(1)).replace("dataclasses", "")
    assert hash(Kept("a", (1,))) == hash(("a", (1,)))


@BOTH
def test_a_record_takes_part_in_patterns(library: ModuleType) -> None:
    made = point(library)
    match made(1, 5):
        case made(x, y):
            assert (x, y) == (1, 5)
        case _:
            pytest.fail("no match")


@pytest.mark.parametrize("replace", [dataclasses.replace, record.replace], ids=["dataclasses", "record"])
@BOTH
def test_one_with_other_values_is_another_record(library: ModuleType, replace: Callable[..., Any]) -> None:
    one = point(library)(1, label="a")
    assert replace(one, y=7) == type(one)(1, 7)
    assert replace(one, y=7).label == "a"
    assert one.y == 2


def test_a_record_survives_copies_and_pickles() -> None:
    one = Kept("a", (1, 2))
    assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own


def test_the_standard_library_sees_a_dataclass() -> None:
    ours, theirs = dataclasses.fields(point(record)), dataclasses.fields(point(dataclasses))
    assert [(field.name, field.default, field.default_factory, field.compare) for field in ours] == [
        (field.name, field.default, field.default_factory, field.compare) for field in theirs
    ]
    assert dataclasses.is_dataclass(point(record))
    assert dataclasses.asdict(point(record)(1)) == {"x": 1, "y": 2, "names": [], "label": ""}


def test_what_records_cannot_do_is_refused() -> None:
    with pytest.raises(TypeError):
        record.field(kw_only=True, default=1)  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        record.dataclass(weakref_slot=True)
