"""Nothing is lost by not asking meanings that find none of their keywords in a schema."""

from collections.abc import Iterator

import pytest

from official_suite import groups
from schemakit.core.json import Json
from schemakit.ir.assertions import NodeId
from schemakit.ir.drafts import TABLES
from schemakit.ir.drafts.asking import assertions
from schemakit.ir.drafts.site import Site
from schemakit.resolve.draft import Draft

DRAFTS = {
    "draft4": Draft.DRAFT4,
    "draft6": Draft.DRAFT6,
    "draft7": Draft.DRAFT7,
    "draft2019-09": Draft.DRAFT2019_09,
    "draft2020-12": Draft.DRAFT2020_12,
}


@pytest.mark.parametrize("name", DRAFTS)
def test_every_schema_of_the_suite_means_what_the_whole_table_says(name: str):
    draft = DRAFTS[name]
    objects = [schema for group in groups(name) for schema in objects_in(group.schema)]
    assert len(objects) > 100
    for schema in objects:
        asked, whole = site(schema), site(schema)
        few = list(assertions(asked, draft))
        every = [assertion for meaning in TABLES[draft].values() for assertion in meaning(whole)]
        assert (few, asked.read, asked.idle, asked.spelled) == (every, whole.read, whole.idle, whole.spelled)


def objects_in(value: Json) -> Iterator[dict[str, Json]]:
    work = [value]
    while work:
        found = work.pop()
        if isinstance(found, dict):
            yield found
        work.extend(found.values() if isinstance(found, dict) else found if isinstance(found, list) else ())


def site(schema: dict[str, Json]) -> Site:
    return Site(
        schema=schema,
        child=lambda path: NodeId(f"#{path}"),
        resolve=lambda _: None,
        node=lambda target: NodeId(str(target)),
    )
