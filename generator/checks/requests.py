"""Nothing that a page makes a browser fetch comes from another host (DESIGN decision 10)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from generator.artifact import Artifact
from generator.checks.grouping import PageFindings
from generator.checks.links import LeavesSiteError, is_absolute, resolve
from generator.checks.page import ParsedPage, css_requests
from generator.diagnostics import Diagnostic, Origin
from generator.model.project import Edition

_SVG_FETCH = re.compile(
    r"""(?:\b(?:xlink:)?href|\bsrc)\s*=\s*["']\s*((?:https?:)?//[^"']+)|<(script|foreignObject)\b"""
)


def check_requests(edition: Edition, site: Mapping[str, Artifact], pages: Mapping[str, ParsedPage]) -> list[Diagnostic]:
    """Return findings about requests to other hosts and about missing files that a page asks for."""
    findings = PageFindings()
    for page in pages.values():
        for request in dict.fromkeys(page.requests):
            _check_request(findings, edition, site, page, request.url, request.kind)
    return [*findings, *_style_sheets(site), *_drawings(site)]


def _check_request(
    findings: PageFindings,
    edition: Edition,
    site: Mapping[str, Artifact],
    page: ParsedPage,
    url: str,
    kind: str,
) -> None:
    if url.startswith(("data:", "about:", "blob:")):
        return
    if is_absolute(url):
        own = url.startswith(f"https://{edition.host}/") and kind == "script"
        if not own:
            findings.error(
                "requests.third-party",
                page,
                f"Trang tải “{url[:100]}” từ nơi khác ({kind})",
                "Đặt tệp đó vào dự án và dùng đường dẫn tương đối, hoặc bỏ.",
            )
        return
    if kind == "script" and not url.endswith(".js"):
        return
    try:
        path = resolve(page, url)
    except LeavesSiteError:
        path = url
    if path not in site:
        findings.error(
            "requests.missing", page, f"Trang tải “{path}” ({kind}), tệp không có", "Sửa đường dẫn, hoặc bỏ."
        )
    elif url.startswith("/") and not page.is_not_found_page:
        findings.error(
            "requests.root-relative",
            page,
            f"Trang tải “{url}” bằng đường dẫn bắt đầu bằng “/”, sẽ hỏng khi trang đặt trong thư mục con",
            "Dùng đường dẫn tương đối.",
        )


def _style_sheets(site: Mapping[str, Artifact]) -> Iterator[Diagnostic]:
    for path, artifact in site.items():
        if not path.endswith(".css"):
            continue
        for request in dict.fromkeys(css_requests(artifact.text)):
            url = re.split(r"[?#]", request.url, maxsplit=1)[0]
            if url.startswith("data:"):
                continue
            if is_absolute(url):
                yield Diagnostic(
                    "requests.third-party",
                    _origin(artifact),
                    f"Tệp kiểu “{path}” tải “{url[:100]}” từ nơi khác.",
                    "Đặt tệp đó vào dự án, hoặc bỏ.",
                )
            elif posixpath.normpath(posixpath.join(posixpath.dirname(path), url)) not in site:
                yield Diagnostic(
                    "requests.missing",
                    _origin(artifact),
                    f"Tệp kiểu “{path}” tải “{url}”, tệp không có.",
                    "Sửa đường dẫn, hoặc bỏ.",
                )


def _drawings(site: Mapping[str, Artifact]) -> Iterator[Diagnostic]:
    for path, artifact in site.items():
        if path.endswith(".svg") and (found := _SVG_FETCH.search(artifact.text)):
            yield Diagnostic(
                "requests.drawing",
                _origin(artifact),
                f"Hình “{path}” chứa {found[2] or found[1]}: hình chỉ được vẽ, không được chạy hay tải gì.",
                "Lưu lại hình thành SVG thuần.",
            )


def _origin(artifact: Artifact) -> Origin:
    return artifact.sources[0] if artifact.sources else Origin(artifact.path)
