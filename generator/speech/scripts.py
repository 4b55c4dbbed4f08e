"""What an announcer reads at a place on a day: blocks filled with values that are words already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.model.filled_texts import fill
from generator.model.places import Commune, Place, School
from generator.model.programme import Offer, OfferState
from generator.model.speech_texts import Script, SpeechMaterial, Spelling
from generator.pages.offers import Segment, waiting_phase
from generator.pages.shared import Site
from generator.permalink import PrintedAddress
from generator.spoken import date_words, digit_words, money_words, number_words, say_numbers, say_words, syllables


@dataclass(frozen=True)
class SpokenScript:
    """One script of one place, ready to be read."""

    script: Script
    paragraphs: tuple[str, ...]

    @property
    def syllables(self) -> int:
        """Return how many syllables it has."""
        return sum(map(syllables, self.paragraphs))


def spoken_scripts(
    site: Site, speech: SpeechMaterial, place: Place, segment: Segment | None = None
) -> tuple[SpokenScript, ...]:
    """Return the scripts of a place for the day of the build, or for a later run of days."""
    segment = segment or site.segments[0]
    state = segment.state_of(site.catalog.leading_offers(place))
    values = spoken_values(site, speech.spelling, place, segment)
    at_school = isinstance(place, School)
    return tuple(spoken_script(speech, script, state, at_school, values) for script in speech.scripts.scripts)


def spoken_script(
    speech: SpeechMaterial, script: Script, state: OfferState, at_school: bool, values: Mapping[str, str]
) -> SpokenScript:
    """Return one script filled with values, which are in words."""
    blocks = (speech.scripts.block(block_id) for block_id in script.of(state, at_school))
    return SpokenScript(script, tuple(fill(block.of(state, at_school), values) for block in blocks))


def spoken_values(site: Site, spelling: Spelling, place: Place, segment: Segment) -> dict[str, str]:
    """Return the values that scripts may name, each in words."""
    offers = site.catalog.leading_offers(place)
    return offer_words(site, spelling, offers, segment) | place_words(site, spelling, place)


def place_words(site: Site, spelling: Spelling, place: Place) -> dict[str, str]:
    """Return what is the place's own, in words: its name, its address, what kind of unit governs it."""
    return {
        "place": spoken_place(place, spelling),
        "unit": place.type.value if isinstance(place, Commune) else site.catalog.texts.landing.help.school_unit,
        "address": spoken_address(PrintedAddress(site.edition.host, place.number), spelling),
    }


def offer_words(site: Site, spelling: Spelling, offers: Sequence[Offer], segment: Segment) -> dict[str, str]:
    """Return what scripts say of some offers, in words: names, days, fees, ages."""
    programme = site.catalog.programme
    active = segment.active(offers)
    groups = programme.groups
    by_age = next((group for group in groups if group.rule.min_age and group.rule.max_age), None)
    enterprise = next((group for group in groups if group.rule.max_enterprise_years), None)
    later = waiting_phase(programme)

    def suffix_of(offer_id: str | None) -> str:
        return spoken_name(programme.offer(offer_id).suffix, spelling) if offer_id else ""

    return {
        "province": say_numbers(say_words(site.catalog.project.province.full_name, spelling.words)),
        "names": spoken_name(active[0].suffix, spelling) if len(active) == 1 else _common_ending(active, spelling),
        "suffixes": " và ".join(spoken_name(offer.suffix, spelling) for offer in offers),
        "youth_suffix": suffix_of(by_age.offer if by_age else None),
        "business_suffix": suffix_of(enterprise.offer if enterprise else None),
        "years": _each(active, lambda offer: number_words(offer.free_years), spelling),
        "opens": _each(active, lambda offer: date_words(offer.opens), spelling),
        "closes": _each(active, lambda offer: date_words(offer.closes), spelling),
        "next_year": number_words(later.opens.year if later else max(offer.closes.year for offer in offers) + 1),
        "fees": ", ".join(
            f"{spoken_name(offer.suffix, spelling)} là {money_words(offer.fees.yearly)}" for offer in programme.offers
        ),
        "min_age": number_words(by_age.rule.min_age or 0) if by_age else "",
        "max_age": number_words(by_age.rule.max_age or 0) if by_age else "",
        "enterprise_years": number_words(enterprise.rule.max_enterprise_years or 0) if enterprise else "",
    }


def spoken_place(place: Place, spelling: Spelling) -> str:
    """Return the name of a place as it is said: "Trường trung học phổ thông Đồng Văn", "phường Hà Giang hai"."""
    return say_numbers(say_words(place.full_name, spelling.words))


def spoken_address(address: PrintedAddress, spelling: Spelling) -> str:
    """Return an address for the ear, with a comma wherever the announcer pauses."""
    return f"{spoken_name(address.host, spelling)}, {spelling.slash}, {digit_words(address.number)}"


def spoken_name(name: str, spelling: Spelling) -> str:
    """Return a domain name as it is said: labels that are known as words, the others letter by letter."""
    labels = name.split(".")
    said = [_label(label, spelling) for label in labels]
    pause = " " if len(labels) == 2 and all(label in spelling.labels for label in labels) else ", "
    return pause.join([said[0], *(f"{spelling.dot} {label}" for label in said[1:])])


def _label(label: str, spelling: Spelling) -> str:
    if label in spelling.labels:
        return spelling.labels[label]
    if "-" in label:
        return f" {spelling.hyphen} ".join(_label(part, spelling) for part in label.split("-"))
    return " ".join(digit_words(letter) if letter.isdigit() else spelling.letters[letter] for letter in label)


def _common_ending(offers: Sequence[Offer], spelling: Spelling) -> str:
    endings = dict.fromkeys(offer.suffix.rpartition(".")[2] for offer in offers)
    return ", ".join(f"{spelling.dot} {_label(ending, spelling)}" for ending in endings)


def _each(offers: Sequence[Offer], value: Callable[[Offer], str], spelling: Spelling) -> str:
    """Return a value of all offers: once when they agree, else with the suffix of each."""
    said = {offer.suffix: value(offer) for offer in offers}
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    return ", ".join(f"{words} với {spoken_name(suffix, spelling)}" for suffix, words in said.items())
