"""What lies in a pack beside sheets: right for the school's pupils, without personal data, safe on other pages."""

from __future__ import annotations

import csv
import io
from datetime import date

import pypdfium2
import pytest
from docx import Document
from pydantic import ValidationError
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from generator.model.school_texts import Log
from generator.print.papers import SLIDE_CODE, PaperKit, paper_jobs
from generator.print.portal import portal_snippet
from generator.print.reading import read_pages
from tests.unit.print_support import (
    CLOSING,
    COMMUNE,
    ENDED,
    ENGINE,
    LONGEST_SCHOOL,
    UNIVERSITY,
    composer,
    material,
    place,
    text_of,
)


def made(paper_id: str, number: str, day: date = CLOSING) -> bytes:
    paper = next(paper for paper in material().page.papers if paper.id == paper_id)
    found = PaperKit(composer(day), ENGINE, place(number)).made(paper)
    assert found is not None
    return found.make()


def files(number: str) -> set[str]:
    return {item.paper.file for item in paper_jobs(composer(), ENGINE, place(number))}


def test_each_kind_of_place_gets_what_it_has_a_use_for() -> None:
    commune, school, university = files(COMMUNE), files(LONGEST_SCHOOL), files(UNIVERSITY)
    assert "so-doc-loa.csv" in commune and "trinh-chieu.pdf" not in commune
    assert {"trinh-chieu.pdf", "sinh-hoat-lop.docx", "chua-du-tuoi.pdf", "thong-bao-phu-huynh.docx"} <= school
    assert "so-doc-loa.csv" in school, "whoever gets scripts is told to write down when they were read"
    assert "trinh-chieu.pdf" in university and "chua-du-tuoi.pdf" not in university


def test_the_deck_is_tagged_wide_and_says_what_the_school_may_hear() -> None:
    pupils = made("slides", LONGEST_SCHOOL)
    document = pypdfium2.PdfDocument(pupils)
    width, height = document[0].get_size()
    assert round(width / height, 2) == 1.78
    assert document.is_tagged()
    words = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    assert len(words) == 8 and any("Chưa đủ 18 tuổi" in page for page in words)
    assert len(pypdfium2.PdfDocument(made("slides", UNIVERSITY))) == 7
    after = pypdfium2.PdfDocument(made("slides", LONGEST_SCHOOL, ENDED))
    said = " ".join(after[number].get_textpage().get_text_bounded() for number in range(len(after)))
    assert "Đợt miễn phí đã hết" in said and "Ai được xét miễn phí" not in said


def test_the_code_on_the_last_slide_leads_to_the_school() -> None:
    (code,) = read_pages(made("slides", LONGEST_SCHOOL), SLIDE_CODE)[-1].codes
    assert code and code.text == composer().address(place(LONGEST_SCHOOL)).code_text
    assert code.margin is not None and code.margin >= 3.8


def test_the_talk_adds_up_to_ten_minutes_and_fits_its_listeners() -> None:
    assert sum(part.minutes for part in material().school.talk.parts) == 10

    def said(number: str) -> str:
        return "\n".join(item.text for item in Document(io.BytesIO(made("talk", number))).paragraphs)

    assert "chưa đăng ký được" in said(LONGEST_SCHOOL) and "chưa đăng ký được" not in said(UNIVERSITY)
    assert "Không thu danh sách" in said(LONGEST_SCHOOL)


def test_notices_are_one_page_and_name_the_school() -> None:
    for paper_id in ("notice", "age-note"):
        sheet = made(paper_id, LONGEST_SCHOOL)
        assert len(pypdfium2.PdfDocument(sheet)) == 1
        assert place(LONGEST_SCHOOL).title in text_of(sheet)
    assert "năm …… Đại diện nhà trường (ký, ghi rõ họ tên)" in text_of(made("notice", LONGEST_SCHOOL))


def test_logs_are_a_page_each_and_ask_nothing_about_people() -> None:
    document = pypdfium2.PdfDocument(made("logs", COMMUNE))
    assert len(document) == len([log for log in material().logs.logs if log.is_for(at_school=False)])
    for log in material().logs.logs:
        headings = " ".join(column.name.lower() for column in log.columns)
        assert not [word for word in ("họ tên", "ngày sinh", "căn cước", "định danh", "điện thoại") if word in headings]


def test_tables_open_in_excel_with_the_place_filled_in() -> None:
    content = made("csv-so-dan-to", COMMUNE)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert content.startswith(b"\xef\xbb\xbf") and rows[0][:3] == ["Số của nơi", "Tên nơi", "Ngày dán"]
    assert {"Dán ở đâu", "Ai dán", "Quét được", "Chụp ảnh"} <= set(rows[0]), "where, by whom, seen to work"
    assert all(row[:2] == [COMMUNE, "Xã Lũng Cú"] and len(row) == len(rows[0]) for row in rows[1:])


def test_the_snippet_fetches_nothing_runs_nothing_and_escapes_names() -> None:
    hostile = place(COMMUNE).model_copy(update={"name": '<script>"Lũng & Cú</script>'})
    html = str(portal_snippet(composer(), hostile))
    tree = HTMLParser(html)
    assert not tree.css("script, img, link, iframe, object, style") and "url(" not in html
    assert "&lt;script&gt;" in html and "&amp; Cú" in html
    assert [link.attributes["href"] for link in tree.css("a")] == [f"https://{composer().edition.host}/{COMMUNE}/"]
    assert "2026" not in html, "a date would grow stale on other pages"


def test_a_log_wider_than_the_page_is_refused() -> None:
    log = material().logs.logs[0]
    with pytest.raises(ValidationError, match="phải đúng 180 mm"):
        Log.model_validate({**log.model_dump(), "columns": [column.model_dump() for column in log.columns[1:]]})
