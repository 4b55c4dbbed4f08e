"""The programme as data: phases, offers, groups, fees, targets. Every entry names the facts it stands on."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from pydantic import Field

from generator.model.base import Model, Record


class OfferState(StrEnum):
    """Where an offer stands on a given day."""

    BEFORE = "before"
    OPEN = "open"
    CLOSING = "closing"
    ENDED = "ended"


class Fees(Model):
    """State fees of an offer in đồng; the registrar's service fee comes on top and is not known."""

    yearly: int = Field(ge=0)
    registration: int = Field(ge=0)
    facts: tuple[str, ...] = Field(min_length=1)


class Offer(Record):
    """A free name: which suffix, for how long, between which days (both included)."""

    id: str = Field(pattern=r"^[a-z]+-vn$")
    suffix: str
    free_years: int = Field(ge=1)
    opens: date
    closes: date
    fees: Fees
    includes: tuple[str, ...]
    facts: tuple[str, ...] = Field(min_length=1)

    def state(self, on: date, closing_days: int) -> OfferState:
        """Return the state on a day; `closing` covers the last `closing_days` days, the last day included."""
        if on < self.opens:
            return OfferState.BEFORE
        if on > self.closes:
            return OfferState.ENDED
        if on > self.closes - timedelta(days=closing_days):
            return OfferState.CLOSING
        return OfferState.OPEN


class GroupRule(Model):
    """Who belongs to a group: ages in full years, or the longest age of an enterprise in years."""

    min_age: int | None = None
    max_age: int | None = None
    max_enterprise_years: int | None = None
    needs_certificate: bool = False


class Group(Record):
    """A group of people the programme speaks to; `offer` is None when a free name is not promised."""

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    offer: str | None
    rule: GroupRule
    papers: tuple[str, ...] = Field(min_length=1)
    facts: tuple[str, ...] = Field(min_length=1)


class Phase(Record):
    """A phase of the programme; `waits_for` says what must be decided first."""

    id: str
    name: str
    opens: date
    closes: date
    waits_for: str | None = None
    facts: tuple[str, ...] = Field(min_length=1)


class Target(Record):
    """How many names the province wants by a day."""

    by: date
    names: int = Field(ge=1)
    facts: tuple[str, ...] = Field(min_length=1)


class Plan(Model):
    """The province's plan; number and day stay None while our copy lacks them."""

    title: str
    number: str | None = None
    signed_on: date | None = None
    month: str
    facts: tuple[str, ...] = Field(min_length=1)


class SafetyChannel(Record):
    """Where a person looks a name up or reports a fraud."""

    id: str
    label: str
    url: str | None = None
    phone: str | None = None
    facts: tuple[str, ...] = Field(min_length=1)


class Programme(Record):
    """Everything that the programme promises, and until when."""

    version: int
    name: str
    short_name: str
    closing_days: int = Field(ge=0)
    renewal_grace_days: int = Field(ge=0)
    renewal_facts: tuple[str, ...] = Field(min_length=1)
    plan: Plan
    phases: tuple[Phase, ...] = Field(min_length=1)
    offers: tuple[Offer, ...] = Field(min_length=1)
    groups: tuple[Group, ...] = Field(min_length=1)
    targets: tuple[Target, ...] = ()
    lookup: SafetyChannel
    reporting: tuple[SafetyChannel, ...] = ()

    def offer(self, offer_id: str) -> Offer:
        """Return an offer by its id; KeyError when there is none."""
        return {offer.id: offer for offer in self.offers}[offer_id]

    def group(self, group_id: str) -> Group:
        """Return a group by its id; KeyError when there is none."""
        return {group.id: group for group in self.groups}[group_id]
