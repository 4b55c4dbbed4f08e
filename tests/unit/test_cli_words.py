"""A command that is written wrongly is answered in Vietnamese, and so is a cry for help."""

from __future__ import annotations

import re

import pytest

from generator.cli import COMMANDS, main
from generator.cli_place import _meant
from tests.unit.print_support import catalog

ENGLISH = re.compile(r"\b(argument|arguments|expected|required|invalid|choose|usage|options|positional|show|allowed)\b")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["printed", "--foo"], "không hiểu “--foo”."),
        (["build", "--place"], "sau --place phải có một giá trị. Xem: phocap build --help"),
        (["check", "--format", "xml"], "--format không nhận “xml”; có: text, json."),
        (["serve", "--port", "abc"], "--port phải là số nguyên, đang ghi “abc”."),
        (["build", "--quiet", "--verbose"], "--verbose và --quiet không dùng cùng nhau."),
        (["build", "--release=x"], "--release không nhận giá trị, đang ghi “x”."),
        (["build", "--date", "2026-13-40"], "--date: ngày “2026-13-40” phải viết năm-tháng-ngày, ví dụ 2026-12-31."),
        (["build", "--only", "sheets"], "không có phần “sheets”. Có: web, print, packs."),
        (["starter", "new", "shp", "a", "-o", "b"], "LOẠI không nhận “shp”; có: shop, coop, profile."),
        (["prnted"], "Có phải ý là “printed”?"),
        ([], "thiếu LỆNH."),
    ],
)
def test_a_wrong_command_is_answered_in_vietnamese(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    told = capsys.readouterr().err
    assert left.value.code == 2 and said in told and told.count("\n") == 1
    assert not ENGLISH.search(told), told


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS), ["starter", "batch"]])
def test_help_is_in_vietnamese(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command, "--help"])
    told = capsys.readouterr().out
    assert left.value.code == 0 and told.startswith("cách viết: phocap")
    assert not ENGLISH.search(told), told


@pytest.mark.parametrize(
    ("given", "number"),
    [("715", "00715"), ("00751", None), ("808013", None), ("Lũng Cú", "00715"), ("lung cu", "00715")],
)
def test_a_wrong_number_is_met_with_the_place_that_it_means(given: str, number: str | None) -> None:
    places = {place.number: place for place in catalog().places if place.number != "808013"}
    meant = _meant(given, places)
    assert meant is not None and (number is None or meant.number == number)


@pytest.mark.parametrize("given", ["7", "99999", "xyzq", ""])
def test_nothing_is_guessed_where_nothing_is_near(given: str) -> None:
    assert _meant(given, {place.number: place for place in catalog().places}) is None
