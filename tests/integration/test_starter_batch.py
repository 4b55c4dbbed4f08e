"""A list of owners: every good row becomes a ZIP, a bad one is told, a second run takes up where the first stopped."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PIL import Image

from generator import cli
from generator.diagnostics import Findings
from generator.handover.batch import JOURNAL, Outcome, run_batch
from generator.handover.maker import Workshop
from generator.starter.owners import COLUMNS, read_owners
from tests.starter_support import REPOSITORY, TODAY

HEAD = (
    "loại",
    "tên",
    "giới thiệu",
    "tên miền",
    "điện thoại",
    "sản phẩm",
    "giờ mở cửa",
    "ngân hàng",
    "số tài khoản",
    "chủ tài khoản",
    "ảnh",
)
GOOD = (
    (
        "cửa hàng",
        "Chè Mẫu",
        "Chè ngon",
        "che-mau.biz.vn",
        "0900 000 000",
        "Chè xanh | 150.000 | gói; Hồng trà | liên hệ",
        "T2-T7 7:00-18:00; CN nghỉ",
        "Agribank",
        "001199000000",
        "NGUYEN VAN MAU",
        "a.png",
    ),
    ("hợp tác xã", "Cam Mẫu", "Cam ngọt", "cam-mau.biz.vn", "0900 000 001", "Cam | 30000 | kg", "", "", "", "", ""),
    ("cá nhân", "Nguyễn Mẫu", "Thợ may", "nguyen-mau.id.vn", "0900 000 002", "", "", "", "", "", ""),
    ("cửa hàng", "=HYPERLINK(1)", "", "", "", "", "", "", "", "", ""),
)
BAD = (
    ("cửa hàng", "Sai số", "", "", "912345678", "", "", "", "", "", ""),
    ("quán", "Sai loại", "", "", "", "", "", "", "", "", ""),
    ("cửa hàng", "Trùng", "", "che-mau.biz.vn", "", "", "", "", "", "", ""),
    ("cửa hàng", "Giá chữ", "", "", "", "Chè | rẻ", "sáng", "", "", "", ""),
    ("cửa hàng", "Căn cước 001199000000", "", "", "", "", "", "", "", "", ""),
)


def owners(folder: Path, rows: tuple[tuple[str, ...], ...]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([HEAD, *rows])
    path = folder / "owners.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    photos = folder / "anh" / "che-mau.biz.vn"
    photos.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (600, 400), "green").save(photos / "a.png")
    return path


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(REPOSITORY, TODAY)


def run(path: Path, out: Path, workshop: Workshop) -> list[Outcome]:
    return run_batch(path, out, workshop, lambda done, total: None)


def test_good_rows_are_built_and_bad_ones_told(tmp_path: Path, workshop: Workshop) -> None:
    out = tmp_path / "ra"
    outcomes = run(owners(tmp_path, GOOD + BAD), out, workshop)
    assert [outcome.result for outcome in outcomes] == ["xong"] * 4 + ["lỗi"] * 5
    assert {path.name for path in out.glob("*.zip")} == {outcome.file for outcome in outcomes[:4]}
    with zipfile.ZipFile(out / "che-mau.biz.vn.zip") as package:
        page = package.read("index.html").decode()
        assert "anh/a-480.webp" in package.namelist() and "vietqr.png" in package.namelist()
        assert "kind: shop" in package.read("tra-loi.yml").decode()
    for said in ("Chè xanh", "150.000", "Hỏi giá", "7:00–18:00", "NGUYEN VAN MAU"):
        assert said in page
    places = {outcome.problems[0].origin.column for outcome in outcomes[4:]}
    assert places >= {"điện thoại", "loại", "tên miền", "tên"}
    assert {item.origin.column for item in outcomes[7].problems} == {"sản phẩm", "giờ mở cửa"}


def test_the_summary_says_it_all_and_runs_nothing(tmp_path: Path, workshop: Workshop) -> None:
    out = tmp_path / "ra"
    run(owners(tmp_path, GOOD + BAD[:1]), out, workshop)
    sheet = load_workbook(out / "tong-hop.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("dòng", "tên", "loại") and len(rows) == 6
    assert rows[4][1] == "=HYPERLINK(1)" and sheet.cell(5, 2).data_type == "s"
    assert rows[5][5] == "lỗi" and "0912345678" in str(rows[5][7])
    text = (out / "tong-hop.csv").read_text(encoding="utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[4][1] == "'=HYPERLINK(1)"


def test_a_second_run_takes_up_where_the_first_stopped(tmp_path: Path, workshop: Workshop) -> None:
    out = tmp_path / "ra"
    path = owners(tmp_path, GOOD)
    run(path, out, workshop)
    journal = (out / JOURNAL).read_text(encoding="utf-8").splitlines()
    (out / JOURNAL).write_text("\n".join([*journal[:2], '{"file": "half']), encoding="utf-8")  # stopped in the middle
    moment = (out / "che-mau.biz.vn.zip").stat().st_mtime_ns
    results = {outcome.file: outcome.result for outcome in run(path, out, workshop)}
    assert sorted(results.values()) == ["giữ nguyên", "giữ nguyên", "xong", "xong"]
    assert (out / "che-mau.biz.vn.zip").stat().st_mtime_ns == moment
    changed = owners(tmp_path, ((*GOOD[0][:2], "Chè thơm", *GOOD[0][3:]), *GOOD[1:]))
    results = {outcome.file: outcome.result for outcome in run(changed, out, workshop)}
    assert results["che-mau.biz.vn.zip"] == "xong" and list(results.values()).count("giữ nguyên") == 3


def test_a_zip_that_an_owner_changed_is_kept(tmp_path: Path, workshop: Workshop) -> None:
    out = tmp_path / "ra"
    run(owners(tmp_path, GOOD[:2]), out, workshop)
    target = out / "cam-mau.biz.vn.zip"
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("cua-toi.html", "x")
    kept = target.read_bytes()
    changed = (*GOOD[:1], (*GOOD[1][:2], "Cam mới", *GOOD[1][3:]))
    outcomes = run(owners(tmp_path, changed), out, workshop)
    assert outcomes[1].result == "đã sửa tay" and target.read_bytes() == kept


def test_many_rows_use_workers_and_make_the_same_bytes(tmp_path: Path, workshop: Workshop) -> None:
    path = owners(tmp_path, GOOD + BAD)
    alone = run_batch(path, tmp_path / "mot", workshop, lambda done, total: None, workers=1)
    together = run_batch(path, tmp_path / "hai", workshop, lambda done, total: None, workers=2)
    assert [(item.file, item.digest) for item in alone] == [(item.file, item.digest) for item in together]


def test_a_workbook_is_read_as_well(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Loại", "TÊN", "Sản phẩm", "Ngày cấp"])
    sheet.append(["cửa hàng", "Chè Mẫu", "Chè xanh | 150000\nHồng trà", TODAY])
    book.save(tmp_path / "owners.xlsx")
    findings = Findings()
    (row,) = read_owners(tmp_path / "owners.xlsx", findings)
    assert not findings.items and row.answers is not None
    assert row.answers.granted_on == TODAY
    assert [product.name for product in row.answers.products] == ["Chè xanh", "Hồng trà"]  # type: ignore[attr-defined]


def test_strange_columns_stop_the_list(tmp_path: Path) -> None:
    (tmp_path / "owners.csv").write_text("loại,tênn,tên,tên\nx,y,z,w\n", encoding="utf-8")
    findings = Findings()
    assert read_owners(tmp_path / "owners.csv", findings) == []
    assert {item.rule for item in findings.errors} == {"table.unknown-column", "table.duplicate-column"}


def test_every_column_leads_somewhere_and_is_documented() -> None:
    manual = (REPOSITORY / "HUONG-DAN.md").read_text(encoding="utf-8")
    for column in COLUMNS:
        assert f"\n| {column.name} | " in manual, column.name
        if column.name not in ("loại", "thư mục ảnh"):
            assert column.trade or column.profile


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = ["--project", str(REPOSITORY)]
    assert cli.main(["starter", "init", "profile", "-o", str(tmp_path / "p"), *project]) == 0
    answers = str(tmp_path / "p" / "tra-loi.yml")
    assert cli.main(["starter", "init", "profile", "-o", str(tmp_path / "p"), *project]) == 1
    assert cli.main(["starter", "new", "profile", answers, "-o", str(tmp_path / "p.zip"), *project]) == 0
    assert "Trang của bạn nặng" in capsys.readouterr().out
    assert cli.main(["starter", "resume", answers, "-o", str(tmp_path / "resume.json"), *project]) == 0
    assert json.loads((tmp_path / "resume.json").read_text(encoding="utf-8"))["basics"]["name"]
    assert (
        cli.main(["starter", "new", "profile", str(tmp_path / "resume.json"), "-o", str(tmp_path / "q.zip"), *project])
        == 0
    )
    assert cli.main(["starter", "new", "shop", answers, "-o", str(tmp_path / "r.zip"), *project]) == 1
    with pytest.raises(SystemExit) as raised:
        cli.main(["starter", "new", "quan", answers, "-o", "x"])
    assert raised.value.code == 2
    path = owners(tmp_path, GOOD[:1] + BAD[:1])
    assert cli.main(["starter", "batch", str(path), "-o", str(tmp_path / "ra"), *project]) == 1
    said = capsys.readouterr()
    assert "mất số 0" in said.err and "1 dòng chưa xong" in said.out
