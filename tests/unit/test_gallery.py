"""The gallery of starter sites: whole, honest about being samples, light, with pictures of today's looks."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from generator.artifact import Artifact, ArtifactSet
from generator.checks.budgets import check_budgets
from generator.checks.links import check_links
from generator.checks.markup import check_markup
from generator.checks.page import parse_pages
from generator.checks.requests import check_requests
from generator.checks.texts import check_texts
from generator.diagnostics import Origin
from generator.model.catalog import Catalog
from generator.model.project import Edition
from generator.pages.gallery import (
    EXAMPLES,
    PICTURES,
    Sample,
    find_samples,
    gallery_data,
    gallery_pages,
    render_sample,
    seen,
)
from generator.pages.shared import GALLERY, Site
from generator.pages.theme import create_theme
from generator.starter.looks import find_looks

REPOSITORY = Path(__file__).resolve().parents[2]
SHOWN_ON = date(2026, 11, 23)  # as tools/photograph_looks.py
SAMPLES = find_samples(REPOSITORY)
UNREAL = re.compile(r"0900[ \xa0]?000[ \xa0]?00\d")


@lru_cache(maxsize=32)
def home_of(folder: str) -> str:
    sample = next(one for one in SAMPLES if one.folder == folder)
    return dict(render_sample(REPOSITORY, sample, SHOWN_ON))["index.html"].decode()


@pytest.fixture(scope="module")
def gallery(real_catalog: Catalog) -> ArtifactSet:
    edition = Edition(SHOWN_ON, "tenmien.example", release=True)
    return ArtifactSet(gallery_pages(Site(real_catalog, edition, create_theme(REPOSITORY)), REPOSITORY))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.folder)
def test_every_sample_is_a_whole_page_and_says_that_it_is_made_up(sample: Sample) -> None:
    html = home_of(sample.folder)
    tree = LexborHTMLParser(html)
    assert sample.answers.sample and tree.css_matches("meta[name=robots][content=noindex]")
    assert "TRANG MẪU" in tree.css(".sample")[0].text()
    assert len(tree.css("h1")) == 1 and len(tree.css("main")) == 1
    assert tree.css_first("link[rel=icon]") is not None, "else a browser asks the province's server for one"
    levels = [int((node.tag or "")[1]) for node in tree.css("h1, h2, h3, h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    assert all(node.attributes.get("alt") for node in tree.css("img"))
    assert sum("loading" not in node.attributes for node in tree.css("img")) <= 1  # the first may be eager
    assert not tree.css("script:not([type='application/ld+json'])") and not tree.css("[style]")
    numbers = re.findall(r"tel:(\S+?)\"", html)
    assert all(re.fullmatch(r"\+8490000000\d", number) for number in numbers), numbers
    assert all(
        UNREAL.fullmatch(text) for text in re.findall(r"\b09[\d \xa0]{8,12}\d", tree.body.text() if tree.body else "")
    )


def test_every_look_has_samples_from_full_to_few_answers() -> None:
    for kind, looks in find_looks(REPOSITORY).items():
        assert len(looks) >= 3, kind
        for look in looks:
            shown = [sample for sample in SAMPLES if (sample.kind, sample.look) == (kind, look)]
            assert len(shown) >= 2 and shown[0].folder == f"{kind}-{look}/", (kind, look)


def test_the_gallery_satisfies_the_checks_of_the_site(real_catalog: Catalog, gallery: ArtifactSet) -> None:
    edition = Edition(SHOWN_ON, "tenmien.example", release=True)
    guide = re.findall(r'href="\.\./([^"#]*)"', gallery[f"{GALLERY}index.html"].text)
    empty = {path if path.endswith(".svg") else f"{path}index.html" for path in guide}
    site = ArtifactSet([*gallery.values(), *(Artifact(path, b"", (Origin("x"),)) for path in sorted(empty))])
    pages = parse_pages(gallery)
    found = [
        *check_markup(edition, pages),
        *check_requests(edition, site, pages),
        *check_texts(edition, gallery, pages),
        *check_budgets(real_catalog, gallery, pages),
        *check_links(real_catalog, edition, site, pages),
    ]
    assert [f"{one.rule} {one.message}" for one in found if one.rule != "links.orphan"] == []
    for path, page in pages.items():
        assert page.is_sample == (path != f"{GALLERY}index.html") == page.noindex


def test_samples_lead_back_and_never_to_an_owners_address(gallery: ArtifactSet) -> None:
    tree = LexborHTMLParser(gallery[f"{GALLERY}profile-trang-viet/bai/index.html"].text)
    assert tree.css(".sample a")[0].attributes["href"] == "../../"
    canonical = tree.css("link[rel=canonical]")[0].attributes["href"]
    assert canonical == f"https://tenmien.example/{GALLERY}profile-trang-viet/bai/"
    assert not [path for path in gallery if path.endswith((".htaccess", "HUONG-DAN.html", ".webmanifest", ".json"))]


def test_a_sample_that_does_not_say_so_is_found(gallery: ArtifactSet) -> None:
    path = f"{GALLERY}shop-bac-thang/index.html"
    bad = gallery[path].text.replace('content="noindex"', 'content="all"').replace("TRANG MẪU", "")
    pages = parse_pages({path: Artifact(path, bad.encode(), (Origin(EXAMPLES),))})
    rules = {one.rule for one in check_markup(Edition(SHOWN_ON, "tenmien.example"), pages)}
    assert {"page.sample-noindex", "page.sample-mark"} <= rules


def test_pictures_show_the_looks_as_they_are() -> None:
    record = json.loads((REPOSITORY / PICTURES / "pictures.json").read_text(encoding="utf-8"))
    shown = {
        sample.folder.strip("/"): seen(home_of(sample.folder)) for sample in SAMPLES if sample.folder.count("/") == 1
    }
    stale = [name for name, mark in shown.items() if record.get(name) != mark]
    assert not stale and set(record) == set(shown), f"python tools/photograph_looks.py {' '.join(stale)}"
    for name in shown:
        with Image.open(REPOSITORY / PICTURES / f"{name}.webp") as picture:
            assert picture.size == (360, 600)


def test_the_drawn_pictures_stay_small_and_are_all_used() -> None:
    files = sorted((REPOSITORY / EXAMPLES).glob("*/anh/*"))
    assert sum(file.stat().st_size for file in files) <= 1_500_000
    for file in files:
        answers = "".join(one.read_text(encoding="utf-8") for one in file.parent.parent.glob("*.yml"))
        assert f"file: {file.name}" in answers, file


def test_a_project_without_samples_has_no_gallery(tmp_path: Path) -> None:
    assert gallery_data(tmp_path) == () and len(gallery_data(REPOSITORY)) == 1
