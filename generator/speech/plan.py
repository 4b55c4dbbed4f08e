"""On which days which script is read: from the rules of an editor and the days of the offers. No clock, no words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.broadcast import BroadcastCalendar, PlannedReading
from generator.model.programme import Offer

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ReadingDays:
    """Days on which one script is read with the same words, in order: those about `offers`, which are open then.

    `key` tells them from all others of a place, also in plans of other days.
    """

    reading: PlannedReading
    key: str
    offers: tuple[Offer, ...]
    days: tuple[date, ...]


@dataclass(frozen=True)
class Change:
    """A day from which what was read before no longer holds; `over`: no offer comes any more."""

    day: date
    over: bool


@dataclass(frozen=True)
class BroadcastPlan:
    """All days of reading by their first day, and the days on which the words change."""

    readings: tuple[ReadingDays, ...]
    changes: tuple[Change, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """Return every day on which something is read, in order."""
        return tuple(sorted(day for item in self.readings for day in item.days))


def broadcast_plan(
    calendar: BroadcastCalendar, offers: Sequence[Offer], closing_days: int, first_day: date, *, over: bool
) -> BroadcastPlan:
    """Return what is read from `first_day` on, while some offer is open; nothing once all of it is `over`.

    No day has two readings: the one that the calendar lists first is kept.
    """
    changes = tuple(_changes(offers, first_day))
    if over:
        return BroadcastPlan((), changes[-1:])
    taken: set[date] = set()
    found: list[ReadingDays] = []
    for reading in calendar.readings:
        if reading.weekly:
            wanted = _weekly(reading, offers, first_day)
        else:
            wanted = _counted(reading, offers, closing_days, first_day)
        for item in wanted:
            days = tuple(day for day in item.days if day not in taken)
            taken |= {*days}
            if days:
                found.append(ReadingDays(reading, item.key, item.offers, days))
    return BroadcastPlan(tuple(sorted(found, key=lambda item: item.days[0])), changes)


def _open_on(offers: Sequence[Offer], day: date) -> tuple[Offer, ...]:
    return tuple(offer for offer in offers if offer.opens <= day <= offer.closes)


def _counted(
    reading: PlannedReading, offers: Sequence[Offer], closing_days: int, first_day: date
) -> Iterator[ReadingDays]:
    """Yield the days counted from the first and the last days of each offer.

    Their keys hold the count, not the day, so that a calendar in a telephone moves them when the offer moves.
    """
    for offer in offers:
        closing = offer.closes - timedelta(days=closing_days - 1)
        days = [
            *((f"mo-{count}", offer.opens + timedelta(days=count)) for count in reading.after_opens),
            *((f"sap-het-{count}", closing + timedelta(days=count)) for count in reading.after_closing),
            *((f"con-{count}", offer.closes - timedelta(days=count)) for count in reading.before_closes),
        ]
        for name, day in days:
            if max(first_day, offer.opens) <= day <= offer.closes:
                yield ReadingDays(reading, f"{reading.id}-{name}-{offer.id}", _open_on(offers, day), (day,))


def _weekly(reading: PlannedReading, offers: Sequence[Offer], first_day: date) -> Iterator[ReadingDays]:
    """Yield the days of each week, those with the same words together."""
    assert reading.weekly is not None
    day = first_day + timedelta(days=(reading.weekly.number - first_day.weekday()) % 7)
    last_day = max(offer.closes for offer in offers)
    by_offers: dict[tuple[str, ...], list[date]] = {}
    while day <= last_day:
        if ids := tuple(offer.id for offer in _open_on(offers, day)):
            by_offers.setdefault(ids, []).append(day)
        day += timedelta(weeks=1)
    for ids, days in by_offers.items():
        yield ReadingDays(reading, "-".join((reading.id, *ids)), _open_on(offers, days[0]), tuple(days))


def _changes(offers: Sequence[Offer], first_day: date) -> Iterator[Change]:
    """Yield each day from which other offers are open than the day before, and the day after the last of all."""
    end = max(offer.closes for offer in offers) + _DAY
    for day in sorted({*(offer.opens for offer in offers), *(offer.closes + _DAY for offer in offers)}):
        before = _open_on(offers, day - _DAY)
        if day == end:
            yield Change(day, over=True)
        elif day > first_day and before and _open_on(offers, day) != before:
            yield Change(day, over=False)
