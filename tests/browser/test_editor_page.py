"""/tao-trang/ in a real browser: each kind made from nothing, opened again from its ZIP, safe whatever owners type."""

from __future__ import annotations

import gzip
import io
import mimetypes
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route

from generator.editor.page import EDITOR
from generator.starter.loading import load_answers
from generator.starter.package import check_path
from generator.starter.site import SiteRequest, build_site
from tests.editor_support import HOST, KINDS, begin, opened_editor, to_start, to_step
from tests.starter_support import REPOSITORY

LIMIT = 120_000  # first load without photos


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, files: Mapping[str, bytes], asked: list[str]) -> Iterator[Page]:
    with opened_editor(browser, files, asked) as opened:
        yield opened


def package(page: Page) -> zipfile.ZipFile:
    """Return the ZIP that the page hands over."""
    to_step(page, "Tải về")
    with page.expect_download() as download:
        page.locator("#tai-goi").click()
    return zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))


def answers_again(package: zipfile.ZipFile, tmp_path: Path) -> tuple[str, str]:
    """Return the kind and the first page that Python makes of the answers in a package without photos."""
    file = tmp_path / "tra-loi.yml"
    file.write_bytes(package.read("tra-loi.yml"))
    kind, answers, _ = load_answers(file)
    day = date(*package.getinfo("index.html").date_time[:3])
    site = build_site(SiteRequest(REPOSITORY, kind, answers, day, file.read_bytes()))
    return kind, site.artifacts["index.html"].content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_site_from_nothing_and_again_from_its_zip(kind: str, page: Page, tmp_path: Path) -> None:
    begin(page, kind)
    fill = {"shop": "Tên cửa hàng", "coop": "Tên hợp tác xã", "profile": "Họ tên"}[kind]
    page.get_by_label(fill, exact=True).fill("Mẫu <b>&")
    page.get_by_label("Tên miền", exact=True).fill(f"mau-{kind}.id.vn")
    page.get_by_label("Ngày được cấp tên miền").fill("2026-11-20")
    to_step(page, "gọi bạn" if kind == "shop" else "iên hệ" if kind == "profile" else "gọi")
    page.get_by_label("Điện thoại", exact=True).first.fill("0900 000 000")
    made = package(page)
    for name in made.namelist():
        check_path(name)
    assert {"index.html", "gia-han.ics", "lien-he.vcf", "lien-he-qr.png", "chia-se.png"} <= set(made.namelist())
    assert answers_again(made, tmp_path) == (kind, made.read("index.html").decode())
    to_start(page)
    saved = tmp_path / "goi.zip"
    assert made.filename is None
    saved.write_bytes(made.fp.getvalue() if isinstance(made.fp, io.BytesIO) else b"")
    page.set_input_files("#mo-tep", saved)
    page.get_by_text("Đã mở goi.zip").wait_for()
    assert page.get_by_label(fill, exact=True).input_value() == "Mẫu <b>&"
    again = package(page)
    assert {name: again.read(name) for name in again.namelist()} == {name: made.read(name) for name in made.namelist()}
    to_step(page, {"shop": "Tên và", "coop": "Tên và", "profile": "Bạn là ai"}[kind])
    page.get_by_label(fill, exact=True).fill("Tên mới & đẹp")
    is_served_well(page, package(page), "Tên mới & đẹp")


def is_served_well(page: Page, package: zipfile.ZipFile, title: str) -> None:
    """Serve an unpacked package: its page shows the title, calls, and all that it asks for is there."""
    host = "https://trang.example/"
    assert page.context.browser
    opened = page.context.browser.new_page(viewport={"width": 360, "height": 760})
    troubles: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(host) or "index.html"
        if path in package.namelist():
            route.fulfill(body=package.read(path), content_type=mimetypes.guess_type(path)[0] or "text/plain")
        else:
            troubles.append(route.request.url)
            route.fulfill(status=404)

    opened.route("**/*", answer)
    opened.on("console", lambda line: troubles.append(line.text))
    opened.goto(host)
    assert opened.locator("h1").inner_text().replace("\n", " ") == title
    assert opened.locator("a[href='tel:+84900000000']").count() >= 1
    opened.close()
    assert troubles == []


