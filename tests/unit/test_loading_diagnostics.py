"""Diagnostics as text for people and as JSON for machines."""

from __future__ import annotations

import json

import pytest

from generator.diagnostics import (
    Diagnostic,
    Findings,
    Origin,
    Severity,
    UserError,
    format_json,
    format_text,
    in_reading_order,
)

CELL = Origin("content/data/schools.csv", 4, "commune_code", "E")
KEY = Origin("content/data/programme.yml", 18, "phases[phase-2].closes")


def test_a_place_is_told_as_excel_shows_it() -> None:
    assert str(CELL) == "content/data/schools.csv, dòng 4, cột commune_code (E)"
    assert str(Origin("content/data/schools.xlsx", 4, "", "G")) == "content/data/schools.xlsx, dòng 4, cột (G)"
    assert str(KEY) == "content/data/programme.yml, dòng 18, mục phases[phase-2].closes"
    assert str(Origin("content/data/schools.csv")) == "content/data/schools.csv"


def test_the_letter_is_no_part_of_the_place() -> None:
    assert Origin("content/data/schools.csv", 4, "commune_code") == CELL
    assert len({CELL, Origin("content/data/schools.csv", 4, "commune_code")}) == 1
    assert CELL.at("name", "B").letter == "B"


def test_text_counts_errors_and_warnings() -> None:
    diagnostics = [
        Diagnostic("a", CELL, "Sai.", "Sửa."),
        Diagnostic("b", KEY, "Coi lại.", severity=Severity.WARNING),
    ]
    assert format_text(diagnostics).splitlines() == [
        "LỖI content/data/schools.csv, dòng 4, cột commune_code (E): Sai. → Sửa.",
        "LƯU Ý content/data/programme.yml, dòng 18, mục phases[phase-2].closes: Coi lại.",
        "Tổng cộng: 1 lỗi, 1 lưu ý.",
    ]


def test_one_mistake_down_a_column_is_told_five_times_and_counted() -> None:
    column = [Diagnostic("code.lost-zero", Origin("a.csv", row, "code"), "Mất số 0.") for row in range(2, 126)]
    lines = format_text(column).splitlines()
    assert len([line for line in lines if line.startswith("LỖI")]) == 5
    assert lines[-2] == "… và 119 chỗ nữa cùng loại ở a.csv, cột code."
    assert lines[-1] == "Tổng cộng: 124 lỗi, 0 lưu ý."
    assert len(json.loads(format_json(column))) == 124


def test_items_of_a_list_count_as_one_column() -> None:
    items = [Diagnostic("x", Origin("a.yml", row, f"facts[f{row}].topic"), "Sai.") for row in range(1, 9)]
    assert "… và 3 chỗ nữa cùng loại ở a.yml, mục facts[…].topic." in format_text(items)


def test_json_is_flat_and_keeps_vietnamese() -> None:
    (row,) = json.loads(format_json([Diagnostic("a.b", CELL, "Sai “ở”.", "Sửa.")]))
    assert row == {
        "severity": "error",
        "rule": "a.b",
        "file": "content/data/schools.csv",
        "line": 4,
        "column": "commune_code",
        "message": "Sai “ở”.",
        "hint": "Sửa.",
    }


def test_reading_order_is_by_file_then_line_and_each_once() -> None:
    late, early = Diagnostic("a", Origin("b.csv", 2), "x"), Diagnostic("b", Origin("a.csv", 10), "y")
    middle = Diagnostic("a", Origin("b.csv", 1), "x")
    assert in_reading_order([late, early, middle, late]) == (early, middle, late)


def test_findings_raise_only_errors() -> None:
    findings = Findings()
    findings.warning("w", KEY, "Coi lại.")
    findings.raise_errors()
    findings.error("e", CELL, "Sai.", "Sửa.")
    with pytest.raises(UserError) as caught:
        findings.raise_errors()
    assert [item.rule for item in caught.value.diagnostics] == ["e"]
    assert "Sửa." in str(caught.value)
