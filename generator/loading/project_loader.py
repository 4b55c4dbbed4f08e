"""A project's folder in, one frozen catalog out, and every problem on the way."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.diagnostics import Diagnostic, Findings, Origin, Severity, UserError, in_reading_order
from generator.geography import neighbours_by_shared_edges
from generator.loading.documents import (
    load_events,
    load_facts,
    load_glossary,
    load_landing_texts,
    load_legal_texts,
    load_programme,
    load_project,
    load_questions,
    load_registrars,
    load_trials,
)
from generator.loading.files import MEGABYTE, decode, read_file
from generator.loading.outlines import load_outlines
from generator.loading.parts import Parts
from generator.loading.permalink_lock import (
    LOCK_FILE,
    PLAN_COMMAND,
    LockedNumber,
    format_lock,
    lock_entry,
    next_signup_number,
    parse_lock,
)
from generator.loading.permalink_relations import signup_targets
from generator.loading.relations import check_relations
from generator.loading.tables import COMMUNES, CONTACTS, PERMALINKS, SCHOOLS, load_table
from generator.model.catalog import Catalog
from generator.model.events import Events
from generator.model.glossary import Glossary
from generator.model.legal import LegalTexts
from generator.model.permalinks import PermalinkKind
from generator.model.questions import Questions
from generator.model.trials import Trials

# Rules that say less about a cell than another one does.
_TOLD_BETTER_BY = {
    "value.pattern": ("reference.commune",),
    "slug.duplicate": ("slug.mismatch",),
    "permalink.retired-in-use": ("permalink.redirect", "permalink.redirect-loop"),
}

# What `phocap permalinks` is there to mend.
_PLANNED_RULES = frozenset({"permalink.missing", "permalink.not-locked", "permalink.no-lock"})


def load_catalog(root: Path) -> tuple[Catalog | None, tuple[Diagnostic, ...]]:
    """Return the project's catalog with every warning, or None with every error too, in reading order."""
    findings = Findings()
    parts = load_parts(root, findings)
    check_relations(parts, findings)
    diagnostics = in_reading_order(_without_echoes(findings.items))
    if findings.errors:
        return None, diagnostics
    return _catalog(parts), diagnostics


