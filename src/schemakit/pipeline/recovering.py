"""Recover: missing enum components become files, and files stay true."""

from pathlib import Path
from typing import final

from schemakit.core.atomic import write_text
from schemakit.core.finding import Finding
from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.core.uri import file_path
from schemakit.loading.source import Source
from schemakit.resolve.recovery import enum_text, file_uri, rebuilt_sources, recorded
from schemakit.resolve.schema_set import SchemaSet


@final
@dataclass(frozen=True, slots=True)
class Recovered:
    """One component that is, or should be, a file.

    Attributes:
        name: of the component.
        values: what it allows, in order.
        places: how many references agree on it.
        path: its file.
        text: what the file should hold.
        state: ``missing``: no such file; ``drifted``: it holds something else now; ``edited``: a person's change is
            kept; ``current``: nothing to do.
    """

    name: str
    values: tuple[Json, ...]
    places: int
    path: Path
    text: str
    state: str


@final
@dataclass(frozen=True, slots=True)
class Recovery:
    """Every component that can be rebuilt, and what was found when files were compared with descriptions."""

    components: tuple[Recovered, ...]
    findings: tuple[Finding, ...]

    @property
    def due(self) -> tuple[Recovered, ...]:
        """The components whose files have to be written."""
        return tuple(component for component in self.components if component.state in {"missing", "drifted"})


def plan_recovery(schemas: SchemaSet, out: Path | None = None) -> Recovery:
    """Say which files ``schemas/enums/`` should have; ``out`` is a folder to use in place of ``enums`` beside them."""
    components = [_component(source, source.document, schemas, out, "missing") for source in rebuilt_sources(schemas)]
    findings: list[Finding] = []
    for record in recorded(schemas):
        codes = {finding.code for finding in record.findings}
        findings.extend(record.findings)
        if record.document is None:
            continue
        state = "edited" if record.edited else "drifted" if codes else "current"
        components.append(_component(record.source, record.document, schemas, None, state))
    return Recovery(tuple(components), tuple(findings))


def write_recovery(recovery: Recovery) -> tuple[Path, ...]:
    """Write what is due, atomically; return the files that changed. A file of somebody else's is never touched."""
    return tuple(
        component.path
        for component in recovery.due
        if not (component.state == "missing" and component.path.exists()) and write_text(component.path, component.text)
    )


def _component(source: Source, document: Json, schemas: SchemaSet, out: Path | None, state: str) -> Recovered:
    path = Path(file_path(file_uri(source)) or source.path)
    targets = [reference.target.uri for reference in schemas.references if reference.target is not None]
    values = document.get("enum") if isinstance(document, dict) else None
    return Recovered(
        name=path.stem,
        values=tuple(values) if isinstance(values, list) else (),
        places=targets.count(source.uri),
        path=out / path.name if out is not None else path,
        text=enum_text(document),
        state=state,
    )
