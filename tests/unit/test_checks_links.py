"""Links, anchors, hosts and phone numbers: each planted mistake is found, a sound site passes."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.artifact import Artifact
from generator.checks.links import LeavesSiteError, check_links, resolve
from generator.checks.page import parse_page
from generator.checks.requests import check_requests
from generator.diagnostics import Origin, Severity
from generator.model.project import Edition
from tests.unit.checks_factory import (
    RELEASE,
    TRIAL,
    findings,
    only,
    page,
    planted,
    small_catalog,
    small_site,
    without,
)

COMMUNE = "02215/index.html"
CATALOG, SITE = small_catalog(), small_site(TRIAL)
LINK = '<a href="../dia-phuong/">Nơi khác</a>'


def with_link(href: str) -> dict[str, Artifact]:
    return planted(small_site(TRIAL), COMMUNE, LINK, f'{LINK} <a href="{href}">x</a>')


@pytest.mark.parametrize("edition", [TRIAL, RELEASE], ids=["trial", "release"])
def test_a_sound_site_has_no_findings(edition: Edition) -> None:
    assert findings(small_site(edition), edition) == []


@pytest.mark.parametrize(
    ("href", "rule", "words"),
    [
        ("../dia-phuonq/", "links.missing", "dia-phuonq/"),
        ("../02215/khong-co.pdf", "links.missing", "khong-co.pdf"),
        ("../dia-phuong", "links.slash", "thiếu dấu “/”"),
        ("../nha-dang-ky/#inett", "links.anchor", "#inett"),
        ("#khong-co", "links.anchor", "khong-co"),
        ("../assets/paper.svg#khong-co", "links.anchor", "khong-co"),
        ("../assets/menu.js#x", "links.anchor", "#x"),
        ("../../dia-phuong/", "links.outside", "đi ra ngoài"),
        ("https://tenmien.example/../dia-phuong/", "links.outside", "đi ra ngoài"),
        ("/dia-phuong/", "links.root-relative", "thư mục con"),
        ("https://tenmien.example/khong-co/", "links.missing", "khong-co/"),
        ("https://tenmien.example/nha-dang-ky/#khong-co", "links.anchor", "khong-co"),
        ("http://tenmien.example/dia-phuong/", "links.scheme", "https"),
        ("https://facebook.com/tenmien", "links.host", "facebook.com"),
        ("//cdn.example.com/", "links.scheme", "//cdn"),
        ("javascript:void(0)", "links.scheme", "javascript"),
        ("ftp://inet.vn/", "links.scheme", "ftp"),
        ("https:///x", "links.malformed", "viết sai"),
        ("https://[x/", "links.malformed", "viết sai"),
        ("tel:0912345678", "links.phone", "0912345678"),
        ("sms:8899?body=a", "links.phone", "8899"),
        ("mailto:", "links.mail", "thiếu"),
    ],
)
def test_a_bad_link_is_found(href: str, rule: str, words: str) -> None:
    found = only(findings(with_link(href)), rule)
    assert words in found.message
    assert "/02215/" in found.message
    assert found.origin == Origin("content/02215/index.html", 1)
    assert found.hint


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#",
        "#top",
        "#noi-dung",
        ".",
        "./",
        "../",
        "..",
        "?tu=zalo",
        "../nha-dang-ky/?a=1#inet",
        "../nha-dang-ky/index.html#inet",
        "../assets/paper.svg#dot",
        "%6da.svg",
        "https://tenmien.example/02215/",
        "https://tenmien.example",
        "https://inet.vn/gia",
        "http://WWW.INET.VN/gia",
        "https://vnnic.vn/",
        "https://nguon-plan.gov.vn/khac",
        "https://kimxuyen.edu.vn",
        "tel:1900%209250",
        "tel:02073822000",
    ],
)
def test_a_good_link_passes(href: str) -> None:
    assert findings(with_link(href)) == []


def test_a_missing_page_is_answered_with_the_nearest_one() -> None:
    assert "“dia-phuong/”" in only(findings(with_link("../dia-phuonq/")), "links.missing").hint


def test_a_missing_anchor_is_answered_with_the_nearest_one() -> None:
    assert "“inet”" in only(findings(with_link("../nha-dang-ky/#inett")), "links.anchor").hint


def test_an_unknown_host_is_answered_with_the_nearest_one_and_the_place_to_allow_it() -> None:
    hint = only(findings(with_link("https://inett.vn")), "links.host").hint
    assert "project.yml" in hint
    assert "inet.vn" in hint


def test_the_host_of_another_edition_is_not_ours() -> None:
    site = planted(small_site(RELEASE), COMMUNE, LINK, f'{LINK} <a href="https://tenmien.example/1/">x</a>')
    assert "tenmien.example" in only(findings(site, RELEASE), "links.host").message


def test_one_mistake_in_a_template_is_one_finding_at_the_template() -> None:
    site = small_site(TRIAL)
    for path in ("02215/index.html", "808014/index.html", "1/index.html", "2/index.html"):
        site = planted(site, path, "</main>", '<a href="../khong-co/">x</a></main>')
    found = only(findings(site), "links.missing")
    assert found.origin == Origin("themes/base.html")
    assert "(trang /02215/, /1/ và 2 trang khác)" in found.message


def test_a_link_into_a_page_that_is_gone_is_found_where_it_stands() -> None:
    site = without(small_site(TRIAL), "dia-phuong/index.html")
    rules = {found.rule for found in findings(site)}
    assert "links.missing" in rules


def test_a_page_that_nobody_links_to_is_a_warning() -> None:
    site = small_site(TRIAL)
    lonely = page(TRIAL, "sau-2-nam/index.html", "Sau hai năm", "<p>Phí</p>")
    site = planted(
        {**site, lonely.path: lonely},
        "sitemap.xml",
        "</urlset>",
        "<loc>https://tenmien.example/sau-2-nam/</loc></urlset>",
    )
    found = only(findings(site), "links.orphan", Severity.WARNING)
    assert "/sau-2-nam/" in found.message


def test_a_page_that_links_only_to_itself_is_still_lonely() -> None:
    site = planted(small_site(TRIAL), "dia-phuong/index.html", '<a href="../808014/">', '<a href="../02215/">')
    site = planted(site, "808014/index.html", "<p>", '<p><a href="../808014/">Ở đây</a> ')
    assert "/808014/" in only(findings(site), "links.orphan", Severity.WARNING).message


def test_a_sign_up_page_without_an_address_may_wait_alone() -> None:
    assert findings(planted(small_site(TRIAL), "index.html", ' <a href="2/">Số 2</a>', "")) == []


@pytest.mark.parametrize(
    ("path", "url", "expected"),
    [
        ("index.html", "", "index.html"),
        ("index.html", ".", "index.html"),
        ("index.html", "02215/", "02215/index.html"),
        ("02215/index.html", "../", "index.html"),
        ("02215/index.html", "..", "index.html"),
        ("02215/index.html", "./", "02215/index.html"),
        ("02215/index.html", "ma.svg?v=1#x", "02215/ma.svg"),
        ("a/b/index.html", "../../c/d/", "c/d/index.html"),
        ("404.html", "/", "index.html"),
        ("404.html", "/a/b.css", "a/b.css"),
        ("a/index.html", "%C4%91/", "a/đ/index.html"),
    ],
)
def test_addresses_resolve_as_in_a_browser(path: str, url: str, expected: str) -> None:
    assert resolve(parse_page(Artifact(path, b"")), url) == expected


@pytest.mark.parametrize(
    ("base", "url", "expected"),
    [("/", "a/", "a/index.html"), ("../", "a/", "a/index.html"), ("/c/d.html", "a/", "c/a/index.html")],
)
def test_addresses_resolve_against_the_base_of_a_page(base: str, url: str, expected: str) -> None:
    html = f'<html><head><base href="{base}"></head></html>'
    assert resolve(parse_page(Artifact("x/index.html", html.encode())), url) == expected


def test_climbing_out_of_the_site_is_an_error() -> None:
    with pytest.raises(LeavesSiteError):
        resolve(parse_page(Artifact("a/index.html", b"")), "../../b/")


@settings(deadline=None)  # a busy machine is no fault
@given(href=st.text(st.sampled_from("ab./#?:%&@ +đ\\[]0") | st.characters(codec="utf-8"), max_size=12))
@example("https://tenmien.example/%2e%2e/%2e%2e/x")
@example("tel:")
@example("//[")
def test_no_address_breaks_the_check(href: str) -> None:
    html = f'<html lang="vi"><body><a href="{escape(href)}">x</a><img src="{escape(href)}" alt=""></body></html>'
    broken = parse_page(Artifact(COMMUNE, html.encode("utf-8", errors="replace")))
    for found in check_links(CATALOG, TRIAL, SITE, {COMMUNE: broken}) + check_requests(TRIAL, SITE, {COMMUNE: broken}):
        assert found.message.endswith(".")


def test_a_phone_number_counts_wherever_the_data_carries_it() -> None:
    catalog = small_catalog()
    assert findings(with_link("tel:+84207.3822.000"), TRIAL, catalog) == []
