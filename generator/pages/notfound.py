"""The page for addresses that lead nowhere; it is served at any depth, so its links start at the root."""

from __future__ import annotations

from generator.artifact import Artifact
from generator.pages.shared import DIRECTORY, SAFETY, Page, Site
from generator.pages.wording import Wording


def not_found_page(site: Site) -> Artifact:
    """Return 404.html."""
    texts = site.catalog.texts.notfound
    wording = Wording(site.common_values, texts.origin)
    page = Page(
        path="404.html",
        title=f"{wording.plain(texts.page_title)} - {site.catalog.project.site_name}",
        description=wording.plain(texts.text),
        script=site.theme.script("notfound.js"),
        indexed=False,
        rooted_links=True,
    )
    return site.render(
        "notfound.html",
        page,
        (texts.origin,),
        {
            "texts": texts,
            "say": wording,
            "province": site.catalog.project.province.full_name,
            "directory": DIRECTORY,
            "safety": SAFETY,
        },
    )
