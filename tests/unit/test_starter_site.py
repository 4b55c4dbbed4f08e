"""A whole site: everything an owner needs is in it, it links to nothing it does not hold, and says only what is true."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import itertools
import json
import posixpath
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from generator.artifact import Artifact, ArtifactSet
from generator.starter.package import check_path, moment, zip_bytes
from generator.starter.renewal import end_of_free_years
from generator.starter.site import Site
from generator.starter.views.common import fill, phone_digits
from generator.starter.views.hours import week_days
from tests.starter_support import FIVE, FULL, LOOKS, TODAY, site_of

ALWAYS = {
    *("index.html", "404.html", "HUONG-DAN.html", "robots.txt", "site.webmanifest", ".htaccess", "_headers"),
    *("favicon.ico", "icon-192.png", "icon-512.png", "apple-touch-icon.png", "chia-se.png", "tra-loi.yml"),
    *("phocap-site.json", "lien-he.vcf"),
}


@pytest.fixture(scope="module")
def sites() -> dict[str, Site]:
    return {kind: site_of(kind, values) for kind, values in FULL.items()}


def pages(site: Site) -> dict[str, LexborHTMLParser]:
    return {path: LexborHTMLParser(item.text) for path, item in site.artifacts.items() if path.endswith(".html")}


@pytest.mark.parametrize("kind", FULL)
def test_everything_is_there(sites: dict[str, Site], kind: str) -> None:
    files = set(sites[kind].artifacts)
    assert files >= ALWAYS | {"sitemap.xml", "gia-han.ics", "lien-he-qr.png"}
    if kind == "profile":
        assert files >= {"en/index.html", "bai/index.html", "bai/bai-dau.html", "bai/feed.xml"}
    else:
        assert "vietqr.png" in files
    assert set(site_of(kind, FIVE[kind]).artifacts) == ALWAYS | ({"resume.json"} if kind == "profile" else set())


@pytest.mark.parametrize("kind", FULL)
def test_links_stay_relative_and_lead_to_files_that_exist(sites: dict[str, Site], kind: str) -> None:
    for path, tree in pages(sites[kind]).items():
        for node in tree.css("[href],[src],[srcset]"):
            links = [node.attributes.get("href"), node.attributes.get("src")]
            links += [part.split()[0] for part in (node.attributes.get("srcset") or "").split(",") if part.strip()]
            for link in filter(None, links):
                if re.match(r"(https|tel|mailto):", link):
                    outside = node.tag == "a" or node.attributes.get("rel") in ("canonical", "alternate")
                    assert outside, (path, link)
                elif link == "data:,":
                    assert node.attributes.get("rel") == "icon", "no icon: nothing is asked for"
                elif link.startswith("#"):
                    assert tree.css_first(f'[id="{link[1:]}"]') is not None, (path, link)
                else:
                    assert not link.startswith("/"), (path, link)
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link.split("#")[0]))
                    # A link to a folder opens a list of files where there is no server.
                    assert target in sites[kind].artifacts, (path, link)


@pytest.mark.parametrize("kind", FULL)
def test_the_policy_fits_the_page(sites: dict[str, Site], kind: str) -> None:
    site = sites[kind].artifacts
    for path, tree in pages(sites[kind]).items():
        style = tree.css_first("style")
        assert style is not None and len(tree.css("style")) == 1
        digest = base64.b64encode(hashlib.sha256(style.text().encode()).digest()).decode()
        policy = tree.css_first("meta[http-equiv]")
        assert policy is not None and f"'sha256-{digest}'" in (policy.attributes["content"] or ""), path
        assert tree.css_first("[style]") is None and tree.css_first("form,iframe,object,embed,base") is None
        assert all(node.attributes.get("type") == "application/ld+json" for node in tree.css("script"))
        for name in (".htaccess", "_headers"):
            assert f"'sha256-{digest}'" in site[name].text and "frame-ancestors 'none'" in site[name].text


def test_the_redirect_to_https_is_one_word_away(sites: dict[str, Site]) -> None:
    site = sites["shop"].artifacts
    lines = [line.strip() for line in site[".htaccess"].text.splitlines()]
    blocks: list[str] = []
    for line in lines:
        if line.startswith("</"):
            assert blocks.pop() == line.strip("</>")
        elif line.startswith("<"):
            blocks.append(line.strip("<>").split()[0])
    assert not blocks and not [line for line in lines if re.match(r"#\s*</?\w+|#\s*Rewrite", line)]
    assert lines.count("RewriteEngine Off") == 1 and "RewriteCond %{HTTP:X-Forwarded-Proto} !=https" in lines
    assert "đổi chữ Off thành On ở dòng RewriteEngine" in " ".join(site["HUONG-DAN.html"].text.split())


@pytest.mark.parametrize(("kind", "look"), LOOKS)
def test_heads_and_headings(kind: str, look: str) -> None:
    for path, tree in pages(site_of(kind, FULL[kind], look={"name": look})).items():
        html = tree.css_first("html")
        assert html is not None and html.attributes["lang"] in ("vi", "en")
        assert len(tree.css("h1")) == 1 and len(tree.css("main")) == 1 and len(tree.css("title")) == 1, path
        levels = [int(node.tag[1]) for node in tree.css("h1,h2,h3,h4") if node.tag]
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (path, levels)
        ids = [node.attributes["id"] for node in tree.css("[id]")]
        assert len(ids) == len(set(ids)), path
        for image in tree.css("img"):
            assert image.attributes.get("width") and image.attributes.get("height") and "alt" in image.attributes


def test_canonical_and_share_picture_name_the_owners_domain(sites: dict[str, Site]) -> None:
    page = sites["shop"].artifacts["index.html"].text
    assert '<link rel="canonical" href="https://che-mau.biz.vn/">' in page
    assert 'property="og:image" content="https://che-mau.biz.vn/chia-se.png"' in page
    with Image.open(io.BytesIO(sites["shop"].artifacts["chia-se.png"].content)) as picture:
        assert picture.size == (1200, 630)
    plain = site_of("shop", FIVE["shop"]).artifacts["index.html"].text
    assert "canonical" not in plain and "og:image" not in plain


def test_accents_are_in_the_share_picture() -> None:
    bare = site_of("shop", {**FIVE["shop"], "name": "Am Sen"}).artifacts["chia-se.png"].content
    marked = site_of("shop", {**FIVE["shop"], "name": "Ẫm Sến"}).artifacts["chia-se.png"].content
    rows = [
        next(y for y in range(630) if Image.open(io.BytesIO(png)).crop((80, y, 600, y + 1)).getbbox())
        for png in (bare, marked)
    ]
    assert rows[1] < rows[0] - 10  # the marks stand over the letters


def test_search_engines_read_what_the_page_says(sites: dict[str, Site]) -> None:
    shop, tea = json.loads(pages(sites["shop"])["index.html"].css_first("script").text())["@graph"]  # type: ignore[union-attr]
    assert shop["@type"] == "Store" and shop["name"] == "Chè Mẫu"
    assert shop["address"]["addressCountry"] == "VN" and shop["telephone"] == "+84900000000"
    assert shop["openingHoursSpecification"][0]["opens"] == "07:00"
    assert (tea["@type"], tea["name"], tea["image"]) == (
        "Product",
        "Chè xanh",
        "https://che-mau.biz.vn/anh/che-480.jpg",
    )
    assert tea["offers"] == {
        "@type": "AggregateOffer",
        "lowPrice": "150000",
        "highPrice": "250000",
        "priceCurrency": "VND",
        "availability": "https://schema.org/OutOfStock",
        "seller": {"@id": shop["@id"]},
    }
    assert shop["makesOffer"] == [{"@type": "Offer", "name": "Hồng trà"}]
    profile = pages(sites["profile"])
    person = json.loads(profile["index.html"].css_first("script").text())  # type: ignore[union-attr]
    assert person["@type"] == "ProfilePage" and person["mainEntity"]["name"] == "Nguyễn Thị Mẫu"
    post = json.loads(profile["bai/bai-dau.html"].css_first("script").text())  # type: ignore[union-attr]
    assert post["@type"] == "BlogPosting" and post["datePublished"] == "2026-11-01"
    lodging = site_of("shop", {**FULL["shop"], "trade": "lodging"}).artifacts["index.html"].text
    assert '"@type":"LodgingBusiness"' in lodging


def test_a_product_has_all_that_search_engines_ask_of_one() -> None:
    """What has no picture, no price or no address of its own is an offer: a Product that lacks one is an error there."""
    for change in ({"domain": ""}, {"trade": "food"}, {"trade": "service"}):
        page = site_of("shop", {**FULL["shop"], **change}).artifacts["index.html"].text
        assert '"@type":"Product"' not in page and '"makesOffer":[{"@type":"Offer","name":"Chè xanh"' in page
    bare = {**FULL["shop"]["products"][0], "photo": None}
    page = site_of("shop", {**FULL["shop"], "products": [bare]}).artifacts["index.html"].text
    assert '"@type":"Product"' not in page and '"minPrice":"150000"' in page


def test_feed_sitemap_and_manifest_are_well_formed(sites: dict[str, Site]) -> None:
    site = sites["profile"].artifacts
    feed = ElementTree.fromstring(site["bai/feed.xml"].content)
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.findtext("a:entry/a:title", namespaces=space) == "Bài đầu"
    assert feed.findtext("a:updated", namespaces=space) == "2026-11-01T00:00:00+07:00"
    places = ElementTree.fromstring(site["sitemap.xml"].content).findall(".//{*}loc")
    assert [place.text for place in places][:2] == ["https://mau.id.vn/", "https://mau.id.vn/en/"]
    assert json.loads(site["site.webmanifest"].text)["icons"][1]["sizes"] == "512x512"
    assert site["favicon.ico"].content[:4] == b"\x00\x00\x01\x00"


def test_drafts_and_days_to_come_are_not_published() -> None:
    posts = [
        {"title": "Nháp", "date": "2026-11-01", "draft": True, "text": "x"},
        {"title": "Mai", "date": "2026-11-24", "text": "x"},
        {"title": "Con", "date": "2026-11-02", "text": "x"},
        {"title": "Con", "date": "2026-11-03", "text": "x"},
    ]
    site = site_of("profile", {**FIVE["profile"], "posts": posts}).artifacts
    assert {path for path in site if path.startswith("bai/")} == {
        "bai/index.html",
        "bai/bai-con.html",
        "bai/bai-con-2.html",
    }


def test_the_card_is_what_telephones_read(sites: dict[str, Site]) -> None:
    card = sites["shop"].artifacts["lien-he.vcf"].content.decode()
    lines = card.replace("\r\n ", "").split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:3.0"] and lines[-2:] == ["END:VCARD", ""]
    assert "FN:Chè Mẫu" in lines and "TEL;TYPE=WORK,VOICE:+84900000000" in lines


def test_the_calendar_rings_before_the_free_years_end(sites: dict[str, Site]) -> None:
    assert end_of_free_years(date(2024, 2, 29), 2) == date(2026, 2, 28)
    assert end_of_free_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
    calendar = sites["profile"].artifacts["gia-han.ics"].content.decode()
    days = re.findall(r"DTSTART;VALUE=DATE:(\d+)", calendar)
    assert days == ["20280921", "20281021", "20281113"]  # 60, 30 and 7 days before 20/11/2028
    assert "20/11/2028" in sites["profile"].artifacts["HUONG-DAN.html"].text


@pytest.mark.parametrize("kind", FULL)
def test_the_weight_told_is_the_weight_measured(sites: dict[str, Site], kind: str) -> None:
    site = sites[kind]
    page = len(gzip.compress(site.artifacts["index.html"].content, 6, mtime=0))
    assert f"nặng {round(page / 1000)} kB" in site.weight
    assert page < 13_500
    assert site.weight in site.artifacts["HUONG-DAN.html"].text


def test_same_answers_same_bytes(sites: dict[str, Site]) -> None:
    again = site_of("shop", FULL["shop"]).artifacts
    package = zip_bytes(again, TODAY)
    assert package == zip_bytes(sites["shop"].artifacts, TODAY)
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        assert opened.namelist()[0] == "index.html"
        assert opened.testzip() is None
        assert {entry.date_time[:3] for entry in opened.infolist()} == {(2026, 11, 23)}


def test_a_changed_price_has_another_time_though_the_same_size() -> None:
    first, second = moment(b"150.000", TODAY), moment(b"160.000", TODAY)
    assert first != second and first == moment(b"150.000", TODAY) and first[5] % 2 == 0


@pytest.mark.parametrize(
    "path", ["a.php", "../a.html", "/a.html", "a/../b.html", "a.js", ".env", "con.html", "ảnh.jpg"]
)
def test_a_package_takes_no_other_files(path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        check_path(path)


def test_a_package_with_a_strange_file_is_not_made() -> None:
    with pytest.raises(ValueError, match="not a path"):
        zip_bytes(ArtifactSet([Artifact("index.html", b""), Artifact("shell.php", b"")]), TODAY)


@pytest.mark.parametrize("kind", ["shop", "coop"])
def test_the_legal_block_says_what_is_missing(kind: str) -> None:
    plain = pages(site_of(kind, FIVE[kind]))["index.html"]
    assert len(plain.css(".missing")) >= 3
    assert "không nhận đặt hàng trên trang" in plain.body.text()  # type: ignore[union-attr]
    full = pages(site_of(kind, FULL[kind]))["index.html"]
    assert "Nguyễn Văn Mẫu" in full.css_first(".legal").text()  # type: ignore[union-attr]


def test_the_bar_has_plain_links(sites: dict[str, Site]) -> None:
    links = [node.attributes["href"] for node in pages(sites["shop"])["index.html"].css(".bar a")]
    assert links == ["tel:+84900000000", "https://zalo.me/0900000000", "https://m.me/che.mau"]


def test_only_reviews_that_are_allowed_and_notices_that_still_hold() -> None:
    values = {
        **FIVE["shop"],
        "reviews": [{"text": "Lời kín"}, {"text": "Lời mở", "allowed": True}],
        "notices": [{"text": "Tin cũ", "until": "2026-11-22"}, {"text": "Tin mới", "until": "2026-11-23"}],
    }
    page = site_of("shop", values).artifacts["index.html"].text
    assert "Lời mở" in page and "Tin mới" in page and "Lời kín" not in page and "Tin cũ" not in page


def test_a_sample_says_so_and_is_not_found() -> None:
    page = site_of("shop", FIVE["shop"], sample=True).artifacts["index.html"].text
    assert "TRANG MẪU" in page and 'content="noindex"' in page


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("T2-T6", (0, 1, 2, 3, 4)),
        ("T7, CN", (5, 6)),
        ("Thứ hai đến thứ sáu", (0, 1, 2, 3, 4)),
        ("hằng ngày", tuple(range(7))),
        ("CN - T2", (0, 6)),
        ("chủ nhật", (6,)),
        ("ngày rằm", None),
        ("", None),
    ],
)
def test_days_of_the_week(text: str, days: tuple[int, ...] | None) -> None:
    assert week_days(text) == days


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("0912 345 678", "+84912345678"),
        ("+84 912.345.678", "+84912345678"),
        ("1900 1234", "19001234"),
        ("0084912345678", "+84912345678"),
    ],
)
def test_numbers_are_dialled_from_anywhere(written: str, dialled: str) -> None:
    assert phone_digits(written) == dialled


def test_what_is_filled_in_is_not_filled_again() -> None:
    assert fill("{a} {b} {c}", a="{b}", b="x") == "{b} x {c}"
