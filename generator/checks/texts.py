"""Words on pages: composed, visible, and free of what a program leaves behind."""

from __future__ import annotations

from collections.abc import Mapping

from generator.artifact import Artifact
from generator.checks.grouping import PageFindings
from generator.checks.page import ParsedPage
from generator.diagnostics import Diagnostic, Origin
from generator.model.project import Edition

_OUR_TEXT_FILES = (".html", ".xml", ".txt", ".svg")
_FOR_WINDOWS = b"\xef\xbb\xbf"  # a byte order mark: handed out, to be opened in an old Notepad


def check_texts(edition: Edition, site: Mapping[str, Artifact], pages: Mapping[str, ParsedPage]) -> list[Diagnostic]:
    """Return findings about left-over code words, hidden characters, decomposed letters and CR line ends."""
    findings = PageFindings()
    for page in pages.values():
        if not page.is_composed:
            findings.error(
                "text.nfc",
                page,
                "Trang có chữ tổ hợp dạng rời (không phải NFC)",
                "Lưu lại tệp nguồn dạng NFC.",
            )
        if page.left_behind:
            shown = ", ".join("ký tự hỏng U+FFFD" if word == "\ufffd" else f"“{word}”" for word in page.left_behind)
            findings.error("text.left-behind", page, f"Trang hiện {shown}, chữ của chương trình", "Sửa nguồn.")
        for name in page.hidden:
            findings.error("text.hidden", page, f"Trang có ký tự ẩn {name}", "Xóa ký tự đó trong tệp nguồn.")
    return [*findings, *_line_ends(site)]


def _line_ends(site: Mapping[str, Artifact]) -> list[Diagnostic]:
    return [
        Diagnostic(
            "text.line-ends",
            artifact.sources[0] if artifact.sources else Origin(path),
            f"Tệp “{path}” có dấu xuống dòng kiểu Windows (CR).",
            "Tạo tệp với dấu xuống dòng LF: hai máy phải dựng ra cùng một tệp.",
        )
        for path, artifact in site.items()
        if path.endswith(_OUR_TEXT_FILES)
        and b"\r" in artifact.content
        and not artifact.content.startswith(_FOR_WINDOWS)
    ]
