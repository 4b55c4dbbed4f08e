"""When a name must be renewed: a calendar that rings 60, 30 and 7 days before the free years end."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from generator.pages.icalendar import THAT_MORNING, CalendarEvent, calendar_bytes
from generator.starter.views.common import fill
from generator.starter.words import Words
from generator.text import format_date

DAYS_BEFORE = (60, 30, 7)


def end_of_free_years(granted_on: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 28 February in a common year."""
    try:
        return granted_on.replace(year=granted_on.year + years)
    except ValueError:
        return granted_on.replace(year=granted_on.year + years, day=28)


def renewal_calendar(domain: str, granted_on: date, years: int, words: Words) -> bytes:
    """Return the calendar file of a name."""
    last = end_of_free_years(granted_on, years)
    key = hashlib.sha256(f"{domain}{granted_on}".encode()).hexdigest()[:16]
    events = [
        CalendarEvent(
            uid=f"gia-han-{days}-{key}@phocap",
            title=fill(words["renew_title"], domain=domain, days=days),
            starts=last - timedelta(days=days),
            description=fill(words["renew_text"], domain=domain, date=format_date(last)),
            alarm=THAT_MORNING,
        )
        for days in DAYS_BEFORE
    ]
    return calendar_bytes(fill(words["renew_name"], domain=domain), events, granted_on)
