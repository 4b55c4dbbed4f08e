"""Many owners at once: one ZIP a row, both cores, a bad row told and passed over, taken up again where it stopped."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from generator.artifact import path_problem
from generator.cache import fingerprint
from generator.diagnostics import Diagnostic, Findings, Origin, Severity, UserError
from generator.handover.maker import Workshop
from generator.handover.output import write_site
from generator.loading.hygiene import hidden_problem
from generator.starter.answers import Answers
from generator.starter.loading import written_answers
from generator.starter.owners import OwnerRow, column_of, read_owners
from generator.starter.photos import photo_file, photos_of
from generator.text import fold, slugify

JOURNAL = ".phocap-lo.jsonl"
SUMMARY = "tong-hop"
PHOTO_FOLDER = "anh"
ENGINE_FILES = ("themes/starter/**/*", "content/starter/*.*", "assets/tokens.json", "generator/starter/**/*.py")

_HEADINGS = ("dòng", "tên", "loại", "tên miền", "tệp", "kết quả", "nặng (kB)", "chỗ sai", "cách sửa")


@dataclass(frozen=True)
class Outcome:
    """What became of a row: "xong", "giữ nguyên" (nothing changed), "đã sửa tay" or "lỗi"."""

    line: int
    name: str
    kind: str
    domain: str
    file: str
    result: str
    size: int = 0
    problems: tuple[Diagnostic, ...] = ()
    key: str = ""
    digest: str = ""

    @property
    def failed(self) -> bool:
        """Tell whether the row has no site of its present answers."""
        return self.result in ("lỗi", "đã sửa tay")


@dataclass(frozen=True)
class Task:
    """One row on its way to a worker. All of it travels between processes. `kept` is what the journal says of it."""

    row: OwnerRow
    file: str
    photos: Path | None
    out: Path
    engine: str
    kept: Mapping[str, str] = field(default_factory=dict)


def run_batch(
    owners: Path, out: Path, workshop: Workshop, progress: Callable[[int, int], None], workers: int = 0
) -> list[Outcome]:
    """Build the ZIPs of a list into a folder and write the summary; outcomes are in the order of the rows.

    UserError when the table as a whole cannot be read or the folder cannot be written.
    """
    findings = Findings()
    rows = read_owners(owners, findings)
    findings.raise_errors()
    with _writing(out):
        out.mkdir(parents=True, exist_ok=True)
        (out / JOURNAL).touch()
    done = _journal(out / JOURNAL)
    engine = _engine(workshop)
    outcomes: dict[int, Outcome] = {}
    tasks: list[Task] = []
    for row, file in _named(rows):
        if row.answers is None:
            outcomes[row.origin.line] = _failed(row, file, row.findings.items)
            continue
        photos = _photo_folder(owners.parent / PHOTO_FOLDER, row.photos)
        tasks.append(Task(row, file, photos, out, engine, done.get(file, {})))
    total = len(rows)
    progress(len(outcomes), total)
    with (out / JOURNAL).open("a", encoding="utf-8") as journal:
        journal.write("\n" if done else "")  # after a line that was cut short
        for outcome in _made(tasks, workshop, workers or os.cpu_count() or 1):
            outcomes[outcome.line] = outcome
            if outcome.digest and outcome.result == "xong":
                line = {"file": outcome.file, "key": outcome.key, "zip": outcome.digest}
                journal.write(json.dumps(line) + "\n")
                journal.flush()
            progress(len(outcomes), total)
    found = [outcomes[line] for line in sorted(outcomes)]
    with _writing(out / f"{SUMMARY}.xlsx"):
        _write_summary(out, found)
    return found


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        message = f"Không ghi được “{path.name}”: {problem.strerror or problem}."
        hint = "Đóng tệp này nếu đang mở trong Excel, xem chỗ trống và quyền ghi, rồi chạy lại: gói đã làm thì giữ."
        raise UserError(Diagnostic("starter.output", Origin(path.name), message, hint)) from problem


def _made(tasks: Sequence[Task], workshop: Workshop, workers: int) -> Iterator[Outcome]:
    """Yield what became of each row as soon as it is known: rows with many photos hold nobody up."""
    if workers == 1 or len(tasks) < 4:
        yield from (_work(workshop, task) for task in tasks)
        return
    _ = workshop.judge, workshop.free_years("")  # read once, before the workers are made
    with ProcessPoolExecutor(workers, initializer=_prepare, initargs=(workshop,)) as pool:
        for ended in as_completed([pool.submit(_work_there, task) for task in tasks]):
            yield ended.result()


_here: list[Workshop] = []


def _prepare(workshop: Workshop) -> None:
    _here[:] = [workshop]


def _work_there(task: Task) -> Outcome:
    return _work(_here[0], task)


def _work(workshop: Workshop, task: Task) -> Outcome:
    """Build and write one row's ZIP. Whatever goes wrong is this row's trouble alone."""
    row, findings = task.row, Findings(list(task.row.findings.items))
    assert row.answers is not None
    key, target = _key(row.kind, row.answers, task.photos, task.engine), task.out / task.file
    if task.kept and task.kept["key"] == key and _digest(target) == task.kept["zip"]:
        size = target.stat().st_size
        return _outcome(row, task.file, "giữ nguyên", size, row.findings.items, key, task.kept["zip"])
    try:
        made = workshop.make_of(row.kind, row.answers, written_answers(row.kind, row.answers), task.photos, findings)
        write_site(target, made.site)
    except UserError as problem:
        placed = [_at_row(item, row) for item in problem.diagnostics]
        edited = any(item.rule in ("starter.edited", "starter.not-ours") for item in placed)
        return _failed(row, task.file, placed, "đã sửa tay" if edited else "lỗi")
    warnings = [_at_row(item, row) for item in made.warnings]
    return _outcome(row, task.file, "xong", target.stat().st_size, warnings, key, _digest(target))


def _at_row(item: Diagnostic, row: OwnerRow) -> Diagnostic:
    return Diagnostic(item.rule, row.origin.at(column_of(item.origin.column)), item.message, item.hint, item.severity)


def _failed(row: OwnerRow, file: str, problems: Sequence[Diagnostic], result: str = "lỗi") -> Outcome:
    return _outcome(row, file, result, 0, problems, "", "")


def _outcome(
    row: OwnerRow, file: str, result: str, size: int, problems: Sequence[Diagnostic], key: str, digest: str
) -> Outcome:
    domain = row.answers.domain if row.answers else row.domain
    return Outcome(row.origin.line, row.name, row.kind, domain, file, result, size, tuple(problems), key, digest)


def _named(rows: Sequence[OwnerRow]) -> Iterator[tuple[OwnerRow, str]]:
    """Yield each row with the name of its ZIP: the domain, else the name and the row's number; no two alike."""
    taken: dict[str, int] = {}
    for row in rows:
        domain = row.answers.domain if row.answers else ""
        stem = domain or f"{slugify(row.name)[:50] or 'trang'}-dong-{row.origin.line}"
        if path_problem(f"{stem}.zip"):
            stem = f"dong-{row.origin.line}"
        if stem in taken and row.answers is not None:
            place = row.origin.at("tên miền")
            message = f"Tên miền “{domain}” đã có ở dòng {taken[stem]}."
            row.findings.error("starter.duplicate", place, message, "Xóa một trong hai dòng.")
            yield (
                OwnerRow(row.origin, row.name, row.kind, None, row.photos, row.domain, row.findings),
                f"{stem}-{row.origin.line}.zip",
            )
            continue
        taken.setdefault(stem, row.origin.line)
        yield row, f"{stem}.zip"


