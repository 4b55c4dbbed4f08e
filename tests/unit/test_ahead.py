"""What the other core makes on an empty cache is exactly what this one would look for."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import ahead
from generator.ahead import slow_codes, slow_drawings, slow_printshop, slow_texts
from generator.build import edition_for, load_or_raise, page_artifacts, web_artifacts
from generator.cache import Cache, Memo, fingerprint
from generator.clock import build_date
from generator.diagnostics import Findings
from generator.kept import code_findings, readability_findings
from generator.loading import load_print_material
from generator.model.project import Edition
from generator.pages import inline_code
from generator.plan import CACHE_FILE
from generator.print import composer_of
from generator.printshop.folder import slow_files
from generator.printshop.said import Said
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


def test_the_print_shop_needs_no_second_look_after_the_other_core(tmp_path: Path) -> None:
    project = make_guide_project(tmp_path / "p")
    keep_sheets(project, {"to-a4-den-trang", "nha-in-to-a4", "nha-in-to-a3", "nha-in-to-roi-a5"})
    results = slow_printshop(project, edition_of(project))
    files = printshop_of(project, memo_of(results))
    assert {path.rpartition(".")[2] for path in files} == {"pdf", "xlsx"}
    assert set(files.values()) <= set(results.values())


def test_the_other_core_makes_only_what_the_cache_lacks(tmp_path: Path) -> None:
    project = make_guide_project(tmp_path / "p")
    keep_sheets(project, {"to-a4-den-trang", "nha-in-to-a4", "nha-in-to-a3", "nha-in-to-roi-a5"})
    with Cache(project / CACHE_FILE) as cache:
        before = printshop_of(project, cache.memo)
        assert slow_printshop(project, edition_of(project)), "what this build made is not yet written"
    assert slow_printshop(project, edition_of(project)) == {}
    schools = project / "content" / "data" / "schools.csv"
    schools.write_text(schools.read_text(encoding="utf-8-sig").replace("THPT Đồng Văn", "THPT Đồng Văn Mới"), "utf-8")
    ahead._loaded_once.cache_clear()
    results = slow_printshop(project, edition_of(project))
    with Cache(project / CACHE_FILE) as cache:
        after = printshop_of(
            project, lambda kind, parts, make: cache.memo(kind, parts, lambda: memo_of(results)(kind, parts, make))
        )
    changed = {path for path in after if after[path] != before[path]}
    whole = {f"nha-in-to-{size}/nha-in-to-{size}-toan-tinh.pdf" for size in ("a4", "a3")}
    assert changed == {
        *whole,
        "nha-in-to-a4/nha-in-to-a4-truong-trung-hoc-pho-thong.pdf",
        "phieu-dat-in.pdf",
        "phieu-dat-in.xlsx",
    }
    laid_out = [value for value in results.values() if value.startswith(b"%PDF")]
    assert len(laid_out) == len(changed) - 1 + 2, "a chapter of A4 and one of A3, beside the files themselves"


def edition_of(project: Path) -> Edition:
    catalog, _ = load_or_raise(project)
    return edition_for(catalog.project, build_date(), release=False)


def printshop_of(project: Path, memo: Memo) -> dict[str, bytes]:
    catalog, _ = load_or_raise(project)
    material = load_print_material(project, Findings())
    assert material is not None
    composer = composer_of(catalog, edition_of(project), project, material)
    return dict(slow_files(Said(composer, project, memo)))


def memo_of(results: dict[str, bytes]) -> Memo:
    return lambda kind, ingredients, make: results[fingerprint(kind, ingredients)]
