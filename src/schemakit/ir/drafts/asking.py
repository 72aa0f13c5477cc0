"""Which keywords each meaning looks for first: it has nothing to say of a schema without them, and is not asked."""

from collections.abc import Iterator, Mapping
from typing import Final, NoReturn, final

from schemakit.core.json import Json
from schemakit.ir.assertions import Assertion, NodeId
from schemakit.ir.drafts import TABLES
from schemakit.ir.drafts.site import Lowering, Site
from schemakit.resolve.draft import Draft


def assertions(site: Site, draft: Draft) -> Iterator[Assertion]:
    """Yield what the keywords of a schema mean, in the order of the draft's table."""
    for keywords, meaning in _MEANINGS[draft]:
        if not keywords.isdisjoint(site.schema):
            yield from meaning(site)


@final
class _NoKeywords(Mapping[str, Json]):
    """The keywords of ``{}``, which remember those that were looked for."""

    def __init__(self) -> None:
        self.missed: set[str] = set()

    def __getitem__(self, name: str) -> Json:
        self.missed.add(name)
        raise KeyError(name)

    def __iter__(self) -> NoReturn:
        raise TypeError("a meaning names its keywords; going through all of them does not tell which they are")

    def __len__(self) -> int:
        return 0


def _looked_for(meaning: Lowering) -> frozenset[str]:
    """Return the keywords whose absence is enough: without them, the meaning can see no difference to ``{}``."""
    keywords = _NoKeywords()
    site = Site(schema=keywords, child=_nowhere, resolve=lambda _: None, node=_nowhere)
    if list(meaning(site)) or not keywords.missed:
        raise TypeError("a meaning says something of a schema without keywords")
    return frozenset(keywords.missed)


def _nowhere(where: object) -> NodeId:
    raise TypeError(f"{where} of a schema without keywords")


_MEANINGS: Final = {
    draft: tuple((_looked_for(meaning), meaning) for meaning in table.values()) for draft, table in TABLES.items()
}
