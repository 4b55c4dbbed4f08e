"""The whole province as one frozen value: all that pages, sheets and checks are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.events import Events
from generator.model.glossary import Glossary
from generator.model.knowledge import Fact, Registrar
from generator.model.landing_texts import LandingTexts
from generator.model.legal import LegalTexts
from generator.model.permalinks import Permalink, PermalinkKind
from generator.model.places import Commune, Contact, Place, School
from generator.model.programme import Offer, Programme
from generator.model.project import Project
from generator.model.questions import Questions
from generator.model.trials import Trials
from generator.text import sort_key

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Catalog:
    """Everything that was loaded and found valid.

    `shapes` maps a commune's code to the rings of its outline (longitude, latitude in degrees, WGS84);
    `neighbours` maps a code to the codes that share an edge with it.
    """

    project: Project
    programme: Programme
    facts: tuple[Fact, ...]
    registrars: tuple[Registrar, ...]
    communes: tuple[Commune, ...]
    schools: tuple[School, ...]
    permalinks: tuple[Permalink, ...]
    contacts: tuple[Contact, ...]
    texts: LandingTexts
    shapes: Mapping[str, tuple[Ring, ...]]
    neighbours: Mapping[str, tuple[str, ...]]
    legal: LegalTexts = field(default_factory=LegalTexts)
    glossary: Glossary = field(default_factory=Glossary)
    questions: Questions = field(default_factory=Questions)
    events: Events = field(default_factory=Events)
    trials: Trials = field(default_factory=Trials)

    @cached_property
    def fact_by_id(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def commune_by_code(self) -> dict[str, Commune]:
        """Communes by official code."""
        return {commune.code: commune for commune in self.communes}

    @cached_property
    def registrar_by_id(self) -> dict[str, Registrar]:
        """Registrars by id."""
        return {registrar.id: registrar for registrar in self.registrars}

    @cached_property
    def contact_by_number(self) -> dict[str, Contact]:
        """Contacts by the number of their place."""
        return {contact.number: contact for contact in self.contacts}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """All communes and schools, by the Vietnamese alphabet."""
        return tuple(sorted((*self.communes, *self.schools), key=lambda place: sort_key(place.name)))

    @cached_property
    def registrars_in_order(self) -> tuple[Registrar, ...]:
        """Registrars in the one neutral order used everywhere: the Vietnamese alphabet of their short names."""
        return tuple(sorted(self.registrars, key=lambda registrar: sort_key(registrar.short_name)))

    @cached_property
    def _schools_by_commune(self) -> dict[str, tuple[School, ...]]:
        grouped: dict[str, list[School]] = {}
        for school in sorted(self.schools, key=lambda school: sort_key(school.name)):
            if school.commune_code:
                grouped.setdefault(school.commune_code, []).append(school)
        return {code: tuple(schools) for code, schools in grouped.items()}

    def schools_of(self, commune: Commune) -> tuple[School, ...]:
        """Return the schools of a commune by the alphabet."""
        return self._schools_by_commune.get(commune.code, ())

    def commune_of(self, school: School) -> Commune | None:
        """Return the commune of a school, or None where it is not known."""
        return self.commune_by_code.get(school.commune_code or "")

    def neighbours_of(self, commune: Commune) -> tuple[Commune, ...]:
        """Return the communes that share an edge with one, by the alphabet."""
        codes = self.neighbours.get(commune.code, ())
        found = [self.commune_by_code[code] for code in codes if code in self.commune_by_code]
        return tuple(sorted(found, key=lambda neighbour: sort_key(neighbour.name)))

    def leading_offers(self, place: Place) -> tuple[Offer, ...]:
        """Return the offers that pages and sheets of a place lead with: at a school those for an age, else all."""
        if isinstance(place, School):
            for_an_age = {group.offer for group in self.programme.groups if group.rule.min_age is not None}
            if found := tuple(offer for offer in self.programme.offers if offer.id in for_an_age):
                return found
        return self.programme.offers

    @cached_property
    def _signup_numbers(self) -> dict[str, Permalink]:
        return {link.target: link for link in self.permalinks if link.kind is PermalinkKind.SIGNUP and not link.retired}

    def signup_permalink(self, registrar: Registrar, offer: Offer) -> Permalink | None:
        """Return the permanent number of a registrar's sign-up page for an offer, or None when it has none."""
        return self._signup_numbers.get(f"{registrar.id}/{offer.id}")
