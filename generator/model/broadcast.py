"""Which script is read on which days, and the words around it, as content/speech/calendar.yml holds them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from generator.model.base import Record
from generator.model.filled_texts import Texts
from generator.model.times import TimeOfDay

Days = tuple[Annotated[int, Field(ge=0, le=366)], ...]


class Weekday(StrEnum):
    """A day of the week as it is written, in the order of `date.weekday`."""

    MONDAY = "thứ hai"
    TUESDAY = "thứ ba"
    WEDNESDAY = "thứ tư"
    THURSDAY = "thứ năm"
    FRIDAY = "thứ sáu"
    SATURDAY = "thứ bảy"
    SUNDAY = "chủ nhật"

    @classmethod
    def _missing_(cls, value: object) -> Weekday | None:
        """Take "Thứ 2" and "CN" as well: people write them more often than the words."""
        written = " ".join(str(value).lower().split())
        short = {f"thứ {day.number + 2}": day for day in cls if day is not cls.SUNDAY} | {"cn": cls.SUNDAY}
        return short.get(written) or next((day for day in cls if day.value == written), None)

    @property
    def number(self) -> int:
        """Return its number as `date.weekday` counts: Monday is 0."""
        return list(Weekday).index(self)


class PlannedReading(Record):
    """One script and when it is read: every week, or some days from the first or the last days of an offer.

    `after_opens` counts days from the day an offer opens, `after_closing` from the day on which it begins to be
    told as closing soon, `before_closes` back from its last day; 0 is that day itself.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    script: str
    turns: int = Field(default=1, ge=1, le=5)
    weekly: Weekday | None = None
    after_opens: Days = ()
    after_closing: Days = ()
    before_closes: Days = ()

    @model_validator(mode="after")
    def _says_when_in_one_way(self) -> PlannedReading:
        dated = bool(self.after_opens or self.after_closing or self.before_closes)
        if dated and self.weekly:
            raise ValueError(f"mục “{self.id}” vừa đọc hằng tuần vừa đọc theo ngày; hãy tách thành hai mục")
        if not dated and not self.weekly:
            raise ValueError(
                f"mục “{self.id}” chưa nói đọc khi nào; thêm weekly, after_opens, after_closing hoặc before_closes"
            )
        return self


class BroadcastHour(Record):
    """An hour at which loudspeakers speak: at one place, or everywhere that has no hours of its own."""

    begins: TimeOfDay
    place: str | None = None


_KNOWN = frozenset({"place", "closes", "address", "pack"})


class ReadingWords(Texts):
    """What an event says around the script."""

    placeholders: ClassVar[frozenset[str]] = _KNOWN | {"script", "length", "turns"}

    title: str
    any_time: str
    at_hours: str
    length: str
    address: str
    log: str
    valid: str


class NoticeWords(Texts):
    """An event that is no reading: from this day on, what was printed is no longer read."""

    placeholders: ClassVar[frozenset[str]] = _KNOWN

    title: str
    text: str


class PlanSheetWords(Texts):
    """The words of the sheet to pin up beside the loudspeaker."""

    placeholders: ClassVar[frozenset[str]] = _KNOWN | {
        *("page", "first", "last", "hours", "date", "title", "weekday", "script", "turns")
    }

    title: str
    nothing: str
    range: str
    hours: str
    hours_blank: str
    agreed_blank: str
    weekly: str
    script: str
    address_heading: str
    changed: str
    over: str


class BroadcastCalendar(Texts, Record):
    """content/speech/calendar.yml."""

    placeholders: ClassVar[frozenset[str]] = _KNOWN | {
        *("title", "script", "languages", "language", "translator", "date")
    }

    readings: tuple[PlannedReading, ...] = Field(min_length=1)
    hours: tuple[BroadcastHour, ...] = ()
    name: str
    trial: str
    reading: ReadingWords
    translated: str
    not_translated: str
    changed: NoticeWords
    over: NoticeWords
    none: str
    sheet: PlanSheetWords

    @model_validator(mode="after")
    def _no_reading_twice(self) -> BroadcastCalendar:
        ids = [reading.id for reading in self.readings]
        if twice := next((name for name in ids if ids.count(name) > 1), None):
            raise ValueError(f"id “{twice}” dùng hai lần → Đặt id khác.")
        days = [reading.weekly for reading in self.readings if reading.weekly]
        if weekday := next((day for day in days if days.count(day) > 1), None):
            raise ValueError(f"hai mục cùng đọc mỗi {weekday.value}; mỗi ngày chỉ đọc một bài")
        return self

    def hours_of(self, number: str) -> tuple[str, ...]:
        """Return the hours of a place in order; its own where there are some, else those of all."""
        own = {hour.begins for hour in self.hours if hour.place == number}
        return tuple(sorted(own or {hour.begins for hour in self.hours if hour.place is None}))
