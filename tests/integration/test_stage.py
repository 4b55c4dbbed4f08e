"""`phocap stage`: a folder that bare MkDocs builds, without our plugin and without our theme."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.build import edition_for, web_artifacts
from generator.diagnostics import UserError
from generator.guide import guide_pages
from generator.loading import load_catalog
from generator.mkdocs_plugin import render_guide
from generator.staging import stage_artifacts
from tests.guide_project import make_guide_project, tree

BARE_CONFIG = """\
site_name: Bare
strict: true
theme: {theme}
plugins: []
extra_css: [assets/thanh-phan.css]
validation:
  nav: {{omitted_files: ignore}}
  links: {{not_found: warn, anchors: warn, unrecognized_links: warn, absolute_links: warn}}
markdown_extensions: [admonition, attr_list, def_list, md_in_html, tables, toc: {{slugify: !!python/name:generator.text.slugify }}]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_guide_project(tmp_path_factory.mktemp("stage") / "p")


@pytest.fixture(scope="module")
def staged(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staged") / "docs"
    command = [sys.executable, "-m", "generator", "stage", str(folder), "--date", "2026-11-22", "--quiet"]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    return folder


def headings(html: str) -> list[str]:
    tree = LexborHTMLParser(html)
    main = tree.css_first("article") or tree.css_first("[role=main]")
    assert main is not None
    return [node.text(deep=True).strip().rstrip("#¶") for node in main.css("h1,h2,h3")]


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_bare_mkdocs_builds_the_same_pages(project: Path, staged: Path, tmp_path: Path, theme: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(BARE_CONFIG.format(theme=theme), encoding="utf-8")
    (tmp_path / "docs").symlink_to(staged, target_is_directory=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    built = tree(tmp_path / "site")

    catalog, _ = load_catalog(project)
    assert catalog is not None
    edition = edition_for(catalog.project, date(2026, 11, 22), release=False)
    web = web_artifacts(catalog, edition, project)
    ours = render_guide(project, catalog, edition, web)
    assert {path for path in web if path not in ("404.html", "sitemap.xml")} <= built.keys()
    for page in guide_pages(project):
        assert headings(built[page.html_path].decode()) == headings(ours[page.html_path].text), page.file


def test_nothing_is_left_to_expand(staged: Path) -> None:
    for page in staged.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        assert "{{" not in text and "{%" not in text, page.name
        assert text.startswith("---\ntitle: "), page.name


def test_every_missing_name_of_every_page_is_told_at_once(tmp_path: Path) -> None:
    project = make_guide_project(tmp_path / "p")
    for name in ("id-vn.md", "dang-ky.md"):
        page = project / "content" / "guide" / name
        page.write_text(page.read_text(encoding="utf-8") + "\n{{ khong_co }}\n", encoding="utf-8")
    catalog, _ = load_catalog(project)
    assert catalog is not None
    edition = edition_for(catalog.project, date(2026, 11, 22), release=False)
    with pytest.raises(UserError) as caught:
        stage_artifacts(project, catalog, edition, web_artifacts(catalog, edition, project))
    assert [item.origin.file for item in caught.value.diagnostics] == [
        "content/guide/dang-ky.md",
        "content/guide/id-vn.md",
    ]
