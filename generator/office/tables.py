"""Tables as text that Excel opens by a double click."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for another encoding
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV for a double click in Excel; a cell that would be taken for a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in row])
    return (_BYTE_ORDER_MARK + out.getvalue()).encode()
