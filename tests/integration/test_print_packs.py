"""Packs: every sheet inside, names that survive any system, the same bytes, words that fit into one message."""

from __future__ import annotations

import io
import os
import posixpath
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from generator.artifact import Artifact, ArtifactSet, path_problem
from generator.cache import Cache
from generator.diagnostics import UserError
from generator.model.catalog import Catalog
from generator.model.pack_texts import SHARE_PART
from generator.model.places import School
from generator.model.project import Edition
from generator.pages.every_page import render_pages
from generator.print import places_of, print_artifacts
from generator.print.messages import sms_length
from generator.print.pack_page import pack_pages
from generator.print.packs import (
    PackedFile,
    check_names,
    pack,
    pack_folder,
    packed_name,
    packed_sheet_name,
    sent_words,
    words_file,
    words_name,
)
from generator.print.papers import paper_jobs
from generator.print.thumbnails import png_size
from generator.print.verification import unreadable_sheets
from generator.text import fold
from tests.unit.print_support import (
    CLOSING,
    COMMUNE,
    ENDED,
    ENGINE,
    HOST,
    LONGEST_SCHOOL,
    ROOT,
    catalog,
    composer,
    material,
    text_of,
)

PACK = f"{COMMUNE}/bo-tai-lieu.zip"


@lru_cache(maxsize=1)
def one_place() -> Catalog:
    return replace(catalog(), communes=tuple(item for item in catalog().communes if item.number == COMMUNE), schools=())


@lru_cache(maxsize=1)
def artifacts() -> ArtifactSet:
    return ArtifactSet(print_artifacts(one_place(), Edition(CLOSING, HOST), ROOT, material()))


def packed() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(artifacts()[PACK].content))


def test_a_pack_holds_every_sheet_and_picture_in_the_order_to_print() -> None:
    names = [name.removeprefix("00715 Xã Lũng Cú/") for name in packed().namelist()]
    assert names[0] == "00 Đọc trước.pdf" and "Gửi Zalo, Facebook/Lời nhắn Zalo và SMS.txt" in names
    sheets = [name for name in names[1:] if name.endswith(".pdf") and "/" not in name]
    assert sheets == sorted(sheets) and sheets[0] == "01 Tờ A4 đen trắng.pdf"
    assert len(sheets) == len(material().sheets.sheets)
    assert {
        "Đọc loa/Bài đọc loa.docx",
        "Đọc loa/Lịch đọc loa.ics",
        "Đọc loa/Lịch đọc loa.pdf",
        "Sổ ghi/Sổ ghi.pdf",
    } <= set(names)
    assert not [name for name in names if name.startswith("Nói với lớp/")], "lessons at a commune"
    assert len(artifacts()[PACK].content) <= 1_000_000


def test_names_survive_windows_and_say_that_they_are_utf8() -> None:
    for entry in packed().infolist():
        assert path_problem(entry.filename) is None
        assert entry.flag_bits & 0x800
        assert entry.date_time == (2026, 11, 22, 0, 0, 0)


@lru_cache(maxsize=2)
def names_of(number: str) -> tuple[str, ...]:
    """Return the names in the pack of a place, without making its files."""
    (owner,) = [item for item in places_of(catalog()) if item.number == number]
    share = material().page.folder(SHARE_PART)
    return (
        material().pack.read_first.file_name,
        *(packed_sheet_name(position, sheet) for position, sheet in material().sheets.of(owner)),
        *(f"{share}/{packed_name(at, one.name, '.png')}" for at, one in enumerate(material().sheets.images, start=1)),
        *(job.packed_name for job in paper_jobs(composer(), ENGINE, owner)),
        words_name(composer()),
    )


