"""All who come to the editor: with a keyboard, a screen reader, big thumbs, inside Zalo, with hostile values."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.editor_support import begin, opened_editor, to_step
from tests.starter_support import REPOSITORY, hostile_values

EXAMPLES = {"shop": "che-shan-tuyet", "coop": "htx-cam", "profile": "lap-trinh-vien"}
OPEN_ALL = """() => {
  for (const button of document.querySelectorAll('#cau-hoi .item-name[aria-expanded=false]')) button.click();
  for (const details of document.querySelectorAll('#cau-hoi details')) details.open = true;
}"""
SMALL = """() => [...document.querySelectorAll('.maker :is(a, button, input, select, textarea, summary, label.plain, label.choice)')]
  .filter((one) => one.offsetParent && !one.matches('.file, [type=checkbox], [type=radio], li a, p a, .points a'))
  .map((one) => [one.id || one.className || one.textContent, one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44).map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
NAMELESS = """() => [...document.querySelectorAll('#lam :is(input:not([type=file]), select, textarea)')]
  .filter((one) => one.offsetParent && !(one.labels?.length && one.labels[0].textContent.trim())).map((one) => one.id)"""


def accessible(axe: Axe, page: Page) -> None:
    """Nothing for axe to find; nothing too small for a thumb or too wide for the screen; every field has a name."""
    # The preview has its own tests and runs no script, so axe cannot look inside.
    found = axe.run(page, context={"exclude": [["iframe"]]}).response["violations"]
    assert not found, [(item["id"], [node["target"] for node in item["nodes"]]) for item in found]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALL) == []
    assert page.evaluate(NAMELESS) == []


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_step_is_for_everybody(kind: str, browser: Browser, files: Mapping[str, bytes]) -> None:
    axe = Axe()
    scheme = "dark" if kind == "coop" else "light"
    with opened_editor(browser, files, [], viewport={"width": 320, "height": 640}, color_scheme=scheme) as page:
        accessible(axe, page)
        page.set_input_files("#mo-tep", REPOSITORY / f"content/starter/examples/{kind}/{EXAMPLES[kind]}.yml")
        page.wait_for_selector("#lam:not([hidden])")
        count = page.locator("#cac-buoc button").count()
        for step in range(count):
            page.evaluate(OPEN_ALL)
            for button in page.get_by_role("button", name="+ Thêm").all():
                if button.is_enabled():
                    button.click()
            accessible(axe, page)
            if step < count - 1:
                page.locator("#tiep").click()
        page.locator("#xem").click()
        accessible(axe, page)
    assert count >= 9


def test_by_keyboard_alone(browser: Browser, files: Mapping[str, bytes]) -> None:
    with opened_editor(browser, files, []) as page:
        page.get_by_role("link", name="Cửa hàng").press("Enter")
        page.wait_for_selector("#lam:not([hidden])")
        assert page.evaluate("document.activeElement.id") == "ten-buoc"
        for _ in range(3):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "o-name":
                break
        page.keyboard.type("Chè Mẫu")
        page.locator("#tiep").press("Enter")
        assert page.evaluate("document.activeElement.id") == "ten-buoc"
        page.get_by_role("button", name="+ Thêm: sản phẩm").press("Enter")
        page.keyboard.type("Một")
        page.get_by_role("button", name="+ Thêm: sản phẩm").press("Space")
        page.keyboard.type("Hai")
        page.get_by_role("button", name="Xuống: Một").press("Enter")
        assert page.locator(".item-name").all_inner_texts() == ["Hai", "Một"]
        assert page.locator("#noi").inner_text() == "Đã chuyển tới vị trí 2."
        field = page.get_by_label("Đơn vị").last
        field.focus()
        bar = page.locator(".turns").bounding_box()
        box = field.bounding_box()
        assert bar and box and box["y"] + box["height"] <= bar["y"] + 1, "the buttons hide no field that has the focus"


