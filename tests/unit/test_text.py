"""Vietnamese text: folding, slugs, the alphabet, hidden characters, near words."""

from __future__ import annotations

import string
import unicodedata
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import (
    capitalise,
    first_hidden_character,
    fold,
    format_date,
    format_money,
    format_number,
    hidden_characters,
    nearest,
    nfc,
    slugify,
    sort_key,
)

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = "aăâeêioôơuưy"

letters = st.builds(
    lambda letter, tone: nfc(letter + (tone if letter in VOWELS else "")),
    st.sampled_from(LETTERS),
    st.sampled_from(TONES),
)
words = st.text(alphabet=st.one_of(letters, st.sampled_from(" -0123456789")), max_size=30)
vietnamese = st.one_of(words, words.map(str.upper), words.map(str.title))


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@given(vietnamese)
def test_both_spellings_of_unicode_fold_slug_and_sort_alike(text: str) -> None:
    assert fold(nfc(text)) == fold(nfd(text))
    assert slugify(nfc(text)) == slugify(nfd(text))
    assert sort_key(nfc(text))[:2] == sort_key(nfd(text))[:2]


@given(vietnamese)
def test_folded_vietnamese_is_lower_case_ascii_and_stays_so(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert folded == folded.lower() == fold(folded)


@given(st.text())
def test_a_slug_of_anything_is_safe_in_an_address(text: str) -> None:
    slug = slugify(text)
    assert set(slug) <= set(string.ascii_lowercase + string.digits + "-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    assert slugify(slug) == slug


@given(st.lists(st.text(), max_size=8))
def test_any_texts_can_be_sorted_together(texts: list[str]) -> None:
    ordered = sorted(texts, key=sort_key)
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


@given(st.text(), st.text())
def test_only_equal_texts_have_equal_keys(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(letters, letters, words)
def test_the_letter_decides_before_the_tone(one: str, other: str, rest: str) -> None:
    rank = {letter: LETTERS.index(letter) for letter in LETTERS}
    first, second = rank[_without_tone(one)], rank[_without_tone(other)]
    if first != second:
        assert (sort_key(one + rest) < sort_key(other + rest)) == (first < second)


def _without_tone(letter: str) -> str:
    return nfc("".join(mark for mark in nfd(letter) if mark not in TONES[1:]))


def test_the_alphabet_is_the_vietnamese_one() -> None:
    shuffled = sorted(LETTERS)
    assert "".join(sorted(shuffled, key=sort_key)) == LETTERS


def test_tones_follow_the_dictionary() -> None:
    assert sorted("ạáãảàa", key=sort_key) == list("aàảãáạ")
    assert sorted("ặắẵẳằă", key=sort_key) == list("ăằẳẵắặ")


@pytest.mark.parametrize(
    "in_order",
    [
        ["Hà Giang 1", "Hà Giang 2", "Hà Giang 10"],
        ["An Tường", "Âu Cơ", "Bạch Xa", "Dân Chủ", "Đồng Văn", "Em"],
        ["Tân An", "Tân Mỹ", "Thái Bình", "Thàng Tín"],
        ["lũng cú", "Lũng Phìn"],
        ["Xín Mần", "Ỷ La", "Yên Lập", "Yên Sơn"],
        ["THPT Tháng 10", "THPT Tháng Mười"],
    ],
)
def test_names_stand_as_a_reader_looks_for_them(in_order: list[str]) -> None:
    backwards = in_order[::-1]
    assert sorted(backwards, key=sort_key) == in_order


@pytest.mark.parametrize("digit", ["²", "①", "٣", "৪"])
def test_digits_of_other_kinds_are_no_numbers_to_us(digit: str) -> None:
    assert sort_key(f"Khu {digit}") != sort_key("Khu 2")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Điều kiện được miễn phí", "dieu-kien-duoc-mien-phi"),
        ("Pờ Ly Ngài", "po-ly-ngai"),
        ("Ỷ La", "y-la"),
        ("GDNN-GDTX  Đồng Văn", "gdnn-gdtx-dong-van"),
        ("“.vn” là gì?", "vn-la-gi"),
        ("", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_slug_can_have_another_separator() -> None:
    assert slugify("Sau 2 năm", "_") == "sau_2_nam"


@given(vietnamese)
def test_vietnamese_text_hides_nothing(text: str) -> None:
    assert hidden_characters(text) == ()
    assert first_hidden_character(text) is None


@given(words, st.sampled_from("\u200b\u200d\u00ad\u202e\u2066\ufeff\u0007\u2028\ue000"), words)
def test_a_hidden_character_is_found_where_it_is(before: str, hidden: str, after: str) -> None:
    text = before + hidden + after
    assert first_hidden_character(text) == (len(before), hidden)
    assert [name.split()[0] for name in hidden_characters(text)] == [f"U+{ord(hidden):04X}"]


def test_line_break_tab_and_no_break_space_are_not_hidden() -> None:
    assert first_hidden_character("một\nhai\tba\u00a0đ") is None
    assert hidden_characters("một\nhai\tba\u00a0đ") == ()


@given(st.integers())
def test_a_formatted_number_keeps_its_value(value: int) -> None:
    written = format_number(value)
    assert int(written.replace(".", "")) == value
    groups = written.lstrip("-").split(".")
    assert all(len(group) == 3 for group in groups[1:])
    assert 1 <= len(groups[0]) <= 3


@given(st.dates(min_value=date(1990, 1, 1)), st.dates(min_value=date(1990, 1, 1)))
def test_dates_are_day_month_year(one: date, other: date) -> None:
    day, month, year = format_date(one).split("/")
    assert (int(year), int(month), int(day)) == (one.year, one.month, one.day)
    assert (format_date(one) == format_date(other)) == (one == other)


def test_money_does_not_break_before_its_unit() -> None:
    assert format_money(50_000) == "50.000\u00a0đ"


def test_capitals_begin_and_the_rest_stays() -> None:
    assert capitalise("đặc khu Phú Quốc") == "Đặc khu Phú Quốc"
    assert capitalise("") == ""


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("phuong", ["xã", "phường"], "phường"),
        ("comune_code", ["code", "commune_code"], "commune_code"),
        ("Điện thoại", ["dien-thoai"], "dien-thoai"),
        ("zzz", ["xã", "phường"], None),
        ("a", [], None),
    ],
)
def test_the_nearest_word_is_offered(word: str, known: list[str], near: str | None) -> None:
    assert nearest(word, known) == near


@given(st.lists(vietnamese.filter(lambda word: bool(fold(word))), min_size=1, max_size=5, unique_by=fold))
def test_a_known_word_is_nearest_to_itself(known: list[str]) -> None:
    for word in known:
        assert nearest(word, known) == word


def test_order_has_no_ties_among_real_names() -> None:
    names = ["Bạch Đích", "Bạch Ngọc", "Bạch Xa", "Bản Máy", "Bằng Hành", "Bằng Lang", "Bắc Mê", "Bắc Quang"]
    keys = [sort_key(name) for name in names]
    assert all(earlier != later for earlier, later in pairwise(keys))
    assert sorted(names, key=sort_key)[:2] == ["Bạch Đích", "Bạch Ngọc"]
