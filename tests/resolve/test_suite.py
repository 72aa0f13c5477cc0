"""Resolving over the official suite: no verdict changes, and every reference is bound as ``referencing`` binds it."""

import jsonschema_rs
import pytest
import referencing
import referencing.exceptions
import referencing.jsonschema

from official_suite import DRAFTS, Group, groups, remotes
from schemakit.core.json import Json
from schemakit.core.location import Location, Uri
from schemakit.core.pointer import Pointer, lookup
from schemakit.loading.source import Source
from schemakit.resolve.detect import dialect_named
from schemakit.resolve.identify import Identified
from schemakit.resolve.resolve import resolve
from schemakit.resolve.schema_set import SchemaSet, Via

pytestmark = [pytest.mark.corpora, pytest.mark.parametrize("draft", DRAFTS)]

_SPECIFICATION = {
    "draft4": referencing.jsonschema.DRAFT4,
    "draft6": referencing.jsonschema.DRAFT6,
    "draft7": referencing.jsonschema.DRAFT7,
    "draft2019-09": referencing.jsonschema.DRAFT201909,
    "draft2020-12": referencing.jsonschema.DRAFT202012,
}
ROOT = Uri("file:///Root")


def resolved(group: Group) -> SchemaSet:
    libraries = [Source(uri, Uri(uri), "", "json", document) for uri, document in remotes(group.draft).items()]
    source = Source("Root", ROOT, "", "json", group.schema)
    return resolve([source], libraries=libraries, dialect=DRAFTS[group.draft]).value


def test_the_standard_form_has_the_verdicts_of_the_suite(draft: str):
    wrong = []
    for group in groups(draft):
        schemas = resolved(group)
        root = schemas.resources[Uri(next(iter(schemas.names.values())))]
        registry = jsonschema_rs.Registry([(uri, resource.schema) for uri, resource in schemas.resources.items()])
        judge = jsonschema_rs.validator_for(
            root.schema, registry=registry, offline=True, validate_formats=False, base_uri=root.uri
        )  # fmt: skip
        wrong += [(group.id, test.description) for test in group.tests if judge.is_valid(test.data) != test.valid]

    assert wrong == []


def test_no_reference_of_the_suite_dangles(draft: str):
    dangling = [
        (group.id, reference.text)
        for group in groups(draft)
        for reference in resolved(group).references
        if reference.target is None
    ]
    assert dangling == []


def test_every_reference_means_what_referencing_says(draft: str):
    specification = _SPECIFICATION[draft]
    differing, compared = [], 0
    for group in groups(draft):
        schemas = resolved(group)
        registry = referencing.Registry().with_resources(
            (uri, specification.create_resource(document)) for uri, document in remotes(draft).items()
        )
        registry = registry.with_resource(ROOT, specification.create_resource(group.schema)).crawl()
        found = Identified()
        found.walk(group.schema, Location(ROOT), dialect_named(DRAFTS[draft]), ROOT)
        bases = {reference.location: reference.base for reference in found.references}
        for reference in schemas.references:
            if reference.via is not Via.SPECIFICATION or reference.target is None or reference.location not in bases:
                continue
            try:
                expected = registry.resolver(bases[reference.location]).lookup(reference.text).contents
            except referencing.exceptions.Unresolvable:
                continue  # a metaschema, which this registry does not hold
            compared += 1
            target = schemas.sources[reference.target.uri].document
            if lookup(target, Pointer(reference.target.pointer)) != expected:
                differing.append((group.id, reference.text))

    assert differing == []
    assert compared > 30


def test_every_place_of_the_standard_form_is_a_place_of_the_published_one(draft: str):
    missing: list[tuple[str, str]] = []
    for group in groups(draft):
        schemas = resolved(group)
        for uri in schemas.names.values():
            resource = schemas.resources[Uri(uri)]
            for pointer in _pointers(resource.schema):
                origin = schemas.origin(Location(resource.uri, pointer))
                if not _exists(group.schema, origin.pointer) and pointer not in {"/$id", "/id", "/$schema"}:
                    missing.append((group.id, pointer))
    assert missing == []


def _pointers(value: Json, at: str = "") -> list[Pointer]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [Pointer(at)]
    for token, held in below:
        found += _pointers(held, f"{at}/{str(token).replace('~', '~0').replace('/', '~1')}")
    return found


def _exists(document: Json, pointer: Pointer) -> bool:
    try:
        lookup(document, pointer)
    except LookupError:
        return False
    return True
