"""Sheets of many places in one document, for whoever prints them all: bookmarked by chapter and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model.places import Place
from generator.model.print_material import Sheet
from generator.print.engine import engine_of
from generator.print.sheets import Composer


@dataclass(frozen=True)
class Chapter:
    """Places that stand together in a document, under one bookmark."""

    title: str
    places: Sequence[Place]


def province_document(
    composer: Composer,
    root: Path,
    sheet: Sheet,
    chapters: Sequence[Chapter],
    title: str,
    *,
    print_shop: bool = False,
) -> bytes:
    """Return one PDF with a sheet of every place of every chapter, bookmarked by chapter and place.

    `root` is the folder with themes/ and assets/, `title` the document's title. With `print_shop` the pages have
    a bleed of 3 mm, crop marks, a TrimBox and colours in CMYK. UserError when words do not fit on a sheet.
    """
    day = composer.catalog.project.data_compiled_on.isoformat()
    contents = [[composer.content(sheet, place) for place in chapter.places] for chapter in chapters]
    style = next(content.style for chapter in contents for content in chapter)
    if any(content.style != style for chapter in contents for content in chapter):
        raise ValueError("sheets of one document differ in their measures")
    values = [
        {"title": chapter.title, "sheets": [content.values for content in made]}
        for chapter, made in zip(chapters, contents, strict=True)
    ]
    return engine_of(root).document(sheet.template, style, title, values, day)
