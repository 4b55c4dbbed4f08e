"""A small catalog and a small site without a fault, for tests that plant one mistake each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from generator import qr
from generator.artifact import Artifact
from generator.checks import check_site
from generator.diagnostics import Diagnostic, Origin, Severity
from generator.model.catalog import Catalog
from generator.model.knowledge import Access, Confidence, Fact, Registrar, SignupAddresses
from generator.model.landing_texts import LandingTexts
from generator.model.permalinks import Permalink, PermalinkKind
from generator.model.places import Commune, CommuneType, Contact, School, SchoolLevel
from generator.model.programme import Fees, Group, GroupRule, Offer, Phase, Plan, Programme, SafetyChannel
from generator.model.project import AllowedHost, Edition, MaxAge, Project, Province, ProvinceContact

Site = dict[str, Artifact]

TODAY = date(2026, 11, 22)
CHECKED = date(2026, 11, 1)
HOST = "tenmien.vn"
TRIAL = Edition(TODAY, "tenmien.example")
RELEASE = Edition(TODAY, HOST, release=True)

FACTS_FILE, REGISTRARS_FILE = "content/data/facts.yml", "content/data/registrars.yml"


def fact(number: int, name: str, statement: str = "Một điều có nguồn.", **changes: object) -> Fact:
    values = {
        "id": name,
        "topic": "programme",
        "statement": statement,
        "source_title": "Kế hoạch",
        "source_url": f"https://nguon-{name}.gov.vn/bai.html",
        "confidence": Confidence.OFFICIAL,
        "access": Access.DIRECT,
        "verified_on": CHECKED,
        "origin": Origin(FACTS_FILE, number),
    }
    return Fact.model_validate({**values, **changes})


def small_catalog() -> Catalog:
    """Return a catalog that may be released: two places, one registrar with one sign-up page, one retired number."""
    stands_on = ("plan",)
    project = Project(
        version=1,
        site_name="Tên miền",
        province=Province(code="08", type="tỉnh", name="Tuyên Quang"),
        host=HOST,
        trial_host="tenmien.example",
        contact=ProvinceContact(office="Sở", phone="0207 3 822 000", source="công văn", verified_on=CHECKED),
        data_compiled_on=TODAY,
        max_age_days=MaxAge(facts=180, registrars=90, places=365),
        allowed_hosts=(AllowedHost(host="tracuutenmien.gov.vn", reason="tra cứu"),),
        origin=Origin("content/data/project.yml", 1),
    )
    offer = Offer(
        id="id-vn",
        suffix="id.vn",
        free_years=2,
        opens=date(2026, 1, 1),
        closes=date(2026, 12, 31),
        fees=Fees(yearly=50000, registration=10000, facts=("fee",)),
        includes=("website",),
        facts=stands_on,
        origin=Origin("content/data/programme.yml", 20),
    )
    programme = Programme(
        version=1,
        name="Chương trình",
        short_name="Phổ cập",
        closing_days=45,
        renewal_grace_days=30,
        renewal_facts=stands_on,
        plan=Plan(title="Kế hoạch", number="1", signed_on=date(2026, 2, 2), month="02/2026", facts=stands_on),
        phases=(Phase(id="one", name="Một", opens=date(2026, 1, 1), closes=date(2026, 12, 31), facts=stands_on),),
        offers=(offer,),
        groups=(Group(id="youth", offer="id-vn", rule=GroupRule(), papers=("Họ tên",), facts=stands_on),),
        lookup=SafetyChannel(id="lookup", label="Tra", url="https://tracuutenmien.gov.vn", facts=stands_on),
        reporting=(SafetyChannel(id="call", label="Gọi 156 hoặc nhắn 5656", phone="156", facts=("report",)),),
        origin=Origin("content/data/programme.yml", 3),
    )
    registrar = Registrar(
        id="inet",
        name="iNET",
        short_name="iNET",
        accredited=True,
        website="https://www.inet.vn",
        signup=SignupAddresses(id_vn="https://dangky.inet.vn/id"),
        guide=SignupAddresses(),
        hotline="1900 9250",
        services=None,
        source="https://vnnic.vn/danh-sach",
        source_date="2026-10-07",
        confidence=Confidence.OFFICIAL,
        access=Access.DIRECT,
        field_confidence={},
        verified_on=CHECKED,
        origin=Origin(REGISTRARS_FILE, 30),
    )
    links = (
        ("02215", PermalinkKind.COMMUNE, "02215", None),
        ("02217", PermalinkKind.COMMUNE, "02217", "02215"),
        ("808014", PermalinkKind.SCHOOL, "808014", None),
        ("1", PermalinkKind.SIGNUP, "inet/id-vn", None),
        ("2", PermalinkKind.SIGNUP, "inet/biz-vn", None),
    )
    return Catalog(
        project=project,
        programme=programme,
        facts=(fact(10, "plan"), fact(11, "fee"), fact(12, "report"), fact(13, "extra")),
        registrars=(registrar,),
        communes=(
            Commune(
                code="02215",
                name="Minh Xuân",
                type=CommuneType.PHUONG,
                slug="minh-xuan",
                origin=Origin("content/data/communes.csv", 2),
            ),
        ),
        schools=(
            School(
                number="808014",
                name="Trường THPT Kim Xuyên",
                slug="thpt-kim-xuyen",
                level=SchoolLevel.HIGH_SCHOOL,
                sources=("https://kimxuyen.edu.vn/gioi-thieu",),
                verified_on=CHECKED,
                origin=Origin("content/data/schools.csv", 2),
            ),
        ),
        permalinks=tuple(
            Permalink(
                number=number,
                kind=kind,
                target=target,
                since=TODAY,
                redirect_to=moved,
                origin=Origin("content/data/permalinks.csv", line),
            )
            for line, (number, kind, target, moved) in enumerate(links, start=2)
        ),
        contacts=tuple(
            Contact(
                number=number,
                office="Bộ phận một cửa",
                source="công văn",
                verified_on=CHECKED,
                origin=Origin("content/data/contacts.csv", line),
            )
            for line, number in enumerate(("02215", "808014"), start=2)
        ),
        texts=cast(LandingTexts, None),  # no check reads the words of templates
        shapes={},
        neighbours={},
    )


def page(edition: Edition, path: str, title: str, body: str, head: str = "") -> Artifact:
    """Return a page without a fault around a body; its sources are a file of its own and a shared template."""
    address = edition.address(path.removesuffix("index.html"))
    robots = '<meta name="robots" content="noindex">' if edition.trial else ""
    trial = "<p>BẢN THỬ, chưa phải trang chính thức</p>" if edition.trial else ""
    canonical = "" if path == "404.html" else f'<link rel="canonical" href="{address}">'
    up = "/" if path == "404.html" else "../" * path.count("/")
    html = f"""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="description" content="Trang về {title}.">
{robots}
{canonical}
<link rel="icon" href="{up}favicon.svg">
<style>body{{color:#111}}</style>
{head}
</head>
<body>
{trial}
<main id="noi-dung">
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""
    return Artifact(path, html.encode(), (Origin(f"content/{path}", 1), Origin("themes/base.html")))


def small_site(edition: Edition) -> Site:
    """Return a site that passes every check."""
    catalog = small_catalog()
    redirect = (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Đã chuyển</title>'
        '<meta http-equiv="refresh" content="0; url=../02215/"></head><body><a href="../02215/">Đã chuyển</a></body></html>'
    )
    artifacts = [
        page(
            edition,
            "index.html",
            "Trang đầu",
            '<p><a href="dia-phuong/">Địa phương</a> <a href="nha-dang-ky/#inet">iNET</a> '
            '<a href="#noi-dung">Lên đầu</a> <a href="2/">Số 2</a></p>',
            '<link rel="stylesheet" href="assets/style.css"><script src="assets/menu.js" defer></script>',
        ),
        page(
            edition,
            "dia-phuong/index.html",
            "Địa phương",
            '<ul><li><a href="../02215/">Minh Xuân</a></li><li><a href="../808014/">Kim Xuyên</a></li></ul>'
            '<p><a href="..">Trang đầu</a></p>',
        ),
        page(
            edition,
            "nha-dang-ky/index.html",
            "Nhà đăng ký",
            '<h2 id="inet">iNET</h2><p><a href="https://www.inet.vn/">inet.vn</a> <a href="tel:19009250">1900 9250</a> '
            '<a href="../1/">Đăng ký</a></p>',
        ),
        page(
            edition,
            "02215/index.html",
            "Phường Minh Xuân",
            '<p><a href="../dia-phuong/">Nơi khác</a> <a href="tel:156">156</a> <a href="sms:5656">5656</a> '
            '<a href="tel:+842073822000">Sở</a> <a href="mailto:a@tenmien.vn">Thư</a> '
            '<a href="https://tracuutenmien.gov.vn/">Tra</a> <a href="ma.png">Mã</a></p>'
            '<img src="../1/ma.svg" alt="Mã đăng ký" loading="lazy">',
        ),
        page(edition, "808014/index.html", "Trường THPT Kim Xuyên", '<p><a href="../02215/">Phường</a></p>'),
        page(edition, "1/index.html", "Đăng ký id.vn ở iNET", '<p><a href="https://dangky.inet.vn/id">Đăng ký</a></p>'),
        page(edition, "2/index.html", "Đăng ký biz.vn ở iNET", "<p>Chưa có thông tin, hỏi nhà đăng ký.</p>"),
        page(edition, "404.html", "Không thấy trang", '<p><a href="/dia-phuong/">Địa phương</a></p>'),
        Artifact("02217/index.html", redirect.encode(), (Origin("content/data/permalinks.csv", 3),)),
        Artifact("assets/style.css", b"body{background:url(paper.svg)}", (Origin("assets/style.css"),)),
        Artifact("assets/paper.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><path id="dot" d="M0 0h1"/></svg>'),
        Artifact("assets/menu.js", b"document.title"),
        Artifact("favicon.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ]
    for link in catalog.permalinks:
        if link.number in ("02215", "808014", "1"):
            text = f"HTTPS://{edition.host.upper()}/{link.number}/"
            artifacts.append(Artifact(f"{link.number}/ma.svg", qr.svg(text, "Mã"), (link.origin,)))
            artifacts.append(Artifact(f"{link.number}/ma.png", qr.png(text, 264), (link.origin,)))
    paths = ["", "dia-phuong/", "nha-dang-ky/", "02215/", "808014/", "1/", "2/"]
    listed = "".join(f"<url><loc>{edition.address(path)}</loc></url>\n" for path in paths)
    sitemap = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset>\n{listed}</urlset>\n'
    artifacts.append(Artifact("sitemap.xml", sitemap.encode(), (Origin("content/data/permalinks.csv"),)))
    return {artifact.path: artifact for artifact in artifacts}


def planted(site: Mapping[str, Artifact], path: str, old: str, new: str) -> Site:
    """Return the site with one replacement in one file; the old text must be there."""
    text = site[path].content.decode()
    assert old in text, f"{old!r} is not in {path}"
    return {**site, path: replace(site[path], content=text.replace(old, new, 1).encode())}


def without(site: Mapping[str, Artifact], *paths: str) -> Site:
    """Return the site without some files."""
    assert set(paths) <= set(site)
    return {path: artifact for path, artifact in site.items() if path not in paths}


def findings(
    site: Mapping[str, Artifact], edition: Edition = TRIAL, catalog: Catalog | None = None
) -> list[Diagnostic]:
    """Return what the check of a site finds."""
    return list(check_site(catalog or small_catalog(), edition, site))


def only(found: list[Diagnostic], rule: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    """Return the one finding there is, of the given rule, with a full sentence and a hint."""
    assert [(item.rule, item.severity) for item in found] == [(rule, severity)], "\n".join(map(repr, found))
    assert found[0].message.endswith(".")
    assert found[0].message[0] == found[0].message[0].upper()
    return found[0]
