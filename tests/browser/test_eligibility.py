"""The answer tree as people walk it: without script to every result, with script to the exact day."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from generator.artifact import ArtifactSet
from generator.eligibility import ENTERPRISE, YOUTH, Applicant, Reason, decide
from generator.model.catalog import Catalog
from generator.model.project import Edition
from generator.pages.eligibility import eligibility_pages, rule_for_script
from generator.pages.shared import Site
from generator.pages.theme import create_theme
from tests.browser.windows import Windows

REPOSITORY = Path(__file__).resolve().parents[2]
BASE = "https://tenmien.example/"
START = "du-dieu-kien/bat-dau/"
BORN, FOUNDED = "du-dieu-kien/ca-nhan/ngay-sinh/", "du-dieu-kien/doanh-nghiep/ngay-thanh-lap/"
BUILT = date(2026, 11, 22)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def site(real_catalog: Catalog) -> ArtifactSet:
    edition = Edition(BUILT, "tenmien.example")
    return ArtifactSet(eligibility_pages(Site(real_catalog, edition, create_theme(REPOSITORY))))


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
    """Return what opens a page of the tree; every other address is an empty page."""

    def serve(route: Route) -> None:
        url = route.request.url
        asked.append(url)
        path = url.removeprefix(BASE) + "index.html"
        body = site[path].content if path in site else b"<!doctype html><title>-</title>"
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    windows = Windows(browser, serve)
    yield lambda path, **options: windows.open(BASE + path, **options)
    windows.close()


def moments(on: date, years: tuple[int, ...], some: int, seed: int) -> set[date]:
    """Return dates around each anniversary of a day, every 29 February, and some others."""
    around = {date(on.year - y, 1, 1) + timedelta(days=on.timetuple().tm_yday + n) for y in years for n in range(-4, 4)}
    leap = {date(year, 2, 29) for year in range(1904, on.year + 1, 4)}
    leap |= {day + timedelta(days=n) for day in leap for n in (-1, 1)}
    chance = random.Random(seed)
    others = {on - timedelta(days=chance.randrange(40_000)) for _ in range(some)}
    return {day for day in around | leap | others | {on} if day <= on}


def days_to_ask() -> list[date]:
    found = {date(2026, 12, 31) + timedelta(days=n) for n in range(-3, 4)}
    for year in (2024, 2025, 2026, 2027, 2028):
        found |= {date(year, 2, 27) + timedelta(days=n) for n in range(4)}
    return sorted(found | {date(2025, 12, 31), date(2026, 1, 1), date(2026, 11, 22)})


@pytest.mark.parametrize(("group", "years"), [(YOUTH, (18, 23, 24)), (ENTERPRISE, (1,))])
def test_browser_and_python_agree_on_thousands_of_dates(
    open_page: OpenPage, real_catalog: Catalog, group: str, years: tuple[int, ...]
) -> None:
    programme = real_catalog.programme
    cases: list[tuple[str, str]] = []
    expected: list[tuple[str, dict[str, str]]] = []
    for number, on in enumerate(days_to_ask()):
        for moment in sorted(moments(on, years, 100, number)):
            outcome = decide(programme, Applicant(group, born=moment, founded=moment), on)
            dates = {name: day.isoformat() for name, day in outcome.dates.items() if name not in ("opens", "closes")}
            cases.append((moment.isoformat(), on.isoformat()))
            expected.append((outcome.reason.value, dates))
    rules = (REPOSITORY / "themes/landing/eligibility-rules.js").read_text(encoding="utf-8")
    page = open_page(START)
    found = page.evaluate(
        f"""cases => {{ {rules}
            const rule = {json.dumps(rule_for_script(programme, group))}, iso = d => new Date(d * 864e5).toISOString().slice(0, 10);
            return cases.map(([moment, on]) => {{
                const [reason, dates] = decide(rule, dayFrom(moment), dayFrom(on));
                return [reason, Object.fromEntries(Object.entries(dates).map(([k, v]) => [k, iso(v)]))] }}) }}""",
        cases,
    )
    assert len(cases) > 5000
    assert len({reason for reason, _ in expected}) >= 5
    wrong = [case for case, said, right in zip(cases, found, expected, strict=True) if tuple(said) != right]
    assert wrong == []


def test_every_path_ends_in_a_result_without_script(open_page: OpenPage, site: ArtifactSet) -> None:
    page = open_page(START, java_script_enabled=False)
    waiting, seen = [START], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        page.goto(BASE + path)
        assert not page.locator(".entry >> visible=true").count()
        links = page.locator("ul.answers a").evaluate_all("links => links.map(a => a.href)")
        assert links, path
        if page.locator(".verdict").count():
            assert page.locator(".mark >> visible=true").count() == 1, path
            assert page.locator(".verdict p >> visible=true").nth(1).inner_text(), path
            continue
        waiting += [link.removeprefix(BASE) for link in links]
    assert {f"{path}index.html" for path in seen} == set(site)


def ask(page: Page, day: int, month: int, year: int) -> str:
    for box, value in zip(page.locator(".boxes input").all(), (day, month, year), strict=True):
        box.fill(str(value))
    page.locator(".entry button").click()
    return page.locator(".said").inner_text()


@pytest.mark.parametrize(
    ("now", "born", "said", "target"),
    [
        ("2026-11-22T08:00:00+07:00", (15, 12, 2003), "chậm nhất ngày 14/12/2026", "du-tuoi"),
        ("2026-11-22T08:00:00+07:00", (22, 11, 2008), "chậm nhất ngày 31/12/2026", "du-tuoi"),
        ("2026-11-22T08:00:00+07:00", (23, 11, 2008), "đủ 18 tuổi vào ngày 23/11/2026, vẫn trong đợt", "chua-du-tuoi"),
        ("2026-11-22T08:00:00+07:00", (1, 1, 2009), "ngày 01/01/2027. Đợt này nhận đến hết", "chua-du-tuoi"),
        ("2026-11-22T08:00:00+07:00", (22, 11, 2003), "Hỏi nhà đăng ký trước", "giap-tuoi"),
        ("2026-11-22T08:00:00+07:00", (22, 11, 2002), "đã qua độ tuổi", "qua-tuoi"),
        ("2026-12-31T23:59:00+07:00", (5, 5, 2006), "chậm nhất ngày 31/12/2026", "du-tuoi"),
        ("2027-01-01T00:01:00+07:00", (5, 5, 2006), "đã hết ngày 31/12/2026", "du-tuoi"),
    ],
)
def test_exact_date_is_answered(
    open_page: OpenPage, now: str, born: tuple[int, int, int], said: str, target: str
) -> None:
    page = open_page(BORN, now=now, timezone_id="America/Los_Angeles")
    assert said in ask(page, *born)
    assert (page.locator(".said a").get_attribute("href") or "").endswith(f"/{target}/")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((31, 2, 2005), "Không có ngày này"),
        ((29, 2, 2007), "Không có ngày này"),
        ((1, 13, 2005), "Không có ngày này"),
        ((1, 1, 2030), "chưa tới"),
        ((1, 1, 5), "4 chữ số"),
    ],
)
def test_wrong_dates_are_explained(open_page: OpenPage, typed: tuple[int, int, int], said: str) -> None:
    page = open_page(BORN, now="2026-11-22T08:00:00+07:00")
    assert said in ask(page, *typed)
    assert not page.locator(".said a").is_visible()


def test_enterprise_goes_on_to_its_last_question(open_page: OpenPage) -> None:
    page = open_page(FOUNDED, now="2026-11-22T08:00:00+07:00")
    assert "chậm nhất ngày 30/11/2026" in ask(page, 1, 12, 2025)
    assert (page.locator(".said a").get_attribute("href") or "").endswith("lan-dau/")
    assert page.locator(".said a").inner_text().strip() == "Trả lời câu tiếp theo"
    assert "nguồn không nói rõ" in ask(page, 22, 11, 2025)
    assert page.locator(".said a").inner_text().strip() == "Xem phải làm gì"
    assert "đã quá 1 năm" in ask(page, 21, 11, 2025)


def test_spans_follow_the_readers_day(open_page: OpenPage) -> None:
    plain = open_page(BORN, java_script_enabled=False)
    assert "22/11/2026" in plain.locator("#tinh-den").inner_text()
    assert plain.locator(".answers b").all_inner_texts()[2] == "Từ 23/11/2003 đến 22/11/2008"
    page = open_page(BORN, now="2026-12-02T08:00:00+07:00")
    assert page.locator("#tinh-den").inner_text() == "Tính cho ngày 02/12/2026."
    assert page.locator(".answers b").all_inner_texts() == [
        "Từ ngày 02/12/2002 trở về trước",
        "Từ 03/12/2002 đến 02/12/2003",
        "Từ 03/12/2003 đến 02/12/2008",
        "Từ ngày 03/12/2008 trở về sau",
    ]
    founded = open_page(FOUNDED, now="2026-12-02T08:00:00+07:00")
    assert founded.locator(".answers b").all_inner_texts() == [
        "Từ ngày 01/12/2025 trở về trước",
        "Đúng ngày 02/12/2025",
        "Từ ngày 03/12/2025 trở về sau",
    ]


def test_script_leaves_the_table_of_the_build_day_as_it_is_also_when_a_clock_is_slow(open_page: OpenPage) -> None:
    for path in (BORN, FOUNDED):
        plain = open_page(path, java_script_enabled=False).locator(".answers b").all_inner_texts()
        for now in ("2026-11-22T08:00:00+07:00", "2020-01-01T08:00:00+07:00"):
            assert open_page(path, now=now).locator(".answers b").all_inner_texts() == plain, now


@pytest.mark.parametrize("leaf", ["ca-nhan/du-tuoi/", "ho-kinh-doanh/duoc/", "doanh-nghiep/duoc/"])
def test_good_news_ends_with_the_offer(open_page: OpenPage, leaf: str) -> None:
    before = open_page(f"du-dieu-kien/{leaf}", now="2026-12-31T23:59:00+07:00")
    assert before.locator(".mark >> visible=true").inner_text().strip() == "Được miễn phí"
    after = open_page(f"du-dieu-kien/{leaf}", now="2027-01-01T00:01:00+07:00")
    assert after.locator(".mark >> visible=true").inner_text().strip() == "Chưa được miễn phí"
    assert "đã hết ngày 31/12/2026" in after.locator("h1").inner_text()
    assert "Nay đăng ký thì trả bao nhiêu?" in after.locator("main").inner_text()


def test_a_date_stays_on_the_phone(open_page: OpenPage, requests: list[str]) -> None:
    page = open_page(BORN, now="2026-11-22T08:00:00+07:00")
    requests.clear()
    ask(page, 15, 12, 2003)
    assert {*requests} <= {f"{BASE}favicon.svg"}
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, location.search]") == [
        0,
        0,
        "",
        "",
    ]


def test_enter_key_answers_and_result_is_announced(open_page: OpenPage) -> None:
    page = open_page(BORN, now="2026-11-22T08:00:00+07:00")
    boxes = page.locator(".boxes input")
    for number, value in enumerate(("15", "12", "2003")):
        boxes.nth(number).fill(value)
    boxes.nth(2).press("Enter")
    assert "14/12/2026" in page.get_by_role("status").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_answer(open_page: OpenPage, scheme: str) -> None:
    page = open_page(BORN, now="2026-11-22T08:00:00+07:00", color_scheme=scheme)
    for typed in ((31, 2, 2005), (15, 12, 2003)):
        ask(page, *typed)
        assert Axe().run(page).response["violations"] == []


def test_every_reason_has_words_for_the_script(real_catalog: Catalog) -> None:
    texts = real_catalog.texts.eligibility
    for reason in (Reason.ELIGIBLE, Reason.DOUBTFUL_AGE, Reason.OVER_AGE, Reason.LEAP_DAY, Reason.ENDED):
        assert texts.date_answer(reason.value, YOUTH), reason


def test_all_pages_fit_with_large_targets(open_page: OpenPage, site: ArtifactSet) -> None:
    page = open_page(START, now="2026-11-22T08:00:00+07:00")
    for path in site:
        page.goto(BASE + path.removesuffix("index.html"))
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 640})
            found = page.evaluate(
                """() => [document.documentElement.scrollWidth - document.documentElement.clientWidth,
                    [...document.querySelectorAll("a, button, input")]
                    .filter(e => e.offsetParent && !e.classList.contains("skip"))
                    .filter(e => e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44)
                    .map(e => e.textContent.trim())]"""
            )
            assert found == [0, []], (path, width)
