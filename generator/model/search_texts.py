"""The words of the search: its box, its page, its results, and what else people call a page."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from generator.model.base import Model, Record
from generator.model.filled_texts import COMMON, Texts

_KNOWN = COMMON | {"count", "communes", "schools"}


class _Search(Texts):
    placeholders: ClassVar[frozenset[str]] = _KNOWN


class OtherName(Model):
    """What people call the subject of a page in words that the page itself does not use; "" is the start page."""

    page: str = Field(pattern=r"^([a-z0-9-]+/)*$")
    words: tuple[str, ...] = Field(min_length=1)


class ResultKinds(_Search):
    """What a result is, said beside its title."""

    guide: str
    answer: str
    commune: str
    school: str
    other: str


class SearchTexts(_Search, Record):
    """content/landing/search.yml: the search box of the guide and the page /tim-kiem/.

    `idle_words` carry no subject ("làm sao", "như thế nào"): a question that finds nothing is asked again
    without them.
    """

    page_title: str
    description: str
    heading: str
    intro: str
    label: str
    hint: str
    clear: str
    close: str
    searching: str
    found_one: str
    found: str
    near: str
    none: str
    failed: str
    all_results: str
    more: str
    key: str
    key_off: str
    key_on: str
    without_script: str
    places_heading: str
    places: str
    guide_heading: str
    kinds: ResultKinds
    idle_words: tuple[str, ...]
    other_names: tuple[OtherName, ...]
