"""``schemakit bundle``: standard documents for tools that know nothing of dialects, siblings and missing enums."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from schemakit.cli.exit_codes import CLEAN
from schemakit.cli.options import add_output, add_reading, add_view
from schemakit.cli.reading import counted, in_view, positions, read_schemas
from schemakit.cli.session import Invocation
from schemakit.core.atomic import write_text
from schemakit.core.file_name import file_name
from schemakit.pipeline.bundling import bundles
from schemakit.pipeline.catalogue import catalogue
from schemakit.runtime.text import write_pretty_json


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("names", metavar="NAME", nargs="*", help="schemas to bundle (default: all)")
    parser.add_argument("--out", metavar="DIR", help="write DIR/NAME.json (default: stdout, as one document)")
    add_view(parser, both=True)
    add_reading(parser, paths=False)
    add_output(parser, formats=("full", "json"))


def run(invocation: Invocation) -> int:
    """Write a document for each schema."""
    arguments, output = invocation.arguments, invocation.output
    loaded = read_schemas(invocation.config)
    if loaded.errors:
        return output.report(loaded.errors, positions(loaded.value.set), summary="Nothing bundled.", kinds=catalogue)
    documents = bundles(in_view(loaded.value, invocation.config), arguments.names)
    # never `out` of the configuration: that is where models go
    out = vars(arguments)["out"]
    if out is None:
        single = len(documents) == 1
        sys.stdout.write(write_pretty_json(next(iter(documents.values())) if single else documents))
        return CLEAN
    for name, document in documents.items():
        write_text(Path(out) / f"{file_name(name)}.json", write_pretty_json(document))
    output.result(f"Wrote {counted(len(documents), 'document')} to {out}/.")
    return CLEAN
