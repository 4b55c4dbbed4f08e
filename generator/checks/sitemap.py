"""The list for search engines names every page once, and nothing else."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping

from generator.artifact import Artifact
from generator.checks.page import ParsedPage
from generator.diagnostics import Diagnostic, Findings, Origin
from generator.model.project import Edition
from generator.text import format_number

SITEMAP = "sitemap.xml"

_LOCATION = re.compile(r"<loc>\s*([^<]*?)\s*</loc>")
_EXAMPLES = 3


def check_sitemap(edition: Edition, site: Mapping[str, Artifact], pages: Mapping[str, ParsedPage]) -> list[Diagnostic]:
    """Return findings about sitemap.xml; in a trial, where every page is noindex, it lists all the same."""
    findings = Findings()
    artifact = site.get(SITEMAP)
    if artifact is None:
        findings.error("sitemap.missing", Origin(SITEMAP), "Trang thiếu sitemap.xml.", "Tạo danh sách trang.")
        return findings.items
    origin = artifact.sources[0] if artifact.sources else Origin(SITEMAP)
    listed = Counter(html.unescape(found) for found in _LOCATION.findall(artifact.text))
    expected = {
        edition.address(page.address)
        for page in pages.values()
        if page.is_content and not page.is_sample and (edition.trial or not page.noindex)
    }
    for rule, text, found in (
        (
            "sitemap.repeated",
            "có địa chỉ hai lần",
            [address for address, count in listed.items() if count > 1],
        ),
        ("sitemap.incomplete", "thiếu trang", sorted(expected - set(listed))),
        ("sitemap.foreign", "có địa chỉ không phải trang nào", sorted(set(listed) - expected)),
    ):
        if found:
            others = f" và {format_number(len(found) - _EXAMPLES)} địa chỉ nữa" if len(found) > _EXAMPLES else ""
            named = ", ".join(found[:_EXAMPLES])
            findings.error(
                rule,
                origin,
                f"Tệp sitemap.xml {text}: {named}{others}.",
                "Mỗi trang một lần, đúng địa chỉ chính thức.",
            )
    return findings.items
