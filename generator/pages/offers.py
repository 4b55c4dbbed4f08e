"""What the pages say about the offers, now and on the days to come.

A page is built once and read for months. It therefore carries the words of every coming state, and a few
lines of script show those of the reader's own day. Without a script the words of the build day stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from markupsafe import Markup

from generator.model.landing_texts import Banners, EachOffer
from generator.model.programme import Offer, OfferState, Phase, Programme
from generator.pages.wording import Wording
from generator.text import format_date, format_money

T = TypeVar("T")

# When offers differ, a page speaks of the one that a reader can still use.
_MOST_USEFUL = (OfferState.CLOSING, OfferState.OPEN, OfferState.BEFORE, OfferState.ENDED)
_ACTIVE = (OfferState.OPEN, OfferState.CLOSING)


@dataclass(frozen=True)
class Segment:
    """A run of days, from `start` on, on which no offer changes its state."""

    start: date
    states: tuple[tuple[Offer, OfferState], ...]

    def state_of(self, offers: Sequence[Offer]) -> OfferState:
        """Return the one state that a page about some offers shows."""
        present = {state for offer, state in self.states if offer in offers}
        return next(state for state in _MOST_USEFUL if state in present)

    def active(self, offers: Sequence[Offer]) -> tuple[Offer, ...]:
        """Return those of some offers that can be had; all of them when none or every one can."""
        active = tuple(offer for offer, state in self.states if offer in offers and state in _ACTIVE)
        return active or tuple(offers)

    def differing(self, offers: Sequence[Offer]) -> tuple[tuple[Offer, OfferState], ...]:
        """Return each offer with its state when they do not agree, otherwise nothing."""
        chosen = tuple(pair for pair in self.states if pair[0] in offers)
        return chosen if len({state for _, state in chosen}) > 1 else ()


def timeline(programme: Programme, first_day: date) -> tuple[Segment, ...]:
    """Return the segments from a day on: the first holds that day, the last never ends."""
    days = {first_day}
    for offer in programme.offers:
        days |= {
            offer.opens,
            offer.closes - timedelta(days=programme.closing_days - 1),
            offer.closes + timedelta(days=1),
        }
    segments: list[Segment] = []
    for day in sorted(day for day in days if day >= first_day):
        states = tuple((offer, offer.state(day, programme.closing_days)) for offer in programme.offers)
        if not segments or segments[-1].states != states:
            segments.append(Segment(day, states))
    return tuple(segments)


@dataclass(frozen=True)
class Variant(Generic[T]):
    """One wording; `attributes`, put into its HTML element, say which segments show it."""

    value: T
    attributes: Markup


class Variants(Generic[T]):
    """What one spot of a page says in each segment, in order; equal wordings are one variant."""

    def __init__(self, said: Sequence[T]) -> None:
        by_value: dict[T, list[int]] = {}
        for number, value in enumerate(said):
            by_value.setdefault(value, []).append(number)
        self._variants = tuple(Variant(value, _attributes(numbers, len(said))) for value, numbers in by_value.items())

    def __iter__(self) -> Iterator[Variant[T]]:
        return iter(self._variants)


def _attributes(numbers: Sequence[int], count: int) -> Markup:
    if len(numbers) == count:
        return Markup("")
    hidden = "" if 0 in numbers else " hidden"
    return Markup(f' data-s="{"".join(map(str, numbers))}"{hidden}')


def waiting_phase(programme: Programme) -> Phase | None:
    """Return the phase after the offers that still waits for a decision, or None."""
    end = max(offer.closes for offer in programme.offers)
    coming = (phase for phase in programme.phases if phase.opens > end and phase.waits_for)
    return min(coming, key=lambda phase: phase.opens, default=None)


def each(offers: Sequence[Offer], value: Callable[[Offer], str]) -> str:
    """Return a value of all offers: once when they agree, else with the suffix of each."""
    values = {value(offer) for offer in offers}
    if len(values) == 1:
        return values.pop()
    return ", ".join(f"{value(offer)} ({offer.suffix})" for offer in offers)


def offer_values(programme: Programme, offers: Sequence[Offer], segment: Segment) -> dict[str, str]:
    """Return the values of the placeholders that speak of offers, for a page that leads with some of them."""
    active = segment.active(offers)
    values = {
        "names": active[0].suffix if len(active) == 1 else common_suffix(active),
        "suffixes": ", ".join(offer.suffix for offer in offers),
        "years": each(offers, lambda offer: str(offer.free_years)),
        "includes": ", ".join(services_of_all(programme.offers)),
        "opens": each(offers, lambda offer: format_date(offer.opens)),
        "closes": each(offers, lambda offer: format_date(offer.closes)),
        "fees": ", ".join(f"{offer.suffix} {format_money(offer.fees.yearly)}" for offer in programme.offers),
    }
    if phase := waiting_phase(programme):
        values |= {"next_year": str(phase.opens.year), "waits_for": phase.waits_for or ""}
    rules = [group.rule for group in programme.groups]
    ages = next(((rule.min_age, rule.max_age) for rule in rules if rule.min_age and rule.max_age), None)
    if ages:
        values |= {"min_age": str(ages[0]), "max_age": str(ages[1])}
    if years := next((rule.max_enterprise_years for rule in rules if rule.max_enterprise_years), None):
        values["enterprise_years"] = str(years)
    return values


def services_of_all(offers: Sequence[Offer]) -> tuple[str, ...]:
    """Return the services that come with every offer, so that no offer is promised another's."""
    return tuple(item for item in offers[0].includes if all(item in offer.includes for offer in offers))


