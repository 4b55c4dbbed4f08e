"""The day that a build speaks for. Only the doors to the world ask the clock; all below is given a date."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta, timezone

# Offers end at midnight in Viet Nam, wherever the program runs; UTC+7 without summer time since 1975.
VIETNAM_TIME = timezone(timedelta(hours=7))


def build_date(given: date | None = None) -> date:
    """Return the day a build speaks for: the given one, else SOURCE_DATE_EPOCH, else today, in Viet Nam."""
    if given:
        return given
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return now.astimezone(VIETNAM_TIME).date()
