"""The files of /tao-trang/, made once for the tests that look at them, and the page opened in a browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from playwright.sync_api import Browser, Page, Route

from generator.build import edition_for
from generator.editor.page import EDITOR, editor_files, editor_page
from generator.model.catalog import Catalog
from generator.pages.gallery import PICTURES
from generator.pages.shared import GALLERY, Site
from generator.pages.theme import create_theme
from tests.starter_support import REPOSITORY

HOST = "https://thu.example/"
KINDS = {"shop": "Cửa hàng", "coop": "Hợp tác xã", "profile": "Trang cá nhân"}

_MADE: dict[str, bytes] = {}
_TYPES = {"html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "ttf": "font/ttf"}


def editor_site(catalog: Catalog) -> Mapping[str, bytes]:
    """Return the files of the page by their site-relative path."""
    if not _MADE:
        edition = edition_for(catalog.project, date(2026, 11, 23), False)
        site = Site(catalog, edition, create_theme(REPOSITORY))
        for artifact in (editor_page(site, REPOSITORY), *editor_files(site, REPOSITORY)):
            _MADE[artifact.path] = artifact.content
    return _MADE


@contextmanager
def opened_editor(browser: Browser, files: Mapping[str, bytes], asked: list[str], **given: Any) -> Iterator[Page]:
    """Open the page at 360 px; at the end there was no dialog but questions, no error, no request to elsewhere."""
    settings = {"viewport": {"width": 360, "height": 760}, "accept_downloads": True, **given}
    context = browser.new_context(**settings)
    opened = context.new_page()
    troubles: list[str] = []

    def answer(route: Route) -> None:
        url = route.request.url
        asked.append(url)
        path = url.removeprefix(HOST)
        path = f"{path}index.html" if path.endswith("/") else path
        if path.startswith(GALLERY):
            picture = REPOSITORY / PICTURES / path.removeprefix(GALLERY)
            route.fulfill(body=picture.read_bytes(), content_type="image/webp")
        elif path in files:
            route.fulfill(body=files[path], content_type=_TYPES[path.rpartition(".")[2]])
        else:
            route.fulfill(status=404 if url.startswith(HOST) else 500, body="")

    opened.route("**/*", answer)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    # The worker is tested on a site that is served; here there is none to fetch.
    opened.on("console", lambda line: troubles.append(line.text) if "fetching the script" not in line.text else None)
    opened.on("dialog", lambda dialog: dialog.accept() if dialog.type == "confirm" else troubles.append("dialog"))
    opened.goto(HOST + EDITOR)
    opened.wait_for_selector("body.ready")
    yield opened
    context.close()
    assert not [trouble for trouble in troubles if "404" not in trouble], troubles
    assert all(url.startswith((HOST, "blob:", "data:")) for url in asked)


def begin(page: Page, kind: str) -> None:
    """Begin a site of a kind from nothing."""
    page.get_by_role("link", name=KINDS[kind]).click()
    page.wait_for_selector("#lam:not([hidden])")


def to_start(page: Page) -> None:
    """Go back to the start and wait until it stands: the work is kept first."""
    page.locator("#ve-dau").click()
    page.locator("#bat-dau").wait_for()


def to_step(page: Page, title: str) -> None:
    """Go to a step by the list of all steps."""
    page.locator("#buoc summary").click()
    page.locator("#cac-buoc button", has_text=title).click()
