"""Looks at the data and at everything that was built from it, before anything is written. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping

from generator.artifact import Artifact
from generator.checks.budgets import check_budgets
from generator.checks.codes import check_code_report, code_size_sentence, drawn_codes, read_codes, unreadable_codes
from generator.checks.links import check_links
from generator.checks.markup import check_markup
from generator.checks.page import ParsedPage, parse_pages
from generator.checks.permalinks import check_permalinks
from generator.checks.readability import check_readability
from generator.checks.release import check_catalog
from generator.checks.requests import check_requests
from generator.checks.sitemap import check_sitemap
from generator.checks.texts import check_texts
from generator.diagnostics import Diagnostic, in_reading_order
from generator.model.catalog import Catalog
from generator.model.project import Edition

__all__ = [
    "check_catalog",
    "check_code_report",
    "check_readability",
    "check_site",
    "code_size_sentence",
    "drawn_codes",
    "parse_pages",
    "read_codes",
    "unreadable_codes",
]


def check_site(
    catalog: Catalog, edition: Edition, site: Mapping[str, Artifact], pages: Mapping[str, ParsedPage] | None = None
) -> tuple[Diagnostic, ...]:
    """Return every finding about a whole site, by site-relative path, in reading order.

    `pages` are its parsed pages, when the caller has them.
    Reading the codes back takes seconds, not a part of one, and is a step of its own: `unreadable_codes`.
    """
    pages = parse_pages(site) if pages is None else pages
    return in_reading_order(
        [
            *check_links(catalog, edition, site, pages),
            *check_requests(edition, site, pages),
            *check_markup(edition, pages),
            *check_texts(edition, site, pages),
            *check_budgets(catalog, site, pages),
            *check_permalinks(catalog, edition, site, pages),
            *check_sitemap(edition, site, pages),
        ]
    )
