"""What tries the pages finds mistakes, also on pages that forbid the styles of others, and knows kinds of pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tools.try_pages import WINDOWS, kind_of, served, try_in

PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>t</title>
<meta http-equiv="Content-Security-Policy" content="style-src 'none'">
<main><h1>Tên</h1><p>{words}</p><input type="file" id="tep" hidden><a href="./">Liên kết</a></main></html>"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [("", "start"), ("02215/", "place"), ("7/", "place"), ("trang-mau/", "guide"), ("trang-mau/shop/", "sample")],
)
def test_pages_have_kinds(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_a_page_that_forbids_styles_is_tried_with_large_text(browser: Browser, tmp_path: Path) -> None:
    for name, words in (("vua", "ngắn"), ("rong", "dài" * 20)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(PAGE.format(words=words), encoding="utf-8")
    number = next(at for at, (_, trials) in enumerate(WINDOWS) if "large-text" in trials)
    with served(tmp_path) as address:
        found = try_in(browser, number, address, ["vua/", "rong/"])
    assert [problem.partition(":")[0] for problem in found["large-text"]] == ["rong/"]
