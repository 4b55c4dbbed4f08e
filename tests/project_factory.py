"""A small valid project for tests: a test states only what it changes."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent

COMMUNES = """\
code,name,type,slug,old_units,old_province
00715,Lũng Cú,xã,lung-cu,Xã Lũng Cú (Huyện Đồng Văn); Xã Má Lé (Huyện Đồng Văn),Hà Giang
00721,Đồng Văn,xã,dong-van,Thị trấn Đồng Văn (Huyện Đồng Văn); Xã Yên Định (Huyện Bắc Mê) [một phần],Hà Giang
02215,Minh Xuân,phường,minh-xuan,Phường Minh Xuân (Thành phố Tuyên Quang),Tuyên Quang
02509,Mỹ Lâm,phường,my-lam,,Tuyên Quang
"""

SCHOOLS = """\
number,name,slug,level,commune_code,old_province,address_before_merger,website,exam_code,source,verified_on
808001,Trường Đại học Tân Trào,dai-hoc-tan-trao,dai_hoc,02215,Tuyên Quang,"Km 6, xã Trung Môn",https://daihoctantrao.edu.vn,,https://daihoctantrao.edu.vn/tin.html,
808014,Trường THPT Kim Xuyên,thpt-kim-xuyen,thpt,,Tuyên Quang,,,,"public open-source list, repository not named",
808034,Trường THPT Đồng Văn,thpt-dong-van,thpt,00721,Hà Giang,TT. Đồng Văn,,,"public open-source list, repository not named",2026-11-20
"""

PERMALINKS = """\
number,kind,target,since,redirect_to
00715,commune,00715,2026-11-22,
00721,commune,00721,2026-11-22,
02215,commune,02215,2026-11-22,
02509,commune,02509,2026-11-22,
808001,school,808001,2026-11-22,
808014,school,808014,2026-11-22,
808034,school,808034,2026-11-22,
1,signup,inet/id-vn,2026-11-22,
2,signup,inet/biz-vn,2026-11-22,
3,signup,mat-bao/id-vn,2026-11-22,
4,signup,mat-bao/biz-vn,2026-11-22,
"""

LOCK = "# Máy ghi, không sửa tay.\n" + "".join(
    " ".join(line.split(",")[:3]) + "\n" for line in PERMALINKS.splitlines()[1:]
)

CONTACTS = """\
number,office,phone,hours,address,source,verified_on
"""

# Four squares in a row of two: each shares an edge with two others and only a corner with the fourth.
GEOJSON = """\
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"00715","name":"Lũng Cú"},"geometry":{"type":"Polygon","coordinates":[[[105,23],[105.1,23],[105.1,23.1],[105,23.1],[105,23]]]}},
{"type":"Feature","properties":{"code":"00721","name":"Đồng Văn"},"geometry":{"type":"Polygon","coordinates":[[[105.1,23],[105.2,23],[105.2,23.1],[105.1,23.1],[105.1,23]]]}},
{"type":"Feature","properties":{"code":"02215","name":"Minh Xuân"},"geometry":{"type":"Polygon","coordinates":[[[105,22.9],[105.1,22.9],[105.1,23],[105,23],[105,22.9]]]}},
{"type":"Feature","properties":{"code":"02509","name":"Mỹ Lâm"},"geometry":{"type":"Polygon","coordinates":[[[105.1,22.9],[105.2,22.9],[105.2,23],[105.1,23],[105.1,22.9]]]}}
]}
"""

PROJECT = """\
version: 1
site_name: "Tên miền .vn cho người dân"
province: {code: "08", type: "tỉnh", name: "Tuyên Quang"}
host: null
trial_host: tenmien.example
contact: null
data_compiled_on: 2026-11-22
max_age_days: {facts: 180, registrars: 90, places: 365}
output:
  code_png_pixels: 1024
allowed_hosts:
  - {host: tracuutenmien.gov.vn, reason: "tra chủ một tên miền"}
  - {host: tingia.gov.vn, reason: "tra tin, trang giả"}
"""

PROGRAMME = """\
version: 1
name: "Chương trình thử"
short_name: "Phổ cập tên miền"
closing_days: 45
renewal_grace_days: 30
renewal_facts: [plan-basis]
plan:
  title: "Kế hoạch của tỉnh"
  number: null
  signed_on: null
  month: "02/2026"
  facts: [plan-basis]
phases:
  - {id: phase-1, name: "Giai đoạn 1", opens: 2026-01-01, closes: 2026-12-31, facts: [plan-basis]}
  - id: phase-2
    name: "Giai đoạn 2"
    opens: 2027-01-01
    closes: 2030-12-31
    waits_for: "quyết định của Bộ Tài chính"
    facts: [plan-basis]