def test_touch_moves_products(browser: Browser, files: Mapping[str, bytes]) -> None:
    with opened_editor(browser, files, [], has_touch=True, is_mobile=True) as page:
        begin(page, "shop")
        to_step(page, "Bạn bán gì")
        for name in ("Một", "Hai", "Ba"):
            page.get_by_role("button", name="+ Thêm: sản phẩm").tap()
            page.keyboard.type(name)
        for title in page.locator(".item-name").all():
            title.tap()
        grip, goal = page.locator(".handle").nth(2).bounding_box(), page.locator(".item").nth(0).bounding_box()
        assert grip and goal
        session = page.context.new_cdp_session(page)
        x, y = grip["x"] + 10, grip["y"] + 10

        def touch(kind: str, at: float) -> None:
            points = [] if kind == "touchEnd" else [{"x": x, "y": at}]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touch("touchStart", y)
        for part in (0.3, 0.6, 1):
            touch("touchMove", y + (goal["y"] + 4 - y) * part)
        touch("touchEnd", 0)
        assert page.locator(".item-name").all_inner_texts() == ["Ba", "Một", "Hai"]


def test_the_way_back_of_the_telephone(browser: Browser, files: Mapping[str, bytes]) -> None:
    with opened_editor(browser, files, []) as page:
        begin(page, "shop")
        page.locator("#tiep").click()
        page.locator("#tiep").click()
        page.locator("#xem").click()
        assert page.locator("#khung").is_visible()
        page.go_back()
        assert page.locator("#ten-buoc").inner_text() == "Khách gọi bạn thế nào"
        assert page.locator("#khung").is_hidden()
        page.go_back()
        assert page.locator("#ten-buoc").inner_text() == "Bạn bán gì"
        page.go_back()
        page.go_back()
        page.locator("#bat-dau").wait_for()
        page.go_forward()
        assert page.locator("#ten-buoc").inner_text() == "Tên và một câu giới thiệu"


INSIDE = {
    "Zalo": "Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 "
    "Mobile Safari/537.36 Zalo android/12090710 ZaloTheme/light ZaloLanguage/vi",
    "Facebook": "Mozilla/5.0 (Linux; Android 11; CPH2127; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/119.0 "
    "Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/440.0.0.30.109;]",
    "Messenger": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 "
    "[FBAN/MessengerForiOS;FBAV/430.0;FBLC/vi_VN]",
    "another": "Mozilla/5.0 (Linux; Android 13; Pixel 4; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/118.0 Mobile",
}
OUTSIDE = {
    "Chrome": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Mobile Safari/537.36",
    "Firefox": "Mozilla/5.0 (Android 13; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0",
    "Safari": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 "
    "Mobile/15E148 Safari/604.1",
}


def test_inside_another_program_it_says_how_to_get_out(browser: Browser, files: Mapping[str, bytes]) -> None:
    for name, agent in {**INSIDE, **OUTSIDE}.items():
        with opened_editor(browser, files, [], user_agent=agent, permissions=["clipboard-write"]) as page:
            assert page.locator("#trong-app").is_visible() == (name in INSIDE), name
            if name == "Zalo":
                page.get_by_role("button", name="Chép đường dẫn").click()
                page.get_by_text("Đã chép.").wait_for()
                begin(page, "shop")
                to_step(page, "Tải về")
                assert page.get_by_text("Mở trang này bằng Chrome hoặc Safari").is_visible()


def test_a_script_that_does_not_run_is_told(browser: Browser, files: Mapping[str, bytes]) -> None:
    broken = {**files, "tao-trang/trang.js": b""}
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.route(
        "**/*",
        lambda route: (
            route.fulfill(body=broken["tao-trang/index.html"], content_type="text/html; charset=utf-8")
            if route.request.url.endswith("tao-trang/")
            else route.fulfill(body="")
        ),
    )
    page.goto("https://thu.example/tao-trang/")
    note = page.locator("#cham")
    assert not note.is_visible()
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    assert note.is_visible()
    assert "cập nhật Chrome" in note.inner_text()
    context.close()


def typed(page: Page, values: list[str]) -> None:
    """Write values into every field of the step, one after another."""
    page.evaluate(
        """(values) => {
      const fields = [...document.querySelectorAll('#cau-hoi :is(input:not([type=file], [type=checkbox], [type=radio], [type=range], [type=date], [type=time]), textarea)')];
      fields.forEach((field, at) => {
        field.value = values[at % values.length];
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
    }""",
        values,
    )


