"""Numbers that are printed on paper and therefore for ever."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from generator.model.base import Record


class PermalinkKind(StrEnum):
    """What a number leads to."""

    COMMUNE = "commune"
    SCHOOL = "school"
    SIGNUP = "signup"


class Permalink(Record):
    """One row of permalinks.csv.

    `target` is a commune's code, a school's number, or "registrar/offer" ("mat-bao/id-vn"). A retired number
    names in `redirect_to` the number that took its place.
    """

    number: str = Field(pattern=r"^(\d{1,2}|\d{5}|8\d{5})$")
    kind: PermalinkKind
    target: str = Field(min_length=1)
    since: date
    redirect_to: str | None = Field(default=None, pattern=r"^\d+$")

    @property
    def retired(self) -> bool:
        """Tell whether the number only leads on to another one."""
        return self.redirect_to is not None

    @property
    def path(self) -> str:
        """Return the path on the site, with its slash: "02215/"."""
        return f"{self.number}/"
