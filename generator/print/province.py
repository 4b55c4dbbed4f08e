"""Sheets of many places in one document, for whoever prints them all: bookmarked by chapter and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model.places import Place
from generator.model.print_material import Sheet, SheetEdition
from generator.print.engine import engine_of
from generator.print.reading import with_bleed
from generator.print.sheets import Composer

BLEED = 3  # millimetres, as themes/print/look.typ draws it


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
    a bleed of 3 mm, crop marks, TrimBox and BleedBox, and colours in CMYK: words and codes in black ink alone.
    UserError when words do not fit on a sheet.
    """
    printed = _for_the_shop(composer, sheet) if print_shop else sheet
    day = composer.catalog.project.data_compiled_on.isoformat()
    contents = [[composer.content(printed, place) for place in chapter.places] for chapter in chapters]
    style = next(content.style for chapter in contents for content in chapter)
    if any(content.style != style for chapter in contents for content in chapter):
        raise ValueError("sheets of one document differ in their measures")
    values = [
        {"title": chapter.title, "sheets": [content.values for content in made]}
        for chapter, made in zip(chapters, contents, strict=True)
    ]
    engine = engine_of(root)
    document = engine.document(printed.template, style, title, values, day)
    engine.forget()
    return with_bleed(document, BLEED) if print_shop else document


def _for_the_shop(composer: Composer, sheet: Sheet) -> Sheet:
    """Return the edition for a print shop that content/print/sheets.yml has of a sheet, or the sheet as one."""
    shape = (sheet.template, sheet.group, sheet.scale)
    listed = (item for item in composer.material.sheets.print_shop if (item.template, item.group, item.scale) == shape)
    return next(listed, sheet.model_copy(update={"edition": SheetEdition.SHOP}))
