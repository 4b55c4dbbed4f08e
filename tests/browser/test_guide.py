"""Guide pages in a real browser: accessible, usable by keyboard and without script, light, within their budget."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.guide import guide_pages
from tests.conftest import REPOSITORY

PATHS = [page.site_path for page in guide_pages(REPOSITORY)]
# Wide windows add tabs and side columns, the same on every page: one page of each kind is enough there.
BUDGET = 75_000  # bytes of a first load, compressed (DESIGN section 4)

# Elements that overflow the window, by tag and class.
OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide + 1);
  return [document.documentElement.scrollWidth - wide, out.slice(0, 3).map(e => e.tagName + '.' + e.className)];
}"""
# Height of every link and button that does not stand inside a sentence (WCAG 2.5.8 exempts those).
SMALL_TARGETS = """() => [...document.querySelectorAll('a, summary')]
  .filter(e => e.checkVisibility() && !e.classList.contains('md-skip'))
  .filter(e => e.closest('.head, .tabs, .side, .foot, .menu, .cards, .index') || e.classList.contains('button'))
  .map(e => [e.textContent.trim(), e.closest('.cards li') || e])
  .filter(([, e]) => e.getBoundingClientRect().height < 43.9)
  .map(([text, e]) => text + ' ' + e.getBoundingClientRect().height)"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    yield page
    page.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_overflows_and_targets_are_large(browser: Browser, site_url: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in PATHS:
        page.goto(site_url + path)
        page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        assert page.evaluate(OVERFLOWING) == [0, []], path
        assert page.evaluate(SMALL_TARGETS) == [], path
    page.close()


def test_one_main_button_at_most(phone: Page, site_url: str) -> None:
    for path in PATHS:
        phone.goto(site_url + path)
        assert phone.locator(".button").count() <= 1, path
    phone.goto(site_url)
    assert phone.locator(".button").get_attribute("href") == "du-dieu-kien/"


def test_the_menu_opens_by_keyboard_without_script(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "sau-2-nam/")
    assert not page.locator(".menu__panel").is_visible()
    page.locator(".menu__button").focus()
    page.keyboard.press("Enter")
    assert page.locator(".menu__panel").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(site_url)
    context.close()


def test_the_first_tab_stop_leads_to_the_content(phone: Page, site_url: str) -> None:
    phone.goto(site_url + "id-vn/")
    phone.keyboard.press("Tab")
    focused = phone.locator(":focus")
    assert focused.inner_text() == "Tới nội dung chính"
    box = focused.bounding_box()
    assert box and box["y"] >= 0
    phone.keyboard.press("Enter")
    assert phone.evaluate("document.querySelector(location.hash).tagName") == "H1"


def test_focus_is_drawn_in_two_colours(phone: Page, site_url: str) -> None:
    phone.goto(site_url)
    phone.keyboard.press("Tab")
    for _ in range(6):
        phone.keyboard.press("Tab")
        style = phone.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle, parseFloat(s.outlineWidth), s.boxShadow]; })()"
        )
        assert style[0] == "solid" and style[1] >= 3 and "rgb(246, 185, 59)" in style[2]


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        ("2026-11-01T12:00:00+07:00", "Sắp hết hạn"),  # a clock that is slow
        ("2026-11-22T12:00:00+07:00", "Sắp hết hạn"),
        ("2026-12-31T23:59:00+07:00", "Sắp hết hạn"),
        ("2027-01-01T00:01:00+07:00", "đã hết ngày 31/12/2026"),
    ],
)
def test_the_banner_follows_the_readers_day(phone: Page, site_url: str, now: str, shown: str) -> None:
    phone.clock.set_fixed_time(now)
    for path in ("", "id-vn/", "ho-kinh-doanh/"):
        phone.goto(site_url + path)
        banners = [banner for banner in phone.locator(".offer").all() if banner.is_visible()]
        assert len(banners) == 1
        assert shown in banners[0].inner_text()


def test_without_script_one_banner_stands(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url)
    assert [banner.is_visible() for banner in page.locator(".offer").all()].count(True) == 1
    context.close()


def test_a_page_asks_for_itself_the_style_sheet_and_the_icon_only(phone: Page, site_url: str) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    for path in PATHS:
        asked.clear()
        phone.goto(site_url + path)
        allowed = {site_url + path, f"{site_url}assets/huong-dan.css", f"{site_url}favicon.svg"}
        if path == "chon-ten/":
            allowed.add(f"{site_url}chon-ten/goi-y.js")  # the name helper is this page's own purpose
        assert set(asked) <= allowed, path
        assert phone.evaluate("[document.cookie, localStorage.length]") == ["", 0]


def test_first_loads_stay_within_their_budget(built_site: Path) -> None:
    style = len(gzip.compress((built_site / "assets" / "huong-dan.css").read_bytes(), 9))
    sizes = {path: style + len(gzip.compress((built_site / path / "index.html").read_bytes(), 9)) for path in PATHS}
    assert max(sizes.values()) <= BUDGET, sizes


def test_print_leaves_out_the_frame_and_names_the_page(phone: Page, site_url: str) -> None:
    phone.goto(site_url + "chuan-bi/")
    phone.emulate_media(media="print")
    assert not phone.locator(".head").is_visible()
    assert not phone.locator(".band").is_visible()
    assert "tenmien.example/chuan-bi/" in phone.locator(".foot__address").inner_text()


def test_the_page_reads_on_in_forced_colours_and_with_large_text(browser: Browser, site_url: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, forced_colors="active")
    page.goto(site_url)
    assert page.locator(".button").is_visible()
    # 400 % zoom of a 1280 px window is a 320 px window (WCAG 1.4.10); here also text at twice its size.
    page.set_viewport_size({"width": 320, "height": 256})
    page.add_style_tag(content="html{font-size:200%}")
    overflow, wide = page.evaluate(OVERFLOWING)
    assert overflow == 0, wide
    page.close()
