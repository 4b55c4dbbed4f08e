"""Who can have a free name, on which day, and until when. Pure rules over the programme's data.

Every answer is about one day. Where the texts do not decide a day, the answer is to ask the registrar, never
a guess in either direction.
"""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from generator.model.programme import Group, Offer, OfferState, Programme

YOUTH, HOUSEHOLD, ENTERPRISE, COOPERATIVE = "youth", "household", "enterprise", "cooperative"

_ONE_DAY = timedelta(days=1)
_OLDEST_YEARS = 130


class Verdict(StrEnum):
    """What an applicant can be told."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    ASK = "ask"
    SERVICES = "services"


class Reason(StrEnum):
    """Why; each reason has its own words in content/landing/eligibility.yml."""

    ELIGIBLE = "eligible"
    NOT_OPEN = "not-open"
    ENDED = "ended"
    NOT_CITIZEN = "not-citizen"
    UNDER_AGE = "under-age"
    UNDER_AGE_TOO_LATE = "under-age-too-late"
    LEAP_DAY = "leap-day"
    DOUBTFUL_AGE = "doubtful-age"
    OVER_AGE = "over-age"
    NO_CERTIFICATE = "no-certificate"
    DOUBTFUL_ANNIVERSARY = "doubtful-anniversary"
    ENTERPRISE_TOO_OLD = "enterprise-too-old"
    NOT_FIRST = "not-first"
    FIRST_UNKNOWN = "first-unknown"
    SERVICES_ONLY = "services-only"
    NOT_NAMED = "not-named"

    @property
    def verdict(self) -> Verdict:
        """Return what the reason amounts to."""
        return _VERDICTS.get(self, Verdict.INELIGIBLE)


_VERDICTS = {
    Reason.ELIGIBLE: Verdict.ELIGIBLE,
    Reason.LEAP_DAY: Verdict.ASK,
    Reason.DOUBTFUL_AGE: Verdict.ASK,
    Reason.DOUBTFUL_ANNIVERSARY: Verdict.ASK,
    Reason.FIRST_UNKNOWN: Verdict.ASK,
    Reason.SERVICES_ONLY: Verdict.SERVICES,
}


class Alternative(StrEnum):
    """What to do next, or instead."""

    SIGN_UP = "sign-up"
    PAPERS = "papers"
    CHOOSE_NAME = "choose-name"
    ASK_REGISTRAR = "ask-registrar"
    PAY = "pay"
    WAIT = "wait"
    AS_YOUTH = "as-youth"
    AS_HOUSEHOLD = "as-household"
    GET_CERTIFICATE = "get-certificate"
    SERVICES = "services"
    LOOK_UP = "look-up"


_DOUBT = (Alternative.ASK_REGISTRAR, Alternative.PAPERS, Alternative.PAY)
_ALTERNATIVES: Mapping[Reason, tuple[Alternative, ...]] = {
    Reason.ELIGIBLE: (Alternative.SIGN_UP, Alternative.PAPERS, Alternative.CHOOSE_NAME),
    Reason.NOT_OPEN: (Alternative.WAIT, Alternative.PAPERS, Alternative.PAY),
    Reason.ENDED: (Alternative.PAY, Alternative.WAIT),
    Reason.NOT_CITIZEN: (Alternative.AS_HOUSEHOLD, Alternative.ASK_REGISTRAR),
    Reason.UNDER_AGE: (Alternative.WAIT, Alternative.CHOOSE_NAME),
    Reason.UNDER_AGE_TOO_LATE: (Alternative.WAIT, Alternative.CHOOSE_NAME),
    Reason.LEAP_DAY: _DOUBT,
    Reason.DOUBTFUL_AGE: _DOUBT,
    Reason.OVER_AGE: (Alternative.PAY, Alternative.AS_HOUSEHOLD),
    Reason.NO_CERTIFICATE: (Alternative.GET_CERTIFICATE, Alternative.AS_YOUTH, Alternative.PAY),
    Reason.DOUBTFUL_ANNIVERSARY: _DOUBT,
    Reason.ENTERPRISE_TOO_OLD: (Alternative.PAY, Alternative.AS_YOUTH),
    Reason.NOT_FIRST: (Alternative.PAY, Alternative.AS_YOUTH),
    Reason.FIRST_UNKNOWN: (Alternative.LOOK_UP, *_DOUBT),
    Reason.SERVICES_ONLY: (Alternative.ASK_REGISTRAR, Alternative.SERVICES, Alternative.AS_YOUTH),
    Reason.NOT_NAMED: (Alternative.AS_YOUTH, Alternative.AS_HOUSEHOLD, Alternative.ASK_REGISTRAR),
}


@dataclass(frozen=True)
class Applicant:
    """What somebody answered; `group` is the id of a group of the programme, or any other word for "none of them".

    None means "not asked" for a date, "not sure" for `had_name`: whether one had a name of the offer before.
    """

    group: str
    citizen: bool = True
    born: date | None = None
    founded: date | None = None
    certificate: bool = True
    had_name: bool | None = False


@dataclass(frozen=True)
class Outcome:
    """The answer for one day, with the dates that it rests on.

    `dates` may hold: "opens" and "closes" of the offer; "of_age", the first day that is certainly within the
    age; "sure_until", the last day that certainly counts; "doubt_until", the last day on which asking makes
    sense. The last two never lie after "closes".
    """

    reason: Reason
    offer: Offer | None = None
    dates: Mapping[str, date] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """Return what the reason amounts to."""
        return self.reason.verdict

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Return what to do next or instead, best first; never empty."""
        return _ALTERNATIVES[self.reason]


