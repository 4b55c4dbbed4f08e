"""Labels from names, and why a label is bad: examples, then properties over whatever people type."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.catalog import Catalog
from generator.naming import (
    LONG,
    MAX_LENGTH,
    Bearer,
    KnownName,
    NamingRules,
    Problem,
    ProblemCode,
    check,
    joined,
    lookalike_letters,
    one_edit_apart,
    plain,
    skeleton,
    skeleton_letters,
    suggest,
    warnings,
)
from generator.pages.names import naming_rules

RULES = NamingRules(
    suffixes=("id.vn", "biz.vn"),
    generic_words=("Cửa hàng", "Công ty", "Công ty TNHH", "Thương mại"),
    middle_names=("Thị", "Văn"),
    official_words=("Công an", "Dịch vụ công"),
    known=(
        KnownName("tracuutenmien", "tracuutenmien.gov.vn", official=True),
        KnownName("vnnic", "vnnic.vn", official=True),
        KnownName("matbao", "matbao.net", official=False),
    ),
    place_types=("xã", "phường"),
    places={"dongvan": "xã Đồng Văn"},
)
LEGAL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")

# Letters of a Vietnamese keyboard, of other alphabets, marks alone, and everything else now and then.
TYPED = st.text(
    st.one_of(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyỗẫỘẾ 019-_.аЕоѕі"), st.characters()), max_size=80
)


def labels(text: str, bearer: Bearer = Bearer.PERSON) -> list[str]:
    return [suggestion.label for suggestion in suggest(text, bearer, RULES)]


def codes(text: str) -> list[str]:
    return [problem.code.value for problem in check(text, RULES)[1]]


def speakable_then_short(label: str) -> tuple[bool, int]:
    return re.search("[aeiouy]", label) is None, len(label)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Nguyễn Thị Ánh Đào", ["ntad", "anhdao", "daonguyen", "nguyenanhdao"]),
        ("Lò Văn Ú", ["ulo", "lou", "lvu"]),
        ("Vàng A Dí", ["adi", "vangadi"]),
        ("Lan", ["lan"]),
        ("đỗ  đức-độ", ["ducdo", "doducdo"]),
    ],
)
def test_names_of_people(name: str, wanted: list[str]) -> None:
    found = labels(name)
    assert set(wanted) <= set(found), found
    assert found == sorted(found, key=speakable_then_short)


@pytest.mark.parametrize(
    ("name", "wanted", "unwanted"),
    [
        ("Cửa hàng chè Shan tuyết Tây Côn Lĩnh", ["tayconlinh", "chetayconlinh", "cheshantuyet"], "cuahang"),
        ("Công ty TNHH Thương mại Hoàng Gia", ["hoanggia", "hoang-gia"], "congty"),
        ("Hoàng Gia, Công ty TNHH", ["hoanggia"], "congty"),
        ("Cửa hàng", ["cuahang"], "-hang-"),
    ],
)
def test_names_of_shops(name: str, wanted: list[str], unwanted: str) -> None:
    found = labels(name, Bearer.TRADE)
    assert set(wanted) <= set(found), found
    assert not any(unwanted in label for label in found)
    assert found[0] not in ("csttcl", "tmhg")  # initials that nobody can say aloud stand last


def test_a_shop_is_known_even_when_a_person_was_ticked() -> None:
    assert labels("Cửa hàng chè Shan tuyết") == labels("Cửa hàng chè Shan tuyết", Bearer.TRADE)


@given(TYPED, st.sampled_from(Bearer))
def test_every_suggestion_is_legal_and_short_ones_come_first(text: str, bearer: Bearer) -> None:
    found = labels(text, bearer)
    assert all(LEGAL.fullmatch(label) for label in found), found
    assert found == sorted(found, key=speakable_then_short)
    assert len(found) == len(set(found)) <= 8
    for label in found:
        assert not any(problem.code.fatal for problem in check(label, RULES)[1]), label


@given(TYPED)
def test_composed_and_decomposed_names_are_the_same(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert check(composed, RULES) == check(decomposed, RULES)
    for bearer in Bearer:
        assert labels(composed, bearer) == labels(decomposed, bearer)


@given(TYPED)
def test_a_label_without_fatal_problem_is_legal(text: str) -> None:
    label, problems = check(text, RULES)
    if label and not any(problem.code.fatal for problem in problems):
        assert LEGAL.fullmatch(label), label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anhdao", []),
        ("  AnhDao.ID.vn ", []),
        ("anh dao", ["space"]),
        ("ánhđào", ["marks"]),
        ("аnhdao", ["foreign"]),
        ("anh_dao!", ["characters"]),
        ("ánh_đào", ["marks", "characters"]),
        ("-anhdao", ["hyphen_edge"]),
        ("anhdao-", ["hyphen_edge"]),
        ("xn--anhdao", ["hyphen_double"]),
        ("a" * MAX_LENGTH, ["long"]),
        ("a" * (MAX_LENGTH + 1), ["too_long"]),
        ("a" * LONG, []),
        ("a" * (LONG + 1), ["long"]),
        ("ab", ["short"]),
        ("dongvan", ["place"]),
        ("dong-van", ["place"]),
        ("xadongvan", ["place"]),
        ("congan-lungcu", ["official_word"]),
        ("d1chvucong", ["official_word"]),
        ("tracuutenmien", ["looks_like"]),
        ("tracuutenm1en", ["looks_like"]),
        ("tracuuternien", ["looks_like"]),
        ("tracuutenmein", ["looks_like"]),
        ("tracuutenmien24h", ["looks_like"]),
        ("vnnlc", ["looks_like"]),
        ("matboa", ["looks_like"]),
        ("rnatbao", ["looks_like"]),
        ("hoangmatbao", []),
        ("matong", []),
    ],
)
def test_why_a_label_is_bad(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_problems_say_what_was_found() -> None:
    label, problems = check("Ánh_Đào.id.vn", RULES)
    assert label == "ánh_đào"
    assert problems == (Problem(ProblemCode.MARKS, "“á”, “đ”, “à”"), Problem(ProblemCode.CHARACTERS, "“_”"))
    assert tuple(warnings("vnn1c", RULES)) == (Problem(ProblemCode.LOOKS_LIKE, "vnnic.vn"),)


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("matbao", "matboa", True),
        ("matbao", "matba", True),
        ("matbao", "xmatbao", True),
        ("matbao", "matbap", True),
        ("matbao", "matbao", False),
        ("matbao", "matabo", True),
        ("matbao", "tambao", False),
        ("ab", "ba", True),
        ("", "a", True),
        ("", "ab", False),
    ],
)
def test_one_edit(first: str, second: str, apart: bool) -> None:
    assert one_edit_apart(first, second) is apart
    assert one_edit_apart(second, first) is apart


def test_look_alikes_are_those_of_unicode() -> None:
    letters = lookalike_letters()
    assert {letters[letter] for letter in "аеорсух"} == set("aeopcyx")
    assert all(re.fullmatch("[a-z0-9]", target) for target in letters.values())
    assert not set("ăâđêôơư") & set(letters)
    assert skeleton_letters() == {"0": "o", "1": "l", "i": "l", "m": "rn"}
    assert skeleton("tr-i0m") == "trlorn"


def test_fancy_letters_are_read() -> None:
    assert plain("𝓝𝓰𝓾𝔂ễ𝓷 Ａｎ") == "nguyen an"
    assert joined("Công an") == "congan"


def test_known_names_come_from_the_data_and_only_from_there(real_catalog: Catalog) -> None:
    rules = naming_rules(real_catalog)
    labels = {known.label for known in rules.known}
    assert {"tracuutenmien", "vnnic", "chinhphu", "matbao"} <= labels
    hosts = " ".join(
        [
            *(fact.source_url or "" for fact in real_catalog.facts),
            *(registrar.website or "" for registrar in real_catalog.registrars),
            *(entry.host for entry in real_catalog.project.allowed_hosts),
        ]
    )
    assert all(known.shown in hosts for known in rules.known)
    assert rules.places["dongvan"] == "xã Đồng Văn"
    assert rules.places["tuyenquang"] == "tỉnh Tuyên Quang"
    assert [problem.found for problem in check("xalungcu", rules)[1]] == ["xã Lũng Cú"]
