"""Times of day as editors write them: "8:00" is read as "08:00"."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator


def _time_of_day(value: str) -> str:
    hour, colon, minute = value.partition(":")
    written = bool(colon) and hour.isdecimal() and minute.isdecimal() and len(minute) == 2
    if not (written and int(hour) < 24 and int(minute) < 60):
        raise ValueError("giờ viết trong ngoặc kép theo mẫu “08:00”")
    return f"{int(hour):02}:{minute}"


TimeOfDay = Annotated[str, AfterValidator(_time_of_day)]
