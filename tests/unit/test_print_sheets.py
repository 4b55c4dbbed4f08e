"""What sheets say: by place, by state of the offer, with a serial that changes only with the words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.diagnostics import UserError
from generator.model.project import Edition
from generator.print import composer_of
from tests.unit.print_support import (
    BEFORE,
    CLOSING,
    COMMUNE,
    ENDED,
    HOST,
    LONGEST_SCHOOL,
    OPEN,
    ROOT,
    UNIVERSITY,
    catalog,
    composer,
    content,
    material,
    place,
)

POSTER, CARD = "to-a4-den-trang", "the-a6-den-trang"


def words(part: Any) -> str:
    """Return the words of a value made of runs, no-break spaces as spaces."""
    return "".join(text for _, text in part).replace("\u00a0", " ")


def group_titles(number: str) -> list[str]:
    return [words(group["title"]) for group in content(POSTER, number).values["groups"]]


def test_a_commune_speaks_to_every_group() -> None:
    values = content(POSTER, COMMUNE).values
    assert values["place"] == {"name": "Xã Lũng Cú", "province": "tỉnh Tuyên Quang"}
    assert group_titles(COMMUNE) == ["Từ đủ 18 đến 23 tuổi", "Hộ kinh doanh", "Doanh nghiệp mới", "Hợp tác xã"]
    assert "miễn phí" not in words(values["groups"][3]["text"]).split("dịch vụ số;")[1]


def test_a_school_leads_with_the_young_and_tells_pupils_to_wait() -> None:
    assert group_titles(LONGEST_SCHOOL)[:2] == ["Từ đủ 18 đến 23 tuổi", "Em chưa đủ 18 tuổi?"]
    assert content(POSTER, LONGEST_SCHOOL).values["headline"]["plain"].replace("\u00a0", " ") == "Tên miền id.vn"


def test_short_words_at_a_school_never_promise_id_vn_to_a_business() -> None:
    for number in (LONGEST_SCHOOL, UNIVERSITY):
        assert "kinh doanh" not in words(content(CARD, number).values["short"]["whom"])
    assert "chưa được" in words(content(CARD, LONGEST_SCHOOL).values["short"]["whom"])
    assert "hộ kinh doanh" in words(content(CARD, COMMUNE).values["short"]["whom"])


def test_a_university_has_no_note_for_pupils() -> None:
    assert "Em chưa đủ 18 tuổi?" not in group_titles(UNIVERSITY)
    assert len(group_titles(UNIVERSITY)) == 4


@pytest.mark.parametrize(
    ("day", "said", "icon"),
    [
        (BEFORE, "Chưa mở, bắt đầu ngày 01/01/2026", "calendar"),
        (OPEN, "Mở đến hết ngày 31/12/2026", "calendar"),
        (CLOSING, "Sắp hết hạn: đến hết 31/12/2026", "clock"),
        (ENDED, "Đợt miễn phí đã hết ngày 31/12/2026", "calendar"),
    ],
)
def test_the_state_of_the_offer_decides_the_words(day: date, said: str, icon: str) -> None:
    state = content(POSTER, COMMUNE, day).values["state"]
    assert (words(state["lines"][0]), state["icon"]) == (said, icon)


def test_an_ended_sheet_says_that_it_waits_and_what_it_costs() -> None:
    values = content(POSTER, COMMUNE, ENDED).values
    assert "đang chờ chính sách mới" in words(values["state"]["detail"])
    assert words(values["cost"]).startswith("Nay đăng ký phải trả phí mỗi năm: id.vn 50.000 đ")
    assert "miễn phí" not in values["headline"]["accent"].replace("hết đợt miễn\u00a0phí", "")


def test_a_release_carries_no_trial_mark() -> None:
    assert content(POSTER, COMMUNE).style["trial"]["mark"] == "BẢN THỬ"
    assert content(POSTER, COMMUNE, release=True).style["trial"] is None


def test_the_serial_names_place_and_sheet_and_changes_with_the_words_only() -> None:
    first = words(content(POSTER, COMMUNE, OPEN).values["serial"])
    assert first.startswith("Tờ 00715-A4D, bản ")
    assert len(first.rsplit(" ", 1)[1]) == 6
    assert words(content(POSTER, COMMUNE, date(2026, 3, 2)).values["serial"]) == first
    assert words(content(POSTER, COMMUNE, ENDED).values["serial"]) != first


def test_a_sheet_owes_nothing_to_words_that_it_does_not_show() -> None:
    texts = material().texts
    other = texts.model_copy(update={"pocket": texts.pocket.model_copy(update={"never": "Câu khác."})})
    changed = composer_of(
        catalog(), Edition(CLOSING, HOST, False), ROOT, material().model_copy(update={"texts": other})
    )
    before = {item.sheet.id: item for item in composer().contents(place(COMMUNE))}
    after = {item.sheet.id: item for item in changed.contents(place(COMMUNE))}
    pocket = {item.sheet.id for item in before.values() if item.sheet.template == "pocket"}
    assert {name for name in before if before[name].serialised != after[name].serialised} == pocket
    assert {name for name in before if before[name].version != after[name].version} == pocket
    pictures = [[item.serialised for item in one.images(place(COMMUNE))] for one in (composer(), changed)]
    assert pictures[0] == pictures[1]


def test_paths_are_plain_and_unique() -> None:
    made = composer()
    paths = [item.path for item in made.contents(place(COMMUNE))]
    paths += [item.path for item in made.images(place(COMMUNE))]
    assert len(paths) == len(set(paths))
    assert f"{COMMUNE}/to-a4-den-trang.pdf" in paths
    assert f"{COMMUNE}/chia-se.png" in paths
    assert all(path.isascii() for path in paths)


def test_a_code_that_would_get_too_small_stops_with_the_remedy() -> None:
    with pytest.raises(UserError, match=r"content/print/sheets\.yml.*33 ô mỗi cạnh.*cần ít nhất 2 mm"):
        list(composer(host="mot-ten-trang-rat-dai-cua-tinh-tuyen-quang-de-thu.gov.vn").contents(place(COMMUNE)))
