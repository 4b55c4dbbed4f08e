"""Workbooks through openpyxl: values as text, formulas refused, bombs not opened."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time
from typing import Any

from generator.diagnostics import Findings
from generator.loading.files import MEGABYTE, ProjectFile
from generator.loading.raw_table import RawCell, RawRow, RawTable, Unreadable
from generator.text import format_number

SIZE_LIMIT = 5 * MEGABYTE
UNPACKED_LIMIT = 15 * MEGABYTE
PARTS_LIMIT = 500
ROW_LIMIT = 5_000
COLUMN_LIMIT = 100

_FILLED_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="[A-Z]{1,3}(\d{1,7})"[^>]*>\s*<(?:\w+:)?(?:v|f|is)\b')

_SAVE_AGAIN = "Mở bằng Excel, lưu lại dạng “Excel Workbook (*.xlsx)”."


def read_xlsx(file: ProjectFile, findings: Findings) -> RawTable | None:
    """Return the rows of the one sheet of a workbook that holds something, or None after noting why not."""
    if file.content.startswith(b"\xd0\xcf\x11\xe0"):
        findings.error(
            "file.wrong-kind",
            file.origin,
            "Tệp này là Excel đời cũ (.xls) đổi đuôi, hoặc có đặt mật khẩu.",
            "Mở bằng Excel, bỏ mật khẩu nếu có, lưu lại dạng “Excel Workbook (*.xlsx)”.",
        )
        return None
    if problem := package_problem(file.content):
        findings.error("file.wrong-kind", file.origin, f"{problem}.", _SAVE_AGAIN)
        return None
    from openpyxl import load_workbook  # slow to import, and most projects keep CSV

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and print settings, which do not matter here
            workbook = load_workbook(io.BytesIO(file.content), read_only=True, data_only=False)
            visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
            sheets = {sheet.title: rows for sheet in visible if (rows := _sheet_rows(sheet))}
    except Exception as problem:  # openpyxl raises whatever it trips over in a damaged file
        findings.error("file.damaged", file.origin, f"Tệp Excel bị hỏng ({type(problem).__name__}).", _SAVE_AGAIN)
        return None
    if len(sheets) > 1:
        names = ", ".join(f"“{name}”" for name in sheets)
        findings.error(
            "table.sheets",
            file.origin,
            f"Tệp có nhiều trang tính có dữ liệu: {names}.",
            "Chỉ giữ lại một trang tính.",
        )
        return None
    rows = next(iter(sheets.values()), [])
    if len(rows) > ROW_LIMIT or _reaches_too_far(file.content):
        findings.error(
            "table.too-long",
            file.origin,
            f"Bảng dài quá {format_number(ROW_LIMIT)} dòng.",
            "Chọn các dòng trống phía dưới dữ liệu, bấm chuột phải → Xóa (Delete), rồi lưu.",
        )
        return None
    return RawTable(file.name, tuple(rows))


def package_problem(content: bytes) -> str | None:
    """Say in Vietnamese why a workbook's ZIP must not be opened (no workbook, or a bomb), or return None."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return "Tệp này không phải sổ Excel (.xlsx), hoặc bị hỏng"
    if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        return "Tệp này giải nén ra quá lớn, giống một “bom nén”, nên không được mở"
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        return "Tệp này không phải sổ Excel (.xlsx)"
    return None


def _reaches_too_far(content: bytes) -> bool:
    """Tell whether a cell below the row limit holds something: iterating there would take a minute."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [part for part in package.namelist() if part.startswith("xl/worksheets/")]
        return any(int(match[1]) > ROW_LIMIT for part in sheets for match in _FILLED_CELL.finditer(package.read(part)))


def _sheet_rows(sheet: Any) -> list[RawRow]:
    """Return the rows of a sheet as text up to the last written one, or to one past the row limit."""
    sheet.reset_dimensions()  # some programs write a wrong extent
    rows: list[RawRow] = []
    for number, cells in enumerate(sheet.iter_rows(max_row=ROW_LIMIT + 1, max_col=COLUMN_LIMIT), start=1):
        rows.append(RawRow(number, [_cell_text(cell) for cell in cells]))
    while rows and rows[-1].empty:
        rows.pop()
    return rows


def _cell_text(cell: Any) -> RawCell:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Unreadable(
            "table.formula",
            "Ô này là công thức, không phải giá trị",
            "Chép ô, dán lại bằng Dán đặc biệt → Giá trị (Paste Special → Values).",
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number_text(value, str(cell.number_format or ""))
    return str(value)


def _number_text(value: int | float, number_format: str) -> str:
    """Write a number as the sheet shows it: no ".0", leading zeros where the format (00000) has them."""
    text = str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)
    if number_format and set(number_format) == {"0"} and text.isdigit():
        return text.zfill(len(number_format))
    return text
