"""The published metaschemas: files of ``jsonschema-specifications``, read without importing it."""

import re
from functools import cache
from importlib.util import find_spec
from json import loads
from pathlib import Path
from typing import Final

from schemakit.core.location import Uri
from schemakit.loading.source import Source

_FOLDERS: Final = {
    "http://json-schema.org/draft-04/schema": "draft4/metaschema.json",
    "http://json-schema.org/draft-06/schema": "draft6/metaschema.json",
    "http://json-schema.org/draft-07/schema": "draft7/metaschema.json",
    "https://json-schema.org/draft/2019-09/schema": "draft201909/metaschema.json",
    "https://json-schema.org/draft/2020-12/schema": "draft202012/metaschema.json",
}

#: A name and no path: nothing else in this file system is a vocabulary.
_VOCABULARY: Final = re.compile(r"https://json-schema\.org/draft/(2019-09|2020-12)/meta/([a-z-]{1,40})")


@cache
def metaschema_source(uri: Uri) -> Source | None:
    """Return the published metaschema or vocabulary with that URI, or None where it is neither."""
    relative = _FOLDERS.get(uri)
    vocabulary = _VOCABULARY.fullmatch(uri)
    if vocabulary is not None:
        relative = f"draft{vocabulary[1].replace('-', '')}/vocabularies/{vocabulary[2]}"
    if relative is None:
        return None
    package = find_spec("jsonschema_specifications")
    if package is None or package.origin is None:
        return None
    path = Path(package.origin).parent / "schemas" / relative
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    return Source(path=uri, uri=uri, text=text, syntax="json", document=loads(text))
