"""Cells and texts: hidden characters, personal ID numbers, broken letters, dates, addresses, codes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Findings, Origin
from generator.loading.addresses import address_problem, looks_like_address, phone_problem
from generator.loading.codes import damaged_code
from generator.loading.dates import DateProblem, parse_date
from generator.loading.hygiene import (
    LONGEST_TEXT,
    check_text,
    hidden_problem,
    id_number,
    lost_letter,
    repaired_mojibake,
    tidy,
)

PLACE = Origin("content/data/schools.csv", 4, "name")


@pytest.mark.parametrize(
    "text",
    [
        "008099001234",
        "CCCD: 008 099 001 234.",
        "0080 9900 1234",
        "008.099.001.234",
        "008-099-001-234",
        "số 071234567, cấp 2010",
        "071 234 567",
        "Ông A (071234567)",
        "008099\u00a0001234",
        "gọi 0912 345 678 hoặc 008099001234",
        "xem https://a.vn/1 rồi ghi 008099001234",
    ],
)
def test_personal_id_numbers_are_seen(text: str) -> None:
    assert id_number(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "0912 345 678",
        "0207 3822 123",
        "+84 912 345 678",
        "(+84) 912 345 678",
        "1900 9250",
        "https://mst.gov.vn/bao-197260908161420492.htm",
        "tại mst.gov.vn/tin/138038198.html",
        "thu@197260908.vn",
        "12.838 tên miền, 150.000.000 đồng, 200.000.000 đ",
        "giai đoạn 2026-2030 có 1.800 tên",
        "từ 2026-01-01 đến 2026-12-31, 01/2021 đến 10/2024",
        "808014 808015",
        "02215",
        "ngày 31/12/2026 1.800 tên",
        "0123456789012",
        "1234567890",
        "",
    ],
)
def test_other_numbers_are_not_taken_for_ids(text: str) -> None:
    assert id_number(text) is None


@given(
    st.from_regex(r"\A(?:\d{9}|\d{12})\Z"),
    st.sampled_from(["", " ", "Ông A: ", "số "]),
    st.sampled_from(["", ".", ", cấp"]),
)
def test_a_bare_id_number_is_seen_anywhere_and_never_repeated(number: str, before: str, after: str) -> None:
    findings = Findings()
    check_text(before + number + after, PLACE, findings)
    told = [item for item in findings.items if item.rule == "text.id-number"]
    assert len(told) == 1
    assert number not in str(told[0])


def test_nine_digits_in_a_phone_column_are_a_lost_zero() -> None:
    findings = Findings()
    check_text("912345678", PLACE.at("phone"), findings)
    assert findings.items == []
    check_text("008099001234", PLACE.at("phone"), findings)
    assert [item.rule for item in findings.items] == ["text.id-number"]


@pytest.mark.parametrize("text", ["Tuyên Quang", "Trường Đại học Tân Trào", "phường Mỹ Lâm – “cũ”", "ÂU CƠ", "Xã Ỷ La"])
@pytest.mark.parametrize("encoding", ["cp1252", "cp1258"])
def test_utf8_read_as_another_encoding_is_recognised(text: str, encoding: str) -> None:
    garbled = "".join(_lax(byte, encoding) for byte in text.encode())
    assert repaired_mojibake(garbled) == text


def _lax(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize("text", ["Tuyên Quang", "THÔN XÃ", "“THÔN XÃ”", "XÃ – PHƯỜNG", "Âu", "à", "XÃ…", "CÂU", "tên"])
def test_whole_text_is_not_taken_for_garbled(text: str) -> None:
    assert repaired_mojibake(text) is None


def test_lost_letters_are_not_questions() -> None:
    assert lost_letter("Đ?ng V?n") is not None
    assert lost_letter("T\ufffdnh") is not None
    assert lost_letter("Là gì? Ai được?") is None
    assert lost_letter("https://a.vn/tin?id=3 rồi") is None


def test_the_kind_and_place_of_a_hidden_character_are_named() -> None:
    assert hidden_problem("ab\u00adc") == "Có ký tự không nhìn thấy (U+00AD SOFT HYPHEN) ở vị trí 3"
    assert hidden_problem("\u2066a") == "Có ký tự đảo chiều chữ (U+2066 LEFT-TO-RIGHT ISOLATE) ở vị trí 1"
    assert hidden_problem("a\nb\u00a0c") is None


def test_a_text_without_end_is_refused_before_it_is_searched() -> None:
    findings = Findings()
    check_text("1-" * LONGEST_TEXT, PLACE, findings)
    assert [item.rule for item in findings.items] == ["text.too-long"]


@given(st.text())
def test_tidy_text_stays_as_it_is(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert once == once.strip()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("31/12/2026", date(2026, 12, 31)),
        ("1/2/2026", date(2026, 2, 1)),
        ("31.12.2026", date(2026, 12, 31)),
        ("31-12-2026", date(2026, 12, 31)),
        ("2026-12-31 00:00:00", date(2026, 12, 31)),
        ("31/12/2026 0:00", date(2026, 12, 31)),
        ("29/02/2028", date(2028, 2, 29)),
    ],
)
def test_dates_of_a_spreadsheet(text: str, meant: date) -> None:
    assert parse_date(text, allow_slashes=True) == meant


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("29/02/2027", "Không có ngày 29 tháng 2"),
        ("2026-13-01", "tháng 13"),
        ("12/31/2026", "kiểu Mỹ"),
        ("0226-12-31", "năm 226"),
        ("31/12/26", "hai chữ số"),
        ("46387", "số thứ tự"),
        ("2026", "không phải là ngày"),
        ("20261231", "không phải là ngày"),
        ("31/12.2026", "không phải là ngày"),
        ("cuối năm", "không phải là ngày"),
    ],
)
def test_what_is_not_a_date_is_explained(text: str, words: str) -> None:
    read = parse_date(text, allow_slashes=True)
    assert isinstance(read, DateProblem)
    assert words in read.message


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_every_date_is_read_back(day: date) -> None:
    assert parse_date(day.isoformat(), allow_slashes=False) == day
    written = parse_date(f"{day.day}/{day.month}/{day.year}", allow_slashes=False)
    assert isinstance(written, DateProblem)
    assert parse_date(f"{day.day}/{day.month}/{day.year}", allow_slashes=True) == day


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_explained(text: str) -> None:
    assert isinstance(parse_date(text, allow_slashes=True), date | DateProblem)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.matbao.net/ten-mien/ten-mien-mien-phi.html",
        "http://vbpl.ts24.com.vn/a-%C4%91/b?x=1&y=2#z",
        "https://phattrienspcongnghe.vn/?p=1209",
        "https://inet.vn:8443/",
        "https://sub_domain.vnnic.vn/",
    ],
)
def test_good_addresses(address: str) -> None:
    assert address_problem(address) is None


@pytest.mark.parametrize(
    ("address", "words", "hint"),
    [
        ("www.a.vn", "thiếu", "https://www.a.vn"),
        ("a.vn/tin", "thiếu", "https://a.vn/tin"),
        ("https//a.vn", "thiếu", "https://a.vn"),
        ("https:a.vn", "sai dấu", "https://a.vn"),
        ("https:///a.vn", "sai dấu", "https://a.vn"),
        ("hhtps://a.vn", "gõ nhầm", "https://a.vn"),
        ("htp://a.vn", "gõ nhầm", "https://a.vn"),
        ("https://https://a.vn", "hai lần", "https://a.vn"),
        ("ftp://a.vn", "ftp:", "https://"),
        ("javascript:alert(1)", "javascript:", "https://"),
        ("data:text/html,x", "data:", "https://"),
        ("https://a", "Tên trang “a”", "trình duyệt"),
        ("https://tên.vn", "Tên trang", "trình duyệt"),
        ("https://a..vn", "Tên trang", "trình duyệt"),
        ("https://vnnic.vn@xấu.vn/", "đăng nhập", "@"),
        ("https://a.vn:99999/", "đúng dạng", "trình duyệt"),
        ("https://[a.vn/", "đúng dạng", "trình duyệt"),
        ("https://a.vn/ b", "dấu cách", "mỗi ô"),
        ("https://a.vn/tin,", "thừa dấu", "https://a.vn/tin"),
    ],
)
def test_bad_addresses_are_mended(address: str, words: str, hint: str) -> None:
    problem = address_problem(address)
    assert problem is not None
    assert words in problem[0]
    assert hint in problem[1]
    mended = problem[1].removeprefix("Viết ")
    if mended != problem[1]:
        assert address_problem(mended) is None


@given(st.text())
def test_any_text_is_an_address_or_explained(text: str) -> None:
    problem = address_problem(text)
    assert problem is None or all(problem)


def test_a_document_is_not_an_address() -> None:
    assert not looks_like_address("Công văn")
    assert not looks_like_address("12/SGDĐT")
    assert looks_like_address("tuyenquang.edu.vn")
    assert looks_like_address("htps://a.vn")


@pytest.mark.parametrize(
    "number", ["0207 3822 123", "156", "1900 9250", "+84 912 345 678", "0912.345.678", "(0207) 3822123"]
)
def test_good_phone_numbers(number: str) -> None:
    assert phone_problem(number) is None


@pytest.mark.parametrize(
    ("number", "words"),
    [("912345678", "mất số 0"), ("912 345 678", "mất số 0"), ("cô Hoa", "ký tự lạ"), ("12", "quá ngắn")],
)
def test_bad_phone_numbers(number: str, words: str) -> None:
    problem = phone_problem(number)
    assert problem is not None
    assert words in problem[0]


@pytest.mark.parametrize(
    ("text", "rule", "mended"),
    [
        ("2215", "code.lost-zero", "02215"),
        ("691", "code.lost-zero", "00691"),
        ("2215.0", "code.lost-zero", "02215"),
        ("2.215", "code.lost-zero", "02215"),
        ("2,215", "code.lost-zero", "02215"),
        ("'2215", "code.lost-zero", "02215"),
        ("'02215", "code.apostrophe", "02215"),
        ("O2215", "code.letter", "02215"),
        ("022l5", "code.letter", "02215"),
    ],
)
def test_damaged_codes_are_mended(text: str, rule: str, mended: str) -> None:
    damage = damaged_code(text, 5)
    assert damage is not None
    assert (damage[0], damage[3]) == (rule, mended)


@pytest.mark.parametrize("text", ["02215", "00000", "022155", "Minh Xuân", "", "abcde"])
def test_other_codes_are_left_alone(text: str) -> None:
    assert damaged_code(text, 5) is None


def test_a_known_code_makes_the_guess_sure() -> None:
    sure, guess = damaged_code("2215", 5, {"02215"}), damaged_code("2215", 5)
    assert sure is not None
    assert guess is not None
    assert "mã đúng là 02215" in sure[1]
    assert "có lẽ là 02215" in guess[1]
