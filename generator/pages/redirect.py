"""Pages of retired numbers: paper lives longer than borders, so an old number leads on to the new one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.artifact import Artifact
from generator.diagnostics import Diagnostic, UserError
from generator.model.permalinks import Permalink, PermalinkKind
from generator.pages.shared import Page, Site
from generator.pages.wording import Wording


def redirect_pages(site: Site) -> Iterator[Artifact]:
    """Yield a page for every retired number; UserError when its successors never reach a number in use."""
    by_number = {permalink.number: permalink for permalink in site.catalog.permalinks}
    for permalink in site.catalog.permalinks:
        if permalink.retired:
            yield _redirect_page(site, permalink, _successor(permalink, by_number))


def _successor(permalink: Permalink, by_number: dict[str, Permalink]) -> Permalink:
    """Return the number in use at the end of the chain, so that no reader is sent twice."""
    seen = {permalink.number}
    current = permalink
    while current.redirect_to is not None:
        following = by_number.get(current.redirect_to)
        if following is None or following.number in seen:
            raise UserError(
                Diagnostic(
                    "permalink.redirect",
                    permalink.origin.at("redirect_to"),
                    f"Số {permalink.number} chuyển tới {current.redirect_to}, không tới số nào đang dùng.",
                    "Điền vào redirect_to một số đang dùng trong permalinks.csv.",
                )
            )
        seen.add(following.number)
        current = following
    return current


def _redirect_page(site: Site, permalink: Permalink, successor: Permalink) -> Artifact:
    texts = site.catalog.texts.redirect
    wording = Wording({**site.common_values, "place": _name(site, successor)}, texts.origin)
    page = Page(
        path=f"{permalink.number}/index.html",
        title=f"{wording.plain(texts.page_title)} ({permalink.number}) - {site.catalog.project.site_name}",
        description=wording.plain(texts.heading),
        canonical_path=successor.path,
        indexed=False,
    )
    return site.render(
        "redirect.html",
        page,
        (permalink.origin, successor.origin, texts.origin),
        {
            "texts": texts,
            "say": wording,
            "target": successor.path,
            "old": site.edition.host + "/" + permalink.number,
        },
    )


def _name(site: Site, permalink: Permalink) -> str:
    """Return what people call the target of a number."""
    catalog = site.catalog
    if permalink.kind is PermalinkKind.SIGNUP:
        registrar_id, _, offer_id = permalink.target.partition("/")
        return f"{catalog.registrar_by_id[registrar_id].short_name} {catalog.programme.offer(offer_id).suffix}"
    return next(place.full_name for place in catalog.places if place.number == permalink.target)
