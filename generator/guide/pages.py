"""The files of the guide: which pages there are, where they stand on the site, what their front matter is."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.diagnostics import Findings, Origin, UserError
from generator.guide.front_matter import Translation, split_front_matter
from generator.text import hidden_characters, nfc

GUIDE_FOLDER = "content/guide"
MACRO_FOLDER = "themes/guide/macros"


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


def translations_of(pages: Iterable[GuidePage]) -> dict[str, Translation]:
    """Return the pages in other languages by file name; a page with a broken head is told when it is rendered."""
    found = {}
    for page in pages:
        with suppress(UserError):
            if translation := split_front_matter(page.text, page.file)[0].translation:
                found[page.uri] = translation
    return found


def read_macros(root: Path) -> dict[str, str]:
    """Read the macro files that pages may call, by file name."""
    folder = root / MACRO_FOLDER
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
