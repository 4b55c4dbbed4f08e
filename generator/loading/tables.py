"""The four spreadsheets of a project and how a row becomes a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from generator.diagnostics import Findings, Origin
from generator.loading.addresses import address_problem, looks_like_address, phone_problem
from generator.loading.binding import accepts_none, bind_values
from generator.loading.codes import COMMUNE_DIGITS, damaged_code
from generator.loading.dates import DateProblem, parse_date, slashed
from generator.loading.table_source import Row, Table, read_table
from generator.model.base import Record
from generator.model.permalinks import Permalink
from generator.model.places import Commune, Contact, OldUnit, School
from generator.text import format_date

FOLDER = "content/data"

R = TypeVar("R", bound=Record)

Problem = tuple[str, str]
_OLD_UNIT = re.compile(r"(?P<name>[^()\[\]]+) \((?P<district>[^()\[\]]+)\)(?P<partial> \[một phần\])?$")


class CellError(Exception):
    """A cell that does not follow its column's spelling: what is wrong and how to mend it, in Vietnamese."""

    def __init__(self, message: str, hint: str) -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


def parse_old_units(text: str) -> tuple[OldUnit, ...]:
    """Return the units of "Xã Má Lé (Huyện Đồng Văn); Xã Yên Định (…) [một phần]"; CellError otherwise."""
    units = []
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        match = _OLD_UNIT.match(part)
        if match is None:
            raise CellError(
                f"Đơn vị cũ “{part}” không theo mẫu “tên (huyện)”.",
                "Viết như “Xã Má Lé (Huyện Đồng Văn)”, cách nhau bằng “;”, bị chia thì thêm “[một phần]”.",
            )
        units.append(
            OldUnit(name=match["name"].strip(), district=match["district"].strip(), partial=bool(match["partial"]))
        )
    return tuple(units)


def parse_sources(text: str) -> tuple[str, ...]:
    """Return the sources of a row: addresses with spaces between, or a document in words; "; " parts them.

    CellError for an address that is not well formed.
    """
    sources: list[str] = []
    for part in filter(None, (piece.strip() for piece in text.split("; "))):
        words = part.split()
        if not any(looks_like_address(word) for word in words):
            sources.append(part)
            continue
        for word in words:
            if problem := address_problem(word):
                raise CellError(f"{problem[0]}: “{word}”.", problem[1])
            sources.append(word)
    return tuple(sources)


@dataclass(frozen=True)
class TableSpec(Generic[R]):
    """A spreadsheet: its name, the model of a row, its columns, and what is special about some of them."""

    stem: str
    model: type[R]
    columns: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    parsers: Mapping[str, Callable[[str], object]] = field(default_factory=dict)
    checks: Mapping[str, Callable[[str], Problem | None]] = field(default_factory=dict)
    code_columns: tuple[str, ...] = ()

    def field_of(self, column: str) -> str:
        """Return the model's field that a column fills."""
        return self.fields.get(column, column)


COMMUNES = TableSpec(
    "communes",
    Commune,
    ("code", "name", "type", "slug", "old_units", "old_province"),
    parsers={"old_units": parse_old_units},
    code_columns=("code",),
)
SCHOOLS = TableSpec(
    "schools",
    School,
    (
        "number",
        "name",
        "slug",
        "level",
        "commune_code",
        "old_province",
        "address_before_merger",
        "website",
        "exam_code",
        "source",
        "verified_on",
    ),
    fields={"source": "sources"},
    parsers={"source": parse_sources},
    checks={"website": address_problem},
    code_columns=("commune_code",),
)
PERMALINKS = TableSpec(
    "permalinks",
    Permalink,
    ("number", "kind", "target", "since", "redirect_to"),
)
CONTACTS = TableSpec(
    "contacts",
    Contact,
    ("number", "office", "phone", "hours", "address", "source", "verified_on"),
    checks={"phone": phone_problem},
)


@dataclass(frozen=True)
class LoadedTable(Generic[R]):
    """Rows with their records; a record is None where its row has an error that was noted."""

    file: str
    rows: tuple[Row, ...] = ()
    records: tuple[R | None, ...] = ()
    delimiter: str = ","

    @property
    def complete(self) -> bool:
        """Tell whether every row became a record."""
        return None not in self.records

    @property
    def valid(self) -> tuple[R, ...]:
        """Return the records there are."""
        return tuple(record for record in self.records if record is not None)

    def values(self, column: str) -> dict[str, Origin]:
        """Return the first place of every text of a column, also of rows that have other errors."""
        places: dict[str, Origin] = {}
        for row in self.rows:
            if text := row.text(column):
                places.setdefault(text, row.at(column))
        return places


def load_table(root: Path, spec: TableSpec[R], findings: Findings, known_codes: Collection[str] = ()) -> LoadedTable[R]:
    """Return a spreadsheet's rows and records after noting every problem; empty when it cannot be read."""
    table = read_table(root, FOLDER, spec.stem, spec.columns, findings)
    if table is None:
        return LoadedTable(f"{FOLDER}/{spec.stem}.csv")
    american = _american_dates(table, spec)
    day_first = _day_first_dates(table, spec)
    rows: list[Row] = []
    records: list[R | None] = []
    for row in table.rows:
        mended, codes_are_good = _mend_codes(row, spec, findings, known_codes)
        record = _record(mended, spec, findings, american, day_first, bind=not table.missing)
        rows.append(mended)
        records.append(record if codes_are_good else None)
    return LoadedTable(table.file, tuple(rows), tuple(records), table.delimiter)


