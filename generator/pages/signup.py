"""The page behind a printed sign-up number: it names the registrar and leads on to its own page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.artifact import Artifact
from generator.model.knowledge import Registrar, bare_host
from generator.model.permalinks import Permalink, PermalinkKind
from generator.model.programme import Offer, OfferState
from generator.pages.shared import REGISTRARS, Page, Site
from generator.text import format_money


@dataclass(frozen=True)
class Papers:
    """What one group will be asked for."""

    group: Markup
    papers: tuple[str, ...]


def signup_pages(site: Site) -> Iterator[Artifact]:
    """Yield the page of every sign-up number in use, also of those whose address nobody has found yet."""
    for permalink in site.catalog.permalinks:
        if permalink.kind is PermalinkKind.SIGNUP and not permalink.retired:
            registrar_id, _, offer_id = permalink.target.partition("/")
            registrar = site.catalog.registrar_by_id[registrar_id]
            yield _signup_page(site, permalink, registrar, site.catalog.programme.offer(offer_id))


def _signup_page(site: Site, permalink: Permalink, registrar: Registrar, offer: Offer) -> Artifact:
    catalog = site.catalog
    texts, landing = catalog.texts.signup, catalog.texts.landing
    address = registrar.signup.of(offer.id)
    wording = site.offer_wording(
        texts.origin,
        (offer,),
        registrar=registrar.short_name,
        registrar_name=registrar.name,
        suffix=offer.suffix,
        fee=format_money(offer.fees.yearly),
        registration_fee=format_money(offer.fees.registration),
        target_host=bare_host(address) if address else "",
    )
    now = wording.now
    groups = [group for group in catalog.programme.groups if group.offer == offer.id]
    page = Page(
        path=f"{permalink.number}/index.html",
        title=f"{now.plain(texts.page_title)} - {catalog.project.province.full_name}",
        description=now.plain(texts.description),
        script=site.state_script,
    )
    return site.render(
        "signup.html",
        page,
        (permalink.origin, registrar.origin, offer.origin, texts.origin),
        {
            "texts": texts,
            "say": now,
            "registrar": registrar,
            "address": address,
            "target_host": bare_host(address) if address else None,
            "province": catalog.project.province.full_name,
            "banners": wording.banners(landing.banner, landing.each_offer),
            "costs": wording.variants(
                lambda say, state: (
                    (say(texts.ended_cost_label), say(texts.ended_cost))
                    if state is OfferState.ENDED
                    else (say(texts.cost_label), say(texts.cost))
                )
            ),
            "asked": [Papers(now(landing.group(group.id).title), group.papers) for group in groups],
            "registrars_page": REGISTRARS,
        },
    )
