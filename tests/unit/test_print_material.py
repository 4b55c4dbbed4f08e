"""Sheets as data: sizes that would make a code unreadable, and words with a wrong placeholder, are refused."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from generator.model.print_material import PrintTexts, SerialTexts, Sheet
from generator.print.packs import sent_words
from generator.print.runs import Binder, runs
from tests.unit.print_support import COMMUNE, LONGEST_SCHOOL, UNIVERSITY, composer, material, place

GOOD = {
    "id": "to-thu",
    "name": "Tờ thử",
    "template": "poster",
    "edition": "mono",
    "mark": "T",
    "width": 210,
    "height": 297,
    "margin": 15,
    "code": 65,
    "distance": 650,
    "smallest_module": 2,
}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": 64.9}, "đứng xa 650 mm thì cần ít nhất 65 mm"),
        ({"code": 20, "distance": 200}, "25"),
        ({"smallest_module": 0.5}, "smallest_module"),
        ({"margin": 3}, "margin"),
        ({"template": "../poster"}, "template"),
        ({"id": "Tờ thử"}, "id"),
        ({"edition": "grey"}, "edition"),
        ({"colour": 1}, "colour"),
    ],
)
def test_sheets_that_cannot_work_are_refused(change: dict[str, object], said: str) -> None:
    assert Sheet.model_validate(GOOD).code == 65
    with pytest.raises(ValidationError) as caught:
        Sheet.model_validate(GOOD | change)
    assert said in str(caught.value)


def test_words_know_their_placeholders() -> None:
    with pytest.raises(ValidationError, match=r"có phải “\{serial\}”"):
        SerialTexts(line="Tờ {serail}")
    with pytest.raises(ValidationError, match="không có chỗ điền"):
        PrintTexts.model_validate(material().texts.model_dump() | {"scan": "Gõ {version}"})


@pytest.mark.parametrize("number", [COMMUNE, LONGEST_SCHOOL])
def test_the_numbers_in_a_pack_leave_none_out(number: str) -> None:
    sheets = material().sheets.of(place(number))
    assert [position for position, _ in sheets] == list(range(1, len(sheets) + 1))
    assert all(sheet.is_for(place(number)) for _, sheet in sheets)


def test_a_school_is_told_of_places_that_it_has() -> None:
    uses = {
        sheet.template: material().page.use_of(sheet.template) for _, sheet in material().sheets.of(place(UNIVERSITY))
    }
    said = " ".join(use.of(at_school=True) for use in uses.values() if use)
    assert not re.search("chợ|một cửa|nhà văn hóa|quầy|bà con", said), said
    assert "cổng chợ" in uses["poster"].of(at_school=False) if uses["poster"] else False


def test_a_message_without_marks_tells_the_fee_and_fits_for_a_host_of_22_letters() -> None:
    for number in (COMMUNE, LONGEST_SCHOOL, UNIVERSITY):
        message = sent_words(composer(host="ten-mien-tinh-x.gov.vn"), place(number)).plain
        assert "Sau 2 nam phai tra phi." in message.text and message.used <= message.limit == 160


def test_every_group_of_the_programme_has_words() -> None:
    assert {group.id for group in material().texts.groups} >= {"youth", "household", "enterprise", "cooperative"}


def test_the_ended_words_promise_nothing() -> None:
    texts = material().texts
    ended = [
        *(group.ended for group in texts.groups),
        texts.family.ended,
        texts.minors.ended,
        texts.reason.ended,
        texts.cost.ended,
        texts.short.whom.ended,
        texts.state.ended.line,
    ]
    assert not [text for text in ended if "được miễn phí" in text]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("miễn phí 2 năm", "miễn\u00a0phí 2\u00a0năm"),
        ("Miễn phí cho mọi người", "Miễn\u00a0phí cho mọi người"),
        ("MIỄN PHÍ, miễn phí", "MIỄN\u00a0PHÍ, miễn\u00a0phí"),
        ("biz.vn 250.000 đ", "biz.vn\u00a0250.000\u00a0đ"),
        ("một câu đủ dài để xuống dòng ở cuối", "một câu đủ dài để xuống dòng ở\u00a0cuối"),
        ("câu ngắn thôi", "câu ngắn thôi"),
        ("tie\u0302\u0301ng", "tiếng"),
    ],
)
def test_words_that_belong_together_stay_together(text: str, bound: str) -> None:
    assert Binder(("miễn phí",))(text) == bound


def test_stars_become_bold_runs() -> None:
    assert runs("Một **id.vn**.") == [(False, "Một "), (True, "id.vn"), (False, ".")]
    assert runs("thường") == [(False, "thường")]
