"""The words of the page that leads to the pack of each place, as content/landing/packs.yml holds them."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from generator.model.base import Record
from generator.model.filled_texts import COMMON, GuideLink, Texts

_KNOWN = COMMON | {"communes", "schools", "places", "area"}


class PackStep(Texts):
    """One of the steps: what to do, then a detail."""

    placeholders: ClassVar[frozenset[str]] = _KNOWN

    title: str
    text: str


class PackIndexTexts(Texts, Record):
    """content/landing/packs.yml; `without` is said in a build that makes no packs."""

    placeholders: ClassVar[frozenset[str]] = _KNOWN

    page_title: str
    description: str
    heading: str
    intro: str
    without: str
    steps_heading: str
    steps: tuple[PackStep, ...] = Field(min_length=1)
    choose: str
    communes_heading: str
    area: str
    schools_heading: str
    school_commune_unknown: str
    more_heading: str
    more: tuple[GuideLink, ...] = Field(min_length=1)
