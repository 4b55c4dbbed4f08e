"""Every file that the editor hands over alone, and every file that it opens."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from generator.decoding import read_with_zxing, to_pixels
from generator.diagnostics import Findings
from generator.loading.files import read_file
from generator.loading.yaml_source import SIZE_LIMIT
from generator.starter.json_resume import import_resume
from generator.starter.loading import load_answers
from tests.editor_support import opened_editor, to_start, to_step
from tests.starter_support import FULL, REPOSITORY, answers, site_of


@pytest.fixture(scope="module")
def page(browser: Browser, files: Mapping[str, bytes]) -> Iterator[Page]:
    asked: list[str] = []
    with opened_editor(browser, files, asked) as opened:
        yield opened


def open_file(page: Page, path: Path) -> None:
    """Open a file from the start of the page."""
    if not page.locator("#bat-dau").is_visible():
        to_start(page)
    page.set_input_files("#mo-tep", path)


def open_answers(page: Page, tmp_path: Path, kind: str, values: dict[str, Any]) -> None:
    file = tmp_path / "tra-loi.yml"
    file.write_text(json.dumps({"kind": kind, **values}, ensure_ascii=False), encoding="utf-8")
    open_file(page, file)
    page.get_by_text("Đã mở tra-loi.yml").wait_for(timeout=8000)


def downloaded(page: Page, name: str) -> tuple[str, bytes]:
    """Return name and content of a file that is handed over alone."""
    to_step(page, "Tải về")
    rows = page.locator(".more").first
    if rows.get_attribute("open") is None:
        rows.locator("summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def without_photos(kind: str) -> dict[str, Any]:
    bare = json.loads(
        json.dumps(FULL[kind]), object_hook=lambda row: {k: v for k, v in row.items() if "photo" not in k}
    )
    return dict(bare)


def test_each_file_of_a_shop(page: Page, browser: Browser, tmp_path: Path) -> None:
    values = without_photos("shop")
    expected = site_of("shop", values).artifacts
    open_answers(page, tmp_path, "shop", values)
    name, card = downloaded(page, "Danh thiếp")
    assert (name, card) == ("lien-he.vcf", expected["lien-he.vcf"].content)
    name, code = downloaded(page, "Mã VietQR")
    assert name == "vietqr.png"
    with Image.open(io.BytesIO(code)) as picture, Image.open(io.BytesIO(expected["vietqr.png"].content)) as wanted:
        assert picture.size == wanted.size
    one, other = (read_with_zxing(to_pixels(image)) for image in (code, expected["vietqr.png"].content))
    assert one and other and one.text == other.text
    name, share = downloaded(page, "Ảnh chia sẻ")
    with Image.open(io.BytesIO(share)) as picture, Image.open(io.BytesIO(expected["chia-se.png"].content)) as wanted:
        assert (name, picture.size) == ("chia-se.png", wanted.size)
    name, saved = downloaded(page, "Tệp trả lời")
    (tmp_path / "lai.yml").write_bytes(saved)
    kind, again, _ = load_answers(tmp_path / "lai.yml")
    assert (name, kind, again.model_dump()) == ("tra-loi.yml", "shop", answers("shop", values).model_dump())
    name, alone = downloaded(page, "Một tệp index.html")
    assert name == "index.html"
    is_whole_without_others(browser, alone)


def is_whole_without_others(browser: Browser, alone: bytes) -> None:
    """Open a single file: it shows its pictures and asks for nothing."""
    opened = browser.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.set_content(alone.decode())
    assert opened.locator("h1").inner_text() == "Chè Mẫu"
    assert not [url for url in asked if not url.startswith(("data:", "about:"))]
    opened.locator("img").first.wait_for(timeout=8000)
    assert opened.locator("img").evaluate_all("images => images.every((one) => one.naturalWidth > 0)")
    opened.close()


def test_the_calendar_and_the_steps_for_the_place_that_is_chosen(page: Page, tmp_path: Path) -> None:
    values = without_photos("shop")
    open_answers(page, tmp_path, "shop", values)
    to_step(page, "Tải về")
    with page.expect_download() as download:
        page.get_by_role("button", name="Lấy lịch nhắc").click()
    calendar = Path(download.value.path()).read_bytes()
    assert calendar == site_of("shop", values).artifacts["gia-han.ics"].content
    page.get_by_label("Nơi dùng DirectAdmin").check()
    assert "vào domains, chọn che-mau.biz.vn" in page.locator("#cach-dua").inner_text()
    page.get_by_label("Nơi dùng cPanel").check()
    assert "Extract" in page.locator("#cach-dua").inner_text()
    page.get_by_label("Chưa biết").check()
    link = page.locator("#cach-dua a")
    assert link.get_attribute("href") == "../nha-dang-ky/"
    assert page.get_by_role("link", name="Mở trang của tôi").get_attribute("href") == "https://che-mau.biz.vn/"


def test_without_a_day_or_an_account_it_says_what_is_needed(page: Page, tmp_path: Path) -> None:
    open_answers(page, tmp_path, "shop", {"name": "Quán Mẫu"})
    to_step(page, "Tải về")
    page.locator(".more summary").first.click()
    for name, needs in (("Danh thiếp", "Cần số điện thoại"), ("Mã VietQR", "Cần ngân hàng")):
        assert page.get_by_role("button", name=name).is_disabled()
        assert page.get_by_text(needs).is_visible()
    page.get_by_role("button", name="Ghi ngày được cấp tên miền").click()
    assert page.evaluate("document.activeElement.id") == "o-granted_on"


def test_a_resume_comes_in_and_goes_out(page: Page, tmp_path: Path) -> None:
    file = REPOSITORY / "tests/fixtures/jsonresume"
    source = file / "sample.resume.json"
    open_file(page, source)
    page.get_by_text(f"Đã mở {source.name}").wait_for(timeout=8000)
    name, out = downloaded(page, "resume.json")
    given, made = json.loads(source.read_text(encoding="utf-8")), json.loads(out)
    assert name == "resume.json"
    assert made["basics"]["name"] == given["basics"]["name"]
    assert {key for key in given if given[key]} - {"$schema", "meta"} <= set(made)
    saved = tmp_path / "tra-loi.yml"
    saved.write_bytes(downloaded(page, "Tệp trả lời")[1])
    assert load_answers(saved)[0] == "profile"


def package(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name.replace("_", "."), content)
    return stream.getvalue()


WRONG = {
    "goi.zip": (package(index_html=b"x"), "Trong gói không có tệp tra-loi.yml"),
    "hong.zip": (b"PK\x03\x04" + b"x" * 40, "Gói này hỏng"),
    "cut.zip": (package(**{"tra-loi_yml": b"kind: shop\nname: A\n"})[:-30], "Gói này hỏng"),
    "anh.yml": (bytes(range(256)), "Không đọc được tệp này"),
    "bom.yml": (b"a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n", "không cho biết là loại trang nào"),
    "la.yml": (b"kind: bakery\nname: A\n", "không cho biết là loại trang nào"),
    "ten.yml": (b"__proto__: {kind: shop}\n", "không cho biết là loại trang nào"),
    "cv.json": (b'{"work": []}', "thiếu mục basics"),
    "cut.json": (b'{"basics": {', "thiếu mục basics"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_opened_is_told(name: str, page: Page, tmp_path: Path) -> None:
    content, told = WRONG[name]
    (tmp_path / name).write_bytes(content)
    open_file(page, tmp_path / name)
    page.locator("#noi", has_text=told).wait_for(timeout=8000)
    assert page.locator("#bat-dau").is_visible()


def test_photos_that_answers_name_are_taken_in_at_once(page: Page, tmp_path: Path) -> None:
    shots = [tmp_path / "mot.jpg", tmp_path / "HAI.JPG", tmp_path / "khac.jpg"]
    for shot in shots:
        Image.new("RGB", (640, 480), "#356").save(shot, "JPEG")
    photos = [{"file": "mot.jpg"}, {"file": "hai.jpg"}]
    open_answers(page, tmp_path, "shop", {"name": "Quán Mẫu", "photo": photos[0], "photos": photos})
    page.get_by_text("Còn thiếu 2 ảnh").wait_for(timeout=8000)
    page.set_input_files("#thieu-anh", shots)
    page.get_by_text("Đã nhận 2 ảnh").wait_for(timeout=8000)
    assert page.locator("#thieu-anh").count() == 0
    to_step(page, "Tải về")
    with page.expect_download() as download:
        page.locator("#tai-goi").click()
    names = zipfile.ZipFile(download.value.path()).namelist()
    assert {re.sub(r"-\d+", "", name) for name in names if name.startswith("anh/")} == {
        *("anh/mot.jpg", "anh/mot.webp", "anh/hai.jpg", "anh/hai.webp")
    }


def test_several_photos_are_chosen_at_once(page: Page, tmp_path: Path) -> None:
    shots = [tmp_path / f"anh {number}.jpg" for number in range(3)]
    for shot in shots:
        Image.new("RGB", (320, 240), "#653").save(shot, "JPEG")
    open_answers(page, tmp_path, "shop", {"name": "Quán Mẫu"})
    to_step(page, "Chuyện và hình ảnh")
    page.set_input_files("#o-photos-0-chon", shots)
    page.locator("#o-photos-2 , #o-photos-3-chon").first.wait_for(state="attached")
    page.locator("#o-photos .photo img").nth(2).wait_for(timeout=8000)
    assert page.locator("#o-photos .photo img").count() == 3


def test_a_resume_of_the_browser_is_read_by_python(page: Page, tmp_path: Path) -> None:
    open_answers(page, tmp_path, "profile", without_photos("profile"))
    (tmp_path / "resume.json").write_bytes(downloaded(page, "resume.json")[1])
    findings = Findings()
    file = read_file(tmp_path, "resume.json", SIZE_LIMIT, findings)
    assert file
    person = import_resume(file, findings)
    assert person and person.title == "Nguyễn Thị Mẫu"
    assert not findings.errors
