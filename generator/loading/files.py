"""The project's files as bytes and text: found, limited in size, and of a known encoding."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Findings, Origin

MEGABYTE = 1_000_000

_OLE_MAGIC = b"\xd0\xcf\x11\xe0"  # .xls, and .xlsx behind a password
_ZIP_MAGIC = b"PK\x03\x04"
_UTF8_HINT = "Trong Excel chọn Tệp → Lưu thành (Save As) → “CSV UTF-8 (Comma delimited)”, hoặc lưu dạng .xlsx."
_UTF8_HINT_TEXT = "Mở bằng Notepad, chọn Save As, ô Encoding chọn UTF-8."

# Letters that Vietnamese text is full of, and that no other reading of the same bytes gives so often.
_VIETNAMESE = set("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")


@dataclass(frozen=True)
class ProjectFile:
    """A file of the project: its path from the root in posix spelling, and its bytes."""

    name: str
    content: bytes

    @property
    def origin(self) -> Origin:
        """Return the file as a place for a diagnostic."""
        return Origin(self.name)


def read_file(root: Path, name: str, limit: int, findings: Findings) -> ProjectFile | None:
    """Return a file of the project, or None after noting that it is missing, too big or unreadable."""
    path = root / name
    origin = Origin(name)
    try:
        size = path.stat().st_size
        if size > limit:
            findings.error(
                "file.too-big",
                origin,
                f"Tệp nặng {size / MEGABYTE:.1f} MB, quá giới hạn {limit / MEGABYTE:.0f} MB.".replace(".", ",", 1),
                "Kiểm tra xem có lưu nhầm tệp khác không.",
            )
            return None
        return ProjectFile(name, path.read_bytes())
    except FileNotFoundError:
        findings.error("file.missing", origin, "Không thấy tệp này.", _missing_hint(path))
    except OSError as problem:
        findings.error(
            "file.unreadable",
            origin,
            f"Không đọc được tệp: {problem.strerror or problem}.",
            "Đóng tệp nếu đang mở trong Excel, và kiểm tra quyền đọc.",
        )
    return None


def _missing_hint(path: Path) -> str:
    if path.parent.is_dir():
        for other in sorted(path.parent.iterdir()):
            if other.name.casefold() == path.name.casefold():
                return f"Đổi tên “{other.name}” thành “{path.name}” (chữ thường)."
    return "Lấy lại tệp từ kho mã, hoặc kiểm tra tên tệp."


def container_problem(content: bytes) -> str | None:
    """Say in Vietnamese what an office file under a wrong name really is, or return None."""
    if content.startswith(_OLE_MAGIC):
        return "Tệp này là Excel đời cũ (.xls) hoặc Excel có đặt mật khẩu"
    if content.startswith(_ZIP_MAGIC):
        return "Tệp này là sổ Excel (.xlsx) bị đổi đuôi"
    return None


def decode(file: ProjectFile, findings: Findings) -> str | None:
    """Return the text of a UTF-8 file without its byte order mark, line ends as LF.

    None after naming the encoding it seems to be in: UTF-16, Windows-1258, another single-byte one.
    """
    content = file.content
    hint = _UTF8_HINT if file.name.endswith(".csv") else _UTF8_HINT_TEXT
    if problem := container_problem(content):
        findings.error(
            "file.wrong-kind",
            file.origin,
            f"{problem}, không phải tệp văn bản.",
            "Mở bằng Excel rồi lưu lại dạng .xlsx hoặc “CSV UTF-8”.",
        )
        return None
    if utf16 := _utf16_name(content):
        findings.error("file.encoding", file.origin, f"Tệp lưu bằng bảng mã {utf16}, không phải UTF-8.", hint)
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as damage:
        line = content.count(b"\n", 0, damage.start) + 1
        findings.error(
            "file.encoding",
            Origin(file.name, line),
            f"Tệp lưu bằng {_single_byte_name(content)}, không phải UTF-8; dòng này có chữ không đọc được.",
            hint,
        )
        return None
    if "\x00" in text:
        findings.error("file.binary", file.origin, "Tệp có byte rỗng: đây không phải tệp văn bản.", hint)
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _utf16_name(content: bytes) -> str | None:
    """Name the kind of UTF-16 (or UTF-32) by its mark, or by the zero bytes beside ASCII letters."""
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    if content.startswith(b"\xff\xfe"):
        return "UTF-16 (Excel gọi là “Unicode Text”)"
    if content.startswith(b"\xfe\xff"):
        return "UTF-16 (thứ tự byte ngược)"
    head = content[:400]
    if len(head) >= 8 and max(head[::2].count(0), head[1::2].count(0)) > len(head) // 5:
        return "UTF-16 (không có dấu đầu tệp)"
    return None


def _single_byte_name(content: bytes) -> str:
    """Guess which single-byte encoding was used, by what reads like Vietnamese."""
    try:
        text = unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        return "bảng mã 8 bit (Windows-1252, TCVN3, VNI hoặc tương tự)"
    letters = [c for c in text.lower() if ord(c) > 127]
    share = sum(c in _VIETNAMESE for c in letters) / max(1, len(letters))
    if share > 0.9:
        return "bảng mã Windows-1258 (tiếng Việt của Windows)"
    return "bảng mã 8 bit (Windows-1252, TCVN3, VNI hoặc tương tự)"
