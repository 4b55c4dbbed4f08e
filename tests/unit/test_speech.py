"""Loudspeaker scripts of the real province: long as they say, readable aloud, honest in every state."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import lru_cache

import pytest
from docx import Document

from generator.diagnostics import Findings
from generator.loading import load_print_material
from generator.model.project import Edition
from generator.model.speech_texts import SpeechMaterial
from generator.pages.shared import Site
from generator.pages.theme import create_theme
from generator.print import places_of
from generator.speech.checking import check_speech
from generator.speech.files import script_text, script_word, speech_paper
from generator.speech.scripts import spoken_address, spoken_scripts
from generator.spoken import unspeakable
from tests.unit.print_support import CLOSING, COMMUNE, ENDED, HOST, LONGEST_SCHOOL, ROOT, catalog, material, place


@lru_cache(maxsize=4)
def site(day: date = CLOSING, release: bool = False) -> Site:
    return Site(catalog(), Edition(day, HOST, release), create_theme(ROOT))


def speech() -> SpeechMaterial:
    return material().speech


def changed(**fields: str) -> SpeechMaterial:
    """Return the real material with some texts of its first block replaced."""
    first, *others = speech().scripts.blocks
    scripts = speech().scripts.model_copy(update={"blocks": (first.model_copy(update=fields), *others)})
    return speech().model_copy(update={"scripts": scripts})


def test_every_script_of_every_place_is_as_long_as_it_says_and_can_be_read_aloud() -> None:
    assert check_speech(site(), speech(), places_of(catalog())) == []
    for number in (COMMUNE, "00691", LONGEST_SCHOOL, "808056"):
        for script in spoken_scripts(site(), speech(), place(number)):
            said = " ".join(script.paragraphs)
            assert not list(unspeakable(said)), said
            assert abs(script.syllables * 60 / speech().scripts.speed / script.script.seconds - 1) <= 0.1


def test_a_digit_or_abbreviation_in_a_text_is_told_with_file_and_line() -> None:
    found = check_speech(site(), changed(text="Kính thưa bà con, UBND báo: còn 5 ngày."), [place(COMMUNE)])
    told = next(item for item in found if item.rule == "speech.unreadable")
    assert told.origin.file == "content/speech/scripts.yml"
    assert told.origin.line == speech().scripts.blocks[0].origin.line > 0
    assert "“5”" in told.message and "“UBND”" in told.message


def test_a_script_that_is_too_long_is_told_with_its_counts() -> None:
    found = check_speech(site(), changed(text="một " * 60), [place(COMMUNE)])
    assert [item.rule for item in found] == ["speech.length"] * len(found) and found
    assert "45 giây với tốc độ 180 tiếng một phút phải từ" in found[0].message


def test_a_name_that_cannot_be_read_aloud_is_told_at_its_row() -> None:
    strange = place(COMMUNE).model_copy(update={"name": "XYZ"})
    found = check_speech(site(), speech(), [strange])
    assert found[0].origin.file == "content/data/communes.csv" and "spelling.yml" in found[0].hint


@pytest.mark.parametrize("number", [COMMUNE, LONGEST_SCHOOL, "808001"])
def test_once_the_offer_is_over_nothing_free_is_promised(number: str) -> None:
    for script in spoken_scripts(site(ENDED), speech(), place(number)):
        said = " ".join(script.paragraphs)
        assert "được xét miễn phí" not in said and "chậm nhất" not in said
        assert "đã kết thúc" in said and "phải trả phí" in said


def test_addresses_are_spelled_for_the_ear() -> None:
    from generator.permalink import PrintedAddress

    spelling = speech().spelling
    said = spoken_address(PrintedAddress("tenmien.tuyenquang.gov.vn", "02215"), spelling)
    assert said.startswith("chữ tên miền viết liền không dấu, chấm tuyên quang") and said.endswith(
        "không hai hai một năm"
    )
    assert "gạch ngang" in spoken_address(PrintedAddress("ten-mien.vn", "7"), spelling)
    assert not list(unspeakable(spoken_address(PrintedAddress("a1-b2.example", "808001"), spelling)))


def test_the_word_file_holds_what_is_read_and_has_stable_bytes() -> None:
    paper = speech_paper(site(), speech(), place(COMMUNE))
    made = script_word(paper)
    assert made == script_word(paper)
    said = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs)
    for script in spoken_scripts(site(), speech(), place(COMMUNE)):
        assert all(paragraph in said for paragraph in script.paragraphs)
    assert "BẢN THỬ" in said and "Phần tiếng Mông" in said and "Không dùng máy dịch" in said
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}
        assert b'w:val="vi-VN"' in archive.read("word/styles.xml")
    text = script_text(paper).decode("utf-8-sig")
    assert "\r\n" in text and all(paragraph in text for paragraph in paper.readings[0].paragraphs)


def test_a_translation_needs_a_translator_and_is_held_back_when_the_day_moved() -> None:
    from generator.model.speech_texts import Translation, Translations

    given = Translation(
        language="tyz",
        script="bai-45-giay",
        translator="Người dịch mẫu",
        translated_on=date(2026, 12, 1),
        written_for=date(2026, 12, 31),
        text="Lời dịch mẫu, không phải tiếng Tày thật.",
    )
    translations = Translations(languages=speech().translations.languages, translations=(given,))
    with_it = speech().model_copy(update={"translations": translations})
    slots = {slot.heading: slot for slot in speech_paper(site(), with_it, place(COMMUNE)).slots}
    assert slots["Phần tiếng Tày: Bài 45 giây"].text == given.text
    assert "Người dịch mẫu" in slots["Phần tiếng Tày: Bài 45 giây"].note
    old = Translations(
        languages=translations.languages,
        translations=(given.model_copy(update={"written_for": date(2026, 6, 30)}),),
    )
    held = speech_paper(site(), speech().model_copy(update={"translations": old}), place(COMMUNE)).slots
    assert all(slot.text is None for slot in held) and any("xem lại trước khi đọc" in slot.note for slot in held)
    with pytest.raises(ValueError, match="translator"):
        Translation.model_validate(given.model_dump() | {"translator": ""})


def test_material_of_a_project_without_speech_is_refused(tmp_path: object) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    findings = Findings()
    assert load_print_material(tmp_path, findings) is None and findings.errors
