"""A list of owners, one row each: columns by their Vietnamese names, every row understood on its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.diagnostics import Findings, Origin
from generator.loading import csv_source, xlsx_source
from generator.loading.binding import bind_values
from generator.loading.dates import DateProblem, parse_date
from generator.loading.files import read_file
from generator.loading.hygiene import check_text, tidy
from generator.loading.raw_table import RawCell, RawRow, RawTable, Unreadable, column_letter
from generator.starter.answers import KINDS, Answers
from generator.text import fold, nearest

_TITLE_ROWS = 10  # where the names of columns may stand at the latest

LIST_SEPARATOR = re.compile(r"[;\n]")
_TIME = r"(\d{1,2}(?::\d\d|h\d{0,2}))"
_OPEN = re.compile(rf"(.*?)\s*{_TIME}\s*(?:[-–]|đến|tới)\s*{_TIME}", re.IGNORECASE)
_SPAN = re.compile(r"\s*(?:[-–]|đến|tới)\s*", re.IGNORECASE)

_KINDS = {
    "shop": "shop",
    "cua hang": "shop",
    "ho kinh doanh": "shop",
    "doanh nghiep": "shop",
    "homestay": "shop",
    "coop": "coop",
    "hop tac xa": "coop",
    "htx": "coop",
    "profile": "profile",
    "ca nhan": "profile",
    "ho so": "profile",
}
_BEARERS = {"ho kinh doanh": "household", "doanh nghiep": "company"}


class CellError(Exception):
    """A cell that cannot be understood: what is wrong and how to mend it."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


@dataclass(frozen=True)
class Column:
    """A column of the list: its name, where its value goes in trade and in profile answers, how it is read."""

    name: str
    meaning: str
    trade: str = ""
    profile: str = ""
    read: Callable[[str], Any] = str
    numbers: bool = False


def _list_of(*names: str) -> Callable[[str], list[dict[str, Any]]]:
    """Return a reader of "a | b | c; d | e" as records with these fields."""

    def read(text: str) -> list[dict[str, Any]]:
        rows = []
        for part in filter(None, (piece.strip() for piece in LIST_SEPARATOR.split(text))):
            cells = [cell.strip() for cell in part.split("|")]
            if len(cells) > len(names):
                raise CellError(
                    f"“{part}” có {len(cells)} phần, nhiều nhất là {len(names)}",
                    "Viết: " + " | ".join(names) + "; cách nhau bằng dấu chấm phẩy.",
                )
            rows.append({name: cell for name, cell in zip(names, cells, strict=False) if cell})
        return rows

    return read


def _products(text: str) -> list[dict[str, Any]]:
    rows = _list_of("name", "price", "unit", "text", "photo")(text)
    for row in rows:
        if "price" in row:
            row["price"], row["price_to"] = _prices(row["price"])
        if "photo" in row:
            row["photo"] = {"file": row["photo"]}
    return [{key: value for key, value in row.items() if value is not None} for row in rows]


def _prices(text: str) -> tuple[int | None, int | None]:
    """Return a price and the end of its span: "50.000", "35k", "30.000 - 40.000đ", "từ 30 nghìn đến 40 nghìn"."""
    if fold(text) in ("lien he", "hoi gia", "goi", "thoa thuan"):
        return None, None
    parts = _SPAN.split(re.sub(r"(?i)^\s*(giá\s+)?từ\s+", "", text.strip()))
    found = [_amount(part) for part in parts]
    if len(found) > 2 or None in found:
        raise CellError(f"Giá “{text}” không phải số tiền", "Viết 50000, 50.000, 30.000 - 40.000, hoặc “liên hệ”.")
    low, high = found[0], found[-1] if len(found) > 1 else None
    if low is not None and high is not None and high < low:
        raise CellError(f"Giá “{text}” đi từ cao xuống thấp", "Viết giá thấp trước, giá cao sau.")
    return low, high


def _amount(text: str) -> int | None:
    if match := re.fullmatch(r"(\d{1,3}(?:[., ]\d{3})+|\d+)\s*(đ|d|vnd|vnđ|đồng)?", text.strip(), re.IGNORECASE):
        return int(re.sub(r"\D", "", match[1]))
    if match := re.fullmatch(r"(\d{1,6})\s*(k|nghìn|ngàn)(?:\s*(?:đ|đồng))?", text.strip(), re.IGNORECASE):
        return int(match[1]) * 1000
    return None


