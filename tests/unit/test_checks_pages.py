"""Requests, markup, texts, budgets: each planted mistake is found; the sound site of the factory passes them all."""

from __future__ import annotations

import random

import pytest

from generator.artifact import Artifact
from generator.checks.budgets import DIRECTORY_BUDGET, GUIDE_BUDGET, LANDING_BUDGET, PACK_BUDGET, first_load_bytes
from generator.checks.page import css_requests, parse_page
from generator.diagnostics import Origin, Severity
from tests.unit.checks_factory import RELEASE, TRIAL, findings, only, page, planted, small_site, without

COMMUNE = "02215/index.html"
END = "</main>"


def noise(size: int, seed: int = 1) -> str:
    """Return text that gzip cannot shrink below about three quarters."""
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    return "".join(random.Random(seed).choices(letters, k=size))


# --- requests


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example.com/a.js"></script>',
        '<script src="//cdn.example.com/a.js"></script>',
        '<script type="module">import "https://esm.example.com/x"</script>',
        "<script>fetch('https://api.example.com/so-lieu')</script>",
        "<script>import('//esm.example.com/x.js')</script>",
        '<link rel="stylesheet" href="https://fonts.example.com/css?family=Roboto">',
        '<link rel="preconnect" href="https://fonts.example.com">',
        '<link rel="dns-prefetch" href="//fonts.example.com">',
        '<link rel="preload" as="font" href="https://fonts.example.com/a.woff2">',
        '<link rel="shortcut icon" href="https://example.com/favicon.ico">',
        '<link rel="manifest" href="https://example.com/m.json">',
        '<img src="https://example.com/a.png" alt="">',
        '<img src="https://tenmien.example/1/ma.svg" alt="">',
        '<img src="../1/ma.svg" srcset="https://example.com/a.png 2x" alt="" loading="lazy">',
        '<picture><source srcset="//example.com/a.webp"><img src="../1/ma.svg" alt="" loading="lazy"></picture>',
        '<iframe src="https://www.youtube.com/embed/x" title="Phim"></iframe>',
        '<video src="https://example.com/a.mp4"></video>',
        '<video poster="https://example.com/a.png"></video>',
        '<audio src="https://example.com/a.mp3"></audio>',
        '<object data="https://example.com/a.svg"></object>',
        '<embed src="https://example.com/a.svg">',
        '<form action="https://docs.google.com/forms/x"><button>Gửi</button></form>',
        '<form action="../1/"><button formaction="https://example.com/">Gửi</button></form>',
        '<a href="../1/" ping="https://example.com/dem">x</a>',
        '<svg><image href="https://example.com/a.png"/></svg>',
        '<svg><use xlink:href="https://example.com/a.svg#x"/></svg>',
        '<p style="background:url(https://example.com/a.png)">x</p>',
        "<style>@import 'https://fonts.example.com/a.css';</style>",
        '<style>@font-face{src:url("//fonts.example.com/a.woff2")}</style>',
    ],
)
def test_a_request_to_somewhere_else_is_found(html: str) -> None:
    found = only(findings(planted(small_site(TRIAL), COMMUNE, END, html + END)), "requests.third-party")
    assert "/02215/" in found.message


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="alternate" href="https://example.com/feed">',
        '<script type="application/ld+json">{"@id": "https://schema.org/"}</script>',
        '<script>location.href="https://tenmien.example/1/"</script>',
        '<script src="../assets/menu.js" async></script>'.replace("src", "data-src"),
        '<img src="data:image/gif;base64,R0lGOD" alt="">',
        '<svg><use href="#dot"/><path id="dot" d="M0 0h1"/></svg>',
        '<svg><path fill="url(#g)" style="fill:url(#g)" d="M0 0h1"/></svg>',
        "<style>body{background:url(data:image/gif;base64,R0lGOD)}</style>",
        "<p>Trang https://example.com viết trong chữ thì không tải gì.</p>",
    ],
)
def test_what_fetches_nothing_passes(html: str) -> None:
    assert findings(planted(small_site(TRIAL), COMMUNE, END, html + END)) == []


def test_style_sheets_are_read_too() -> None:
    site = planted(small_site(TRIAL), "assets/style.css", "url(paper.svg)", "url(https://example.com/paper.svg)")
    assert only(findings(site), "requests.third-party").origin == Origin("assets/style.css")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("index.html", "assets/style.css", "assets/stil.css"),
        (COMMUNE, "../1/ma.svg", "../1/mã.svg"),
        ("assets/style.css", "paper.svg", "giay.svg"),
        (COMMUNE, "../favicon.svg", "../../favicon.svg"),
    ],
)
def test_a_missing_file_is_found(path: str, old: str, new: str) -> None:
    only(findings(planted(small_site(TRIAL), path, old, new)), "requests.missing")


