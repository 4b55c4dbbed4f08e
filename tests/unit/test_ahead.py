"""What the other core makes on an empty cache is exactly what this one would look for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from generator.ahead import slow_books, slow_codes, slow_drawings, slow_texts
from generator.build import edition_for, load_or_raise, page_artifacts, web_artifacts
from generator.cache import Cache, fingerprint
from generator.clock import build_date
from generator.diagnostics import Findings
from generator.kept import code_findings, readability_findings
from generator.loading import load_print_material
from generator.pages import inline_code
from generator.print import composer_of
from generator.printshop.folder import books
from tests.guide_project import keep_sheets, make_guide_project
from tests.project_factory import REPOSITORY, make_project


def test_codes_and_texts_need_no_second_look_after_the_other_core(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    for part in ("themes", "assets", "mkdocs.yml"):
        (project / part).symlink_to(REPOSITORY / part)
    catalog, _ = load_or_raise(project)
    edition = edition_for(catalog.project, build_date(), release=False)
    results = slow_codes(project, edition) | slow_texts(project, edition)
    with Cache.in_memory() as cache:
        for key, value in results.items():
            cache.put(key, value)
        before = cache.entries().keys()
        site = web_artifacts(catalog, edition, project, cache.memo)
        made = {key for key in cache.entries().keys() - before if key not in results}
        assert code_findings(catalog, edition, site, cache) == ()
        assert readability_findings(project, catalog, edition, cache.memo) == []
        read_again = cache.entries().keys() - before - made
    assert len(results) > 20, "SVG, PNG and drawing of each of seven places and their readings"
    assert not read_again


def test_pages_need_no_drawing_after_the_other_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project(tmp_path / "p")
    for part in ("themes", "assets", "mkdocs.yml"):
        (project / part).symlink_to(REPOSITORY / part)
    catalog, _ = load_or_raise(project)
    edition = edition_for(catalog.project, build_date(), release=False)
    with Cache.in_memory() as cache:
        for key, value in slow_drawings(project, edition).items():
            cache.put(key, value)

        def refuse(content: str) -> bytes:
            raise AssertionError(content)

        monkeypatch.setattr(inline_code, "_drawing", refuse)
        pages = page_artifacts(catalog, edition, project, cache.memo)
    assert b'class="code"' in pages["00715/index.html"].content


def test_a_project_with_mistakes_is_left_to_the_first_core(tmp_path: Path) -> None:
    broken = make_project(tmp_path / "p", {"content/data/programme.yml": "offers: ["})
    catalog, _ = load_or_raise(make_project(tmp_path / "whole"))
    edition = edition_for(catalog.project, build_date(), release=False)
    assert slow_codes(broken, edition) == slow_texts(broken, edition) == slow_drawings(broken, edition) == {}


def test_books_need_no_second_layout_after_the_other_core(tmp_path: Path) -> None:
    project = make_guide_project(tmp_path / "p")
    keep_sheets(project, {"to-a4-den-trang", "nha-in-to-a4", "nha-in-to-a3", "nha-in-to-roi-a5"})
    catalog, _ = load_or_raise(project)
    edition = edition_for(catalog.project, build_date(), release=False)
    material = load_print_material(project, Findings())
    assert material is not None
    results = slow_books(project, edition)

    def memo(kind: str, ingredients: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
        return results[fingerprint(kind, ingredients)]

    laid_out = dict(books(composer_of(catalog, edition, project, material), project, memo))
    assert sorted(laid_out.values()) == sorted(results.values())
    assert all(book.startswith(b"%PDF") for book in laid_out.values())
