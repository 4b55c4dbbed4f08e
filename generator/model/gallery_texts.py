"""The words of the gallery of sample sites."""

from __future__ import annotations

from typing import ClassVar

from generator.model.base import Record
from generator.model.filled_texts import COMMON, Texts


class GalleryKind(Record):
    """A kind of starter site: where its looks stand on the page, and whom they are for."""

    kind: str
    anchor: str
    label: str
    text: str


class GalleryStep(Record):
    """A step to a site of one's own; `page` is the page of the guide that tells more, "" when none does."""

    title: str
    text: str
    page: str = ""
    label: str = ""


class GalleryTexts(Texts, Record):
    """content/landing/gallery.yml: the page /trang-mau/."""

    placeholders: ClassVar[frozenset[str]] = COMMON | {"looks", "name", "look", "weight", "palettes"}

    page_title: str
    description: str
    heading: str
    intro: str
    not_real: str
    choose: str
    kinds: tuple[GalleryKind, ...]
    open: str
    shorter: str
    weight: str
    picture: str
    colours: str
    back: str
    how_heading: str
    steps: tuple[GalleryStep, ...]
    command_label: str
    command: str
