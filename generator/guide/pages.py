"""The files of the guide: which pages there are, where they stand on the site, what their front matter is."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

import yaml
from pydantic import Field, ValidationError

from generator.diagnostics import Diagnostic, Findings, Origin, UserError
from generator.model.base import Model
from generator.text import hidden_characters, nearest, nfc

GUIDE_FOLDER = "content/guide"
MACRO_FOLDER = "themes/guide/macros"

_FENCE = "---"


class FrontMatter(Model):
    """What stands between the two lines of dashes on top of a page.

    `sources` are ids of facts that the page rests on without quoting them by an expression; `related` are files
    of pages that a reader may want next. `source_note` is switched off where the page itself is the list of
    sources, `terms_note` where it explains its words anyway.
    """

    title: str = Field(min_length=3, max_length=70)
    description: str = Field(min_length=20, max_length=200)
    sources: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    source_note: bool = True
    terms_note: bool = True


@dataclass(frozen=True)
class GuidePage:
    """A page of the guide: its file in the project, its place on the site ("id-vn/"), its text as written."""

    file: str
    site_path: str
    text: str

    @property
    def uri(self) -> str:
        """Return the path of the file inside the guide's folder ("id-vn.md")."""
        return self.file.removeprefix(f"{GUIDE_FOLDER}/")

    @property
    def html_path(self) -> str:
        """Return the path of the built page ("id-vn/index.html")."""
        return f"{self.site_path}index.html"


def site_path_of(uri: str) -> str:
    """Return where a Markdown file stands on the site: "index.md" → "", "id-vn.md" → "id-vn/"."""
    path = PurePosixPath(uri).with_suffix("")
    if path.name == "index":
        path = path.parent
    return "" if str(path) == "." else f"{path}/"


def guide_pages(root: Path) -> tuple[GuidePage, ...]:
    """Read the pages of the guide in the order of their paths.

    UserError names the file that is not UTF-8 or that hides invisible characters.
    """
    return read_pages(root / GUIDE_FOLDER)


def read_pages(folder: Path) -> tuple[GuidePage, ...]:
    """Read all Markdown files below a folder; the same as `guide_pages` for a folder elsewhere."""
    findings = Findings()
    pages = []
    for path in sorted(folder.rglob("*.md")):
        uri = path.relative_to(folder).as_posix()
        file = f"{GUIDE_FOLDER}/{uri}"
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            findings.error("guide.encoding", Origin(file), "Tệp không phải UTF-8.", "Lưu lại tệp với bảng mã UTF-8.")
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            for hidden in hidden_characters(line):
                findings.error(
                    "guide.hidden-character",
                    Origin(file, number),
                    f"Có ký tự ẩn {hidden}.",
                    "Xóa dòng này rồi gõ lại.",
                )
        pages.append(GuidePage(file, site_path_of(uri), nfc(text)))
    findings.raise_errors()
    return tuple(pages)


def page_titles(pages: Iterable[GuidePage]) -> dict[str, str]:
    """Return the titles of pages by file name ("id-vn.md"); a page without one is told when it is rendered."""
    titles = {}
    for page in pages:
        with suppress(UserError):
            titles[page.uri] = split_front_matter(page.text, page.file)[0].title
    return titles


def read_macros(root: Path) -> dict[str, str]:
    """Read the macro files that pages may call, by file name."""
    folder = root / MACRO_FOLDER
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}


@lru_cache(maxsize=512)
def split_front_matter(text: str, file: str) -> tuple[FrontMatter, str, int]:
    """Split a page into its front matter, its body, and the number of lines before the body.

    UserError says which key is missing, unknown or wrong, with its line.
    """
    lines = text.split("\n")
    if lines[0].strip() != _FENCE or _FENCE not in (line.strip() for line in lines[1:]):
        raise UserError(
            Diagnostic(
                "guide.front-matter",
                Origin(file, 1),
                "Trang thiếu phần đầu với title và description.",
                "Mở trang bằng dòng “---”, ghi title: và description:, rồi đóng bằng dòng “---”.",
            )
        )
    end = next(number for number, line in enumerate(lines[1:], start=1) if line.strip() == _FENCE)
    header = "\n".join(lines[1:end])
    try:
        values = yaml.safe_load(header) or {}
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        raise UserError(
            Diagnostic(
                "guide.front-matter",
                Origin(file, line),
                "Phần đầu trang viết sai cú pháp.",
                "Giá trị có dấu hai chấm thì đặt trong ngoặc kép.",
            )
        ) from None
    if not isinstance(values, dict):
        values = {}
    try:
        front = FrontMatter.model_validate(values)
    except ValidationError as error:
        raise UserError(_front_matter_problems(error, lines[:end], file)) from None
    return front, "\n".join(lines[end + 1 :]), end + 1


def _front_matter_problems(error: ValidationError, lines: list[str], file: str) -> list[Diagnostic]:
    found = []
    for problem in error.errors():
        key = str(problem["loc"][0])
        line = next((n for n, text in enumerate(lines, start=1) if text.startswith(f"{key}:")), 1)
        if problem["type"] == "extra_forbidden":
            near = nearest(key, FrontMatter.model_fields)
            hint = f"Có phải “{near}” không?" if near else f"Các mục dùng được: {', '.join(FrontMatter.model_fields)}."
            message = f"Phần đầu trang có mục lạ “{key}”."
        elif problem["type"] == "missing":
            message, hint = f"Phần đầu trang thiếu mục “{key}”.", f"Thêm dòng “{key}: …”."
        elif problem["type"] in ("string_too_short", "string_too_long"):
            limits = problem.get("ctx", {})
            size = limits.get("min_length") or limits.get("max_length")
            word = "ngắn" if problem["type"] == "string_too_short" else "dài"
            message, hint = f"Mục “{key}” quá {word} (mốc {size} ký tự).", "Viết lại cho vừa."
        else:
            message, hint = f"Mục “{key}” có giá trị không hợp lệ.", "Xem một trang khác làm mẫu."
        found.append(Diagnostic("guide.front-matter", Origin(file, line, key), message, hint))
    return found
