"""Which branch of ``oneOf`` or ``anyOf`` the author of a value meant."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.pointer import Pointer, parent
from schemakit.core.record import dataclass
from schemakit.core.violation import Violation

#: Keywords that tell what kind of value there should be at all.
_KINDS: Final = frozenset({"type", "const", "enum", "false"})
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
        others: positions of the branches that are nearly as likely.
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
    tagged = _by_tag(likely, own)
    ranks = {index: _rank(branch, own) for index, branch in (tagged or likely).items()}
    level = min(ranks.values())[0]
    near = {index: likely[index] for index in ranks if ranks[index][0] == level}
    best = min(near, key=lambda index: (ranks[index], index))
    if len(near) == 1 or level == 0 or tagged:
        return Meant(best, near[best], tuple(index for index in near if index != best))
    return _alike(near, own)


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


def _rank(branch: tuple[Violation, ...], own: Pointer) -> tuple[int, int, int]:
    """Return how unlikely a branch is: of another kind, with another tag, then by what is wrong and how deep."""
    level = max((_level(violation, own) for violation in branch), default=0)
    deepest = max((violation.instance.count("/") for violation in branch), default=0)
    return level, len(branch), -deepest


def _level(violation: Violation, own: Pointer) -> int:
    if violation.keyword in _CHOICES and violation.instance == own and violation.branches:
        return min(_rank(branch, own)[0] for branch in violation.branches)
    if violation.instance == own and violation.keyword in _KINDS:
        return 2
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
