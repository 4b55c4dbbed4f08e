"""Finished sheets and pictures: sizes, fonts, words, codes from pixels, ink, standards, long names, same bytes."""

from __future__ import annotations

import io
import re
import unicodedata
from datetime import date

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from generator.diagnostics import UserError
from generator.model.print_material import SMALLEST_TYPE, Sheet, SheetEdition, Where
from generator.permalink import PrintedAddress
from generator.print import places_of
from generator.print.reading import ink_coverage, read_sheet
from tests.unit.print_support import (
    BEFORE,
    CLOSING,
    COMMUNE,
    DAY,
    ENDED,
    ENGINE,
    HOST,
    LONGEST_SCHOOL,
    OPEN,
    ROOT,
    UNIVERSITY,
    catalog,
    composer,
    content,
    material,
    pdf,
    place,
    text_of,
)

SHEETS = material().sheets.sheets
AT_SCHOOLS = [sheet for sheet in SHEETS if sheet.where is not Where.COMMUNES]
LONGEST_HOST = "tenmien.tuyenquang.gov.vn"


def named(sheet_id: str, name: str) -> bytes:
    """Return a sheet of a place with another name."""
    made = content(sheet_id, COMMUNE)
    values = made.values | {"place": {"name": name, "province": None}}
    return ENGINE.pdf(made.sheet.template, made.style, values, DAY)


def at(sheet: Sheet, number: str) -> str:
    """Return the number of a place, or of the commune with the longest name for a sheet that schools do not get."""
    if sheet.is_for(place(number)):
        return number
    return max(catalog().communes, key=lambda one: len(one.title)).number


def by_id(sheet: Sheet) -> str:
    return sheet.id


@pytest.mark.parametrize(
    ("sheet", "number"),
    [*((sheet, COMMUNE) for sheet in SHEETS), *((sheet, LONGEST_SCHOOL) for sheet in AT_SCHOOLS)],
)
def test_a_sheet_has_its_size_and_its_codes_read_with_their_margin(sheet: Sheet, number: str) -> None:
    reading = read_sheet(pdf(sheet.id, number), *sheet.codes)
    assert reading.pages == 1
    assert reading.size == pytest.approx((sheet.width, sheet.height), abs=0.5)
    assert len(reading.codes) == sheet.columns * sheet.rows
    for code in reading.codes:
        assert code is not None
        assert code.text == PrintedAddress(HOST, number).code_text
        assert code.modules == 25
        assert code.margin is not None and code.margin >= 3.8, "four modules, less the rounding of 150 dpi"


@pytest.mark.parametrize("sheet", SHEETS, ids=by_id)
def test_the_words_come_back_composed_and_the_address_as_coded(sheet: Sheet) -> None:
    said = text_of(pdf(sheet.id, COMMUNE))
    assert said == unicodedata.normalize("NFC", said)
    assert "Xã Lũng Cú" in said
    assert "tenmien.example/00715" in said
    assert f"00715-{sheet.mark}" in said
    assert "BẢN THỬ" in said
    assert ("31/12/2026" in said) == (sheet.group != "cooperative"), "their services have no known end"
    assert "dán đè" in said
    assert "Zalo" in said
    assert re.search(r"phải trả phí", said), "what comes after the free years"


@pytest.mark.parametrize("sheet", SHEETS, ids=by_id)
def test_only_our_fonts_are_embedded_and_both_standards_are_declared(sheet: Sheet) -> None:
    with pikepdf.open(io.BytesIO(pdf(sheet.id, COMMUNE))) as document:
        fonts = {str(item["/BaseFont"]) for item in document.objects if _is(item, "/Font") and "/BaseFont" in item}
        assert fonts
        assert {name.split("+")[-1].removesuffix("-Identity-H") for name in fonts} == {
            "BeVietnamPro-Regular",
            "BeVietnamPro-Bold",
        }
        descriptors = [item for item in document.objects if _is(item, "/FontDescriptor")]
        assert descriptors
        assert all("/FontFile2" in item or "/FontFile3" in item for item in descriptors)
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).lower().startswith("vi")
        assert "/OutputIntents" in document.Root
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert "Lũng Cú" in metadata["dc:title"]


