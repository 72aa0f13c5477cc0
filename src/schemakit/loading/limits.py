"""How much one input may ask for. Past a limit there is a finding, never a hang or a crash."""

from typing import Final, final

from schemakit.core.record import dataclass


@final
@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of stage 1.

    Attributes:
        bytes: of one file that is no file of rows. The largest published API descriptions have about 20 MB.
        depth: arrays and objects inside each other. Interpreters give up at 1,000 frames, and every later stage may
            spend one frame a level; real documents stay below 100.
        alias_values: how many values a YAML document may gain by its aliases, if they were written out. Aliases stay
            shared here, but whoever walks the document meets each of them again.
        digits: a number may need when written out, exponent included. Beyond, arithmetic stops being quick.
        documents: in one YAML stream.
        directives: ``%TAG`` lines in one YAML file; the parser compares each of them with all others.
        files: found in the folders of one run.
        row: bytes of one line where each line is a document.
        places: that are listed of one kind of problem in one file; the rest would not be read.
    """

    bytes: int = 64 * 1024 * 1024
    depth: int = 640
    alias_values: int = 1_000_000
    digits: int = 100_000
    documents: int = 10_000
    directives: int = 1_000
    files: int = 100_000
    row: int = 4 * 1024 * 1024
    places: int = 100


LIMITS: Final = Limits()
