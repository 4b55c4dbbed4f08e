"""axe finds nothing on any kind of page, small and large, light and dark; nothing is asked of another host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, Request
from selectolax.lexbor import LexborHTMLParser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    .then(found => found.violations.map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).join(", ")))"""

ONE_OF_EACH_KIND = (
    "00715/",  # commune without school
    "02215/",  # ward with many schools
    "808054/",  # long school name, pupils under 18
    "808001/",  # university
    "7/",  # sign-up with a known address
    "1/",  # sign-up without
)
NO_SUCH_PAGE = "khong-co-trang-nay/"
SMALLEST, PHONE, DESK = ({"width": width, "height": height} for width, height in ((320, 640), (360, 800), (1280, 800)))


@pytest.fixture(scope="module")
def paths(built_site: Path) -> list[str]:
    """Return every page but those of places and sign-ups, of which there is one of each kind."""
    files = [file for file in sorted(built_site.rglob("*.html")) if not file.parent.name.isdigit()]
    assert len(files) >= 60
    names = [file.relative_to(built_site).as_posix() for file in files]
    common = [re.sub(r"(^|/)index\.html$", r"\1", name) for name in names]
    return [*common, *ONE_OF_EACH_KIND, NO_SUCH_PAGE]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(service_workers="block")
    yield context.new_page()
    context.close()


def too_wide(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    # Works without scripts, too, where a page cannot be asked by itself.
    return max(0, int(page.locator("html").evaluate("element => element.scrollWidth - innerWidth")))


def test_axe_finds_nothing_and_no_page_is_wider_than_a_small_phone(page: Page, site_url: str, paths: list[str]) -> None:
    foreign: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(site_url):
            foreign.append(request.url)

    page.on("request", note)
    found: dict[tuple[str, str], object] = {}
    for path in paths:
        page.set_viewport_size(SMALLEST)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="light")
        page.goto(site_url + path)
        if pixels := too_wide(page):
            found[path, "too wide"] = pixels
        if path.endswith(".html") or (path.startswith("trang-mau/") and path != "trang-mau/"):
            continue  # the same frame as its neighbours; the guide's one file and each look of owners' sites have tests
        page.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")
        page.evaluate(AXE)
        for size, scheme in ((PHONE, "light"), (DESK, "dark")):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            if problems := page.evaluate(RUN):
                found[path, scheme] = problems
    assert not found
    assert not foreign


def test_axe_would_find_a_mistake(page: Page) -> None:
    page.set_content('<html lang="vi"><title>t</title><main><h1>t</h1><img src="data:,"></main></html>')
    page.evaluate(AXE)
    assert any("image-alt" in problem for problem in page.evaluate(RUN))


def test_no_page_is_wider_than_a_small_phone_without_scripts(browser: Browser, site_url: str, paths: list[str]) -> None:
    context = browser.new_context(viewport=SMALLEST, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for path in paths:
        page.goto(site_url + path)
        if pixels := too_wide(page):
            found[path] = pixels
    context.close()
    assert not found


def test_help_stands_in_the_same_place_and_order_on_every_page(built_site: Path) -> None:
    """WCAG 2.2, 3.2.6. Samples of owners' sites and the one-file guide are no pages of this site."""
    others = {"huong-dan-ngoai-tuyen.html"}
    pages = [path for path in built_site.rglob("*.html") if path.name not in others]
    for path in pages:
        name = path.relative_to(built_site).as_posix()
        if name.startswith("trang-mau/") and name != "trang-mau/index.html":
            continue
        links = [link.attributes["href"] or "" for link in LexborHTMLParser(path.read_bytes()).css("footer.foot a")]
        help_links = [at for at, link in enumerate(links) if link.rstrip("/").endswith(("phong-lua-dao", "lien-he"))]
        here = [part for part in ("phong-lua-dao", "lien-he") if name == f"{part}/index.html"]
        assert len(help_links) + len(here) == 2 and (len(help_links) < 2 or help_links[1] == help_links[0] + 1), name
    assert len(pages) > 250
