"""Every link of every page: inside to something that is there, outside to a host that the data names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from generator.artifact import Artifact
from generator.checks.grouping import PageFindings
from generator.checks.hosts import allowed_hosts, known_phone_numbers, phone_digits
from generator.checks.page import ParsedPage, fragment_of
from generator.codes import numbers_with_code
from generator.diagnostics import Diagnostic
from generator.model.catalog import Catalog
from generator.model.knowledge import bare_host
from generator.model.project import Edition
from generator.text import nearest

_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
_ID_IN_SVG = re.compile(r"""\bid=["']([^"']+)""")
_SUGGESTIONS = 30  # comparing with every path of a site takes a moment; after so many nobody reads on


class LeavesSiteError(ValueError):
    """A relative address climbs above the root of the site."""


def is_absolute(url: str) -> bool:
    """Tell whether an address carries a scheme or, after "//", a host."""
    return url.startswith("//") or bool(_SCHEME.match(url))


def resolve(page: ParsedPage, url: str) -> str:
    """Return the site-relative file that a relative address on a page leads to, without query and anchor.

    Raises LeavesSiteError when it climbs out of the site: browsers stop at the root, a trial in a sub-folder
    does not.
    """
    path = unquote(re.split(r"[?#]", url, maxsplit=1)[0]).strip()
    if not path:
        return page.path
    folder = posixpath.dirname(page.path)
    if page.base is not None:
        folder = (
            posixpath.dirname(page.base.lstrip("/")) if page.base.startswith("/") else posixpath.join(folder, page.base)
        )
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    normal = posixpath.normpath(joined) if joined else "."
    if normal.startswith(".."):
        raise LeavesSiteError(url)
    is_folder = path.endswith("/") or posixpath.basename(path) in (".", "..") or normal == "."
    if normal == ".":
        return "index.html"
    return f"{normal}/index.html" if is_folder else normal


def check_links(
    catalog: Catalog, edition: Edition, site: Mapping[str, Artifact], pages: Mapping[str, ParsedPage]
) -> list[Diagnostic]:
    """Return findings about links, anchors, outside hosts, phone numbers, and pages nobody links to."""
    check = _LinkCheck(catalog, edition, site, pages)
    for page in pages.values():
        for url in dict.fromkeys(page.links):
            check.link(page, url.strip())
    check.orphans()
    return list(check.findings)


@dataclass
class _LinkCheck:
    catalog: Catalog
    edition: Edition
    site: Mapping[str, Artifact]
    pages: Mapping[str, ParsedPage]

    def __post_init__(self) -> None:
        self.findings = PageFindings()
        self.linked: set[str] = set()
        self.suggested: dict[str, str | None] = {}

    @cached_property
    def hosts(self) -> frozenset[str]:
        return allowed_hosts(self.catalog)

    @cached_property
    def phones(self) -> frozenset[str]:
        return known_phone_numbers(self.catalog)

    def link(self, page: ParsedPage, url: str) -> None:
        if not is_absolute(url):
            self.inside(page, url)
            return
        scheme = url.partition(":")[0].lower() if _SCHEME.match(url) else ""
        if scheme in ("tel", "sms"):
            self.phone(page, url)
        elif scheme == "mailto":
            if "@" not in url:
                self.findings.error(
                    "links.mail", page, f"Liên kết thư “{url}” thiếu địa chỉ", "Viết mailto:tên@nơi.vn."
                )
        elif scheme in ("http", "https"):
            self.web(page, url)
        else:
            self.findings.error(
                "links.scheme",
                page,
                f"Liên kết “{_short(url)}” không dùng được trên trang này",
                "Dùng liên kết tương đối, https, tel, sms hoặc mailto.",
            )

    def web(self, page: ParsedPage, url: str) -> None:
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            host = ""
        if not host:
            self.findings.error("links.malformed", page, f"Địa chỉ “{_short(url)}” viết sai", "Viết lại địa chỉ.")
        elif host == self.edition.host:
            if parts.scheme != "https":
                self.findings.error(
                    "links.scheme",
                    page,
                    f"Liên kết “{_short(url)}” về chính trang này phải là https",
                    "Dùng liên kết tương đối.",
                )
            self.reach(page, url, f"{parts.path or '/'}#{parts.fragment}")
        elif not page.is_sample and bare_host(url) not in self.hosts:
            near = nearest(host, self.hosts)
            self.findings.error(
                "links.host",
                page,
                f"Liên kết tới “{host}”, trang ngoài mà dữ liệu không nêu",
                "Bỏ liên kết, hoặc thêm vào mục allowed_hosts của content/data/project.yml kèm lý do."
                + (f" Gần nhất: {near}." if near else ""),
            )

    def phone(self, page: ParsedPage, url: str) -> None:
        number = phone_digits(unquote(re.split(r"[:?]", url, maxsplit=2)[1]))
        if not page.is_sample and number not in self.phones:
            self.findings.error(
                "links.phone",
                page,
                f"Số “{number or url}” trong liên kết gọi không có trong dữ liệu",
                "Chỉ dùng số có nguồn trong facts.yml, registrars.yml, contacts.csv hoặc project.yml.",
            )

    def inside(self, page: ParsedPage, url: str) -> None:
        if url.startswith("/") and not page.is_not_found_page:
            self.findings.error(
                "links.root-relative",
                page,
                f"Liên kết “{_short(url)}” bắt đầu bằng “/”, sẽ hỏng khi trang đặt trong thư mục con",
                "Dùng liên kết tương đối.",
            )
        self.reach(page, url, url)

    def reach(self, page: ParsedPage, written: str, url: str) -> None:
        """Follow an address without scheme and host; `written` is how the page spells it."""
        try:
            path = resolve(page, url)
        except LeavesSiteError:
            self.findings.error(
                "links.outside", page, f"Liên kết “{_short(written)}” đi ra ngoài trang", "Bớt “../” trong liên kết."
            )
            return
        self.target(page, path, fragment_of(url))

    def target(self, page: ParsedPage, path: str, anchor: str) -> None:
        if path not in self.site:
            self.missing(page, path)
            return
        if path != page.path:
            self.linked.add(path)
        if anchor and anchor not in ("top",) and anchor not in self.anchors(path):
            near = nearest(anchor, self.anchors(path))
            self.findings.error(
                "links.anchor",
                page,
                f"Liên kết tới “{_address(path)}#{anchor}”, nhưng trang đó không có mục “{anchor}”",
                f"Có phải “{near}”?" if near else "Sửa hoặc bỏ phần sau dấu #.",
            )

    def missing(self, page: ParsedPage, path: str) -> None:
        if f"{path}/index.html" in self.site:
            self.findings.error("links.slash", page, f"Liên kết tới “{path}” thiếu dấu “/” ở cuối", f"Viết “{path}/”.")
            return
        if path not in self.suggested:
            full = len(self.suggested) >= _SUGGESTIONS
            known = [_address(known) for known in self.site if known.endswith(".html") == path.endswith(".html")]
            self.suggested[path] = None if full else nearest(_address(path), known)
        near = self.suggested[path]
        self.findings.error(
            "links.missing",
            page,
            f"Liên kết tới “{_address(path)}” không dẫn tới đâu",
            f"Có phải “{near}”?" if near else "Sửa hoặc bỏ liên kết.",
        )

    def anchors(self, path: str) -> frozenset[str]:
        if path in self.pages:
            return self.pages[path].ids
        if path.endswith(".svg"):
            return frozenset(_ID_IN_SVG.findall(self.site[path].text))
        return frozenset()

    def orphans(self) -> None:
        # A sign-up page without an address waits for it: its number may be printed, but nothing leads there yet.
        waiting = {f"{link.path}index.html" for link in self.catalog.permalinks}
        waiting -= {f"{link.path}index.html" for link in numbers_with_code(self.catalog)}
        expected = self.linked | waiting | {"index.html"}
        for path, page in self.pages.items():
            if page.is_content and path not in expected:
                self.findings.warning(
                    "links.orphan",
                    page,
                    "Không trang nào dẫn tới đây",
                    "Thêm liên kết hoặc mục lục tới trang này.",
                )


def _address(path: str) -> str:
    return path.removesuffix("index.html") or "trang đầu"


def _short(url: str) -> str:
    return url if len(url) <= 80 else f"{url[:77]}…"
