"""``MANIFEST.json``: what was generated, from what, by which version, and what no type shows."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from schemakit.core.json import Json
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.naming import Names
from schemakit.generate.on_disk import PATH, digest, sealed
from schemakit.generate.order import Order
from schemakit.generate.shape import AliasOf, Plan
from schemakit.runtime.text import write_json


def manifest(
    plan: Plan,
    names: Names,
    documents: Mapping[str, Json],
    files: Iterable[GeneratedFile],
    order: Order,
) -> GeneratedFile:
    """Write the manifest of the files that an order came to."""
    listed = sorted(files, key=lambda file: str(file.path))
    types: dict[str, Json] = {
        names.types[node]: {
            "module": names.modules[node],
            "schema": node,
            # The guard judges everything; these are the keywords a reader of the type does not see.
            "left to the guard": [
                {"keyword": left.keyword, "schema": f"{left.place.uri}#{left.place.pointer}"}
                for left in plan.residuals[node]
            ],
        }
        for node in plan.definitions
        if not isinstance(plan.definitions[node], AliasOf) or plan.residuals[node]
    }
    counts = Counter(left.keyword for node in plan.definitions for left in plan.residuals[node])
    content: dict[str, Json] = {
        "generator": order.about(),
        "left to the guard": {keyword: counts[keyword] for keyword in sorted(counts)},
        "schemas": {uri: digest(write_json(document)) for uri, document in documents.items()},
        "types": types,
        "files": {str(file.path): digest(file.text) for file in listed},
        "made from": {str(file.path): file.made_from for file in listed if file.made_from},
        "beside": list(order.provenance.beside),
        "inputs": "",
    }
    return GeneratedFile(PATH, sealed(json.dumps(content, indent=2, ensure_ascii=True) + "\n", order.provenance.inputs))
