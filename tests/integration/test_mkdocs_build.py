"""`mkdocs build --strict` as a person types it, and the same guide inside `phocap build`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.artifact import Artifact, ArtifactSet
from generator.build import edition_for, web_artifacts
from generator.diagnostics import Severity, UserError
from generator.guide import guide_pages
from generator.loading import load_catalog
from generator.mkdocs_plugin import render_guide
from generator.model.catalog import Catalog
from tests.guide_project import make_guide_project, tree

DAY = date(2026, 11, 22)
EPOCH = "1795322400"  # 2026-11-22 12:00 in Viet Nam


def run_mkdocs(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", *arguments]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, timeout=120)


@dataclass(frozen=True)
class Site:
    """What is handed to the guide; its pages may come from another folder."""

    catalog: Catalog
    web: ArtifactSet

    def render(self, project: Path, on: date = DAY, release: bool = False) -> ArtifactSet:
        return render_guide(project, self.catalog, edition_for(self.catalog.project, on, release), self.web)


_ONLY_IN_THE_WHOLE = re.compile(
    r'<link rel="manifest"[^>]*>|<script>if\("serviceWorker"[^<]*</script>|<li><a[^>]*ngoai-tuyen.html"[^<]*</a></li>'
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_guide_project(tmp_path_factory.mktemp("guide") / "p")


@pytest.fixture(scope="module")
def parts(project: Path) -> Site:
    catalog, diagnostics = load_catalog(project)
    assert catalog is not None, diagnostics
    return Site(catalog, web_artifacts(catalog, edition_for(catalog.project, DAY, release=False), project))


@pytest.fixture(scope="module")
def rendered(project: Path, parts: Site) -> ArtifactSet:
    """Return the pages of the guide as the whole build makes them."""
    return parts.render(project)


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("site")
    result = run_mkdocs(project, "--site-dir", str(folder))
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    return tree(folder)


def test_one_command_gives_guide_places_directory_signups_and_codes(project: Path, site: dict[str, bytes]) -> None:
    expected = {page.html_path for page in guide_pages(project)}
    expected |= {f"{number}/index.html" for number in ("00715", "02215", "808001", "7", "20")}
    expected |= {"02215/ma.svg", "02215/ma.png", "dia-phuong/index.html", "404.html", "robots.txt", "sitemap.xml"}
    assert expected <= site.keys()


def test_404_and_sitemap_are_ours(site: dict[str, bytes]) -> None:
    assert b"https://tenmien.example/02215/" in site["sitemap.xml"]
    assert b"https://tenmien.example/sau-2-nam/" in site["sitemap.xml"]
    assert "sitemap.xml.gz" not in site
    assert "Không có trang này".encode() in site["404.html"]


def test_nothing_of_the_theme_is_shipped_but_our_style_sheet(site: dict[str, bytes]) -> None:
    assert {path for path in site if path.startswith("assets/")} == {"assets/huong-dan.css", "assets/tim-kiem.js"}
    assert {path for path in site if path.endswith(".js")} == {"assets/tim-kiem.js", "chon-ten/goi-y.js"}
    assert not [path for path in site if path.endswith((".map", ".woff2")) or path.startswith("search/")]


def test_pages_load_one_style_sheet_and_no_script_file(project: Path, site: dict[str, bytes]) -> None:
    for page in guide_pages(project):
        html = site[page.html_path].decode()
        assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', html) == [
            ("" if page.site_path == "" else "../") + "assets/huong-dan.css"
        ]
        assert set(re.findall(r'<script src="([^"]+)"', html)) <= {"goi-y.js"}


def test_every_page_is_html_without_a_mistake(project: Path, site: dict[str, bytes]) -> None:
    for page in guide_pages(project):
        html5lib.HTMLParser(strict=True).parse(site[page.html_path].decode())


def test_a_recording_and_a_translation_stand_on_their_pages(tmp_path: Path, parts: Site) -> None:
    project = make_guide_project(tmp_path / "p")
    guide = project / "content" / "guide"
    (guide / "am-thanh").mkdir()
    (guide / "am-thanh" / "id-vn.mp3").write_bytes(b"ID3")
    (guide / "id-vn-hmn.md").write_text(
        "---\ntitle: Trang thử tiếng Mông\ndescription: Một trang chỉ để thử, không có chữ Mông nào.\n"
        "sources: [plan-id-who]\ntranslation: {tag: hmn, name: Tiếng Mông, page: id-vn.md,"
        " translator: Người dịch thử, translated_on: 2026-11-02}\n---\n# Trang thử\n",
        encoding="utf-8",
    )
    page = guide / "id-vn.md"
    recording = (
        "recording: {file: am-thanh/id-vn.mp3, speaker: Người đọc thử, recorded_on: 2026-11-03, transcript: Lời thử.}"
    )
    page.write_text(page.read_text(encoding="utf-8").replace("---\n", f"---\n{recording}\n", 1), encoding="utf-8")
    config = project / "mkdocs.yml"
    listed = config.read_text(encoding="utf-8").replace("id-vn.md\n", "id-vn.md\n      - Tiếng Mông: id-vn-hmn.md\n", 1)
    config.write_text(listed, encoding="utf-8")
    built = parts.render(project)
    original, translated = (LexborHTMLParser(built[f"{name}/index.html"].content) for name in ("id-vn", "id-vn-hmn"))
    audio = original.css_first("audio[controls]")
    assert audio is not None
    assert (audio.attributes["src"], audio.attributes["preload"]) == ("../am-thanh/id-vn.mp3", "none")
    assert "am-thanh/id-vn.mp3" in built
    words = original.css_first(".recording").text()  # type: ignore[union-attr]
    assert "Người đọc thử, thu ngày 03/11/2026" in words and "Lời thử." in words
    link = original.css_first(".versions a")
    assert link is not None and (link.attributes["href"], link.attributes["hreflang"]) == ("../id-vn-hmn/", "hmn")
    article, told = translated.css_first("article"), translated.css_first(".versions")
    assert article is not None and article.attributes["lang"] == "hmn"
    assert told is not None and "Tiếng Mông: Người dịch thử dịch, ngày 02/11/2026" in told.text()
    assert translated.css_first(".versions a[href='../id-vn/']") is not None
    assert "Người dịch thử" in built["tieng-dan-toc/index.html"].text


def test_anchors_keep_their_letters(site: dict[str, bytes]) -> None:
    assert b'id="dieu-kien-duoc-mien-phi"' in site["du-dieu-kien/index.html"]
    for registrar in ("bkns", "inet", "vinahost"):
        assert f'<h2 id="{registrar}">'.encode() in site["nha-dang-ky/index.html"]


def test_pages_name_the_province_never_this_machine(project: Path, site: dict[str, bytes]) -> None:
    for page in guide_pages(project):
        html = site[page.html_path].decode()
        assert f'<link rel="canonical" href="https://tenmien.example/{page.site_path}">' in html
        assert "localhost" not in html and "127.0.0.1" not in html
        assert '<meta name="robots" content="noindex">' in html
        assert "BẢN THỬ" in html


def test_the_two_commands_make_the_same_pages(rendered: ArtifactSet, site: dict[str, bytes]) -> None:
    """Only the whole build has what is made from the built guide, and only its pages lead there."""

    def shared(page: bytes) -> str:
        return re.sub(r"\s+", " ", _ONLY_IN_THE_WHOLE.sub("", page.decode()))

    for path, artifact in rendered.items():
        assert shared(artifact.content) == shared(site[path]), path
        if path.endswith(".html"):
            assert len(_ONLY_IN_THE_WHOLE.findall(artifact.text)) == 3
            assert not _ONLY_IN_THE_WHOLE.search(site[path].decode())


def test_another_folder_and_time_zone_give_the_same_bytes(
    rendered: ArtifactSet, parts: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {path: item.content for path, item in rendered.items()}
    other = make_guide_project(tmp_path / "một chỗ khác")
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    try:
        assert {path: item.content for path, item in parts.render(other).items()} == first
    finally:
        monkeypatch.undo()
        time.tzset()


def test_only_the_guides_own_files_come_back(project: Path, rendered: ArtifactSet) -> None:
    assert set(rendered) == {*(page.html_path for page in guide_pages(project)), "assets/huong-dan.css"}
    assert rendered["id-vn/index.html"].sources[0].file == "content/guide/id-vn.md"


def test_release_pages_are_not_marked_as_trial(project: Path, parts: Site) -> None:
    page = parts.render(project, release=True)["index.html"].text
    assert "noindex" not in page
    assert "BẢN THỬ" not in page


def test_a_page_built_after_the_deadline_promises_nothing(project: Path, parts: Site) -> None:
    page = parts.render(project, date(2027, 1, 1))["id-vn/index.html"].text
    assert "Đợt miễn phí id.vn đã hết ngày 31/12/2026" in page
    assert "Miễn phí 2 năm nếu" not in page


def append_to(project: Path, page: str, text: str) -> None:
    path = project / "content" / "guide" / page
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def problems_of(project: Path, parts: Site) -> list[tuple[str, str, str, str]]:
    """Return file, rule, quoted words and the line as it stands in the file, of all that stops the build."""
    with pytest.raises(UserError) as caught:
        parts.render(project)
    found = []
    for item in caught.value.diagnostics:
        assert item.severity is Severity.ERROR
        quoted = re.search("“(.*?)”", item.message)
        lines = (project / item.origin.file).read_text(encoding="utf-8").split("\n")
        line = lines[item.origin.line - 1] if item.origin.line else ""
        found.append((item.origin.file.removeprefix("content/guide/"), item.rule, quoted[1] if quoted else "", line))
    return found


def test_every_broken_link_stops_the_build_with_file_and_line(tmp_path: Path, parts: Site) -> None:
    project = make_guide_project(tmp_path / "p")
    expected = {
        "khong-co.md": "guide.link",
        "99999/index.html": "guide.link",
        "sau-2-nam.md#khong-co": "guide.anchor",
        "#chua-co": "guide.anchor",
        "/sau-2-nam/": "guide.absolute-link",
    }
    append_to(project, "id-vn.md", "".join(f"\n[x]({link})\n" for link in expected))
    page = "---\ntitle: Trang mới\ndescription: Một trang chưa có trong mục lục.\n---\n# Trang mới\n"
    (project / "content" / "guide" / "moi.md").write_text(page, encoding="utf-8")
    found = problems_of(project, parts)
    assert ("moi.md", "guide.not-in-navigation", "", "") in found
    links = {("id-vn.md", rule, link, f"[x]({link})") for link, rule in expected.items()}
    assert links == set(found) - {("moi.md", "guide.not-in-navigation", "", "")}


def test_a_name_that_the_data_does_not_have_stops_the_build(tmp_path: Path, parts: Site) -> None:
    project = make_guide_project(tmp_path / "p")
    name = "{{ facts.khong_co.statement }}"
    append_to(project, "id-vn.md", f"\n{name}\n")
    assert problems_of(project, parts) == [("id-vn.md", "guide.missing-name", "khong_co", name)]


def test_the_real_command_fails_on_a_dead_anchor_too(tmp_path: Path) -> None:
    project = make_guide_project(tmp_path / "p")
    append_to(project, "index.md", "\n[x](sau-2-nam.md#khong-co)\n")
    result = run_mkdocs(project, "--site-dir", str(tmp_path / "site"))
    assert result.returncode != 0
    assert "khong-co" in result.stderr


def test_a_mistake_in_the_data_stops_the_real_command_in_vietnamese(tmp_path: Path) -> None:
    broken = {"content/data/communes.csv": "code,name,type,slug,old_units,old_province\n2215,A,xã,a,,\n"}
    result = run_mkdocs(make_guide_project(tmp_path / "p", broken), "--site-dir", str(tmp_path / "site"))
    assert result.returncode != 0
    assert "content/data/communes.csv, dòng 2" in result.stderr
    assert "Traceback" not in result.stderr


def test_partial_builds_are_refused(project: Path, tmp_path: Path) -> None:
    result = run_mkdocs(project, "--dirty", "--site-dir", str(tmp_path / "site"))
    assert result.returncode != 0
    assert "--dirty" in result.stdout + result.stderr


def test_a_file_in_the_guide_cannot_take_the_place_of_a_landing_page(tmp_path: Path, parts: Site) -> None:
    project = make_guide_project(tmp_path / "p", {"content/guide/02215/index.html": "<p>Chiếm chỗ</p>"})
    with pytest.raises(UserError, match=r"02215/index\.html"):
        parts.render(project)


def test_a_page_of_the_site_cannot_take_the_place_of_a_guide_page(project: Path, parts: Site) -> None:
    crowded = ArtifactSet([*parts.web.values(), Artifact("id-vn/index.html", b"Chiem cho")])
    with pytest.raises(UserError, match=r"id-vn/index\.html"):
        Site(parts.catalog, crowded).render(project)
