"""For the print shop: books with bookmarks, an order that adds up, exactly what must be printed again and why."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from generator.artifact import ArtifactSet
from generator.cache import Cache, make_always
from generator.diagnostics import Origin, UserError
from generator.model.catalog import Catalog
from generator.model.places import Place
from generator.model.project import Edition
from generator.print import composer_of, places_of
from generator.print.province import Chapter, province_document
from generator.print.sheets import Composer
from generator.printshop import folder as folder_module
from generator.printshop.folder import printed_record, printshop_artifacts, slow_files, wanted_books
from generator.printshop.order import OrderedSheet
from generator.printshop.reading import read_pages
from generator.printshop.record import RECORD, read_record, record_bytes, record_of
from generator.printshop.reprint import Change, changes
from generator.printshop.said import Said
from tests.unit.print_support import CLOSING, COMMUNE, ENDED, HOST, ROOT, catalog, material, pdf, place, text_of

OTHER, SCHOOL = "00691", "808034"


@lru_cache(maxsize=1)
def few() -> Catalog:
    communes = tuple(item for item in catalog().communes if item.number in (COMMUNE, OTHER))
    schools = tuple(item for item in catalog().schools if item.number == SCHOOL)
    return replace(catalog(), communes=communes, schools=schools)


def composer(of: Catalog | None = None, day: date = CLOSING, *, release: bool = True, host: str = HOST) -> Composer:
    return composer_of(of or few(), Edition(day, host, release), ROOT, material())


def record(of: Composer) -> dict[str, Any]:
    return record_of(Said(of, ROOT))


@lru_cache(maxsize=1)
def printed() -> dict[str, Any]:
    return read_record(record_bytes(record(composer())), RECORD)


def compared(now: Composer) -> tuple[Change, ...]:
    return changes(printed(), record(now), now)


def every_sheet_of(number: str) -> int:
    return len(material().sheets.of(place(number))) + len(material().sheets.print_shop)


def with_programme(**fields: Any) -> Catalog:
    return replace(few(), programme=few().programme.model_copy(update=fields))


def with_offers(**fields: Any) -> Catalog:
    return with_programme(offers=tuple(offer.model_copy(update=fields) for offer in few().programme.offers))


def test_nothing_changed_means_nothing_to_print() -> None:
    assert compared(composer()) == ()
    assert compared(composer(release=False)) == (), "the trial mark is not a change of words"
    assert compared(composer(day=CLOSING + timedelta(days=1))) == ()


def test_another_last_day_names_every_sheet_that_says_it() -> None:
    found = compared(composer(with_offers(closes=date(2027, 1, 15))))
    assert {change.number for change in found} == {COMMUNE, OTHER, SCHOOL}
    assert all(change.needed for change in found)
    assert "ngày kết thúc đổi: 31/12/2026 → 15/01/2027" in found[0].reason
    said = {change.sheet for change in found if change.number == COMMUNE}
    assert {sheet.name for sheet in material().sheets.print_shop} <= said
    for _, sheet in material().sheets.of(place(COMMUNE)):
        on_paper = text_of(pdf(sheet.id, COMMUNE, CLOSING, release=True))
        assert ("31/12/2026" in on_paper) == (sheet.name in said), sheet.name


def test_one_paper_more_changes_only_the_lists_of_papers() -> None:
    first, *others = few().programme.groups
    more = first.model_copy(update={"papers": (*first.papers, "Ảnh chân dung mẫu")})
    found = compared(composer(with_programme(groups=(more, *others))))
    sheets = material().sheets.sheets
    lists = {sheet.name for sheet in sheets if sheet.template == "checklist"}
    to_the_group = {sheet.name for sheet in sheets if sheet.group == first.id}
    assert {change.sheet for change in found} == lists | to_the_group
    assert {change.reason for change in found if change.sheet in lists} == {"sửa câu chữ: danh sách giấy tờ"}


def with_texts(**fields: Any) -> Composer:
    texts = material().texts.model_copy(update=fields)
    return composer_of(few(), Edition(CLOSING, HOST, True), ROOT, material().model_copy(update={"texts": texts}))


def test_the_version_on_a_sheet_changes_when_the_list_says_so_and_no_sooner() -> None:
    pocket = material().texts.pocket.model_copy(update={"never": "Câu khác."})
    for now in (with_texts(pocket=pocket), with_texts(trust="Câu khác."), with_texts(code_alt="Mã của {address}")):
        after = record(now)
        names = {sheet_id: sheet["name"] for sheet_id, sheet in after["sheets"].items()}
        versions = {
            (number, names[sheet_id])
            for number, found in after["places"].items()
            for sheet_id, version in found["versions"].items()
            if printed()["places"][number]["versions"][sheet_id] != version
        }
        assert versions == {(change.number, change.sheet) for change in compared(now)}
    assert compared(with_texts(code_alt="Mã của {address}")) == (), "what is only read aloud is not on the paper"


def test_every_part_that_can_change_has_a_name_in_vietnamese() -> None:
    known = material().shop.reprint.parts
    parts = {path.partition(".")[0] for sheet in printed()["sheets"].values() for path in sheet["uses"]}
    assert parts - known.keys() == {"to-group"}, "which group a sheet speaks to is no word on it"
    assert (
        compared(with_texts(pocket=material().texts.pocket.model_copy(update={"never": "Câu khác."})))[0].reason
        == "sửa câu chữ: thẻ bỏ túi"
    )


def test_a_renamed_place_is_printed_again_alone() -> None:
    communes = tuple(
        item.model_copy(update={"name": "Lũng Cú Mới"}) if item.number == COMMUNE else item for item in few().communes
    )
    found = compared(composer(replace(few(), communes=communes)))
    assert {change.number for change in found} == {COMMUNE}
    assert all("tên nơi đổi: Xã Lũng Cú → Xã Lũng Cú Mới" in change.reason for change in found)
    assert len(found) == every_sheet_of(COMMUNE), "every sheet names its place"


def test_another_fee_changes_only_what_names_fees() -> None:
    offers = tuple(
        offer.model_copy(update={"fees": offer.fees.model_copy(update={"yearly": 60_000})})
        if offer.id == "id-vn"
        else offer
        for offer in few().programme.offers
    )
    found = compared(composer(with_programme(offers=offers)))
    assert found and all("phí mỗi năm đổi" in change.reason and "60.000" in change.reason for change in found), found
    said = {change.sheet for change in found if change.number == COMMUNE}
    for _, sheet in material().sheets.of(place(COMMUNE)):
        on_paper = text_of(pdf(sheet.id, COMMUNE, CLOSING, release=True))
        assert bool(re.search(r"(?<!\d)50\.000", on_paper)) == (sheet.name in said), sheet.name


def test_another_host_changes_every_code() -> None:
    found = compared(composer(host="ten.example"))
    assert len(found) == sum(map(every_sheet_of, (COMMUNE, OTHER, SCHOOL)))
    assert f"địa chỉ và mã đổi: {HOST}/{COMMUNE} → ten.example/{COMMUNE}" in found[-1].reason or any(
        f"→ ten.example/{COMMUNE}" in change.reason for change in found
    )


def test_an_offer_that_ended_is_printed_again_and_one_that_closes_soon_is_not() -> None:
    over = compared(composer(day=ENDED))
    assert over and all(change.needed for change in over)
    assert any("tình trạng đợt đổi: sắp hết hạn → đã hết" in change.reason for change in over)
    before = record(composer(day=date(2026, 3, 1)))
    soon = changes(before, record(composer()), composer())
    assert soon and not [change for change in soon if change.needed]


def test_new_and_vanished_places_are_told() -> None:
    fewer = replace(few(), schools=())
    gone = compared(composer(fewer))
    assert [(change.number, change.needed) for change in gone] == [(SCHOOL, True)] and "gỡ tờ" in gone[0].reason
    new = changes(record(composer(fewer)), record(composer()), composer())
    assert {change.number for change in new} == {SCHOOL} and {change.reason for change in new} == {"nơi mới"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArtifactSet]:
    """Everything for the print shop, compared with an earlier print run that had another last day."""
    root = tmp_path_factory.mktemp("project")
    for name in ("themes", "assets"):
        (root / name).symlink_to(ROOT / name)
    (root / "content" / "data").mkdir(parents=True)
    earlier = composer(with_offers(closes=date(2026, 11, 30)), date(2026, 6, 1))
    (root / "content" / "data" / "printed.json").write_bytes(record_bytes(record(earlier)))
    yield ArtifactSet(printshop_artifacts(composer(), root))


def test_books_hold_every_place_under_its_former_area_or_level(folder: ArtifactSet) -> None:
    whole = pypdfium2.PdfDocument(folder["print/nha-in-to-a4/nha-in-to-a4-toan-tinh.pdf"].content)
    titles = [mark.get_title() for mark in whole.get_toc()]
    assert len(whole) == 3
    assert titles == [
        "Huyện Đồng Văn",
        "Xã Lũng Cú",
        "Thành phố Hà Giang",
        "Phường Hà Giang 2",
        "Trung học phổ thông",
        "Trường THPT Đồng Văn",
    ]
    assert {path for path in folder if path.endswith(".pdf") and "nha-in-to-a4/" in path} == {
        "print/nha-in-to-a4/nha-in-to-a4-toan-tinh.pdf",
        "print/nha-in-to-a4/nha-in-to-a4-tinh-ha-giang-cu.pdf",
        "print/nha-in-to-a4/nha-in-to-a4-truong-trung-hoc-pho-thong.pdf",
    }


def test_no_book_is_named_a_school_of_schools() -> None:
    named = composer_of(catalog(), Edition(CLOSING, HOST, True), ROOT, material())
    paths = [book.path for book in wanted_books(named)]
    assert "print/nha-in-to-a4/nha-in-to-a4-truong-lien-cap.pdf" in paths and len(set(paths)) == len(paths)
    assert not [path for path in paths if "truong-truong" in path]


def test_a_book_is_read_back_page_by_page() -> None:
    sheet = next(item for item in material().sheets.print_shop if item.template == "leaflet")
    places, origin = [place(COMMUNE), place(OTHER)], Origin("print/tap.pdf")
    book = province_document(composer(), ROOT, sheet, [Chapter("Hai nơi", places)], "Tập thử")
    with Cache.in_memory() as cache:
        good = read_pages(composer(), sheet, places, book, cache.memo, origin)
        assert (good.right, good.findings) == (2, ())
        before = cache.entries()
        swapped = read_pages(composer(), sheet, places[::-1], book, cache.memo, origin)
        assert cache.entries() == before, "what was read is kept by the bytes of the book"
    assert swapped.right == 0 and len(swapped.findings) == 2
    assert "print/tap.pdf: Trang 1, phường Hà Giang 2: mã đọc ra “HTTPS://" in str(swapped.findings[0])
    short = read_pages(composer(), sheet, [*places, place(SCHOOL)], book, make_always, origin)
    assert short.right == 0 and "Có 2 trang, phải là 3." in str(short.findings[0])


def test_a_book_with_a_wrong_code_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def another(*_: object) -> bytes:
        sheet = material().sheets.print_shop[0]
        return province_document(composer(), ROOT, sheet, [Chapter("Nhầm", [place(COMMUNE)])], "Nhầm")

    monkeypatch.setattr(folder_module, "chapter_document", another)
    with pytest.raises(UserError, match=r"sheets\.yml, dòng \d+.*: mã đọc ra “HTTPS://.*Không đem in tập này"):
        list(slow_files(Said(composer(), ROOT)))


def test_the_order_adds_up_and_leaves_prices_open(folder: ArtifactSet) -> None:
    book = openpyxl.load_workbook(io.BytesIO(folder["print/phieu-dat-in.xlsx"].content))
    by_sheet, by_place = book.worksheets
    first = [cell.value for cell in by_sheet[5]]
    assert first[0] == "Tờ A3, bản nhà in" and first[4] == "=SUM('Theo nơi'!C5:C7)" and first[5] is None
    assert [cell.value for cell in by_place[5]][:2] == ["00691", "Phường Hà Giang 2"]
    costs = "C5*'Theo tờ'!$F$5+D5*'Theo tờ'!$F$6+E5*'Theo tờ'!$F$7"
    assert by_place["F5"].value == f"=IF(COUNT('Theo tờ'!$F$5:$F$7)<3,\"\",{costs})", "what each place pays"
    assert by_place["F8"].value == '=IF(COUNT(F5:F7)<3,"",SUM(F5:F7))'
    assert by_sheet["G8"].value == '=IF(COUNT(G5:G7)<3,"",SUM(G5:G7))', "no sum before every price is known"
    said = pypdfium2.PdfDocument(folder["print/phieu-dat-in.pdf"].content)[0].get_textpage().get_text_bounded()
    assert "Phiếu đặt in" in said and "Xã Lũng Cú" in said


def test_a_place_is_charged_for_no_sheet_that_is_not_made_for_it() -> None:
    pocket = next(sheet for sheet in material().sheets.sheets if sheet.template == "pocket")
    line = material().shop.order.lines[0].model_copy(update={"sheet": pocket.id, "commune": 20, "school": 5})
    ordered = OrderedSheet(pocket, line)
    assert (ordered.copies(place(COMMUNE)), ordered.copies(place(SCHOOL))) == (20, 0)


def test_the_list_says_in_words_and_in_tables_what_changed(folder: ArtifactSet) -> None:
    words = folder["print/in-lai.txt"].content.decode("utf-8-sig")
    assert "So với lần in ngày 01/06/2026" in words and "ngày kết thúc đổi: 30/11/2026 → 31/12/2026" in words
    rows = list(csv.reader(io.StringIO(folder["print/in-lai.csv"].content.decode("utf-8-sig"))))
    assert rows[0] == ["Số", "Nơi", "Tờ", "In lại?", "Vì sao"] and len(rows) > 10
    sheet = openpyxl.load_workbook(io.BytesIO(folder["print/in-lai.xlsx"].content)).active
    assert sheet is not None and sheet.max_row == len(rows) + 3


def test_the_folder_has_the_same_bytes_again(folder: ArtifactSet) -> None:
    again = ArtifactSet(printshop_artifacts(composer(), ROOT))
    for path in ("print/phieu-dat-in.xlsx", "print/phieu-dat-in.pdf", RECORD):
        assert again[path].content == folder[path].content
    assert "Chưa ghi lần in nào" in again["print/in-lai.txt"].content.decode("utf-8-sig")


def test_only_a_release_is_kept_as_printed(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Không thấy"):
        printed_record(tmp_path)
    (tmp_path / "print").mkdir()
    (tmp_path / RECORD).write_bytes(record_bytes(record(composer(release=False))))
    with pytest.raises(UserError, match="bản thử không đem in"):
        printed_record(tmp_path)
    (tmp_path / RECORD).write_bytes(record_bytes(printed()))
    assert json.loads(printed_record(tmp_path)) == printed()
    with pytest.raises(UserError, match="không đọc được"):
        read_record(b'{"format": 7}', "content/data/printed.json")


def test_what_sheets_say_is_composed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    composed: list[str] = []
    compose = Said._said

    def noted(self: Said, place: Place) -> dict[str, dict[str, str]]:
        composed.append(place.number)
        return compose(self, place)

    monkeypatch.setattr(Said, "_said", noted)
    renamed = tuple(school.model_copy(update={"name": "THPT Đồng Văn Mới"}) for school in few().schools)
    with Cache.in_memory() as cache:
        said = []
        for province in (few(), few(), replace(few(), schools=renamed)):
            now = Said(composer(province), ROOT, cache.memo)
            said.append({place.number: now.of(place) for place in places_of(province)})
    assert sorted(composed) == sorted([COMMUNE, OTHER, SCHOOL, SCHOOL])
    assert said[0] == said[1]
    assert {number for number in said[2] if said[2][number] != said[0][number]} == {SCHOOL}
