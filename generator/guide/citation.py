"""What a page says about its sources: documents behind facts, their kind, date and day of checking."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.knowledge import Access, Confidence, Fact
from generator.text import format_date

# "…, mục III.2.1" and "…, chú thích 1" are places in one document.
_PLACE_IN_DOCUMENT = re.compile(r"^(?P<title>.+?), (?P<place>(?:mục|chú thích) .+)$")


@dataclass(frozen=True)
class CitedSource:
    """One document behind the facts of a page, with the places in it."""

    title: str
    url: str | None
    places: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def date(self) -> str:
        """Return the newest date of the source as far as it is known, or ""."""
        return format_partial_date(max((fact.source_date or "" for fact in self.facts), default=""))

    @property
    def confidence(self) -> Confidence:
        """Return the kind of source."""
        return self.facts[0].confidence

    @property
    def access(self) -> Access:
        """Return "direct" only when every fact was read in the source itself."""
        indirect = any(fact.access is Access.INDIRECT for fact in self.facts)
        return Access.INDIRECT if indirect else Access.DIRECT

    @property
    def checked_on(self) -> str:
        """Return the oldest day of checking, or "" when one of the facts was never checked."""
        known = [fact.verified_on for fact in self.facts if fact.verified_on is not None]
        return format_date(min(known)) if known and len(known) == len(self.facts) else ""


def group_by_source(facts: Iterable[Fact]) -> tuple[CitedSource, ...]:
    """Group facts by the document they come from, in the order of first use."""
    grouped: dict[tuple[str, str | None, Confidence], list[tuple[str, Fact]]] = {}
    for fact in facts:
        match = _PLACE_IN_DOCUMENT.match(fact.source_title)
        title, place = (match["title"], match["place"]) if match else (fact.source_title, "")
        grouped.setdefault((title, fact.source_url, fact.confidence), []).append((place, fact))
    return tuple(
        CitedSource(
            title,
            url,
            tuple(dict.fromkeys(place for place, _ in members if place)),
            tuple(fact for _, fact in members),
        )
        for (title, url, _), members in grouped.items()
    )


def format_partial_date(value: str | None) -> str:
    """Write the date of a source as far as it is known: "2026-09-24" → 24/09/2026, "2024-12" → 12/2024."""
    return "/".join(reversed(value.split("-"))) if value else ""