@pytest.mark.parametrize("kind", EXAMPLES)
def test_hostile_words_do_nothing(kind: str, browser: Browser, files: Mapping[str, bytes], tmp_path: Path) -> None:
    """Every value of the corpus goes through fields of the form; what is left makes a package that runs nothing."""
    corpus = [value for value in hostile_values() if len(value) <= 2000]
    asked: list[str] = []
    seen = 0
    with opened_editor(browser, files, asked) as page:
        begin(page, kind)
        count = page.locator("#cac-buoc button").count()
        for _ in range(count - 1):
            for button in page.get_by_role("button", name="+ Thêm").all():
                if button.is_enabled():
                    button.click()
            page.evaluate(OPEN_ALL)
            fields = page.locator("#cau-hoi :is(input, textarea)").count()
            rounds = max(1, len(corpus) // max(1, fields) // 2)
            for _ in range(rounds):
                start = seen % len(corpus)
                typed(page, corpus[start : start + fields] or corpus[:fields])
                seen += fields
            page.locator("#tiep").click()
        assert seen >= len(corpus)
        page.locator("#xem").click()
        frame = page.frame_locator("#khung")
        frame.locator("h1").wait_for()
        assert frame.locator("script:not([type='application/ld+json'])").count() == 0
        hrefs = frame.locator("a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
        assert all(href.startswith("#") for href in hrefs)
        page.locator("#sua").click()
        texts = page.locator(".problems li").all_inner_texts()
        assert texts, "what cannot be taken is told"
        page.locator("#ve-dau").click()
        page.get_by_role("button", name="Làm tiếp").wait_for()
        # What the form takes, with a name of markup, is text in the package.
        page.get_by_role(
            "link", name={"shop": "Cửa hàng", "coop": "Hợp tác xã", "profile": "Trang cá nhân"}[kind]
        ).click()
        page.wait_for_selector("#lam:not([hidden])")
        name = '"><img src=x onerror=alert(1)>{{7*7}}<script>alert(2)</script>'
        page.locator("#o-name, #o-basics-name").fill(name)
        to_step(page, "Tải về")
        with page.expect_download() as download:
            page.locator("#tai-goi").click()
        package = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    html = package.read("index.html").decode()
    assert escape(name, quote=False).split("&gt;", 1)[1].partition("{{")[0] in html
    assert not re.search(r"<img src=x|<script>alert", html)
    assert "{{7*7}}" in html


def test_the_policy_lets_nothing_run_but_the_page_itself(files: Mapping[str, bytes]) -> None:
    page = files["tao-trang/index.html"].decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    rules = dict(
        part.strip().split(" ", 1) for part in escape(policy[1], quote=False).replace("&amp;#39;", "'").split(";")
    )
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert "unsafe-eval" not in policy[1]
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", page)
    assert not re.search(r"\son[a-z]+=", page)


NEWER = {
    # What Chrome 108 (four years old in November 2026) does not have.
    "toSorted|toReversed|toSpliced|findLastIndex\\(.*with|Object\\.groupBy|Map\\.groupBy": "ES2023 and later",
    "Promise\\.withResolvers|Promise\\.try|URL\\.canParse|URL\\.parse\\(|AbortSignal\\.any": "2023 and later",
    "\\.isWellFormed|\\.toWellFormed|Set\\.prototype|\\.symmetricDifference|Iterator\\.": "2023 and later",
    "showPopover|startViewTransition|scheduler\\.yield|structuredClone\\(.*transfer": "2023 and later",
    "Array\\.fromAsync|RegExp\\.escape|/[gimsuy]*v[gimsuy]*[;,)]": "2024 and later",
}


@pytest.mark.parametrize("pattern", NEWER)
def test_nothing_is_newer_than_four_years(pattern: str) -> None:
    for file in (REPOSITORY / "themes/editor").rglob("*.js"):
        assert not re.search(pattern, file.read_text(encoding="utf-8")), file.name
