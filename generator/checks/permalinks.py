"""Numbers printed on paper lead to a page, for ever: the site against permalinks.csv (DESIGN decision 5)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.artifact import Artifact
from generator.checks.links import LeavesSiteError, resolve
from generator.checks.page import ParsedPage
from generator.codes import CODE_PNG, CODE_SVG, numbers_with_code
from generator.diagnostics import Diagnostic, Findings, Origin
from generator.model.catalog import Catalog
from generator.model.permalinks import Permalink
from generator.model.project import Edition

_REFRESH = re.compile(r"""^\s*\d+\s*;\s*url\s*=\s*["']?(.+?)["']?\s*$""", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def check_permalinks(
    catalog: Catalog, edition: Edition, site: Mapping[str, Artifact], pages: Mapping[str, ParsedPage]
) -> list[Diagnostic]:
    """Return findings about numbers without page or code, redirects that lead astray, and unknown numbers."""
    findings = Findings()
    with_code = {link.number for link in numbers_with_code(catalog)}
    for link in catalog.permalinks:
        page = pages.get(f"{link.path}index.html")
        if page is None:
            findings.error(
                "permalink.no-page",
                link.origin,
                f"Số {link.number} đã cấp nhưng không có trang.",
                "Số đã in ra không được mất: thêm lại nơi hoặc nhà đăng ký đó, hoặc ghi redirect_to.",
            )
        elif link.retired:
            _check_redirect(findings, edition, link, page)
        elif page.is_redirect:
            findings.error(
                "permalink.redirects",
                link.origin,
                f"Số {link.number} còn dùng nhưng trang lại chuyển đi nơi khác.",
                "Ghi redirect_to ở dòng này, hoặc bỏ phần chuyển trang.",
            )
        _check_code_files(findings, link, link.number in with_code, site)
    _check_unknown_numbers(findings, catalog, site)
    return findings.items


def _check_redirect(findings: Findings, edition: Edition, link: Permalink, page: ParsedPage) -> None:
    match = _REFRESH.match(page.refresh or "")
    try:
        url = match[1].removeprefix(edition.address()) if match else None
        target = resolve(page, f"/{url}" if match and url != match[1] else url) if url is not None else None
    except LeavesSiteError:
        target = None
    if target != f"{link.redirect_to}/index.html":
        findings.error(
            "permalink.redirect",
            link.origin,
            f"Số {link.number} đã thôi dùng nhưng trang của nó không chuyển tới số {link.redirect_to}.",
            "Trang của số cũ phải chuyển ngay tới số thay thế.",
        )


def _check_code_files(findings: Findings, link: Permalink, has_code: bool, site: Mapping[str, Artifact]) -> None:
    for name in (CODE_SVG, CODE_PNG):
        if has_code and link.path + name not in site:
            findings.error(
                "permalink.no-code",
                link.origin,
                f"Số {link.number} thiếu tệp mã {link.path}{name}.",
                "Dựng lại.",
            )
        if not has_code and link.path + name in site:
            findings.error(
                "permalink.stray-code",
                link.origin,
                f"Số {link.number} có tệp mã {link.path}{name} mà không được có.",
                "Nhà đăng ký chưa có địa chỉ đăng ký, hoặc số đã thôi dùng, thì không có mã.",
            )


def _check_unknown_numbers(findings: Findings, catalog: Catalog, site: Mapping[str, Artifact]) -> None:
    known = {link.number for link in catalog.permalinks}
    folders = {path.partition("/")[0]: artifact for path, artifact in site.items() if "/" in path}
    for folder, artifact in folders.items():
        if _NUMBER.fullmatch(folder) and folder not in known:
            findings.error(
                "permalink.unlisted",
                artifact.sources[0] if artifact.sources else Origin(artifact.path),
                f"Trang có thư mục số {folder} không có trong permalinks.csv.",
                "Chạy “phocap permalinks” để cấp và khóa số, hoặc đổi tên thư mục.",
            )
