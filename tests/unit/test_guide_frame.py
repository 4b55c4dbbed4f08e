"""What stands around a page: steps, recordings, other languages; tables and lists that a phone can use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.diagnostics import UserError
from generator.guide import GuidePage, guide_pages, read_pages, split_front_matter
from generator.guide.frame import RECORDING_LIMIT, check_frames, journey_of, versions_of
from generator.guide.front_matter import FrontMatter
from generator.guide.markup import for_fingers, without_leftovers

HEAD = "title: Trang thử\ndescription: Một trang chỉ để thử cho đủ dài.\n"
RECORDING = "recording: {file: am-thanh/x.mp3, speaker: Người đọc thử, recorded_on: 2026-11-20}\n"
TRANSLATION = "translation: {tag: hmn, name: Tiếng Mông, page: a.md, translator: %s, translated_on: 2026-11-20}\n"


def front(text: str) -> FrontMatter:
    return split_front_matter(f"---\n{HEAD}{text}---\n# Trang", "content/guide/thu.md")[0]


def problem(call: object, *arguments: object) -> str:
    with pytest.raises(UserError) as caught:
        call(*arguments)  # type: ignore[operator]
    return str(caught.value.diagnostics[0])


def project(folder: Path, text: str) -> tuple[Path, tuple[GuidePage, ...]]:
    guide = folder / "content" / "guide"
    guide.mkdir(parents=True)
    (guide / "a.md").write_text(f"---\n{HEAD}{text}---\n# Trang", encoding="utf-8")
    return folder, read_pages(guide)


def test_steps_follow_their_numbers() -> None:
    fronts = {"c.md": front("step: 3\n"), "a.md": front("step: 1\n"), "b.md": front("step: 2\n"), "x.md": front("")}
    middle, last = journey_of("b.md", fronts), journey_of("c.md", fronts)
    assert middle and (middle.number, middle.steps, middle.before, middle.after) == (
        2,
        ("a.md", "b.md", "c.md"),
        "a.md",
        "c.md",
    )
    assert last and last.after is None
    assert journey_of("x.md", fronts) is None


def test_a_translation_names_who_answers_for_it_and_belongs_to_its_page() -> None:
    translated = front(TRANSLATION % "Người dịch thử")
    assert translated.translation and translated.translation.translated_on == date(2026, 11, 20)
    assert [file for file, _ in versions_of("a.md", {"m.md": translated, "a.md": front("")})] == ["m.md"]
    assert versions_of("m.md", {"m.md": translated}) == ()


@pytest.mark.parametrize("who", ["Google Dịch", "ChatGPT", "máy dịch", "Trợ lý AI"])
def test_a_machine_is_no_translator(who: str) -> None:
    assert "không dùng máy dịch" in problem(front, TRANSLATION % who)


def test_a_translation_without_a_translator_is_refused() -> None:
    assert "translation.translator" in problem(front, "translation: {tag: hmn, name: Tiếng Mông, page: a.md}\n")


def test_a_translation_of_no_page_is_told_with_its_line(tmp_path: Path) -> None:
    words = problem(check_frames, *project(tmp_path, (TRANSLATION % "Người dịch thử").replace("a.md", "khong-co.md")))
    assert "content/guide/a.md, dòng 4" in words and "khong-co.md" in words


def test_a_recording_must_be_there_and_light(tmp_path: Path) -> None:
    root, pages = project(tmp_path, RECORDING)
    assert "Không có tệp ghi âm" in problem(check_frames, root, pages)
    file = root / "content" / "guide" / "am-thanh" / "x.mp3"
    file.parent.mkdir()
    file.write_bytes(b"0" * (RECORDING_LIMIT + 1))
    assert "quá 300 kB" in problem(check_frames, root, pages)
    file.write_bytes(b"0" * RECORDING_LIMIT)
    check_frames(root, pages)


def test_no_page_of_the_real_guide_claims_a_language_or_a_voice_that_is_not_there(repository: Path) -> None:
    check_frames(repository, guide_pages(repository))


def test_wide_tables_carry_the_words_of_their_columns_and_stay_tables() -> None:
    table = (
        "<table>\n<thead>\n<tr>\n<th>Bạn là</th>\n<th>Khi <b>nào</b></th>\n<th>Được gì</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<td>A</td>\n<td>B</td>\n<td>C</td>\n</tr>\n</tbody>\n</table>"
    )
    made = for_fingers(table)
    assert 'data-label="Bạn là">A<' in made and 'data-label="Khi nào">B<' in made and 'data-label="Được gì">C<' in made
    assert made.count('<th scope="col">') == 3
    assert "role=" not in made  # HTML forbids a role that the element has already
    narrow = "<table>\n<thead>\n<tr>\n<th>A</th>\n<th>B</th>\n</tr>\n</thead>\n</table>"
    assert for_fingers(narrow) == narrow


def test_a_link_alone_in_its_line_is_told_from_one_in_a_sentence() -> None:
    assert for_fingers('<li><a href="x/">Đi</a></li>') == '<li class="go"><a href="x/">Đi</a></li>'
    for sentence in ('<li>Xem <a href="x/">đó</a></li>', '<li><a href="x/">A</a>, <a href="y/">B</a></li>'):
        assert for_fingers(sentence) == sentence


def test_what_the_frame_leaves_over_is_dropped_but_no_line_of_code() -> None:
    page = '<body>\n\n  <input class="md-toggle" data-md-toggle="drawer" type="checkbox" autocomplete="off">\n  <p>a\n  b</p>'
    assert without_leftovers(page) == "<body>\n<p>a\nb</p>"
    assert "a\n\n  b" in without_leftovers("<pre>a\n\n  b</pre>")
