"""What offices do to their files, and what the program answers: which file, row, column, what, how to mend."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from generator.diagnostics import Diagnostic, Severity
from generator.loading import load_catalog
from tests.project_factory import SMALL_PROJECT, make_project

DATA = "content/data"
COMMUNES = f"{DATA}/communes.csv"
SCHOOLS = f"{DATA}/schools.csv"
PERMALINKS = f"{DATA}/permalinks.csv"
LOCK = f"{DATA}/permalinks.lock"
CONTACTS = f"{DATA}/contacts.csv"
MAP = f"{DATA}/communes.geojson"
PROJECT = f"{DATA}/project.yml"
PROGRAMME = f"{DATA}/programme.yml"
FACTS = f"{DATA}/facts.yml"
REGISTRARS = f"{DATA}/registrars.yml"

Files = dict[str, str | bytes | None]


@dataclass(frozen=True)
class Mistake:
    """What somebody did to one file, and the one answer expected.

    `also` are rules that may follow from the same mistake elsewhere; every other answer is a failure.
    """

    did: str
    files: Files
    file: str
    line: int
    column: str
    rule: str
    message: str
    hint: str
    also: frozenset[str] = frozenset()


def text_of(file: str) -> str:
    return SMALL_PROJECT[file]


def swap(file: str, old: str, new: str) -> Files:
    """Return the file with one place changed; the place must be there exactly once."""
    text = text_of(file)
    assert text.count(old) == 1, (file, old, text.count(old))
    return {file: text.replace(old, new)}


def whole(file: str, change: Callable[[str], str | bytes]) -> Files:
    return {file: change(text_of(file))}


def add(file: str, rows: str) -> Files:
    return {file: text_of(file) + rows}


def rows_of(file: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text_of(file))))


def workbook(rows: Sequence[Sequence[object]], *more_sheets: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    for number, content in enumerate((rows, *more_sheets)):
        sheet = book.active if number == 0 else book.create_sheet()
        assert sheet is not None
        for row in content:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_workbook(file: str, change: Callable[[list[list[object]]], None] = lambda rows: None) -> Files:
    """Return the table saved as .xlsx in place of .csv, changed on the way."""
    rows: list[list[object]] = [[cell or None for cell in row] for row in rows_of(file)]
    change(rows)
    return {file: None, file.replace(".csv", ".xlsx"): workbook(rows)}


def put(row: int, column: int, value: object) -> Callable[[list[list[object]]], None]:
    def change(rows: list[list[object]]) -> None:
        rows[row - 1][column] = value

    return change


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return stream.getvalue()


def cp1258(text: str) -> bytes:
    """Encode as Windows does on a Vietnamese system: letters composed, tones as marks after them."""
    encoded = bytearray()
    for character in unicodedata.normalize("NFC", text):
        try:
            encoded += character.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = list(unicodedata.normalize("NFD", character))
            tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
            letter = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in tones))
            encoded += (letter + "".join(tones)).encode("cp1258")
    return bytes(encoded)


def without_line(text: str, start: str) -> str:
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith(start)]
    assert len(kept) == len(text.splitlines()) - 1
    return "".join(kept)


def without_column(text: str, heading: str) -> str:
    rows = list(csv.reader(io.StringIO(text)))
    index = rows[0].index(heading)
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([*row[:index], *row[index + 1 :]] for row in rows)
    return stream.getvalue()


FILE_MISTAKES = (
    Mistake(
        "saved as “Unicode Text”",
        whole(SCHOOLS, lambda text: text.replace(",", "\t").encode("utf-16")),
        SCHOOLS, 0, "", "file.encoding", "UTF-16", "CSV UTF-8",
    ),
    Mistake(
        "saved as UTF-16 without a mark",
        whole(COMMUNES, lambda text: text.encode("utf-16-le")),
        COMMUNES, 0, "", "file.encoding", "UTF-16", "CSV UTF-8",
    ),
    Mistake(
        "saved as plain CSV on a Vietnamese Windows",
        whole(SCHOOLS, lambda text: cp1258(text)),
        SCHOOLS, 2, "", "file.encoding", "Windows-1258", "CSV UTF-8",
    ),
    Mistake(
        "saved in an old 8-bit font",
        {SCHOOLS: text_of(SCHOOLS).encode("ascii", "ignore").replace(b"dai_hoc", b"\xb5\xb8\x81")},
        SCHOOLS, 2, "", "file.encoding", "bảng mã 8 bit", "CSV UTF-8",
    ),
    Mistake(
        "a workbook renamed to .csv",
        {SCHOOLS: workbook([["number"]])},
        SCHOOLS, 0, "", "file.wrong-kind", "sổ Excel (.xlsx) bị đổi đuôi", "lưu lại",
    ),
    Mistake(
        "an .xlsx left beside the .csv",
        {f"{DATA}/schools.xlsx": workbook([["number"]])},
        f"{DATA}/schools.xlsx", 0, "", "file.two-tables", "schools.csv và content/data/schools.xlsx", "Giữ tệp mới hơn",
    ),
    Mistake(
        "saved as old Excel 97",
        {SCHOOLS: None, f"{DATA}/schools.xls": b"\xd0\xcf\x11\xe0rest"},
        f"{DATA}/schools.xls", 0, "", "file.wrong-kind", "Excel đời cũ (.xls)", "dạng .xlsx",
    ),
    Mistake(
        "a password on the workbook",
        {SCHOOLS: None, f"{DATA}/schools.xlsx": b"\xd0\xcf\x11\xe0rest"},
        f"{DATA}/schools.xlsx", 0, "", "file.wrong-kind", "mật khẩu", "Excel Workbook",
    ),
    Mistake(
        "file deleted",
        {CONTACTS: None},
        CONTACTS, 0, "", "file.missing", "Không thấy tệp", "kho mã",
    ),
    Mistake(
        "file renamed with capitals",
        {CONTACTS: None, f"{DATA}/Contacts.CSV": text_of(CONTACTS)},
        CONTACTS, 0, "", "file.missing", "Không thấy tệp", "Đổi tên “Contacts.CSV” thành “contacts.csv”",
    ),
    Mistake(
        "everything deleted and saved",
        {CONTACTS: ",,,\n\n"},
        CONTACTS, 0, "", "table.empty", "Bảng trống", "number, office",
    ),
    Mistake(
        "a workbook that unpacks to 60 MB",
        {SCHOOLS: None, f"{DATA}/schools.xlsx": bomb()},
        f"{DATA}/schools.xlsx", 0, "", "file.wrong-kind", "bom nén", "lưu lại",
    ),
    Mistake(
        "a workbook cut off in sending",
        {SCHOOLS: None, f"{DATA}/schools.xlsx": workbook([["number"]])[:500]},
        f"{DATA}/schools.xlsx", 0, "", "file.wrong-kind", "hỏng", "lưu lại",
    ),
)  # fmt: skip

HEADING_MISTAKES = (
    Mistake(
        "a title above the headings",
        {SCHOOLS: "DANH SÁCH TRƯỜNG,,\n,,\n" + text_of(SCHOOLS)},
        SCHOOLS, 1, "", "table.header-not-first", "đang ở dòng 3", "Xóa các dòng phía trên dòng 3",
    ),
    Mistake(
        "headings deleted",
        whole(COMMUNES, lambda text: text.partition("\n")[2]),
        COMMUNES, 1, "", "table.no-header", "không phải là tên cột", "code, name, type",
    ),
    Mistake(
        "a heading misspelt",
        swap(SCHOOLS, "commune_code", "comune_code"),
        SCHOOLS, 1, "comune_code", "table.unknown-column", "có phải là commune_code?", "Sửa tên cột thành commune_code",
    ),
    Mistake(
        "a heading translated",
        swap(SCHOOLS, "number,name", "number,Tên trường"),
        SCHOOLS, 1, "Tên trường", "table.unknown-column", "có phải là name?", "Sửa tên cột thành name",
    ),
    Mistake(
        "a column of one's own added",
        whole(COMMUNES, lambda text: text.replace("old_province\n", "old_province,Ghi chú\n")),
        COMMUNES, 1, "Ghi chú", "table.unknown-column", "Không có cột tên “Ghi chú”", "Xóa cột này",
    ),
    Mistake(
        "a column deleted",
        whole(SCHOOLS, lambda text: without_column(text, "website")),
        SCHOOLS, 1, "website", "table.missing-column", "Thiếu cột website", "Thêm cột website",
    ),
    Mistake(
        "a column twice",
        swap(CONTACTS, "phone,hours", "phone,phone,hours"),
        CONTACTS, 1, "phone", "table.duplicate-column", "có hai lần: ở C và D", "Xóa một",
    ),
)  # fmt: skip

CELL_MISTAKES = (
    Mistake(
        "Excel turned a code into a number",
        swap(COMMUNES, "02215,Minh", "2215,Minh"),
        COMMUNES, 4, "code", "code.lost-zero", "mã đúng là 02215", "Văn bản (Text)",
    ),
    Mistake(
        "Excel turned two zeros away",
        swap(COMMUNES, "00715,Lũng", "715,Lũng"),
        COMMUNES, 2, "code", "code.lost-zero", "“715” mất số 0 ở đầu", "00715",
    ),
    Mistake(
        "the code of a school's commune lost its zero",
        swap(SCHOOLS, "dai_hoc,02215", "dai_hoc,2215"),
        SCHOOLS, 2, "commune_code", "code.lost-zero", "mã đúng là 02215", "gõ lại 02215",
    ),
    Mistake(
        "a code with decimals",
        swap(SCHOOLS, "dai_hoc,02215", "dai_hoc,2215.0"),
        SCHOOLS, 2, "commune_code", "code.lost-zero", "mã đúng là 02215", "gõ lại 02215",
    ),
    Mistake(
        "a code in scientific notation",
        swap(SCHOOLS, "dai_hoc,02215", "dai_hoc,2.02E+03"),
        SCHOOLS, 2, "commune_code", "table.scientific", "dạng khoa học “2.02E+03”", "Văn bản (Text)",
    ),
    Mistake(
        "the letter O for a zero",
        swap(SCHOOLS, "dai_hoc,02215", "dai_hoc,O2215"),
        SCHOOLS, 2, "commune_code", "code.letter", "chữ cái gõ nhầm", "Gõ lại 02215",
    ),
    Mistake(
        "an apostrophe kept from Excel",
        swap(SCHOOLS, "dai_hoc,02215", "dai_hoc,'02215"),
        SCHOOLS, 2, "commune_code", "code.apostrophe", "dấu nháy", "Gõ lại 02215",
    ),
    Mistake(
        "two digits of a code swapped",
        swap(SCHOOLS, "dai_hoc,02215", "dai_hoc,02251"),
        SCHOOLS, 2, "commune_code", "reference.commune", "Không có xã nào mang mã “02251”", "02215 (phường Minh Xuân)",
    ),
    Mistake(
        "a commune's name in place of its code",
        swap(SCHOOLS, "dai_hoc,02215", "dai_hoc,Minh Xuan"),
        SCHOOLS, 2, "commune_code", "reference.commune", "Minh Xuan", "02215",
    ),
    Mistake(
        "a look-up that failed",
        swap(SCHOOLS, "dai_hoc,02215", "dai_hoc,#N/A"),
        SCHOOLS, 2, "commune_code", "table.excel-error", "lỗi của Excel (#N/A)", "để trống",
    ),
    Mistake(
        "a formula as text",
        swap(SCHOOLS, "808034,Trường THPT Đồng Văn", "808034,=VLOOKUP(A4;Sheet2!A:B;2)"),
        SCHOOLS, 4, "name", "table.formula", "dấu “=”", "Bỏ dấu đó",
    ),
    Mistake(
        "a dash for nothing",
        swap(SCHOOLS, "thpt,,Tuyên Quang", "thpt,-,Tuyên Quang"),
        SCHOOLS, 3, "commune_code", "table.placeholder", "thay cho chỗ trống", "để trống hẳn",
    ),
    Mistake(
        "“chưa có” for nothing",
        swap(SCHOOLS, "TT. Đồng Văn,,", "TT. Đồng Văn,Chưa có,"),
        SCHOOLS, 4, "website", "table.placeholder", "“Chưa có”", "để trống hẳn",
    ),
    Mistake(
        "a citizen's ID number in an address",
        swap(SCHOOLS, "TT. Đồng Văn", "Ông A 008099001234"),
        SCHOOLS, 4, "address_before_merger", "text.id-number", "12 chữ số (“008•••••••••”)", "không bao giờ",
    ),
    Mistake(
        "an ID number in groups",
        swap(SCHOOLS, "TT. Đồng Văn", "008 099 001 234"),
        SCHOOLS, 4, "address_before_merger", "text.id-number", "12 chữ số", "Xóa số này",
    ),
    Mistake(
        "an old nine-digit ID number with dots",
        swap(SCHOOLS, "TT. Đồng Văn", "CMND 071.234.567"),
        SCHOOLS, 4, "address_before_merger", "text.id-number", "9 chữ số", "Xóa số này",
    ),
    Mistake(
        "a zero-width space pasted from a page",
        swap(COMMUNES, "02215,Minh Xuân", "02215,Minh\u200b Xuân"),
        COMMUNES, 4, "name", "text.hidden-character", "U+200B ZERO WIDTH SPACE) ở vị trí 5", "gõ lại",
    ),
    Mistake(
        "a character that turns the line around",
        swap(COMMUNES, "02215,Minh Xuân", "02215,\u202eMinh Xuân"),
        COMMUNES, 4, "name", "text.hidden-character", "đảo chiều chữ (U+202E", "gõ lại",
    ),
    Mistake(
        "UTF-8 opened with a double click and saved",
        whole(COMMUNES, lambda text: text.replace("Mỹ Lâm,phường", "Mỹ Lâm".encode().decode("cp1252") + ",phường")),
        COMMUNES, 5, "name", "text.garbled", "có lẽ là “Mỹ Lâm”", "65001",
    ),
    Mistake(
        "letters lost in a plain CSV",
        swap(COMMUNES, "Đồng Văn,xã", "Đ?ng Văn,xã"),
        COMMUNES, 3, "name", "text.lost-letter", "“Đ?ng Văn”", "CSV UTF-8",
    ),
    Mistake(
        "typed with an old font",
        swap(SCHOOLS, "TT. Đồng Văn", "X· §ång V¨n"),
        SCHOOLS, 4, "address_before_merger", "text.old-font", "phông cũ", "Unikey",
    ),
    Mistake(
        "a row copied and not changed",
        add(COMMUNES, "02509,Bình Ca,xã,binh-ca,,Tuyên Quang\n"),
        COMMUNES, 6, "code", "code.duplicate", "đã có ở dòng 5", "Xóa dòng",
    ),
    Mistake(
        "two places with one slug",
        swap(COMMUNES, "xã,dong-van", "xã,lung-cu"),
        COMMUNES, 3, "slug", "slug.mismatch", "Slug “lung-cu” không khớp tên “Đồng Văn”", "Viết dong-van",
    ),
    Mistake(
        "a place entered twice under two codes",
        add(COMMUNES, "02510,Mỹ Lâm,phường,my-lam,,Tuyên Quang\n"),
        COMMUNES, 6, "slug", "slug.duplicate", "Slug my-lam đã có ở dòng 5", "Xóa dòng",
        frozenset({"name.duplicate", "permalink.missing", "map.missing-shape"}),
    ),
    Mistake(
        "a slug with marks",
        swap(COMMUNES, "xã,dong-van", "xã,đồng-văn"),
        COMMUNES, 3, "slug", "value.pattern", "“đồng-văn” không đúng dạng", "chữ thường không dấu",
    ),
    Mistake(
        "a slug of another name",
        swap(COMMUNES, "xã,dong-van", "xã,dong-vang"),
        COMMUNES, 3, "slug", "slug.mismatch", "không khớp tên “Đồng Văn”", "Viết dong-van",
    ),
    Mistake(
        "a kind without marks",
        swap(COMMUNES, "Mỹ Lâm,phường", "Mỹ Lâm,phuong"),
        COMMUNES, 5, "type", "value.choice", "“phuong”", "Có phải là “phường”?",
    ),
    Mistake(
        "a level in capitals",
        swap(SCHOOLS, "kim-xuyen,thpt", "kim-xuyen,THPT"),
        SCHOOLS, 3, "level", "value.choice", "“THPT”", "Có phải là “thpt”?",
    ),
    Mistake(
        "a number one digit short",
        swap(SCHOOLS, "808014,Trường", "80814,Trường"),
        SCHOOLS, 3, "number", "value.pattern", "“80814” không đúng dạng", "6 chữ số, bắt đầu bằng 8",
    ),
    Mistake(
        "an address without https://",
        swap(SCHOOLS, ",https://daihoctantrao.edu.vn,,", ",www.daihoctantrao.edu.vn,,"),
        SCHOOLS, 2, "website", "value.website", "thiếu “https://”", "Viết https://www.daihoctantrao.edu.vn",
    ),
    Mistake(
        "https mistyped",
        swap(SCHOOLS, ",https://daihoctantrao.edu.vn,,", ",htpps://daihoctantrao.edu.vn,,"),
        SCHOOLS, 2, "website", "value.website", "gõ nhầm “htpps”", "Viết https://daihoctantrao.edu.vn",
    ),
    Mistake(
        "a script in place of an address",
        swap(SCHOOLS, ",https://daihoctantrao.edu.vn,,", ",javascript:alert(1),,"),
        SCHOOLS, 2, "website", "value.website", "bắt đầu bằng “javascript:”", "https://",
    ),
    Mistake(
        "a source with one slash",
        swap(SCHOOLS, "https://daihoctantrao.edu.vn/tin.html", "https:/daihoctantrao.edu.vn/tin.html"),
        SCHOOLS, 2, "source", "value.sources", "sai dấu “//”", "Viết https://daihoctantrao.edu.vn/tin.html",
    ),
    Mistake(
        "no source",
        swap(SCHOOLS, ",https://daihoctantrao.edu.vn/tin.html,", ",,"),
        SCHOOLS, 2, "source", "value.missing", "đang trống", "Điền",
    ),
    Mistake(
        "a former unit without its district",
        swap(COMMUNES, "Xã Má Lé (Huyện Đồng Văn)", "Xã Má Lé"),
        COMMUNES, 2, "old_units", "value.old-units", "“Xã Má Lé” không theo mẫu", "Xã Má Lé (Huyện Đồng Văn)",
    ),
    Mistake(
        "a day that does not exist",
        swap(SCHOOLS, "2026-11-20", "31/11/2026"),
        SCHOOLS, 4, "verified_on", "value.date", "Không có ngày 31 tháng 11", "30 ngày",
    ),
    Mistake(
        "an American date",
        swap(SCHOOLS, "2026-11-20", "11/20/2026"),
        SCHOOLS, 4, "verified_on", "value.date", "kiểu Mỹ", "Viết 2026-11-20",
    ),
    Mistake(
        "a year of two digits",
        swap(SCHOOLS, "2026-11-20", "20/11/26"),
        SCHOOLS, 4, "verified_on", "value.date", "hai chữ số của năm", "đủ năm",
    ),
    Mistake(
        "Excel's own count of days",
        swap(SCHOOLS, "2026-11-20", "46346"),
        SCHOOLS, 4, "verified_on", "value.date", "số thứ tự ngày của Excel", "định dạng Ngày",
    ),
    Mistake(
        "words for a date",
        swap(SCHOOLS, "2026-11-20", "tháng trước"),
        SCHOOLS, 4, "verified_on", "value.date", "không phải là ngày", "2026-12-31",
    ),
    Mistake(
        "a comma outside quotes, in Notepad",
        swap(SCHOOLS, "TT. Đồng Văn,", "TT. Đồng Văn, huyện Đồng Văn,"),
        SCHOOLS, 4, "", "table.ragged", "có 12 ô, mà bảng chỉ có 11 cột", "ngoặc kép",
    ),
    Mistake(
        "a quote never closed",
        swap(SCHOOLS, '"Km 6, xã Trung Môn"', '"Km 6, xã Trung Môn'),
        SCHOOLS, 2, "", "table.quotes", "ngoặc kép", "hai lần",
    ),
    Mistake(
        "a name deleted",
        swap(COMMUNES, "02509,Mỹ Lâm", "02509,"),
        COMMUNES, 5, "name", "value.missing", "đang trống", "Điền",
    ),
    Mistake(
        "a former province without marks",
        swap(COMMUNES, "Huyện Bắc Mê) [một phần],Hà Giang", "Huyện Bắc Mê) [một phần],Ha Giang"),
        COMMUNES, 3, "old_province", "name.spelling", "“Ha Giang” viết khác", "“Hà Giang”",
    ),
)  # fmt: skip

CONTACT_MISTAKES = (
    Mistake(
        "a phone number that lost its zero",
        add(CONTACTS, "02215,UBND phường,912345678,,,Công văn của phường,\n"),
        CONTACTS, 2, "phone", "value.phone", "mất số 0 ở đầu", "0912345678",
    ),
    Mistake(
        "words in a phone number",
        add(CONTACTS, "02215,UBND phường,gọi cô Hoa,,,Công văn của phường,\n"),
        CONTACTS, 2, "phone", "value.phone", "ký tự lạ", "0207 3822 123",
    ),
    Mistake(
        "a contact of no place",
        add(CONTACTS, "02216,UBND phường,0207 3822 123,,,Công văn của phường,\n"),
        CONTACTS, 2, "number", "reference.place", "“02216”", "Có phải là 02215?",
    ),
    Mistake(
        "a contact without its source",
        add(CONTACTS, "02215,UBND phường,0207 3822 123,,,,\n"),
        CONTACTS, 2, "source", "value.missing", "đang trống", "Điền",
    ),
)  # fmt: skip

NUMBER_MISTAKES = (
    Mistake(
        "the row of a printed number deleted",
        whole(PERMALINKS, lambda text: without_line(text, "3,signup")),
        PERMALINKS, 0, "number", "permalink.vanished", "trang đăng ký mat-bao/id-vn", "3,signup,mat-bao/id-vn",
    ),
    Mistake(
        "a printed number given to another registrar",
        whole(PERMALINKS, lambda text: text.replace("3,signup,mat-bao/id-vn", "3,signup,inet/id-vn")),
        PERMALINKS, 11, "target", "permalink.moved", "đã cấp cho trang đăng ký mat-bao/id-vn", "mat-bao/id-vn",
        frozenset({"target.duplicate"}),
    ),
    Mistake(
        "a number of the wrong kind",
        swap(PERMALINKS, "02509,commune", "02509,school"),
        PERMALINKS, 5, "number", "permalink.digits", "trường dùng số 6 chữ số", "Sửa số hoặc loại",
        frozenset({"permalink.kind-changed"}),
    ),
    Mistake(
        "a kind that does not exist",
        swap(PERMALINKS, "02509,commune", "02509,comune"),
        PERMALINKS, 5, "kind", "value.choice", "“comune”", "Có phải là “commune”?",
    ),
    Mistake(
        "a new school without a number",
        add(SCHOOLS, "808081,Trường THPT Mới,thpt-moi,thpt,,Tuyên Quang,,,,Công văn của Sở,\n"),
        SCHOOLS, 5, "number", "permalink.missing", "808081 chưa có số", "phocap permalinks",
    ),
    Mistake(
        "a commune deleted after a merger",
        whole(COMMUNES, lambda text: without_line(text, "02509")),
        PERMALINKS, 5, "target", "permalink.no-target", "02509", "redirect_to",
        frozenset({"map.unknown-code"}),
    ),
    Mistake(
        "a redirect to nowhere",
        swap(PERMALINKS, "808014,school,808014,2026-11-22,", "808014,school,808014,2026-11-22,808015"),
        PERMALINKS, 7, "redirect_to", "permalink.redirect", "không có số 808015", "Có phải là",
    ),
    Mistake(
        "a redirect in a circle",
        swap(PERMALINKS, "808014,school,808014,2026-11-22,", "808014,school,808014,2026-11-22,808014"),
        PERMALINKS, 7, "redirect_to", "permalink.redirect-loop", "vòng tròn", "Để trống redirect_to",
    ),
    Mistake(
        "a sign-up target misspelt",
        add(PERMALINKS, "5,signup,matbao/id-vn,2026-11-23,\n"),
        PERMALINKS, 13, "target", "permalink.no-target", "matbao/id-vn", "Có phải là mat-bao/id-vn?",
        frozenset({"permalink.not-locked"}),
    ),
    Mistake(
        "a number used twice",
        add(PERMALINKS, "4,signup,mat-bao/biz-vn,2026-11-23,\n"),
        PERMALINKS, 13, "number", "number.duplicate", "Số 4 đã có ở dòng 12", "Xóa dòng",
    ),
    Mistake(
        "Excel took the zeros of all numbers",
        whole(PERMALINKS, lambda text: text.replace("02215,commune,02215", "2215,commune,2215")),
        PERMALINKS, 4, "number", "code.lost-zero", "mã đúng là 02215", "Văn bản (Text)",
        frozenset({"code.lost-zero"}),
    ),
    Mistake(
        "the lock edited by hand",
        whole(LOCK, lambda text: text + "<<<<<<< HEAD\n"),
        LOCK, 13, "", "permalink.lock-damaged", "không phải do máy ghi", "kho mã",
    ),
)  # fmt: skip

WORKBOOK_MISTAKES = (
    Mistake(
        "a formula in a workbook",
        as_workbook(SCHOOLS, put(2, 1, '="Trường "&"A"')),
        f"{DATA}/schools.xlsx", 2, "name", "table.formula", "là công thức", "Giá trị",
    ),
    Mistake(
        "a code stored as a number",
        as_workbook(SCHOOLS, put(2, 4, 2215)),
        f"{DATA}/schools.xlsx", 2, "commune_code", "code.lost-zero", "mã đúng là 02215", "Văn bản (Text)",
    ),
    Mistake(
        "an error value in a workbook",
        as_workbook(SCHOOLS, put(4, 6, "#REF!")),
        f"{DATA}/schools.xlsx", 4, "address_before_merger", "table.excel-error", "#REF!", "để trống",
    ),
    Mistake(
        "two sheets with data",
        {SCHOOLS: None, f"{DATA}/schools.xlsx": workbook([["number"]], [["nháp"]])},
        f"{DATA}/schools.xlsx", 0, "", "table.sheets", "“Sheet”, “Sheet1”", "một trang tính",
    ),
    Mistake(
        "a table formatted far down",
        as_workbook(CONTACTS, lambda rows: rows.extend([[" ."]] * 5_001)),
        f"{DATA}/contacts.xlsx", 0, "", "table.too-long", "5.000 dòng", "Xóa (Delete)",
    ),
)  # fmt: skip

YAML_MISTAKES = (
    Mistake(
        "a tab for indenting",
        swap(PROJECT, "  code_png_pixels", "\tcode_png_pixels"),
        PROJECT, 10, "", "yaml.syntax", "phím Tab", "hai dấu cách",
    ),
    Mistake(
        "a colon in bare words",
        swap(PROJECT, '"Tên miền .vn cho người dân"', "Tên miền: cho người dân"),
        PROJECT, 2, "", "yaml.syntax", "dấu hai chấm", "ngoặc kép",
    ),
    Mistake(
        "a quote never closed",
        swap(PROJECT, '"Tên miền .vn cho người dân"', '"Tên miền .vn cho người dân'),
        PROJECT, 2, "", "yaml.syntax", "ngoặc kép", "cuối câu",
    ),
    Mistake(
        "a line out of place",
        swap(PROGRAMME, "    opens: 2027-01-01", "   opens: 2027-01-01"),
        PROGRAMME, 17, "", "yaml.syntax", "không thẳng hàng", "thẳng cột",
    ),
    Mistake(
        "a bracket never closed",
        swap(PROJECT, "places: 365}", "places: 365"),
        PROJECT, 8, "", "yaml.syntax", "đóng ngoặc", "{ }",
    ),
    Mistake(
        "a key twice",
        swap(PROJECT, "host: null\ntrial", "host: null\nhost: tenmien.gov.vn\ntrial"),
        PROJECT, 5, "host", "yaml.duplicate-key", "lần đầu ở dòng 4", "Giữ một dòng",
    ),
    Mistake(
        "a key misspelt",
        swap(PROGRAMME, "closing_days", "closing_day"),
        PROGRAMME, 4, "closing_day", "yaml.unknown-key", "có phải là “closing_days”?", "Sửa thành “closing_days”",
    ),
    Mistake(
        "a key of one's own",
        swap(PROJECT, "contact: null", "contact: null\nmau_sac: xanh"),
        PROJECT, 7, "mau_sac", "yaml.unknown-key", "Không có mục tên “mau_sac”", "Xóa mục này",
    ),
    Mistake(
        "a key deleted",
        whole(PROGRAMME, lambda text: without_line(text, "closing_days")),
        PROGRAMME, 1, "closing_days", "value.missing", "Thiếu mục “closing_days”", "closing_days: …",
    ),
    Mistake(
        "a value deleted",
        swap(PROGRAMME, 'short_name: "Phổ cập tên miền"', "short_name:"),
        PROGRAMME, 3, "short_name", "value.missing", "đang trống", "Điền",
    ),
    Mistake(
        "a date as we speak it",
        swap(PROGRAMME, "closes: 2030-12-31", "closes: 31/12/2030"),
        PROGRAMME, 18, "phases[phase-2].closes", "value.date", "“31/12/2030” phải viết năm-tháng-ngày", "Viết 2030-12-31",
    ),
    Mistake(
        "a day that does not exist",
        swap(PROGRAMME, "closes: 2030-12-31", "closes: 2030-11-31"),
        PROGRAMME, 18, "phases[phase-2].closes", "value.date", "Không có ngày 31 tháng 11", "30 ngày",
    ),
    Mistake(
        "the end before the beginning",
        swap(PROGRAMME, "    closes: 2030-12-31", "    closes: 2026-12-31"),
        PROGRAMME, 18, "phases[phase-2].closes", "date.order", "trước ngày bắt đầu 01/01/2027", "đổi chỗ",
    ),
    Mistake(
        "phases that overlap",
        swap(PROGRAMME, "    opens: 2027-01-01", "    opens: 2026-12-31"),
        PROGRAMME, 17, "phases[phase-2].opens", "date.overlap", "chưa kết thúc (31/12/2026)", "phải bắt đầu sau",
    ),
    Mistake(
        "money with a dot",
        swap(PROGRAMME, "yearly: 50000", "yearly: 50.000"),
        PROGRAMME, 27, "offers[id-vn].fees.yearly", "value.number", "“50.000”", "Viết 50000",
    ),
    Mistake(
        "a number in words",
        swap(PROGRAMME, "closing_days: 45", "closing_days: bốn mươi lăm"),
        PROGRAMME, 4, "closing_days", "value.number", "phải là số viết liền", "ví dụ 45",
    ),
    Mistake(
        "a number below zero",
        swap(PROGRAMME, "closing_days: 45", "closing_days: -45"),
        PROGRAMME, 4, "closing_days", "value.range", "-45", "từ 0",
    ),
    Mistake(
        "“có” for true",
        swap(PROGRAMME, "needs_certificate: true", "needs_certificate: có"),
        PROGRAMME, 46, "groups[household].rule.needs_certificate", "value.bool", "true (có)", "Viết true",
    ),
    Mistake(
        "a fact that is not there",
        swap(PROGRAMME, "[report-156]", "[report-165]"),
        PROGRAMME, 67, "reporting[call-156].facts[1]", "reference.fact", "“report-165”", "Có phải là report-156?",
    ),
    Mistake(
        "an offer that is not there",
        swap(PROGRAMME, "offer: id-vn", "offer: idvn"),
        PROGRAMME, 40, "groups[youth].offer", "reference.offer", "“idvn”", "Có phải là id-vn?",
    ),
    Mistake(
        "a list without brackets",
        swap(PROGRAMME, 'papers: ["Họ tên, ngày sinh"]', 'papers: "Họ tên, ngày sinh"'),
        PROGRAMME, 42, "groups[youth].papers", "value.list", "phải là một danh sách", "[giá trị 1, giá trị 2]",
    ),
    Mistake(
        "a confidence that is not one",
        swap(FACTS, "confidence: press", "confidence: báo"),
        FACTS, 18, "facts[fee-registration].confidence", "value.choice", "“báo”", "official, registrar, press",
    ),
    Mistake(
        "a fact copied with its id",
        swap(FACTS, "- id: report-156", "- id: plan-basis"),
        FACTS, 20, "facts[plan-basis].id", "id.duplicate", "đã dùng ở dòng 4", "Đặt mã khác",
        frozenset({"reference.fact"}),
    ),
    Mistake(
        "a source without https://",
        swap(FACTS, '"https://hanoimoi.vn/print/442965.html"', '"hanoimoi.vn/print/442965.html"'),
        FACTS, 16, "facts[fee-registration].source_url", "value.address", "thiếu “https://”", "https://hanoimoi.vn",
    ),
    Mistake(
        "a date of a source in words",
        swap(FACTS, '"2023-05-30"', '"30/5/2023"'),
        FACTS, 17, "facts[fee-registration].source_date", "value.pattern", "“30/5/2023”", "Viết 2023-05-30",
    ),
    Mistake(
        "an ID number in a statement",
        swap(FACTS, "Kế hoạch của tỉnh nêu việc này.", "Ông A, căn cước 008099001234."),
        FACTS, 6, "facts[plan-basis].statement", "text.id-number", "12 chữ số", "không bao giờ",
    ),
    Mistake(
        "an alias",
        swap(PROGRAMME, "renewal_facts: [plan-basis]", "renewal_facts: *facts"),
        PROGRAMME, 6, "", "yaml.alias", "dấu “*”", "ngoặc kép",
    ),
    Mistake(
        "an anchor",
        swap(PROGRAMME, "renewal_facts: [plan-basis]", "renewal_facts: &facts [plan-basis]"),
        PROGRAMME, 6, "", "yaml.alias", "dấu “&”", "Chép nội dung",
    ),
    Mistake(
        "a tag that would run code",
        swap(PROGRAMME, '"Chương trình thử"', '!!python/object/apply:os.system ["true"]'),
        PROGRAMME, 2, "", "yaml.tag", "dấu “!”", "Bỏ phần",
    ),
    Mistake(
        "a second document",
        whole(PROJECT, lambda text: text + "---\nversion: 1\n"),
        PROJECT, 14, "", "yaml.documents", "“---”", "tách thành hai tệp",
    ),
    Mistake(
        "the official address with https://",
        swap(PROJECT, "host: null\ntrial", "host: https://tenmien.gov.vn/\ntrial"),
        PROJECT, 4, "host", "value.pattern", "“https://tenmien.gov.vn/”", "không có https://",
    ),
    Mistake(
        "a trial name as the official address",
        swap(PROJECT, "host: null\ntrial", "host: tenmien.example\ntrial"),
        PROJECT, 4, "host", "project.host", "tên chỉ để thử", "host: null",
    ),
    Mistake(
        "a province's code without its zero",
        swap(PROJECT, '"08"', "8"),
        PROJECT, 3, "province.code", "value.pattern", "“8”", "2 chữ số, ví dụ 08",
    ),
    Mistake(
        "a file of a later program",
        swap(PROJECT, "version: 1", "version: 2"),
        PROJECT, 1, "version", "file.version", "version 2", "version: 1",
    ),
    Mistake(
        "a registrar's offer misspelt",
        swap(REGISTRARS, "    guide: {id_vn: null, biz_vn: null}\n    hotline: null", "    guide: {idvn: null, biz_vn: null}\n    hotline: null"),
        REGISTRARS, 30, "registrars[mat-bao].guide.idvn", "yaml.unknown-key", "“id_vn”", "Sửa thành “id_vn”",
    ),
    Mistake(
        "a text of the pages renamed",
        {"content/landing/loi-chao.yml": "a: b\n"},
        "content/landing/loi-chao.yml", 0, "", "file.unknown", "Không dùng tệp", "landing.yml",
    ),
)  # fmt: skip

MAP_MISTAKES = (
    Mistake(
        "the map cut off",
        whole(MAP, lambda text: text[:400]),
        MAP, 4, "", "map.syntax", "bị hỏng", "kho mã",
    ),
    Mistake(
        "a shape of no commune",
        swap(MAP, '"code":"02509"', '"code":"02510"'),
        MAP, 5, "features[4]", "map.unknown-code", "02510", "02509 (phường Mỹ Lâm)",
        frozenset({"map.missing-shape"}),
    ),
    Mistake(
        "longitude and latitude swapped",
        whole(MAP, lambda text: text.replace("[105.1,22.9],[105.2,22.9],[105.2,23],[105.1,23],[105.1,22.9]", "[22.9,105.1],[22.9,105.2],[23,105.2],[23,105.1],[22.9,105.1]")),
        MAP, 5, "features[4]", "map.shape", "đảo chỗ", "kho mã",
    ),
    Mistake(
        "an outline left open",
        swap(MAP, "[105.1,23],[105.1,22.9]]]", "[105.1,23]]]"),
        MAP, 5, "features[4]", "map.shape", "không khép kín", "kho mã",
    ),
)  # fmt: skip

MISTAKES = (
    *FILE_MISTAKES,
    *HEADING_MISTAKES,
    *CELL_MISTAKES,
    *CONTACT_MISTAKES,
    *NUMBER_MISTAKES,
    *WORKBOOK_MISTAKES,
    *YAML_MISTAKES,
    *MAP_MISTAKES,
)


def found_in(folder: Path, files: Files) -> tuple[Diagnostic, ...]:
    return load_catalog(make_project(folder, files))[1]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.did.replace(" ", "-"))
def test_mistake_is_answered_where_it_is(mistake: Mistake, tmp_path: Path) -> None:
    diagnostics = found_in(tmp_path, mistake.files)
    told = "\n".join(f"{item.rule}: {item}" for item in diagnostics)
    places = {item: (item.rule, item.origin.file, item.origin.line, item.origin.column) for item in diagnostics}
    expected = (mistake.rule, mistake.file, mistake.line, mistake.column)
    answers = [item for item in diagnostics if places[item] == expected]
    assert len(answers) == 1, told or "nothing found"
    assert mistake.message in answers[0].message, told
    assert mistake.hint in answers[0].hint, told
    others = {item.rule for item in diagnostics if item is not answers[0]}
    assert others <= mistake.also, told
    for item in diagnostics:
        said = f"{item.message} {item.hint}"
        assert item.message.endswith((".", "?")), said
        assert item.hint, said
        assert unicodedata.is_normalized("NFC", said)
        assert not re.search(r"None|Error|Exception|Traceback|pydantic|\bstr\b|Origin\(", said), said


def test_untouched_project_is_clean(tmp_path: Path) -> None:
    catalog, diagnostics = load_catalog(make_project(tmp_path))
    assert diagnostics == ()
    assert catalog is not None


SPLINTERS = [b'"', b",", b";", b"\n", b"\t", b"[", b"}", b":", b"- ", b"&a ", b"*a", b"!x ", b"\x00", b"\xff", b"\xc3", b"NaN", b"1e999", b"\xe2\x80\x8b", b"http://[", b""]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(SMALL_PROJECT)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(SPLINTERS)), min_size=1, max_size=4),
)
def test_damage_of_any_kind_is_answered_and_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, file: str, damage: list[tuple[float, int, bytes]]
) -> None:
    content = bytearray(text_of(file).encode())
    for place, length, splinter in damage:
        start = int(place * len(content))
        content[start : start + length] = splinter
    catalog, diagnostics = load_catalog(make_project(tmp_path_factory.mktemp("damaged"), {file: bytes(content)}))
    assert (catalog is None) == any(item.severity is Severity.ERROR for item in diagnostics)
    assert all(item.message and item.hint and "\n" not in str(item) for item in diagnostics)


def test_every_mistake_is_told_in_one_pass(tmp_path: Path) -> None:
    files: Files = {
        **swap(COMMUNES, "02215,Minh", "2215,Minh"),
        **whole(
            SCHOOLS, lambda text: text.replace("2026-11-20", "31/11/2026").replace("dai_hoc,02215", "dai_hoc,02251")
        ),
        **swap(PROGRAMME, "[report-156]", "[report-165]"),
        **swap(FACTS, "confidence: press", "confidence: báo"),
        **add(CONTACTS, "02215,UBND phường,912345678,,,,\n"),
        **whole(LOCK, lambda text: text + "7 signup inet/vn\n"),
    }
    places = [(item.origin.file, item.origin.line, item.origin.column) for item in found_in(tmp_path, files)]
    assert places == [
        (COMMUNES, 4, "code"),
        (CONTACTS, 2, "phone"),
        (CONTACTS, 2, "source"),
        (FACTS, 18, "facts[fee-registration].confidence"),
        (PERMALINKS, 0, "number"),
        (PROGRAMME, 67, "reporting[call-156].facts[1]"),
        (SCHOOLS, 2, "commune_code"),
        (SCHOOLS, 4, "verified_on"),
    ]


def test_one_row_with_several_mistakes_tells_each_at_its_cell(tmp_path: Path) -> None:
    row = "808081,,thpt moi,THPT,99999,Tuyên Quang,=A1,abc,,,32/01/2026\n"
    files = {
        **add(SCHOOLS, row),
        **add(PERMALINKS, "808081,school,808081,2026-11-23,\n"),
        **add(LOCK, "808081 school 808081\n"),
    }
    found = {item.origin.column: item.rule for item in found_in(tmp_path, files) if item.origin.line == 5}
    assert found == {
        "name": "value.missing",
        "slug": "value.pattern",
        "level": "value.choice",
        "commune_code": "reference.commune",
        "address_before_merger": "table.formula",
        "website": "value.website",
        "source": "value.missing",
        "verified_on": "value.date",
    }


WAYS_TO_SAVE: dict[str, Files] = {
    "with a byte order mark and CRLF": {
        file: b"\xef\xbb\xbf" + text_of(file).replace("\n", "\r\n").encode() for file in (COMMUNES, SCHOOLS, CONTACTS)
    },
    "with semicolons": whole(PERMALINKS, lambda text: text.replace(",", ";")),
    "with tabs": whole(PERMALINKS, lambda text: text.replace(",", "\t")),
    "with Excel's own separator line": whole(PERMALINKS, lambda text: "sep=;\n" + text.replace(",", ";")),
    "decomposed, as macOS does": whole(COMMUNES, lambda text: unicodedata.normalize("NFD", text)),
    "with spaces and no-break spaces around": whole(
        COMMUNES, lambda text: text.replace("Minh Xuân,phường", " Minh  Xuân\u00a0,\u00a0phường ")
    ),
    "with empty rows and columns": whole(
        CONTACTS, lambda text: text.replace("verified_on\n", "verified_on,,\n") + ",,,,,,,,\n\n"
    ),
    "with headings in capitals": whole(CONTACTS, str.upper),
    "with dates as Excel shows them": swap(SCHOOLS, "2026-11-20", "20/11/2026"),
    "as workbooks": {
        **as_workbook(COMMUNES),
        **as_workbook(SCHOOLS),
        **as_workbook(CONTACTS),
        **as_workbook(PERMALINKS),
    },
    "with Excel's lock file beside it": {f"{DATA}/~$schools.xlsx": b"\x05user"},
}  # fmt: skip


@pytest.mark.parametrize("files", WAYS_TO_SAVE.values(), ids=[way.replace(" ", "-") for way in WAYS_TO_SAVE])
def test_ways_to_save_that_change_nothing(files: Files, tmp_path: Path) -> None:
    untouched, _ = load_catalog(make_project(tmp_path / "untouched"))
    catalog, diagnostics = load_catalog(make_project(tmp_path / "saved", files))
    assert diagnostics == ()
    assert catalog is not None
    assert untouched is not None
    for part in ("communes", "schools", "permalinks", "contacts"):
        saved, before = getattr(catalog, part), getattr(untouched, part)
        assert [record.model_dump() for record in saved] == [record.model_dump() for record in before]


def test_typed_cells_of_a_workbook_are_read_as_excel_shows_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows_of(SCHOOLS):
        sheet.append(list(row))
    sheet["A2"] = 808001
    sheet["E2"] = 2215
    sheet["E2"].number_format = "00000"
    sheet["K4"] = datetime(2026, 11, 20)
    book.create_sheet("trống")
    stream = io.BytesIO()
    book.save(stream)
    catalog, diagnostics = load_catalog(
        make_project(tmp_path, {SCHOOLS: None, f"{DATA}/schools.xlsx": stream.getvalue()})
    )
    assert diagnostics == ()
    assert catalog is not None
    assert (catalog.schools[0].number, catalog.schools[0].commune_code) == ("808001", "02215")
    assert catalog.schools[2].verified_on == date(2026, 11, 20)


def test_row_numbers_are_those_of_excel_also_below_a_cell_with_line_breaks(tmp_path: Path) -> None:
    files = whole(
        SCHOOLS,
        lambda text: text.replace("Km 6, xã Trung Môn", "Km 6,\nxã Trung Môn,\nhuyện Yên Sơn").replace(
            "kim-xuyen,thpt", "kim-xuyen,thp"
        ),
    )
    (problem,) = found_in(tmp_path, files)
    assert (problem.origin.line, problem.origin.column, problem.origin.letter) == (3, "level", "D")


def test_an_unclear_date_is_told_how_it_was_read(tmp_path: Path) -> None:
    catalog, (warning,) = load_catalog(make_project(tmp_path, swap(SCHOOLS, "2026-11-20", "03/04/2026")))
    assert catalog is not None
    assert catalog.schools[2].verified_on == date(2026, 4, 3)
    assert warning.severity is Severity.WARNING
    assert "ngày 3 tháng 4 năm 2026" in warning.message
    assert "2026-03-04" in warning.hint


def test_one_american_date_makes_the_others_unsure(tmp_path: Path) -> None:
    files = whole(
        SCHOOLS, lambda text: text.replace("tin.html,", "tin.html,03/04/2026").replace("2026-11-20", "11/20/2026")
    )
    found = {item.origin.line: item.message for item in found_in(tmp_path, files)}
    assert "04/03/2026 hay 03/04/2026" in found[2]
    assert "kiểu Mỹ" in found[4]


def test_neighbours_come_from_shared_edges(tmp_path: Path) -> None:
    catalog, _ = load_catalog(make_project(tmp_path))
    assert catalog is not None
    names = {commune.name: [other.name for other in catalog.neighbours_of(commune)] for commune in catalog.communes}
    assert names["Lũng Cú"] == ["Đồng Văn", "Minh Xuân"]
    assert names["Mỹ Lâm"] == ["Đồng Văn", "Minh Xuân"]


def test_a_merged_commune_redirects(tmp_path: Path) -> None:
    files = {
        **whole(COMMUNES, lambda text: without_line(text, "02509")),
        **swap(PERMALINKS, "02509,commune,02509,2026-11-22,", "02509,commune,02509,2026-11-22,02215"),
        **whole(
            MAP, lambda text: text.replace(text.splitlines(keepends=True)[4], "").replace("]]]}},\n]}", "]]]}}\n]}")
        ),
    }
    catalog, diagnostics = load_catalog(make_project(tmp_path, files))
    assert diagnostics == ()
    assert catalog is not None
    assert [link.number for link in catalog.permalinks if link.retired] == ["02509"]


def test_a_merged_commune_redirects_before_an_engineer_mends_the_map(tmp_path: Path) -> None:
    files = {
        **whole(COMMUNES, lambda text: without_line(text, "02509")),
        **swap(PERMALINKS, "02509,commune,02509,2026-11-22,", "02509,commune,02509,2026-11-22,02215"),
    }
    catalog, diagnostics = load_catalog(make_project(tmp_path, files))
    assert [(item.rule, item.severity) for item in diagnostics] == [("map.unknown-code", Severity.WARNING)]
    assert catalog is not None
    assert "02509" not in catalog.shapes
    assert not any("02509" in codes for codes in catalog.neighbours.values())


def test_sources_may_be_addresses_or_a_document(tmp_path: Path) -> None:
    files = swap(
        SCHOOLS,
        "https://daihoctantrao.edu.vn/tin.html",
        "https://daihoctantrao.edu.vn/a https://daihoctantrao.edu.vn/b; Công văn của trường",
    )
    catalog, diagnostics = load_catalog(make_project(tmp_path, files))
    assert diagnostics == ()
    assert catalog is not None
    assert catalog.schools[0].sources == (
        "https://daihoctantrao.edu.vn/a",
        "https://daihoctantrao.edu.vn/b",
        "Công văn của trường",
    )


def test_the_real_data_is_clean(repository: Path) -> None:
    catalog, diagnostics = load_catalog(repository)
    assert diagnostics == ()
    assert catalog is not None
    assert (len(catalog.communes), len(catalog.schools), len(catalog.registrars)) == (124, 80, 10)
    assert len(catalog.shapes) == 124
    assert all(catalog.neighbours_of(commune) for commune in catalog.communes)


def test_a_list_of_wrong_items_is_not_called_too_short(tmp_path: Path) -> None:
    files = whole(PROGRAMME, lambda text: text.replace("closes: 2026-12-31", "closes: 31-12-2026"))
    found = found_in(tmp_path, files)
    assert {item.rule for item in found} == {"value.date"}
    assert len(found) == 3


def test_the_table_is_long_enough() -> None:
    assert len(MISTAKES) >= 45
    assert len({(mistake.did, mistake.file) for mistake in MISTAKES}) == len(MISTAKES)
