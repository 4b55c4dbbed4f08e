"""Legal texts that the guide rests on: since when each is in force, what it replaced, which facts say so."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from generator.model.base import Record


class LegalText(Record):
    """One law, decree, circular, decision or plan; what the sources do not say stays None or empty.

    `replaces` are names of older texts that it replaced, `ended_on` its own last day.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    topic: str
    about: str
    issued_on: date | None = None
    in_force_from: date | None = None
    ended_on: date | None = None
    replaces: tuple[str, ...] = ()
    facts: tuple[str, ...] = Field(min_length=1)

    def ended(self, on: date) -> bool:
        """Tell whether the text is known to be no longer in force on a day."""
        return self.ended_on is not None and self.ended_on < on

    def awaited(self, on: date) -> bool:
        """Tell whether the text comes into force only after a day."""
        return self.in_force_from is not None and self.in_force_from > on


class LegalTexts(Record):
    """Everything of legal.yml; `topics` gives the order and the headings."""

    version: int = 1
    topics: dict[str, str] = Field(default_factory=dict)
    texts: tuple[LegalText, ...] = ()
