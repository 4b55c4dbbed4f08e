"""Chapters bound into one book: pages, tags, bookmarks and identity are those of one document."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import pikepdf
import pytest

from generator.model.print_material import Sheet, SheetEdition
from generator.print.joining import POINTS_PER_MILLIMETRE, joined
from generator.print.province import Chapter, bound, chapter_document, province_document
from tests.unit.print_support import ENGINE, ROOT, catalog, composer, content, material

COMMUNES = Chapter("Xã, phường", catalog().communes[:2])
SCHOOLS = Chapter("Trường", catalog().schools[:3])
POSTER = next(sheet for sheet in material().sheets.sheets if sheet.edition is SheetEdition.COLOUR)
SHOP = material().sheets.print_shop[0]


@lru_cache(maxsize=8)
def parts(sheet: Sheet) -> list[bytes]:
    return [chapter_document(composer(), ROOT, sheet, chapter) for chapter in (COMMUNES, SCHOOLS)]


@lru_cache(maxsize=8)
def book(sheet: Sheet, title: str = "Cả tỉnh") -> bytes:
    return bound(parts(sheet), sheet, title)


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def parents(tree: Any) -> dict[int, list[Any]]:
    numbers = list(tree.ParentTree.Nums)
    return {int(key): list(value) for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def page_of(bookmark: pikepdf.OutlineItem) -> pikepdf.Object:
    assert isinstance(bookmark.destination, pikepdf.Array)
    return bookmark.destination[0]


def test_every_mark_of_every_page_leads_to_an_element_of_the_same_page() -> None:
    with opened(book(POSTER)) as made:
        tree: Any = made.Root.StructTreeRoot
        by_page = parents(tree)
        document = tree.K[0]
        assert len(tree.K) == 1 and document.S == "/Document"
        assert all(element.P.objgen == document.objgen for element in document.K)
        assert sorted(int(page.obj.StructParents) for page in made.pages) == sorted(by_page) == list(range(5))
        for page in made.pages:
            marks = {
                int(step.operands[1].MCID)
                for step in pikepdf.parse_content_stream(page)
                if str(step.operator) == "BDC" and "/MCID" in step.operands[1]
            }
            elements = by_page[int(page.obj.StructParents)]
            assert marks == set(range(len(elements))) and len(marks) > 10
            assert {element.Pg.objgen for element in elements} == {page.obj.objgen}
        assert tree.ParentTreeNextKey == 5


def test_tags_are_those_of_one_document_of_all_sheets() -> None:
    contents = [[content(POSTER.id, place.number) for place in chapter.places] for chapter in (COMMUNES, SCHOOLS)]
    values = [
        {"title": chapter.title, "sheets": [one.values for one in made]}
        for chapter, made in zip((COMMUNES, SCHOOLS), contents, strict=True)
    ]
    whole = ENGINE.document(POSTER.template, contents[0][0].style, "Cả tỉnh", values, "2026-11-22")

    def said(element: Any) -> list[object]:
        inner = [said(kid) for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary)]
        return [str(element.S), str(element.get("/T", "")), str(element.get("/Alt", "")), inner]

    with opened(whole) as one, opened(book(POSTER)) as other:
        assert said(other.Root.StructTreeRoot.K[0]) == said(one.Root.StructTreeRoot.K[0])


def test_bookmarks_lead_to_their_pages() -> None:
    with opened(book(SHOP)) as made, made.open_outline() as outline:
        number = {page.obj.objgen: index for index, page in enumerate(made.pages)}
        found = [
            (chapter.title, [(item.title, number[page_of(item).objgen]) for item in chapter.children])
            for chapter in outline.root
        ]
        places = [[place.title for place in chapter.places] for chapter in (COMMUNES, SCHOOLS)]
        assert found == [
            ("Xã, phường", [(places[0][0], 0), (places[0][1], 1)]),
            ("Trường", [(places[1][0], 2), (places[1][1], 3), (places[1][2], 4)]),
        ]
        assert made.Root.Outlines.Count == 2
        assert [item.objgen for item in (made.Root.Outlines.Last.Prev, made.Root.Outlines.Last.Parent)] == [
            made.Root.Outlines.First.objgen,
            made.Root.Outlines.objgen,
        ]


def test_a_book_has_its_own_title_and_identity() -> None:
    found = []
    for title in ("Cả tỉnh", "Một vùng"):
        with opened(book(POSTER, title)) as made, made.open_metadata() as about:
            assert about["dc:title"] == title == str(made.docinfo["/Title"])
            assert about["pdfaid:part"] == "2" and about["pdfuaid:part"] == "1"
            assert about["{http://ns.adobe.com/xap/1.0/t/pg/}NPages"] == "5"
            found += [about["xmpMM:DocumentID"], bytes(made.trailer.ID[0])]
    assert len(set(found)) == 4


def test_only_what_a_print_shop_cuts_tells_how_far_its_colour_runs() -> None:
    with opened(book(SHOP)) as made:
        for page in made.pages:
            trim, over = ([float(edge) for edge in box] for box in (page.trimbox, page.obj.BleedBox))
            outwards = [trim[0] - over[0], trim[1] - over[1], over[2] - trim[2], over[3] - trim[3]]
            assert outwards == pytest.approx([3 * POINTS_PER_MILLIMETRE] * 4, abs=0.01)
    with opened(book(POSTER)) as made:
        assert not any("/BleedBox" in page.obj for page in made.pages)


def test_the_same_chapters_give_the_same_bytes() -> None:
    assert book(SHOP) == province_document(composer(), ROOT, SHOP, [COMMUNES, SCHOOLS], "Cả tỉnh")


def test_what_cannot_be_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        joined([], "Không có gì")
    with opened(parts(POSTER)[1]) as part:
        part.Root.StructTreeRoot.IDTree = pikepdf.Dictionary()
        out = io.BytesIO()
        part.save(out)
        with pytest.raises(ValueError, match="IDTree"):
            joined([parts(POSTER)[0], out.getvalue()], "Lẫn lộn")
        del part.Root.StructTreeRoot
        out = io.BytesIO()
        part.save(out)
        with pytest.raises(ValueError, match="none"):
            joined([out.getvalue()], "Không có thẻ")
