"""Codes on finished sheets are read back; a wrong, covered or missing one is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

import pikepdf
import pytest
from PIL import Image

from generator.artifact import Artifact
from generator.cache import Cache, make_always
from generator.diagnostics import Diagnostic, Origin, UserError
from generator.model.print_material import PrintMaterial, SheetList
from generator.model.project import Edition
from generator.print.jobs import Job, made
from generator.print.packs import pack_path
from generator.print.reading import sheet_picture
from generator.print.verification import unreadable_sheets
from tests.unit.print_support import CLOSING, COMMUNE, HOST, catalog, material, pdf

SHEET = "to-a4-den-trang"
PATH = f"{COMMUNE}/{SHEET}.pdf"
EDITION = Edition(CLOSING, HOST)


def only_one_sheet(sheet_id: str = SHEET) -> PrintMaterial:
    chosen = tuple(
        sheet.model_copy(update={"alone": True}) for sheet in material().sheets.sheets if sheet.id == sheet_id
    )
    return material().model_copy(update={"sheets": SheetList(sheets=chosen)})


def findings_for(content: bytes | None, sheet_id: str = SHEET) -> list[str]:
    one_place = replace(
        catalog(), communes=tuple(item for item in catalog().communes if item.number == COMMUNE), schools=()
    )
    path = f"{COMMUNE}/{sheet_id}.pdf"
    artifacts = {} if content is None else {path: Artifact(path, content)}
    return [item.message for item in unreadable_sheets(one_place, EDITION, only_one_sheet(sheet_id), artifacts)]


def with_patch(content: bytes, x: float, y: float, width: float, height: float) -> bytes:
    """Return a PDF with a black rectangle glued onto it; millimetres from the lower left corner."""
    with pikepdf.open(io.BytesIO(content)) as document:
        box = " ".join(str(round(value * 72 / 25.4, 2)) for value in (x, y, width, height))
        page = document.pages[0]
        page.contents_add(b"q", prepend=True)
        page.contents_add(f"Q q 0 0 0 rg {box} re f Q".encode())
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def test_a_good_sheet_and_every_copy_on_it_pass() -> None:
    assert findings_for(pdf(SHEET, COMMUNE)) == []
    assert findings_for(pdf("the-a6-den-trang", COMMUNE), "the-a6-den-trang") == []


def test_a_pack_that_was_read_whole_is_not_read_again_until_a_sheet_changes() -> None:
    commune = next(item for item in catalog().communes if item.number == COMMUNE)
    one_place = replace(catalog(), communes=(commune,), schools=())
    asked: list[str] = []
    archive = io.BytesIO()
    zipfile.ZipFile(archive, "w").close()

    def findings(content: bytes) -> list[str]:
        artifacts = {PATH: Artifact(PATH, content), pack_path(commune): Artifact("p.zip", archive.getvalue())}
        asked.clear()
        return [one.message for one in unreadable_sheets(one_place, EDITION, only_one_sheet(), artifacts, memo)]

    with Cache.in_memory() as cache:

        def memo(kind: str, ingredients: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
            asked.append(kind)
            return cache.memo(kind, ingredients, make)

        assert findings(pdf(SHEET, COMMUNE)) == [] and "print-read" in asked
        assert findings(pdf(SHEET, COMMUNE)) == [] and "print-read" not in asked
        assert "00721" in findings(pdf(SHEET, "00721"))[0]
        assert "00721" in findings(pdf(SHEET, "00721"))[0], "what is wrong stays wrong"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: None, "Không có tờ 00715/to-a4-den-trang.pdf."),
        (lambda: pdf(SHEET, "00721"), "mã đọc ra “HTTPS://TENMIEN.EXAMPLE/00721/”"),
        (lambda: pdf(SHEET, COMMUNE, host="tenmien.gov.vn"), "phải là “HTTPS://TENMIEN.EXAMPLE/00715/”"),
        (lambda: with_patch(pdf(SHEET, COMMUNE), 110, 60, 90, 110), "không đọc được mã"),
    ],
)
def test_a_sheet_that_leads_nowhere_is_told(content: Callable[[], bytes | None], said: str) -> None:
    (message,) = findings_for(content())
    assert said in message


def test_a_sheet_shows_itself_in_a_small_picture() -> None:
    with Image.open(io.BytesIO(sheet_picture(pdf("to-a4-mau", COMMUNE), 320))) as picture:
        assert picture.size == (320, 453)
        assert len(picture.getcolors() or ()) <= 16


def test_something_in_the_white_margin_is_told() -> None:
    good = pdf(SHEET, COMMUNE)
    told = [findings_for(with_patch(good, 106 + step, 100, 1.5, 40)) for step in range(12)]
    assert ["Tờ 00715/to-a4-den-trang.pdf: lề trắng quanh mã không đủ 4 ô."] in told


def test_one_wrong_copy_of_four_is_told_by_its_number() -> None:
    covered = with_patch(pdf("the-a6-den-trang", COMMUNE), 105, 0, 105, 148)
    assert findings_for(covered, "the-a6-den-trang") == ["Tờ 00715/the-a6-den-trang.pdf: bản thứ 4: không đọc được mã."]


def test_jobs_are_made_once_in_order_and_kept_by_the_memo() -> None:
    kept: dict[str, bytes] = {"a": b"A"}
    asked: list[str] = []

    def memo(kind: str, ingredients: object, make: object) -> bytes:
        assert isinstance(ingredients, tuple) and callable(make)
        (name,) = ingredients
        if name not in kept:
            kept[name] = make()
            asked.append(name)
        return kept[name]

    def job(name: str) -> Job:
        return Job(name, "kind", (name,), lambda: name.upper().encode(), ())

    assert list(made([job("b"), job("a"), job("c")], memo)) == [b"B", b"A", b"C"]
    assert asked == ["b", "c"]
    assert list(made([job("b")], make_always)) == [b"B"]


def test_a_job_that_fails_stops_the_rest() -> None:
    def broken() -> bytes:
        raise ValueError("nó")

    with pytest.raises(ValueError, match="nó"):
        list(made([Job("x", "kind", ("x",), broken, ())], make_always))


def test_many_jobs_go_through_processes_and_keep_their_order() -> None:
    jobs = [Job(str(number), "kind", (str(number),), partial(str.encode, str(number)), ()) for number in range(60)]
    assert list(made(jobs, make_always)) == [str(number).encode() for number in range(60)]


def _too_long(number: int) -> bytes:
    raise UserError(Diagnostic("print.layout", Origin("texts.yml", number), "Dài quá."))


def test_a_mistake_found_in_another_process_is_told_like_any_other() -> None:
    jobs = [Job(str(number), "kind", (str(number),), partial(_too_long, number), ()) for number in range(60)]
    with pytest.raises(UserError, match=r"texts\.yml: Dài quá\.") as caught:
        list(made(jobs, make_always))
    assert caught.value.diagnostics[0].rule == "print.layout"
