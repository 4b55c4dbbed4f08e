"""Training events that people may go to."""

from __future__ import annotations

from datetime import date

from pydantic import Field, model_validator

from generator.model.base import Record
from generator.model.times import TimeOfDay


class Event(Record):
    """A training event on one day; times are local (UTC+7), "08:00".

    `source` says who announced it, `verified_on` when somebody asked the organiser whether it takes place.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    day: date
    begins: TimeOfDay | None = None
    ends: TimeOfDay | None = None
    place: str
    for_whom: str
    organiser: str
    note: str | None = None
    cancelled: bool = False
    source: str
    verified_on: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Event:
        if self.ends and not self.begins:
            raise ValueError("có giờ kết thúc thì phải có giờ bắt đầu")
        if self.begins and self.ends and self.ends <= self.begins:
            raise ValueError("giờ kết thúc phải sau giờ bắt đầu")
        return self

    @property
    def hours(self) -> str:
        """Return the hours as people write them, or "" when they are not known."""
        return "–".join(filter(None, (self.begins, self.ends)))


class Events(Record):
    """Everything of events.yml."""

    version: int = 1
    events: tuple[Event, ...] = ()
