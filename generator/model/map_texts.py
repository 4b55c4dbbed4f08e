"""The words of the map of the province."""

from __future__ import annotations

from typing import ClassVar

from generator.model.base import Record
from generator.model.filled_texts import COMMON, Texts


class MapTexts(Texts, Record):
    """content/landing/map.yml: the page /ban-do/."""

    placeholders: ClassVar[frozenset[str]] = COMMON | {"communes"}

    page_title: str
    description: str
    heading: str
    intro: str
    to_list: str
    map_label: str
    caption: str
    wards: str
    source: str
    list_heading: str
    commune: str
    district: str
    schools: str
    unknown: str
    directory: str
