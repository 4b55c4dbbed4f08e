"""Mono sheets as an office has them after a while: a copy of a copy of a copy."""

from __future__ import annotations

import pytest

from bench.sheets import COPIER_DOTS, codes_read, ink, photocopied, strokes_kept
from generator.model.print_material import Sheet, SheetEdition
from generator.permalink import PrintedAddress
from generator.print.reading import pixels_of
from tests.unit.print_support import COMMUNE, HOST, LONGEST_SCHOOL, material, pdf, place

MONO = [sheet for sheet in material().sheets.sheets if sheet.edition is SheetEdition.MONO]


@pytest.mark.parametrize("sheet", MONO, ids=lambda sheet: sheet.id)
def test_a_mono_sheet_lives_through_three_photocopies(sheet: Sheet) -> None:
    number = LONGEST_SCHOOL if sheet.is_for(place(LONGEST_SCHOOL)) else COMMUNE
    _, page = pixels_of(pdf(sheet.id, number), COPIER_DOTS)
    copy = photocopied(page, COPIER_DOTS)
    assert codes_read(copy, sheet) == [PrintedAddress(HOST, number).code_text] * sheet.codes[1]
    assert strokes_kept(page, copy) >= 0.93, "no stroke breaks, no eye of a letter fills"
    assert ink(copy) <= 0.12


def test_the_copier_of_the_test_takes_away_what_is_too_fine() -> None:
    _, page = pixels_of(pdf("to-a4-den-trang", COMMUNE), COPIER_DOTS)
    grey = photocopied((page // 3 + 150).astype(page.dtype), COPIER_DOTS)
    assert codes_read(grey, MONO[0]) == [None], "grey on white is lost on the way"
