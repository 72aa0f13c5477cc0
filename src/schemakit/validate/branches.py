"""Which branch of ``oneOf`` or ``anyOf`` the author of a value meant."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.pointer import Pointer, parent
from schemakit.core.record import dataclass
from schemakit.core.violation import Violation
from schemakit.validate.suggest import name_like

#: Keywords that tell what kind of value there should be at all.
_KINDS: Final = frozenset({"type", "const", "enum", "false"})
_OTHER_TYPE: Final = 3
_OTHER_VALUE: Final = 2
_TAGS: Final = frozenset({"const", "enum"})
_CHOICES: Final = frozenset({"oneOf", "anyOf"})

#: Returns the schema that holds the keyword of a violation.
Holder: TypeAlias = Callable[[Violation], Mapping[str, Json]]


@final
@dataclass(frozen=True, slots=True)
class Meant:
    """What to explain instead of a choice.

    Attributes:
        branch: position of the branch that was meant, or None where several are as likely.
        violations: what keeps the value from being that branch; where none is chosen, the violations of one property
            that tells the branches apart, or of the value itself.
        others: positions of the other branches, the likelier ones first; empty where the value itself says that it is
            none of them.
    """

    branch: int | None
    violations: tuple[Violation, ...]
    others: tuple[int, ...] = ()


def meant(violation: Violation, value: Json, holder: Holder) -> Meant | None:
    """Return what was meant by the refused value, or None where nobody can tell.

    By the discriminator of OpenAPI, then by properties with constant values, then by how much of a branch fits.
    """
    branches = {index: branch for index, branch in enumerate(violation.branches) if branch}
    if not branches or len(branches) < len(violation.branches):
        return None  # some branch fits: the value is refused for fitting too many
    named = _by_discriminator(holder(violation), violation.keyword, value)
    if named is not None and named in branches:
        return Meant(named, branches[named])
    own = violation.instance
    likely = {index: branch for index, branch in branches.items() if not _is_null(branch, own, holder)} or branches
    tagged = _by_tag({index: branch for index, branch in likely.items() if not _is_other_type(branch, own)}, own)
    ranks = {index: _rank(branch, own, value) for index, branch in branches.items()}
    level = min(ranks[index] for index in tagged or likely)[0]
    near = {index: likely[index] for index in tagged or likely if ranks[index][0] == level}
    best, *others = sorted(near, key=lambda index: (ranks[index], index))
    if others and ranks[best][1] == len(near[best][0].members) and all(_lacks_only(one, own) for one in near.values()):
        return Meant(None, tuple(_least(violation for branch in near.values() for violation in branch)))
    if tagged or ranks[best][:2] == (0, 0):
        return Meant(best, near[best])  # the value says itself what it is
    if not others or level == 0:
        rest = sorted(set(branches) - set(near), key=lambda index: (ranks[index], index))
        also = (index for index in (*others, *rest) if level > 1 or ranks[index][0] < _OTHER_TYPE)
        return Meant(best, near[best], tuple(also))
    return _alike(near, own)


def _least(violations: Iterable[Violation]) -> Iterator[Violation]:
    """Yield those that do not ask for all that another one asks for and more."""
    every = tuple(violations)
    yield from (one for one in every if not any(set(one.members) > set(other.members) for other in every))


def _is_other_type(branch: tuple[Violation, ...], own: Pointer) -> bool:
    return any(one.keyword == "type" and one.instance == own for one in branch)


def _lacks_only(branch: tuple[Violation, ...], own: Pointer) -> bool:
    """Tell whether missing properties are all that keeps the value from being a branch."""
    return len(branch) == 1 and branch[0].keyword == "required" and branch[0].instance == own


def _by_tag(likely: Mapping[int, tuple[Violation, ...]], own: Pointer) -> dict[int, tuple[Violation, ...]]:
    """Return the branches that accept the property by whose constants most other branches refuse the value."""
    refused = Counter(
        place
        for branch in likely.values()
        for place in {one.instance for one in branch if one.keyword in _TAGS and parent(one.instance) == own}
        if place != own
    )
    for place, count in sorted(refused.items(), key=lambda pair: (-pair[1], pair[0])):
        takes = {
            index: branch
            for index, branch in likely.items()
            if not any(one.instance == place and one.keyword in _TAGS for one in branch)
        }
        if 0 < len(takes) <= count:
            return takes
    return {}


def _alike(likely: Mapping[int, tuple[Violation, ...]], own: Pointer) -> Meant | None:
    """Return the violations that all branches have at one place, and of one keyword."""
    first = next(iter(likely.values()))
    for example in first:
        at_own = example.instance == own and example.keyword in _KINDS and example.keyword != "false"
        at_tag = parent(example.instance) == own and example.instance != own and example.keyword in _TAGS
        if not (at_own or at_tag):
            continue
        same = [
            violation
            for branch in likely.values()
            for violation in branch
            if violation.instance == example.instance and _family(violation.keyword) == _family(example.keyword)
        ]
        if len(same) == len(likely):
            return Meant(None, tuple(same))
    return None


def _family(keyword: str) -> str:
    return "enum" if keyword in _TAGS else keyword


def _is_null(branch: tuple[Violation, ...], own: Pointer, holder: Holder) -> bool:
    """Tell whether a branch is only there to allow null."""
    return all(one.keyword == "type" and one.instance == own and holder(one).get("type") == "null" for one in branch)


def _rank(branch: tuple[Violation, ...], own: Pointer, value: Json) -> tuple[int, int, int, int]:
    """Return how unlikely a branch is: of another kind, with another tag, then by what is wrong and how deep."""
    level = max((_level(violation, own, value) for violation in branch), default=0)
    here = sum(_weight(violation, value) for violation in branch if violation.instance == own)
    deepest = max((violation.instance.count("/") for violation in branch), default=0)
    return level, here, len(branch), -deepest


def _weight(violation: Violation, value: Json) -> int:
    """Return how many names are wrong; a missing one that is there with a slip is a sign that the branch is meant."""
    if violation.keyword == "required" and isinstance(value, dict):
        return sum(name_like(name, value) is None for name in violation.members)
    return max(1, len(violation.members))


def _level(violation: Violation, own: Pointer, value: Json) -> int:
    if violation.keyword in _CHOICES and violation.instance == own and violation.branches:
        return min(_rank(branch, own, value)[0] for branch in violation.branches)
    if violation.instance == own and violation.keyword in _KINDS:
        return _OTHER_TYPE if violation.keyword == "type" else _OTHER_VALUE
    return 1 if violation.keyword in _TAGS and parent(violation.instance) == own else 0


def _by_discriminator(schema: Mapping[str, Json], keyword: str, value: Json) -> int | None:
    discriminator = schema.get("discriminator")
    branches = schema.get(keyword)
    if not (isinstance(discriminator, dict) and isinstance(value, dict) and isinstance(branches, list)):
        return None
    tag = value.get(str(discriminator.get("propertyName")))
    if not isinstance(tag, str):
        return None
    mapping = discriminator.get("mapping")
    target = mapping.get(tag, tag) if isinstance(mapping, dict) else tag
    for index, branch in enumerate(branches):
        reference = branch.get("$ref") if isinstance(branch, dict) else None
        if isinstance(reference, str) and _last(reference) == _last(str(target)):
            return index
    return None


def _last(reference: str) -> str:
    """Return the name that a reference ends with."""
    return reference.rstrip("#").replace("#", "/").replace(":", "/").rpartition("/")[2]
