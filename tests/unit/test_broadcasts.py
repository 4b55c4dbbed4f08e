"""When which script is read: the plan from rules and offers, the calendar for telephones, the sheet for the wall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import pypdfium2
import pytest

from generator.diagnostics import Findings
from generator.loading import load_print_material
from generator.model.broadcast import BroadcastCalendar, BroadcastHour, PlannedReading
from generator.model.places import Commune
from generator.model.programme import Offer
from generator.model.project import Edition
from generator.model.speech_texts import SpeechMaterial, Translation
from generator.pages.icalendar import CalendarEvent, Weekly, calendar_bytes, local_time
from generator.pages.shared import Site
from generator.pages.theme import create_theme
from generator.print import composer_of
from generator.print.papers import PaperKit
from generator.speech.calendar import Broadcasts
from generator.speech.checking import check_speech
from generator.speech.plan import BroadcastPlan, broadcast_plan
from generator.speech.scripts import place_words, spoken_scripts
from tests.unit.ical_support import Component, events_of, read_calendar
from tests.unit.print_support import (
    BEFORE,
    CLOSING,
    COMMUNE,
    ENDED,
    ENGINE,
    HOST,
    LONGEST_SCHOOL,
    ROOT,
    catalog,
    composer,
    material,
    place,
    text_of,
)

COMPILED = date(2026, 11, 22)
MONDAYS = [date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14), date(2026, 12, 21)]
COUNTDOWN = [date(2026, 12, day) for day in (1, 17, 24, 28, 30, 31)]


def speech(**changes: object) -> SpeechMaterial:
    calendar = material().speech.calendar.model_copy(update=changes)
    return material().speech.model_copy(update={"calendar": calendar})


@lru_cache(maxsize=8)
def site(day: date = CLOSING, release: bool = False, compiled: date = COMPILED, biz_closes: date | None = None) -> Site:
    found = catalog()
    found = replace(found, project=found.project.model_copy(update={"data_compiled_on": compiled}))
    if biz_closes:
        first, second = found.programme.offers
        offers = (first, second.model_copy(update={"closes": biz_closes}))
        found = replace(found, programme=found.programme.model_copy(update={"offers": offers}))
    return Site(found, Edition(day, HOST, release), create_theme(ROOT))


def broadcasts(on: Site | None = None, words: SpeechMaterial | None = None, number: str = COMMUNE) -> Broadcasts:
    commune = place(number)
    assert isinstance(commune, Commune)
    return Broadcasts(on or site(), words or speech(), commune)


def written(made: Broadcasts) -> Component:
    plan = made.calendar()
    return read_calendar(calendar_bytes(plan.name, plan.events, plan.day, plan.description))


def days_by_script(calendar: Component) -> dict[str, list[date | datetime]]:
    found: dict[str, list[date | datetime]] = {}
    for event in events_of(calendar):
        found.setdefault(event.value("SUMMARY"), []).extend(event.days())
    return {title: sorted(days) for title, days in found.items()}


def offer(name: str, opens: date, closes: date) -> Offer:
    return catalog().programme.offers[0].model_copy(update={"id": name, "opens": opens, "closes": closes})


def plan_of(offers: list[Offer], first_day: date, *readings: dict[str, object], over: bool = False) -> BroadcastPlan:
    made = tuple(PlannedReading.model_validate({"name": "x", "script": "bai-45-giay"} | one) for one in readings)
    calendar = material().speech.calendar.model_copy(update={"readings": made})
    return broadcast_plan(calendar, offers, 45, first_day, over=over)


WEEKLY: dict[str, object] = {"id": "tuan", "weekly": "thứ hai"}


def test_the_calendar_of_a_commune_holds_each_day_once_and_says_when_to_stop() -> None:
    calendar = written(broadcasts(site(release=True)))
    days = days_by_script(calendar)
    assert days == {
        "Đọc loa bài 45 giây": MONDAYS,
        "Đọc loa bài 90 giây": COUNTDOWN,
        "Ngừng đọc bài cũ: hết đợt miễn phí": [date(2027, 1, 1)],
    }
    assert calendar.value("X-WR-CALNAME") == "Lịch đọc loa xã Lũng Cú" and not calendar.has("X-WR-CALDESC")
    assert not [event for event in events_of(calendar) if type(event.when("DTSTART")[0]) is not date]


def test_an_event_holds_the_words_to_read_and_what_belongs_to_them() -> None:
    first = next(event for event in events_of(written(broadcasts())) if event.has("RRULE"))
    said = first.value("DESCRIPTION")
    scripts = {item.script.id: item for item in spoken_scripts(site(), speech(), place(COMMUNE))}
    assert "\n".join(scripts["bai-45-giay"].paragraphs) in said
    address = place_words(site(), speech().spelling, place(COMMUNE))["address"]
    assert f"Địa chỉ đọc là: {address}." in said
    assert "Chưa có bản dịch tiếng Mông, tiếng Tày, tiếng Dao" in said and "buổi phát sáng hoặc chiều" in said
    assert "45 giây, " in said and "đọc 2 lượt" in said and "Chỉ đọc đến hết ngày 31/12/2026" in said
    assert first.value("URL") == f"https://{HOST}/{COMMUNE}/bo-tai-lieu/" and first.value("URL") in said
    assert first.value("TRANSP") == "TRANSPARENT" and first.inner[0].value("TRIGGER") == "-PT8H"


def test_a_trial_says_so_in_each_event_and_a_release_does_not() -> None:
    trial = written(broadcasts())
    assert trial.value("X-WR-CALNAME").startswith("BẢN THỬ")
    for event in events_of(trial):
        assert event.value("SUMMARY").startswith("BẢN THỬ: ")
        assert event.value("DESCRIPTION").startswith("BẢN THỬ: chưa phát hành, không đọc trên loa.")
    released = broadcasts(site(release=True)).calendar()
    assert "BẢN THỬ" not in repr(released)


def test_once_the_offer_is_over_nothing_is_read_and_the_calendar_says_so() -> None:
    for day in (ENDED, date(2027, 6, 1)):
        calendar = written(broadcasts(site(day, release=True)))
        assert days_by_script(calendar) == {"Ngừng đọc bài cũ: hết đợt miễn phí": [date(2027, 1, 1)]}
        assert calendar.value("X-WR-CALDESC").startswith("Lịch này không còn buổi đọc nào.")
    sheet = broadcasts(site(ENDED)).sheet()
    assert not sheet.scripts and sheet.nothing and "Không còn buổi đọc nào" in sheet.nothing


def test_days_hang_on_the_data_and_not_on_the_day_of_the_build() -> None:
    assert broadcasts(site(date(2026, 12, 20))).calendar() == broadcasts(site(CLOSING)).calendar()
    assert broadcasts(site(BEFORE)).calendar() == broadcasts(site(CLOSING)).calendar()
    later = broadcasts(site(compiled=date(2026, 12, 15))).plan.days
    assert later[0] == date(2026, 12, 17)


def test_a_telephone_recognises_an_event_in_a_newer_calendar() -> None:
    moved = written(broadcasts(site(compiled=date(2026, 12, 1))))
    old = {event.value("UID") for event in events_of(written(broadcasts()))}
    assert {event.value("UID") for event in events_of(moved)} <= old
    assert f"doc-loa-{COMMUNE}-hang-tuan-id-vn-biz-vn@{HOST}" in old


def test_the_plan_of_a_whole_year_begins_with_the_opening() -> None:
    plan = broadcasts(site(date(2026, 1, 1), compiled=date(2025, 12, 1))).plan
    by_name: dict[str, list[date]] = {}
    for item in plan.readings:
        by_name.setdefault(item.reading.id, []).extend(item.days)
    assert by_name["mo-dot"] == [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)]
    assert by_name["sap-het"][0] == date(2026, 11, 17), "the first of the last 45 days"
    assert len(by_name["hang-tuan"]) == 51 and date(2026, 12, 28) not in by_name["hang-tuan"]
    assert len(plan.days) == len(set(plan.days))


def test_offers_of_other_days_have_their_own_words_and_countdowns() -> None:
    on = site(compiled=COMPILED, biz_closes=date(2027, 3, 31))
    made = broadcasts(on)
    calendar = written(made)
    weekly = [event for event in events_of(calendar) if "hang-tuan" in event.value("UID")]
    assert [event.value("UID").rpartition("@")[0].rpartition("hang-tuan-")[2] for event in weekly] == [
        "id-vn-biz-vn",
        "biz-vn",
    ]
    assert weekly[0].days()[-1] == date(2026, 12, 21) and weekly[1].days()[0] == date(2027, 1, 4)
    assert "Chỉ đọc đến hết ngày 31/12/2026" in weekly[0].value("DESCRIPTION")
    assert "bi ai dét chấm vi en" in weekly[1].value("DESCRIPTION").partition("\n\nKính thưa")[2]
    assert "ba mươi mốt tháng ba năm hai nghìn không trăm hai mươi bảy" in weekly[1].value("DESCRIPTION")
    assert [(change.day, change.over) for change in made.plan.changes] == [
        (date(2027, 1, 1), False),
        (date(2027, 4, 1), True),
    ]
    assert any(event.value("SUMMARY").endswith("Đổi bài đọc loa") for event in events_of(calendar))
    assert any("con-7-biz-vn" in event.value("UID") for event in events_of(calendar))


def test_a_week_in_which_other_words_hold_is_taken_out_of_the_rule() -> None:
    whole = offer("a-vn", date(2026, 1, 1), date(2026, 3, 1))
    short = offer("b-vn", date(2026, 1, 20), date(2026, 2, 3))
    plan = plan_of([whole, short], date(2026, 1, 1), WEEKLY)
    assert {item.key: [f"{day:%d/%m}" for day in item.days] for item in plan.readings} == {
        "tuan-a-vn": ["05/01", "12/01", "19/01", "09/02", "16/02", "23/02"],
        "tuan-a-vn-b-vn": ["26/01", "02/02"],
    }
    assert [change.day for change in plan.changes] == [date(2026, 1, 20), date(2026, 2, 4), date(2026, 3, 2)]


def test_nothing_is_read_between_two_offers() -> None:
    early = offer("a-vn", date(2026, 1, 1), date(2026, 1, 11))
    late = offer("b-vn", date(2026, 2, 1), date(2026, 2, 10))
    plan = plan_of([early, late], date(2025, 12, 1), WEEKLY)
    assert plan.days == (date(2026, 1, 5), date(2026, 2, 2), date(2026, 2, 9))
    assert [(change.day, change.over) for change in plan.changes] == [
        (date(2026, 1, 12), False),
        (date(2026, 2, 11), True),
    ]


def test_of_two_readings_on_one_day_the_first_in_the_list_is_kept() -> None:
    one = offer("a-vn", date(2026, 1, 1), date(2026, 1, 12))
    counted: dict[str, object] = {"id": "cuoi", "before_closes": [0, 1, 366]}
    assert [item.key for item in plan_of([one], date(2026, 1, 1), counted, WEEKLY).readings] == [
        "tuan-a-vn",
        "cuoi-con-1-a-vn",
        "cuoi-con-0-a-vn",
    ]
    weekly_first = plan_of([one], date(2026, 1, 1), WEEKLY, counted)
    assert [item.key for item in weekly_first.readings] == ["tuan-a-vn", "cuoi-con-1-a-vn"]
    assert plan_of([one], date(2026, 1, 1), WEEKLY, over=True).days == ()


def test_hours_of_an_editor_make_events_of_these_hours() -> None:
    hours = (BroadcastHour(begins="17:00"), BroadcastHour(begins="5:30", place=COMMUNE))
    made = written(broadcasts(words=speech(hours=hours)))
    weekly = next(event for event in events_of(made) if event.has("RRULE"))
    assert weekly.value("DTSTART") == "20261122T223000Z", "half past five on Monday is Sunday in UTC"
    assert weekly.value("DTEND") == "20261122T223200Z" and weekly.value("RRULE").endswith("UNTIL=20261220T223000Z")
    assert "0530" in weekly.value("UID") and "sáng hoặc chiều" not in weekly.value("DESCRIPTION")
    elsewhere = written(broadcasts(words=speech(hours=hours), number="02215"))
    assert {str(event.when("DTSTART")[0])[11:16] for event in events_of(elsewhere) if "1700" in event.value("UID")} == {
        "10:00"
    }
    assert broadcasts(words=speech(hours=hours)).sheet().hours == "Giờ phát: 05:30"
    assert broadcasts().sheet().hours is None


def test_a_week_taken_out_is_written_as_its_start_is() -> None:
    but_not = Weekly(date(2026, 1, 19), (date(2026, 1, 12),))
    events = [
        CalendarEvent("a@x", "A", date(2026, 1, 5), repeats=but_not),
        CalendarEvent("b@x", "B", local_time(date(2026, 1, 5), "17:30"), repeats=but_not),
    ]
    whole_days, timed = events_of(read_calendar(calendar_bytes("x", events, date(2026, 1, 1))))
    assert whole_days.days() == [date(2026, 1, 5), date(2026, 1, 19)]
    assert timed.days() == [datetime(2026, 1, 5, 10, 30), datetime(2026, 1, 19, 10, 30)]


def test_a_named_translation_is_told_with_its_script_and_an_old_one_is_not() -> None:
    given = Translation(
        language="tyz",
        script="bai-45-giay",
        place=COMMUNE,
        translator="Người dịch mẫu",
        translated_on=date(2026, 12, 1),
        written_for=date(2026, 12, 31),
        text="Lời dịch mẫu, không phải tiếng Tày thật.",
    )

    def told(translation: Translation, number: str = COMMUNE) -> tuple[str, str]:
        translations = speech().translations.model_copy(update={"translations": (translation,)})
        made = broadcasts(words=speech().model_copy(update={"translations": translations}), number=number)
        events = {event.value("UID"): event.value("DESCRIPTION") for event in events_of(written(made))}
        short = next(text for uid, text in events.items() if "hang-tuan" in uid)
        longer = next(text for uid, text in events.items() if "con-7" in uid)
        return short, longer

    short, longer = told(given)
    assert "Tiếng Tày, bài 45 giây: có bản dịch của Người dịch mẫu (ngày 01/12/2026)" in short
    assert "Chưa có bản dịch tiếng Mông, tiếng Dao" in short and "Người dịch mẫu" not in longer
    assert "Người dịch mẫu" not in told(given.model_copy(update={"written_for": date(2026, 6, 30)}))[0]
    assert "Người dịch mẫu" not in told(given, "02215")[0]


def test_the_sheet_fits_on_one_page_with_boxes_for_all_days_of_a_year() -> None:
    for compiled in (date(2026, 1, 1), COMPILED):
        on = composer_of(site(compiled=compiled).catalog, Edition(compiled, HOST), ROOT, material())
        paper = next(paper for paper in material().page.papers if paper.id == "speech-plan")
        made = PaperKit(on, ENGINE, place(COMMUNE)).made(paper)
        assert made is not None
        document = pypdfium2.PdfDocument(made.make())
        assert len(document) == 1 and document.is_tagged()
        said = text_of(made.make())
        assert "BẢN THỬ" in said and "Xã Lũng Cú" in said and "Giờ phát ở đây" in said
        assert "Hằng tuần: mỗi thứ hai" in said and "21/12" in said and "thứ năm 31/12" in said
        assert "Từ ngày 01/01/2027: thôi đọc, gỡ tờ này" in said


def test_only_communes_have_a_calendar() -> None:
    papers = {paper.id: paper for paper in material().page.papers}
    school = PaperKit(composer(), ENGINE, place(LONGEST_SCHOOL))
    commune = PaperKit(composer(), ENGINE, place(COMMUNE))
    assert school.made(papers["speech-calendar"]) is None and school.made(papers["speech-plan"]) is None
    calendar = commune.made(papers["speech-calendar"])
    assert calendar is not None and events_of(read_calendar(calendar.make()))


def test_every_commune_has_a_calendar_that_every_program_takes() -> None:
    for commune in catalog().communes:
        calendar = written(broadcasts(number=commune.number))
        assert len(events_of(calendar)) == 8


@pytest.mark.parametrize(
    ("written", "weekday"), [("thứ hai", 0), ("Thứ 2", 0), ("thứ  7", 5), ("CN", 6), ("Chủ nhật", 6), ("thứ tư", 2)]
)
def test_a_weekday_is_read_as_people_write_it(written: str, weekday: int) -> None:
    read = PlannedReading.model_validate({"id": "a", "name": "A", "script": "b", "weekly": written})
    assert read.weekly is not None and read.weekly.number == weekday


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"weekly": "thứ hai", "after_opens": [1]}, "tách thành hai mục"),
        ({}, "chưa nói đọc khi nào"),
        ({"weekly": "thứ 8"}, "thứ bảy"),
        ({"before_closes": [-1]}, "before_closes"),
        ({"weekly": "thứ hai", "turns": 0}, "turns"),
    ],
)
def test_a_reading_that_says_when_in_no_way_or_two_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        PlannedReading.model_validate({"id": "a", "name": "A", "script": "bai-45-giay"} | change)


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        ([WEEKLY, WEEKLY | {"weekly": "thứ ba"}], "dùng hai lần"),
        ([WEEKLY, WEEKLY | {"id": "khac"}], "cùng đọc mỗi thứ hai"),
    ],
)
def test_readings_that_clash_are_refused(readings: list[dict[str, object]], said: str) -> None:
    made = [{"name": "A", "script": "bai-45-giay"} | reading for reading in readings]
    with pytest.raises(ValueError, match=said):
        BroadcastCalendar.model_validate(speech().calendar.model_dump() | {"readings": made})


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("script: bai-90-giay", "script: bai-90-giây", "Không có bài đọc nào mang id “bai-90-giây”", "bai-90-giay"),
        ("weekly: thứ hai", "weekly: thứ hay", "Không nhận giá trị “thứ hay”", "thứ hai"),
        ("turns: 1", "turns: 9", "Mục “turns” ghi 9, ngoài giới hạn", "không quá 5"),
        ("[0, 1, 2]", "[0, mai]", "phải là số viết liền", "Viết số"),
        ("hours: []", 'hours: [{begins: "25:00"}]', "Giờ viết trong ngoặc kép", ""),
        ("{closes}. Tệp Word", "{close}. Tệp Word", "Không có chỗ điền “{close}”", ""),
    ],
)
def test_a_mistake_in_the_file_is_told_with_line_and_way_to_mend(
    tmp_path: Path, old: str, new: str, message: str, hint: str
) -> None:
    for folder in ("print", "speech"):
        for source in (ROOT / "content" / folder).glob("*.yml"):
            target = tmp_path / "content" / folder / source.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    for name in ("themes", "assets"):
        (tmp_path / name).symlink_to(ROOT / name)
    file = tmp_path / "content/speech/calendar.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    findings = Findings()
    assert load_print_material(tmp_path, findings) is None
    (told,) = findings.items
    assert told.origin.file == "content/speech/calendar.yml" and message in told.message and hint in told.hint
    line = next(number for number, words in enumerate(text.split("\n"), 1) if old in words)
    assert told.origin.line == line


def test_hours_of_a_place_that_is_not_there_are_told() -> None:
    hours = (BroadcastHour(begins="05:30", place="99999"), BroadcastHour(begins="05:30", place=LONGEST_SCHOOL))
    found = check_speech(site(), speech(hours=hours), [])
    assert [item.rule for item in found] == ["speech.unknown-place"] * 2 and "“99999”" in found[0].message
