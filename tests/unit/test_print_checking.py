"""What cannot be composed for paper is told before anything is laid out, in every state of the offer to come."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.cache import Cache
from generator.model.print_material import PrintMaterial
from generator.model.project import Edition
from generator.print.checking import check_layout, check_links_of_packs, check_print
from tests.unit.print_support import CLOSING, HOST, LONGEST_SCHOOL, ROOT, catalog, material


def told(changed: PrintMaterial, host: str = HOST) -> list[str]:
    return [str(item) for item in check_print(catalog(), Edition(CLOSING, host, False), ROOT, changed)]


def with_pack(**messages: Any) -> PrintMaterial:
    pack = material().pack
    changed = pack.model_copy(update={"messages": pack.messages.model_copy(update=messages)})
    return material().model_copy(update={"pack": changed})


def with_sheet(**fields: Any) -> PrintMaterial:
    first, *others = material().sheets.sheets
    sheets = material().sheets.model_copy(update={"sheets": (first.model_copy(update=fields), *others)})
    return material().model_copy(update={"sheets": sheets})


def test_the_real_words_can_be_composed() -> None:
    assert told(material()) == []


@pytest.mark.parametrize("state", ["text", "school", "ended"])
def test_a_message_that_costs_two_is_told_also_for_a_state_to_come(state: str) -> None:
    words = material().pack.messages.plain_sms
    (problem,) = told(with_pack(plain_sms=words.model_copy(update={state: "Xin chao ba con. " * 10})))
    assert problem.startswith("content/print/pack.yml, dòng ") and "messages.plain_sms" in problem
    assert "dài 170 ký tự, một tin chỉ chứa 160. → Rút ngắn" in problem


def test_a_sheet_to_a_group_that_is_not_there_is_told_at_its_line() -> None:
    (problem,) = told(with_sheet(group="yuoth"))
    assert problem.startswith("content/print/sheets.yml, dòng 16, mục sheets[to-a4-den-trang].group: ")
    assert "Dùng một trong: youth, household, enterprise, cooperative" in problem


def test_a_code_whose_modules_get_too_small_is_told_once_for_each_sheet() -> None:
    (problem,) = told(with_sheet(code=45, distance=450))
    assert "mục sheets[to-a4-den-trang].code: " in problem and "mỗi ô chỉ 1,8 mm, cần ít nhất 2 mm" in problem


def test_a_group_without_words_is_told() -> None:
    texts = material().texts
    fewer = texts.model_copy(update={"groups": texts.groups[:-1]})
    assert "Nhóm “cooperative”" in told(material().model_copy(update={"texts": fewer}))[0]


def test_a_file_that_nobody_can_make_is_told_at_its_line() -> None:
    page = material().page
    changed = page.model_copy(update={"papers": (page.papers[0].model_copy(update={"id": "talks"}), *page.papers[1:])})
    (problem,) = told(material().model_copy(update={"page": changed}))
    assert "content/print/page.yml, dòng 7" in problem and "không biết làm tệp “talks”. → Dùng được: speech" in problem


def test_a_link_to_a_page_that_is_not_there_is_told() -> None:
    there = {f"{link.page}index.html" for link in material().page.more}
    assert check_links_of_packs(material(), there) == []
    (problem,) = check_links_of_packs(material(), there - {"cho-can-bo/index.html"})
    assert "“Cho cán bộ xã, phường” dẫn tới “cho-can-bo/”, không có trang này" in str(problem)


def test_words_too_long_for_their_paper_are_told_before_a_build() -> None:
    lesson = material().school.slides.pages[0]
    long = lesson.lines[0].model_copy(update={"text": "Gặp mã QR lạ: xem địa chỉ trước khi bấm. " * 20})
    deck = material().school.slides.model_copy(update={"pages": (lesson.model_copy(update={"lines": (long,)}),)})
    changed = material().model_copy(update={"school": material().school.model_copy(update={"slides": deck})})
    few = replace(catalog(), communes=(), schools=tuple(s for s in catalog().schools if s.number == LONGEST_SCHOOL))
    with Cache.in_memory() as cache:
        found = check_layout(few, Edition(CLOSING, HOST, False), ROOT, changed, cache.memo)
        kept = len(cache.entries())
    (problem,) = found
    assert "content/print/school.yml: Không dàn được tờ “Trình chiếu" in str(problem) and "Rút ngắn" in problem.hint
    assert kept > 20, "what fits is laid out once, for the build too"