@dataclass(frozen=True)
class Anniversary:
    """The day on which a number of years is full: from `earliest` on it may count, from `latest` on it does.

    The two differ for 29 February in a year without one. The sources in facts.yml do not say whether 28
    February or 1 March counts then, so a right begins on the later day and ends with the earlier one, and the
    registrar decides in between.
    """

    earliest: date
    latest: date


def anniversary(day: date, years: int) -> Anniversary:
    """Return when `years` full years have passed since a day."""
    year = day.year + years
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return Anniversary(date(year, 2, 28), date(year, 3, 1))
    same = day.replace(year=year)
    return Anniversary(same, same)


def decide(programme: Programme, applicant: Applicant, on: date) -> Outcome:
    """Return the answer for an applicant on a day.

    ValueError when a date that the group's rule needs is missing or lies after that day.
    """
    group = next((group for group in programme.groups if group.id == applicant.group), None)
    if group is None:
        return Outcome(Reason.NOT_NAMED)
    if group.offer is None:
        return Outcome(Reason.SERVICES_ONLY)
    offer = programme.offer(group.offer)
    day = max(on, offer.opens)  # before the opening, the question is who can have a name then
    reason, dates = _judge(group, offer, applicant, on, day)
    if reason.verdict in (Verdict.ELIGIBLE, Verdict.ASK):
        state = offer.state(on, programme.closing_days)
        reason = {OfferState.BEFORE: Reason.NOT_OPEN, OfferState.ENDED: Reason.ENDED}.get(state, reason)
    return Outcome(reason, offer, {"opens": offer.opens, "closes": offer.closes, **dates})


def _judge(group: Group, offer: Offer, applicant: Applicant, on: date, day: date) -> tuple[Reason, dict[str, date]]:
    """Return the answer for a day on which the offer is taken as open; of several hindrances the firmest."""
    rule = group.rule
    if rule.min_age is not None and rule.max_age is not None:
        if not applicant.citizen:
            return Reason.NOT_CITIZEN, {}
        return _by_age(_past(applicant.born, on), day, offer, rule.min_age, rule.max_age)
    if rule.needs_certificate and not applicant.certificate:
        return Reason.NO_CERTIFICATE, {}
    reason, dates = Reason.ELIGIBLE, {"sure_until": offer.closes}
    if rule.max_enterprise_years is not None:
        reason, dates = _by_founding(_past(applicant.founded, on), day, offer, rule.max_enterprise_years)
    if reason is Reason.ENTERPRISE_TOO_OLD:
        return reason, dates
    if applicant.had_name:
        return Reason.NOT_FIRST, {}
    if applicant.had_name is None and reason is Reason.ELIGIBLE:
        return Reason.FIRST_UNKNOWN, dates
    return reason, dates


