"""What the tests of the pages share: rendering, and small changes to the real catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.artifact import ArtifactSet
from generator.cache import Memo, fingerprint
from generator.model.catalog import Catalog
from generator.model.programme import Offer
from generator.model.project import Edition
from generator.pages.every_page import NO_GUIDE, render_pages

ROOT = Path(__file__).resolve().parents[2]
CLOSING_DAY = date(2026, 11, 22)

_KEPT: dict[str, bytes] = {}


def kept(kind: str, ingredients: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
    """Make once for all tests what does not depend on what they change, as a build's cache does."""
    key = fingerprint(kind, ingredients)
    if key not in _KEPT:
        _KEPT[key] = make()
    return _KEPT[key]


def render(
    catalog: Catalog,
    built_on: date = CLOSING_DAY,
    *,
    release: bool = False,
    host: str = "tenmien.example",
    guide_titles: Mapping[str, str] = NO_GUIDE,
    memo: Memo = kept,
) -> ArtifactSet:
    return ArtifactSet(render_pages(catalog, Edition(built_on, host, release), ROOT, guide_titles, memo))


def parse(artifacts: ArtifactSet, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(artifacts[path].content)


def shown(node: LexborNode) -> str:
    """Return the text of an element on one line, without its hidden parts, style sheets and scripts."""
    copy = LexborHTMLParser(node.html or "")
    for hidden in copy.css("[hidden], script, style"):
        hidden.decompose()
    return " ".join(copy.text().split())


def shown_text(tree: LexborHTMLParser) -> str:
    """Return the text of heading and main that a reader sees without style sheet and script."""
    return f"{shown(tree.css('h1')[0])} {shown(tree.css('main')[0])}"


def only(catalog: Catalog, *numbers: str) -> Catalog:
    """Return the catalog with just a few places, so that a test renders in a moment."""
    return replace(
        catalog,
        communes=tuple(commune for commune in catalog.communes if commune.number in numbers),
        schools=tuple(school for school in catalog.schools if school.number in numbers),
    )


def with_offer(catalog: Catalog, offer_id: str, **changes: object) -> Catalog:
    """Return the catalog with one offer changed."""

    def changed(offer: Offer) -> Offer:
        return offer.model_copy(update=changes) if offer.id == offer_id else offer

    programme = catalog.programme.model_copy(
        update={"offers": tuple(changed(offer) for offer in catalog.programme.offers)}
    )
    return replace(catalog, programme=programme)
