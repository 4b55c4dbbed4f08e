"""Without a network: pages that were read open again, none hides that an offer is over, and one file holds the guide."""

from __future__ import annotations

import io
import re
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.editor_support import to_start

BOOK = "huong-dan-ngoai-tuyen.html"
READY = "navigator.serviceWorker.ready.then(it => it.active.state === 'activated')"
KEPT = """caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(it => it.keys()))))
    .then(found => found.flat().map(request => new URL(request.url).pathname.slice(1)))"""

DEAD = "links => links.map(a => a.getAttribute('href')).filter(to => !document.getElementById(to.slice(1)))"


@dataclass
class Province:
    """A tiny site whose server can be old, slow or gone."""

    worker: str
    words: str = "cũ"
    stored: str = "Mon, 01 Jun 2026 00:00:00 GMT"
    delay: float = 0
    address: str = ""
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def province(built_site: Path) -> Iterator[Province]:
    worker = (built_site / "sw.js").read_text(encoding="utf-8")
    worker = re.sub(r"CORE = \[.*?\]", 'CORE = ["./"]', worker)
    state = Province(worker)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            state.asked.append(self.path)
            is_worker = self.path == "/sw.js"
            if not is_worker:
                time.sleep(state.delay)
            html = (
                f"<!doctype html><html lang=vi><title>{state.words}</title><body><h1>{state.words}</h1>"
                "<script>navigator.serviceWorker.register('/sw.js')</script></body></html>"
            )
            body = (state.worker if is_worker else html).encode()
            self.send_response_only(200)
            self.send_header("Date", state.stored)
            self.send_header("Content-Type", "text/javascript" if is_worker else "text/html; charset=utf-8")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_port}/"
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    created = browser.new_context(viewport={"width": 360, "height": 740})
    yield created
    created.close()


def wait_for(page: Page, question: str) -> None:
    """Ask a page, until the promise it answers with is kept with true."""
    deadline = time.monotonic() + 20
    while not page.evaluate(question):
        assert time.monotonic() < deadline, question
        page.wait_for_timeout(50)


