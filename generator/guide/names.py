"""The names that a page of the guide may use in {{ … }}, and which facts it used by using them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from generator.guide.front_matter import Translation
from generator.guide.library import EventsView, filled_questions, glossary_by_alphabet, reminders
from generator.model.base import Model
from generator.model.knowledge import Confidence, Fact, Registrar, bare_host
from generator.model.permalinks import PermalinkKind
from generator.model.programme import Offer, OfferState
from generator.model.project import Edition

if TYPE_CHECKING:
    from generator.model.catalog import Catalog

NO_TRANSLATIONS: Mapping[str, Translation] = {}

Recorder = Callable[[Iterable[str]], None]


class Traced:
    """A value of the catalog that notes the facts it stands on as soon as a page reads anything of it.

    Wraps models (with their `facts`) and whatever lies inside them; plain values come out as they are.
    """

    def __init__(self, value: object, record: Recorder) -> None:
        self._value = value
        self._record = record

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(self._value, name)
        self._record(_facts_of(self._value))
        return _traced(found, self._record)

    def __eq__(self, other: object) -> bool:
        return self._value == (other._value if isinstance(other, Traced) else other)

    def __hash__(self) -> int:
        return hash(self._value)

    def known_names(self) -> list[str]:
        """Return the names that can follow the dot."""
        return [name for name in dir(self._value) if not name.startswith(("_", "model_"))]


class Shelf(Mapping[str, Any]):
    """Values by id, written with underscores after a dot: facts.plan_basis is the fact "plan-basis"."""

    def __init__(self, values: Mapping[str, object], record: Recorder) -> None:
        self._values = {key.replace("-", "_"): value for key, value in values.items()}
        self._record = record

    def __getitem__(self, key: str) -> Any:
        return _traced(self._values[key.replace("-", "_")], self._record)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def known_names(self) -> list[str]:
        """Return the ids that can follow the dot."""
        return list(self._values)


@dataclass(frozen=True)
class OfferView:
    """An offer as seen on the day of the edition."""

    offer: Offer
    state: OfferState
    today: date
    closing_days: int

    def __getattr__(self, name: str) -> Any:
        return getattr(self.offer, name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *Offer.model_fields]

    @property
    def facts(self) -> tuple[str, ...]:
        """Return the facts that the offer stands on."""
        return self.offer.facts

    @property
    def is_open(self) -> bool:
        """Tell whether one can still sign up for free on the day of the edition."""
        return self.state in (OfferState.OPEN, OfferState.CLOSING)

    @property
    def closing_from(self) -> date:
        """Return the first day on which the offer counts as closing soon."""
        return self.offer.closes - timedelta(days=self.closing_days - 1)

    @property
    def day_before_closing(self) -> date:
        """Return the last day on which the offer counts as simply open."""
        return self.offer.closes - timedelta(days=self.closing_days)

    @property
    def day_before(self) -> date:
        """Return the last day before the offer opens."""
        return self.offer.opens - timedelta(days=1)

    @property
    def day_after(self) -> date:
        """Return the first day after the offer."""
        return self.offer.closes + timedelta(days=1)


@dataclass(frozen=True)
class SignupView:
    """Our own page about a registrar's sign-up page; `host` is None while that page's address is not known."""

    suffix: str
    number: str
    host: str | None


@dataclass(frozen=True)
class RegistrarView:
    """A registrar with what its section shows; unknown values are None."""

    registrar: Registrar
    signups: tuple[SignupView, ...]
    awaited: tuple[SignupView, ...]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.registrar, name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *Registrar.model_fields, "host"]

    def trust(self, field: str) -> Confidence:
        """Return what kind of source a field has ("website", "hotline" …)."""
        return self.registrar.field_confidence.get(field, self.registrar.confidence)


@dataclass(frozen=True)
class LanguagePage:
    """A translated page by its file, and who answers for it."""

    file: str
    translator: str
    translated_on: date


@dataclass(frozen=True)
class LanguageView:
    """A language that readers expect, and the pages that are there in it."""

    tag: str
    name: str
    pages: tuple[LanguagePage, ...]


@dataclass(frozen=True)
class Counts:
    """How many places, schools and registrars there are."""

    communes: int
    schools: int
    places: int
    registrars: int
    terms: int
    questions: int
    facts: int
    checked_facts: int


def page_names(
    catalog: Catalog,
    edition: Edition,
    uri: str,
    record: Recorder,
    titles: Mapping[str, str],
    translations: Mapping[str, Translation] = NO_TRANSLATIONS,
) -> dict[str, Any]:
    """Return everything that the page at `uri` ("id-vn.md", below the guide's folder) may name.

    Reading a value reports the facts it stands on to `record`. `link` turns a file of the guide or the site
    ("nguon.md", "02215/index.html") into a link from that page, the way MkDocs checks them; `title_of` gives
    the title of a page of the guide by its file; `translations` are those of the whole guide by file.
    """
    programme = catalog.programme
    views = {
        offer.id: OfferView(
            offer,
            offer.state(edition.built_on, programme.closing_days),
            edition.built_on,
            programme.closing_days,
        )
        for offer in programme.offers
    }
    return {
        "facts": Shelf(catalog.fact_by_id, record),
        "offers": Shelf(views, record),
        "fees": Shelf({offer.id: offer.fees for offer in programme.offers}, record),
        "groups": Shelf({group.id: group for group in programme.groups}, record),
        "registrars": tuple(registrar_view(catalog, registrar) for registrar in catalog.registrars_in_order),
        "programme": Traced(programme, record),
        "project": catalog.project,
        "edition": edition,
        "legal": Traced(catalog.legal, record),
        "glossary": Traced(glossary_by_alphabet(catalog.glossary), record),
        "questions": Traced(filled_questions(catalog), record),
        "reminders": reminders(catalog),
        "trials": catalog.trials,
        "languages": _languages(catalog, translations),
        "events": EventsView(catalog.events.events, edition.built_on),
        "link": partial(_link_from, posixpath.dirname(uri)),
        "title_of": partial(_title_of, titles),
        "counts": Counts(
            communes=len(catalog.communes),
            schools=len(catalog.schools),
            places=len(catalog.places),
            registrars=len(catalog.registrars),
            terms=len(catalog.glossary.terms),
            questions=len(catalog.questions.questions),
            facts=len(catalog.facts),
            checked_facts=sum(fact.verified_on is not None for fact in catalog.facts),
        ),
    }


def data_of_pages(catalog: Catalog) -> tuple[str, ...]:
    """Return all of a catalog that `page_names` shows, as text: what an expanded page depends on."""
    records = (
        *catalog.facts,
        *catalog.registrars,
        catalog.programme,
        catalog.project,
        catalog.legal,
        catalog.glossary,
        catalog.questions,
        catalog.events,
        catalog.trials,
    )
    signups = (link for link in catalog.permalinks if link.kind is PermalinkKind.SIGNUP)
    counts = (len(catalog.communes), len(catalog.schools), len(catalog.places))
    return (*(record.model_dump_json() for record in (*records, *signups)), repr(counts))


def registrar_view(catalog: Catalog, registrar: Registrar) -> RegistrarView:
    """Return a registrar with its numbered sign-up pages, those of a known address and those that wait for one."""
    pages = []
    for offer in catalog.programme.offers:
        address = registrar.signup.of(offer.id)
        link = catalog.signup_permalink(registrar, offer)
        if link:
            pages.append(SignupView(offer.suffix, link.number, bare_host(address) if address else None))
    return RegistrarView(
        registrar, tuple(page for page in pages if page.host), tuple(page for page in pages if not page.host)
    )


def _languages(catalog: Catalog, translations: Mapping[str, Translation]) -> tuple[LanguageView, ...]:
    """Return the languages that readers expect, then any other that a page is there in."""
    names = {language.tag: language.name for language in catalog.project.languages}
    for one in translations.values():
        names.setdefault(one.tag, one.name)
    return tuple(
        LanguageView(
            tag,
            name,
            tuple(
                LanguagePage(file, one.translator, one.translated_on)
                for file, one in sorted(translations.items())
                if one.tag == tag
            ),
        )
        for tag, name in names.items()
    )


def known_names(owner: object, top_level: Iterable[str]) -> list[str]:
    """Return the names that could have followed the dot on `owner`; without an owner, the top-level names."""
    if owner is None:
        return list(top_level)
    if isinstance(owner, Traced | Shelf):
        return owner.known_names()
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    return [name for name in dir(owner) if not name.startswith(("_", "model_"))]


def _link_from(folder: str, target: str) -> Markup:
    return Markup(posixpath.relpath(target, folder or "."))


def _title_of(titles: Mapping[str, str], file: str) -> str:
    """Return the title of a page; its file name where a page is expanded on its own."""
    if titles and file not in titles:
        raise TypeError(f"không có trang “{file}” trong content/guide")
    return titles.get(file, file)


def _facts_of(value: object) -> tuple[str, ...]:
    if isinstance(value, Fact):
        return (value.id,)
    facts = getattr(value, "facts", ())
    return facts if isinstance(facts, tuple) and all(isinstance(item, str) for item in facts) else ()


def _traced(value: object, record: Recorder) -> Any:
    if isinstance(value, Model | OfferView):
        return Traced(value, record)
    if isinstance(value, tuple):
        return tuple(_traced(item, record) for item in value)
    return value