def _hours(text: str) -> list[dict[str, Any]]:
    rows = []
    for part in filter(None, (piece.strip() for piece in LIST_SEPARATOR.split(text))):
        match = re.fullmatch(
            r"(.*?)\s*(\d{1,2}(?::\d\d|h\d{0,2}))\s*(?:[-–]|đến|tới)\s*(\d{1,2}(?::\d\d|h\d{0,2}))", part
        )
        if match:
            opens, closes = (_clock(found) for found in match.groups()[1:])
            rows.append({"days": match[1] or "hằng ngày", "opens": opens, "closes": closes})
        elif "nghi" in fold(part):
            rows.append({"days": re.sub(r"(?i)\s*nghỉ\s*", "", part)})
        else:
            raise CellError(f"Không hiểu giờ “{part}”", "Viết như T2-T7 7:00-18:00; CN nghỉ.")
    return rows


def _clock(text: str) -> str:
    hour, _, minute = text.replace("h", ":").partition(":")
    return f"{hour}:{minute or '00'}"


def _day(text: str) -> Any:
    read = parse_date(text, allow_slashes=True)
    if isinstance(read, DateProblem):
        raise CellError(read.message, read.hint)
    return read


def _yes(text: str) -> bool:
    if fold(text) in ("co", "x", "yes", "true", "1"):
        return True
    if fold(text) in ("khong", "no", "false", "0"):
        return False
    raise CellError(f"“{text}” không phải có hay không", "Viết có, hoặc để trống.")


def _domain(text: str) -> str:
    """Return a domain as it is, taken out of an address that was copied from a browser."""
    return re.sub(r"^(https?://)?(www\.)?", "", text.lower()).rstrip("/")


def _photo(text: str) -> dict[str, str]:
    return {"file": text}


def _photos(text: str) -> list[dict[str, str]]:
    return [{"file": part.strip()} for part in LIST_SEPARATOR.split(text) if part.strip()]


def _names(text: str) -> list[dict[str, str]]:
    return [{"name": part.strip()} for part in LIST_SEPARATOR.split(text) if part.strip()]


COLUMNS = (
    Column("loại", "cửa hàng, hợp tác xã hoặc cá nhân; bắt buộc"),
    Column("tên", "tên cửa hàng, hợp tác xã hoặc họ tên; bắt buộc", "name", "basics.name"),
    Column("giới thiệu", "một câu nói làm gì; cá nhân: nghề", "tagline", "basics.label"),
    Column("tên miền", "ví dụ che-shan.biz.vn", "domain", "domain", read=_domain),
    Column("ngày cấp", "ngày được cấp tên miền", "granted_on", "granted_on", _day),
    Column("điện thoại", "có số 0 ở đầu; định dạng ô là Văn bản", "contact.phone", "contact.phone", numbers=True),
    Column("zalo", "số hoặc tên Zalo", "contact.zalo", "contact.zalo", numbers=True),
    Column("messenger", "tên trang sau m.me/", "contact.messenger", "contact.messenger"),
    Column("email", "thư điện tử", "contact.email", "contact.email"),
    Column("facebook", "địa chỉ trang Facebook, có https://", "contact.facebook"),
    Column("địa chỉ", "số nhà, đường, thôn", "address.street"),
    Column("xã", "xã hoặc phường", "address.commune", "basics.location.city"),
    Column("tỉnh", "tỉnh hoặc thành phố", "address.province", "basics.location.region"),
    Column("đường đi", "chỉ đường bằng lời", "address.way"),
    Column("bản đồ", "liên kết bản đồ, có https://", "address.map"),
    Column("giờ mở cửa", "T2-T7 7:00-18:00; CN nghỉ", "hours", read=_hours),
    Column("sản phẩm", "tên | giá | đơn vị | mô tả | ảnh; sản phẩm sau…", "products", read=_products),
    Column("chuyện", "vài câu về cửa hàng; cá nhân: tóm tắt", "story", "basics.summary"),
    Column("ảnh", "tên tệp ảnh chính, nằm trong thư mục ảnh của chủ", "photo", "photo", _photo),
    Column("thêm ảnh", "các tệp ảnh, cách nhau bằng ;", "photos", read=_photos),
    Column("ngân hàng", "tên tắt, ví dụ Agribank", "payment.bank"),
    Column("số tài khoản", "định dạng ô là Văn bản", "payment.account", numbers=True),
    Column("chủ tài khoản", "đúng như ngân hàng ghi", "payment.holder"),
    Column("chủ", "tên theo giấy đăng ký", "owner.name"),
    Column("đại diện", "người đại diện", "owner.representative"),
    Column("địa chỉ đăng ký", "theo giấy đăng ký", "owner.address"),
    Column("mã số đăng ký", "theo giấy đăng ký", "owner.business_code", numbers=True),
    Column("nơi cấp", "nơi cấp giấy đăng ký", "owner.business_code_from"),
    Column("mã số thuế", "10 số, chi nhánh thêm -001", "owner.tax_code", numbers=True),
    Column(
        "học vấn",
        "trường | ngành | từ | đến; …",
        "",
        "education",
        _list_of("institution", "area", "startDate", "endDate"),
    ),
    Column("việc làm", "nơi | việc | từ | đến; …", "", "work", _list_of("name", "position", "startDate", "endDate")),
    Column("dự án", "tên | mô tả | địa chỉ; …", "", "projects", _list_of("name", "description", "url")),
    Column("kỹ năng", "cách nhau bằng ;", "", "skills", _names),
    Column("kiểu", "tên kiểu trang, ví dụ bac-thang", "look.name", "look.name"),
    Column("màu", "bảng màu: cham, che, nau, man, da", "look.palette", "look.palette"),
    Column("chữ to", "có, hoặc để trống", "look.large_type", "look.large_type", _yes),
    Column("thư mục ảnh", "thư mục con chứa ảnh của chủ này; trống thì theo tên miền"),
)
# What answers call the parts of a cell.
_INNER = {"file": "ảnh", "days": "giờ mở cửa", "price": "sản phẩm", "price_to": "sản phẩm"}
_BY_NAME = {fold(column.name): column for column in COLUMNS}


