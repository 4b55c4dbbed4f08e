"""The name helper in a real browser: the same answers as Python, and nothing of a name leaves the phone."""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from generator.model.catalog import Catalog
from generator.model.project import Edition
from generator.naming import Bearer, Problem, check, plain, suggest
from generator.pages.names import SCRIPT_PATH, name_helper, naming_rules
from generator.pages.shared import Site
from generator.pages.theme import create_theme
from tests.browser.windows import Windows

REPOSITORY = Path(__file__).resolve().parents[2]
ADDRESS = "https://tenmien.example/chon-ten/"
HTML = '<!doctype html><html lang="vi"><title>Tên</title><main><h1>Tên</h1><div id="goi-y-ten"></div></main>'

NAMES = [
    "Nguyễn Thị Ánh Đào",
    "Vàng A Dí",
    "Lò Văn Ú",
    "Lan",
    "",
    "   ",
    "Cửa hàng chè Shan tuyết Tây Côn Lĩnh",
    "Công ty TNHH Thương mại và dịch vụ Hoàng Gia",
    "Homestay Lô Lô Chải - HTX",
    "Shop",
    "anh_đào.id.vn",
    "anhdao.id.vn",
    "biz.vn",
    ".id.vn",
    "-anh",
    "anh-",
    "xn--anh",
    "a--b",
    "аnhdао",
    "tracuutenm1en",
    "tracuuternien",
    "tracuutenmien-24h",
    "vnn1c",
    "matboa",
    "inet",
    "dongvan",
    "xadongvan",
    "tuyenquang",
    "ubndxalungcu",
    "dich-vu-cong",
    "𝓝𝓰𝓾𝔂ễ𝓷 𝓐𝓷",
    "Ｆｕｌｌ ｗｉｄｔｈ",
    "quán 😀 phở",
    "ĐƯỜNG İstanbul ΟΔΟΣ",
    "a" * 64,
    "ab",
    "constructor",
    "toString hasOwnProperty",
    "cà phê\u00a0Mèo\u3000Vạc",
    "1 2 3 4 5",
    "**đậm** {label} <img src=x onerror=alert(1)>",
]
_PIECES = [
    "Nguyễn",
    "Thị",
    "Văn",
    "Đào",
    "chè",
    "Shan",
    "quán",
    "TNHH",
    "cửa hàng",
    "inet",
    "ubnd",
    "rn",
    "m",
    "1",
    "0",
]
_PIECES += ["-", "_", ".", " ", "а", "ї", "ꓐ", "ư", "ợ", "Ỗ", "đ", "tenten", "matbao", "Đồng Văn", "xã", "😀", ".id.vn"]


def many_names(catalog: Catalog) -> list[str]:
    chance = random.Random(7)
    made = ["".join(chance.choices(_PIECES, k=chance.randint(1, 6))) for _ in range(1500)]
    spaced = [" ".join(chance.choices(_PIECES, k=chance.randint(2, 7))) for _ in range(500)]
    places = [place.full_name for place in catalog.places]
    names = [*NAMES, *made, *spaced, *places]
    return [unicodedata.normalize(form, name) for name in names for form in ("NFC", "NFD")]


@pytest.fixture(scope="module")
def script(real_catalog: Catalog) -> str:
    edition = Edition(date(2026, 11, 22), "tenmien.example")
    return name_helper(Site(real_catalog, edition, create_theme(REPOSITORY))).text


@pytest.fixture(scope="module")
def requests() -> list[str]:
    """Return the addresses asked for since the helper was opened last."""
    return []


@pytest.fixture(scope="module")
def open_helper(browser: Browser, script: str, requests: list[str]) -> Iterator[Callable[..., Page]]:
    def serve(route: Route) -> None:
        requests.append(route.request.url)
        route.fulfill(body=HTML, content_type="text/html; charset=utf-8")

    windows = Windows(browser, serve)

    def open_() -> Page:
        page = windows.open(ADDRESS)
        page.add_script_tag(content=script)
        requests.clear()
        return page

    yield open_
    windows.close()


