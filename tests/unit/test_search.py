"""The search index: what goes into it, that it is the same every time, and that its words name real pages."""

from __future__ import annotations

import gzip
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from generator import search
from generator.artifact import Artifact, ArtifactSet
from generator.cache import Cache
from generator.diagnostics import UserError
from generator.model.catalog import Catalog
from generator.model.project import Edition
from generator.pages.search import SEARCH_SCRIPT, search_script
from generator.pages.shared import Site
from generator.pages.theme import create_theme
from generator.search import (
    BUNDLE,
    Document,
    check_other_names,
    indexing,
    page_documents,
    place_documents,
    search_index,
)
from tests.unit.pages_support import ROOT, only, parse, render, shown

STROKED = "d\u0335"
GUIDE_PAGE = """<html><body><header><h1 hidden>x</h1></header><main><article class="md-typeset">
<h1>Sau 2 năm</h1><div class="offer" data-from="2026-01-01">Sắp hết hạn</div>
<h2 id="phi">Phí <a class="headerlink" href="#phi">¶</a></h2><p class="lead" style="x">Đóng phí hằng năm.</p>
<p hidden>ẩn</p><script>mã()</script><div class="sources">Thông tư</div>
<div class="fact" id="f1">Dữ kiện</div></article></main></body></html>"""


def page(path: str, html: str) -> Artifact:
    return Artifact(path, html.encode())


def documents(catalog: Catalog) -> dict[str, str]:
    return {document.address: document.html for document in place_documents(catalog)}


def test_a_place_brings_only_what_tells_it_from_others(real_catalog: Catalog) -> None:
    found = documents(real_catalog)
    assert len(found) == 204
    dong_van = found["00721/"]
    assert f"<h1>Xã {STROKED.upper()}ồng Văn</h1>" in dong_van
    assert "Tả Phìn" in dong_van or "Phố Bảng" in dong_van or f"{STROKED.upper()}ồng Văn (Huyện" in dong_van
    for html in found.values():
        assert "miễn phí" not in html
        assert "gia hạn" not in html
        assert "đ" not in html.lower()
        assert len(html) < 1_500


def test_a_page_brings_its_own_words(real_catalog: Catalog) -> None:
    site = {
        "sau-2-nam/index.html": page("sau-2-nam/index.html", GUIDE_PAGE),
        "tim-kiem/index.html": page("tim-kiem/index.html", "<main><h1>Tìm</h1></main>"),
        "00715/index.html": page("00715/index.html", "<main><h1>Xã</h1></main>"),
        "a/b/index.html": page("a/b/index.html", "<main><h1>Câu 2</h1></main>"),
    }
    (found,) = page_documents(real_catalog, site)
    assert found.address == "sau-2-nam/"
    assert f'<h2 id="phi">Phí </h2><p>{STROKED.upper()}óng phí hằng năm.</p>' in found.html
    assert f'data-pagefind-meta="kind:Hướng {STROKED}' not in found.html
    assert 'data-pagefind-meta="kind:Hướng dẫn"' in found.html
    assert "gia hạn;" in found.html
    for left_out in ("hết hạn</div>", "ẩn", "mã()", "Thông tư", "Dữ kiện", "¶", "data-from", "style="):
        assert left_out not in found.html


def test_other_names_of_a_page_that_is_not_there_are_told(real_catalog: Catalog) -> None:
    addresses = {name.page for name in real_catalog.texts.search.other_names}
    whole = {f"{address}index.html": page(f"{address}index.html", "") for address in addresses}
    assert check_other_names(real_catalog, whole) == []
    del whole["sau-2-nam/index.html"]
    whole["sau-3-nam/index.html"] = page("sau-3-nam/index.html", "")
    (finding,) = check_other_names(real_catalog, whole)
    assert finding.rule == "search.page"
    assert "“sau-2-nam/”" in finding.message
    assert "sau-3-nam/" in finding.hint