@dataclass(frozen=True)
class OwnerRow:
    """One row: its place, and either kind and answers or the problems that stand against them."""

    origin: Origin
    name: str
    kind: str = ""
    answers: Answers | None = None
    photos: str = ""
    domain: str = ""
    findings: Findings = field(default_factory=Findings)


def read_owners(path: Path, findings: Findings) -> list[OwnerRow]:
    """Return the rows of a list; problems of the whole table go into `findings`, those of a row stay with it."""
    if not path.is_file():
        findings.error(
            "starter.list", Origin(path.name), f"Không thấy tệp danh sách “{path}”.", "Kiểm tra tên tệp và thư mục."
        )
        return []
    is_csv = path.suffix.lower() == ".csv"
    limit = csv_source.SIZE_LIMIT if is_csv else xlsx_source.SIZE_LIMIT
    file = read_file(path.parent, path.name, limit, findings)
    if file is None:
        return []
    names = [column.name for column in COLUMNS]
    raw = csv_source.read_csv(file, names, findings) if is_csv else xlsx_source.read_xlsx(file, findings)
    if raw is None:
        return []
    header = _header(raw)
    if header is None:
        findings.error("table.empty", Origin(raw.file), "Bảng trống.", "Dòng đầu là tên cột: loại, tên, …")
        return []
    columns = _columns(raw, header, findings)
    if findings.errors:
        return []
    return [_row(raw, row, columns) for row in raw.rows if row.number > header.number and not row.empty]


def _header(raw: RawTable) -> RawRow | None:
    """Return the row of column names: the first that names two (offices write a title above), else the first."""
    filled = [row for row in raw.rows if not row.empty]
    named = [row for row in filled[:_TITLE_ROWS] if sum(_named(cell) in _BY_NAME for cell in row.cells) > 1]
    return next(iter(named or filled), None)


def _named(cell: RawCell) -> str:
    text = "" if isinstance(cell, Unreadable) else tidy(cell).strip("\ufeff").strip()
    return fold(text).replace("_", " ")


def _columns(raw: RawTable, header: RawRow, findings: Findings) -> dict[int, Column]:
    columns: dict[int, Column] = {}
    for index, cell in enumerate(header.cells):
        text = "" if isinstance(cell, Unreadable) else tidy(cell).strip("\ufeff").strip()
        if not text:
            continue
        origin = Origin(raw.file, header.number, text, column_letter(index))
        column = _BY_NAME.get(_named(cell))
        if column is None:
            near = nearest(text, [known.name for known in COLUMNS])
            hint = f"Sửa thành “{near}”." if near else "Xóa cột này; các cột có trong HUONG-DAN.md."
            asked = f"; có phải là “{near}”?" if near else "."
            findings.error("table.unknown-column", origin, f"Không có cột tên “{text}”{asked}", hint)
        elif column in columns.values():
            findings.error("table.duplicate-column", origin, f"Cột “{text}” có hai lần.", "Xóa một cột.")
        else:
            columns[index] = column
    for needed in ("loại", "tên"):
        if not any(column.name == needed for column in columns.values()):
            origin = Origin(raw.file, header.number, needed)
            findings.error("table.missing-column", origin, f"Thiếu cột “{needed}”.", "Thêm cột này.")
    return columns


