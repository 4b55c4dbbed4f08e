"""The folder for the print shop, as artifacts: books of sheets, the order, the list of what to print again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.artifact import Artifact
from generator.cache import Memo, code_of, make_always
from generator.diagnostics import Diagnostic, Origin, UserError
from generator.model.filled_texts import fill
from generator.model.places import Commune, Place, SchoolLevel
from generator.model.print_material import Sheet
from generator.office import csv_bytes, text_bytes
from generator.office.workbook import Column, Table, workbook_bytes
from generator.print import places_of
from generator.print.engine import engine_of
from generator.print.province import Chapter, bound, chapter_document
from generator.print.sheets import Composer
from generator.printshop.order import OrderedSheet, order_values, order_workbook, ordered_sheets, serialised
from generator.printshop.reading import read_pages
from generator.printshop.record import PRINTED, RECORD, Record, read_record, record_bytes, record_of
from generator.printshop.reprint import Change, changes
from generator.printshop.said import Said
from generator.text import format_date, format_number, slugify, sort_key

FOLDER = "print/"
_A4: dict[str, Any] = {"width": 210, "height": 297, "margin": 15, "scale": 1, "columns": 1, "rows": 1}
_A4 |= {"edition": "mono", "code": {"width": 1, "modules": 1}}
_FEW = 12  # places that are named one by one
_RECIPE = "printshop-2"  # part of the keys of kept files: change it with how any of them is made


def printshop_artifacts(composer: Composer, root: Path, memo: Memo = make_always) -> Iterator[Artifact]:
    """Yield everything under print/, by path from the output's root.

    What was printed is read from content/data/printed.json, where there is one. UserError when that file cannot
    be read, or the words name a sheet that is not there.
    """
    sources = (composer.material.shop.origin, composer.material.sheets.origin, composer.catalog.programme.origin)
    said = Said(composer, root, memo)
    for name, content in slow_files(said):
        yield Artifact(f"{FOLDER}{name}", content, sources)
    record = record_of(said)
    yield Artifact(RECORD, record_bytes(record), sources)
    printed = root / PRINTED
    before = read_record(printed.read_bytes(), PRINTED) if printed.is_file() else None
    for name, content in _reprint(composer, before, record, memo):
        yield Artifact(f"{FOLDER}{name}", content, sources)


def slow_files(said: Said) -> Iterator[tuple[str, bytes]]:
    """Yield what takes long, by path under print/: the books and the order. Its memo may find them made.

    UserError when a code in a book does not lead where it should.
    """
    yield from _books(said)
    yield from _order(said)


@dataclass(frozen=True)
class Book:
    """A document to make: one sheet, its file's name, its title, its chapters."""

    sheet: Sheet
    name: str
    title: str
    chapters: Sequence[Chapter]

    @property
    def path(self) -> str:
        """Return the path of the file from the output's root."""
        return f"{FOLDER}{self.sheet.id}/{self.sheet.id}-{self.name}.pdf"

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the places in the order of the pages."""
        return tuple(place for chapter in self.chapters for place in chapter.places)


def _books(said: Said) -> Iterator[tuple[str, bytes]]:
    """Yield each book. Its chapters are kept one by one: many stand in two books, and most do not change."""
    composer, root, memo = said.composer, said.root, said.memo
    day = composer.catalog.project.data_compiled_on.isoformat()
    for book in wanted_books(composer):
        sheet = book.sheet
        laid_out = []
        for chapter in book.chapters:
            sheets = [said.of(place).whole[sheet.id] for place in chapter.places]
            key = (_RECIPE, engine_of(root).fingerprint, day, chapter.title, *sheets)
            made = memo("print-chapter", key, partial(chapter_document, composer, root, sheet, chapter))
            if problems := read_pages(composer, sheet, chapter.places, made, memo, sheet.origin).findings:
                raise UserError(problems)
            laid_out.append(made)
        whole = memo("print-book", (_RECIPE, book.title, *laid_out), partial(bound, laid_out, sheet, book.title))
        yield book.path.removeprefix(FOLDER), whole


def wanted_books(composer: Composer) -> Iterator[Book]:
    """Yield the poster of every place in one document, then by former area and by level of school.

    Of the other sheets that are ordered there is one document each, with the places that get copies.
    """
    shop = composer.material.shop
    sheet = next(sheet for sheet in composer.material.sheets.every if sheet.id == shop.poster)
    areas = list(_areas(composer))
    levels = list(_levels(composer))
    province = composer.catalog.project.province.full_name
    everything = [*(chapter for _, chapters in areas for chapter in chapters), *levels]
    yield Book(sheet, "toan-tinh", fill(shop.books.all, {"sheet": sheet.name, "province": province}), everything)
    for area, chapters in areas:
        title = fill(shop.books.area, {"sheet": sheet.name, "area": area})
        yield Book(sheet, f"tinh-{slugify(area)}-cu", title, chapters)
    for chapter in levels:
        title = fill(shop.books.level, {"sheet": sheet.name, "level": chapter.title})
        yield Book(sheet, f"truong-{slugify(chapter.title).removeprefix('truong-')}", title, [chapter])
    for item in ordered_sheets(composer):
        title = fill(shop.books.all, {"sheet": item.sheet.name, "province": province})
        served = [Chapter(chapter.title, _served(item, chapter)) for chapter in everything]
        if item.sheet.id != sheet.id and (served := [chapter for chapter in served if chapter.places]):
            yield Book(item.sheet, "toan-tinh", title, served)


def _served(item: OrderedSheet, chapter: Chapter) -> tuple[Place, ...]:
    return tuple(place for place in chapter.places if item.copies(place) and item.sheet.is_for(place))


def _areas(composer: Composer) -> Iterator[tuple[str, list[Chapter]]]:
    """Yield former provinces with their former districts; each commune stands once, under its first old unit."""

    def district(commune: Commune) -> str:
        return commune.old_units[0].district if commune.old_units else ""

    def order(commune: Commune) -> tuple[Any, ...]:
        return (sort_key(commune.old_province), sort_key(district(commune)), sort_key(commune.name))

    communes = sorted(composer.catalog.communes, key=order)
    for area, inside in groupby(communes, key=lambda commune: commune.old_province):
        yield area, [Chapter(name or area, tuple(found)) for name, found in groupby(inside, key=district)]


def _levels(composer: Composer) -> Iterator[Chapter]:
    for level in SchoolLevel:
        schools = [school for school in composer.catalog.schools if school.level is level]
        if schools:
            yield Chapter(level.label, tuple(sorted(schools, key=lambda school: sort_key(school.name))))


def _order(said: Said) -> Iterator[tuple[str, bytes]]:
    composer, memo, engine = said.composer, said.memo, engine_of(said.root)
    values = order_values(composer)
    day = composer.catalog.project.data_compiled_on.isoformat()
    style = {**_A4, "trial": composer.trial}
    key = (_RECIPE, engine.fingerprint, day, serialised(values), serialised(style))
    yield "phieu-dat-in.pdf", memo("print-order", key, lambda: engine.pdf("order", style, values, day))
    ordered = ordered_sheets(composer)
    places = places_of(composer.catalog)
    copies = [f"{place.number} {place.title} {[item.copies(place) for item in ordered]}" for place in places]
    shop = (code_of("office", "printshop"), repr(composer.material.shop), repr([item.sheet for item in ordered]))
    made = memo("print-order-table", (*shop, day, *copies), partial(order_workbook, composer))
    yield "phieu-dat-in.xlsx", made


def _reprint(composer: Composer, before: Record | None, after: Record, memo: Memo) -> Iterator[tuple[str, bytes]]:
    texts = composer.material.shop.reprint
    found = changes(before, after, composer) if before else ()
    summary = _summary(composer, before, found)
    columns = texts.columns
    rows = [
        [
            change.number,
            change.place,
            change.sheet,
            texts.needed if change.needed else texts.not_needed,
            change.reason,
        ]
        for change in found
    ]
    headings = [columns.number, columns.place, columns.sheet, columns.needed, columns.reason]
    yield "in-lai.csv", csv_bytes([headings, *rows])
    widths = (10, 44, 30, 24, 70)
    table = Table(
        texts.title,
        texts.title,
        summary,
        [Column(heading, width) for heading, width in zip(headings, widths, strict=True)],
        rows,
    )
    day = composer.catalog.project.data_compiled_on
    made = partial(workbook_bytes, [table], texts.title, day)
    yield "in-lai.xlsx", memo("print-again", (code_of("office", "printshop"), repr(table), day.isoformat()), made)
    yield "in-lai.txt", _words(texts.title, summary, found, texts.needed, texts.not_needed)


def _summary(composer: Composer, before: Record | None, found: tuple[Change, ...]) -> str:
    texts = composer.material.shop.reprint
    if before is None:
        return texts.none_yet
    day = format_date(date.fromisoformat(before["edition"]["date"]))
    if not found:
        return fill(texts.same, {"date": day})
    places = len({change.number for change in found})
    return fill(texts.summary, {"date": day, "count": format_number(len(found)), "places": format_number(places)})


def _words(title: str, summary: str, found: tuple[Change, ...], needed: str, not_needed: str) -> bytes:
    """Return the list in words: what changed, at how many places; the places by name where they are few."""
    parts = [title.upper(), summary]
    grouped: dict[tuple[bool, str, str], list[str]] = {}
    for change in found:
        grouped.setdefault((not change.needed, change.reason, change.sheet), []).append(change.place)
    by_reason: dict[tuple[bool, str, tuple[str, ...]], list[str]] = {}
    for (harmless, reason, sheet), names in grouped.items():
        by_reason.setdefault((harmless, reason, tuple(names)), []).append(sheet)
    urgent_first = sorted(by_reason.items(), key=lambda pair: (pair[0][0], -len(pair[0][2])))
    for (harmless, reason, where), sheets in urgent_first:
        named = ", ".join(where) if len(where) <= _FEW else f"{format_number(len(where))} nơi (xem in-lai.xlsx)"
        what = ", ".join(filter(None, sheets))
        parts.append(f"{(not_needed if harmless else needed).upper()}: {reason}\n  Tờ: {what}\n  Nơi: {named}")
    return text_bytes("\n\n".join(parts))


def printed_record(out: Path) -> bytes:
    """Return the record of an output folder, to be kept as what was printed; UserError when it is a trial or none."""
    file = out / RECORD
    origin = Origin(RECORD)
    if not file.is_file():
        message = f"Không thấy {RECORD} trong {out}."
        raise UserError(Diagnostic("printed.missing", origin, message, "Chạy “phocap build --release” trước."))
    content = file.read_bytes()
    if read_record(content, RECORD)["edition"]["kind"] != "release":
        message = "Đây là bản thử; bản thử không đem in nên không ghi."
        raise UserError(Diagnostic("printed.trial", origin, message, "Chạy “phocap build --release” rồi ghi lại."))
    return content