def test_only_what_the_box_needs_is_published(real_catalog: Catalog) -> None:
    with Cache.in_memory() as cache, search_index(only(real_catalog, "00715", "808034"), ArtifactSet(), cache) as made:
        files = {item.path: item.content for item in made()}
    assert f"{BUNDLE}pagefind.js" in files
    assert not [path for path in files if "-ui" in path or "highlight" in path or "worker" in path]
    texts = [gzip.decompress(content).decode() for path, content in files.items() if path.endswith(".pf_fragment")]
    assert len(texts) == 2
    assert any("Xã Lũng Cú" in text for text in texts)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_the_same_documents_give_the_same_bytes(tmp_path: Path, zone: str) -> None:
    written = [
        Document(f"trang-{n}/", f"<html lang=vi><body data-pagefind-body><h1>Trang {n}</h1>chữ {n}") for n in range(60)
    ]
    program = (
        "import hashlib,sys\nfrom generator.search import Document, indexing\n"
        "pages = [Document(f'trang-{n}/', f'<html lang=vi><body data-pagefind-body><h1>Trang {n}</h1>chữ {n}')"
        " for n in reversed(range(60))]\n"
        "with indexing(pages) as made: files = made()\n"
        "for name, content in sorted(files.items()): print(name, hashlib.sha256(content).hexdigest())"
    )
    environment = {**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "PYTHONUTF8": "1"}
    other = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    with indexing(written) as made:
        files = made()
    here = [f"{name} {hashlib.sha256(content).hexdigest()}" for name, content in sorted(files.items())]
    assert other.stdout.splitlines() == here


def test_an_index_is_kept_until_a_page_changes(real_catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    few = only(real_catalog, "00715")
    begun = []

    def counted(documents: Sequence[Document]) -> AbstractContextManager[Callable[[], dict[str, bytes]]]:
        begun.append(len(documents))
        return indexing(documents)

    monkeypatch.setattr(search, "indexing", counted)
    with Cache.in_memory() as cache:

        def files(site: Mapping[str, Artifact]) -> tuple[Artifact, ...]:
            with search_index(few, site, cache) as made:
                return made()

        assert files(ArtifactSet()) == files(ArtifactSet())
        assert begun == [1]
        files({"id-vn/index.html": page("id-vn/index.html", GUIDE_PAGE)})
    assert begun == [1, 2]


def test_an_index_that_fails_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(UserError) as problem, indexing([]) as made:
        made()
    assert problem.value.diagnostics[0].rule == "search.index"
    assert not list(tmp_path.iterdir())


def test_the_search_page_lists_every_page_for_readers_without_script(real_catalog: Catalog) -> None:
    titles = {"": "Trang đầu", "sau-2-nam/": "Sau 2 năm thì sao?", "dang-ky/": "Đăng ký từng bước"}
    tree = parse(render(only(real_catalog, "00715"), guide_titles=titles), "tim-kiem/index.html")
    listed = [(node.text(), node.attributes["href"]) for node in tree.css(".rows a")]
    assert ("Đăng ký từng bước", "../dang-ky/") in listed
    assert [title for title, _ in listed] == sorted(
        (title for title, _ in listed), key=lambda title: ["B", "Đ", "S", "T"].index(title[0])
    )
    assert tree.css("a.button")[0].attributes["href"] == "../dia-phuong/"
    assert "JavaScript" in shown(tree.css("#khong-tim")[0])


def test_the_script_is_small_and_whole(real_catalog: Catalog) -> None:
    edition = Edition(date(2026, 11, 22), "tenmien.example")
    script = search_script(Site(real_catalog, edition, create_theme(ROOT)))
    assert script.path == SEARCH_SCRIPT
    assert len(gzip.compress(script.content, 9)) < 6_000
    assert "$TEXTS$" not in script.text
    assert "//" not in script.text.replace("://", "")
