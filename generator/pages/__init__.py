"""Landing pages, sign-up pages, the directory and what else a site needs beside the guide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.artifact import Artifact
from generator.diagnostics import Origin
from generator.model.catalog import Catalog
from generator.model.project import Edition
from generator.pages.directory import directory_page
from generator.pages.landing import landing_pages
from generator.pages.notfound import not_found_page
from generator.pages.redirect import redirect_pages
from generator.pages.shared import Site
from generator.pages.signup import signup_pages
from generator.pages.sitemap import robots, sitemap
from generator.pages.theme import ASSETS_FOLDER, create_theme

FAVICON = "favicon.svg"


def render_pages(catalog: Catalog, edition: Edition, root: Path, guide_paths: Sequence[str] = ()) -> Iterator[Artifact]:
    """Yield every page but those of the guide, with sitemap, robots.txt and favicon.

    `root` is the folder with themes/landing and assets; `guide_paths` are the site-relative addresses of the
    guide's pages ("sau-2-nam/"), for the sitemap. UserError when a text asks for a value that the data lacks.
    """
    site = Site(catalog, edition, create_theme(root))
    public = [*landing_pages(site), *signup_pages(site), directory_page(site)]
    yield from public
    yield from redirect_pages(site)
    yield not_found_page(site)
    addresses = [artifact.path.removesuffix("index.html") for artifact in public]
    yield sitemap(catalog, edition, [*guide_paths, *addresses])
    yield robots(catalog, edition)
    yield Artifact(FAVICON, site.theme.source(FAVICON).encode(), (Origin(f"{ASSETS_FOLDER}/{FAVICON}"),))
