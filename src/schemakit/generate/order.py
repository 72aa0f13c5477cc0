"""What somebody wants to have generated, and what that is made from."""

from typing import final

from schemakit.core.json import Json
from schemakit.core.record import dataclass
from schemakit.generate.target_name import TargetName


@final
@dataclass(frozen=True, slots=True)
class Provenance:
    """What a manifest remembers of how a package was made, so that making it again can be saved.

    Attributes:
        code: fingerprint of the generator.
        inputs: digest of everything that decides what is made.
        beside: files that were read besides those that were named.
    """

    code: str = ""
    inputs: str = ""
    beside: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Order:
    """A package to make.

    Attributes:
        target: the library that its types are of.
        formats: its types assert ``format``.
        standalone: it brings the runtime that it needs.
        view: which way its values go, for the manifest: the schemas are in that view already.
        version: of schemakit, for the manifest.
        provenance: for the manifest, too.
    """

    target: TargetName = "pydantic"
    formats: bool = True
    standalone: bool = False
    view: str = ""
    version: str = ""
    provenance: Provenance = Provenance()

    def about(self) -> dict[str, Json]:
        """Return what the manifest says of the generator; what is as always is not mentioned."""
        said: dict[str, Json] = {
            "name": "schemakit",
            "version": self.version,
            "target": self.target,
            "formats": self.formats,
        }
        if self.view:
            said["view"] = self.view
        if self.standalone:
            said["standalone"] = True
        if self.provenance.code:
            said["code"] = self.provenance.code
        return said
