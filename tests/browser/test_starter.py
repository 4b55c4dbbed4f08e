"""Starter sites in a real browser: nothing that owners type runs, loads or breaks a page; every look can be used by all."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route
from pypdfium2 import PdfDocument

from generator.artifact import Artifact, ArtifactSet
from generator.handover.output import write_site
from generator.starter.photos import encode
from tests.starter_support import FIVE, FULL, LOOKS, crowded, site_of

HOST = "https://trang.example/"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    .then(found => found.violations.map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).join(", ")))"""
RUN_CONTRAST = """() => axe.run(document, {runOnly: {type: "rule", values: ["color-contrast"]}})
    .then(found => found.violations.map(v => v.nodes.map(n => n.target.join(" ")).join(", ")))"""
HIDDEN_LINKS = """() => [...document.querySelectorAll("main a[href]")].filter(link => link.checkVisibility() && (() => {
    link.focus(); const box = link.getBoundingClientRect();
    const over = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
    return document.activeElement !== link || !over || !(link.contains(over) || over.contains(link));
})()).map(link => link.outerHTML)"""
SMALL_TARGETS = """() => [...document.querySelectorAll(".bar a, .button")].filter(link => {
    const box = link.getBoundingClientRect();
    return link.checkVisibility() && (box.height < 44 || box.width < 44);
}).map(link => link.outerHTML)"""


@lru_cache(maxsize=1)
def real_photos() -> Mapping[str, bytes]:
    """Return real pictures under the names that the tests' answers use."""
    made = encode(Image.new("RGB", (480, 360), (90, 120, 80)))
    return {f"anh/che-480.{ending}": content for (_, ending), (content, _) in made.items()}


@dataclass
class Visit:
    """A page served from memory with the headers that static hosts take from _headers, and all that it does."""

    site: Mapping[str, Artifact]
    trouble: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        url = route.request.url
        path = url.removeprefix(HOST).split("?")[0].split("#")[0]
        path = f"{path}index.html" if not path or path.endswith("/") else path
        if not url.startswith(HOST) or path not in self.site:
            self.trouble.append(f"request {url}")
            route.abort()
            return
        content = real_photos().get(path, self.site[path].content)
        route.fulfill(body=content, headers=self.headers(path))

    def refuse(self, dialog: Dialog) -> None:
        self.trouble.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def headers(self, path: str) -> dict[str, str]:
        kinds = {"html": "text/html; charset=utf-8", "png": "image/png", "webp": "image/webp", "jpg": "image/jpeg"}
        lines = [
            line.strip().split(": ", 1) for line in self.site["_headers"].text.split("/*.")[0].splitlines()[1:] if line
        ]
        found = dict(lines)
        return {**found, "Content-Type": kinds.get(path.rpartition(".")[2], "application/octet-stream")}


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[dict[tuple[object, ...], BrowserContext]]:
    """Contexts by their options: sites keep nothing, and a new context costs more than a page."""
    kept: dict[tuple[object, ...], BrowserContext] = {}
    yield kept
    for context in kept.values():
        context.close()


@pytest.fixture
def visit(browser: Browser, contexts: dict[tuple[object, ...], BrowserContext]) -> Iterator[Any]:
    pages: list[Page] = []

    def open_site(site: Mapping[str, Artifact], path: str = "", **options: Any) -> tuple[Page, Visit]:
        key = tuple(sorted(options.items()))
        if key not in contexts:
            contexts[key] = browser.new_context(viewport={"width": 360, "height": 740}, **options)
        seen = Visit(site)
        page = contexts[key].new_page()
        pages.append(page)
        page.route("**/*", seen.answer)
        page.on("dialog", seen.refuse)
        page.on("console", lambda message: seen.trouble.append(f"console {message.text}"))
        page.on("pageerror", lambda error: seen.trouble.append(f"error {error}"))
        page.goto(HOST + path)
        return page, seen

    yield open_site
    for page in pages:
        page.close()


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def load_pictures(page: Page) -> None:
    page.evaluate("document.querySelectorAll('img[loading]').forEach(image => image.loading = 'eager')")
    # Waiting by polling is refused by the page's own policy; a promise is not.
    page.evaluate("Promise.all([...document.images].map(image => image.decode().catch(() => null)))")


@pytest.mark.parametrize(("kind", "look"), LOOKS)
def test_hostile_answers_do_nothing(visit: Any, kind: str, look: str) -> None:
    page, seen = visit(site_of(kind, crowded(kind), look={"name": look}).artifacts)
    load_pictures(page)
    page.mouse.move(180, 300)
    page.evaluate(
        "document.querySelectorAll('a,summary').forEach(element => element.dispatchEvent(new MouseEvent('mouseover')))"
    )
    assert seen.trouble == []
    assert overflow(page) == 0
    assert page.locator("h1").count() == 1 and page.locator("h1").is_visible()
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) == 0