def test_names_of_every_pack_can_be_held_by_every_system() -> None:
    assert {f"00715 Xã Lũng Cú/{name}" for name in names_of(COMMUNE)} == set(packed().namelist())
    for owner in places_of(catalog()):
        names = names_of(LONGEST_SCHOOL if isinstance(owner, School) else COMMUNE)
        folder = pack_folder(owner)
        check_names(folder, names, material().page.origin)
        for path in (f"{folder}/{name}" for name in names):
            assert unicodedata.is_normalized("NFC", path) and len(path) <= 120
            assert all(len(part.encode()) <= 200 for part in path.split("/"))
        plain = [fold(f"{folder}/{name}") for name in names]
        assert len(set(plain)) == len(plain) and all(path.isascii() for path in plain)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("a.pdf", "b: c.pdf"), "Windows không nhận"),
        (("Số.pdf", "số.pdf"), "chỉ khác “Số.pdf” ở dấu hoặc chữ hoa"),
        (("Sổ.pdf", "Số.pdf"), "chỉ khác “Sổ.pdf” ở dấu hoặc chữ hoa"),
        (("So\u0302\u0309.pdf",), "dấu viết rời khỏi chữ"),
        (("a\u202eb.pdf",), "ký tự ẩn"),
        (("ố" * 100 + ".pdf",), "dài quá 255 byte"),
        (("a/" * 90 + "b.pdf",), "quá 180"),
        (("con.pdf",), "Windows giữ riêng"),
        (("../a.pdf",), "tương đối"),
    ],
)
def test_a_name_that_some_system_refuses_or_mixes_up_is_told(names: tuple[str, ...], said: str) -> None:
    with pytest.raises(UserError, match=re.escape(said)) as caught:
        check_names("00715 Xã Lũng Cú", names, material().page.origin)
    assert caught.value.diagnostics[0].origin.file == "content/print/page.yml"


UNPACKERS = {
    "unzip": ("unzip", "-q"),
    "bsdtar": ("bsdtar", "-xf"),
    "7z": ("7z", "x", "-bd"),
    "7zz": ("7zz", "x", "-bd"),
    "busybox": ("busybox", "unzip", "-q"),
    "jar": ("jar", "xf"),
    "python": (sys.executable, "-m", "zipfile", "-e"),
}


def test_every_unpacker_of_this_machine_finds_whole_names_and_files(tmp_path: Path) -> None:
    archive = tmp_path / "goi.zip"
    archive.write_bytes(artifacts()[PACK].content)
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    present = {name: command for name, command in UNPACKERS.items() if shutil.which(command[0])}
    assert "python" in present
    for name, command in present.items():
        out = tmp_path / name
        out.mkdir()
        target = [str(out)] if name == "python" else []
        subprocess.run([*command, str(archive), *target], cwd=out, env=environment, check=True, capture_output=True)
        found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        assert found == {entry: packed().read(entry) for entry in packed().namelist()}, name


def test_names_are_utf8_for_windows_too() -> None:
    """Explorer reads the flag; it ignores it where the entry says that MS-DOS made it."""
    content = artifacts()[PACK].content
    for entry in packed().infolist():
        assert entry.create_system == 3 and entry.extra == b""
        flags = int.from_bytes(content[entry.header_offset + 6 : entry.header_offset + 8], "little")
        assert flags & 0x800, "in the header before the file as well as in the list at the end"


def test_what_stands_alone_is_the_same_as_in_the_pack_and_all_codes_read() -> None:
    alone = artifacts()[f"{COMMUNE}/to-a4-den-trang.pdf"].content
    assert packed().read("00715 Xã Lũng Cú/01 Tờ A4 đen trắng.pdf") == alone
    assert f"{COMMUNE}/to-a3-mau.pdf" not in artifacts()
    assert unreadable_sheets(one_place(), Edition(CLOSING, HOST), material(), artifacts()) == ()


def test_kept_results_give_the_same_bytes_also_from_another_folder(tmp_path: Path) -> None:
    edition = Edition(CLOSING, HOST)
    for _ in range(2):
        with Cache(tmp_path / "cache.sqlite") as cache:
            again = ArtifactSet(print_artifacts(one_place(), edition, ROOT, material(), cache.memo))
        assert {path: item.content for path, item in again.items()} == {
            path: item.content for path, item in artifacts().items()
        }


def test_another_day_of_the_same_state_changes_no_byte() -> None:
    tomorrow = Edition(date(2026, 11, 23), HOST)
    again = ArtifactSet(print_artifacts(one_place(), tomorrow, ROOT, material()))
    assert again[PACK].content == artifacts()[PACK].content


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("abc", (3, 160)),
        ("Gia 5 {x} ~ 1€", (18, 160)),
        ("Tên miền", (8, 70)),
        ("a" * 160, (160, 160)),
        ("😀", (2, 70)),
    ],
)
def test_messages_are_counted_as_the_network_counts(text: str, length: tuple[int, int]) -> None:
    assert sms_length(text) == length


