"""The page of a commune or a school, the one that printed codes lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from generator.artifact import Artifact
from generator.diagnostics import Diagnostic, Origin, UserError
from generator.model.landing_texts import LandingPageTexts, Question
from generator.model.places import Commune, Place, School, SchoolLevel
from generator.model.programme import Group, OfferState
from generator.pages.inline_code import inline_code
from generator.pages.offers import OfferWording, Variants
from generator.pages.registrars import missing_signups, registrar_rows
from generator.pages.shared import DIRECTORY, ELIGIBILITY, PACKS, Page, Site, structured_data
from generator.pages.wording import Wording
from generator.permalink import PrintedAddress
from generator.text import capitalise, format_number

# schema.org types; a level without an entry is just an educational organisation.
_SCHEMA_TYPES = {
    SchoolLevel.UNIVERSITY: "CollegeOrUniversity",
    SchoolLevel.COLLEGE: "CollegeOrUniversity",
    SchoolLevel.HIGH_SCHOOL: "HighSchool",
}


@dataclass(frozen=True)
class Title:
    """The words of the heading."""

    plain: Markup
    accent: Markup


@dataclass(frozen=True)
class Answer:
    """A short question and its answer."""

    label: Markup
    text: Markup


@dataclass(frozen=True)
class GroupCard:
    """A group of people, with the guide page made for it."""

    icon: str
    title: Markup
    texts: Variants[Markup]
    page: str


@dataclass(frozen=True)
class ContactCard:
    """Somebody who helps, as the office gave it."""

    office: str
    phone: str | None
    hours: str | None
    address: str | None
    email: str | None
    checked: bool

    @property
    def tel(self) -> str:
        """Return the phone number as a link wants it."""
        return re.sub(r"[^\d+]", "", self.phone or "")


def landing_pages(site: Site) -> Iterator[Artifact]:
    """Yield the page of every commune and every school."""
    catalog = site.catalog
    shared_by_all: dict[str, object] = {
        "texts": catalog.texts.landing,
        "channels": (catalog.programme.lookup, *catalog.programme.reporting),
        "rows": registrar_rows(catalog, site.edition),
        "missing": missing_signups(catalog),
        "province_contact": _province_contact(site),
        "eligibility": ELIGIBILITY,
        "directory": DIRECTORY,
    }
    places: tuple[Place, ...] = (*catalog.communes, *catalog.schools)
    for place in places:
        own = (place, *_around(site, place), catalog.contact_by_number.get(place.number))
        html = site.memo("landing-page", (site.inputs, repr(own)), partial(_landing_page, site, place, shared_by_all))
        yield Artifact(f"{place.number}/index.html", html, _sources(site, place))


def _around(site: Site, place: Place) -> tuple[Commune | None, tuple[School, ...], tuple[Commune, ...]]:
    """Return the commune of a school, or the schools and neighbours of a commune."""
    if isinstance(place, School):
        return site.catalog.commune_of(place), (), ()
    return None, site.catalog.schools_of(place), site.catalog.neighbours_of(place)


def _landing_page(site: Site, place: Place, shared_by_all: dict[str, object]) -> bytes:
    catalog = site.catalog
    texts = catalog.texts.landing
    wording = _wording(site, place, texts)
    now = wording.now
    address = PrintedAddress(site.edition.host, place.number)
    province = catalog.project.province.full_name
    title = now.plain(texts.page_title)
    commune, schools, neighbours = _around(site, place)
    page = Page(
        path=f"{place.number}/index.html",
        title=f"{title} - {province}",
        description=capitalise(now.plain(texts.description.of(wording.state_now))),
        structured=_structured(site, place, title),
        script=site.state_script,
        picture=site.link_picture,
        picture_alt=now.also(address=address.readable).plain(texts.pack.picture_alt),
    )
    return site.render(
        "place.html",
        page,
        (),
        dict(
            **shared_by_all,
            say=now,
            place=place,
            province=province,
            titles=wording.variants(lambda say, state: _title(texts, say, state)),
            banners=wording.banners(texts.banner, texts.each_offer),
            buttons=wording.text(texts.button.of),
            cost=_answer(wording, texts.cost),
            answers=[_answer(wording, question) for question in (texts.for_whom, texts.gets, texts.prepare)],
            groups=[_group_card(site, group, wording) for group in _groups_in_order(site, place)],
            minors=_minors(place, wording, texts),
            contact=_contact(site, place),
            address=address,
            code=inline_code(address.code_text, now.plain(texts.trust.code_label), site.memo),
            commune=commune,
            schools=schools,
            neighbours=neighbours,
            former=place.old_units if isinstance(place, Commune) else (),
            is_school=isinstance(place, School),
            pack=f"{place.number}/{PACKS}" if site.with_packs else None,
        ),
    ).content


def _wording(site: Site, place: Place, texts: LandingPageTexts) -> OfferWording:
    catalog = site.catalog
    return site.offer_wording(
        texts.origin,
        site.catalog.leading_offers(place),
        place=place.full_name,
        unit=place.type.value if isinstance(place, Commune) else texts.help.school_unit,
        units=format_number(len(place.old_units) if isinstance(place, Commune) else 0),
        registrars=format_number(len(catalog.registrars)),
        schools=format_number(len(catalog.schools_of(place) if isinstance(place, Commune) else ())),
    )


def _groups_in_order(site: Site, place: Place) -> tuple[Group, ...]:
    """Return the groups as the programme lists them; at a school those with an age rule lead."""
    groups = site.catalog.programme.groups
    if isinstance(place, School):
        return tuple(sorted(groups, key=lambda group: group.rule.min_age is None))
    return groups


def _group_card(site: Site, group: Group, wording: OfferWording) -> GroupCard:
    texts = site.catalog.texts.landing
    try:
        card = texts.group(group.id)
    except KeyError:
        raise UserError(
            Diagnostic(
                "text.group-missing",
                texts.origin.at("groups"),
                f"Nhóm “{group.id}” có trong chương trình nhưng chưa có câu chữ.",
                f"Thêm một mục “id: {group.id}” vào phần groups.",
            )
        ) from None
    offers = (site.catalog.programme.offer(group.offer),) if group.offer else None
    return GroupCard(card.icon, wording.now(card.title), wording.text(card.of, offers), card.page)


def _title(texts: LandingPageTexts, say: Wording, state: OfferState) -> Title:
    words = texts.title.of(state)
    return Title(say(words.plain), say(words.accent))


def _answer(wording: OfferWording, question: Question) -> Variants[Answer]:
    return wording.variants(lambda say, state: Answer(say(question.label_of(state)), say(question.of(state))))


def _minors(place: Place, wording: OfferWording, texts: LandingPageTexts) -> Variants[Markup] | None:
    """Return the note for pupils under 18, or None where no reader is one."""
    if isinstance(place, School) and place.level.has_minors:
        return wording.text(texts.minors.of)
    return None


def _contact(site: Site, place: Place) -> ContactCard | None:
    contact = site.catalog.contact_by_number.get(place.number)
    if contact is None:
        return None
    checked = contact.verified_on is not None
    return ContactCard(contact.office, contact.phone, contact.hours, contact.address, None, checked)


def _province_contact(site: Site) -> ContactCard | None:
    contact = site.catalog.project.contact
    if contact is None:
        return None
    checked = contact.verified_on is not None
    return ContactCard(contact.office, contact.phone, contact.hours, None, contact.email, checked)


def _sources(site: Site, place: Place) -> tuple[Origin, ...]:
    catalog = site.catalog
    contact = catalog.contact_by_number.get(place.number)
    return (
        place.origin,
        *((contact.origin,) if contact else ()),
        catalog.texts.landing.origin,
        catalog.programme.origin,
    )


def _structured(site: Site, place: Place, title: str) -> Markup:
    """Return only what is known to be so: names, kinds, numbers, and where the page stands on the site."""
    edition, project = site.edition, site.catalog.project
    url = edition.address(f"{place.number}/")
    about: dict[str, object] = {
        "@type": "AdministrativeArea",
        "name": place.title,
        "identifier": place.number,
    }
    if isinstance(place, School):
        about = {"@type": _SCHEMA_TYPES.get(place.level, "EducationalOrganization"), "name": place.title}
    else:
        province = {"@type": "AdministrativeArea", "name": capitalise(project.province.full_name)}
        about["containedInPlace"] = province
    trail = (
        (site.catalog.texts.common.home, edition.address()),
        (site.catalog.texts.common.places, edition.address(DIRECTORY)),
        (place.title, url),
    )
    return structured_data(
        {"@type": "WebPage", "@id": url, "url": url, "name": title, "inLanguage": "vi", "about": about},
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": name, "item": item}
                for position, (name, item) in enumerate(trail, 1)
            ],
        },
    )
