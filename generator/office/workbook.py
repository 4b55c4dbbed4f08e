"""Workbooks for Excel. The only module that writes them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from generator.office.archives import StoredFile, stable_zip


class Formula(str):
    """A cell that the program which opens the workbook works out; no other text is taken for one."""


Cell = str | int | Formula | None
_FONT = "Arial"
_HEAD_FILL = PatternFill("solid", fgColor="F1EBDD")
_EDGE = Side(style="thin", color="B5AD9C")
_FRAME = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in characters, and the number format of its cells, if any."""

    heading: str
    width: float
    number_format: str | None = None


@dataclass(frozen=True)
class Table:
    """One sheet of a workbook: a title and a note above a table; cells are words, numbers or formulas."""

    name: str
    title: str
    note: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    landscape: bool = True
    totals: Sequence[Cell] | None = None


def workbook_bytes(tables: Sequence[Table], title: str, day: date) -> bytes:
    """Return a workbook dated `day`, ready to print on A4, headings repeated on every page."""
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        _add(book, table)
    book.properties.title = title
    book.properties.creator = "phocap"
    midnight = datetime(day.year, day.month, day.day)
    book.properties.created = midnight
    book.properties.modified = midnight
    out = io.BytesIO()
    book.save(out)
    return _dated(out.getvalue(), midnight)


def _dated(content: bytes, moment: datetime) -> bytes:
    """Return the workbook with the moment of saving, which the writer takes from the clock, set to another."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = []
        for name in archive.namelist():
            raw = archive.read(name)
            if name == "docProps/core.xml":
                raw = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, raw)
            files.append(StoredFile(name, raw))
    return stable_zip(files, moment.date())


def _add(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(table.name)
    sheet.append([table.title])
    sheet.append([table.note])
    sheet.append([])
    sheet.append([column.heading for column in table.columns])
    head = sheet.max_row
    for row in (*table.rows, *([table.totals] if table.totals is not None else [])):
        sheet.append(list(row))
        for cell, value in zip(sheet[sheet.max_row], row, strict=False):
            if isinstance(value, str) and not isinstance(value, Formula):
                cell.data_type = "s"  # a name that begins with "=" stays a name
    sheet["A1"].font = Font(name=_FONT, size=14, bold=True)
    sheet["A2"].font = Font(name=_FONT, size=10, color="434A63")
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for cells in sheet.iter_rows(min_row=head, max_row=sheet.max_row):
        at_edge = cells[0].row in ((head, sheet.max_row) if table.totals is not None else (head,))
        for cell, column in zip(cells, table.columns, strict=False):
            cell.font = Font(name=_FONT, size=11, bold=at_edge)
            cell.border = _FRAME
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if at_edge and cell.row == head:
                cell.fill = _HEAD_FILL
            elif column.number_format:
                cell.number_format = column.number_format
    sheet.freeze_panes = f"A{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(table.columns))}{head + len(table.rows)}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape" if table.landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P/&N"