def _without_echoes(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics without those whose cell another one explains better."""
    told = {(item.rule, item.origin) for item in diagnostics}
    return [
        item
        for item in diagnostics
        if not any((better, item.origin) in told for better in _TOLD_BETTER_BY.get(item.rule, ()))
    ]


def load_parts(root: Path, findings: Findings) -> Parts:
    """Return everything that the project's files hold, each part as far as it could be read."""
    outlines = load_outlines(root, findings)
    communes = load_table(root, COMMUNES, findings, outlines.places)
    codes = communes.values("code")
    return Parts(
        project=load_project(root, findings),
        programme=load_programme(root, findings),
        facts=load_facts(root, findings),
        registrars=load_registrars(root, findings),
        communes=communes,
        schools=load_table(root, SCHOOLS, findings, codes),
        permalinks=load_table(root, PERMALINKS, findings, codes),
        contacts=load_table(root, CONTACTS, findings, codes),
        outlines=outlines,
        texts=load_landing_texts(root, findings),
        locked=_load_lock(root, findings),
        legal=load_legal_texts(root, findings),
        glossary=load_glossary(root, findings),
        questions=load_questions(root, findings),
        events=load_events(root, findings),
        trials=load_trials(root, findings),
    )


def _load_lock(root: Path, findings: Findings) -> tuple[LockedNumber, ...] | None:
    if not (root / LOCK_FILE).is_file():
        findings.warning(
            "permalink.no-lock",
            Origin(LOCK_FILE),
            "Chưa có tệp khóa số, nên chưa ai giữ được các số đã in.",
            f"Chạy “{PLAN_COMMAND}”, rồi lưu tệp này vào kho mã.",
        )
        return None
    file = read_file(root, LOCK_FILE, MEGABYTE, findings)
    text = decode(file, findings) if file else None
    return None if text is None else parse_lock(text, findings)


def _catalog(parts: Parts) -> Catalog:
    if parts.project.record is None or parts.programme.record is None or parts.texts is None:
        raise AssertionError("a part is missing although no error was noted")
    known = {commune.code for commune in parts.communes.valid}
    shapes = {code: rings for code, rings in parts.outlines.rings.items() if code in known}
    return Catalog(
        project=parts.project.record,
        programme=parts.programme.record,
        facts=parts.facts.records,
        registrars=parts.registrars.records,
        communes=parts.communes.valid,
        schools=parts.schools.valid,
        permalinks=parts.permalinks.valid,
        contacts=parts.contacts.valid,
        texts=parts.texts,
        shapes=shapes,
        neighbours=neighbours_by_shared_edges(shapes),
        legal=parts.legal.record or LegalTexts(),
        glossary=parts.glossary.record or Glossary(),
        questions=parts.questions.record or Questions(),
        events=parts.events.record or Events(),
        trials=parts.trials.record or Trials(),
    )


@dataclass(frozen=True)
class PermalinkPlan:
    """The files that change, by path from the root, as they should be; `count` is of new numbers."""

    files: dict[str, bytes]
    count: int


def plan_permalinks(root: Path, since: date) -> PermalinkPlan:
    """Return permalinks.csv and its lock with a number for every new place and sign-up page; writes nothing.

    Old rows are never touched: new ones are added at the end, dated `since`. UserError when the data has
    another problem, when a promise is broken, or when the table is a workbook.
    """
    findings = Findings()
    parts = load_parts(root, findings)
    check_relations(parts, findings)
    in_the_way = [
        item for item in findings.items if item.severity is Severity.ERROR and item.rule not in _PLANNED_RULES
    ]
    if in_the_way:
        raise UserError(in_reading_order(in_the_way))
    name = parts.permalinks.file
    if not name.endswith(".csv"):
        raise UserError(
            Diagnostic(
                "permalink.workbook",
                Origin(name),
                "Bảng số phải là tệp CSV thì máy mới thêm số được.",
                "Mở bằng Excel, lưu dạng “CSV UTF-8” với tên permalinks.csv, rồi bỏ tệp .xlsx.",
            )
        )
    locked = parts.locked or ()
    new = _new_numbers(parts, locked)
    known = {item.number for item in locked}
    unlocked = [lock_entry(link) for link in parts.permalinks.valid if link.number not in known]
    files: dict[str, bytes] = {}
    if new:
        files[name] = _with_rows(root, name, parts.permalinks.delimiter, new, since)
    if new or unlocked or parts.locked is None:
        files[LOCK_FILE] = format_lock([*locked, *unlocked, *new]).encode()
    return PermalinkPlan(files, len(new) + len(unlocked))


def _new_numbers(parts: Parts, locked: tuple[LockedNumber, ...]) -> list[LockedNumber]:
    """Return a number for each target without one: places under their own, sign-up pages in order."""
    links = parts.permalinks.valid
    numbered = {(link.kind, link.target) for link in links if not link.retired}
    new = [
        LockedNumber(target, kind, target)
        for kind, targets in (
            (PermalinkKind.COMMUNE, [commune.code for commune in parts.communes.valid]),
            (PermalinkKind.SCHOOL, [school.number for school in parts.schools.valid]),
        )
        for target in targets
        if (kind, target) not in numbered
    ]
    taken = {*(link.number for link in links), *(item.number for item in locked)}
    for target in signup_targets(parts):
        if (PermalinkKind.SIGNUP, target) in numbered:
            continue
        number = next_signup_number(taken)
        if number is None:
            raise UserError(
                Diagnostic(
                    "permalink.used-up",
                    Origin(parts.permalinks.file),
                    f"Đã dùng hết số từ 1 đến 99, không còn số cho {target}.",
                    "Số đã cấp không được dùng lại; hãy hỏi người phụ trách chương trình.",
                )
            )
        taken.add(str(number))
        new.append(LockedNumber(str(number), PermalinkKind.SIGNUP, target))
    return new


def _with_rows(root: Path, name: str, delimiter: str, new: list[LockedNumber], since: date) -> bytes:
    """Return the file's own bytes with rows added in its own delimiter and line ends."""
    content = (root / name).read_bytes()
    line_end = "\r\n" if b"\r\n" in content else "\n"
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter=delimiter, lineterminator=line_end)
    for item in new:
        writer.writerow([item.number, item.kind.value, item.target, since.isoformat(), ""])
    if not content.endswith(b"\n"):
        content += line_end.encode()
    return content + rows.getvalue().encode()