def _row(raw: RawTable, row: RawRow, columns: Mapping[int, Column]) -> OwnerRow:
    origin, findings = Origin(raw.file, row.number), Findings()
    cells: dict[str, tuple[str, Origin]] = {}
    for index, column in columns.items():
        cell = row.cells[index] if index < len(row.cells) else ""
        place = origin.at(column.name, column_letter(index))
        text = _cell(cell, column, place, findings)
        if text:
            cells[column.name] = (text, place)
    name = cells.get("tên", ("", origin))[0]
    said, place = cells.get("loại", ("", origin.at("loại")))
    kind = _KINDS.get(fold(said), "")
    domain = _domain(cells.get("tên miền", ("", origin))[0])
    photos = cells.get("thư mục ảnh", ("", origin))[0] or domain
    if not kind:
        what = f"Không có loại “{said}”" if said else "Chưa ghi loại"
        findings.error("starter.kind", place, f"{what}.", "Viết cửa hàng, hợp tác xã hoặc cá nhân.")
        return OwnerRow(origin, name, domain=domain, findings=findings)
    if not name:
        findings.error("starter.name", _place_of("tên", origin, columns), "Chưa ghi tên.", "Điền tên vào ô này.")
        return OwnerRow(origin, name, kind, domain=domain, findings=findings)
    values = _values(kind, cells, findings)
    if bearer := _BEARERS.get(fold(said)):
        values.setdefault("owner", {})["bearer"] = bearer
    if values.get("payment") is not None and not _whole_payment(cells, origin, columns, findings):
        del values["payment"]
    places = {_target(column, kind): at for column, (_, at) in _used(cells) if _target(column, kind)}
    before = len(findings.errors)
    answers = bind_values(KINDS[kind], values, origin, places, findings)
    return OwnerRow(origin, name, kind, answers if not before else None, photos, domain, findings)


def _place_of(name: str, origin: Origin, columns: Mapping[int, Column]) -> Origin:
    """Return the place of a row's cell in a column, also of an empty one."""
    index = next((index for index, column in columns.items() if column.name == name), None)
    return origin.at(name) if index is None else origin.at(name, column_letter(index))


def _whole_payment(
    cells: Mapping[str, tuple[str, Origin]], origin: Origin, columns: Mapping[int, Column], findings: Findings
) -> bool:
    """Tell whether all that a payment needs is there; note what is not, unless its cell is already told."""
    missing = [name for name in ("ngân hàng", "số tài khoản", "chủ tài khoản") if name not in cells]
    told = {item.origin.column for item in findings.errors}
    for name in missing:
        place = _place_of(name, origin, columns)
        if place.column not in told:
            message = f"Chuyển khoản còn thiếu “{name}”."
            findings.error("starter.payment", place, message, "Điền ô này, hoặc xóa cả phần chuyển khoản của dòng.")
    return not missing


def column_of(path: str) -> str:
    """Return the name of the column that a place in answers comes from, the place itself when there is none."""
    if path in _INNER:
        return _INNER[path]
    return next((column.name for column in COLUMNS if path in (column.trade, column.profile)), path)


def _used(cells: Mapping[str, tuple[str, Origin]]) -> list[tuple[Column, tuple[str, Origin]]]:
    return [(column, cells[column.name]) for column in COLUMNS if column.name in cells]


def _target(column: Column, kind: str) -> str:
    return column.profile if kind == "profile" else column.trade


def _values(kind: str, cells: Mapping[str, tuple[str, Origin]], findings: Findings) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column, (text, place) in _used(cells):
        target = _target(column, kind)
        if not target:
            continue
        try:
            value = column.read(text)
        except CellError as problem:
            findings.error("value.cell", place, f"{problem.message}.", problem.hint)
            continue
        *folders, last = target.split(".")
        inner = values
        for part in folders:
            inner = inner.setdefault(part, {})
        inner[last] = value
    return values


def _cell(cell: RawCell, column: Column, place: Origin, findings: Findings) -> str:
    """Return a cell's text, lines kept where they part a list; a cell that says "none" is empty."""
    if isinstance(cell, Unreadable):
        findings.error(cell.rule, place, f"{cell.message}.", cell.hint)
        return ""
    text = "\n".join(filter(None, (tidy(line) for line in cell.splitlines())))
    if column.numbers:
        text = text.lstrip("'’")  # typed before a number so that Excel keeps its zero
    if not text:
        return ""
    if re.fullmatch(r"\d(?:[.,]\d+)?E\+?\d{1,2}", text, re.IGNORECASE):
        findings.error(
            "table.scientific",
            place,
            f"Excel đã đổi số thành “{text}”, các chữ số sau đã mất.",
            "Đặt định dạng cột là Văn bản (Text) rồi gõ lại.",
        )
        return ""
    own = Findings()
    check_text(text, place, own)
    findings.extend(item for item in own.items if not (column.numbers and item.rule == "text.id-number"))
    return text
