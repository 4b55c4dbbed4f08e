"""How sheets look, as far as a program sees it: what leads, what grows on A3, lines drawn whole, nothing promised in short."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from generator.decoding import read_with_zxing
from generator.model.print_material import SheetEdition
from generator.permalink import PrintedAddress
from generator.print.papers import PaperKit
from generator.print.reading import _squares, pixels_of
from tests.unit.print_support import (
    CLOSING,
    COMMUNE,
    ENGINE,
    HOST,
    LONGEST_SCHOOL,
    composer,
    content,
    material,
    pdf,
    place,
    text_of,
)

SHEETS = {sheet.id: sheet for sheet in material().sheets.sheets}


@dataclass(frozen=True)
class Letter:
    """A letter on a page: its size in points, whether it is bold, its left and right edge."""

    letter: str
    size: float
    bold: bool
    left: float
    right: float


def letters(made: bytes) -> Iterator[Letter]:
    """Yield the letters of the first page in reading order."""
    document = pypdfium2.PdfDocument(made)
    page = document[0].get_textpage()
    for index in range(page.count_chars()):
        name = ctypes.create_string_buffer(100)
        pdfium.FPDFText_GetFontInfo(page.raw, index, name, 100, None)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(page.raw, index, left, right, bottom, top)
        yield Letter(
            chr(pdfium.FPDFText_GetUnicode(page.raw, index)),
            pdfium.FPDFText_GetFontSize(page.raw, index),
            b"Bold" in name.value,
            left.value,
            right.value,
        )


def title(made: bytes) -> list[Letter]:
    """Return the letters of the title, which are the largest."""
    found = [item for item in letters(made) if item.letter.isalnum()]
    largest = max(item.size for item in found)
    return [item for item in found if item.size > 0.98 * largest]


def size_of(made: bytes, words: str) -> float:
    """Return the size that some words first have on a page."""
    found = [item for item in letters(made) if item.letter.isalnum()]
    said = "".join(item.letter for item in found)
    return found[said.index("".join(filter(str.isalnum, words)))].size


@pytest.mark.parametrize("template", ["poster", "leaflet", "card", "tent", "sticker", "pocket"])
def test_in_mono_weight_leads_where_colour_does_otherwise(template: str) -> None:
    for sheet in SHEETS.values():
        if sheet.template == template and sheet.group is None:
            values = content(sheet.id, COMMUNE).values["headline"]
            plain, accent = ("".join(filter(str.isalnum, values[line])) for line in ("plain", "accent"))
            shown = title(pdf(sheet.id, COMMUNE))[: len(plain + accent)]
            assert "".join(item.letter for item in shown) == plain + accent
            first, second = shown[: len(plain)], shown[len(plain) :]
            assert all(item.bold for item in second)
            assert all(item.bold is (sheet.edition is SheetEdition.COLOUR) for item in first)


def test_a3_is_read_from_a_metre_and_not_only_a_larger_a4() -> None:
    for edition in ("mau", "den-trang"):
        wall, hand = SHEETS[f"to-a3-{edition}"], SHEETS[f"to-a4-{edition}"]
        assert wall.distance >= 1000 and wall.code / hand.code > wall.scale
        large, small = pdf(wall.id, COMMUNE), pdf(hand.id, COMMUNE)
        assert size_of(large, HOST) / size_of(small, HOST) > wall.scale, (
            "the address is copied by hand from further away"
        )
        assert size_of(large, "Sau 2 năm") / size_of(small, "Sau 2 năm") < wall.scale, "one steps up to what it costs"
    assert title(pdf("to-a3-mau", COMMUNE))[0].size / title(pdf("to-a4-mau", COMMUNE))[0].size > 1.414


@pytest.mark.parametrize(
    "sheet_id", ["cac-buoc-a4-mau", "cac-buoc-a4-den-trang", "giay-to-a4-mau", "giay-to-a4-den-trang"]
)
def test_the_frame_above_a_code_is_drawn_whole(sheet_id: str) -> None:
    made, dots = pdf(sheet_id, COMMUNE), 400
    _, page = pixels_of(made, dots)
    document = pypdfium2.PdfDocument(made)
    ((left, _, right, top),) = _squares(document[0], SHEETS[sheet_id].code * 72 / 25.4)
    column = page[:, round((left + right) / 2 * dots / 72)]
    above = column[: round((document[0].get_height() - top) * dots / 72) - 1][::-1] < 160
    start = int(np.argmax(above))
    thick = int(np.argmin(above[start:]))
    assert thick / dots * 72 == pytest.approx(1.4, abs=0.25), "the white margin of the code lies over no line"


def test_a_short_line_promises_a_cooperative_no_name() -> None:
    for sheet_id in ("to-roi-a5-mau", "to-roi-a5-den-trang"):
        assert "Hợp tác xã: hỏi nhà đăng ký" in text_of(pdf(sheet_id, COMMUNE))
    assert "Quét xem hợp tác xã được gì" in text_of(pdf("nhom-hop-tac-xa-mau", COMMUNE))
    assert not [group.brief for group in material().texts.groups if "miễn phí" in (group.brief or "")]


def test_the_last_page_of_the_deck_shows_a_code_that_reads_from_its_last_row() -> None:
    paper = next(paper for paper in material().page.papers if paper.id == "slides")
    made = PaperKit(composer(CLOSING), ENGINE, place(LONGEST_SCHOOL)).made(paper)
    assert made is not None
    document = pypdfium2.PdfDocument(made.make())
    page = document[len(document) - 1]
    pixels = page.render(scale=0.7, grayscale=True).to_numpy().squeeze()
    reading = read_with_zxing(np.ascontiguousarray(pixels))
    assert reading is not None and reading.text == PrintedAddress(HOST, LONGEST_SCHOOL).code_text
    ((_, bottom, _, top),) = _squares(page, 105 * 72 / 25.4)
    assert (top - bottom) / page.get_height() > 0.5


def test_the_list_of_a_pack_names_each_folder_once_and_quotes_stand_off_the_word_before() -> None:
    names = ["01 Tờ A4.pdf", "Sổ ghi/Sổ một.pdf", "Sổ ghi/Sổ một.csv", "Sổ ghi/Sổ hai.csv"]
    made = PaperKit(composer(), ENGINE, place(COMMUNE)).read_first(names).make()
    said = text_of(made)
    assert said.count("Sổ ghi ") == 1 and "Sổ ghi/" not in said and "Sổ một Sổ hai" in said
    drawn = list(letters(made))
    at = next(index for index, item in enumerate(drawn) if item.letter == "“")
    before = next(item for item in reversed(drawn[:at]) if item.letter.isalnum())
    assert drawn[at].left - before.right > 0.2 * before.size
