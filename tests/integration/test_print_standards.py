"""What PDF/A-2a and PDF/UA-1 demand of a file's build, on a sheet of each template and edition; editions for print shops.

No validator of these standards is to be had from the registries that this project uses, so the clauses that a
program can look at are looked at here: ISO 19005-2 (6.1 to 6.7) and ISO 14289-1 (7.1 to 7.21).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest

from generator.model.print_material import Sheet, SheetEdition
from generator.print.province import BLEED, Chapter, province_document
from generator.print.reading import _squares
from tests.unit.print_support import COMMUNE, ROOT, catalog, composer, material, pdf

EACH = list({(sheet.template, sheet.edition): sheet for sheet in material().sheets.sheets}.values())
SHOP = material().sheets.print_shop
POINTS = 72 / 25.4
CONTENT = {"/P", "/Span", "/H1", "/H2", "/H3", "/Figure", "/Div", "/Document", "/Sect", "/Strong", "/Em", "/L", "/LI"}


@pytest.fixture(scope="module", params=EACH, ids=lambda sheet: f"{sheet.template}-{sheet.edition.value}")
def document(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    sheet: Sheet = request.param
    with pikepdf.open(io.BytesIO(pdf(sheet.id, COMMUNE))) as opened:
        yield opened


def elements(node: Any) -> Iterator[Any]:
    """Yield every element of a structure tree."""
    for child in node.get("/K", []) if isinstance(node.get("/K"), pikepdf.Array) else [node.get("/K")]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def test_the_file_says_what_it_is_and_is_open_to_everyone(document: pikepdf.Pdf) -> None:
    root = document.Root
    assert not document.is_encrypted
    assert document.pdf_version == "1.7" and "/ID" in document.trailer
    assert root.MarkInfo.Marked
    assert str(root.Lang) in ("vi", "vi-VN")
    assert root.ViewerPreferences.DisplayDocTitle
    assert not {"/AA", "/OpenAction", "/AcroForm", "/NeedsRendering"} & set(root.keys())
    assert "/JavaScript" not in root.get("/Names", {})
    with document.open_metadata() as about:
        declared = [about[name] for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]
        assert declared == ["2", "A", "1"]
        assert about["dc:title"] and about["dc:language"]
        assert str(about["xmp:CreateDate"]).startswith("2026-11-22T00:00:00")
    assert "/Filter" not in root.Metadata


def test_colours_have_a_profile_and_nothing_depends_on_a_device(document: pikepdf.Pdf) -> None:
    (intent,) = document.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1" and intent.DestOutputProfile.N == 3
    for page in document.pages:
        spaces: Any = page.Resources.get("/ColorSpace", {})
        assert all(space[0] == "/ICCBased" for space in spaces.values())
        operators = {str(step.operator) for step in pikepdf.parse_content_stream(page)}
        assert not operators & {"k", "K"}, "no ink without its profile"


def test_fonts_are_embedded_and_their_letters_can_be_copied(document: pikepdf.Pdf) -> None:
    fonts = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
    whole = [font for font in fonts if font.get("/Subtype") == "/Type0"]
    assert whole and all("/ToUnicode" in font and font.Encoding == "/Identity-H" for font in whole)
    for font in whole:
        below = font.DescendantFonts[0]
        assert "/FontFile2" in below.FontDescriptor or "/FontFile3" in below.FontDescriptor
        assert below.CIDToGIDMap == "/Identity" or isinstance(below.CIDToGIDMap, pikepdf.Stream)
        assert re.fullmatch(r"/[A-Z]{6}\+BeVietnamPro-(Regular|Bold)(-Identity-H)?", str(font.BaseFont))


def test_everything_drawn_is_in_the_tree_or_an_artifact(document: pikepdf.Pdf) -> None:
    tree = document.Root.StructTreeRoot
    known = {str(item.S) for item in elements(tree)}
    assert known & {"/H1"} and known <= CONTENT | {"/Lbl", "/LBody", "/Figure"}
    assert "/ParentTree" in tree
    for page in document.pages:
        assert page.get("/Tabs", "/S") == "/S" and "/StructParents" in page
        depth, marked = 0, set()
        for step in pikepdf.parse_content_stream(page):
            operator = str(step.operator)
            if operator in ("BDC", "BMC"):
                depth += 1
                if operator == "BDC" and isinstance(step.operands[1], pikepdf.Dictionary):
                    marked.add(int(step.operands[1].get("/MCID", -1)))
            elif operator == "EMC":
                depth -= 1
            elif operator in ("Tj", "TJ", "f", "S", "Do"):
                assert depth > 0, "drawn outside of any mark"
        assert depth == 0
        numbers = marked - {-1}
        assert numbers == set(range(len(numbers)))
        assert len(page_parents(tree, page)) == len(numbers), "every mark has its element"


def page_parents(tree: Any, page: Any) -> list[Any]:
    """Return the elements that the marks of a page belong to."""
    nodes = [tree.ParentTree]
    while nodes:
        node = nodes.pop()
        nodes += list(node.get("/Kids", []))
        numbers = list(node.get("/Nums", []))
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            if int(key) == int(page.StructParents):
                return list(value)
    return []


def test_headings_begin_at_one_and_skip_no_level_and_pictures_have_words(document: pikepdf.Pdf) -> None:
    tree = document.Root.StructTreeRoot
    levels = [int(str(item.S)[2:]) for item in elements(tree) if re.fullmatch(r"/H\d", str(item.S))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    figures = [item for item in elements(tree) if item.S == "/Figure"]
    assert figures and all("tenmien.example" in str(item.get("/Alt", "")) for item in figures)


@pytest.fixture(scope="module", params=SHOP, ids=lambda sheet: sheet.id)
def shop(request: pytest.FixtureRequest) -> tuple[Sheet, bytes]:
    sheet: Sheet = request.param
    chapters = [Chapter("Xã, phường", catalog().communes[:2]), Chapter("Trường", catalog().schools[:1])]
    return sheet, province_document(composer(), ROOT, sheet, chapters, "Tất cả")


def test_a_print_shop_gets_bleed_crop_marks_and_inks(shop: tuple[Sheet, bytes]) -> None:
    sheet, made = shop
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert len(opened.pages) == 3
        for page in opened.pages:
            trim, over, media = (
                [float(edge) for edge in page[name]] for name in ("/TrimBox", "/BleedBox", "/MediaBox")
            )
            assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx(
                [sheet.width * POINTS, sheet.height * POINTS], abs=0.1
            )
            assert trim[0] - over[0] == pytest.approx(BLEED * POINTS, abs=0.1)
            assert media[0] < over[0] - 4 * POINTS, "room for the marks beside what runs over"
            inks = {str(step.operator) for step in pikepdf.parse_content_stream(page)}
            assert "k" in inks and not inks & {"rg", "RG"}
        spaces = [
            item for item in opened.objects if isinstance(item, pikepdf.Array) and len(item) and item[0] == "/ICCBased"
        ]
        assert {int(space[1].N) for space in spaces} <= {1}, "grey is one ink; no RGB anywhere"
        with opened.open_outline() as outline:
            assert [(item.title, len(item.children)) for item in outline.root] == [("Xã, phường", 2), ("Trường", 1)]
    picture = pypdfium2.PdfDocument(made)
    assert all(len(_squares(page, sheet.code * POINTS)) == 1 for page in picture)


def test_a_document_for_a_print_shop_has_the_same_bytes_again(shop: tuple[Sheet, bytes]) -> None:
    sheet, made = shop
    chapters = [Chapter("Xã, phường", catalog().communes[:2]), Chapter("Trường", catalog().schools[:1])]
    assert province_document(composer(), ROOT, sheet, chapters, "Tất cả") == made


def test_the_sheets_of_many_places_are_one_document_for_the_archive_too() -> None:
    poster = next(sheet for sheet in material().sheets.sheets if sheet.edition is SheetEdition.COLOUR)
    chapters = [Chapter("Xã, phường", catalog().communes[:2]), Chapter("Trường", catalog().schools[:2])]
    made = province_document(composer(), ROOT, poster, chapters, "Tờ A4 của cả tỉnh")
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert len(opened.pages) == 4
        with opened.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfuaid:part"]) == ("2", "1")
        with opened.open_outline() as outline:
            assert [len(item.children) for item in outline.root] == [2, 2]
