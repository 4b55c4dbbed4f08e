"""The real guide keeps its promises: who, cost, time and help first; figures from data; nothing hidden or invented."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from generator.guide import Expander, GuidePage, guide_pages, page_titles, read_macros, split_front_matter
from generator.guide.front_matter import Translation
from generator.guide.library import answer_values
from generator.model.catalog import Catalog
from generator.model.permalinks import PermalinkKind
from generator.model.project import Edition, ProvinceContact
from generator.model.questions import PLACES_TO_FILL
from generator.model.trials import Trial, Trials, Weight

OPEN, LAST_DAY, AFTER = date(2026, 11, 22), date(2026, 12, 31), date(2027, 1, 1)

# Issue 3 names these; the address of a page is for ever, for it stands in print and in links.
PAGES = [
    "index",
    "du-dieu-kien",
    "id-vn",
    "ho-kinh-doanh",
    "doanh-nghiep-moi",
    "hop-tac-xa",
    "chuan-bi",
    "chon-ten",
    "dang-ky",
    "nha-dang-ky",
    "sau-khi-co-ten",
    "tai-len",
    "email-ten-mien",
    "sau-2-nam",
    "doi-thong-tin",
    "mat-tai-khoan",
    "ban-hang",
    "du-lieu-ca-nhan",
    "phong-lua-dao",
    "cho-truong-hoc",
    "cho-can-bo",
    "to-cong-nghe-so",
    "phu-huynh",
    "chuong-trinh",
    "van-ban",
    "su-kien",
    "tieng-dan-toc",
    "tu-dien",
    "hoi-dap",
    "gioi-thieu",
    "tiep-can",
    "nguon",
    "lien-he",
]
# The start page has its own order, which the browser's tests hold.
WITHOUT_GLANCE = {"index"}
GLANCE = ("Cho ai", "Mất bao nhiêu", "Mất bao lâu", "Chuẩn bị gì", "Ai giúp")
WITHOUT_NEIGHBOURS = {"index", "nguon"}


@pytest.fixture(scope="module")
def pages(repository: Path) -> dict[str, GuidePage]:
    return {page.uri.removesuffix(".md"): page for page in guide_pages(repository)}


@lru_cache(maxsize=1)
def titles_and_macros(repository: Path) -> tuple[dict[str, str], dict[str, str]]:
    return page_titles(guide_pages(repository)), read_macros(repository)


def expander(repository: Path, catalog: Catalog, on: date = OPEN) -> Expander:
    titles, macros = titles_and_macros(repository)
    return Expander(catalog, Edition(on, "tenmien.example"), macros, titles)


def read(repository: Path, catalog: Catalog, page: GuidePage, on: date = OPEN) -> str:
    return expander(repository, catalog, on).expand(page.text, page.file).markdown


def test_every_page_that_people_need_is_there_and_in_the_navigation(
    repository: Path, pages: dict[str, GuidePage]
) -> None:
    assert set(PAGES) <= pages.keys()
    navigation = (repository / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    assert sorted(re.findall(r"([\w-]+)\.md", navigation)) == sorted(pages)


@pytest.mark.parametrize("name", sorted(set(PAGES) - WITHOUT_GLANCE))
def test_a_page_opens_with_who_cost_time_papers_and_help(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage], name: str
) -> None:
    opening = read(repository, real_catalog, pages[name]).partition("\n## ")[0]
    places = [opening.find(f"**{label}:**") for label in GLANCE]
    assert -1 not in places and places == sorted(places)


def test_no_fee_and_no_date_is_typed_into_a_page(pages: dict[str, GuidePage]) -> None:
    typed = re.compile(r"\b\d{1,3}(?:\.\d{3})+(?:\s| )*(?:đ\b|đồng)|\b\d{1,2}/\d{1,2}/(?:19|20)\d\d\b")
    found = {page.file: typed.findall(re.sub(r"\{\{.*?\}\}", "", page.text)) for page in pages.values()}
    assert {file: words for file, words in found.items() if words} == {}


def test_neighbours_are_other_pages_and_titles_come_from_them(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    titles = page_titles(pages.values())
    for name, page in pages.items():
        front, _, _ = split_front_matter(page.text, page.file)
        assert page.uri not in front.related
        assert len(set(front.related)) == len(front.related)
        if name not in WITHOUT_NEIGHBOURS:
            assert len(front.related) >= 2, name
    foot = read(repository, real_catalog, pages["sau-khi-co-ten"]).partition("## Xem tiếp")[2]
    assert f"[{titles['tai-len.md']}](tai-len.md)" in foot


def test_hard_words_are_explained_at_the_foot_and_lead_to_the_glossary(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    expanded = expander(repository, real_catalog)
    page = expanded.expand(pages["sau-khi-co-ten"].text, pages["sau-khi-co-ten"].file)
    glossary = expanded.expand(pages["tu-dien"].text, pages["tu-dien"].file)
    linked = re.findall(r"\(tu-dien\.md#([\w-]+)\)", page.foot)
    assert {"hosting", "dns", "o-khoa"} <= set(linked) and "website" not in linked
    assert all(f"{{ #{term} }}" in glossary.body for term in linked)
    assert "Từ khó" not in glossary.foot


def test_no_word_of_the_glossary_is_seen_in_other_words(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    expanded = expander(repository, real_catalog)
    explained = {
        name: "#ban-ghi-dns" in expanded.expand(pages[name].text, pages[name].file).foot
        for name in ("sau-khi-co-ten", "id-vn", "du-dieu-kien", "tiep-can")  # "hai văn bản ghi tuổi", "bản ghi giọng"
    }
    assert explained == {"sau-khi-co-ten": True, "id-vn": False, "du-dieu-kien": False, "tiep-can": False}


def test_the_fraud_page_lists_every_address_that_the_site_may_lead_to(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    text = read(repository, real_catalog, pages["phong-lua-dao"])
    listed = text.partition("{#dia-chi-dan-toi}")[2].partition("\n## ")[0]
    hosts = {entry.host for entry in real_catalog.project.allowed_hosts}
    hosts |= {one.website.split("/")[2].removeprefix("www.") for one in real_catalog.registrars if one.website}
    assert set(re.findall(r"[a-z0-9-]+(?:\.[a-z]+)+(?=[,.\s])", listed)) == hosts


def test_every_sign_up_page_is_reached_from_the_list_of_registrars(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    text = read(repository, real_catalog, pages["nha-dang-ky"])
    numbers = {link.number for link in real_catalog.permalinks if link.kind is PermalinkKind.SIGNUP}
    assert len(numbers) == 20
    assert set(re.findall(r"\((?:\.\./)?(\d+)/index\.html\)", text)) == numbers


def test_a_day_of_a_legal_text_stands_in_one_of_its_facts(real_catalog: Catalog) -> None:
    for text in real_catalog.legal.texts:
        said = " ".join(real_catalog.fact_by_id[fact].statement for fact in text.facts)
        known = {date(int(y), int(m), int(d)) for d, m, y in re.findall(r"(\d{1,2})/(\d{1,2})/(\d{4})", said)}
        assert {day for day in (text.issued_on, text.in_force_from) if day} <= known, text.name
        for old in text.replaces:
            assert old in said, text.name


def test_an_old_text_is_never_listed_as_in_force(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    listed, _, old = read(repository, real_catalog, pages["van-ban"]).partition("## Văn bản cũ")
    assert "### Nghị định 147/2024/NĐ-CP" in listed and "### Quyết định 826" not in listed
    assert "Nghị định 13/2023/NĐ-CP" in old and "Quyết định 826/QĐ-BTTTT" in old
    assert not re.search(r"### .*(52/2013|13/2023|42/2022)", listed)


def test_a_text_before_its_first_day_is_marked(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    assert "(chưa đến ngày)" not in read(repository, real_catalog, pages["van-ban"])
    assert "(chưa đến ngày)" in read(repository, real_catalog, pages["van-ban"], date(2026, 6, 30))


def test_every_answer_can_be_filled_and_leads_to_a_page(real_catalog: Catalog, pages: dict[str, GuidePage]) -> None:
    assert answer_values(real_catalog).keys() == PLACES_TO_FILL
    for question in real_catalog.questions.questions:
        assert question.pages, question.id
        assert {page.removesuffix(".md") for page in question.pages} <= pages.keys()
    for term in real_catalog.glossary.terms:
        assert term.page is None or term.page.removesuffix(".md") in pages


def test_the_answers_say_the_fees_of_the_programme(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    offers = tuple(
        offer.model_copy(update={"fees": offer.fees.model_copy(update={"yearly": 77_000})})
        for offer in real_catalog.programme.offers
    )
    changed = dataclasses.replace(real_catalog, programme=real_catalog.programme.model_copy(update={"offers": offers}))
    assert "77.000" in read(repository, changed, pages["hoi-dap"])
    expanded = expander(repository, changed)
    for name in set(PAGES) - {"nguon"}:
        body = expanded.expand(pages[name].text, pages[name].file).body
        assert not re.search(r"(?<!\d)(?<!2)50\.000", body), name


def test_the_bulletin_never_invites_after_the_last_day(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    for on in (OPEN, LAST_DAY):
        text = read(repository, real_catalog, pages["cho-can-bo"], on)
        invitation = re.search(r'<div data-from="\S+" data-until="2026-12-31"([^>]*)>\s+> Kính thưa', text)
        ended = re.search(r'<div data-from="2027-01-01" data-until="9999-12-31"([^>]*)>\s+> Kính thưa', text)
        assert invitation and "hidden" not in invitation[1]
        assert ended and "hidden" in ended[1]
    after = read(repository, real_catalog, pages["cho-can-bo"], AFTER)
    assert "đang miễn phí" not in after and "Hiện chưa có đợt miễn phí" in after


def test_a_missing_contact_is_said_to_be_missing_and_a_known_one_is_shown(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    without = read(repository, real_catalog, pages["lien-he"])
    assert "**Điện thoại của tỉnh:** chưa có thông tin" in without and "tel:" not in without
    contact = ProvinceContact(office="Sở thử", phone="0207 000 0000", email="thu@example.vn", source="thử")
    project = real_catalog.project.model_copy(update={"contact": contact})
    found = read(repository, dataclasses.replace(real_catalog, project=project), pages["lien-he"])
    assert "(tel:02070000000)" in found and "thu@example.vn" in found
    assert "**Điện thoại của tỉnh:** chưa có thông tin" not in found


def test_the_missing_number_of_the_plan_is_said_to_be_missing(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    text = read(repository, real_catalog, pages["chuong-trinh"])
    assert "**Số:** chưa có thông tin" in text and "**Ngày ký:** chưa có thông tin" in text
    assert "1.800" in text and "2.000" in text


def test_cooperatives_are_promised_services_and_no_name(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    judged = 0
    for name in ("hop-tac-xa", "hoi-dap", "chuong-trinh", "to-cong-nghe-so"):
        body = expander(repository, real_catalog).expand(pages[name].text, pages[name].file).body
        for one in re.split(r"(?<=[.?!])\s|\n", body):
            if "ợp tác xã" not in one or "tên miền" not in one:
                continue
            judged += 1
            assert re.search("không|chưa|Chưa", one), one
    assert judged >= 4


def test_the_accessibility_statement_says_what_was_tried_and_nothing_else(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    trials = Trials(
        tried_on=date(2026, 11, 3),
        browser="Chromium 1.2",
        axe="4.9",
        trials=(Trial(id="axe-phone", pages=1234, problems=7),),
        weights=(Weight(id="start", page="", size=12345),),
    )
    told = read(repository, dataclasses.replace(real_catalog, trials=trials), pages["tiep-can"])
    assert "ngày 03/11/2026, bằng Chromium 1.2 và bộ kiểm axe 4.9" in told
    assert "| 1.234 trang, 7 chỗ có lỗi |" in told and "12.345 byte" in told
    untried = read(repository, dataclasses.replace(real_catalog, trials=Trials()), pages["tiep-can"])
    assert "Chưa có kết quả thử" in untried and "| Số trang |" not in untried


def test_a_language_without_a_translation_says_so_where_readers_look_for_it_only(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    told = read(repository, real_catalog, pages["tieng-dan-toc"])
    assert told.count("**Chưa có bản dịch.**") == len(real_catalog.project.languages) == 3
    whole = expander(repository, real_catalog)
    elsewhere = [
        name for name, page in pages.items() if "Chưa có bản dịch" in whole.expand(page.text, page.file).markdown
    ]
    assert elsewhere == ["tieng-dan-toc"]
    person = Translation(
        tag="hmn", name="Tiếng Mông", page="id-vn.md", translator="Người dịch thử", translated_on=date(2026, 11, 2)
    )
    titles = page_titles(pages.values()) | {"mong.md": "Trang thử"}
    edition = Edition(OPEN, "tenmien.example")
    known = Expander(real_catalog, edition, read_macros(repository), titles, translations={"mong.md": person})
    page = pages["tieng-dan-toc"]
    assert "[Trang thử](mong.md): Người dịch thử dịch, ngày 02/11/2026" in known.expand(page.text, page.file).body


def test_a_page_for_pupils_asks_for_nothing(
    repository: Path, real_catalog: Catalog, pages: dict[str, GuidePage]
) -> None:
    for name in ("phu-huynh", "cho-truong-hoc"):
        assert not re.search(r"<(form|input|textarea|select)\b", read(repository, real_catalog, pages[name]))
