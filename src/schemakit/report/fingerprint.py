"""What stays the same about a finding while the lines around it move."""

import hashlib

from schemakit.core.finding import Finding
from schemakit.core.location import Location


def fingerprint(finding: Finding, location: Location, path: str, occurrence: int = 0) -> str:
    """Return a hash of code, file and pointer: neither lines nor wording take part.

    ``occurrence`` tells apart findings that agree in all of these.
    """
    parts = (finding.code, path, location.pointer, "key" if location.key else "value", str(occurrence))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
