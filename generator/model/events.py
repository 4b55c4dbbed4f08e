"""Training events that people may go to."""

from __future__ import annotations

from datetime import date

from pydantic import Field, field_validator, model_validator

from generator.model.base import Record


class Event(Record):
    """A training event on one day; times are local (UTC+7), "08:00".

    `source` says who announced it, `verified_on` when somebody asked the organiser whether it takes place.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    day: date
    begins: str | None = None
    ends: str | None = None
    place: str
    for_whom: str
    organiser: str
    note: str | None = None
    cancelled: bool = False
    source: str
    verified_on: date | None = None

    @field_validator("begins", "ends")
    @classmethod
    def _time_of_day(cls, value: str | None) -> str | None:
        if value is None:
            return None
        hour, colon, minute = value.partition(":")
        written = bool(colon) and hour.isdecimal() and minute.isdecimal() and len(minute) == 2
        if not (written and int(hour) < 24 and int(minute) < 60):
            raise ValueError("giờ viết trong ngoặc kép theo mẫu “08:00”")
        return f"{int(hour):02}:{minute}"

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
