"""What every cell and every YAML text must pass: composed, visible, unbroken, no personal ID numbers.

Pure functions on text; `check_text` joins them and notes what it finds.
"""

from __future__ import annotations

import re
import unicodedata

from generator.diagnostics import Findings, Origin
from generator.text import first_hidden_character, format_number, nfc

_ADDRESS = re.compile(
    r"(?:https?|htt?ps?)[:/]+\S+|www\.\S+|[\w.+-]{1,64}@\S+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/\S*",
    re.IGNORECASE,
)
_DATE_OR_YEARS = re.compile(
    r"\b\d{4}-\d{2}-\d{2}\b|\b(?:19|20)\d\d[-–](?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b"
)
_INTERNATIONAL_PHONE = re.compile(r"\(?(?:\+|\b00)84\)?(?:[ .\u00a0-]?\d)+")
_MONEY = re.compile(r"\b\d{1,3}(?:[.,]\d{3})+(?=\s?(?:đ\b|đồng|vnđ|vnd|usd|tên|người|%))", re.IGNORECASE)
_NINE_DIGITS = re.compile(r"(?:\d[ .\u00a0-]?){9}")
_DIGIT_RUN = re.compile(r"(?<!\d)\d(?:[ .\u00a0-]?\d)*(?!\d)")
_OWN_NUMBERS = re.compile(r"8\d{5}[ .\u00a0-]8\d{5}")  # two school numbers side by side

LONGEST_TEXT = 10_000

# Nine digits there are a phone number without its leading zero, which is another mistake.
PHONE_FIELDS = frozenset({"phone", "hotline"})

_COMPOSED_TONE = re.compile("[\u1ea0-\u1ef9]")  # letters that no single-byte encoding has

_LOST_LETTER = re.compile(r"[^\W\d_]\?[^\W\d_]")
_OLD_FONT = re.compile(r"[A-Za-z][µ¸¶¹¾¼½¨©ª®¬]|[µ¸¶¹®][A-Za-z]")

# Kinds of hidden character, by what they do to a reader (Unicode TR 36 on security, TR 9 on direction).
_BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def hidden_problem(text: str) -> str | None:
    """Name the first invisible or bidirectional character and its position, or return None."""
    found = first_hidden_character(text)
    if found is None:
        return None
    position, character = found
    name = f"U+{ord(character):04X} {unicodedata.name(character, 'ký tự điều khiển')}"
    effect = "đảo chiều chữ" if character in _BIDI else "không nhìn thấy"
    return f"Có ký tự {effect} ({name}) ở vị trí {position + 1}"


def id_number(text: str) -> str | None:
    """Return a number of 9 or 12 digits that may be a personal ID (CMND, CCCD), as written, or None.

    Groups may be joined by one space, dot or hyphen. Web and mail addresses, dates, spans of years, phone
    numbers with +84, amounts of money and pairs of school numbers are not meant.
    """
    if _NINE_DIGITS.search(text) is None:
        return None
    rest = _ADDRESS.sub("·", text) if re.search("[/@]|www", text) else text
    for harmless in (_INTERNATIONAL_PHONE, _DATE_OR_YEARS, _MONEY, _OWN_NUMBERS):
        rest = harmless.sub("·", rest)
    for match in _DIGIT_RUN.finditer(rest):
        if sum(map(str.isdigit, match[0])) in (9, 12):
            return match[0]
    return None


def repaired_mojibake(text: str) -> str | None:
    """Return what a text was before UTF-8 bytes were read as Windows-1252 or 1258, or None when it is whole.

    "TuyÃªn Quang" → "Tuyên Quang". The whole text must survive the way back and become Vietnamese.
    """
    if text.isascii() or _COMPOSED_TONE.search(text):
        return None
    for encoding in ("cp1252", "cp1258"):
        try:
            repaired = b"".join(_byte(character, encoding) for character in text).decode("utf-8")
        except UnicodeError:
            continue
        if len(repaired) < len(text) and all(c.isascii() or _is_vietnamese(c) for c in repaired):
            return nfc(repaired)
    return None


def _byte(character: str, encoding: str) -> bytes:
    """Return the byte that a lax decoder shows as this character; UnicodeError when there is none."""
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _is_vietnamese(character: str) -> bool:
    return foreign_letter(character) is None and (character.isalpha() or character in "–—“”‘’…•·\u00a0°²½")


