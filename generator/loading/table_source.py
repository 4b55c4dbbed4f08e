"""A spreadsheet, CSV or XLSX: its columns found by name, its cells clean, every cell with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Findings, Origin
from generator.loading import csv_source, xlsx_source
from generator.loading.files import read_file
from generator.loading.hygiene import check_text, tidy
from generator.loading.raw_table import RawCell, RawRow, RawTable, Unreadable, column_letter
from generator.text import fold, nearest

_EXCEL_ERROR = re.compile(
    r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|####*)$", re.IGNORECASE
)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}$", re.IGNORECASE)
_FORMULA = re.compile(r"[=@]|\+(?![\d\s().-]+$)")
_PLACEHOLDERS = {
    "-",
    "--",
    "—",
    "–",
    "x",
    "n/a",
    "na",
    "null",
    "none",
    "khong",
    "khong co",
    "chua co",
    "khong ro",
    "?",
    "...",
}

# What an office is likely to call a column, folded, and the heading that is meant.
_VIETNAMESE_HEADINGS = {
    "ma": "code",
    "ma xa": "commune_code",
    "ten": "name",
    "ten truong": "name",
    "ten xa": "name",
    "loai": "type",
    "cap hoc": "level",
    "cap": "level",
    "so": "number",
    "don vi cu": "old_units",
    "tinh cu": "old_province",
    "dia chi": "address",
    "dien thoai": "phone",
    "so dien thoai": "phone",
    "gio lam viec": "hours",
    "co quan": "office",
    "nguon": "source",
    "trang web": "website",
    "ngay kiem": "verified_on",
    "tu ngay": "since",
}


@dataclass(frozen=True)
class Row:
    """One row that holds something: its texts by heading ("" for an empty cell) and where each one stands.

    `broken` are the headings whose cell cannot be used and has been told of.
    """

    origin: Origin
    cells: Mapping[str, str]
    letters: Mapping[str, str]
    broken: frozenset[str] = frozenset()

    def at(self, heading: str) -> Origin:
        """Return the place of a cell."""
        return self.origin.at(heading, self.letters.get(heading, ""))

    def text(self, heading: str) -> str:
        """Return the text of a cell, "" when it is empty, broken or has no column."""
        return "" if heading in self.broken else self.cells.get(heading, "")


@dataclass(frozen=True)
class Table:
    """The rows of a spreadsheet. `missing` are the headings that were expected and are not there."""

    file: str
    rows: tuple[Row, ...]
    missing: frozenset[str] = frozenset()
    delimiter: str = ","


def read_table(root: Path, folder: str, stem: str, headings: Sequence[str], findings: Findings) -> Table | None:
    """Return the table `stem`.csv or `stem`.xlsx of a folder, or None after noting why there is none to use.

    Every heading must be there once; unknown ones are answered with the nearest known. Problems of single
    cells are noted and the cell is marked as broken.
    """
    name = find_table(root, folder, stem, findings)
    if name is None:
        return None
    reads_csv = name.endswith(".csv")
    file = read_file(root, name, csv_source.SIZE_LIMIT if reads_csv else xlsx_source.SIZE_LIMIT, findings)
    if file is None:
        return None
    raw = csv_source.read_csv(file, headings, findings) if reads_csv else xlsx_source.read_xlsx(file, findings)
    return None if raw is None else understand(raw, headings, findings)


def find_table(root: Path, folder: str, stem: str, findings: Findings) -> str | None:
    """Return the path of the one file that holds a table, after noting two at once or a wrong format."""
    csv_name, xlsx_name = f"{folder}/{stem}.csv", f"{folder}/{stem}.xlsx"
    has_csv, has_xlsx = (root / csv_name).is_file(), (root / xlsx_name).is_file()
    if has_csv and has_xlsx:
        findings.error(
            "file.two-tables",
            Origin(xlsx_name),
            f"Có cả {csv_name} và {xlsx_name}, không biết tệp nào đúng.",
            "Giữ tệp mới hơn, xóa hoặc chuyển tệp kia đi nơi khác.",
        )
        return None
    if has_xlsx:
        return xlsx_name
    for ending, kind in (
        (".xls", "Excel đời cũ (.xls)"),
        (".ods", "LibreOffice (.ods)"),
        (".xlsm", "Excel có macro (.xlsm)"),
    ):
        if not has_csv and (root / f"{folder}/{stem}{ending}").is_file():
            findings.error(
                "file.wrong-kind",
                Origin(f"{folder}/{stem}{ending}"),
                f"Tệp {kind} không đọc được.",
                f"Mở tệp rồi lưu lại dạng .xlsx (Excel Workbook), tên {stem}.xlsx.",
            )
            return None
    return csv_name


def understand(raw: RawTable, headings: Sequence[str], findings: Findings) -> Table | None:
    """Return a raw table with its cells under their headings, or None when there are no headings."""
    header = next((row for row in raw.rows if not row.empty), None)
    if header is None:
        findings.error(
            "table.empty",
            Origin(raw.file),
            "Bảng trống.",
            f"Dòng đầu phải là tên cột: {', '.join(headings)}.",
        )
        return None
    if not _is_header(header, headings):
        _note_no_header(raw, header, headings, findings)
        return None
    columns = _columns(raw.file, header, headings, findings)
    missing = [heading for heading in headings if heading not in columns]
    for heading in missing:
        findings.error(
            "table.missing-column",
            Origin(raw.file, header.number, heading),
            f"Thiếu cột {heading}.",
            f"Thêm cột {heading} (để trống ô nếu chưa có); đủ các cột: {', '.join(headings)}.",
        )
    letters = {heading: column_letter(index) for heading, index in columns.items()}
    rows = [
        _row(raw.file, row, columns, letters, len(header.cells), findings)
        for row in raw.rows
        if row.number > header.number and not row.empty
    ]
    return Table(raw.file, tuple(rows), frozenset(missing), raw.delimiter)


def _heading_text(cell: RawCell) -> str:
    return "" if isinstance(cell, Unreadable) else tidy(cell).strip("\ufeff").strip()


def _is_header(row: RawRow, headings: Sequence[str]) -> bool:
    known = {_heading_text(cell).casefold() for cell in row.cells} & set(headings)
    guessed = {_VIETNAMESE_HEADINGS.get(fold(_heading_text(cell))) for cell in row.cells} & set(headings)
    return len(known | guessed) >= min(2, len(headings))


def _note_no_header(raw: RawTable, first: RawRow, headings: Sequence[str], findings: Findings) -> None:
    later = next((row for row in raw.rows[:15] if row.number > first.number and _is_header(row, headings)), None)
    if later:
        findings.error(
            "table.header-not-first",
            Origin(raw.file, first.number),
            f"Dòng đầu tiên phải là tên cột, nhưng tên cột đang ở dòng {later.number}.",
            f"Xóa các dòng phía trên dòng {later.number} (tiêu đề của bảng, dòng trang trí).",
        )
        return
    findings.error(
        "table.no-header",
        Origin(raw.file, first.number),
        "Dòng đầu tiên không phải là tên cột.",
        f"Thêm lại dòng tên cột trên cùng: {', '.join(headings)}.",
    )


def _columns(file: str, header: RawRow, headings: Sequence[str], findings: Findings) -> dict[str, int]:
    """Return the index of each known heading; one that is nearly known is noted and used all the same."""
    columns: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    for index, cell in enumerate(header.cells):
        text = _heading_text(cell)
        if not text:
            continue
        heading = text.casefold()
        if heading not in headings:
            unknown.append((index, text))
        elif heading in columns:
            findings.error(
                "table.duplicate-column",
                Origin(file, header.number, heading, column_letter(index)),
                f"Cột {heading} có hai lần: ở {column_letter(columns[heading])} và {column_letter(index)}.",
                "Xóa một trong hai cột.",
            )
        else:
            columns[heading] = index
    for index, text in unknown:
        free = [heading for heading in headings if heading not in columns]
        guess = _VIETNAMESE_HEADINGS.get(fold(text))
        meant = guess if guess in free else nearest(text, free)
        near = meant or nearest(text, headings)
        hint = f"Sửa tên cột thành {meant}." if meant else f"Xóa cột này; các cột được dùng: {', '.join(headings)}."
        findings.error(
            "table.unknown-column",
            Origin(file, header.number, text, column_letter(index)),
            f"Không có cột tên “{text}”" + (f"; có phải là {near}?" if near else "."),
            hint,
        )
        if meant:
            columns[meant] = index
    return columns


def _row(
    file: str,
    row: RawRow,
    columns: Mapping[str, int],
    letters: Mapping[str, str],
    width: int,
    findings: Findings,
) -> Row:
    origin = Origin(file, row.number)
    extra = [cell for cell in row.cells[width:] if isinstance(cell, Unreadable) or cell.strip()]
    if extra:
        findings.error(
            "table.ragged",
            origin,
            f"Dòng này có {len(row.cells)} ô, mà bảng chỉ có {width} cột.",
            "Có thể một ô chứa dấu phẩy mà không nằm trong ngoặc kép; sửa bằng Excel thay vì Notepad.",
        )
    cells: dict[str, str] = {}
    broken: set[str] = {heading for heading, index in columns.items() if extra and index > 0}
    for heading, index in columns.items():
        cell = row.cells[index] if index < len(row.cells) else ""
        place = origin.at(heading, letters[heading])
        before = len(findings.items)
        cells[heading] = _cell(cell, place, findings)
        if len(findings.items) > before:
            broken.add(heading)
    used = set(columns.values())
    for index, cell in enumerate(row.cells[:width]):
        if index not in used and isinstance(cell, str) and cell.strip():
            check_text(tidy(cell), origin.at("", column_letter(index)), findings)
    return Row(origin, cells, letters, frozenset(broken))


def _cell(cell: RawCell, origin: Origin, findings: Findings) -> str:
    """Return the tidy text of a cell after noting what is wrong with it."""
    if isinstance(cell, Unreadable):
        findings.error(cell.rule, origin, f"{cell.message}.", cell.hint)
        return ""
    text = tidy(cell)
    if not text:
        return ""
    if _EXCEL_ERROR.match(text):
        findings.error(
            "table.excel-error",
            origin,
            f"Ô này là lỗi của Excel ({text}), không phải giá trị.",
            "Gõ lại giá trị đúng, hoặc để trống ô nếu chưa có.",
        )
    elif _SCIENTIFIC.match(text):
        findings.error(
            "table.scientific",
            origin,
            f"Excel đã đổi mã thành dạng khoa học “{text}”, các chữ số sau đã mất.",
            "Đặt định dạng cột là Văn bản (Text) rồi gõ lại đủ mã.",
        )
    elif _FORMULA.match(text):
        findings.error(
            "table.formula",
            origin,
            f"Ô bắt đầu bằng dấu “{text[0]}” nên Excel coi là công thức.",
            "Bỏ dấu đó ở đầu ô, chỉ giữ giá trị.",
        )
    elif fold(text) in _PLACEHOLDERS:
        findings.error(
            "table.placeholder",
            origin,
            f"Ô ghi “{text}” thay cho chỗ trống.",
            "Xóa nội dung ô: chưa có thì để trống hẳn.",
        )
    else:
        check_text(text if cell.isascii() else _raw_for_check(cell), origin, findings)
    return text


def _raw_for_check(cell: str) -> str:
    """Return the text as written but trimmed: composing would hide what garbled letters were."""
    return cell.strip()
