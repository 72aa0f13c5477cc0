"""Stage 3: from standard schemas of any draft to one graph in one vocabulary. All draft meaning ends here."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, final

from schemakit.core.json import Json
from schemakit.core.location import Location
from schemakit.core.pointer import child, to_fragment
from schemakit.core.record import dataclass, field
from schemakit.ir.assertions import Assertion, NodeId, Opaque, RefersDynamically, ValueIn
from schemakit.ir.drafts.asking import assertions
from schemakit.ir.drafts.site import Site
from schemakit.ir.graph import Annotations, Node, SchemaGraph
from schemakit.ir.scopes import Scopes, index
from schemakit.resolve.draft import Dialect, Draft
from schemakit.resolve.schema_set import Name, SchemaSet
from schemakit.resolve.vocabulary import KEYWORDS, ignores_siblings, keyword_in

#: Keywords that say where a schema is rather than what is valid; the index and the edges hold what they say.
_IDENTITY: Final = frozenset(
    ("$schema", "id", "$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$vocabulary", "$defs", "definitions")
)

#: Keywords that never refuse a value, whatever they hold.
_SILENT: Final = frozenset(
    name for name, keyword in KEYWORDS.items() if keyword.vocabulary == "meta-data" or name == "$comment"
)


def lower(schemas: SchemaSet, names: Iterable[Name] | None = None) -> SchemaGraph:
    """Lower the named schemas, or all that have names, and all they refer to or define.

    Definitions that nothing refers to are nodes too, so that rules see them; ``walk.reachable`` leaves them out. A
    reference without a target, and a keyword whose value is not what its specification asks for, stay word for word
    as ``Opaque``.
    """
    work = _Work(index(schemas))
    wanted = schemas.names if names is None else {name: schemas.names[name] for name in names}
    roots = {name: work.enter(work.scopes.place(uri)) for name, uri in wanted.items()}
    work.run()
    return SchemaGraph(MappingProxyType(work.nodes), MappingProxyType(roots))


def node_id(place: Location) -> NodeId:
    """Return the id of the schema at a place of a standard resource: a URI that references and judges understand."""
    return NodeId(f"{place.uri}#{to_fragment(place.pointer)}")


@final
@dataclass(slots=True)
class _Work:
    """What is still to be lowered, and what has been."""

    scopes: Scopes
    nodes: dict[NodeId, Node] = field(default_factory=dict)
    pending: list[Location] = field(default_factory=list)
    met: list[Location] = field(default_factory=list)
    demanded: set[str] = field(default_factory=set)

    def enter(self, place: Location) -> NodeId:
        """Make sure that the schema at a place is lowered."""
        self.met.append(place)
        return node_id(place)

    def run(self) -> None:
        """Lower what has been entered and all it leads to, depth first in document order."""
        self._turn()
        while self.pending:
            place = self.pending.pop()
            identity = node_id(place)
            if identity not in self.nodes:
                self.nodes[identity] = self._lower(identity, place)
                self._turn()

    def _turn(self) -> None:
        self.pending.extend(reversed(self.met))
        self.met.clear()

    def _lower(self, identity: NodeId, place: Location) -> Node:
        scope, schema = self.scopes.at(place), self.scopes.value(place)
        site = Site(
            schema=_counting(schema, scope.dialect) if isinstance(schema, dict) else {},
            child=lambda path: self.enter(Location(place.uri, child(place.pointer, *path))),
            resolve=lambda text: self.scopes.resolve(text, scope.resource),
            node=lambda target: self.enter(target.place),
        )
        meant = (ValueIn(()),) if schema is False else tuple(_assertions(site, scope.dialect.draft))
        self._enter_definitions(site)
        self._enter_anchors(meant)
        return Node(
            id=identity,
            place=place,
            assertions=meant,
            notes=Annotations(_notes(schema, site)),
            spelled=MappingProxyType(site.spelled),
            resource=scope.resource,
            anchors=self.scopes.dynamic.get(place, ()),
        )

    def _enter_definitions(self, site: Site) -> None:
        for keyword in ("$defs", "definitions"):
            held = site.schema.get(keyword)
            for name, schema in held.items() if isinstance(held, dict) else ():
                if isinstance(schema, (dict, bool)):
                    site.child((keyword, name))

    def _enter_anchors(self, assertions: Iterable[Assertion]) -> None:
        """Enter wherever a dynamic reference might lead: the dynamic scope is known only to whoever evaluates."""
        for assertion in assertions:
            name = assertion.anchor if isinstance(assertion, RefersDynamically) else None
            if name is not None and name not in self.demanded:
                self.demanded.add(name)
                self.met.extend(place for place, names in self.scopes.dynamic.items() if name in names)


def _counting(schema: dict[str, Json], dialect: Dialect) -> dict[str, Json]:
    """Return the keywords that mean something: the dialect has them, and no ``$ref`` silences them."""
    if ignores_siblings(schema, dialect.draft):
        return {name: schema[name] for name in ("$ref", "definitions") if name in schema}
    return {name: value for name, value in schema.items() if _is_on(name, dialect)}


def _is_on(name: str, dialect: Dialect) -> bool:
    """Tell whether the draft has the keyword and the metaschema switches its vocabulary on (Core, section 8.1.2)."""
    # ``dependencies`` is no keyword since 2019-09; the metaschemas still describe it, the fast engine still asserts it.
    keyword = KEYWORDS[name] if name == "dependencies" else keyword_in(name, dialect.draft)
    if keyword is None or dialect.vocabularies is None or keyword.vocabulary == "core":
        return keyword is not None
    # 2019-09 has the unevaluated keywords among the applicators, 2020-12 has two vocabularies for ``format``.
    home = keyword.vocabulary
    if dialect.draft is Draft.DRAFT2019_09 and home == "unevaluated":
        home = "applicator"
    on = {uri.rpartition("/")[2].removesuffix("-annotation").removesuffix("-assertion") for uri in dialect.vocabularies}
    return home in on


def _assertions(site: Site, draft: Draft) -> Iterator[Assertion]:
    yield from assertions(site, draft)
    unread = site.schema.keys() - site.read - site.idle - _IDENTITY - _SILENT
    if unread:
        yield Opaque(MappingProxyType({name: value for name, value in site.schema.items() if name in unread}))


def _notes(schema: Json, site: Site) -> Mapping[str, Json]:
    if not isinstance(schema, dict):
        return MappingProxyType({})
    meant = (site.schema.keys() - site.idle - _SILENT) | _IDENTITY
    return MappingProxyType({name: value for name, value in schema.items() if name not in meant})