def test_products_are_added_moved_removed_and_brought_back(page: Page) -> None:
    begin(page, "shop")
    page.get_by_label("Tên cửa hàng").fill("Chè Mẫu")
    to_step(page, "Bạn bán gì")
    for name in ("Một", "Hai", "Ba"):
        page.get_by_role("button", name="+ Thêm: sản phẩm").click()
        page.keyboard.type(name)  # the new field has the focus
    names = page.locator(".item-name")
    assert names.all_inner_texts() == ["Một", "Hai", "Ba"]
    page.get_by_role("button", name="Lên: Ba").press("Enter")
    assert names.all_inner_texts() == ["Một", "Ba", "Hai"]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Lên: Ba"
    for at in range(3):
        names.nth(at).click()
        assert names.nth(at).get_attribute("aria-expanded") == "false"
    page.locator(".handle").nth(2).scroll_into_view_if_needed()
    grip, goal = page.locator(".handle").nth(2).bounding_box(), page.locator(".item").nth(0).bounding_box()
    assert grip and goal
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(goal["x"] + 20, goal["y"] + 2, steps=4)
    page.mouse.up()
    assert names.all_inner_texts() == ["Hai", "Một", "Ba"]
    names.nth(1).click()
    page.locator("#o-products-1-name").fill("Một mới")
    page.get_by_role("button", name="Bỏ: Một mới").click()
    assert names.all_inner_texts() == ["Hai", "Ba"]
    page.locator("#noi-ngoai", has_text="Đã bỏ “Một mới”").get_by_role("button", name="Hoàn tác").click()
    assert names.all_inner_texts() == ["Hai", "Một mới", "Ba"]
    page.locator("#hoan-tac").click()
    assert names.all_inner_texts() == ["Hai", "Một", "Ba"]
    page.reload()  # at once: what was typed last is kept when a page is left
    page.get_by_role("button", name="Làm tiếp: Chè Mẫu").click()
    names.first.wait_for()
    assert names.all_inner_texts() == ["Hai", "Một", "Ba"]
    page.locator("#xoa").click()
    page.get_by_text("Đã xóa khỏi máy này").wait_for()
    page.reload()
    page.wait_for_selector("body.ready")
    assert page.get_by_role("button", name="Làm tiếp").count() == 0


def photo(path: Path) -> Path:
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: what is stored at the top is seen on the right
    exif[0x010F] = "Máy ảnh"
    exif.get_ifd(0x8825)[1] = "N"
    Image.linear_gradient("L").resize((1600, 1200)).convert("RGB").save(path, exif=exif)  # black above, white below
    return path


# The first photo to be made takes the longest, as on a busy telephone: the later ones must not overtake it.
SLOWER_FIRST = """() => {
  const real = createImageBitmap;
  let wait = 600;
  globalThis.createImageBitmap = async (...given) => {
    const mine = wait;
    wait = 0;
    await new Promise((done) => setTimeout(done, mine));
    return real(...given);
  };
}"""


def test_photos_are_turned_made_small_and_told_nothing(page: Page, tmp_path: Path) -> None:
    begin(page, "shop")
    page.get_by_label("Tên cửa hàng").fill("Chè Mẫu")
    page.set_input_files("#o-photo-chon", photo(tmp_path / "Chè xanh.jpg"))
    made = package(page)  # at once: a package waits for photos that are still being made
    with Image.open(io.BytesIO(made.read("anh/che-xanh-960.jpg"))) as upright:
        assert upright.size == (960, 1280)
        assert not upright.getexif()
    to_step(page, "Tên và một câu")
    page.evaluate(SLOWER_FIRST)
    page.get_by_role("button", name="Xoay").click()
    page.get_by_label("Cắt").select_option("square")
    made = package(page)
    for name in ("anh/che-xanh-480.webp", "anh/che-xanh-960.jpg"):
        with Image.open(io.BytesIO(made.read(name))) as cut:
            assert cut.width == cut.height
            assert len(made.read(name)) <= 110_000
            grey, end = cut.convert("L"), cut.width - 1
            corners = [
                grey.crop((x, y, x + 1, y + 1)).tobytes()[0] for x, y in ((0, 0), (end, 0), (0, end), (end, end))
            ]
            assert min(corners[:2]) > 200 and max(corners[2:]) < 50, "turned once, from right to below"
    to_step(page, "Tên và một câu")
    page.get_by_label("Giữ phần nào").wait_for()
    (tmp_path / "hong.jpg").write_bytes(b"no picture")
    page.set_input_files("#o-photo-chon", tmp_path / "hong.jpg")
    page.get_by_text("Máy không mở được ảnh này").wait_for()