def common_suffix(offers: Sequence[Offer]) -> str:
    """Return the ending that the suffixes share: ".vn" for "id.vn" and "biz.vn"."""
    endings = {offer.suffix.rpartition(".")[2] for offer in offers}
    return ", ".join(f".{ending}" for ending in sorted(endings))


@dataclass(frozen=True)
class Banner:
    """The state of some offers: its kind for colour and icon, bold lines, and what is not known."""

    state: OfferState
    lines: tuple[Markup, ...]
    detail: Markup | None


@dataclass(frozen=True)
class OfferWording:
    """Says the texts of a page in every coming state of the offers that the page leads with."""

    offers: tuple[Offer, ...]
    segments: tuple[Segment, ...]
    wordings: tuple[Wording, ...]

    @property
    def now(self) -> Wording:
        """Return the wording of the day of the build."""
        return self.wordings[0]

    @property
    def state_now(self) -> OfferState:
        """Return the state of the page's offers on the day of the build."""
        return self.segments[0].state_of(self.offers)

    def variants(self, say: Callable[[Wording, OfferState], T], offers: Sequence[Offer] | None = None) -> Variants[T]:
        """Return what is said in each segment, for the state of the page's offers or of some others."""
        said = [
            say(wording, segment.state_of(offers or self.offers))
            for segment, wording in zip(self.segments, self.wordings, strict=True)
        ]
        return Variants(said)

    def text(self, text_of: Callable[[OfferState], str], offers: Sequence[Offer] | None = None) -> Variants[Markup]:
        """Return the variants of a text that depends on the state alone."""
        return self.variants(lambda wording, state: wording(text_of(state)), offers)

    def banners(self, texts: Banners, each_offer: EachOffer) -> Variants[Banner]:
        """Return the banner of each segment; offers that differ get a line each."""
        said: list[Banner] = []
        for segment, wording in zip(self.segments, self.wordings, strict=True):
            state = segment.state_of(self.offers)
            text = texts.of(state)
            lines: tuple[Markup, ...] = (wording(text.line),)
            if differing := segment.differing(self.offers):
                lines = tuple(
                    wording.also(suffix=offer.suffix, opens=format_date(offer.opens), closes=format_date(offer.closes))(
                        each_offer.of(offer_state)
                    )
                    for offer, offer_state in differing
                )
            said.append(Banner(state, lines, wording(text.detail) if wording.can_say(text.detail) else None))
        return Variants(said)
