"""Answers of a household business, a homestay, a small enterprise."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.model.base import Record
from generator.starter.answers.base import (
    Address,
    Answers,
    Contact,
    English,
    Hours,
    Link,
    Notice,
    Ordering,
    Owner,
    Payment,
    Photo,
    Review,
)
from generator.starter.answers.limits import Line, Many, Money, Name, Short, Text


class Trade(StrEnum):
    """What kind of business it is, as search engines tell them apart."""

    STORE = "store"
    FOOD = "food"
    LODGING = "lodging"
    SERVICE = "service"


class ProductEnglish(Record):
    """A product for readers of English."""

    name: Short = ""
    text: Line = ""


class Product(Record):
    """Something for sale: without a price it is "hỏi giá"; with `price_to` a span."""

    name: Name
    text: Annotated[str, Field(max_length=400)] = ""
    price: Money | None = None
    price_to: Money | None = None
    unit: Annotated[str, Field(max_length=40)] = ""
    group: Short = ""
    sold_out: bool = False
    photo: Photo | None = None
    origin_place: Short = ""
    season: Short = ""
    certificate: Line = ""
    english: ProductEnglish | None = None


class TradeAnswers(Answers):
    """What a shop and a cooperative share."""

    name: Name
    tagline: Line = ""
    photo: Photo | None = None
    products_title: Short = ""
    products: Many[Product] = ()
    contact: Contact = Contact()
    address: Address = Address()
    hours: tuple[Hours, ...] = Field(default=(), max_length=14)
    hours_note: Line = ""
    notices: tuple[Notice, ...] = Field(default=(), max_length=5)
    story: Text = ""
    story_photo: Photo | None = None
    photos: tuple[Photo, ...] = Field(default=(), max_length=12)
    reviews: tuple[Review, ...] = Field(default=(), max_length=12)
    payment: Payment | None = None
    links: tuple[Link, ...] = Field(default=(), max_length=20)
    owner: Owner = Owner()
    ordering: Ordering = Ordering()
    english: English | None = None

    @property
    def title(self) -> str:
        """Return the name of the shop or cooperative."""
        return self.name


class ShopAnswers(TradeAnswers):
    """Answers of `kind: shop`."""

    trade: Trade = Trade.STORE