def test_a_post_is_rendered_by_a_library_that_is_loaded_then(page: Page, asked: list[str]) -> None:
    begin(page, "profile")
    page.get_by_label("Họ tên").fill("Nguyễn Mẫu")
    assert "bai/index.html" not in package(page).namelist()
    assert not any(url.endswith("markdown-it.js") for url in asked)
    to_step(page, "Bài viết")
    page.get_by_role("button", name="+ Thêm: bài").click()
    page.get_by_label("Tên bài").fill("Bài đầu")
    page.get_by_label("Ngày đăng").fill("2026-01-02")
    page.get_by_label("Nội dung").fill("Xin *chào* <b>")
    assert "Xin <em>chào</em> &lt;b&gt;" in package(page).read("bai/bai-dau.html").decode()


def test_wrong_answers_are_told_and_keep_the_package_back(page: Page) -> None:
    begin(page, "shop")
    page.get_by_label("Tên miền", exact=True).fill("che mau")
    page.get_by_text("Viết tên miền như che-mau.biz.vn").wait_for()
    to_step(page, "Khách gọi bạn")
    page.get_by_label("Điện thoại", exact=True).fill("900000000")
    page.get_by_text("mất số 0 ở đầu").wait_for()
    page.get_by_label("Trang Facebook").fill("javascript:alert(1)")
    page.get_by_text("Chỉ nhận địa chỉ bắt đầu bằng https://").wait_for()
    to_step(page, "Tải về")
    assert page.locator("#tai-goi").is_disabled()
    page.locator(".problems button", has_text="Tên cửa hàng").click()
    assert page.evaluate("document.activeElement.id") == "o-name"


def test_the_first_load_is_light_and_later_steps_wait(page: Page, asked: list[str], files: Mapping[str, bytes]) -> None:
    page.wait_for_selector("body.ready")
    assert not any(url.endswith("shop.js") for url in asked)
    begin(page, "shop")
    paths = {url.removeprefix(HOST) for url in asked} & files.keys() | {f"{EDITOR}index.html"}
    assert paths == {f"{EDITOR}index.html", f"{EDITOR}trang.js", f"{EDITOR}shop.js", f"{EDITOR}ten.js"}
    assert sum(len(gzip.compress(files[path], 6)) for path in paths) <= LIMIT


def test_what_is_unwise_is_told_beside_the_field_and_at_the_end_but_stops_nothing(page: Page) -> None:
    begin(page, "profile")
    page.get_by_label("Họ tên").fill("Ngân hàng Agribank")
    page.locator("#o-basics-name-n", has_text="giống “").wait_for()
    summary = page.get_by_label("Vài câu về bạn")
    summary.fill("Sinh năm 1990 tại Mẫu.")
    note = page.locator("#o-basics-summary-n", has_text="Chỗ này có vẻ nói về ngày sinh")
    note.wait_for()
    assert note.get_attribute("id") in (summary.get_attribute("aria-describedby") or "").split()
    to_step(page, "Tải về")
    assert page.locator("#nen-xem").inner_text() == "Nên xem lại 2 chỗ"
    assert page.locator("#tai-goi").is_enabled()
    page.get_by_role("button", name="Vài câu về bạn: ").click()
    assert page.evaluate("document.activeElement.id") == "o-basics-summary"


def test_nothing_jumps_while_the_page_opens(page: Page) -> None:
    shifted = """() => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((one) => (sum += one.value)))
        .observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => done(sum), 300);
    })"""
    page.reload()
    page.wait_for_selector("body.ready")
    assert page.evaluate(shifted) < 0.01
    begin(page, "shop")
    page.get_by_label("Tên cửa hàng").fill("Chè Mẫu")
    page.reload()
    page.get_by_role("button", name="Làm tiếp: Chè Mẫu").wait_for()
    assert page.evaluate(shifted) < 0.1, "what was begun takes the place of the first words"
