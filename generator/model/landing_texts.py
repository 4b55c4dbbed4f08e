"""All Vietnamese prose of the pages outside the guide, as content/landing/*.yml holds it.

One field of LandingTexts is one file. A text may hold places to fill, like {place} or {closes}; each file has
a fixed set of them, and any other brace is an error when the texts are loaded. **Two stars** mark bold words.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from generator.model.base import Model, Record
from generator.model.eligibility_texts import EligibilityTexts
from generator.model.filled_texts import COMMON as _COMMON
from generator.model.filled_texts import OFFER as _OFFER
from generator.model.filled_texts import GuideLink
from generator.model.filled_texts import Texts as Texts
from generator.model.gallery_texts import GalleryTexts
from generator.model.map_texts import MapTexts
from generator.model.names_texts import NamesTexts
from generator.model.offline_texts import OfflineTexts
from generator.model.pack_index_texts import PackIndexTexts
from generator.model.programme import OfferState
from generator.model.search_texts import SearchTexts

_LANDING = _OFFER | _COMMON | {"place", "unit", "host", "registrars", "units", "schools"}
_SIGNUP = _OFFER | _COMMON | {"registrar", "registrar_name", "suffix", "host", "target_host", "fee", "registration_fee"}
_DIRECTORY = _COMMON | {"communes", "schools", "places", "area", "letter", "count"}
_NOT_FOUND = _COMMON | {"host"}
_REDIRECT = _COMMON | {"place", "host"}


class CommonTexts(Texts, Record):
    """content/landing/common.yml: words that all pages share."""

    placeholders: ClassVar[frozenset[str]] = _COMMON

    trial_mark: str
    trial_note: str
    skip: str
    home: str
    places: str
    directory: str
    unknown: str
    unchecked: str
    footer_heading: str
    links: tuple[GuideLink, ...] = Field(min_length=1)
    source: str
    source_unchecked: str
    source_checked: str


class _Landing(Texts):
    placeholders: ClassVar[frozenset[str]] = _LANDING


class StateTitle(_Landing):
    """The heading of a state: the plain words, then the words that stand out."""

    plain: str
    accent: str


class StateBanner(_Landing):
    """The banner of a state: the bold line with the date, then what is not known."""

    line: str
    detail: str


class Titles(_Landing):
    """The heading for each state of the offer."""

    before: StateTitle
    open: StateTitle
    closing: StateTitle
    ended: StateTitle

    def of(self, state: OfferState) -> StateTitle:
        """Return the heading of a state."""
        title: StateTitle = getattr(self, state.value)
        return title


class Banners(_Landing):
    """The banner for each state of the offer."""

    before: StateBanner
    open: StateBanner
    closing: StateBanner
    ended: StateBanner

    def of(self, state: OfferState) -> StateBanner:
        """Return the banner of a state."""
        banner: StateBanner = getattr(self, state.value)
        return banner


class EachOffer(Texts):
    """One line per offer, for days on which the offers differ."""

    placeholders: ClassVar[frozenset[str]] = frozenset({"suffix", "opens", "closes"})

    before: str
    open: str
    closing: str
    ended: str

    def of(self, state: OfferState) -> str:
        """Return the line of a state."""
        line: str = getattr(self, state.value)
        return line


class Changing(_Landing):
    """A text, and what stands in its place once the offer has ended."""

    text: str
    ended: str

    def of(self, state: OfferState) -> str:
        """Return the text for a state."""
        return self.ended if state is OfferState.ENDED else self.text


class Question(_Landing):
    """A short question with its answer, and both for after the end of the offer."""

    label: str
    text: str
    ended_label: str
    ended: str

    def label_of(self, state: OfferState) -> str:
        """Return the question for a state."""
        return self.ended_label if state is OfferState.ENDED else self.label

    def of(self, state: OfferState) -> str:
        """Return the answer for a state."""
        return self.ended if state is OfferState.ENDED else self.text


class GroupText(_Landing):
    """The card of one group of programme.yml, with the guide page it leads to."""

    id: str
    icon: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    text: str
    ended: str
    page: str = Field(pattern=r"^[a-z0-9-]+/$")

    def of(self, state: OfferState) -> str:
        """Return the line of the card for a state."""
        return self.ended if state is OfferState.ENDED else self.text


class Step(_Landing):
    """One of the steps: what to do, then a detail."""

    title: str
    text: str


class Help(_Landing):
    """Who helps on the spot."""

    heading: str
    commune: str
    school: str
    school_unit: str
    no_phone: str
    province: str
    call: str
    hours: str
    address: str


class Minors(_Landing):
    """The note for pupils under 18 at a school."""

    heading: str
    text: str
    ended: str
    safe: str

    def of(self, state: OfferState) -> str:
        """Return the note for a state."""
        return self.ended if state is OfferState.ENDED else self.text


class Trust(_Landing):
    """Why the page can be believed, and how to check it."""

    heading: str
    lines: tuple[str, ...] = Field(min_length=3)
    code_label: str
    address_note: str
    pass_on: str
    download: str
    check_heading: str
    check: str


class Registrars(_Landing):
    """The list of registrars."""

    heading: str
    order: str
    note: str
    signup: str


class Computer(_Landing):
    """Codes of the sign-up pages, for those who read on a computer."""

    heading: str
    text: str
    code_label: str
    missing: str
    missing_all: str
    none: str


class Surroundings(_Landing):
    """Schools, neighbours, former units."""

    schools: str
    no_schools: str
    neighbours: str
    former: str
    former_part: str
    commune_of_school: str
    commune_known: str
    commune_derived: str
    commune_unknown: str


class PackLink(_Landing):
    """The way to the pack, for those who put sheets up; and the words of the picture beside a link."""

    placeholders: ClassVar[frozenset[str]] = _LANDING | {"address"}

    commune: str
    school: str
    picture_alt: str


class LandingPageTexts(_Landing, Record):
    """content/landing/landing.yml: the page of a commune or a school."""

    page_title: str
    description: Changing
    title: Titles
    banner: Banners
    each_offer: EachOffer
    button: Changing
    cost: Question
    for_whom: Question
    gets: Question
    prepare: Question
    groups_heading: str
    groups: tuple[GroupText, ...] = Field(min_length=1)
    minors: Minors
    steps_heading: str
    steps: tuple[Step, ...] = Field(min_length=1)
    help: Help
    trust: Trust
    registrars: Registrars
    computer: Computer
    around: Surroundings
    pack: PackLink

    def group(self, group_id: str) -> GroupText:
        """Return the card of a group; KeyError when the file has none for it."""
        return {group.id: group for group in self.groups}[group_id]


class SignupTexts(Texts, Record):
    """content/landing/signup.yml: the page between a printed number and a registrar's own sign-up."""

    placeholders: ClassVar[frozenset[str]] = _SIGNUP

    page_title: str
    description: str
    kicker: str
    heading: str
    host_label: str
    host_note: str
    unchecked: str
    button: str
    leaving: str
    cost_label: str
    cost: str
    ended_cost_label: str
    ended_cost: str
    asked_heading: str
    asked_note: str
    safe_heading: str
    safe: tuple[str, ...] = Field(min_length=1)
    unknown_title: str
    unknown: str
    unknown_searched: str
    website_label: str
    no_website: str
    others: str


