"""Vietnamese for the ear: numbers, dates and money as announcers say them, and what no one can read aloud."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.spoken import (
    date_words,
    digit_words,
    money_words,
    number_words,
    say_numbers,
    say_words,
    syllables,
    unspeakable,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (18, "mười tám"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (23, "hai mươi ba"),
        (24, "hai mươi tư"),
        (45, "bốn mươi lăm"),
        (101, "một trăm linh một"),
        (110, "một trăm mười"),
        (1800, "một nghìn tám trăm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (2030, "hai nghìn không trăm ba mươi"),
        (50_000, "năm mươi nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (2_500_000_000, "hai tỷ năm trăm triệu"),
    ],
)
def test_numbers_are_said_as_people_say_them(number: int, words: str) -> None:
    assert number_words(number) == words


@given(st.integers(0, 10**9))
def test_every_number_can_be_read_aloud(number: int) -> None:
    assert not list(unspeakable(number_words(number)))


def test_days_money_and_digits() -> None:
    assert date_words(date(2026, 12, 31)) == ("ngày ba mươi mốt tháng mười hai năm hai nghìn không trăm hai mươi sáu")
    assert date_words(date(2027, 4, 5)).startswith("ngày mồng năm tháng tư năm")
    assert money_words(250_000) == "hai trăm năm mươi nghìn đồng"
    assert digit_words("02215") == "không hai hai một năm"
    assert say_numbers("phường Hà Giang 2") == "phường Hà Giang hai"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hạn là 31/12", ["31/12"]),
        ("Hỏi UBND xã", ["UBND"]),
        ("Trường THCS&THPT", ["THCS&THPT"]),
        ("vào tenmien.vn nhé", ["tenmien.vn"]),
        ("giá 50% thôi", ["50%"]),
        ("mã OTP, số 5", ["5", "OTP"]),
        ("năm mươi đ", ["đ"]),
        ("Ủy ban nhân dân xã. Xin cảm ơn.", []),
        ("chấm vi en, gạch chéo, ích xì", []),
    ],
)
def test_what_cannot_be_read_aloud_is_found(text: str, found: list[str]) -> None:
    assert list(unspeakable(text)) == found


def test_longer_spellings_win_and_words_stay_whole() -> None:
    said = {"THPT": "trung học phổ thông", "THCS&THPT": "hai cấp"}
    assert say_words("Trường THCS&THPT, THPT, XTHPT", said) == "Trường hai cấp, trung học phổ thông, XTHPT"


def test_syllables_are_written_words() -> None:
    assert syllables("Kính thưa bà con xã Lũng Cú.") == 7
    assert syllables("ai đi, chấm vi en") == 5
