"""Words for a school and for logs, as content/print/school.yml and logs.yml hold them."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from generator.model.base import Record
from generator.model.pack_texts import PackWords
from generator.model.programme import OfferState

PAGE_WIDTH = 180  # millimetres between the margins of A4


class Readers(StrEnum):
    """To whom some words are said."""

    MINORS = "minors"
    ADULTS = "adults"


class Line(PackWords):
    """A sentence, and what stands in its place once the offer has ended; `only` some schools have it."""

    text: str
    ended: str | None = None
    only: Readers | None = None

    def of(self, state: OfferState) -> str:
        """Return the sentence for a state."""
        return self.ended or self.text if state is OfferState.ENDED else self.text

    def is_for(self, minors: bool) -> bool:
        """Tell whether a school has this sentence; `minors` tells whether it has pupils under age."""
        return self.only is None or (self.only is Readers.MINORS) is minors


class TalkPart(PackWords):
    """A part of the talk: how many minutes, what is said."""

    title: str
    minutes: int = Field(ge=1)
    lines: tuple[Line, ...] = Field(min_length=1)


class Talk(PackWords):
    """The talk with a class."""

    title: str
    note: str
    parts: tuple[TalkPart, ...] = Field(min_length=1)
    ask_heading: str
    asks: tuple[Line, ...] = ()


class Slide(PackWords, Record):
    """One page to show on a wall."""

    icon: str = Field(pattern=r"^[a-z0-9-]+$")
    title: Line
    lines: tuple[Line, ...] = Field(min_length=1, max_length=5)
    only: Readers | None = None

    def is_for(self, minors: bool) -> bool:
        """Tell whether a school has this page."""
        return self.only is None or (self.only is Readers.MINORS) is minors


class LastSlide(PackWords):
    """The page with the code."""

    title: str
    line: str


class Slides(PackWords):
    """Pages to show on a wall."""

    title: str
    pages: tuple[Slide, ...] = Field(min_length=1)
    last: LastSlide


class Notice(PackWords):
    """A notice to parents."""

    title: str
    greeting: str
    lines: tuple[Line, ...] = Field(min_length=1)
    sign: tuple[str, ...] = Field(min_length=1)


class AgeNote(PackWords):
    """A note to those who are not yet of age."""

    title: str
    lines: tuple[Line, ...] = Field(min_length=1)
    read: str


class SchoolTexts(Record):
    """content/print/school.yml."""

    talk: Talk
    slides: Slides
    notice: Notice
    age_note: AgeNote


class LogFor(StrEnum):
    """Which places keep a log."""

    ALL = "all"
    COMMUNE = "commune"
    SCHOOL = "school"


class LogColumn(PackWords):
    """A column of a log: its heading, its width in millimetres, a box to tick or several with words."""

    name: str
    width: float = Field(ge=10)
    tick: bool = False
    choices: tuple[str, ...] = ()


class Log(PackWords, Record):
    """A log to fill in by hand, one page of A4."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    kept_by: LogFor
    title: str
    note: str
    rows: int = Field(ge=4, le=30)
    totals: str | None = None
    columns: tuple[LogColumn, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _columns_fit_on_the_page(self) -> Log:
        if round(total := sum(column.width for column in self.columns)) != PAGE_WIDTH:
            raise ValueError(
                f"các cột của “{self.id}” rộng {total:g} mm, phải đúng {PAGE_WIDTH} mm → Sửa width của các cột."
            )
        return self

    def is_for(self, at_school: bool) -> bool:
        """Tell whether a kind of place keeps this log."""
        return self.kept_by is LogFor.ALL or (self.kept_by is LogFor.SCHOOL) is at_school


class TableColumns(PackWords):
    """The headings of the columns that tell, in a log as a table, whose log it is."""

    number: str
    place: str


class LogTexts(PackWords, Record):
    """content/print/logs.yml."""

    placeholders: ClassVar[frozenset[str]] = PackWords.placeholders | {"unit"}

    title: str
    logs: tuple[Log, ...] = Field(min_length=1)
    table: TableColumns
    foot: str
    foot_school: str
