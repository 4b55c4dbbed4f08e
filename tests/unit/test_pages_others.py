"""Sign-up pages, directory, 404, redirects, sitemap and robots."""

from __future__ import annotations

import gzip
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date

import html5lib
import pytest

from generator.artifact import Artifact, ArtifactSet
from generator.cache import make_always
from generator.diagnostics import UserError
from generator.model.catalog import Catalog
from generator.model.permalinks import Permalink, PermalinkKind
from generator.model.places import Commune
from generator.pages.directory import key_word
from tests.unit.pages_support import only, parse, render, shown, shown_text

KNOWN, UNKNOWN, BIZ = "7/index.html", "1/index.html", "2/index.html"
DIRECTORY = "dia-phuong/index.html"


@pytest.fixture(scope="module")
def artifacts(real_catalog: Catalog) -> ArtifactSet:
    return render(real_catalog, guide_titles={"": "Trang đầu", "sau-2-nam/": "Sau 2 năm thì sao?"})


def test_known_sign_up_names_the_host_and_leads_there_once(artifacts: ArtifactSet) -> None:
    tree = parse(artifacts, KNOWN)
    assert shown(tree.css("h1")[0]) == "Nhà đăng ký: Mắt Bão Đăng ký id.vn tại Mắt Bão"
    assert tree.css(".host")[0].text() == "matbao.net"
    (button,) = tree.css("a.button")
    assert button.attributes["href"] == "https://www.matbao.net/ten-mien/ten-mien-mien-phi.html"
    assert button.attributes["rel"] == "noopener nofollow external"
    text = shown_text(tree)
    for words in ("chưa có người mở kiểm lại", "Số định danh", "không ai được thu tiền", "50.000 đ", "31/12/2026"):
        assert words in text
    assert len([a for a in tree.css("main a") if (a.attributes["href"] or "").startswith("http")]) == 1


def test_unknown_sign_up_is_honest_and_has_no_button(artifacts: ArtifactSet) -> None:
    tree = parse(artifacts, UNKNOWN)
    assert not tree.css(".button, .host, img, svg.code")
    assert "Chưa có địa chỉ trang đăng ký id.vn của BKNS" in shown_text(tree)
    (website,) = [a for a in tree.css("main a") if (a.attributes["href"] or "").startswith("http")]
    assert website.attributes["href"] == "https://www.bkns.vn"
    assert "Trang chính của nhà đăng ký: chưa có thông tin" in shown_text(parse(artifacts, "11/index.html"))


def test_business_sign_up_lists_papers_by_group(artifacts: ArtifactSet) -> None:
    tree = parse(artifacts, BIZ)
    assert [node.text() for node in tree.css("main h3")] == ["Hộ kinh doanh", "Doanh nghiệp mới"]
    assert "250.000" in shown_text(tree)


def test_sign_up_after_the_end_promises_nothing(real_catalog: Catalog) -> None:
    text = shown_text(parse(render(only(real_catalog), date(2027, 1, 1)), KNOWN))
    assert "Đợt miễn phí đã hết ngày 31/12/2026" in text
    assert "Nay đăng ký thì trả bao nhiêu?" in text
    assert "Mất gì sau 2 năm?" not in text


def test_checked_registrar_loses_the_warning(real_catalog: Catalog) -> None:
    registrars = tuple(r.model_copy(update={"verified_on": date(2026, 11, 20)}) for r in real_catalog.registrars)
    tree = parse(render(only(replace(real_catalog, registrars=registrars))), KNOWN)
    assert not tree.css(".unchecked")


def test_every_page_is_strict_html_with_its_own_title(artifacts: ArtifactSet) -> None:
    pages = [path for path in artifacts if path.endswith(".html")]
    titles = [parse(artifacts, path).css("title")[0].text() for path in pages]
    assert len(set(titles)) == len(titles)
    for path in (KNOWN, UNKNOWN, BIZ, DIRECTORY, "404.html"):
        html5lib.HTMLParser(strict=True).parse(artifacts[path].text)


def test_directory_lists_every_place_by_the_alphabet(artifacts: ArtifactSet, real_catalog: Catalog) -> None:
    tree = parse(artifacts, DIRECTORY)
    links = [a.attributes["href"] or "" for a in tree.css("#danh-sach .rows a")]
    assert sorted(links) == sorted(f"../{place.number}/" for place in real_catalog.places)
    letters = [node.text() for node in tree.css("#danh-sach h3")]
    assert letters[:5] == ["A", "B", "C", "D", "Đ"]
    anchors = {f"#{node.attributes['id']}" for node in tree.css("#danh-sach h3")}
    assert {a.attributes["href"] for a in tree.css(".letters a")} == anchors
    under_dd = tree.css("#chu-dd + ul")[0].text()
    assert "Trường THPT Đồng Văn" in under_dd and "Xã Đồng Văn" in under_dd
    assert "gồm: thị trấn đồng văn" in under_dd.lower()
    assert "Phương Độ" in tree.css("#danh-sach")[0].text()


def test_directory_groups_by_former_district_and_level(artifacts: ArtifactSet, real_catalog: Catalog) -> None:
    rest = parse(artifacts, DIRECTORY).css("#khac")[0]
    assert [node.text() for node in rest.css("h3")] == ["Tỉnh Hà Giang cũ", "Tỉnh Tuyên Quang cũ"]
    with_units = [c for c in real_catalog.communes if c.old_units]
    listed = {a.attributes["href"] for a in rest.css("a")}
    assert {f"../{commune.number}/" for commune in with_units} <= listed
    assert {f"../{school.number}/" for school in real_catalog.schools} <= listed
    assert "Trung học phổ thông" in rest.text()


