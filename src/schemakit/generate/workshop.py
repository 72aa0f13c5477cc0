"""Renders the parts of a skeleton: only those that are not known already, by as many hands as there are."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias, final

from schemakit.core.json import Json
from schemakit.core.record import dataclass, field, replace
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.package import HEADER
from schemakit.generate.render import render
from schemakit.generate.shares import Share, evenly, shares, together
from schemakit.generate.skeleton import METASCHEMA
from schemakit.generate.target_name import TargetName
from schemakit.runtime.text import write_json

#: So many types are rendered in one go; fewer are not worth another process.
_GO: Final = 100


@final
@dataclass(frozen=True, slots=True)
class Batch:
    """What one hand renders in one go."""

    share: Share
    attributes: Mapping[str, str]
    target: TargetName


Files: TypeAlias = tuple[GeneratedFile, ...]


def in_order(function: Callable[[Batch], Files], batches: Sequence[Batch]) -> Iterable[Files]:
    """Apply a function to one batch after the other."""
    return map(function, batches)


@final
@dataclass(frozen=True, slots=True)
class Workshop:
    """How modules of types get rendered.

    Attributes:
        known: files that are rendered already, by the digest of what they were made from.
        hands: how many batches can be rendered at the same time.
        each: applies a function to every batch, in order, wherever it likes to.
    """

    known: Mapping[str, Files] = field(default_factory=lambda: MappingProxyType({}))
    hands: int = 1
    each: Callable[[Callable[[Batch], Files], Sequence[Batch]], Iterable[Files]] = in_order

    def rendered(
        self,
        skeleton: Json,
        attributes: Mapping[str, str],
        target: TargetName,
        ours: str,
        marked: Collection[str] = (),
    ) -> Files:
        """Return the modules of a skeleton, by name, each with the digest of what it was made from.

        ``attributes`` are those that differ from the property in JSON, by ``module.Type.property``; the types of
        the module ``ours`` are there for all others to name, and not rendered; ``marked`` ones are rewritten later.
        """
        definitions = _definitions(skeleton)
        of_module: dict[str, dict[str, str]] = {}
        for place, attribute in attributes.items():
            of_module.setdefault(place.partition(".")[0], {})[place] = attribute
        files: list[GeneratedFile] = []
        unknown: list[Share] = []
        made_from: dict[str, str] = {}
        circles: set[str] = set()
        for share in shares(definitions, ours):
            digest = _digest(share, [of_module.get(module, {}) for module in share.modules], target, marked)
            made_from |= dict.fromkeys(share.modules, digest)
            circles.update(share.modules if len(share.modules) > 1 else ())
            files.extend(self.known.get(digest, ()))
            if digest not in self.known:
                unknown.append(share)
        goes = -(-sum(len(share.definitions) for share in unknown) // _GO)
        batches = [
            Batch(together(hand), _those(of_module, hand), target)
            for hand in evenly(unknown, max(goes, self.hands if goes > 1 else 1))
        ]
        for batch, made in zip(batches, self.each(_render, batches), strict=True):
            circling = next((module for module in batch.share.modules if module in circles), "")
            files.extend(replace(file, made_from=made_from.get(file.path.stem) or made_from[circling]) for file in made)
        return tuple(sorted(files, key=lambda file: str(file.path)))


def _definitions(skeleton: Json) -> Mapping[str, Json]:
    match skeleton:
        case {"$defs": dict(definitions)}:
            return definitions
        case _:
            raise TypeError("a skeleton has definitions")


def _those(of_module: Mapping[str, Mapping[str, str]], hand: Iterable[Share]) -> Mapping[str, str]:
    modules = (module for share in hand for module in share.modules)
    return {place: attribute for module in modules for place, attribute in of_module.get(module, {}).items()}


def _render(batch: Batch) -> Files:
    skeleton: Json = {"$schema": METASCHEMA, "$defs": dict(batch.share.definitions)}
    others = {key.partition(".")[0] for key in batch.share.definitions} - set(batch.share.modules) | {"__init__"}
    made = render(skeleton, batch.attributes, HEADER, batch.target)
    return tuple(file for file in made if file.path.stem not in others)


def _digest(share: Share, attributes: Iterable[Mapping[str, str]], target: TargetName, marked: Collection[str]) -> str:
    """Return the digest of all that decides what the modules of a share look like, but for the renderer itself."""
    changed: list[Json] = [key for key in share.definitions if key in marked]
    text = write_json([dict(share.definitions), [dict(one) for one in attributes], HEADER, target, changed])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
