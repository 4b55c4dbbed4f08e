"""Codes in books for a print shop, read back from their pages: chapter by chapter in a build, whole when asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial

from generator import decoding
from generator.cache import Memo, fingerprint
from generator.diagnostics import Diagnostic, Origin
from generator.model.places import Place
from generator.model.print_material import Sheet
from generator.print import reading
from generator.print.sheets import Composer
from generator.print.verification import QUICK, READING, Way, code_problem


@dataclass(frozen=True)
class PagesReport:
    """What reading the pages of a document found: how many are right, and what is wrong."""

    right: int
    findings: tuple[Diagnostic, ...]


def read_pages(
    composer: Composer, sheet: Sheet, places: Sequence[Place], pdf: bytes, memo: Memo, origin: Origin, way: Way = QUICK
) -> PagesReport:
    """Read every code of a document of one sheet of some places, in their order.

    `memo` keeps what was read; `origin` is what a finding names. Right is what is right on a single sheet.
    """
    key = (READING, str(way), *map(str, sheet.codes), fingerprint("pdf", [pdf]))
    pages = json.loads(memo("print-book-read", key, partial(_read, pdf, sheet.codes, way)))
    if len(pages) != len(places):
        return PagesReport(0, (_wrong(origin, f"Có {len(pages)} trang, phải là {len(places)}."),))
    findings = []
    for number, (place, page) in enumerate(zip(places, pages, strict=True), start=1):
        text = composer.address(place).code_text
        if problem := next(filter(None, (code_problem(text, code) for code in page["codes"])), ""):
            shown = "" if way == QUICK else f" ({way})"
            findings.append(_wrong(origin, f"Trang {number}, {place.full_name}: {problem}{shown}."))
    return PagesReport(len(places) - len(findings), tuple(findings))


def _wrong(origin: Origin, message: str) -> Diagnostic:
    return Diagnostic("print.unreadable", origin, message, "Không đem in tập này; dựng lại.")


def _read(pdf: bytes, codes: tuple[float, int], way: Way) -> bytes:
    seen = reading.read_pages(pdf, *codes, way.dots_per_inch, decoding.BOTH[way.reader])
    return json.dumps([asdict(page) for page in seen]).encode()
