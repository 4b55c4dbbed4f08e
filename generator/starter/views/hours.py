"""Opening hours: days as people write them ("T2-T6", "T7, CN", "hằng ngày") become days of the week."""

from __future__ import annotations

import re

from generator.starter.answers.base import Hours
from generator.starter.views.common import Context, View
from generator.text import fold

# ISO week days of schema.org, Monday first, with the marks by which Vietnamese people name them.
SCHEMA_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMES = {"2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5, "cn": 6, "hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4}
_NAMES |= {"bay": 5, "chu nhat": 6}
_EVERY = {"hang ngay", "hàng ngày", "moi ngay", "ca tuan", "cac ngay trong tuan"}
_SHORT = {"vi": ("T2", "T3", "T4", "T5", "T6", "T7", "CN"), "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}


def week_days(text: str) -> tuple[int, ...] | None:
    """Return the days meant, Monday 0, or None when the text is not understood."""
    folded = fold(text).strip(" .")
    if folded in _EVERY:
        return tuple(range(7))
    days: list[int] = []
    for part in filter(None, re.split(r"[,;+]| va ", folded)):
        ends = [_NAMES.get(re.sub(r"^(thu|t)\s*\.?\s*", "", end.strip())) for end in re.split(r"–|-| den ", part)]
        if None in ends or len(ends) > 2:
            return None
        first, last = ends[0] or 0, ends[-1] or 0
        days += range(first, last + 1) if last >= first else [*range(first, 7), *range(last + 1)]
    return tuple(sorted(set(days))) or None


def days_shown(text: str, context: Context) -> str:
    """Return days as a page shows them: "T2–T6"; a text that is not understood as it stands."""
    days = week_days(text)
    if days is None:
        return text
    if len(days) == 7:
        return context.say("hours_daily")
    names = _SHORT[context.lang]
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        f"{names[run[0]]}–{names[run[-1]]}" if len(run) > 2 else ", ".join(names[day] for day in run) for run in runs
    )


def times_shown(row: Hours, context: Context) -> str:
    """Return the times of a row: "7:00–18:00", or that the place is closed."""
    if not row.opens or not row.closes:
        return context.say("hours_closed")
    if row.opens.zfill(5) == "00:00" and row.closes == "24:00":
        return context.say("hours_all_day")
    return f"{row.opens}–{row.closes}"


def hours_view(rows: tuple[Hours, ...], note: str, context: Context) -> View | None:
    """Return the block of opening hours, or None when nothing is known."""
    if not rows and not note:
        return None
    shown = [
        {"days": days_shown(row.days, context), "times": times_shown(row, context), "note": row.note} for row in rows
    ]
    brief = " · ".join(f"{row['days']} {row['times']}" for row in shown[:2]) or note
    return {"heading": context.say("hours_title"), "rows": shown, "note": note, "brief": brief}
