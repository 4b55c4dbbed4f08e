"""Photos of the owner: what is done to them is taken back step by step, and a gallery is put in order by buttons."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.editor_support import begin, opened_editor, to_step

UNTIL_WHOLE_IS_KEPT = """async () => {
  const kept = () => new Promise((done) => {
    const request = indexedDB.open("phocap-tao-trang", 1);
    request.onsuccess = () => {
      const photos = request.result.transaction("kept").objectStore("kept").get("photos");
      photos.onsuccess = () => {
        request.result.close();
        done(photos.result?.[0]?.[1].crop);
      };
    };
  });
  while ((await kept()) !== "whole") await new Promise((done) => setTimeout(done, 20));
}"""


@pytest.fixture
def page(browser: Browser, files: Mapping[str, bytes]) -> Iterator[Page]:
    with opened_editor(browser, files, []) as opened:
        yield opened


def test_turning_and_cutting_a_photo_are_taken_back(page: Page, tmp_path: Path) -> None:
    Image.new("RGB", (600, 450), "#2a7").save(tmp_path / "Chè.jpg")
    begin(page, "shop")
    page.get_by_label("Tên cửa hàng").fill("Chè Mẫu")
    picture, back = page.locator("#o-photo img"), page.locator("#hoan-tac")

    def is_shown(size: str) -> None:
        page.wait_for_function(
            "(size) => { const one = document.querySelector('#o-photo img');"
            " return one && `${one.naturalWidth}x${one.naturalHeight}` === size; }",
            arg=size,
        )

    page.set_input_files("#o-photo-chon", tmp_path / "Chè.jpg")
    is_shown("480x360")
    page.get_by_role("button", name="Xoay").click()
    is_shown("450x600")
    page.get_by_label("Cắt").select_option("square")
    is_shown("450x450")
    page.get_by_label("Tên cửa hàng").fill("Chè Mẫu mới")
    back.click()
    expect(page.get_by_label("Tên cửa hàng")).to_have_value("Chè Mẫu")
    is_shown("450x450")
    back.click()
    is_shown("450x600")
    assert page.get_by_label("Cắt").input_value() == "whole"
    page.evaluate(UNTIL_WHOLE_IS_KEPT)
    page.reload()
    page.get_by_role("button", name="Làm tiếp: Chè Mẫu").click()
    is_shown("450x600")
    page.get_by_role("button", name="Xoay").click()
    is_shown("480x360")
    back.click()
    is_shown("450x600")
    page.get_by_role("button", name="Bỏ ảnh").click()
    expect(picture).to_have_count(0)
    page.locator("#noi-nut").get_by_role("button", name="Hoàn tác").click()
    is_shown("450x600")
    to_step(page, "Tải về")
    with page.expect_download() as download:
        page.locator("#tai-goi").click()
    made = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    names = [name for name in made.namelist() if name.startswith("anh/che")]
    with Image.open(io.BytesIO(made.read(next(name for name in names if name.endswith(".jpg"))))) as packed:
        assert packed.size == (450, 600)


def test_photos_of_a_gallery_are_put_in_order_by_buttons(page: Page, tmp_path: Path) -> None:
    begin(page, "shop")
    page.get_by_label("Tên cửa hàng").fill("Chè Mẫu")
    to_step(page, "Ảnh")
    colours = {"do": "#c00", "xanh": "#0a0", "tim": "#60c"}
    for name, colour in colours.items():
        Image.new("RGB", (120, 90), colour).save(tmp_path / f"{name}.jpg")
    page.set_input_files("#o-photos-0-chon", [tmp_path / f"{name}.jpg" for name in colours])
    texts = page.get_by_label("Ảnh này có gì")
    expect(texts).to_have_count(3)
    for at, name in enumerate(colours):
        texts.nth(at).fill(name)

    def order() -> list[str]:
        return [field.input_value() for field in texts.all()]

    assert page.get_by_role("button", name="Lên: Ảnh 1").is_disabled()
    assert page.get_by_role("button", name="Xuống: Ảnh 3").is_disabled()
    page.get_by_role("button", name="Lên: Ảnh 3").press("Enter")
    assert order() == ["do", "tim", "xanh"]
    assert page.locator("#noi").inner_text() == "Đã chuyển tới vị trí 2."
    page.keyboard.press("Enter")  # the focus went with the photo
    assert order() == ["tim", "do", "xanh"]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Xuống: Ảnh 1"
    page.locator("#hoan-tac").click()
    assert order() == ["do", "tim", "xanh"]
    to_step(page, "Tải về")
    with page.expect_download() as download:
        page.locator("#tai-goi").click()
    first = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())).read("index.html").decode()
    assert sorted(colours, key=lambda name: first.index(f'alt="{name}"')) == ["do", "tim", "xanh"]