_LETTERS_OF_QUOC_NGU = set("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
_MARKS_OF_QUOC_NGU = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323", "\u0302", "\u0306", "\u031b"}


def foreign_letter(text: str) -> str | None:
    """Return the first letter that the Vietnamese alphabet does not have (ñ, ö, Cyrillic а), or None."""
    for character in text.lower():
        if not character.isalpha() or character.isascii() or character == "đ":
            continue
        base, *marks = list(unicodedata.normalize("NFD", character))
        if base not in _LETTERS_OF_QUOC_NGU or not _MARKS_OF_QUOC_NGU.issuperset(marks):
            return character
    return None


def lost_letter(text: str) -> str | None:
    """Return the place where a letter was replaced by "?" or U+FFFD when a file was saved, or None."""
    if "?" not in text and "\ufffd" not in text:
        return None
    rest = _ADDRESS.sub("·", text)
    match = _LOST_LETTER.search(rest) or re.search("\ufffd", rest)
    return rest[max(0, match.start() - 6) : match.end() + 6].strip() if match else None


def tidy(text: str) -> str:
    """Return a cell's text composed (NFC), trimmed (no-break spaces too), inner runs of spaces as one.

    Line breaks inside a cell (Alt+Enter) become a space: they mean nothing in a table.
    """
    composed = nfc(text)
    return re.sub(r"[ \t\n\r]+", " ", composed.strip()) if composed else composed


def check_text(text: str, origin: Origin, findings: Findings) -> None:
    """Note what is wrong with a text in itself: hidden characters, broken letters, a personal ID number."""
    if len(text) > LONGEST_TEXT:
        findings.error(
            "text.too-long",
            origin,
            f"Có {format_number(len(text))} ký tự ở một chỗ, quá {format_number(LONGEST_TEXT)}.",
            "Kiểm tra dấu ngoặc kép không đóng, hoặc dán nhầm cả văn bản.",
        )
        return
    if problem := hidden_problem(text):
        findings.error(
            "text.hidden-character",
            origin,
            f"{problem}.",
            "Xóa cả ô rồi gõ lại bằng tay; đừng dán từ Word, Zalo hay trang web.",
        )
    if text.isascii() and len(text) < 9:
        return
    number = id_number(text)
    if number and not (origin.column.rpartition(".")[2] in PHONE_FIELDS and len(number) == 9):
        findings.error(
            "text.id-number",
            origin,
            f"Có dãy {sum(map(str.isdigit, number))} chữ số (“{_masked(number)}”) giống số căn cước "
            "hoặc chứng minh nhân dân.",
            "Xóa số này: tệp dữ liệu không bao giờ được chứa số giấy tờ của người dân.",
        )
    repaired = repaired_mojibake(text)
    if repaired is not None:
        findings.error(
            "text.garbled",
            origin,
            f"Chữ bị vỡ vì tệp từng được mở sai bảng mã: “{_short(text)}”, có lẽ là “{_short(repaired)}”.",
            "Lấy lại bản cũ của tệp; mở CSV trong Excel bằng Dữ liệu → Từ văn bản/CSV (65001: UTF-8).",
        )
    elif match := _OLD_FONT.search(text):
        findings.error(
            "text.old-font",
            origin,
            f"Chữ “{text[max(0, match.start() - 6) : match.end() + 6]}” có vẻ gõ bằng phông cũ (TCVN3).",
            "Chuyển sang Unicode (Unikey: Ctrl+Shift+F6, nguồn TCVN3, đích Unicode) rồi dán lại.",
        )
    if place := lost_letter(text):
        findings.error(
            "text.lost-letter",
            origin,
            f"Có chữ đã mất, bị thay bằng dấu hỏi: “{place}”.",
            "Tệp đã lưu dạng CSV thường nên mất dấu; lấy lại bản cũ rồi lưu dạng “CSV UTF-8” hoặc .xlsx.",
        )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def _masked(number: str) -> str:
    """Return an ID number with all but its first three digits hidden, so that a log does not spread it."""
    seen = 0
    shown = []
    for character in number:
        seen += character.isdigit()
        shown.append("•" if character.isdigit() and seen > 3 else character)
    return "".join(shown)