def _past(day: date | None, on: date) -> date:
    if day is None or day > on:
        raise ValueError(f"a date up to {on} is needed, not {day}")
    return day


def _by_age(born: date, day: date, offer: Offer, min_age: int, max_age: int) -> tuple[Reason, dict[str, date]]:
    """Judge an age. The plan says "từ đủ 18 đến 23", the decree "đến đủ 23" (fact age-boundary): the year
    between the 23rd and the 24th birthday is doubtful.
    """
    of_age, ends, over = (anniversary(born, years) for years in (min_age, max_age, max_age + 1))
    dates = {
        "of_age": of_age.latest,
        "sure_until": min(ends.earliest - _ONE_DAY, offer.closes),
        "doubt_until": min(over.latest - _ONE_DAY, offer.closes),
    }
    if day < of_age.earliest:
        return (Reason.UNDER_AGE if of_age.latest <= offer.closes else Reason.UNDER_AGE_TOO_LATE), dates
    if day < of_age.latest:
        return Reason.LEAP_DAY, dates
    if day < ends.earliest:
        return Reason.ELIGIBLE, dates
    return (Reason.DOUBTFUL_AGE if day < over.latest else Reason.OVER_AGE), dates


def _by_founding(founded: date, day: date, offer: Offer, years: int) -> tuple[Reason, dict[str, date]]:
    """Judge the age of an enterprise. The plan says "trong vòng 01 năm tính đến trước thời điểm đăng ký": the
    day before the anniversary is certain, the anniversary itself is not, the day after is too late.
    """
    full = anniversary(founded, years)
    dates = {
        "sure_until": min(full.earliest - _ONE_DAY, offer.closes),
        "doubt_until": min(full.latest, offer.closes),
    }
    if day < full.earliest:
        return Reason.ELIGIBLE, dates
    return (Reason.DOUBTFUL_ANNIVERSARY if day <= full.latest else Reason.ENTERPRISE_TOO_OLD), dates


@dataclass(frozen=True)
class Span:
    """Birth or founding dates with one answer: from `first` to `last`, both included; None is open-ended."""

    reason: Reason
    first: date | None
    last: date | None


def date_spans(programme: Programme, group_id: str, on: date) -> tuple[Span, ...]:
    """Return the dates of birth (or founding) by what they mean on a day, earliest first.

    What the offer's own state changes is left out: a table speaks of the rule, a banner of the offer.
    """
    group = programme.group(group_id)
    assert group.offer is not None
    offer = programme.offer(group.offer)
    day = max(on, offer.opens)
    by_age = group.rule.max_enterprise_years is None
    oldest = date(on.year - _OLDEST_YEARS, 1, 1)

    def reason_of(moment: date) -> Reason:
        who = Applicant(group_id, born=moment) if by_age else Applicant(group_id, founded=moment)
        return _judge(group, offer, who, on, day)[0]

    return tuple(_spans(reason_of, oldest, on))


# The later a date, the later the answer stands in this list: that makes the limits a matter of bisection.
_BY_DATE = (
    Reason.OVER_AGE,
    Reason.ENTERPRISE_TOO_OLD,
    Reason.DOUBTFUL_AGE,
    Reason.DOUBTFUL_ANNIVERSARY,
    Reason.ELIGIBLE,
    Reason.LEAP_DAY,
    Reason.UNDER_AGE,
    Reason.UNDER_AGE_TOO_LATE,
)


def _spans(reason_of: Callable[[date], Reason], oldest: date, newest: date) -> Iterator[Span]:
    days = range(oldest.toordinal(), newest.toordinal() + 1)

    def rank(ordinal: int) -> int:
        return _BY_DATE.index(reason_of(date.fromordinal(ordinal)))

    start = 0
    while start < len(days):
        here = rank(days[start])
        end = bisect_left(days, here + 1, lo=start, key=rank)
        yield Span(
            _BY_DATE[here],
            date.fromordinal(days[start]) if start else None,
            date.fromordinal(days[end - 1]) if end < len(days) else None,
        )
        start = end
