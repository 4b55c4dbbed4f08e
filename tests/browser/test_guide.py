"""Guide pages in a real browser: accessible, usable by keyboard and without script, light, within their budget."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from generator.decoding import read_with_zxing
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
# Height of everything to press that does not stand inside a sentence (WCAG 2.5.8 exempts those).
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], summary, button, input')]
  .filter(e => e.checkVisibility() && !e.classList.contains('md-skip'))
  .filter(e => !(e.tagName === 'A' && (l => l && l.innerText.trim().length > e.innerText.trim().length + 1)(e.closest('p, li, td'))))
  .map(e => [e.textContent.trim() || e.id, e.closest('.cards li, label') || e])
  .filter(([, e]) => e.getBoundingClientRect().height < 43.9)
  .map(([text, e]) => text + ' ' + e.getBoundingClientRect().height)"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    yield page
    page.close()


def test_nothing_overflows_targets_are_large_and_little_is_asked_for(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, service_workers="block")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PATHS:
        asked.clear()
        page.goto(site_url + path)
        page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
        assert page.locator(".button").count() <= 1, path
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(OVERFLOWING) == [0, []], (path, width)
            assert page.evaluate(SMALL_TARGETS) == [], (path, width)
        allowed = {site_url + path, f"{site_url}assets/huong-dan.css", f"{site_url}favicon.svg"}
        if path == "chon-ten/":
            allowed.add(f"{site_url}chon-ten/goi-y.js")  # the name helper is this page's own purpose
        assert set(asked) <= allowed, path
    assert page.evaluate("[document.cookie, localStorage.length]") == ["", 0]
    context.close()


def test_the_first_screen_of_a_phone_has_offer_and_button_then_the_later_cost(phone: Page, site_url: str) -> None:
    phone.goto(site_url)
    box = phone.locator(".button").bounding_box()
    assert box and box["y"] + box["height"] <= 640
    assert phone.locator(".button").get_attribute("href") == "du-dieu-kien/"
    words = phone.locator("article").inner_text()
    order = ["18 đến 23 tuổi", "hộ kinh doanh", "chưa quá 1 năm", "31/12/2026", "Tôi có được miễn phí không?", "50.000"]
    assert [words.index(part) for part in order] == sorted(words.index(part) for part in order)


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


def test_first_loads_stay_within_their_budget(built_site: Path) -> None:
    style = len(gzip.compress((built_site / "assets" / "huong-dan.css").read_bytes(), 9))
    sizes = {path: style + len(gzip.compress((built_site / path / "index.html").read_bytes(), 9)) for path in PATHS}
    assert max(sizes.values()) <= BUDGET, sizes


def test_paper_has_the_text_the_address_and_a_code_that_opens_the_page(phone: Page, site_url: str) -> None:
    for path in ("", "doanh-nghiep-moi/"):  # the longest address has the largest code
        phone.goto(site_url + path)
        paper = pypdfium2.PdfDocument(phone.pdf(format="A4"))
        words = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
        assert f"tenmien.example/{path}" in words
        assert "Mục lục" not in words and "Bước" not in words
        codes = [read_with_zxing(sheet.render(scale=2, grayscale=True).to_numpy()) for sheet in paper]
        assert [code.text for code in codes if code] == [f"https://tenmien.example/{path}"]
        if not path:
            assert "ghi ngày hết hạn vào lịch" in words  # inside a step that is folded on the screen


def test_crumbs_lead_up_and_say_so_to_search_engines(site_url: str, built_site: Path) -> None:
    for path in PATHS:
        page = LexborHTMLParser((built_site / path / "index.html").read_bytes())
        crumbs = [(link.text(), link.attributes["href"]) for link in page.css(".crumbs a")]
        data = page.css_first('script[type="application/ld+json"]')
        if not path:
            assert not crumbs and data is None
            continue
        assert crumbs[0] == ("Trang đầu", "..")
        assert data is not None
        listed = json.loads(data.text())["itemListElement"]
        assert [item["name"] for item in listed[:-1]] == [title for title, _ in crumbs]
        assert listed[-1]["item"] == f"https://tenmien.example/{path}"
        assert [item["position"] for item in listed] == list(range(1, len(listed) + 1))


def test_the_way_has_its_steps_in_order_and_each_knows_the_next(phone: Page, site_url: str) -> None:
    phone.goto(f"{site_url}du-dieu-kien/")
    walked = []
    while True:
        walked.append(phone.url.removeprefix(site_url))
        assert f"Bước {len(walked)} trong 6 bước" in phone.locator(".journey summary").inner_text()
        onward = phone.locator("a[rel=next]")
        if not onward.count():
            break
        onward.click()
    assert walked == ["du-dieu-kien/", "chuan-bi/", "chon-ten/", "nha-dang-ky/", "dang-ky/", "sau-khi-co-ten/"]


# A device with voices: what is said is kept in `said`, and every sentence is over at once when `over()` is called.
VOICES = """(() => {
  const said = window.said = []; let current;
  const synth = {getVoices: () => window.voices, speak: one => { said.push(one.text); current = one }, cancel: () => { current = null }};
  window.over = () => { const one = current; current = null; one && one.onend() };
  window.SpeechSynthesisUtterance = function (text) { this.text = text };
  Object.defineProperty(window, "speechSynthesis", {value: synth});
})()"""


def test_a_page_is_read_aloud_by_a_vietnamese_voice_of_the_device(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, service_workers="block")
    context.add_init_script("window.voices = [{lang: 'vi_VN', localService: true}];" + VOICES)
    page = context.new_page()
    page.goto(f"{site_url}sau-2-nam/")
    button = page.locator(".speak")
    assert button.inner_text() == "Nghe đọc trang"
    box = button.bounding_box()
    assert box and box["height"] >= 44
    button.focus()
    page.keyboard.press("Enter")
    assert button.inner_text() == "Dừng đọc"
    page.evaluate("over()")
    said = page.evaluate("said")
    assert said[0] == "Sau 2 năm thì sao?" and "năm thứ ba" in said[1]
    assert page.locator(".spoken").count() == 1
    page.keyboard.press("Escape")
    page.evaluate("over()")
    assert button.inner_text() == "Nghe đọc trang" and len(page.evaluate("said")) == 2
    assert page.locator(".spoken").count() == 0
    for _ in range(2):
        button.click()
    assert button.inner_text() == "Nghe đọc trang"
    button.click()
    page.evaluate("() => { for (let i = 0; i < 500; i++) over() }")
    assert button.inner_text() == "Nghe đọc trang"  # the end of the page ends the reading
    whole = " ".join(page.evaluate("said"))
    assert "50.000" in whole and "Nguồn" not in page.evaluate("said")
    context.close()


@pytest.mark.parametrize(
    "voices", ["[]", "[{lang: 'en-US', localService: true}, {lang: 'vi-VN', localService: false}]"]
)
def test_without_a_voice_in_the_device_there_is_no_button(browser: Browser, site_url: str, voices: str) -> None:
    context = browser.new_context(service_workers="block")
    context.add_init_script(f"window.voices = {voices};" + VOICES)
    page = context.new_page()
    page.goto(f"{site_url}sau-2-nam/")
    assert not page.locator(".speak").is_visible()
    context.close()


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
