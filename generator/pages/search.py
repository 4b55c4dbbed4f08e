"""The search page with its lists for readers without script, and the script of every search box."""

from __future__ import annotations

from collections.abc import Mapping

from generator.artifact import Artifact
from generator.diagnostics import Origin
from generator.model.search_texts import SearchTexts
from generator.pages.shared import DIRECTORY, Page, Site
from generator.pages.theme import THEME_FOLDER
from generator.pages.wording import Wording
from generator.text import format_number, sort_key

SEARCH = "tim-kiem/"
SEARCH_SCRIPT = "assets/tim-kiem.js"

# Texts that the script does not say.
_PAGE_WORDS = frozenset(
    {"page_title", "description", "guide_heading", "heading", "intro", "without_script", "places", "places_heading"}
)
# Tried with the queries of tests/browser/test_search.py. A syllable is a whole word here: “gia” is not “giấy”.
_RANKING = {"pageLength": 0.4, "termFrequency": 0.6, "termSimilarity": 30}


def search_page(site: Site, titles: Mapping[str, str]) -> Artifact:
    """Return the search page; `titles` are those of the pages it lists, by site-relative address."""
    texts = site.catalog.texts.search
    wording = _wording(site, texts)
    page = Page(
        path=f"{SEARCH}index.html",
        title=f"{wording.plain(texts.page_title)} - {site.catalog.project.site_name}",
        description=wording.plain(texts.description),
    )
    return site.render(
        "search.html",
        page,
        (texts.origin,),
        {
            "texts": texts,
            "say": wording,
            "directory": DIRECTORY,
            "search_script": page.link(SEARCH_SCRIPT),
            "entries": sorted(titles.items(), key=lambda entry: sort_key(entry[1])),
        },
        ("directory.css",),
    )


def search_script(site: Site) -> Artifact:
    """Return the script of the search box: it brings its words and its look, and loads the index when asked."""
    texts = site.catalog.texts.search
    wording = _wording(site, texts)
    script = site.theme.script(
        "search.js",
        TEXTS={name: wording.plain(text) for name, text in texts if name not in _PAGE_WORDS and isinstance(text, str)},
        IDLE=[word.lower() for word in texts.idle_words],
        CSS=site.theme.stylesheet("search.css"),
        PAGE=SEARCH,
        RANKING=_RANKING,
    )
    sources = (texts.origin, *(Origin(f"{THEME_FOLDER}/{name}") for name in ("search.js", "search.css")))
    return Artifact(SEARCH_SCRIPT, f"{script}\n".encode(), sources)


def _wording(site: Site, texts: SearchTexts) -> Wording:
    catalog = site.catalog
    values = {
        **site.common_values,
        "communes": format_number(len(catalog.communes)),
        "schools": format_number(len(catalog.schools)),
        "count": "#",
    }
    return Wording(values, texts.origin)
