"""Landing pages, sign-up pages, the directory and what else a site needs beside the guide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from generator.artifact import Artifact
from generator.cache import Memo, make_always
from generator.diagnostics import Origin
from generator.model.catalog import Catalog
from generator.model.project import Edition
from generator.pages.calendars import calendar_files
from generator.pages.directory import directory_page
from generator.pages.eligibility import eligibility_pages
from generator.pages.feed import feed
from generator.pages.gallery import gallery_data, gallery_pages
from generator.pages.landing import landing_pages
from generator.pages.map import MAP, map_data, map_page
from generator.pages.names import name_helper, names_data
from generator.pages.notfound import not_found_page
from generator.pages.offline import OFFLINE_FILE
from generator.pages.packs import pack_address, pack_index
from generator.pages.redirect import redirect_pages
from generator.pages.search import search_page, search_script
from generator.pages.shared import DIRECTORY, EDITOR_WORDS, GALLERY, PACKS, Site
from generator.pages.signup import signup_pages
from generator.pages.sitemap import robots, sitemap
from generator.pages.theme import ASSETS_FOLDER, create_theme

if TYPE_CHECKING:
    from generator.model.print_material import PrintMaterial

FAVICON = "favicon.svg"
NO_GUIDE: Mapping[str, str] = {}


def render_pages(
    catalog: Catalog,
    edition: Edition,
    root: Path,
    guide_titles: Mapping[str, str] = NO_GUIDE,
    memo: Memo = make_always,
    compiled: BytecodeCache | None = None,
    material: PrintMaterial | None = None,
) -> Iterator[Artifact]:
    """Yield every page but those of the guide, with sitemap, robots.txt and favicon.

    `root` is the folder with themes/landing and assets; `guide_titles` are the titles of the guide's pages by
    site-relative address ("sau-2-nam/"), for sitemap and search page; `memo` may remember pages, `compiled`
    templates; `material` is what every place has to print, in a build that makes it. UserError when a text asks
    for a value that the data lacks.
    """
    site = Site(catalog, edition, create_theme(root, compiled), memo, material)
    texts = catalog.texts
    others = {DIRECTORY: texts.directory.heading, MAP: texts.map.heading, PACKS: texts.packs.heading}
    more: list[Artifact] = []
    if (root / EDITOR_WORDS).is_file():
        from generator.editor.page import EDITOR, editor_files, editor_page, editor_words

        more.append(editor_page(site, root))
        others[EDITOR] = editor_words(root)["page_title"]
        yield from editor_files(site, root)
    shown = gallery_data(root)
    samples = site.kept("gallery", (texts.gallery, *shown), lambda: gallery_pages(site, root)) if shown else ()
    public = [
        *landing_pages(site),  # late, because their codes may be on the way from the other core
        *signup_pages(site),
        directory_page(site),
        pack_index(site),
        *site.kept("map", (texts.map, *map_data(catalog)), lambda: [map_page(site)]),
        *site.kept("eligibility", (texts.eligibility, *catalog.facts), lambda: eligibility_pages(site)),
        *more,
        search_page(site, {**guide_titles, **others}),
    ]
    yield from public
    yield from samples
    yield search_script(site)
    yield from redirect_pages(site)
    yield not_found_page(site)
    yield from site.kept("names", (texts.names, *names_data(catalog)), lambda: [name_helper(site)])
    yield from calendar_files(catalog, edition)
    yield feed(catalog, edition)
    addresses = [*(artifact.path.removesuffix("index.html") for artifact in public), OFFLINE_FILE]
    if samples:
        addresses.append(GALLERY)
    if site.with_packs:
        addresses += [pack_address(place) for place in catalog.places]
    yield sitemap(catalog, edition, [*guide_titles, *addresses])
    yield robots(catalog, edition)
    yield Artifact(FAVICON, site.theme.source(FAVICON).encode(), (Origin(f"{ASSETS_FOLDER}/{FAVICON}"),))
