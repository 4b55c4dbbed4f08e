"""The promise of printed numbers: the lock, what breaks it, and how new numbers are given out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.diagnostics import Findings, Origin, UserError
from generator.loading import load_catalog, plan_permalinks
from generator.loading.permalink_lock import (
    LOCK_FILE,
    LockedNumber,
    broken_promises,
    format_lock,
    next_signup_number,
    parse_lock,
)
from generator.model.permalinks import Permalink, PermalinkKind
from tests.project_factory import COMMUNES, LOCK, PERMALINKS, REGISTRARS, SCHOOLS, make_project

TABLE = "content/data/permalinks.csv"
LATER = date(2026, 12, 1)
NEW_SCHOOL = "808081,Trường THPT Mới,thpt-moi,thpt,,Tuyên Quang,,,,Công văn của Sở,\n"
NEW_REGISTRAR = REGISTRARS[REGISTRARS.index("  - id: mat-bao") :].replace("mat-bao", "abc").replace("Mắt Bão", "ABC")


def link(number: str, kind: PermalinkKind, target: str) -> Permalink:
    return Permalink(number=number, kind=kind, target=target, since=LATER, origin=Origin(TABLE, 2))


def write(root: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (root / name).write_bytes(content)


def test_a_lock_is_read_as_it_was_written() -> None:
    locked = (
        LockedNumber("02215", PermalinkKind.COMMUNE, "02215"),
        LockedNumber("7", PermalinkKind.SIGNUP, "mat-bao/id-vn"),
    )
    findings = Findings()
    read = parse_lock(format_lock(locked), findings)
    assert [(item.number, item.kind, item.target) for item in read] == [
        (item.number, item.kind, item.target) for item in locked
    ]
    assert findings.items == []


@pytest.mark.parametrize(
    "line",
    ["=======", "02215,commune,02215", "02215 village 02215", "02215 commune", "7 signup a b", "02215 commune 02215"],
)
def test_a_line_no_program_wrote_is_an_error(line: str) -> None:
    findings = Findings()
    parse_lock(f"02215 commune 02215\n{line}\n", findings)
    assert [(item.rule, item.origin.line) for item in findings.items] == [("permalink.lock-damaged", 2)]


def test_promises() -> None:
    locked = [
        LockedNumber("1", PermalinkKind.SIGNUP, "inet/id-vn"),
        LockedNumber("2", PermalinkKind.SIGNUP, "inet/biz-vn"),
        LockedNumber("02215", PermalinkKind.COMMUNE, "02215"),
    ]
    links = [
        link("1", PermalinkKind.SIGNUP, "mat-bao/id-vn"),
        link("02215", PermalinkKind.COMMUNE, "02215"),
        link("3", PermalinkKind.SIGNUP, "mat-bao/biz-vn"),
    ]
    rules = [(item.rule, item.severity.value) for item in broken_promises(links, locked, TABLE)]
    assert rules == [
        ("permalink.moved", "error"),
        ("permalink.vanished", "error"),
        ("permalink.not-locked", "warning"),
    ]
    assert broken_promises(links[1:2], locked[2:], TABLE) == []


def test_signup_numbers_go_up_and_are_never_used_again() -> None:
    assert next_signup_number([]) == 1
    assert next_signup_number(["1", "20", "02215", "808014"]) == 21
    assert next_signup_number(["99"]) is None


def test_a_clean_project_needs_no_new_number(tmp_path: Path) -> None:
    plan = plan_permalinks(make_project(tmp_path), LATER)
    assert (plan.files, plan.count) == ({}, 0)


def test_the_first_lock_is_written_from_the_table(tmp_path: Path) -> None:
    root = make_project(tmp_path, {LOCK_FILE: None})
    assert [item.rule for item in load_catalog(root)[1]] == ["permalink.no-lock"]
    plan = plan_permalinks(root, LATER)
    assert list(plan.files) == [LOCK_FILE]
    write(root, plan.files)
    assert load_catalog(root)[1] == ()


def test_new_places_and_registrars_get_numbers_and_old_rows_stay(tmp_path: Path) -> None:
    root = make_project(
        tmp_path,
        {
            "content/data/schools.csv": SCHOOLS + NEW_SCHOOL,
            "content/data/communes.csv": COMMUNES + "02512,An Tường,phường,an-tuong,,Tuyên Quang\n",
            "content/data/registrars.yml": REGISTRARS + NEW_REGISTRAR,
        },
    )
    catalog, _ = load_catalog(root)
    assert catalog is None
    plan = plan_permalinks(root, LATER)
    assert plan.count == 4
    table = plan.files[TABLE].decode()
    assert table.startswith(PERMALINKS)
    assert table.removeprefix(PERMALINKS).splitlines() == [
        "02512,commune,02512,2026-12-01,",
        "808081,school,808081,2026-12-01,",
        "5,signup,abc/id-vn,2026-12-01,",
        "6,signup,abc/biz-vn,2026-12-01,",
    ]
    assert plan.files[LOCK_FILE].decode().splitlines()[-1] == "6 signup abc/biz-vn"
    write(root, plan.files)
    catalog, diagnostics = load_catalog(root)
    assert catalog is not None
    assert {item.rule for item in diagnostics} == {"map.missing-shape"}
    assert plan_permalinks(root, LATER).count == 0


def test_a_row_added_by_hand_is_only_locked(tmp_path: Path) -> None:
    root = make_project(
        tmp_path,
        {
            "content/data/schools.csv": SCHOOLS + NEW_SCHOOL,
            TABLE: PERMALINKS + "808081,school,808081,2026-11-30,\n",
        },
    )
    catalog, diagnostics = load_catalog(root)
    assert catalog is not None
    assert [(item.rule, item.origin.line) for item in diagnostics] == [("permalink.not-locked", 13)]
    plan = plan_permalinks(root, LATER)
    assert list(plan.files) == [LOCK_FILE]
    write(root, plan.files)
    assert load_catalog(root)[1] == ()


@pytest.mark.parametrize(("delimiter", "line_end"), [(";", "\r\n"), ("\t", "\n"), (",", "\r\n")])
def test_rows_are_added_the_way_the_table_is_written(tmp_path: Path, delimiter: str, line_end: str) -> None:
    table = b"\xef\xbb\xbf" + PERMALINKS.rstrip("\n").replace(",", delimiter).replace("\n", line_end).encode()
    root = make_project(tmp_path, {"content/data/schools.csv": SCHOOLS + NEW_SCHOOL, TABLE: table})
    plan = plan_permalinks(root, LATER)
    added = plan.files[TABLE].removeprefix(table).decode()
    row = delimiter.join(["808081", "school", "808081", "2026-12-01", ""])
    assert added == f"{line_end}{row}{line_end}"
    write(root, plan.files)
    assert load_catalog(root)[1] == ()


def test_a_number_once_given_out_is_not_given_again(tmp_path: Path) -> None:
    retired = PERMALINKS.replace("4,signup,mat-bao/biz-vn,2026-11-22,", "4,signup,mat-bao/biz-vn,2026-11-22,2")
    root = make_project(tmp_path, {TABLE: retired})
    plan = plan_permalinks(root, LATER)
    assert plan.files[TABLE].decode().splitlines()[-1] == "5,signup,mat-bao/biz-vn,2026-12-01,"


def test_a_broken_promise_stops_the_plan(tmp_path: Path) -> None:
    root = make_project(tmp_path, {TABLE: PERMALINKS.replace("4,signup,mat-bao/biz-vn,2026-11-22,\n", "")})
    with pytest.raises(UserError) as caught:
        plan_permalinks(root, LATER)
    assert [item.rule for item in caught.value.diagnostics] == ["permalink.vanished"]


def test_numbers_run_out_with_a_word(tmp_path: Path) -> None:
    root = make_project(
        tmp_path,
        {
            "content/data/registrars.yml": REGISTRARS + NEW_REGISTRAR,
            LOCK_FILE: LOCK + "99 signup cu/id-vn\n",
            TABLE: PERMALINKS + "99,signup,cu/id-vn,2026-11-22,1\n",
        },
    )
    with pytest.raises(UserError) as caught:
        plan_permalinks(root, LATER)
    assert [item.rule for item in caught.value.diagnostics] == ["permalink.used-up"]


def test_the_lock_of_the_real_project_matches_its_table(repository: Path) -> None:
    findings = Findings()
    locked = parse_lock((repository / LOCK_FILE).read_text(encoding="utf-8"), findings)
    assert findings.items == []
    rows = (repository / TABLE).read_text(encoding="utf-8").splitlines()[1:]
    assert [f"{item.number},{item.kind},{item.target}" for item in locked] == [
        ",".join(row.split(",")[:3]) for row in rows
    ]