def told(problems: tuple[Problem, ...]) -> list[list[str]]:
    return [[problem.code.value, problem.found] for problem in problems]


def test_browser_and_python_agree_on_thousands_of_names(
    open_helper: Callable[..., Page], script: str, real_catalog: Catalog
) -> None:
    names, rules = many_names(real_catalog), naming_rules(real_catalog)
    expected = []
    for name in names:
        label, problems = check(name, rules)
        found = [[[one.label, told(one.warnings)] for one in suggest(name, bearer, rules)] for bearer in Bearer]
        expected.append([plain(name), [label, told(problems)], *found])
    page = open_helper()
    pure = script[len("(function(){") : script.index("var root")]
    answers = page.evaluate(
        f'names => {{ {pure} return names.map(n => [plain(n), check(n), suggest(n, "person"), suggest(n, "trade")]) }}',
        names,
    )
    assert len(names) > 4000
    for name, answer, right in zip(names, answers, expected, strict=True):
        assert answer == right, json.dumps(name)


def test_a_name_brings_suggestions_and_never_says_that_one_is_free(open_helper: Callable[..., Page]) -> None:
    page = open_helper()
    page.locator("#ten-muon").fill("Nguyễn Thị Ánh Đào")
    names = page.locator(".names li").all_inner_texts()
    assert "anhdao.id.vn" in names
    assert names == sorted(names, key=lambda name: (not re.search("[aeiouy]", name.partition(".")[0]), len(name)))
    assert page.get_by_role("status").inner_text() == f"Có {len(names)} gợi ý."
    text = page.locator("main").inner_text()
    assert "không biết tên nào đã có người lấy" in text
    assert "còn trống" not in text
    assert page.get_by_role("link").get_attribute("href") == "https://tracuutenmien.gov.vn"


def test_a_shop_gets_the_ending_for_shops(open_helper: Callable[..., Page]) -> None:
    page = open_helper()
    page.get_by_label("hộ kinh doanh").check()
    page.locator("#ten-muon").fill("Cửa hàng chè Shan tuyết Tây Côn Lĩnh")
    assert "tayconlinh.biz.vn" in page.locator(".names li").all_inner_texts()
    assert "cuahang" not in page.locator("main").inner_text()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ánh_đào", "“á”, “đ”, “à”"),
        ("ánh_đào", "không được dùng: “_”"),
        ("tracuutenm1en", "Nhìn giống tracuutenmien.gov.vn"),
        ("d1chvucong", "giống chữ “Dịch vụ công”"),
        ("anhdao", "viết đúng quy tắc"),
        ("dongvan", "Trùng tên xã Đồng Văn"),
        ("<b>", "“<”, “>”"),
    ],
)
def test_a_wanted_name_is_judged(open_helper: Callable[..., Page], typed: str, said: str) -> None:
    page = open_helper()
    page.locator("#ten-muon").fill(typed)
    assert said in page.locator("main").inner_text()


def test_nothing_leaves_the_phone_and_nothing_stays(open_helper: Callable[..., Page], requests: list[str]) -> None:
    page = open_helper()
    for name in NAMES:
        page.locator("#ten-muon").fill(name)
    assert requests == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.locator("img").count() == 0


def test_axe_finds_nothing_in_the_suggestions(open_helper: Callable[..., Page]) -> None:
    page = open_helper()
    page.locator("#ten-muon").fill("tracuu_tenm1en")
    assert Axe().run(page).response["violations"] == []


def test_script_is_small_and_old_enough(script: str) -> None:
    assert len(gzip.compress(script.encode(), 9)) <= 12_000
    assert SCRIPT_PATH == "chon-ten/goi-y.js"
    assert not re.search(r"=>|`|\\b(?:let|const|class)\\b", script)
