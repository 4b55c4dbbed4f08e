"""Landing pages and directory as people meet them: small screens, no script, other days, search."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from generator.artifact import ArtifactSet
from generator.codes import code_artifacts
from generator.model.catalog import Catalog
from generator.model.project import Edition
from generator.pages.every_page import render_pages
from tests.browser.windows import Windows

HOST = "tenmien.example"
BASE = f"https://{HOST}/"
LONGEST_SCHOOL, SHORTEST, BUSIEST = "808054", "808025", "02215"
REPOSITORY = Path(__file__).resolve().parents[2]

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def site(real_catalog: Catalog) -> ArtifactSet:
    edition = Edition(date(2026, 11, 22), HOST)
    return ArtifactSet([*render_pages(real_catalog, edition, REPOSITORY), *code_artifacts(real_catalog, edition)])


@pytest.fixture(scope="module")
def asked() -> list[str]:
    return []


@pytest.fixture
def requests(asked: list[str]) -> list[str]:
    """Return the addresses that this test asks for."""
    asked.clear()
    return asked


@pytest.fixture(scope="module")
def open_page(browser: Browser, site: ArtifactSet, asked: list[str]) -> Iterator[OpenPage]:
    """Return what opens a path of the site, served from memory; every request is noted, others are refused."""
    kinds = {"html": "text/html; charset=utf-8", "svg": "image/svg+xml", "png": "image/png"}

    def serve(route: Route) -> None:
        url = route.request.url
        asked.append(url)
        path = url.removeprefix(BASE).split("#")[0]
        path = f"{path}index.html" if path.endswith("/") or not path else path
        if not url.startswith(BASE):
            route.abort()
        elif path in site:
            route.fulfill(body=site[path].content, content_type=kinds.get(path.rpartition(".")[2], "text/plain"))
        else:
            route.fulfill(status=404, body=site["404.html"].content, content_type=kinds["html"])

    windows = Windows(browser, serve)
    yield lambda path, **options: windows.open(BASE + path, **options)
    windows.close()


def overflow(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


@pytest.mark.parametrize(
    "path", [f"{LONGEST_SCHOOL}/", f"{SHORTEST}/", f"{BUSIEST}/", "7/", "1/", "dia-phuong/", "x/y"]
)
def test_fits_320_pixels_without_script(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=320, java_script_enabled=False)
    assert overflow(page) == 0
    assert page.locator("main").is_visible()
    assert page.locator("[role=search]").count() == 0 or not page.locator("[role=search]").is_visible()


def test_first_screen_answers(open_page: OpenPage) -> None:
    page = open_page("00715/", width=360)
    for selector in ("h1", ".state strong >> visible=true", ".button", ".cost >> visible=true"):
        box = page.locator(selector).first.bounding_box()
        assert box and box["y"] + box["height"] <= 640, selector


def test_a_phone_makes_one_request_and_the_icon(open_page: OpenPage, requests: list[str]) -> None:
    page = open_page(f"{BUSIEST}/", width=360)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert set(requests) <= {f"{BASE}{BUSIEST}/", f"{BASE}favicon.svg"}


def test_a_computer_loads_the_codes_of_the_sign_ups(open_page: OpenPage) -> None:
    page = open_page(f"{BUSIEST}/", width=1280)
    images = page.locator(".computer img")
    images.first.scroll_into_view_if_needed()
    page.wait_for_function("Array.from(document.querySelectorAll('.computer img')).every(i => i.naturalWidth > 0)")
    assert images.count() == 3


@pytest.mark.parametrize("path", [f"{LONGEST_SCHOOL}/", f"{BUSIEST}/", "7/", "dia-phuong/", "404.html"])
def test_targets_are_large_enough_for_thumbs(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=360)
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, summary, input")]
            .filter(e => e.offsetParent && !e.classList.contains("skip"))
            .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
            .filter(([, box]) => box.height < 47.5 || box.width < 44).map(([text]) => text)"""
    )
    assert small == []


@pytest.mark.parametrize(
    ("now", "zone", "shown"),
    [
        ("2026-12-31T23:59:00+07:00", "Asia/Ho_Chi_Minh", "Sắp hết hạn: đến 31/12/2026"),
        ("2027-01-01T00:01:00+07:00", "Asia/Ho_Chi_Minh", "Đợt miễn phí đã hết ngày 31/12/2026"),
        ("2026-12-31T23:59:00+07:00", "Pacific/Auckland", "Sắp hết hạn: đến 31/12/2026"),
        ("2027-01-01T00:01:00+07:00", "America/Los_Angeles", "Đợt miễn phí đã hết ngày 31/12/2026"),
        ("2020-01-01T00:00:00+07:00", "Asia/Ho_Chi_Minh", "Sắp hết hạn: đến 31/12/2026"),
    ],
)
def test_page_switches_on_the_day_in_vietnam(open_page: OpenPage, now: str, zone: str, shown: str) -> None:
    page = open_page("00715/", now=now, timezone_id=zone)
    assert page.locator(".state strong >> visible=true").all_inner_texts() == [shown]
    ended = "đã hết" in shown
    assert ("hết đợt miễn phí" in page.locator("h1").inner_text()) == ended
    assert ("Bây giờ tôi làm được gì?" in page.locator(".button").inner_text()) == ended
    assert page.locator(".cost >> visible=true").count() == 1
    assert page.locator(".facts div >> visible=true").count() == 3


