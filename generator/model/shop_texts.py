"""Words and numbers for whoever prints a lot, as content/print/shop.yml holds them."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from generator.model.base import Model, Record
from generator.model.filled_texts import Texts
from generator.model.programme import OfferState

_KNOWN = frozenset({"province", "area", "level", "date", "before", "after", "part", "count", "places", "sheet"})


class ShopWords(Texts):
    """Words of this file."""

    placeholders: ClassVar[frozenset[str]] = _KNOWN


class Books(ShopWords):
    """Titles of the documents with a sheet of many places."""

    all: str
    area: str
    level: str


class OrderLine(Record):
    """A sheet to order, and how many copies for each place of a kind."""

    sheet: str
    commune: int = Field(ge=0)
    school: int = Field(ge=0)


class OrderColumns(ShopWords):
    """Headings of the order."""

    number: str
    place: str
    sheet: str
    paper: str
    colour: str
    copies: str
    price: str
    cost: str
    stock: str


class Order(ShopWords):
    """The order sheet."""

    title: str
    note: str
    lines: tuple[OrderLine, ...] = Field(min_length=1)
    total: str
    by_sheet: str
    by_place: str
    columns: OrderColumns


class ReprintColumns(ShopWords):
    """Headings of the list of what to print again."""

    number: str
    place: str
    sheet: str
    needed: str
    reason: str


class FactWords(ShopWords):
    """What is said when a value of the programme changed; each field is the name of a value."""

    closes: str
    opens: str
    fees: str
    years: str
    names: str
    min_age: str
    max_age: str
    enterprise_years: str
    compiled_on: str


class StateNames(Model):
    """The states of the offer."""

    before: str
    open: str
    closing: str
    ended: str

    def of(self, state: OfferState) -> str:
        """Return the name of a state."""
        name: str = getattr(self, state.value)
        return name


class Reprint(ShopWords):
    """The list of what to print again."""

    title: str
    none_yet: str
    same: str
    summary: str
    columns: ReprintColumns
    needed: str
    not_needed: str
    facts: FactWords
    state: str
    states: StateNames
    place: str
    address: str
    words: str
    layout: str
    new_place: str
    new_sheet: str
    gone: str
    parts: dict[str, str]


class ShopTexts(ShopWords, Record):
    """content/print/shop.yml; `poster` is the id of the sheet that is printed for many places at once."""

    poster: str
    books: Books
    order: Order
    reprint: Reprint
