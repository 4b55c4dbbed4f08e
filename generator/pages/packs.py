"""The way to the packs: every place of the province with the page about its sheets, scripts and pictures."""

from __future__ import annotations

from generator.artifact import Artifact
from generator.model.places import Place
from generator.pages.directory import areas_of, levels_of
from generator.pages.shared import PACKS, Page, Site
from generator.pages.wording import Wording
from generator.text import format_number


def pack_address(place: Place) -> str:
    """Return the site-relative address of the page about a place's pack."""
    return f"{place.number}/{PACKS}"


def pack_index(site: Site) -> Artifact:
    """Return the page that leads to every pack; without packs it says so and leads to the places themselves."""
    catalog = site.catalog
    texts = catalog.texts.packs
    wording = Wording(
        {
            **site.common_values,
            "communes": format_number(len(catalog.communes)),
            "schools": format_number(len(catalog.schools)),
            "places": format_number(len(catalog.places)),
        },
        texts.origin,
    )
    page = Page(
        path=f"{PACKS}index.html",
        title=f"{wording.plain(texts.page_title)} - {catalog.project.province.full_name}",
        description=wording.plain(texts.description),
    )
    return site.render(
        "packs.html",
        page,
        (texts.origin, *(place.origin for place in catalog.places)),
        {
            "texts": texts,
            "say": wording,
            "province": catalog.project.province.full_name,
            "areas": areas_of(catalog),
            "levels": levels_of(catalog),
            "folder": PACKS if site.with_packs else "",
        },
        ("directory.css",),
    )
