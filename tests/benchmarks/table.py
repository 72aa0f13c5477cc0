"""What a section of the benchmarks hands back: a table of medians, and each of them as a multiple of one row."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True, slots=True)
class Table:
    """One measurement.

    Attributes:
        title: what was measured, and how often.
        columns: the heads; the first column names who was measured.
        rows: the cells, as many in each row as there are heads.
        note: what one must know to read it.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def text(self) -> str:
        """Return the table as a terminal shows it."""
        widths = [max(len(cell) for cell in cells) for cells in zip(self.columns, *self.rows, strict=True)]
        lines = [self.title]
        for row in (self.columns, *self.rows):
            first, *others = zip(row, widths, strict=True)
            lines.append("  " + "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]))
        return "\n".join([*lines, *([f"  {self.note}"] if self.note else [])])

    def markdown(self) -> str:
        """Return the table as the README shows it."""
        rows = [self.columns, ("---", *["---:"] * (len(self.columns) - 1)), *self.rows]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([f"**{self.title}**", "", *lines, *(["", self.note] if self.note else [])])


def compared(title: str, runs: Mapping[str, Sequence[float]], unit: str, yardstick: str, note: str = "") -> Table:
    """Return a table of medians in a unit, beside how many times the yardstick each is."""
    medians = {name: statistics.median(values) for name, values in runs.items()}
    rows = tuple(
        (name, f"{median:,.1f} {unit}", f"{median / medians[yardstick]:.2f}x") for name, median in medians.items()
    )
    return Table(title, ("", "median", f"of {yardstick}"), rows, note)
