"""Answers of a cooperative: those of a shop, and who its members are, what is certified, who buys in bulk."""

from __future__ import annotations

from pydantic import Field

from generator.model.base import Record
from generator.starter.answers.base import Bearer, Owner, Phone, Photo
from generator.starter.answers.limits import Few, Line, Short, Text, Title
from generator.starter.answers.shop import TradeAnswers


class Members(Record):
    """Who belongs to the cooperative; a count that is not known is left out."""

    households: int | None = Field(default=None, ge=1, le=100_000)
    area: Short = ""
    text: Text = ""


class Certificate(Record):
    """A certificate as its paper says: OCOP stars stand as a number from 1 to 5."""

    name: Title
    product: Short = ""
    stars: int | None = Field(default=None, ge=1, le=5)
    issued_by: Line = ""
    year: int | None = Field(default=None, ge=1990, le=2100)
    number: Short = ""
    photo: Photo | None = None


class Wholesale(Record):
    """Buying in bulk: whom to call and from how much."""

    text: Text = ""
    least: Short = ""
    person: Short = ""
    phone: Phone = ""


class Visiting(Record):
    """Coming to see: what there is, and how to announce oneself."""

    text: Text = ""
    best_time: Line = ""
    photo: Photo | None = None


class CoopAnswers(TradeAnswers):
    """Answers of `kind: coop`."""

    owner: Owner = Owner(bearer=Bearer.COOPERATIVE)
    founded: int | None = Field(default=None, ge=1950, le=2100)
    members: Members | None = None
    certificates: Few[Certificate] = ()
    wholesale: Wholesale | None = None
    visiting: Visiting | None = None