@pytest.mark.parametrize("day", [CLOSING, ENDED])
def test_every_place_has_messages_that_cost_one_each(day: date) -> None:
    made = composer(day)
    for place in places_of(catalog()):
        messages = words_file(made, place)
        assert messages.name.startswith("Gửi Zalo, Facebook/") and "BẢN THỬ" in messages.content.decode("utf-8-sig")
        assert f"https://{HOST}/{place.number}/" in messages.content.decode("utf-8-sig")
        assert b"\r\n" in messages.content and b"\n" not in messages.content.replace(b"\r\n", b"")


def test_the_page_on_top_of_a_pack_names_all_the_rest() -> None:
    names = [name.removeprefix("00715 Xã Lũng Cú/") for name in packed().namelist()]
    said = text_of(packed().read(f"00715 Xã Lũng Cú/{names[0]}"))
    assert "In" in said or "in tệp" in said
    assert "BẢN THỬ" in said and f"{HOST}/{COMMUNE}" in said
    assert f"Trong bộ này có {len(names)} tệp" in said and "Máy cũ hiện tên tệp lạ?" in said
    for name in names[1:]:
        assert all(part in said for part in name.rpartition(".")[0].split("/")), name


def test_a_message_that_costs_two_is_refused() -> None:
    with pytest.raises(UserError, match="một tin chỉ chứa 70"):
        long_host = composer(host="ten-mien-mien-phi-cua-tinh.gov.vn")
        words_file(long_host, places_of(catalog())[0])


def test_a_pack_is_the_same_whoever_makes_it() -> None:
    files = [PackedFile("Đọc.txt", b"a"), PackedFile("b.txt", b"b")]
    assert pack("x", files, date(2026, 1, 2)) == pack("x", files, date(2026, 1, 2))


def test_folder_names_hold_no_forbidden_letter() -> None:
    place = places_of(catalog())[0].model_copy(update={"name": 'A/B:C "D"?.'})
    assert path_problem(pack_folder(place)) is None


@lru_cache(maxsize=1)
def pack_page_and_pictures() -> ArtifactSet:
    return ArtifactSet(pack_pages(one_place(), Edition(CLOSING, HOST), ROOT, material(), artifacts()))


def test_the_page_about_a_pack_offers_every_file_that_stands_alone() -> None:
    page = HTMLParser(pack_page_and_pictures()[f"{COMMUNE}/bo-tai-lieu/index.html"].content)
    offered = {
        posixpath.normpath(f"{COMMUNE}/bo-tai-lieu/{link.attributes['href']}")
        for link in page.css("[download], [type='text/calendar']")
    }
    assert offered == set(artifacts()), "a file nobody can download, or a download of nothing"
    first = page.css_first("a.button")
    assert first and first.attributes["href"] == "../to-a4-den-trang.pdf" and "PDF, " in first.text()
    assert "tên tệp hiện chữ lạ?" in page.css(".whole")[0].text(), "help for old computers"
    calendar = page.css_first('a[href="../lich-phat-thanh.ics"]')
    assert calendar and "download" not in calendar.attributes, "an iPhone would save it instead of opening it"
    assert not page.css("script")


def test_beside_each_picture_stand_words_to_send_with_it_and_their_link() -> None:
    page = HTMLParser(pack_page_and_pictures()[f"{COMMUNE}/bo-tai-lieu/index.html"].content)
    shown = page.css("li.sent")
    assert [item.css("[download]")[0].attributes["href"] for item in shown] == [
        f"../{image.file_name}" for image in material().sheets.images if image.alone
    ]
    for item in shown:
        (words,) = item.css("textarea")
        assert f"https://{HOST}/{COMMUNE}/" in words.text() and "phải trả phí" in words.text()
        assert item.css("label")[0].attributes["for"] == words.attributes["id"]
        assert item.css('a[href="../"]')[0].text() == f"{HOST}/{COMMUNE}"
    assert len({words.attributes["id"] for words in page.css("textarea")}) == len(page.css("textarea"))