offers:
  - id: id-vn
    suffix: id.vn
    free_years: 2
    opens: 2026-01-01
    closes: 2026-12-31
    fees: {yearly: 50000, registration: 10000, facts: [fee-registration]}
    includes: [website, email]
    facts: [plan-basis]
  - id: biz-vn
    suffix: biz.vn
    free_years: 2
    opens: 2026-01-01
    closes: 2026-12-31
    fees: {yearly: 250000, registration: 100000, facts: [fee-registration]}
    includes: [website, email]
    facts: [plan-basis]
groups:
  - id: youth
    offer: id-vn
    rule: {min_age: 18, max_age: 23}
    papers: ["Họ tên, ngày sinh"]
    facts: [plan-basis]
  - id: household
    offer: biz-vn
    rule: {needs_certificate: true}
    papers: ["Tên hộ kinh doanh"]
    facts: [plan-basis]
  - id: enterprise
    offer: biz-vn
    rule: {max_enterprise_years: 1}
    papers: ["Tên doanh nghiệp"]
    facts: [plan-basis]
  - id: cooperative
    offer: null
    rule: {}
    papers: ["Hỏi nhà đăng ký"]
    facts: [plan-basis]
targets:
  - {by: 2026-12-31, names: 1800, facts: [plan-basis]}
lookup:
  id: lookup
  label: "Tra chủ một tên miền"
  url: https://tracuutenmien.gov.vn
  facts: [plan-basis]
reporting:
  - {id: call-156, label: "Gọi 156", phone: "156", facts: [report-156]}
"""

FACTS = """\
version: 1
compiled_on: "2026-11-22"
facts:
- id: plan-basis
  topic: programme
  statement: "Kế hoạch của tỉnh nêu việc này."
  source_title: "Kế hoạch của tỉnh"
  source_url: null
  source_date: "2026-02"
  confidence: official
  access: direct
- id: fee-registration
  topic: fees
  statement: "Lệ phí đăng ký: id.vn 10.000 đồng, biz.vn 100.000 đồng."
  source_title: "Một trang báo"
  source_url: "https://hanoimoi.vn/print/442965.html"
  source_date: "2023-05-30"
  confidence: press
  access: indirect
- id: report-156
  topic: safety
  statement: "Gọi 156 để báo cuộc gọi lừa đảo."
  source_title: "Một trang của Bộ"
  source_url: "https://mst.gov.vn/bao-156-197260908161420492.htm"
  source_date: null
  confidence: official
  access: direct
"""

REGISTRARS = """\
version: 1
compiled_on: "2026-11-22"
list_source:
  title: "Danh sách nhà đăng ký"
  url: "https://vnnic.vn/en/domain-name-vn/registras/registras-system"
  last_seen_by_third_party: "2026-10-07"
  access: indirect
registrars:
  - id: inet
    name: "Phần mềm iNET"
    short_name: "iNET"
    accredited: true
    website: "https://inet.vn"
    signup: {id_vn: null, biz_vn: null}
    guide: {id_vn: null, biz_vn: null}
    hotline: "1900 9250"
    services: null
    source: "https://vnnic.vn/en/domain-name-vn/registras/registras-system"
    source_date: "2026-10-07"
    confidence: official
    access: indirect
    field_confidence: {website: registrar, signup: not_found, guide: inferred, hotline: inferred}
    verified_on: null
  - id: mat-bao
    name: "Mắt Bão"
    short_name: "Mắt Bão"
    accredited: true
    website: "https://www.matbao.net"
    signup: {id_vn: "https://www.matbao.net/ten-mien/ten-mien-mien-phi.html", biz_vn: null}
    guide: {id_vn: null, biz_vn: null}
    hotline: null
    services: [email, hosting]
    source: "https://vnnic.vn/en/domain-name-vn/registras/registras-system"
    source_date: "2026-10-07"
    confidence: official
    access: indirect
    field_confidence: {website: inferred, signup: inferred}
    verified_on: 2026-11-20
"""

SMALL_PROJECT: dict[str, str] = {
    "content/data/communes.csv": COMMUNES,
    "content/data/schools.csv": SCHOOLS,
    "content/data/permalinks.csv": PERMALINKS,
    "content/data/permalinks.lock": LOCK,
    "content/data/contacts.csv": CONTACTS,
    "content/data/communes.geojson": GEOJSON,
    "content/data/project.yml": PROJECT,
    "content/data/programme.yml": PROGRAMME,
    "content/data/facts.yml": FACTS,
    "content/data/registrars.yml": REGISTRARS,
}


def make_project(folder: Path, overrides: Mapping[str, str | bytes | None] = {}) -> Path:
    """Write a small valid project under `folder` and return it: four communes, three schools, two registrars.

    `overrides` replaces files by path from the root; None leaves a file out. Texts of the landing pages are the
    real ones.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(REPOSITORY / "content" / "landing", folder / "content" / "landing")
    files: dict[str, str | bytes | None] = {**SMALL_PROJECT, **overrides}
    for name, content in files.items():
        path = folder / name
        if content is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
