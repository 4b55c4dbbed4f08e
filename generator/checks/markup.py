"""What every page owes its readers: language, one title, one heading, one address, pictures with words."""

from __future__ import annotations

from collections.abc import Mapping

from generator.checks.grouping import PageFindings
from generator.checks.page import ParsedPage
from generator.diagnostics import Diagnostic
from generator.model.project import Edition

TRIAL_MARK = "BẢN THỬ"
SAMPLE_MARK = "TRANG MẪU"


def check_markup(edition: Edition, pages: Mapping[str, ParsedPage]) -> list[Diagnostic]:
    """Return findings about the head, the structure and the trial marks of pages."""
    findings = PageFindings()
    for page in pages.values():
        _check_document(findings, page)
        if page.is_content:
            _check_address(findings, edition, page)
        if not page.is_redirect:
            _check_words(findings, page)
            _check_edition(findings, edition, page)
    _check_unique(findings, "page.title-duplicate", "Tiêu đề", _first_titles(pages), pages)
    return list(findings)


def _check_document(findings: PageFindings, page: ParsedPage) -> None:
    if page.lang != "vi":
        findings.error("page.lang", page, 'Thẻ html chưa có lang="vi"', "Thêm vào mẫu trang.")
    if len(page.titles) != 1 or not page.titles[0]:
        findings.error("page.title", page, f"Trang có {len(page.titles)} tiêu đề (title), cần đúng một", "Đặt tiêu đề.")
    for name in page.repeated_ids:
        findings.error("page.duplicate-id", page, f"Mã id “{name}” dùng hơn một lần", "Đổi tên một mục.")
    for source in page.images_without_alt:
        findings.error(
            "page.alt",
            page,
            f"Ảnh “{source}” thiếu alt",
            "Thêm lời mô tả, hoặc để trống nếu ảnh chỉ trang trí.",
        )


def _check_words(findings: PageFindings, page: ParsedPage) -> None:
    if page.headings != 1:
        findings.error(
            "page.h1",
            page,
            f"Trang có {page.headings} tiêu đề lớn (h1), cần đúng một",
            "Giữ một tiêu đề lớn.",
        )
    if len(page.descriptions) != 1 or not page.descriptions[0]:
        findings.error(
            "page.description",
            page,
            "Trang thiếu mô tả (meta description), hoặc có hơn một",
            "Thêm một câu mô tả.",
        )


def _check_address(findings: PageFindings, edition: Edition, page: ParsedPage) -> None:
    expected = edition.address(page.address)
    if page.canonicals != (expected,):
        found = ", ".join(page.canonicals).replace(expected, "địa chỉ đúng")
        if page.canonicals and all(canonical.endswith(page.address) for canonical in page.canonicals):
            found = found.replace(page.address, "…/")  # one template, one finding
        findings.error(
            "page.canonical",
            page,
            f"Địa chỉ chính thức (canonical) là “{found}”, cần đúng một, ở https://{edition.host}/"
            if found
            else "Trang thiếu địa chỉ chính thức (canonical)",
            "Đặt canonical bằng địa chỉ của chính trang.",
        )


def _check_edition(findings: PageFindings, edition: Edition, page: ParsedPage) -> None:
    if page.is_sample:
        if not page.noindex:
            findings.error("page.sample-noindex", page, "Trang mẫu phải có noindex", "Thêm sample: true vào tệp mẫu.")
        if SAMPLE_MARK.casefold() not in page.text.casefold():
            findings.error("page.sample-mark", page, f"Trang mẫu phải hiện chữ “{SAMPLE_MARK}”", "Thêm sample: true.")
    elif edition.trial:
        if not page.noindex:
            findings.error("page.trial-noindex", page, "Bản thử phải có noindex", "Thêm meta robots noindex.")
        if TRIAL_MARK.casefold() not in page.text.casefold():
            findings.error("page.trial-mark", page, f"Bản thử phải hiện chữ “{TRIAL_MARK}”", "Thêm dòng bản thử.")
    elif TRIAL_MARK in page.text:
        findings.error("page.trial-mark", page, f"Bản chính thức còn chữ “{TRIAL_MARK}”", "Bỏ dòng bản thử.")


def _first_titles(pages: Mapping[str, ParsedPage]) -> dict[str, str]:
    return {path: page.titles[0] for path, page in pages.items() if page.titles and not page.is_redirect}


def _check_unique(
    findings: PageFindings, rule: str, what: str, values: Mapping[str, str], pages: Mapping[str, ParsedPage]
) -> None:
    by_value: dict[str, list[str]] = {}
    for path, value in values.items():
        by_value.setdefault(value, []).append(path)
    for value, paths in by_value.items():
        if value and len(paths) > 1:
            for path in paths:
                findings.error(
                    rule,
                    pages[path],
                    f"{what} “{value}” dùng cho {len(paths)} trang",
                    "Mỗi trang một tiêu đề.",
                )