def _photo_folder(base: Path, name: str) -> Path | None:
    """Return the folder of an owner's photos inside the base; a name that would leave it means none."""
    if not name or path_problem(name) or hidden_problem(name):
        return None
    if not (base / name).is_dir() and base.is_dir():
        alike = [path for path in base.iterdir() if path.is_dir() and fold(path.name) == fold(name)]
        return alike[0] if len(alike) == 1 else base / name
    return base / name


def _key(kind: str, answers: Answers, photos: Path | None, engine: str) -> str:
    """Return a hash of all that a row's ZIP depends on."""
    parts: list[str | bytes] = [engine, kind, answers.model_dump_json(), str(answers.look)]
    for photo in photos_of(answers):
        file = photo_file(photo.file, photos) if photos is not None and photos.is_dir() else None
        parts.append(file.read_bytes() if file else b"")
    return fingerprint("starter", parts)


def _engine(workshop: Workshop) -> str:
    """Return a hash of everything but the answers that a site depends on; the day is not part of it."""
    root = workshop.root
    files = sorted({file for pattern in ENGINE_FILES for file in root.glob(pattern) if file.is_file()})
    return fingerprint("engine", [part for file in files for part in (file.name, file.read_bytes())])


def _journal(path: Path) -> dict[str, dict[str, str]]:
    done: dict[str, dict[str, str]] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError, KeyError, TypeError):
                entry = json.loads(line)
                done[str(entry["file"])] = {"key": str(entry["key"]), "zip": str(entry["zip"])}
    return done


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _write_summary(out: Path, outcomes: Sequence[Outcome]) -> None:
    rows = [_summary_row(outcome) for outcome in outcomes]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    (out / f"{SUMMARY}.csv").write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())
    (out / f"{SUMMARY}.xlsx").write_bytes(_workbook(rows))


def _summary_row(outcome: Outcome) -> list[str | int]:
    shown = [item for item in outcome.problems if outcome.failed is (item.severity is Severity.ERROR)] or list(
        outcome.problems
    )
    return [
        outcome.line,
        outcome.name,
        outcome.kind,
        outcome.domain,
        "" if outcome.result == "lỗi" else outcome.file,
        outcome.result,
        round(outcome.size / 1000) if outcome.size else "",
        "; ".join(f"{item.origin.column}: {item.message}" if item.origin.column else item.message for item in shown),
        "; ".join(dict.fromkeys(item.hint for item in shown if item.hint)),
    ]


def _harmless(cell: str | int) -> str | int:
    """Return a cell that a spreadsheet takes for text, never for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _workbook(rows: Sequence[Sequence[str | int]]) -> bytes:
    from openpyxl import Workbook  # slow to import, and only batches need it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Tổng hợp")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGHI", (7, 32, 10, 26, 32, 13, 10, 70, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    heads = [WriteOnlyCell(sheet, heading) for heading in _HEADINGS]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        cells = [WriteOnlyCell(sheet, value) for value in row]
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type = "s"  # a name that begins with "=" is a name
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
