"""Finished sheets and papers before a validator of its own making: 154 rules of PDF/A-2a, 104 of PDF/UA-1.

veraPDF needs Java; this one passes veraPDF's corpus of right and wrong files, and needs nothing.
"""

from __future__ import annotations

import re

import page
import pytest

from generator.model.print_material import Sheet
from generator.print.papers import PaperKit, paper_jobs
from generator.print.province import Chapter, province_document
from tests.unit.print_support import COMMUNE, ENGINE, LONGEST_SCHOOL, ROOT, composer, material, pdf, place

SHEETS = material().sheets.sheets
# The validator measures a stream to the line end before "endstream" and takes a last data byte of 0x0d for a part of
# it; `wrong_lengths` looks at the same rule by the stated length.
_MEASURED_BY_EYE = "PDFA2A-STREAM-LENGTH-001"


def broken_rules(content: bytes, *profiles: page.ValidationProfile) -> set[str]:
    """Return the ids of the rules that a PDF breaks."""
    reports = [page.validate_pdf_bytes(content, profile=profile) for profile in profiles]
    found = {failure.rule_id for report in reports for failure in report.failures}
    return found - {_MEASURED_BY_EYE} | ({"length"} if wrong_lengths(content) else set())


def wrong_lengths(content: bytes) -> list[int]:
    """Return where a stream does not end where its length says."""
    starts = re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", content)
    return [at.start() for at in starts if content[at.end() + int(at[1]) :][:12].lstrip(b"\r\n")[:9] != b"endstream"]


BOTH = (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
@pytest.mark.parametrize("release", [False, True])
def test_a_sheet_keeps_every_rule_of_the_archive_and_of_readers_aloud(sheet: Sheet, release: bool) -> None:
    number = LONGEST_SCHOOL if sheet.is_for(place(LONGEST_SCHOOL)) else COMMUNE
    assert broken_rules(pdf(sheet.id, number, release=release), *BOTH) == set()


@pytest.mark.parametrize("number", [COMMUNE, LONGEST_SCHOOL])
def test_every_paper_of_a_pack_keeps_them_too(number: str) -> None:
    made = [paper.job for paper in paper_jobs(composer(), ENGINE, place(number))]
    papers = {job.path: job.make() for job in made if job.path.endswith(".pdf")}
    papers["read first"] = PaperKit(composer(), ENGINE, place(number)).read_first(["a.pdf"]).make()
    assert len(papers) >= 2
    assert {path: broken for path, content in papers.items() if (broken := broken_rules(content, *BOTH))} == {}


@pytest.mark.parametrize("sheet", material().sheets.print_shop, ids=lambda sheet: sheet.id)
def test_a_bound_book_for_a_print_shop_is_tagged(sheet: Sheet) -> None:
    chapters = [Chapter("Xã, phường", [place(COMMUNE)])]
    if sheet.is_for(place(LONGEST_SCHOOL)):
        chapters.append(Chapter("Trường", [place(LONGEST_SCHOOL)]))
    book = province_document(composer(), ROOT, sheet, chapters, sheet.name)
    assert broken_rules(book, page.ValidationProfile.PDF_UA_1) == set()


def test_the_validator_misses_what_is_taken_away() -> None:
    whole = pdf("to-a4-mau", COMMUNE)
    for taken, put, profile in [
        (b"/Lang", b"/Xang", page.ValidationProfile.PDF_UA_1),
        (b"/Alt", b"/Xlt", page.ValidationProfile.PDF_UA_1),
        (b"/FontFile", b"/XontFile", page.ValidationProfile.PDF_A_2A),
    ]:
        assert taken in whole
        assert broken_rules(whole.replace(taken, put), profile), taken
    assert wrong_lengths(whole.replace(b"/Length 7", b"/Length 6", 1))


def test_a_bound_book_for_the_archive_keeps_every_rule_too() -> None:
    chapters = [Chapter("Xã, phường", [place(COMMUNE)]), Chapter("Trường", [place(LONGEST_SCHOOL)])]
    assert broken_rules(province_document(composer(), ROOT, SHEETS[0], chapters, "Cả tỉnh"), *BOTH) == set()
