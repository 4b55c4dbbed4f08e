"""A table before its headings are understood: rows of cells, whether from CSV or from a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Unreadable:
    """A cell that holds no plain value (a formula), with the reason for the editor."""

    rule: str
    message: str
    hint: str


RawCell = str | Unreadable


@dataclass(frozen=True)
class RawRow:
    """One row; `number` is what Excel shows at its left."""

    number: int
    cells: Sequence[RawCell]

    @property
    def empty(self) -> bool:
        """Tell whether nothing is written in it."""
        return not any(isinstance(cell, Unreadable) or cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class RawTable:
    """All rows of a file. `delimiter` is how a CSV file separates cells, "" for a workbook."""

    file: str
    rows: tuple[RawRow, ...]
    delimiter: str = ""


def column_letter(index: int) -> str:
    """Return the letters Excel shows over a column: 0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