def test_sign_up_page_switches_too(open_page: OpenPage) -> None:
    page = open_page("7/", now="2027-01-01T08:00:00+07:00")
    assert page.locator(".state strong >> visible=true").inner_text() == "Đợt miễn phí đã hết ngày 31/12/2026"
    assert "Nay đăng ký thì trả bao nhiêu?" in page.locator(".cost >> visible=true").inner_text()


def found(page: Page, query: str) -> list[str]:
    page.locator("#tim").fill(query)
    return page.locator("#danh-sach li >> visible=true").locator("a").all_inner_texts()


QUERIES = {
    "dong van": "Xã Đồng Văn",
    "đồng văn": "Xã Đồng Văn",
    unicodedata.normalize("NFD", "Đồng Văn"): "Xã Đồng Văn",
    "  DONG   VAN ": "Xã Đồng Văn",
    "xa dong van": "Xã Đồng Văn",
    "ha giang 1": "Phường Hà Giang 1",
    "phuong ha giang 1": "Phường Hà Giang 1",
    "xa phuong do": "Phường Hà Giang 1",
    "00715": "Xã Lũng Cú",
    "truong dong van": "Trường THPT Đồng Văn",
    "ỷ la": "Trường THPT Ỷ La",
}


def test_directory_finds_what_one_types(open_page: OpenPage) -> None:
    page = open_page("dia-phuong/")
    for query, wanted in QUERIES.items():
        names = found(page, query)
        assert wanted in names, query
        assert len(names) <= 6, (query, names)
        assert page.locator("#so").inner_text() == f"Có {len(names)} nơi.", query
        assert 1 <= page.locator("#danh-sach h3 >> visible=true").count() <= len(names), query


def test_directory_finds_every_commune_by_its_bare_name(open_page: OpenPage, real_catalog: Catalog) -> None:
    page = open_page("dia-phuong/")
    slugs = [[commune.slug.replace("-", " "), commune.number] for commune in real_catalog.communes]
    missing = page.evaluate(
        """slugs => { const field = document.getElementById("tim");
            return slugs.filter(([slug, number]) => { field.value = slug; field.oninput();
            return document.querySelector(`#danh-sach a[href="../${number}/"]`).closest("li").hidden }) }""",
        slugs,
    )
    assert missing == []


def test_directory_says_when_nothing_fits_and_comes_back(open_page: OpenPage) -> None:
    page = open_page("dia-phuong/")
    assert found(page, "zzz") == []
    assert "Không thấy nơi nào" in page.locator("#so").inner_text()
    assert len(found(page, "")) == 204
    assert page.locator("#so").inner_text() == ""
    assert page.locator("#khac").is_visible()


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("dong vann", "Xã Đồng Văn"), ("lung cuu", "Xã Lũng Cú"), ("tan trau", "Xã Tân Trào")],
)
def test_directory_shows_the_nearest_names_when_one_is_misspelt(open_page: OpenPage, written: str, wanted: str) -> None:
    page = open_page("dia-phuong/")
    names = found(page, written)
    assert wanted in names and len(names) <= 6
    assert page.locator("#so").inner_text() == f"Không có tên nào đúng như vậy. Gần giống: {len(names)} nơi."


def test_a_misspelt_address_ends_at_the_place_that_was_meant(open_page: OpenPage) -> None:
    page = open_page("xa/dong-vann/")
    page.locator("#gan a").click()
    page.wait_for_url(f"{BASE}dia-phuong/#tim=dong%20vann")
    assert "Xã Đồng Văn" in page.locator("#danh-sach li >> visible=true").locator("a").all_inner_texts()


def test_unknown_address_leads_to_a_search(open_page: OpenPage) -> None:
    page = open_page("xa/nao/dong-van/")
    page.locator("#gan a").click()
    page.wait_for_url(f"{BASE}dia-phuong/#tim=dong%20van")
    assert "Xã Đồng Văn" in page.locator("#danh-sach li >> visible=true").locator("a").all_inner_texts()


def test_lost_leading_zero_is_given_back(open_page: OpenPage) -> None:
    page = open_page("715")
    assert page.locator("#gan b").inner_text() == "00715"


def test_focus_is_visible_and_skip_link_works(open_page: OpenPage) -> None:
    page = open_page("00715/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    box = skip.bounding_box()
    assert box and box["x"] >= 0
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    skip.press("Enter")
    assert page.url.endswith("#noi-dung")


def test_code_stays_black_on_white_in_the_dark(open_page: OpenPage) -> None:
    page = open_page("00715/", color_scheme="dark")
    fills = page.eval_on_selector_all(
        "svg.code path", "paths => paths.map(p => [getComputedStyle(p).fill, getComputedStyle(p).stroke])"
    )
    assert fills[0][0] == "rgb(255, 255, 255)"
    assert fills[1][1] == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 21, 43)"
