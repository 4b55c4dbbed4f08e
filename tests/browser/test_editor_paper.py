"""The résumé on paper as the editor shows it: the sheets that a printer gives, with the same on each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests.editor_support import opened_editor, to_start, to_step
from tests.starter_support import FULL, LOOKS

MM = 96 / 25.4
HEADINGS = """() => [...document.querySelectorAll('.sheet iframe')].map((frame) => {
  const seen = (node) => { const box = node.getBoundingClientRect(); return box.width > 0 && box.left >= -1 && box.left < frame.clientWidth - 1; };
  return [...frame.contentDocument.querySelectorAll('h1,h2,h3')].filter(seen).map((node) => node.textContent.trim());
})"""

DRAWN = """(name) => document.querySelector('#giay-ra[data-sheets]')
  && document.querySelector('.sheet iframe').contentDocument.querySelector('h1')?.textContent.trim() === name"""


@pytest.fixture(scope="module")
def page(browser: Browser, files: Mapping[str, bytes]) -> Iterator[Page]:
    asked: list[str] = []
    with opened_editor(browser, files, asked, viewport={"width": 1280, "height": 800}) as opened:
        yield opened


def long_life(jobs: int, name: str = "Nguyễn Thị Mẫu") -> dict[str, Any]:
    """Return a résumé with some jobs, each told by its number."""
    person: dict[str, Any] = {**FULL["profile"], "posts": [], "photo": None}
    person["basics"] = {**person["basics"], "name": name}
    work = {"name": "Nơi làm", "summary": "Sửa máy, ghi sổ, chỉ việc cho người mới. " * 4, "highlights": ["Một", "Hai"]}
    person["work"] = [{**work, "position": f"Việc số {number}"} for number in range(1, jobs + 1)]
    person["projects"] = [{"name": f"Dự án số {number}", "description": "Ghi giá hằng ngày."} for number in range(1, 5)]
    return {key: value for key, value in person.items() if value}


def shown(page: Page, tmp_path: Path, values: dict[str, Any], look: str) -> list[list[str]]:
    """Return the headings on each sheet of the preview."""
    file = tmp_path / "tra-loi.yml"
    file.write_text(json.dumps({"kind": "profile", **values, "look": {"name": look}}), encoding="utf-8")
    if not page.locator("#bat-dau").is_visible():
        to_start(page)
    page.set_input_files("#mo-tep", file)
    page.wait_for_selector("#lam:not([hidden])")
    page.locator("#giay").click()
    page.wait_for_function(DRAWN, arg=values["basics"]["name"])
    found: list[list[str]] = page.evaluate(HEADINGS)
    return found


def printed(browser: Browser, page: Page, tmp_path: Path) -> list[str]:
    """Return the text of each page that the browser prints of the single file."""
    to_step(page, "Tải về")
    page.locator(".more summary").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Một tệp index.html").click()
    single = browser.new_page()
    single.set_content(Path(download.value.path()).read_text(encoding="utf-8"))
    pdf = pypdfium2.PdfDocument(single.pdf(prefer_css_page_size=True, format="A4"))
    single.close()
    return [sheet.get_textpage().get_text_range() for sheet in pdf]


@pytest.mark.parametrize("look", [name for kind, name in LOOKS if kind == "profile"])
@pytest.mark.parametrize("jobs", [1, 21])
def test_sheets_hold_what_the_printer_puts_on_them(
    look: str, jobs: int, browser: Browser, page: Page, tmp_path: Path
) -> None:
    sheets = shown(page, tmp_path, long_life(jobs, f"Mẫu {look} {jobs}"), look)
    papers = printed(browser, page, tmp_path)
    assert len(sheets) == len(papers)
    assert len(papers) > (jobs > 1)
    for headings, paper in zip(sheets, papers, strict=True):
        text = "".join(paper.split()).lower()
        assert headings, "a sheet without any heading"
        for heading in headings:
            assert "".join(heading.split()).lower() in text


def test_nothing_runs_on_paper_and_it_has_the_size_of_a_sheet(page: Page, tmp_path: Path) -> None:
    person = long_life(1, "<script>alert(1)</script>")
    headings, *_ = shown(page, tmp_path, person, "danh-thiep")
    assert headings[0] == "<script>alert(1)</script>"
    frame = page.locator(".sheet iframe").first
    assert frame.get_attribute("sandbox") == "allow-same-origin"
    box = page.locator(".sheet").first.evaluate("sheet => [sheet.offsetWidth, sheet.offsetHeight]")
    assert box == [round(210 * MM), round(297 * MM)]
