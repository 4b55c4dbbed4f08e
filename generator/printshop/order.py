"""The order for a print shop: how many copies of which sheet for which place; prices are left to be filled in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from generator.model.places import Place, School
from generator.model.print_material import Sheet, SheetEdition
from generator.model.shop_texts import OrderLine
from generator.office.workbook import Column, Formula, Table, workbook_bytes
from generator.print import places_of
from generator.print.paper_sizes import paper_name
from generator.print.sheets import Composer
from generator.text import capitalise, format_number

_MONEY = "#,##0"
_HEAD_ROWS = 4  # title, note, empty row, headings


@dataclass(frozen=True)
class OrderedSheet:
    """A sheet that is ordered, with its numbers of copies."""

    sheet: Sheet
    line: OrderLine

    def copies(self, place: Place) -> int:
        """Return how many copies a place gets; none of a sheet that is not made for it."""
        if not self.sheet.is_for(place):
            return 0
        return self.line.school if isinstance(place, School) else self.line.commune


def ordered_sheets(composer: Composer) -> tuple[OrderedSheet, ...]:
    """Return what is ordered, in the order of content/print/shop.yml."""
    known = {sheet.id: sheet for sheet in composer.material.sheets.every}
    return tuple(OrderedSheet(known[line.sheet], line) for line in composer.material.shop.order.lines)


def order_workbook(composer: Composer) -> bytes:
    """Return the order as a workbook: totals by sheet with room for prices, copies and costs by place.

    Sums are formulas, and empty until every price is known.
    """
    texts = composer.material.shop.order
    columns = texts.columns
    ordered = ordered_sheets(composer)
    places = places_of(composer.catalog)
    first, last, end = _HEAD_ROWS + 1, _HEAD_ROWS + len(places), _HEAD_ROWS + len(ordered)
    letters = [_letter(number + 2) for number in range(len(ordered))]
    by_sheet = []
    for row, (letter, item) in enumerate(zip(letters, ordered, strict=True), start=first):
        copies = Formula(f"=SUM('{texts.by_place}'!{letter}{first}:{letter}{last})")
        cost = Formula(f'=IF(F{row}="","",E{row}*F{row})')
        by_sheet.append([item.sheet.name, *_paper(composer, item.sheet), None, copies, None, cost])
    totals = [texts.total, None, None, None, Formula(f"=SUM(E{first}:E{end})"), None, _sum_of_known("G", first, end)]
    prices = f"'{texts.by_sheet}'!$F${first}:$F${end}"
    price_of = [f"'{texts.by_sheet}'!$F${row}" for row in range(first, end + 1)]
    rows: list[list[str | int | Formula | None]] = []
    for row, place in enumerate(places, start=first):
        costs = "+".join(f"{letter}{row}*{price}" for letter, price in zip(letters, price_of, strict=True))
        cost = Formula(f'=IF(COUNT({prices})<{len(ordered)},"",{costs})')
        rows.append([place.number, place.title, *(item.copies(place) for item in ordered), cost])
    sums = [Formula(f"=SUM({letter}{first}:{letter}{last})") for letter in letters]
    headings = (
        columns.sheet,
        columns.paper,
        columns.colour,
        columns.stock,
        columns.copies,
        columns.price,
        columns.cost,
    )
    widths = (34, 14, 14, 20, 12, 14, 16)
    money = (None, None, None, None, _MONEY, _MONEY, _MONEY)
    return workbook_bytes(
        [
            Table(
                texts.by_sheet,
                texts.title,
                texts.note,
                [Column(*all_of) for all_of in zip(headings, widths, money, strict=True)],
                by_sheet,
                totals=totals,
            ),
            Table(
                texts.by_place,
                texts.title,
                texts.note,
                [
                    Column(columns.number, 10),
                    Column(columns.place, 56),
                    *(Column(item.sheet.name, 16, _MONEY) for item in ordered),
                    Column(columns.cost, 18, _MONEY),
                ],
                rows,
                landscape=False,
                totals=[texts.total, None, *sums, _sum_of_known(_letter(len(ordered) + 2), first, last)],
            ),
        ],
        texts.title,
        composer.catalog.project.data_compiled_on,
    )


def _sum_of_known(letter: str, first: int, last: int) -> Formula:
    """Return the sum of a column of costs, empty as long as one of them is."""
    cells = f"{letter}{first}:{letter}{last}"
    return Formula(f'=IF(COUNT({cells})<{last - first + 1},"",SUM({cells}))')


def _letter(number: int) -> str:
    """Return the letter of a column, counted from 0."""
    return chr(ord("A") + number)


def _paper(composer: Composer, sheet: Sheet) -> tuple[str, str]:
    labels = composer.material.page.labels
    colour = labels.mono if sheet.edition is SheetEdition.MONO else labels.colour
    return paper_name(sheet), colour


def order_values(composer: Composer) -> dict[str, Any]:
    """Return what the order says on paper: the values of its template."""
    texts = composer.material.shop.order
    columns = texts.columns
    ordered = ordered_sheets(composer)
    places = places_of(composer.catalog)
    totals = [sum(item.copies(place) for place in places) for item in ordered]
    return {
        "title": texts.title,
        "description": texts.title,
        "keywords": [".vn", composer.catalog.project.province.name],
        "heading": texts.title,
        "province": capitalise(composer.catalog.project.province.full_name),
        "note": texts.note,
        "headings": [columns.sheet, columns.paper, columns.colour, columns.copies, columns.price, columns.cost],
        "sheets": [
            [item.sheet.name, *_paper(composer, item.sheet), format_number(total)]
            for item, total in zip(ordered, totals, strict=True)
        ],
        "total": texts.total,
        "by_place": texts.by_place,
        "place_headings": [columns.number, columns.place, *(item.sheet.name for item in ordered)],
        "places": [
            [place.number, place.title, *(format_number(item.copies(place)) for item in ordered)] for place in places
        ],
    }


def serialised(values: dict[str, Any]) -> str:
    """Return values in one form, for the keys of kept results."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