def test_directory_is_light(artifacts: ArtifactSet) -> None:
    assert len(gzip.compress(artifacts[DIRECTORY].content, 9)) <= 20_000
    scripts = [node.text() for node in parse(artifacts, DIRECTORY).css("script")]
    assert sum(map(len, scripts)) <= 3_000
    assert parse(artifacts, DIRECTORY).css(".search")[0].attributes.get("hidden", "") is None


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Trường THPT Đồng Văn", "Đồng Văn"),
        ("Trường Phổ thông Dân tộc nội trú THPT tỉnh Tuyên Quang", "Tuyên Quang"),
        ("Trường THPT Tháng 10", "Tháng 10"),
        ("Trường THPT", "THPT"),
        ("Nà Chì", "Nà Chì"),
    ],
)
def test_key_word_leaves_out_general_words(real_catalog: Catalog, name: str, key: str) -> None:
    assert key_word(name, real_catalog.texts.directory.generic_words) == key


def test_not_found_page_works_at_any_depth(artifacts: ArtifactSet) -> None:
    tree = parse(artifacts, "404.html")
    links = [node.attributes["href"] or "" for node in tree.css("a, link[rel=icon]")]
    assert all(link.startswith(("/", "#noi-dung")) and not link.startswith("//") for link in links)
    assert {"/", "/dia-phuong/", "/phong-lua-dao/"} <= set(links)
    assert tree.css("meta[name=robots]")[0].attributes["content"] == "noindex"
    assert not tree.css("link[rel=canonical]")


def _with_permalinks(catalog: Catalog, *changed: Permalink) -> Catalog:
    by_number = {link.number: link for link in catalog.permalinks} | {link.number: link for link in changed}
    return replace(catalog, permalinks=tuple(by_number.values()))


def _retired(number: str, to: str) -> Permalink:
    return Permalink(number=number, kind=PermalinkKind.COMMUNE, target=number, since=date(2026, 11, 22), redirect_to=to)


def test_retired_number_leads_to_the_end_of_its_chain(real_catalog: Catalog) -> None:
    catalog = _with_permalinks(only(real_catalog, "00715"), _retired("99998", "99999"), _retired("99999", "00715"))
    artifacts = render(catalog, release=True)
    for number in ("99998", "99999"):
        tree = parse(artifacts, f"{number}/index.html")
        assert tree.css("meta[http-equiv=refresh]")[0].attributes["content"] == "3; url=../00715/"
        assert tree.css("link[rel=canonical]")[0].attributes["href"] == "https://tenmien.example/00715/"
        assert tree.css("main a")[0].attributes["href"] == "../00715/"
        assert "xã Lũng Cú" in shown_text(tree)
        assert tree.css("meta[name=robots]")[0].attributes["content"] == "noindex"
    assert "99998" not in artifacts["sitemap.xml"].text


@pytest.mark.parametrize("target", ["99999", "12345"])
def test_redirect_without_end_is_an_error(real_catalog: Catalog, target: str) -> None:
    loop = _with_permalinks(only(real_catalog, "00715"), _retired("99998", target), _retired("99999", "99998"))
    with pytest.raises(UserError, match="redirect_to"):
        render(loop)


def is_public(artifact: Artifact) -> bool:
    """Tell whether people come for a page: it leads nowhere else, and is no sample of somebody's own site."""
    is_sample = artifact.path.startswith("trang-mau/") and artifact.path.count("/") > 1
    return artifact.path.endswith("index.html") and 'http-equiv="refresh"' not in artifact.text and not is_sample


def test_sitemap_names_every_public_page_once(artifacts: ArtifactSet, real_catalog: Catalog) -> None:
    root = ElementTree.fromstring(artifacts["sitemap.xml"].content)
    urls = [node.text for node in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    pages = [path for path, artifact in artifacts.items() if is_public(artifact)]
    assert len(urls) == len(set(urls)) == 2 + len(pages) + 1  # the start and a page of the guide, the one-file guide
    assert len(pages) > 204 + 20
    assert "https://tenmien.example/" in urls
    assert "https://tenmien.example/sau-2-nam/" in urls
    assert "https://tenmien.example/00715/" in urls
    assert not any("404" in (url or "").split("/") for url in urls)


def test_robots_closes_a_trial_and_opens_a_release(real_catalog: Catalog) -> None:
    few = only(real_catalog)
    assert render(few)["robots.txt"].text == "User-agent: *\nDisallow: /\n"
    release = render(few, release=True, host="tenmien.gov.vn")["robots.txt"].text
    assert "Disallow: /" not in release
    assert "Sitemap: https://tenmien.gov.vn/sitemap.xml" in release


def test_same_input_gives_the_same_bytes(real_catalog: Catalog) -> None:
    few = only(real_catalog, "00715", "808034")
    first, second = (render(few, memo=make_always) for _ in range(2))
    assert {path: first[path].content for path in first} == {path: second[path].content for path in second}


def test_province_of_one_bare_commune_still_builds(real_catalog: Catalog) -> None:
    bare = Commune.model_validate({"code": "01000", "name": "A", "type": "xã", "slug": "a"})
    catalog = replace(real_catalog, communes=(bare,), schools=(), neighbours={}, contacts=())
    tree = parse(render(catalog), "01000/index.html")
    assert "Xã A" in tree.css("h1")[0].text()
    assert not tree.css("details, .chips")