def open_and_keep(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    wait_for(page, READY)
    page.reload()
    wait_for(page, "Boolean(navigator.serviceWorker.controller)")
    return page


def test_read_pages_and_the_directory_open_again_without_a_network(context: BrowserContext, site_url: str) -> None:
    page = context.new_page()
    page.goto(f"{site_url}sau-2-nam/")
    wait_for(page, READY)
    wait_for(page, "Boolean(navigator.serviceWorker.controller)")
    page.goto(f"{site_url}id-vn/?tu=zalo#dung-lam-gi")
    wait_for(page, f"{KEPT}.then(kept => kept.includes('id-vn/') && kept.includes('sau-2-nam/'))")
    context.set_offline(True)
    for path, title in (("", ".vn"), ("sau-2-nam/", "Sau 2 năm"), ("id-vn/", "id.vn"), ("dia-phuong/", "Tìm xã")):
        page.goto(site_url + path)
        assert title in page.title()
    assert page.evaluate("document.querySelector('style, link[rel=stylesheet]').sheet.cssRules.length") > 10
    page.goto(f"{site_url}hop-tac-xa/")
    expect(page.get_by_role("heading", name="Không có mạng")).to_be_visible()
    page.get_by_role("link", name="Về trang đầu").click()
    page.wait_for_url(site_url)
    context.set_offline(False)
    page.goto(f"{site_url}hop-tac-xa/")
    assert "Hợp tác xã" in page.title()


def test_nothing_but_this_cache_is_kept(context: BrowserContext, site_url: str) -> None:
    page = context.new_page()
    page.goto(f"{site_url}02215/")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
    page.goto(site_url)
    wait_for(page, READY)
    kept = page.evaluate(KEPT)
    assert not [path for path in kept if path.endswith((".png", ".zip", ".pdf"))]
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0


def test_the_network_comes_first(context: BrowserContext, province: Province) -> None:
    page = open_and_keep(context, province.address)
    province.words = "mới"
    page.reload()
    assert page.title() == "mới"


def test_a_copy_answers_where_the_network_is_too_slow(context: BrowserContext, province: Province) -> None:
    province.worker = province.worker.replace("PATIENCE = 4000", "PATIENCE = 300")
    province.stored = "Mon, 01 Jan 2035 00:00:00 GMT"  # from after every offer
    page = open_and_keep(context, province.address)
    province.words, province.delay = "mới", 2
    page.reload()
    assert page.title() == "cũ"


def test_a_copy_from_before_the_end_of_an_offer_waits_for_the_network(
    context: BrowserContext, province: Province
) -> None:
    province.worker = re.sub(r"LAST_DAYS = \[.*?\]", 'LAST_DAYS = ["2026-06-30"]', province.worker)
    province.worker = province.worker.replace("PATIENCE = 4000", "PATIENCE = 300")
    page = open_and_keep(context, province.address)
    province.words, province.delay = "mới", 1.5
    page.reload()
    assert page.title() == "mới"


def test_without_any_network_such_a_copy_says_that_the_offer_is_over(
    context: BrowserContext, province: Province
) -> None:
    province.worker = re.sub(r"LAST_DAYS = \[.*?\]", 'LAST_DAYS = ["2026-06-30"]', province.worker)
    page = open_and_keep(context, province.address)
    context.set_offline(True)
    page.reload()
    assert page.title() == "cũ"
    expect(page.get_by_role("status")).to_contain_text("trước ngày hết đợt miễn phí")


def test_a_copy_that_is_still_true_says_nothing(context: BrowserContext, province: Province) -> None:
    province.worker = re.sub(r"LAST_DAYS = \[.*?\]", 'LAST_DAYS = ["2999-12-31"]', province.worker)
    page = open_and_keep(context, province.address)
    context.set_offline(True)
    page.reload()
    assert page.title() == "cũ"
    assert page.get_by_role("status").count() == 0


def test_a_new_edition_renews_what_was_kept(context: BrowserContext, province: Province) -> None:
    page = open_and_keep(context, f"{province.address}trang/")
    wait_for(page, f"{KEPT}.then(kept => kept.includes('trang/'))")
    province.words = "mới"
    province.worker = re.sub(r'" " \+ "[0-9a-f]{12}"', '" " + "ffffffffffff"', province.worker)
    page.evaluate("navigator.serviceWorker.getRegistration().then(it => it.update())")
    wait_for(page, "caches.keys().then(names => names.length === 1 && names[0].endsWith('ffffffffffff'))")
    context.set_offline(True)
    page.goto(f"{province.address}trang/")
    assert page.title() == "mới"


def test_the_worker_and_its_registration_are_small(built_site: Path) -> None:
    page = (built_site / "sau-2-nam" / "index.html").read_text(encoding="utf-8")
    (registration,) = [text for text in re.findall(r"<script>(.*?)</script>", page, re.S) if "serviceWorker" in text]
    assert len(registration.encode()) <= 1_000
    assert (built_site / "sw.js").stat().st_size < 5_000
    assert "serviceWorker" not in (built_site / "02215" / "index.html").read_text(encoding="utf-8")


def test_a_reader_who_saves_data_is_left_alone(context: BrowserContext, site_url: str) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page = context.new_page()
    page.goto(site_url, wait_until="networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_one_file_holds_the_whole_guide_and_asks_for_nothing(
    browser: Browser, built_site: Path, tmp_path: Path, scripts: bool
) -> None:
    alone = tmp_path / BOOK
    alone.write_bytes((built_site / BOOK).read_bytes())
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=scripts, offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(alone.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [alone.as_uri()]
    assert "BẢN THỬ" in page.locator("body").inner_text()
    entries = page.locator("#muc-luc a")
    menu = (built_site / "index.html").read_text(encoding="utf-8")
    assert entries.count() >= 13
    assert entries.count() <= menu.count("<a ")
    page.get_by_role("link", name="Sau 2 năm thì sao?").first.click()
    heading = page.locator("#sau-2-nam h2").first
    expect(heading).to_be_in_viewport()
    assert [banner.is_visible() for banner in page.locator("#id-vn .offer").all()].count(True) == 1
    # Without script, Playwright cannot ask either.
    dead = page.locator("a[href^='#']").evaluate_all(DEAD) if scripts else []
    assert not dead
    relative = page.locator("a:not([href^='#']):not([href^='http']):not([href^='tel:']):not([href^='mailto:'])")
    assert relative.count() == 0
    context.close()


def test_the_one_file_follows_the_readers_day(browser: Browser, built_site: Path) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time("2027-01-05T12:00:00+07:00")
    page.goto((built_site / BOOK).as_uri())
    shown = [banner.inner_text() for banner in page.locator(".offer").all() if banner.is_visible()]
    assert shown
    assert all("đã hết ngày 31/12/2026" in text for text in shown)
    page.close()


def test_axe_finds_nothing_in_the_one_file(browser: Browser, built_site: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto((built_site / BOOK).as_uri())
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_the_site_can_be_put_on_the_home_screen(browser: Browser, site_url: str) -> None:
    page = browser.new_page(service_workers="block")
    page.goto(f"{site_url}sau-2-nam/")
    manifest = page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then(it => it.json())")
    assert manifest["lang"] == "vi"
    assert len(manifest["short_name"]) <= 12
    session = page.context.new_cdp_session(page)
    told = session.send("Page.getAppManifest")
    assert told["errors"] == []
    icon = page.request.get(f"{site_url}{manifest['icons'][0]['src']}")
    assert icon.ok
    page.close()


def test_a_site_is_made_without_a_network_after_one_visit(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{site_url}tao-trang/")
    page.get_by_text("mất mạng vẫn mở và làm được").wait_for()
    page.close()
    context.set_offline(True)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{site_url}tao-trang/")
    page.get_by_role("link", name="Cửa hàng").click()
    page.get_by_label("Tên cửa hàng").fill("Công an Mẫu")
    page.get_by_text("Tên này có hoặc giống “Công an”").wait_for()  # the judge of names is there, too
    page.locator("#buoc summary").click()
    page.locator("#cac-buoc button").last.click()
    with page.expect_download() as download:
        page.locator("#tai-goi").click()
    package = zipfile.ZipFile(download.value.path())
    assert {"index.html", "chia-se.png", "tra-loi.yml"} <= set(package.namelist())
    with Image.open(io.BytesIO(package.read("chia-se.png"))) as picture:
        shades = picture.convert("L").getcolors(256)
    assert shades and len(shades) > 20, "the letters of the picture are drawn"
    to_start(page)
    page.set_input_files("#mo-tep", str(download.value.path()))
    page.get_by_text("Đã mở").wait_for()
    context.close()
