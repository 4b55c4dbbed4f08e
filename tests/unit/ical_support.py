"""A strict reader of calendars: RFC 5545 as far as our files go; anything else fails."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

_LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<parameters>(?:;[A-Z-]+=[^;:,\"]+)*):(?P<value>.*)", re.DOTALL)
_TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "X-WR-CALNAME", "X-WR-CALDESC"}
_ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "RRULE", "TRANSP", "STATUS", "LOCATION"}


@dataclass
class Component:
    """A component: its properties in order as (name, parameters, value), and the components in it."""

    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    inner: list[Component] = field(default_factory=list)

    def has(self, name: str) -> bool:
        return any(one == name for one, _, _ in self.properties)

    def value(self, name: str) -> str:
        (found,) = [value for one, _, value in self.properties if one == name]
        return text_of(found) if name in _TEXTS else found

    def when(self, name: str) -> list[date | datetime]:
        (found,) = [(parameters, value) for one, parameters, value in self.properties if one == name]
        return [moment(found[0], value) for value in found[1].split(",")]

    def days(self) -> list[date | datetime]:
        """Return every start of an event, its repetition carried out."""
        (start,) = self.when("DTSTART")
        if not self.has("RRULE"):
            assert not self.has("EXDATE")
            return [start]
        rule = dict(part.split("=") for part in self.value("RRULE").split(";"))
        assert set(rule) == {"FREQ", "UNTIL"} and rule["FREQ"] == "WEEKLY"
        until = moment({"VALUE": "DATE"} if type(start) is date else {}, rule["UNTIL"])
        found = [start]
        while found[-1] < until:
            found.append(found[-1] + timedelta(weeks=1))
        assert found[-1] == until, "the last day is one of them"
        left_out = self.when("EXDATE") if self.has("EXDATE") else []
        assert set(left_out) <= set(found[1:-1]), "only days of the rule are taken out, and not its ends"
        return [day for day in found if day not in left_out]


def moment(parameters: dict[str, str], value: str) -> date | datetime:
    if parameters.get("VALUE") == "DATE":
        assert re.fullmatch(r"\d{8}", value)
        return datetime.strptime(value, "%Y%m%d").date()
    assert not parameters and re.fullmatch(r"\d{8}T\d{6}Z", value)
    return datetime.strptime(value, "%Y%m%dT%H%M%SZ")


def text_of(value: str) -> str:
    """Return a text with its escapes undone; a bare comma, semicolon or other escape fails."""
    assert re.fullmatch(r"(?:[^\\;,\x00-\x1f\x7f]|\\[\\;,nN])*", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def read_calendar(content: bytes) -> Component:
    """Return the calendar of a file; AssertionError when it is not one that every program must take."""
    assert content.endswith(b"\r\n") and not content.startswith(b"\xef\xbb\xbf")
    lines = content.split(b"\r\n")[:-1]
    assert not [line for line in lines if b"\n" in line or b"\r" in line or not line or len(line) > 75]
    for line in lines:
        line.decode("utf-8")  # a letter is never cut in two
    stack = [Component("")]
    for line_text in content.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]:
        found = _LINE.fullmatch(line_text)
        assert found, line_text
        parameters = dict(part.split("=") for part in found["parameters"].split(";")[1:])
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            stack[-1].inner.append(Component(value))
            stack.append(stack[-1].inner[-1])
        elif name == "END":
            assert stack.pop().name == value
        else:
            stack[-1].properties.append((name, parameters, value))
    assert len(stack) == 1
    (calendar,) = stack[0].inner
    assert calendar.name == "VCALENDAR" and calendar.inner, "a calendar holds at least one component"
    assert calendar.value("VERSION") == "2.0" and calendar.value("PRODID")
    _judge_events(calendar)
    return calendar


def events_of(calendar: Component) -> list[Component]:
    return [one for one in calendar.inner if one.name == "VEVENT"]


def _judge_events(calendar: Component) -> None:
    events = events_of(calendar)
    uids = [event.value("UID") for event in events]
    assert len(set(uids)) == len(uids) and all(re.fullmatch(r"[!-~]+@[a-z0-9.-]+", uid) for uid in uids)
    for event in events:
        names = [name for name, _, _ in event.properties]
        assert not [name for name in _ONCE if names.count(name) > 1]
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(names)
        assert isinstance(event.when("DTSTAMP")[0], datetime)
        for name in _TEXTS & set(names):
            event.value(name)
        (start,) = event.when("DTSTART")
        if event.has("DTEND"):
            (end,) = event.when("DTEND")
            assert type(end) is type(start) and end > start
        event.days()
        for alarm in event.inner:
            assert alarm.name == "VALARM" and alarm.value("ACTION") == "DISPLAY" and alarm.value("DESCRIPTION")
            assert re.fullmatch(r"-?PT\d+H", alarm.value("TRIGGER"))
