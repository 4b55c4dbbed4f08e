"""How many bytes the first look at a page costs somebody with weak mobile data (DESIGN section 4)."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from generator.artifact import Artifact
from generator.checks.grouping import PageFindings
from generator.checks.links import LeavesSiteError, is_absolute, resolve
from generator.checks.page import ParsedPage
from generator.diagnostics import Diagnostic, Origin, Severity
from generator.model.catalog import Catalog
from generator.text import format_number

# Bytes over the wire; a kB is 1000 bytes. What is counted: the page, and what it fetches before anybody acts.
LANDING_BUDGET = 13_500
PACK_PAGE_BUDGET = 30_000  # with the picture of the one sheet to print
DIRECTORY_BUDGET = 40_000
GUIDE_BUDGET = 75_000
PACK_BUDGET = 1_000_000  # sent by chat from phone to phone
SITE_BUDGET = 250_000_000
OFFLINE_BUDGET = 200_000  # the whole guide, fetched once and passed on

_ALREADY_COMPRESSED = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".woff2", ".woff", ".zip", ".pdf")
_PACK_PAGE = re.compile(r"\d+/bo-tai-lieu/index\.html")
_NUMBER_FOLDER = re.compile(r"\d+/index\.html")

Weigher = Callable[[str], int]


def check_budgets(catalog: Catalog, site: Mapping[str, Artifact], pages: Mapping[str, ParsedPage]) -> list[Diagnostic]:
    """Return findings about pages that are too heavy, and landing pages that need more than one request."""
    findings = PageFindings()
    light = _cached(lambda path: pages[path].light_bytes if path in pages else _weigh(site, path, level=1))
    exact = _cached(partial(_weigh, site, level=9))
    for page in pages.values():
        if page.is_redirect:
            continue
        budget, kind = _budget(page)
        # gzip -1 is five times faster than -9 and gives more bytes, so most pages pass by it alone.
        if (
            first_load_bytes(page, site, light) > budget
            and (bytes_needed := first_load_bytes(page, site, exact)) > budget
        ):
            findings.error(
                "budget.bytes",
                page,
                f"{kind} nặng {format_number(bytes_needed)} byte khi nén, quá mức {format_number(budget)}",
                "Bớt chữ, hình hoặc mã trên trang.",
            )
        extra = _first_requests(page, site)
        if kind == _LANDING and extra:
            findings.error(
                "budget.requests",
                page,
                f"{kind} phải tải thêm “{extra[0]}”" + (f" và {len(extra) - 1} tệp nữa" if len(extra) > 1 else ""),
                "Trang mở bằng mã phải đủ trong một lần tải: đưa vào trang, hoặc tải sau (loading=lazy).",
            )
    return [*findings, *_heavy_files(site)]


def _heavy_files(site: Mapping[str, Artifact]) -> Iterator[Diagnostic]:
    """Yield findings about packs, and a whole site, that are too heavy to be passed on and to be uploaded."""
    for path, artifact in site.items():
        if path.endswith(".zip") and len(artifact.content) > PACK_BUDGET:
            yield Diagnostic(
                "budget.pack",
                artifact.sources[0] if artifact.sources else Origin(path),
                f"Bộ tài liệu {path} nặng {format_number(len(artifact.content))} byte, "
                f"quá mức {format_number(PACK_BUDGET)}.",
                "Bớt tờ in ở content/print/sheets.yml.",
            )
    whole = sum(len(artifact.content) for artifact in site.values())
    if whole > SITE_BUDGET:
        yield Diagnostic(
            "budget.site",
            Origin("content/print/sheets.yml"),
            f"Cả trang nặng {format_number(whole)} byte, quá mức {format_number(SITE_BUDGET)}.",
            "Để bớt tờ chỉ có trong bộ tài liệu (alone: false).",
            Severity.WARNING,
        )


def first_load_bytes(page: ParsedPage, site: Mapping[str, Artifact], weigh: Weigher | None = None) -> int:
    """Return the compressed bytes of a page with everything it fetches before anybody acts, icons aside."""
    weigh = weigh or partial(_weigh, site, level=9)
    return weigh(page.path) + sum(map(weigh, _first_requests(page, site)))


_LANDING = "Trang mở bằng mã"


def _budget(page: ParsedPage) -> tuple[int, str]:
    if _NUMBER_FOLDER.fullmatch(page.path):
        return LANDING_BUDGET, _LANDING
    if page.path.startswith("du-dieu-kien/") and page.path.count("/") > 1:
        return LANDING_BUDGET, "Trang hỏi từng câu"
    if _PACK_PAGE.fullmatch(page.path):
        return PACK_PAGE_BUDGET, "Trang bộ tài liệu"
    if page.path == "dia-phuong/index.html":
        return DIRECTORY_BUDGET, "Danh mục địa phương"
    if page.path == "huong-dan-ngoai-tuyen.html":
        return OFFLINE_BUDGET, "Bản đọc không cần mạng"
    return GUIDE_BUDGET, "Trang"


def _first_requests(page: ParsedPage, site: Mapping[str, Artifact]) -> list[str]:
    found: dict[str, None] = {}
    for request in page.requests:
        if not request.first_load or is_absolute(request.url):
            continue
        try:
            path = resolve(page, request.url)
        except LeavesSiteError:
            continue  # told by the check of requests
        if path in site:
            found[path] = None
    return list(found)


def _weigh(site: Mapping[str, Artifact], path: str, level: int) -> int:
    content = site[path].content
    return len(content) if path.endswith(_ALREADY_COMPRESSED) else len(gzip.compress(content, level, mtime=0))


def _cached(weigh: Weigher) -> Weigher:
    weights: dict[str, int] = {}

    def weigh_once(path: str) -> int:
        if path not in weights:
            weights[path] = weigh(path)
        return weights[path]

    return weigh_once
