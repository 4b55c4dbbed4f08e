"""Lists as offices keep them: a title above, prices as people write them, loose names, files that are open elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image

from generator.diagnostics import Findings, UserError
from generator.handover.batch import SUMMARY, Outcome, run_batch
from generator.handover.maker import Workshop
from generator.starter.answers import TradeAnswers
from generator.starter.owners import OwnerRow, read_owners
from tests.starter_support import REPOSITORY, TODAY

HEAD = [
    "Loại ",
    "TÊN",
    "Tên miền",
    "điện thoại",
    "Sản phẩm",
    "Giờ mở cửa",
    "Ngân hàng",
    "Số tài khoản",
    "Ảnh",
    "Thư mục ảnh",
]


def listed(folder: Path, *rows: Mapping[str, object], title: bool = False) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if title:
        sheet.append(["DANH SÁCH HỘ KINH DOANH XÃ MẪU"])
    sheet.append(HEAD)
    for row in rows:
        sheet.append([row.get(name.strip().lower(), "") for name in HEAD])
    book.save(folder / "ds.xlsx")
    return folder / "ds.xlsx"


def read(folder: Path, **cells: object) -> OwnerRow:
    findings = Findings()
    row = {"loại": "hộ kinh doanh", "tên": "Chè Mẫu", **{name.replace("_", " "): cell for name, cell in cells.items()}}
    (found,) = read_owners(listed(folder, row, title=True), findings)
    assert not findings.items
    return found


def run(path: Path, out: Path) -> list[Outcome]:
    return run_batch(path, out, Workshop(REPOSITORY, TODAY), lambda done, total: None, workers=1)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("150.000đ", 150000, None),
        ("150,000", 150000, None),
        ("35k", 35000, None),
        ("35 nghìn", 35000, None),
        ("30.000 - 40.000 đ", 30000, 40000),
        ("từ 30k đến 40k", 30000, 40000),
        ("Liên hệ", None, None),
        ("thỏa thuận", None, None),
    ],
)
def test_prices_as_people_write_them(tmp_path: Path, written: str, low: int | None, high: int | None) -> None:
    row = read(tmp_path, sản_phẩm=f"Chè | {written} | gói")
    assert isinstance(row.answers, TradeAnswers)
    assert (row.answers.products[0].price, row.answers.products[0].price_to) == (low, high)


@pytest.mark.parametrize("written", ["rẻ", "40.000 - 30.000", "10 - 20 - 30", "1.5", "-5"])
def test_what_is_no_price_is_told(tmp_path: Path, written: str) -> None:
    row = read(tmp_path, sản_phẩm=f"Chè | {written}")
    assert row.answers is None
    assert [(item.rule, item.origin.column) for item in row.findings.errors] == [("value.cell", "sản phẩm")]


def test_cells_as_offices_fill_them(tmp_path: Path) -> None:
    row = read(
        tmp_path, tên_miền="https://www.Che-Mau.biz.vn/", điện_thoại="'0900000000", giờ_mở_cửa="T2-T6 7h đến 11h30"
    )
    assert isinstance(row.answers, TradeAnswers)
    assert (row.answers.domain, row.photos) == ("che-mau.biz.vn", "che-mau.biz.vn")
    assert row.answers.contact.phone == "0900000000"
    assert (row.answers.hours[0].opens, row.answers.hours[0].closes) == ("7:00", "11:30")


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"tên": ""}, "tên", "Chưa ghi tên"),
        ({"ngân_hàng": "Agribank"}, "số tài khoản", "còn thiếu “số tài khoản”"),
        ({"ảnh": "che.heic"}, "ảnh", "ảnh riêng của iPhone"),
        ({"ảnh": "che"}, "ảnh", "thiếu đuôi"),
        ({"tên_miền": "chè mẫu.vn"}, "tên miền", "không đúng dạng"),
    ],
)
def test_a_mistake_is_told_at_its_cell_in_words(tmp_path: Path, cells: dict[str, str], column: str, said: str) -> None:
    found = {item.origin.column: item for item in read(tmp_path, **cells).findings.errors}
    assert said in found[column].message
    shown = " ".join(f"{item.message} {item.hint}" for item in found.values())
    assert "^" not in shown and ".." not in shown


def test_a_number_that_excel_spoiled_is_told_once(tmp_path: Path) -> None:
    row = read(tmp_path, ngân_hàng="Agribank", số_tài_khoản="1.5002E+13")
    columns = [item.origin.column for item in row.findings.errors]
    assert columns.count("số tài khoản") == 1


def test_folders_and_photos_are_found_by_loose_names(tmp_path: Path) -> None:
    folder = tmp_path / "anh" / "che mau"
    folder.mkdir(parents=True)
    Image.new("RGB", (300, 200), "green").save(folder / "IMG_1.JPG")
    good = {"loại": "shop", "tên": "Chè Mẫu", "ảnh": "img_1.jpg", "thư mục ảnh": "Chè Mẫu"}
    lost = {"loại": "shop", "tên": "Cam Mẫu", "tên miền": "cam-mau.biz.vn", "ảnh": "a.jpg"}
    path, out = listed(tmp_path, good, lost), tmp_path / "ra"
    first, second = run(path, out)
    assert (first.result, second.result, second.domain) == ("xong", "lỗi", "cam-mau.biz.vn")
    assert second.problems[0].origin.column == "ảnh" and "cam-mau.biz.vn" in second.problems[0].message
    assert run(path, out)[0].result == "giữ nguyên"
    Image.new("RGB", (300, 200), "red").save(folder / "IMG_1.JPG")
    assert run(path, out)[0].result == "xong"


def test_what_cannot_be_written_or_found_is_told_in_words(tmp_path: Path) -> None:
    path = listed(tmp_path, {"loại": "shop", "tên": "Chè Mẫu"})
    (tmp_path / "tep").write_text("x")
    with pytest.raises(UserError, match="Không ghi được “tep”"):
        run(path, tmp_path / "tep")
    (tmp_path / "ra" / f"{SUMMARY}.xlsx").mkdir(parents=True)
    with pytest.raises(UserError, match=f"Không ghi được “{SUMMARY}.xlsx”") as raised:
        run(path, tmp_path / "ra")
    assert "Excel" in raised.value.diagnostics[0].hint and list((tmp_path / "ra").glob("*.zip"))
    with pytest.raises(UserError, match="Không thấy tệp danh sách"):
        run(tmp_path / "khong-co.xlsx", tmp_path / "ra")
    with pytest.raises(UserError, match="Không thấy tệp trả lời"):
        Workshop(REPOSITORY, TODAY).make(tmp_path / "khong-co.yml", "shop")
