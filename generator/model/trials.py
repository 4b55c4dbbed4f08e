"""What was tried on the finished site, on which day, with what result: the ground of the accessibility statement."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from generator.model.base import Model, Record


class Trial(Model):
    """One question put to every page by a machine: how many pages it looked at, and how many problems it found."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    pages: int = Field(ge=0)
    problems: int = Field(ge=0)


class Weight(Model):
    """What the first look at a page costs, compressed, and at which page."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    page: str
    size: int = Field(ge=0)


class Trials(Record):
    """Everything of trials.yml, which tools/try_pages.py writes; without that file nothing counts as tried."""

    version: int = 1
    tried_on: date | None = None
    browser: str = ""
    axe: str = ""
    trials: tuple[Trial, ...] = ()
    weights: tuple[Weight, ...] = ()