def test_a_rooted_request_breaks_in_a_sub_folder() -> None:
    only(
        findings(planted(small_site(TRIAL), "index.html", '"assets/menu.js"', '"/assets/menu.js"')),
        "requests.root-relative",
    )


@pytest.mark.parametrize(
    "inside", ["<script>alert(1)</script>", '<image href="https://example.com/a.png"/>', "<foreignObject/>"]
)
def test_a_drawing_only_draws(inside: str) -> None:
    site = planted(small_site(TRIAL), "assets/paper.svg", "<path", f"{inside}<path")
    only(findings(site), "requests.drawing")


def test_css_requests_are_told_apart() -> None:
    css = "@import url(a.css); @import 'b.css'; p{background:url( \"c.png\" )} q{fill:url(#d)}"
    assert [request.url for request in css_requests(css)] == ["a.css", "b.css", "c.png"]


# --- markup


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('<html lang="vi">', "<html>", "page.lang"),
        ('<html lang="vi">', '<html lang="en">', "page.lang"),
        ("<title>Phường Minh Xuân</title>", "", "page.title"),
        ("<title>Phường Minh Xuân</title>", "<title> </title>", "page.title"),
        ("</title>", "</title><title>Hai</title>", "page.title"),
        ("<h1>Phường Minh Xuân</h1>", "<h2>Phường Minh Xuân</h2>", "page.h1"),
        ("<h1>", "<h1>Hai</h1><h1>", "page.h1"),
        ('content="Trang về Phường Minh Xuân."', 'content=" "', "page.description"),
        ('<meta name="description"', '<meta name="mo-ta"', "page.description"),
        ('<main id="noi-dung">', '<main id="noi-dung"><p id="noi-dung">x</p>', "page.duplicate-id"),
        ('alt="Mã đăng ký" ', "", "page.alt"),
        ("tenmien.example/02215/", "tenmien.example/02217/", "page.canonical"),
        ("tenmien.example/02215/", "tenmien.example/02215", "page.canonical"),
        ("https://tenmien.example/02215/", "https://tenmien.vn/02215/", "page.canonical"),
        ('<link rel="canonical"', '<link rel="chinh"', "page.canonical"),
        ('<meta name="robots" content="noindex">', "", "page.trial-noindex"),
        ("<p>BẢN THỬ, chưa phải trang chính thức</p>", "", "page.trial-mark"),
    ],
)
def test_a_fault_in_the_frame_of_a_page_is_found(old: str, new: str, rule: str) -> None:
    assert "/02215/" in only(findings(planted(small_site(TRIAL), COMMUNE, old, new)), rule).message


def test_an_empty_alt_is_an_answer() -> None:
    assert findings(planted(small_site(TRIAL), COMMUNE, 'alt="Mã đăng ký"', 'alt=""')) == []


def test_titles_are_unique() -> None:
    site = planted(small_site(TRIAL), "808014/index.html", "<title>Trường THPT Kim Xuyên", "<title>Phường Minh Xuân")
    found = only(findings(site), "page.title-duplicate")
    assert "Phường Minh Xuân" in found.message
    assert "/02215/, /808014/" in found.message


def test_a_wrong_host_in_the_template_is_one_finding() -> None:
    site = small_site(RELEASE)
    for path in ("02215/index.html", "808014/index.html"):
        site = planted(site, path, 'href="https://tenmien.vn/', 'href="https://khac.vn/')
    assert only(findings(site, RELEASE), "page.canonical").origin == Origin("themes/base.html")


def test_a_release_shows_no_trial_mark() -> None:
    site = planted(small_site(RELEASE), COMMUNE, "<main", "<p>BẢN THỬ</p><main")
    only(findings(site, RELEASE), "page.trial-mark")


def test_words_about_trials_are_no_mark_in_a_release() -> None:
    assert findings(planted(small_site(RELEASE), COMMUNE, "<main", "<p>Đây từng là bản thử.</p><main"), RELEASE) == []


def test_the_404_page_needs_no_address_of_its_own() -> None:
    site = planted(small_site(TRIAL), "404.html", "</head>", '<link rel="canonical" href="https://x.vn/"></head>')
    assert findings(site) == []