def _date_columns(spec: TableSpec[R]) -> list[str]:
    return [column for column in spec.columns if _is_date(spec, column)]


def _is_date(spec: TableSpec[R], column: str) -> bool:
    return spec.model.model_fields[spec.field_of(column)].annotation in (date, date | None)


def _slashed_dates(table: Table, spec: TableSpec[R]) -> list[Any]:
    columns = _date_columns(spec)
    return [found for row in table.rows for column in columns if (found := slashed(row.text(column)))]


def _american_dates(table: Table, spec: TableSpec[R]) -> bool:
    """Tell whether a date only makes sense as month/day/year: then no other slashed date is sure."""
    return any(found.month_first_only for found in _slashed_dates(table, spec))


def _day_first_dates(table: Table, spec: TableSpec[R]) -> bool:
    return any(found.day_first_only for found in _slashed_dates(table, spec))


def _mend_codes(row: Row, spec: TableSpec[R], findings: Findings, known: Collection[str]) -> tuple[Row, bool]:
    """Return the row with its codes as they were meant, so one mistake is told once, and if all were good."""
    cells = dict(row.cells)
    for column in _code_columns(row, spec):
        text = row.text(column)
        damage = damaged_code(text, COMMUNE_DIGITS, known) if text else None
        if damage:
            rule, message, hint, cells[column] = damage
            findings.error(rule, row.at(column), message, hint)
    good = cells == row.cells
    return (row if good else Row(row.origin, cells, row.letters, row.broken)), good


def _code_columns(row: Row, spec: TableSpec[R]) -> tuple[str, ...]:
    """Return the columns that hold a commune's code in this row."""
    if spec.stem == "permalinks":
        return ("number", "target") if row.text("kind") == "commune" else ()
    if spec.stem == "contacts":
        return ("number",) if len(row.text("number")) < COMMUNE_DIGITS else ()
    return spec.code_columns


def _record(row: Row, spec: TableSpec[R], findings: Findings, american: bool, day_first: bool, bind: bool) -> R | None:
    values: dict[str, Any] = {}
    good = not row.broken
    for column in spec.columns:
        if column in row.broken or column not in row.cells:
            continue
        name = spec.field_of(column)
        text = row.cells[column]
        if not text:
            if accepts_none(spec.model.model_fields[name].annotation):
                values[name] = None
            continue
        place = row.at(column)
        check = spec.checks.get(column)
        if check and (problem := check(text)):
            findings.error(f"value.{column}", place, f"{problem[0]}.", problem[1])
            good = False
        elif parser := spec.parsers.get(column):
            try:
                values[name] = parser(text)
            except CellError as problem_found:
                findings.error(f"value.{name.replace('_', '-')}", place, problem_found.message, problem_found.hint)
                good = False
        elif _is_date(spec, column):
            read = _date(text, place, findings, american, day_first)
            good = good and read is not None
            values[name] = read
        else:
            values[name] = text
    if not bind:
        return None
    if good:
        places = {spec.field_of(column): row.at(column) for column in spec.columns}
        return bind_values(spec.model, values, row.origin, places, findings)
    _note_rest(row, spec, values, findings)
    return None


def _note_rest(row: Row, spec: TableSpec[R], values: dict[str, Any], findings: Findings) -> None:
    """Note what the model finds in the other cells of a row that already has a broken one."""
    told = {item.origin for item in findings.items if item.origin.line == row.origin.line}
    more = Findings()
    bind_values(
        spec.model,
        values,
        row.origin,
        {spec.field_of(column): row.at(column) for column in spec.columns},
        more,
    )
    findings.extend(
        item
        for item in more.items
        if item.origin not in told and item.origin.column not in row.broken and item.origin.column
    )


def _date(text: str, place: Origin, findings: Findings, american: bool, day_first: bool) -> date | None:
    """Return the date of a cell. Where day and month could be swapped, the reading is told."""
    read = parse_date(text, allow_slashes=True)
    if isinstance(read, DateProblem):
        findings.error("value.date", place, f"{read.message}.", read.hint)
        return None
    found = slashed(text)
    if found is None or not found.ambiguous or (day_first and not american):
        return read
    other = date(found.year, found.first, found.second)
    if american:
        findings.error(
            "value.date",
            place,
            f"Ngày “{text}” không rõ là {format_date(other)} hay {format_date(read)}, "
            "vì bảng này có ngày viết kiểu Mỹ.",
            f"Viết {other.isoformat()} hoặc {read.isoformat()}.",
        )
        return None
    findings.warning(
        "value.ambiguous-date",
        place,
        f"Ngày “{text}” được hiểu là ngày {read.day} tháng {read.month} năm {read.year}.",
        f"Nếu đúng, viết {read.isoformat()} cho chắc; ý là tháng {other.month} thì viết {other.isoformat()}.",
    )
    return read
