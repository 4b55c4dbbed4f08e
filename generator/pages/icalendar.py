"""Calendar files as phones read them (RFC 5545), byte for byte the same for the same events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from generator.text import folded_line

# A calendar must hold at least one component (RFC 5545, 3.6); the time zone also makes an empty one valid.
_TIME_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ho_Chi_Minh",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "END:STANDARD",
    "END:VTIMEZONE",
)

THAT_MORNING = timedelta(hours=8)  # when the phone rings on a day without an hour

_HANOI = timezone(timedelta(hours=7))  # no summer time since 1975 (IANA tz, Asia/Ho_Chi_Minh)


@dataclass(frozen=True)
class Weekly:
    """The same again every week up to a day, this day included, but not on some days."""

    until: date
    but_not: tuple[date, ...] = ()


@dataclass(frozen=True)
class CalendarEvent:
    """One event: a day, or an aware time with or without an end.

    `alarm` asks the phone to ring that long after the start, or before it where negative. An event that is not
    `busy` leaves the day free for other things.
    """

    uid: str
    title: str
    starts: date | datetime
    ends: datetime | None = None
    place: str = ""
    description: str = ""
    url: str = ""
    cancelled: bool = False
    alarm: timedelta | None = None
    repeats: Weekly | None = None
    busy: bool = True


def local_time(day: date, time: str) -> datetime:
    """Return a time of day as the clocks of Viet Nam show it: "08:00"."""
    hour, minute = time.split(":")
    return datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=_HANOI)


def calendar_bytes(name: str, events: Iterable[CalendarEvent], written_on: date, description: str = "") -> bytes:
    """Return a calendar file: UTF-8, CRLF, lines folded at 75 octets without cutting a letter."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//phocap//phocap//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
        *([f"X-WR-CALDESC:{_escaped(description)}"] if description else []),
        "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
        *_TIME_ZONE,
    ]
    for event in events:
        lines += _event_lines(event, written_on)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in folded_line(line)).encode()


def _event_lines(event: CalendarEvent, written_on: date) -> list[str]:
    lines = ["BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{written_on:%Y%m%d}T000000Z"]
    if isinstance(event.starts, datetime):
        lines.append(f"DTSTART:{_moment(event.starts)}")
        if event.ends is not None:
            lines.append(f"DTEND:{_moment(event.ends)}")
    else:
        lines.append(f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}")
        lines.append(f"DTEND;VALUE=DATE:{event.starts + timedelta(days=1):%Y%m%d}")
    if event.repeats is not None:
        lines += _repetition(event.starts, event.repeats)
    lines.append(f"SUMMARY:{_escaped(event.title)}")
    if event.place:
        lines.append(f"LOCATION:{_escaped(event.place)}")
    if event.description:
        lines.append(f"DESCRIPTION:{_escaped(event.description)}")
    if event.url:
        lines.append(f"URL:{event.url}")
    if event.cancelled:
        lines.append("STATUS:CANCELLED")
    if not event.busy:
        lines.append("TRANSP:TRANSPARENT")
    if event.alarm is not None:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_escaped(event.title)}",
            f"TRIGGER:{_hours(event.alarm)}",
            "END:VALARM",
        ]
    return [*lines, "END:VEVENT"]


def _repetition(starts: date | datetime, weekly: Weekly) -> Iterator[str]:
    """Yield the rule of repetition; its days are of the kind that the start is (RFC 5545, 3.3.10 and 3.8.5.1)."""

    def on(day: date) -> str:
        if isinstance(starts, datetime):
            return _moment(starts + (day - starts.date()))
        return f"{day:%Y%m%d}"

    yield f"RRULE:FREQ=WEEKLY;UNTIL={on(weekly.until)}"
    if weekly.but_not:
        kind = "" if isinstance(starts, datetime) else ";VALUE=DATE"
        yield f"EXDATE{kind}:{','.join(map(on, weekly.but_not))}"


def _hours(length: timedelta) -> str:
    sign = "-" if length < timedelta() else ""
    return f"{sign}PT{abs(length) // timedelta(hours=1)}H"


def _moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")