# --- texts


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("Điện thoại: None", "text.left-behind", "“None”"),
        ("Từ {{ facts.x }} đến nay", "text.left-behind", "“{{”"),
        ("NaN đồng", "text.left-behind", "“NaN”"),
        ("undefined", "text.left-behind", "“undefined”"),
        ("xem localhost:8000", "text.left-behind", "“localhost”"),
        ("[object Object]", "text.left-behind", "Object"),
        ("TODO viết tiếp", "text.left-behind", "“TODO”"),
        ("hỏng \ufffd", "text.left-behind", "U+FFFD"),
        ("ẩn\u200bchữ", "text.hidden", "U+200B"),
        ("đảo \u202echữ", "text.hidden", "U+202E"),
        ("Tie\u0302\u0301ng", "text.nfc", "NFC"),
    ],
)
def test_words_that_a_program_leaves_behind_are_found(text: str, rule: str, words: str) -> None:
    site = planted(small_site(TRIAL), COMMUNE, END, f"<p>{text}</p>{END}")
    assert words in only(findings(site), rule).message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Trang về Phường", "None"),
        ("<title>Phường", "<title>None"),
        ("Mã đăng ký", "None"),
        ("<main ", '<main aria-label="None" '),
    ],
)
def test_words_for_ears_and_search_engines_are_read_too(old: str, new: str) -> None:
    only(findings(planted(small_site(TRIAL), COMMUNE, old, new)), "text.left-behind")


def test_bytes_that_are_not_utf8_are_found() -> None:
    site = small_site(TRIAL)
    broken = site[COMMUNE].content.replace("Nơi khác".encode(), "Nơi khác".encode("cp1258", errors="replace"))
    only(findings({**site, COMMUNE: Artifact(COMMUNE, broken, site[COMMUNE].sources)}), "text.left-behind")


@pytest.mark.parametrize(
    "text", ["Nonesuch", "Vườn thuốc", "{ một ngoặc }", "<script>var x = undefined</script>", "năm 2026"]
)
def test_other_words_pass(text: str) -> None:
    assert findings(planted(small_site(TRIAL), COMMUNE, END, f"<p>{text}</p>{END}")) == []


def test_windows_line_ends_are_found() -> None:
    assert (
        "sitemap.xml"
        in only(findings(planted(small_site(TRIAL), "sitemap.xml", "\n", "\r\n")), "text.line-ends").message
    )


# --- budgets


@pytest.mark.parametrize(
    ("path", "budget", "kind"),
    [
        (COMMUNE, LANDING_BUDGET, "Trang mở bằng mã"),
        ("1/index.html", LANDING_BUDGET, "Trang mở bằng mã"),
        ("dia-phuong/index.html", DIRECTORY_BUDGET, "Danh mục"),
        ("index.html", GUIDE_BUDGET, "Trang"),
        ("nha-dang-ky/index.html", GUIDE_BUDGET, "Trang"),
    ],
)
def test_a_page_over_its_budget_is_found_and_one_below_passes(path: str, budget: int, kind: str) -> None:
    def site(size: int) -> dict[str, Artifact]:
        return planted(small_site(TRIAL), path, END, f"<p>{noise(size)}</p>{END}")

    found = only(findings(site(round(budget * 1.4))), "budget.bytes")
    assert found.message.startswith(kind)
    assert findings(site(budget)) == []


def test_what_a_page_fetches_counts_once_and_lazy_pictures_do_not() -> None:
    site = small_site(TRIAL)
    html = parse_page(site["index.html"])
    alone = first_load_bytes(html, {**site, "assets/style.css": Artifact("assets/style.css", b"")})
    heavy = {**site, "assets/style.css": Artifact("assets/style.css", noise(50_000).encode())}
    assert first_load_bytes(html, heavy) - alone > 30_000
    lazy = planted(heavy, "index.html", END, f'<img src="assets/anh.png" alt="" loading="lazy">{END}')
    lazy["assets/anh.png"] = Artifact("assets/anh.png", noise(90_000).encode())
    assert first_load_bytes(parse_page(lazy["index.html"]), lazy) < first_load_bytes(html, heavy) + 200
    eager = planted(lazy, "index.html", ' loading="lazy"', "")
    assert first_load_bytes(parse_page(eager["index.html"]), eager) > 90_000
    assert only(findings(eager), "budget.bytes").message.startswith("Trang nặng")


def test_a_pack_too_heavy_to_be_sent_is_found() -> None:
    def with_pack(size: int) -> dict[str, Artifact]:
        return {**small_site(TRIAL), "goi/bo-tai-lieu.zip": Artifact("goi/bo-tai-lieu.zip", bytes(size))}

    assert findings(with_pack(PACK_BUDGET)) == []
    assert "1.000.001 byte" in only(findings(with_pack(PACK_BUDGET + 1)), "budget.pack").message