def test_other_pages_of_a_hostile_profile(visit: Any) -> None:
    site = site_of("profile", crowded("profile")).artifacts
    for path in [name for name in site if name.endswith(".html") and name != "index.html"]:
        page, seen = visit(site, path)
        assert seen.trouble == [] and overflow(page) == 0, path


@pytest.mark.parametrize(("kind", "look"), LOOKS)
def test_everybody_can_use_it(visit: Any, kind: str, look: str) -> None:
    """Axe finds nothing, light and dark; the keyboard reaches every link and the bar hides none; a CV prints."""
    page, _ = visit(site_of(kind, FULL[kind], look={"name": look}).artifacts, bypass_csp=True)
    page.evaluate(AXE)
    assert page.evaluate(RUN) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(RUN_CONTRAST) == []
    assert page.evaluate(HIDDEN_LINKS) == []
    assert page.evaluate(SMALL_TARGETS) == []
    if kind == "profile":
        sheets = page.pdf(prefer_css_page_size=True)
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", sheets)) <= 2


@pytest.mark.parametrize("look", [look for kind, look in LOOKS if kind == "profile"])
def test_a_cv_on_paper_begins_at_the_top_and_numbers_what_follows(visit: Any, look: str) -> None:
    work = [{"name": f"Xưởng {year}", "position": "Thợ", "highlights": ["Việc"] * 4} for year in range(12)]
    page, _ = visit(site_of("profile", {**FIVE["profile"], "work": work}, look={"name": look}).artifacts)
    page.emulate_media(media="print")
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().top") <= 40
    paper = PdfDocument(page.pdf(prefer_css_page_size=True))
    sheets = [re.sub(r"\s", "", sheet.get_textpage().get_text_range()) for sheet in paper]
    assert len(sheets) == 2 and "1/2" not in sheets[0] and "2/2" in sheets[1]


def test_everybody_can_use_the_pages_behind_the_first(visit: Any) -> None:
    found: dict[str, list[str]] = {}
    for kind in ("shop", "profile"):
        site = site_of(kind, FULL[kind]).artifacts
        page, _ = visit(site, bypass_csp=True)
        for path in [name for name in site if name.endswith(".html") and name != "index.html"]:
            page.goto(HOST + path)
            page.evaluate(AXE)
            if problems := page.evaluate(RUN):
                found[f"{kind} {path}"] = problems
    assert found == {}


def test_trouble_would_be_noticed(visit: Any) -> None:
    site = dict(site_of("shop", FIVE["shop"]).artifacts)
    bad = site["index.html"].text.replace(
        "</main>", '<script>alert(1)</script><img src="https://vidu.example/x.png"></main>'
    )
    _, seen = visit({**site, "index.html": Artifact("index.html", bad.encode())})
    assert any("Content Security Policy" in item or "content security policy" in item.lower() for item in seen.trouble)
    _, again = visit({**site, "index.html": Artifact("index.html", b"<script>alert(1)</script>")}, bypass_csp=True)
    assert "dialog 1" in again.trouble


@pytest.mark.parametrize(("kind", "look"), LOOKS)
def test_a_telephone_loads_the_small_photos_that_the_owner_was_told_of(visit: Any, kind: str, look: str) -> None:
    site = dict(site_of(kind, FULL[kind], look={"name": look}).artifacts)
    html, small = site["index.html"].text, "anh/che-480.webp 480w"
    assert html.count(small) >= 2
    both = html.replace(small, f"{small}, anh/che-960.webp 960w")
    site["index.html"] = Artifact("index.html", both.encode())
    page, seen = visit(site, device_scale_factor=3)
    load_pictures(page)
    assert seen.trouble == []  # a request for the large one is trouble: it is not there


def test_a_site_works_from_a_folder_without_a_server(browser: Browser, tmp_path: Path) -> None:
    site = site_of("shop", FULL["shop"])
    real = {path: Artifact(path, content) for path, content in real_photos().items()}
    whole = ArtifactSet({**site.artifacts, **real}.values())
    write_site(tmp_path / "trang", replace(site, artifacts=whole))
    page = browser.new_page(viewport={"width": 360, "height": 740})
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("requestfailed", lambda request: trouble.append(request.url))
    page.goto((tmp_path / "trang" / "index.html").as_uri())
    load_pictures(page)
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)") and trouble == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.close()


def test_pictures_of_the_site_are_pictures() -> None:
    for path, artifact in site_of("shop", FULL["shop"]).artifacts.items():
        if path.endswith((".png", ".ico")):
            with Image.open(io.BytesIO(artifact.content)) as picture:
                picture.load()