@pytest.mark.parametrize("number", [COMMUNE, LONGEST_SCHOOL])
@pytest.mark.parametrize("day", [CLOSING, ENDED])
def test_the_words_to_go_with_a_picture_come_first_and_end_in_their_link(day: date, number: str) -> None:
    owner = next(item for item in places_of(catalog()) if item.number == number)
    caption = sent_words(composer(day), owner).caption
    assert caption.endswith(f"https://{HOST}/{number}/") and owner.title in caption and len(caption) < 300
    assert "phải trả phí mỗi năm" in caption and ("đã hết ngày" in caption) is (day == ENDED)
    told = words_file(composer(day), owner).content.decode("utf-8-sig").replace("\r\n", "\n")
    assert told.index("GỬI KÈM ẢNH") < told.index(caption.replace("\u00a0", " ")) < told.index("ĐĂNG LÊN ZALO")


def test_pictures_to_share_carry_the_address_and_no_code() -> None:
    (owner,) = one_place().communes
    for picture in composer().images(owner):
        assert picture.values["address"] == f"{HOST}/{COMMUNE}" and "code" not in picture.values
        said = "".join(words for _, words in picture.values.get("open-link", ()))
        assert said.startswith("Chạm liên kết") or picture.image.template == "share-wide", "a link card is the link"


def test_pictures_on_the_page_about_a_pack_exist_and_keep_their_room() -> None:
    made = pack_page_and_pictures()
    page = HTMLParser(made[f"{COMMUNE}/bo-tai-lieu/index.html"].content)
    for image in page.css("img"):
        path = posixpath.normpath(f"{COMMUNE}/bo-tai-lieu/{image.attributes['src']}")
        assert (int(image.attributes["width"] or 0), int(image.attributes["height"] or 0)) == png_size(
            made[path].content
        )
        assert len(made[path].content) < 25_000
    assert [image for image in page.css("img") if image.attributes.get("loading") != "lazy"] == [page.css_first("img")]


def test_a_kept_page_about_a_pack_is_made_again_when_a_file_or_the_day_changes() -> None:
    made: list[str] = []
    page = f"{COMMUNE}/bo-tai-lieu/index.html"
    log = f"{COMMUNE}/so-doc-loa.csv"
    heavier = {**artifacts(), log: Artifact(log, bytes(45_000))}
    with Cache.in_memory() as cache:

        def page_memo(kind: str, ingredients: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
            return cache.memo(kind, ingredients, lambda: made.append(kind) or make())  # type: ignore[func-returns-value]

        def shown(day: date, printed: Mapping[str, Artifact]) -> str:
            pages = pack_pages(one_place(), Edition(day, HOST), ROOT, material(), printed, cache.memo, page_memo)
            return next(item.text for item in pages if item.path == page)

        first = shown(CLOSING, artifacts())
        assert shown(CLOSING, artifacts()) == first and len(made) == 1
        assert "45 kB" in shown(CLOSING, heavier)
        assert shown(ENDED, artifacts()) != first
    assert len(made) == 3


def test_only_a_build_with_packs_leads_to_them_and_to_the_share_image() -> None:
    edition = Edition(CLOSING, HOST)
    path = f"{COMMUNE}/index.html"
    without = ArtifactSet(render_pages(one_place(), edition, ROOT))[path].text
    with_packs = ArtifactSet(render_pages(one_place(), edition, ROOT, material=material()))[path].text
    assert "bo-tai-lieu" not in without and "og:image" not in without
    page = HTMLParser(with_packs)
    assert page.css_first('a[href="bo-tai-lieu/"]')
    said = {node.attributes.get("property"): node.attributes.get("content") for node in page.css("meta[property]")}
    assert said["og:image"] == f"https://{HOST}/{COMMUNE}/chia-se.png"
    width, height = png_size(artifacts()[f"{COMMUNE}/chia-se.png"].content)
    assert (said["og:image:width"], said["og:image:height"]) == (str(width), str(height))
    assert (said["og:image:alt"] or "").endswith(f"trang của xã Lũng Cú: {HOST}/{COMMUNE}")
    assert (said["og:description"] or "").startswith("Xã Lũng Cú: ai được miễn phí")
