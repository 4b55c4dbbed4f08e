"""Places between files: codes, slugs, names, communes of schools, contacts and outlines."""

from __future__ import annotations

from collections import Counter
from typing import Any

from generator.diagnostics import Findings
from generator.loading.parts import Parts
from generator.loading.reference_hints import check_unique, did_you_mean
from generator.loading.tables import LoadedTable
from generator.model.places import Commune
from generator.text import fold, slugify


def check_places(parts: Parts, findings: Findings) -> None:
    """Note what does not fit between communes, schools, contacts and the map."""
    _check_own_columns(parts, findings)
    _check_schools(parts, findings)
    _check_contacts(parts, findings)
    _check_outlines(parts, findings)


def _check_own_columns(parts: Parts, findings: Findings) -> None:
    check_unique(parts.communes, "code", "Mã xã", findings)
    check_unique(parts.communes, "slug", "Slug", findings)
    check_unique(parts.schools, "number", "Số của trường", findings)
    check_unique(parts.schools, "slug", "Slug", findings)
    _check_same_names(parts, findings)
    _check_spelling(parts.communes, "old_province", findings)
    _check_spelling(parts.schools, "old_province", findings)
    for commune, row in zip(parts.communes.records, parts.communes.rows, strict=True):
        if commune is None:
            continue
        right = [slugify(commune.name), slugify(commune.full_name)]
        if commune.slug not in (*right, *(f"{slug}-{commune.code}" for slug in right)):
            findings.error(
                "slug.mismatch",
                row.at("slug"),
                f"Slug “{commune.slug}” không khớp tên “{commune.name}”.",
                f"Viết {right[0]}.",
            )
    for school, row in zip(parts.schools.records, parts.schools.rows, strict=True):
        if school is not None and school.slug != (right_slug := slugify(school.name.removeprefix("Trường "))):
            findings.warning(
                "slug.mismatch",
                row.at("slug"),
                f"Slug “{school.slug}” không khớp tên “{school.name}”.",
                f"Thường viết {right_slug}.",
            )


def _check_same_names(parts: Parts, findings: Findings) -> None:
    for table in (parts.communes, parts.schools):
        first: dict[tuple[str, str], int] = {}
        for row in table.rows:
            key = (row.text("type").casefold(), fold(row.text("name")))
            if not key[1]:
                continue
            if key in first:
                findings.warning(
                    "name.duplicate",
                    row.at("name"),
                    f"Tên “{row.text('name')}” trùng với dòng {first[key]}.",
                    "Nếu là hai nơi khác nhau thì thêm phần phân biệt vào tên.",
                )
            first.setdefault(key, row.origin.line)


def _check_spelling(table: LoadedTable[Any], column: str, findings: Findings) -> None:
    """Note values that differ from a more frequent one only in marks or case: "Ha Giang" among "Hà Giang"."""
    counts = Counter(text for row in table.rows if (text := row.text(column)))
    usual: dict[str, str] = {}
    for text, _count in counts.most_common():
        usual.setdefault(fold(text), text)
    for row in table.rows:
        text = row.text(column)
        if text and usual[fold(text)] != text:
            findings.error(
                "name.spelling",
                row.at(column),
                f"“{text}” viết khác các dòng còn lại.",
                f"Có phải là “{usual[fold(text)]}”?",
            )


def _check_schools(parts: Parts, findings: Findings) -> None:
    codes = parts.communes.values("code")
    if not codes:
        return
    names = {row.text("name"): row.text("code") for row in parts.communes.rows}
    provinces = parts.communes.values("old_province")
    for row in parts.schools.rows:
        code = row.text("commune_code")
        if code and code not in codes:
            meant = names.get(code) or next((names[name] for name in names if fold(name) == fold(code)), None)
            hint = f"Điền mã của xã {code}: {meant}." if meant else _nearest_code(code, parts.communes)
            hint = hint or "Tra mã 5 chữ số trong communes.csv; chưa rõ thì để trống."
            findings.error("reference.commune", row.at("commune_code"), f"Không có xã nào mang mã “{code}”.", hint)
        province = row.text("old_province")
        if province and province not in provinces and fold(province) not in map(fold, provinces):
            findings.warning(
                "reference.province",
                row.at("old_province"),
                f"Tỉnh cũ “{province}” không có trong danh sách xã.",
                did_you_mean(province, provinces, f"Danh sách xã có: {', '.join(provinces)}."),
            )


def _check_contacts(parts: Parts, findings: Findings) -> None:
    check_unique(parts.contacts, "number", "Số", findings)
    known = {**parts.communes.values("code"), **parts.schools.values("number")}
    for row in parts.contacts.rows:
        number = row.text("number")
        if number and known and number not in known:
            findings.error(
                "reference.place",
                row.at("number"),
                f"Không có xã hay trường nào mang số “{number}”.",
                did_you_mean(number, known, "Tra số trong communes.csv (cột code) hoặc schools.csv (cột number)."),
            )


def _check_outlines(parts: Parts, findings: Findings) -> None:
    codes = parts.communes.values("code")
    if not codes or not parts.outlines.readable:
        return
    names: dict[str, str] = {}
    for row in parts.communes.rows:
        names.setdefault(row.text("code"), row.text("name"))
    for code, origin in parts.outlines.places.items():
        if code not in codes:
            # No error: after a merger an editor retires the commune, and an engineer mends the map later.
            findings.warning(
                "map.unknown-code",
                origin,
                f"Hình mang mã {code} không có trong danh sách xã, nên không được vẽ.",
                (f"{near} " if (near := _nearest_code(code, parts.communes)) else "")
                + "Nếu xã đã nhập vào nơi khác thì nhờ kỹ sư xóa hình này.",
            )
        elif names[code] and fold(parts.outlines.names[code]) not in ("", fold(names[code])):
            findings.warning(
                "map.name",
                origin,
                f"Hình mã {code} ghi tên “{parts.outlines.names[code]}”, danh sách xã ghi “{names[code]}”.",
                "Kiểm tra xem mã có gắn nhầm hình không.",
            )
    for code, origin in codes.items():
        if code not in parts.outlines.places:
            findings.warning(
                "map.missing-shape",
                origin,
                f"Xã {names[code]} ({code}) không có hình trên bản đồ.",
                "Trang của xã vẫn được tạo, nhưng không có danh sách xã lân cận.",
            )


def _nearest_code(code: str, communes: LoadedTable[Commune]) -> str:
    """Return a hint with the known code that differs in one or two digits, and its name; "" when none does."""
    close = sorted(
        (row for row in communes.rows if code.isdigit() and row.text("code").isdigit()),
        key=lambda row: (_distance(code, row.text("code")), abs(int(code) - int(row.text("code")))),
    )[:1]
    if close and _distance(code, close[0].text("code")) <= 2:
        return f"Có phải là {close[0].text('code')} ({close[0].text('type')} {close[0].text('name')})?"
    return ""


def _distance(one: str, other: str) -> int:
    if len(one) != len(other):
        return 9
    return sum(a != b for a, b in zip(one, other, strict=True))
