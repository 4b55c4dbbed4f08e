"""The files of /tao-trang/, made once for the tests that look at them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from generator.build import edition_for
from generator.editor.page import editor_files, editor_page
from generator.model.catalog import Catalog
from generator.pages.shared import Site
from generator.pages.theme import create_theme
from tests.starter_support import REPOSITORY

_MADE: dict[str, bytes] = {}


def editor_site(catalog: Catalog) -> Mapping[str, bytes]:
    """Return the files of the page by their site-relative path."""
    if not _MADE:
        edition = edition_for(catalog.project, date(2026, 11, 23), False)
        site = Site(catalog, edition, create_theme(REPOSITORY))
        for artifact in (editor_page(site, REPOSITORY), *editor_files(site, REPOSITORY)):
            _MADE[artifact.path] = artifact.content
    return _MADE
