"""Packages on disk: made from schemas by all processors, as far as they are not there already."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from schemakit.generate.fingerprint import fingerprint
from schemakit.generate.generated_file import GeneratedFile
from schemakit.generate.on_disk import read_manifest, rendered_before
from schemakit.generate.order import Provenance
from schemakit.generate.workshop import Batch, Files, Workshop
from schemakit.pipeline.generating import generated_files
from schemakit.pipeline.inputs import besides, inputs_digest
from schemakit.pipeline.processes import CAN_FORK, mapped
from schemakit.pipeline.schemas import Schemas
from schemakit.pipeline.wanted import Wanted

_MOST_PROCESSES: Final = 8

#: Objects that are made between two looks for garbage.
_SELDOM: Final = 100_000


@contextmanager
def few_collections() -> Iterator[None]:
    """Look for garbage seldom: nearly all that is made on the way is kept until the end."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def package(schemas: Schemas, wanted: Wanted, tell: Callable[[int, int], None]) -> tuple[GeneratedFile, ...]:
    """Return the files of a package; what its folder holds is not rendered again where it still is as it was made.

    ``tell`` is told how many parts are rendered, of how many.

    Raises:
        UsageError: there is no schema of a name.
        BrokenSchemaError: a schema needs something that is not there.
    """
    code, out = fingerprint(), Path(wanted.out)
    known = read_manifest(out)
    beside = besides(wanted.paths, schemas.set.sources)
    digest = inputs_digest(wanted.paths, wanted.settings, beside)
    is_reusable = known is not None and known.code == code
    return generated_files(
        schemas,
        wanted.names,
        target=wanted.target,
        standalone=wanted.standalone,
        view=wanted.view,
        provenance=Provenance(code, digest, beside),
        workshop=Workshop(
            rendered_before(out, known) if known is not None and is_reusable else {},
            processors(),
            lambda function, batches: _rendered(function, batches, tell),
        ),
    )


def processors() -> int:
    """Return how many processes may work at the same time."""
    return min(os.cpu_count() or 1, _MOST_PROCESSES) if CAN_FORK else 1


def _rendered(
    function: Callable[[Batch], Files], batches: Sequence[Batch], tell: Callable[[int, int], None]
) -> Iterator[Files]:
    done: Iterable[Files]
    processes = min(processors(), len(batches))
    if processes > 1:
        gc.freeze()  # the copies share what is there already, and need not look through it
        done = mapped(function, batches, processes)
    else:
        done = map(function, batches)
    for number, files in enumerate(done, 1):
        tell(number, len(batches))
        yield files