def _is(item: pikepdf.Object, kind: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind


@pytest.mark.parametrize("sheet", SHEETS, ids=by_id)
def test_no_letter_is_smaller_than_twelve_points(sheet: Sheet) -> None:
    document = pypdfium2.PdfDocument(pdf(sheet.id, at(sheet, LONGEST_SCHOOL)))
    page = document[0].get_textpage()
    sizes = {
        round(pdfium.FPDFText_GetFontSize(page.raw, index), 1)
        for index in range(page.count_chars())
        if chr(pdfium.FPDFText_GetUnicode(page.raw, index)).isalnum()
    }
    assert min(sizes) >= SMALLEST_TYPE


@pytest.mark.parametrize("sheet", [item for item in SHEETS if item.edition is SheetEdition.MONO], ids=by_id)
@pytest.mark.parametrize(
    ("number", "day"),
    [
        (COMMUNE, CLOSING),
        (LONGEST_SCHOOL, CLOSING),
        ("808003", CLOSING),
        (COMMUNE, ENDED),
        (LONGEST_SCHOOL, OPEN),
        (LONGEST_SCHOOL, BEFORE),
        ("808002", ENDED),
    ],
)
def test_a_mono_sheet_is_black_on_white_and_spares_ink(sheet: Sheet, number: str, day: date) -> None:
    made = pdf(sheet.id, at(sheet, number), day)
    assert ink_coverage(made) <= 0.12
    document = pypdfium2.PdfDocument(made)
    picture = document[0].render(scale=1).to_pil().convert("RGB")
    assert all(red == green == blue for _, (red, green, blue) in picture.getcolors(maxcolors=1 << 24) or ())


@pytest.mark.parametrize("sheet", SHEETS, ids=by_id)
@pytest.mark.parametrize("day", [BEFORE, OPEN, ENDED])
@pytest.mark.parametrize("release", [False, True])
def test_every_state_fits_on_every_sheet_with_and_without_trial_mark(sheet: Sheet, day: date, release: bool) -> None:
    for number in (COMMUNE, LONGEST_SCHOOL, UNIVERSITY):
        said = text_of(pdf(sheet.id, at(sheet, number), day, release))
        assert ("BẢN THỬ" in said) != release
        if day == ENDED:
            assert re.search("nay( đăng ký)? phải trả phí", said.lower())


@pytest.mark.parametrize("sheet", SHEETS, ids=by_id)
def test_a_long_host_fits_and_reads(sheet: Sheet) -> None:
    number = at(sheet, LONGEST_SCHOOL)
    made = pdf(sheet.id, number, host=LONGEST_HOST)
    reading = read_sheet(made, *sheet.codes)
    assert {code.text if code else None for code in reading.codes} == {PrintedAddress(LONGEST_HOST, number).code_text}
    said = text_of(made)
    assert f"{LONGEST_HOST}/{number}" in said.replace(" /", "/")


def test_the_long_names_of_the_province_fit_on_the_narrowest_sheet() -> None:
    made = composer()
    card = next(sheet for sheet in SHEETS if sheet.id == "the-a6-den-trang")
    for one in sorted(places_of(catalog()), key=lambda place: len(place.title))[-40:]:
        narrow = made.content(card, one)
        sheet = ENGINE.pdf(narrow.sheet.template, narrow.style, narrow.values, DAY)
        assert one.title in text_of(sheet)


@pytest.mark.parametrize("sheet", SHEETS, ids=by_id)
def test_the_longest_names_fit_on_every_sheet(sheet: Sheet) -> None:
    longest = sorted(places_of(catalog()), key=lambda one: len(one.title))[-3:]
    for one in longest:
        if sheet.is_for(one):
            assert one.title in text_of(pdf(sheet.id, one.number))


def test_a_name_too_long_for_paper_stops_with_one_sentence() -> None:
    said = r"content/print/texts\.yml: Không dàn được tờ.*có dòng dài quá bề ngang\. → Rút ngắn câu chữ trong content"
    with pytest.raises(UserError, match=said):
        named("the-a6-mau", "Trường Phổ thông Dân tộc nội trú " * 4)


@pytest.mark.parametrize(
    "name", ["#panic[x] *đậm* _nghiêng_ $x$ \\ @a", '"] #read("/pyproject.toml") ["', "<script>&amp; `mã`"]
)
def test_hostile_words_are_printed_as_they_are(name: str) -> None:
    assert name in text_of(named("to-a4-den-trang", name))


def test_a_letter_without_a_glyph_is_an_error() -> None:
    with pytest.raises(UserError, match=r"có chữ mà phông không có\. → Bỏ ký tự lạ"):
        named("to-a4-den-trang", "Xã 漢")


def test_a_letter_without_a_glyph_is_an_error_on_pictures_too() -> None:
    picture = next(iter(composer().images(place(COMMUNE))))
    with pytest.raises(UserError, match="có chữ mà phông không có"):
        ENGINE.png(picture.image.template, picture.style, {**picture.values, "address": "📷"})


def test_the_same_words_give_the_same_bytes_and_another_day_another_date() -> None:
    made = content("to-a4-mau", COMMUNE)
    parts = (made.sheet.template, made.style, made.values)
    first = ENGINE.pdf(*parts, DAY)
    assert type(ENGINE)(ROOT).pdf(*parts, DAY) == first
    assert ENGINE.pdf(*parts, "2026-11-23") != first


@pytest.mark.parametrize("number", [COMMUNE, LONGEST_SCHOOL])
@pytest.mark.parametrize("day", [CLOSING, ENDED])
def test_pictures_to_share_are_exact_and_small(number: str, day: date) -> None:
    made = list(composer(day).images(place(number)))
    assert {item.image.id for item in made} == {"chia-se", "chia-se-vuong", "chia-se-doc"}
    for item in made:
        png = ENGINE.png(item.image.template, item.style, item.values)
        assert len(png) <= 150_000
        with Image.open(io.BytesIO(png)) as picture:
            assert picture.size == (item.image.width, item.image.height)


def test_the_words_of_the_link_card_keep_to_the_central_square() -> None:
    item = next(one for one in composer(release=True).images(place(COMMUNE)) if one.image.id == "chia-se")
    with Image.open(io.BytesIO(ENGINE.png(item.image.template, item.style, item.values))) as picture:
        grey = picture.convert("L")
    # Beside the square only the band is drawn: rows with anything but the ground are at most its height.
    left = (picture.width - picture.height) // 2
    side = grey.crop((0, 0, left, picture.height))
    ground = side.getpixel((0, 0))
    rows = [y for y in range(side.height) if any(side.getpixel((x, y)) != ground for x in range(0, left, 2))]
    assert 0 < len(rows) <= 40
