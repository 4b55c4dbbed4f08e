"""MkDocs' English warnings as diagnostics in Vietnamese, with the line of the page that they speak of."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.diagnostics import Diagnostic, Origin
from generator.guide.pages import GUIDE_FOLDER

CONFIG_FILE = "mkdocs.yml"

_LINK = re.compile(
    r"Doc file '(?P<page>[^']+)' contains an? (?P<kind>[a-z ]*?)link '(?P<link>[^']*)'(?P<rest>.*)", re.S
)
_SUGGESTION = re.compile(r"Did you mean '([^']+)'")
_NOT_IN_NAV = re.compile(r'not included in the "nav" configuration:\s*(?P<pages>.+)', re.S)
_NAV_TARGET = re.compile(r"'(?P<target>[^']+)' is included in the 'nav' configuration")

_PREVIEW_WORDS = {
    re.compile(r"^Building documentation\.\.\."): "Đang dựng…",
    re.compile(r"^Serving on (\S+)"): r"Xem thử tại \1 (dừng: Ctrl+C).",
    re.compile(r"^Detected file changes"): "Có tệp vừa sửa.",
    re.compile(r"^Reloading browsers"): "Đã tải lại trang.",
    re.compile(r"^Shutting down"): "Đã dừng.",
    re.compile(r"^An error happened during the rebuild"): "Chưa dựng được. Sửa lỗi trên rồi lưu lại.",
    re.compile(r"^(Watching paths|Cleaning site|Building documentation to|Documentation built|Browser conn)"): "",
}


def explain(message: str, pages: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Return what a message of MkDocs means to an editor; `pages` holds the texts of the guide by file name.

    A message that is not known is passed on as it stands.
    """
    if match := _LINK.search(message):
        return (_link_problem(match, pages),)
    if match := _NOT_IN_NAV.search(message):
        return tuple(
            Diagnostic(
                "guide.not-in-navigation",
                Origin(f"{GUIDE_FOLDER}/{page}"),
                "Trang không có trong mục lục.",
                f"Thêm tên tệp vào phần nav của {CONFIG_FILE}.",
            )
            for page in re.findall(r"[^\s,]+\.md", match["pages"])
        )
    if match := _NAV_TARGET.search(message):
        hint = "Sửa tên tệp, hoặc bỏ dòng đó."
        text = f"Mục lục dẫn tới “{match['target']}”, tệp này không có."
        return (Diagnostic("guide.navigation", Origin(CONFIG_FILE, column="nav"), text, hint),)
    return (Diagnostic("guide.mkdocs", Origin(CONFIG_FILE), f"MkDocs báo: {message.strip()}"),)


def spoken(message: str, pages: Mapping[str, str]) -> str | None:
    """Return what to show of a message while the preview runs, or None for what helps no editor."""
    for pattern, words in _PREVIEW_WORDS.items():
        if match := pattern.search(message):
            return match.expand(words) if words else None
    if any(known.search(message) for known in (_LINK, _NOT_IN_NAV, _NAV_TARGET)):
        return "\n".join(str(found) for found in explain(message, pages))
    return message


def _link_problem(match: re.Match[str], pages: Mapping[str, str]) -> Diagnostic:
    page, link, rest = match["page"], match["link"], match["rest"]
    origin = Origin(f"{GUIDE_FOLDER}/{page}", _line_of(link, pages.get(page, "")))
    if suggestion := _SUGGESTION.search(rest):
        hint = f"Có phải “{suggestion[1]}” không?"
    elif "anchor" in rest:
        hint = "Xem lại tiêu đề của mục: chữ thường, không dấu, nối bằng gạch ngang."
    else:
        hint = "Viết liên kết tới tên tệp .md, tính từ thư mục của trang."
    if "anchor" in rest:
        return Diagnostic("guide.anchor", origin, f"Liên kết “{link}” dẫn tới một mục không có.", hint)
    if "absolute" in match["kind"]:
        return Diagnostic("guide.absolute-link", origin, f"Liên kết “{link}” bắt đầu bằng dấu gạch chéo.", hint)
    return Diagnostic("guide.link", origin, f"Liên kết “{link}” dẫn tới một tệp không có.", hint)


def _line_of(link: str, text: str) -> int:
    """Return the first line that has a link as a whole, not as the end of a longer one; 0 when there is none."""
    whole = re.compile(rf"""(?<![^\s(<"']){re.escape(link)}(?![^\s)>"'])""")
    return next((number for number, line in enumerate(text.split("\n"), start=1) if whole.search(line)), 0)
