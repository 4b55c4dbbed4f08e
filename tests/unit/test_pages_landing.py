"""Pages of communes and schools: what each must say, and what none may do."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.artifact import ArtifactSet
from generator.diagnostics import Origin, UserError
from generator.model.catalog import Catalog
from generator.model.knowledge import SignupAddresses
from generator.model.places import Contact, SchoolLevel
from generator.model.project import ProvinceContact
from generator.pages.inline_code import inline_code
from generator.permalink import PrintedAddress
from generator.qr import code_matrix
from tests.unit.pages_support import only, parse, render, shown_text

LUNG_CU, MINH_XUAN, DONG_VAN_SCHOOL, UNIVERSITY = "00715", "02215", "808034", "808001"
BUDGET = 13_500  # bytes compressed: the first network round trip (DESIGN section 4)


@pytest.fixture(scope="module")
def artifacts(real_catalog: Catalog) -> ArtifactSet:
    return render(real_catalog)


@pytest.fixture(scope="module")
def places(real_catalog: Catalog, artifacts: ArtifactSet) -> dict[str, LexborHTMLParser]:
    return {place.number: parse(artifacts, f"{place.number}/index.html") for place in real_catalog.places}


def test_every_place_has_a_page_with_all_blocks(
    real_catalog: Catalog, places: dict[str, LexborHTMLParser], artifacts: ArtifactSet
) -> None:
    assert len(places) == 204
    for place in real_catalog.places:
        tree = places[place.number]
        assert place.title in tree.css("h1")[0].text(), place
        assert len(tree.css("h1")) == len(tree.css("main")) == len(tree.css(".button")) == 1
        assert tree.css("html")[0].attributes["lang"] == "vi"
        assert tree.css(".button")[0].attributes["href"] == "../du-dieu-kien/"
        text = shown_text(tree)
        for words in ("31/12/2026", "Cho ai?", "Được gì?", "Mất gì sau 2 năm?", "Chuẩn bị gì?", "50.000\u00a0đ"):
            assert words.replace("\u00a0", " ") in text, (place.number, words)
        assert len(tree.css(".groups li")) == 4
        assert len(tree.css(".steps li")) == 4
        assert len(tree.css(".registrars > li")) == 10
        assert f"tenmien.example/{place.number}" in tree.css(".trust")[0].text()
        assert artifacts[f"{place.number}/index.html"].sources[0] == place.origin


def test_titles_are_unique_and_addresses_canonical(places: dict[str, LexborHTMLParser]) -> None:
    titles = {tree.css("title")[0].text() for tree in places.values()}
    assert len(titles) == len(places)
    for number, tree in places.items():
        url = f"https://tenmien.example/{number}/"
        assert tree.css("link[rel=canonical]")[0].attributes["href"] == url
        assert tree.css('meta[property="og:url"]')[0].attributes["content"] == url
        assert tree.css("meta[name=description]")[0].attributes["content"]


def test_headings_never_skip_a_level(places: dict[str, LexborHTMLParser]) -> None:
    for number, tree in places.items():
        levels = [int((node.tag or "h0")[1]) for node in tree.css("h1, h2, h3, h4")]
        assert levels[0] == 1, number
        assert all(after <= before + 1 for before, after in pairwise(levels)), number


def test_compressed_size_stays_in_one_round_trip(real_catalog: Catalog, artifacts: ArtifactSet) -> None:
    sizes = {
        place.number: len(gzip.compress(artifacts[f"{place.number}/index.html"].content, 9))
        for place in real_catalog.places
    }
    assert max(sizes.values()) <= BUDGET, max(sizes, key=sizes.__getitem__)


def test_nothing_is_fetched_from_elsewhere_and_nothing_is_asked(places: dict[str, LexborHTMLParser]) -> None:
    for number, tree in places.items():
        for node in tree.css("[src], link[rel=stylesheet], link[rel=icon]"):
            address = node.attributes.get("src") or node.attributes.get("href") or ""
            assert address.startswith("../"), (number, address)
        assert not tree.css("form, input, iframe, object, embed, link[rel=stylesheet], link[rel=preconnect]")
        style = tree.css("style")[0].text()
        assert not re.search(r"url\((?!\"data:)", style) and "@import" not in style and "@font-face" not in style


def test_links_inside_the_site_are_relative(places: dict[str, LexborHTMLParser], real_catalog: Catalog) -> None:
    outside = {channel.url for channel in (real_catalog.programme.lookup, *real_catalog.programme.reporting)}
    for tree in places.values():
        for node in tree.css("a"):
            href = node.attributes["href"] or ""
            assert href.startswith(("../", "./", "ma.", "#", "tel:")) or href in outside, href


def test_who_was_sent_a_picture_finds_the_address_as_a_link_to_pass_on(places: dict[str, LexborHTMLParser]) -> None:
    for number, tree in places.items():
        (address,) = tree.css(".address a[href='./']")
        assert address.text().endswith(f"/{number}"), number
        assert "Có người gửi bạn ảnh" in tree.css(".address")[0].text()


def test_strict_parser_finds_no_error(artifacts: ArtifactSet) -> None:
    for number in (LUNG_CU, MINH_XUAN, DONG_VAN_SCHOOL, UNIVERSITY, "808054"):
        html5lib.HTMLParser(strict=True).parse(artifacts[f"{number}/index.html"].text)


def test_structured_data_says_only_what_is_known(places: dict[str, LexborHTMLParser], real_catalog: Catalog) -> None:
    kinds = set()
    for place in real_catalog.places:
        node = places[place.number].css('script[type="application/ld+json"]')[0]
        page, trail = json.loads(node.text())["@graph"]
        assert page["about"]["name"] == place.title
        assert trail["itemListElement"][-1]["item"] == page["url"]
        assert not {"telephone", "address", "image", "sameAs"} & set(page["about"])
        kinds.add(page["about"]["@type"])
    assert kinds == {"AdministrativeArea", "HighSchool", "CollegeOrUniversity", "EducationalOrganization"}


def test_code_of_the_place_is_inline_with_its_margin(places: dict[str, LexborHTMLParser]) -> None:
    for number, tree in places.items():
        (code,) = tree.css("svg.code")
        side = 25 + 2 * 4
        assert code.attributes["viewBox"] == f"0 0 {side} {side}", number
        assert code.attributes["width"] == str(side * 4)
        ground, modules = code.css("path")
        assert ground.attributes["fill"] == "#fff"
        assert modules.attributes["stroke"] == "#000"


def test_inline_strokes_draw_the_same_modules_as_the_code() -> None:
    content = PrintedAddress("tenmien.example", LUNG_CU).code_text
    matrix = code_matrix(content)
    drawn = [[False] * len(matrix) for _ in matrix]
    path = re.findall(r' d="(M4 4\.5[^"]+)"', inline_code(content, "x"))[0]
    x, y = 0, 0
    for dx, dy, width in re.findall(r"m(-?\d+)[ ]?(-?\d+)h(\d+)", path):
        x, y = x + int(dx), y + int(dy)
        for step in range(int(width)):
            drawn[y][x + step] = True
        x += int(width)
    assert drawn == matrix.tolist()


def test_commune_shows_schools_neighbours_and_former_units(
    places: dict[str, LexborHTMLParser], real_catalog: Catalog
) -> None:
    tree = places[MINH_XUAN]
    links = {node.attributes["href"]: node.text() for node in tree.css(".chips a")}
    commune = real_catalog.commune_by_code[MINH_XUAN]
    for school in real_catalog.schools_of(commune):
        assert links[f"../{school.number}/"] == school.name
    for neighbour in real_catalog.neighbours_of(commune):
        assert links[f"../{neighbour.number}/"] == neighbour.title
    assert commune.old_units[0].name[1:] in tree.css("details")[0].text()
    assert not tree.css(".note")


def test_school_leads_with_the_young_and_shows_its_commune(places: dict[str, LexborHTMLParser]) -> None:
    tree = places[DONG_VAN_SCHOOL]
    assert "18 đến 23" in tree.css(".groups li")[0].text()
    assert "Tên miền id.vn miễn phí 2 năm" in shown_text(tree)
    assert tree.css(".two a[href='../00721/']")
    assert "chưa hỏi lại trường" in tree.css(".two")[0].text()
    assert not tree.css("details, .chips")


def test_school_without_known_commune_says_so(places: dict[str, LexborHTMLParser]) -> None:
    assert "chưa có thông tin" in places["808014"].css(".two")[0].text()


def test_only_schools_with_pupils_carry_the_age_note(
    places: dict[str, LexborHTMLParser], real_catalog: Catalog
) -> None:
    for school in real_catalog.schools:
        note = places[school.number].css(".note")
        adults_only = school.level in (SchoolLevel.UNIVERSITY, SchoolLevel.COLLEGE)
        assert bool(note) != adults_only, school
        if note:
            assert "từ sinh nhật 18 tuổi" in note[0].text()
            assert "Em không phải đăng ký gì" in note[0].text()


def test_missing_phone_is_said_and_a_known_one_is_a_link(real_catalog: Catalog) -> None:
    contact = Contact(
        number=LUNG_CU,
        office="Bộ phận Một cửa",
        phone="0219 123 456",
        hours="7:30-17:00",
        source="văn bản của UBND xã",
        origin=Origin("content/data/contacts.csv", 2),
    )
    few = only(real_catalog, LUNG_CU)
    without = parse(render(few), f"{LUNG_CU}/index.html")
    assert "Số điện thoại: chưa có thông tin" in without.text()
    assert not without.css("a.call")
    artifacts = render(replace(few, contacts=(contact,)))
    known = parse(artifacts, f"{LUNG_CU}/index.html")
    assert known.css("a.call")[0].attributes["href"] == "tel:0219123456"
    assert "Số điện thoại: chưa có thông tin" not in known.text()
    assert "chưa kiểm lại" in known.css("main")[0].text()
    assert contact.origin in artifacts[f"{LUNG_CU}/index.html"].sources


def test_contact_of_the_province_stands_under_the_local_one(real_catalog: Catalog) -> None:
    contact = ProvinceContact(office="Sở KH&CN", phone="0207 1", email="a@b.example", source="công văn")
    project = real_catalog.project.model_copy(update={"contact": contact})
    tree = parse(render(only(replace(real_catalog, project=project), LUNG_CU)), f"{LUNG_CU}/index.html")
    assert [a.attributes["href"] for a in tree.css("a.call")] == ["tel:02071"]
    assert "Sở KH&CN" in tree.css("main")[0].text()
    assert "a@b.example" in tree.css("main")[0].text()


def test_hostile_names_stay_text(real_catalog: Catalog) -> None:
    hostile = '<script>alert("x")</script>{{ 7*7 }} {place} **b** \' & </title>'
    few = only(real_catalog, DONG_VAN_SCHOOL)
    school = few.schools[0].model_copy(update={"name": hostile})
    page = render(replace(few, schools=(school,)))[f"{DONG_VAN_SCHOOL}/index.html"].text
    assert "<script>alert" not in page
    assert "{{ 7*7 }} {place}" in page
    tree = LexborHTMLParser(page)
    assert tree.css("title")[0].text().startswith(f"Tên miền .vn: {hostile}")
    graph = json.loads(tree.css('script[type="application/ld+json"]')[0].text())["@graph"]
    assert graph[0]["about"]["name"] == hostile
    html5lib.HTMLParser(strict=True).parse(page)


def test_registrars_stand_in_the_neutral_order_and_lead_where_they_can(
    places: dict[str, LexborHTMLParser], real_catalog: Catalog
) -> None:
    rows = places[LUNG_CU].css(".registrars > li")
    names = [row.css("b")[0].text() for row in rows]
    assert names == [registrar.short_name for registrar in real_catalog.registrars_in_order]
    targets = {row.css("b")[0].text(): row.css("a")[0].attributes["href"] for row in rows}
    assert targets["Mắt Bão"] == "../7/"
    assert targets["iNET"] == "../nha-dang-ky/#inet"
    assert "chưa có thông tin" in rows[names.index("Online Solution")].text()


def test_codes_for_computers_only_where_a_sign_up_is_known(
    places: dict[str, LexborHTMLParser], real_catalog: Catalog
) -> None:
    block = places[LUNG_CU].css(".computer")[0]
    images = block.css("img")
    assert [image.attributes["src"] for image in images] == ["../7/ma.svg", "../13/ma.svg", "../15/ma.svg"]
    assert all(image.attributes["loading"] == "lazy" and image.attributes["alt"] for image in images)
    assert "tenmien.example/13" in block.text()
    assert "cả 10 nhà đăng ký" in block.text()
    bare = tuple(r.model_copy(update={"signup": SignupAddresses()}) for r in real_catalog.registrars)
    tree = parse(render(only(replace(real_catalog, registrars=bare), LUNG_CU)), f"{LUNG_CU}/index.html")
    assert not tree.css("img")
    assert "chưa có mã" in tree.css(".computer")[0].text()


def test_registrar_with_two_sign_ups_offers_both(real_catalog: Catalog) -> None:
    both = SignupAddresses(id_vn="https://inet.vn/id", biz_vn="https://inet.vn/biz")
    registrars = tuple(r.model_copy(update={"signup": both}) if r.id == "inet" else r for r in real_catalog.registrars)
    tree = parse(render(only(replace(real_catalog, registrars=registrars), LUNG_CU)), f"{LUNG_CU}/index.html")
    row = next(row for row in tree.css(".registrars > li") if row.css("b")[0].text() == "iNET")
    assert [a.attributes["href"] for a in row.css("a")] == ["../nha-dang-ky/#inet", "../3/", "../4/"]


def test_trial_is_marked_and_a_release_is_not(real_catalog: Catalog) -> None:
    few = only(real_catalog, LUNG_CU)
    path = f"{LUNG_CU}/index.html"
    trial, release = parse(render(few), path), parse(render(few, release=True), path)
    assert "BẢN THỬ" in trial.css("header")[0].text()
    assert trial.css("meta[name=robots]")[0].attributes["content"] == "noindex"
    assert "BẢN THỬ" not in release.text()
    assert not release.css("meta[name=robots]")


def test_footer_says_when_facts_were_checked(real_catalog: Catalog) -> None:
    few = only(real_catalog, LUNG_CU)
    path = f"{LUNG_CU}/index.html"
    assert "chưa kiểm lại để công bố" in parse(render(few), path).css("footer")[0].text()
    checked = tuple(fact.model_copy(update={"verified_on": date(2026, 11, 20)}) for fact in few.facts)
    text = parse(render(replace(few, facts=checked)), path).css("footer")[0].text()
    assert "kiểm lại ngày 20/11/2026" in text


def test_group_without_texts_is_explained(real_catalog: Catalog) -> None:
    texts = real_catalog.texts
    landing = texts.landing.model_copy(update={"groups": texts.landing.groups[1:]})
    broken = replace(only(real_catalog, LUNG_CU), texts=texts.model_copy(update={"landing": landing}))
    with pytest.raises(UserError, match=r"landing\.yml.*“youth”"):
        render(broken)
