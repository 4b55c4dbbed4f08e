"""Tables and plain words as text that opens by a double click, also on an old Windows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel and the Notepad of old Windows take UTF-8 for another encoding
_LINE_END = "\r\n"  # that Notepad knows no other
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV for a double click in Excel; a cell that would be taken for a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=_LINE_END)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in row])
    return (_BYTE_ORDER_MARK + out.getvalue()).encode()


def text_bytes(text: str) -> bytes:
    """Return words as a text file; its last line is ended like all others."""
    return (_BYTE_ORDER_MARK + _LINE_END.join(text.split("\n")) + _LINE_END).encode()
