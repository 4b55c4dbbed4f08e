"""Work that is kept while it is open in two tabs at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.editor.page import EDITOR
from tests.editor_support import HOST, begin, opened_editor


@pytest.fixture
def page(browser: Browser, files: Mapping[str, bytes]) -> Iterator[Page]:
    with opened_editor(browser, files, []) as opened:
        yield opened


# A tab that sleeps hears nothing of the others.
DEAF = """
const real = addEventListener;
globalThis.addEventListener = (name, ...rest) => name === "storage" || real(name, ...rest);
"""
KEPT_NAME = """() => new Promise((done) => {
  const request = indexedDB.open("phocap-tao-trang", 1);
  request.onsuccess = () => {
    const kept = request.result.transaction("kept").objectStore("kept").get("work");
    kept.onsuccess = () => {
      request.result.close();
      done(kept.result?.values.name);
    };
  };
})"""


def until_kept(page: Page, name: str) -> None:
    """Wait until the name is kept in the device."""
    until = f"async (name) => {{ while ((await ({KEPT_NAME})()) !== name) await new Promise((done) => setTimeout(done, 20)); }}"
    page.evaluate(until, name)


def second_tab(page: Page, files: Mapping[str, bytes]) -> Page:
    """Open the page in another tab of the same browser, one that hears nothing of the first."""
    other = page.context.new_page()
    other.set_viewport_size({"width": 360, "height": 760})

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        content = files.get(f"{path}index.html" if path.endswith("/") else path, b"")
        kind = "text/html; charset=utf-8" if path.endswith("/") else "text/javascript; charset=utf-8"
        route.fulfill(body=content, content_type=kind)

    other.route("**/*", answer)
    other.add_init_script(DEAF)
    other.on("dialog", lambda dialog: dialog.accept())
    other.goto(HOST + EDITOR)
    other.wait_for_selector("body.ready")
    return other


def test_two_tabs_never_write_over_each_other(page: Page, files: Mapping[str, bytes]) -> None:
    begin(page, "shop")
    name, stopped, here = page.get_by_label("Tên cửa hàng"), page.locator("#tab-khac"), "Dùng tiếp ở đây"
    name.fill("Chè Một")
    until_kept(page, "Chè Một")
    other = second_tab(page, files)
    other_name = other.get_by_label("Tên cửa hàng")
    other.get_by_role("button", name="Làm tiếp: Chè Một").click()
    expect(stopped).to_contain_text("Trang này đang mở ở tab (thẻ) khác")
    expect(page.locator("#tab-khac-ten")).to_be_focused()
    expect(page.locator("#lam")).to_be_hidden()
    expect(page.locator("#chua-luu")).to_be_hidden()
    page.go_back()
    page.go_forward()
    expect(stopped).to_be_visible()
    other_name.fill("Chè Hai")
    until_kept(other, "Chè Hai")
    page.evaluate("dispatchEvent(new Event('pagehide'))")  # a tab that has stopped writes nothing even at its end
    page.get_by_role("button", name=here).click()
    expect(name).to_have_value("Chè Hai")
    expect(page.locator("#hoan-tac")).to_be_disabled()
    # The other has heard nothing: it stops when it writes, and what was made there can be had back.
    other_name.fill("Chè Ba")
    expect(other.locator("#chua-luu")).to_be_visible()
    assert page.evaluate(KEPT_NAME) == "Chè Hai"
    other.get_by_role("button", name=here).click()
    expect(other_name).to_have_value("Chè Hai")
    back = other.locator("#noi-nut").get_by_role("button", name="Hoàn tác")
    box = back.bounding_box()
    assert box and box["width"] > box["height"], "beside a long note the word stands on one line"
    back.click()
    expect(other_name).to_have_value("Chè Ba")
    until_kept(other, "Chè Ba")
    expect(stopped).to_be_visible()
    # Deleted in one tab, it comes back in no other but by the button.
    other.locator("#xoa").click()
    expect(other.locator("#bat-dau")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name=here).click()
    expect(name).to_have_value("Chè Hai")
