"""The words of what works without a network: the one-file guide, and what a phone says when it has no page."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from generator.model.base import Record
from generator.model.filled_texts import COMMON, Texts


class OfflineTexts(Texts, Record):
    """content/landing/offline.yml."""

    placeholders: ClassVar[frozenset[str]] = COMMON | {"host", "built_on", "last_day"}

    page_title: str
    description: str
    heading: str
    intro: str
    made_on: str
    expires: str
    contents: str
    asking: str
    to_contents: str
    source: str
    short_name: str = Field(max_length=12)
    lost_title: str
    lost: str
    lost_link: str
    outdated: str
