"""Sheets of many places in one document, for whoever prints them all: bookmarked by chapter and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model.places import Place
from generator.model.print_material import Sheet, SheetEdition
from generator.print.engine import engine_of
from generator.print.joining import joined
from generator.print.sheets import Composer

BLEED = 3  # millimetres, as themes/print/look.typ draws it


@dataclass(frozen=True)
class Chapter:
    """Places that stand together in a document, under one bookmark."""

    title: str
    places: Sequence[Place]


def province_document(composer: Composer, root: Path, sheet: Sheet, chapters: Sequence[Chapter], title: str) -> bytes:
    """Return one PDF with a sheet of every place of every chapter, bookmarked by chapter and place.

    `root` is the folder with themes/ and assets/, `title` the document's title. The edition for a print shop has a
    bleed of 3 mm, crop marks, TrimBox and BleedBox, and colours in CMYK: words and codes in black ink alone.
    UserError when words do not fit on a sheet.
    """
    return bound([chapter_document(composer, root, sheet, chapter) for chapter in chapters], sheet, title)


def chapter_document(composer: Composer, root: Path, sheet: Sheet, chapter: Chapter) -> bytes:
    """Return the pages of one chapter, to be bound with others; UserError when words do not fit on a sheet."""
    contents = [composer.content(sheet, place) for place in chapter.places]
    style = contents[0].style
    if any(content.style != style for content in contents):
        raise ValueError("sheets of one chapter differ in their measures")
    day = composer.catalog.project.data_compiled_on.isoformat()
    values = {"title": chapter.title, "sheets": [content.values for content in contents]}
    return engine_of(root).document(sheet.template, style, chapter.title, [values], day)


def bound(chapters: Sequence[bytes], sheet: Sheet, title: str) -> bytes:
    """Return chapters of one sheet as one document."""
    return joined(chapters, title, BLEED if sheet.edition is SheetEdition.SHOP else 0)