class DirectoryTexts(Texts, Record):
    """content/landing/directory.yml: all places."""

    placeholders: ClassVar[frozenset[str]] = _DIRECTORY

    page_title: str
    description: str
    heading: str
    intro: str
    search_label: str
    search_hint: str
    found: str
    near: str
    not_found: str
    letters: str
    map: str
    alphabet_heading: str
    areas_heading: str
    area: str
    schools_heading: str
    school_commune_unknown: str
    former: str
    to_top: str
    generic_words: tuple[str, ...]


class NotFoundTexts(Texts, Record):
    """content/landing/notfound.yml: the page for an address that leads nowhere."""

    placeholders: ClassVar[frozenset[str]] = _NOT_FOUND

    page_title: str
    heading: str
    text: str
    check: str
    maybe: str
    search: str
    safety: str


class RedirectTexts(Texts, Record):
    """content/landing/redirect.yml: the page of a number that now leads elsewhere."""

    placeholders: ClassVar[frozenset[str]] = _REDIRECT

    page_title: str
    heading: str
    text: str
    button: str


class LandingTexts(Model):
    """All files of content/landing, one field per file stem."""

    common: CommonTexts
    landing: LandingPageTexts
    signup: SignupTexts
    directory: DirectoryTexts
    packs: PackIndexTexts
    notfound: NotFoundTexts
    redirect: RedirectTexts
    eligibility: EligibilityTexts
    names: NamesTexts
    search: SearchTexts
    map: MapTexts
    gallery: GalleryTexts
    offline: OfflineTexts
