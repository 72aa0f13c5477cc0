"""The published metaschemas: files of ``jsonschema-specifications``, read without importing it."""

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


@cache
def metaschema_source(uri: Uri) -> Source | None:
    """Return the published metaschema or vocabulary with that URI, or None where it is neither."""
    relative = _FOLDERS.get(uri)
    for year in ("2019-09", "2020-12"):
        prefix = f"https://json-schema.org/draft/{year}/meta/"
        if uri.startswith(prefix):
            relative = f"draft{year.replace('-', '')}/vocabularies/{uri[len(prefix) :]}"
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