def test_a_page_behind_a_code_needs_one_request() -> None:
    site = planted(small_site(TRIAL), COMMUNE, ' loading="lazy"', "")
    assert "1/ma.svg" in only(findings(site), "budget.requests").message


# --- permalinks


@pytest.mark.parametrize(
    ("gone", "rule"),
    [
        ("02217/index.html", "permalink.no-page"),
        ("02215/ma.svg", "permalink.no-code"),
        ("808014/ma.png", "permalink.no-code"),
    ],
)
def test_a_printed_number_that_leads_nowhere_is_found(gone: str, rule: str) -> None:
    found = only(findings(without(small_site(TRIAL), gone)), rule)
    assert found.origin.file == "content/data/permalinks.csv"
    assert found.origin.line in (2, 3, 4)


@pytest.mark.parametrize("number", ["2", "02217"])
def test_a_code_that_must_not_be_there_is_found(number: str) -> None:
    site = small_site(TRIAL)
    site[f"{number}/ma.svg"] = Artifact(f"{number}/ma.svg", site["1/ma.svg"].content)
    assert f"Số {number}" in only(findings(site), "permalink.stray-code").message


def test_a_number_that_was_never_given_out_is_found() -> None:
    site = small_site(TRIAL)
    site["02299/tai-lieu.txt"] = Artifact("02299/tai-lieu.txt", b"", (Origin("content/data/communes.csv", 9),))
    found = only(findings(site), "permalink.unlisted")
    assert found.origin == Origin("content/data/communes.csv", 9)
    assert "02299" in found.message


@pytest.mark.parametrize(
    "refresh", ["0; url=../808014/", "0; url=../", "0;url='../../../x/'", "5", "0; url=https://khac.vn/02215/"]
)
def test_a_retired_number_that_leads_astray_is_found(refresh: str) -> None:
    site = planted(small_site(TRIAL), "02217/index.html", "0; url=../02215/", refresh)
    assert "02217" in only(findings(site), "permalink.redirect").message


@pytest.mark.parametrize("refresh", ["0;URL=../02215/", "0; url='../02215/'", "0; url=https://tenmien.example/02215/"])
def test_a_retired_number_may_spell_its_way_differently(refresh: str) -> None:
    assert findings(planted(small_site(TRIAL), "02217/index.html", "0; url=../02215/", refresh)) == []


def test_a_retired_number_without_a_redirect_is_found() -> None:
    site = small_site(TRIAL)
    site["02217/index.html"] = page(TRIAL, "02217/index.html", "Xã cũ", '<a href="../02215/">Nơi mới</a>')
    rules = {found.rule for found in findings(site)}
    assert "permalink.redirect" in rules


def test_a_living_number_must_not_lead_away() -> None:
    site = planted(
        small_site(TRIAL), "808014/index.html", "<title>", '<meta http-equiv="refresh" content="0; url=../1/"><title>'
    )
    rules = {found.rule for found in findings(site)}
    assert "permalink.redirects" in rules


# --- sitemap


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("<loc>https://tenmien.example/02215/</loc>", "", "sitemap.incomplete"),
        ("<urlset>", "<urlset><loc>https://tenmien.example/1/</loc>", "sitemap.repeated"),
        ("<urlset>", "<urlset><loc>https://tenmien.example/02217/</loc>", "sitemap.foreign"),
        ("<urlset>", "<urlset><loc>https://tenmien.example/404.html</loc>", "sitemap.foreign"),
    ],
)
def test_a_sitemap_that_does_not_fit_is_found(old: str, new: str, rule: str) -> None:
    only(findings(planted(small_site(TRIAL), "sitemap.xml", old, new)), rule)


def test_a_missing_sitemap_is_found() -> None:
    only(findings(without(small_site(TRIAL), "sitemap.xml")), "sitemap.missing")


def test_in_a_release_a_page_that_asks_to_be_left_out_is_left_out() -> None:
    site = planted(small_site(RELEASE), "2/index.html", "<title>", '<meta name="robots" content="noindex"><title>')
    only(findings(site, RELEASE), "sitemap.foreign")
    assert findings(planted(site, "sitemap.xml", "<url><loc>https://tenmien.vn/2/</loc></url>", ""), RELEASE) == []


def test_every_finding_of_a_ruined_site_is_readable() -> None:
    ruined = {
        path: Artifact(path, b"<p>x") if path.endswith(".html") else item for path, item in small_site(TRIAL).items()
    }
    for found in findings(ruined):
        assert found.message.endswith(".")
        assert found.severity in (Severity.ERROR, Severity.WARNING)
        assert found.origin.file
