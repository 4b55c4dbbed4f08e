"""CSV as Excel writes it: byte order mark or none; comma, semicolon or tab; line breaks inside cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection

from generator.diagnostics import Findings, Origin
from generator.loading.files import MEGABYTE, ProjectFile, decode
from generator.loading.raw_table import RawRow, RawTable

SIZE_LIMIT = 5 * MEGABYTE
_DELIMITERS = ",;\t|"


def read_csv(file: ProjectFile, known_headings: Collection[str], findings: Findings) -> RawTable | None:
    """Return the rows of a CSV file, numbered as Excel shows them, or None after noting why not.

    The delimiter is the one that finds most known headings in the first row, or the one a "sep=;" line names.
    """
    text = decode(file, findings)
    if text is None:
        return None
    first_row = 1
    separator = re.match(r"\ufeff?sep=([,;\t|])\n", text)
    if separator:
        text, first_row = text[separator.end() :], 2
    delimiter = separator[1] if separator else find_delimiter(text, known_headings)
    return _rows(file, text, delimiter, first_row, findings)


def find_delimiter(text: str, known_headings: Collection[str]) -> str:
    """Return the delimiter of a CSV text, judged by its first line."""
    first = text.partition("\n")[0]

    def score(delimiter: str) -> tuple[int, int]:
        cells = [cell.strip(' "').casefold() for cell in first.split(delimiter)]
        return sum(cell in known_headings for cell in cells), len(cells)

    return max(_DELIMITERS, key=score)


def _rows(file: ProjectFile, text: str, delimiter: str, first_row: int, findings: Findings) -> RawTable | None:
    rows: list[RawRow] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = first_row - 1
    try:
        for number, cells in enumerate(reader, start=first_row):
            rows.append(RawRow(number, cells))
    except csv.Error as problem:
        if "unexpected end of data" in str(problem):
            message = "Dấu ngoặc kép mở ra ở dòng này mà không đóng, nên phần còn lại của tệp bị dính vào một ô."
            hint = 'Thêm dấu ngoặc kép ở cuối ô; ngoặc kép bên trong ô phải viết hai lần ("").'
        elif "field larger" in str(problem):
            message, hint = "Có một ô dài quá mức.", "Kiểm tra dấu ngoặc kép không đóng."
        else:
            message = "Dấu ngoặc kép không khớp: ô mở ngoặc mà không đóng, hoặc có chữ thừa sau ngoặc đóng."
            hint = 'Ngoặc kép bên trong ô phải viết hai lần (""); sửa bằng Excel thì Excel tự lo.'
        findings.error("table.quotes", Origin(file.name, number + 1), message, hint)
        return None
    return RawTable(file.name, tuple(rows), delimiter)
