"""axe finds nothing on any kind of page, small and large, light and dark; nothing is asked of another host."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Request
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
    "dia-phuong/",
    "khong-co-trang-nay/",
)


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing(browser: Browser, site_url: str, built_site: Path, width: int, scheme: str) -> None:
    guide = [
        f"{page.parent.relative_to(built_site).as_posix()}/".removeprefix("./")
        for page in sorted(built_site.rglob("index.html"))
        if not page.parent.name.isdigit()
    ]
    foreign: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(site_url):
            foreign.append(request.url)

    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.on("request", note)
    found: dict[str, list[str]] = {}
    for path in dict.fromkeys([*guide, *ONE_OF_EACH_KIND]):
        page.goto(site_url + path)
        page.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")
        page.evaluate(AXE)
        if problems := page.evaluate(RUN):
            found[path] = problems
    context.close()
    assert not found
    assert not foreign
    assert len(guide) >= 10


def test_axe_would_find_a_mistake(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<html lang="vi"><title>t</title><main><h1>t</h1><img src="data:,"></main></html>')
    page.evaluate(AXE)
    assert any("image-alt" in problem for problem in page.evaluate(RUN))
    page.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_no_page_is_wider_than_a_small_phone(browser: Browser, site_url: str, built_site: Path, scripts: bool) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=scripts)
    page = context.new_page()
    too_wide = {}
    for path in sorted(built_site.rglob("*.html")):
        relative = path.relative_to(built_site).as_posix()
        if path.parent.name.isdigit() and f"{path.parent.name}/" not in ONE_OF_EACH_KIND:
            continue
        page.goto(site_url + relative)
        width = page.locator("html").evaluate("element => element.scrollWidth")
        if width > 320:
            too_wide[relative] = width
    context.close()
    assert not too_wide


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
