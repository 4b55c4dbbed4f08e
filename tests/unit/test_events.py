"""Training events and reminders: from the data to the page and to files that phones read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.checks import check_catalog
from generator.guide import expand_page, read_macros
from generator.loading import load_catalog
from generator.model.catalog import Catalog
from generator.model.project import Edition
from generator.pages.calendars import calendar_files, grant_months
from tests.project_factory import make_project

DAY = date(2026, 11, 22)

EVENTS = """\
version: 1
events:
  - id: mai
    title: "Tập huấn: tên miền, website; hỏi đáp"
    day: 2026-11-23
    begins: "8:00"
    ends: "11:30"
    place: "Nhà văn hóa xã Lũng Cú"
    for_whom: "Hộ kinh doanh"
    organiser: "UBND xã Lũng Cú"
    source: "Giấy mời của xã"
    verified_on: 2026-11-20
  - id: hom-nay
    title: "Hướng dẫn cả ngày"
    day: 2026-11-22
    place: "Trường THPT Đồng Văn"
    for_whom: "Người từ 18 tuổi"
    organiser: "Đoàn trường"
    source: "Đoàn trường báo"
    cancelled: true
  - id: hom-qua
    title: "Buổi đã qua"
    day: 2026-11-21
    place: "Mỹ Lâm"
    for_whom: "Mọi người"
    organiser: "UBND phường Mỹ Lâm"
    source: "Phường báo"
"""


def load(folder: Path, events: str | None) -> Catalog:
    catalog, diagnostics = load_catalog(make_project(folder, {"content/data/events.yml": events}))
    assert catalog is not None, diagnostics
    return catalog


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return load(tmp_path / "p", EVENTS)


def files(catalog: Catalog, on: date = DAY) -> dict[str, bytes]:
    edition = Edition(on, "tenmien.example")
    return {artifact.path: artifact.content for artifact in calendar_files(catalog, edition)}


def unfolded(content: bytes) -> list[str]:
    """Read a calendar as RFC 5545, 3.1 says."""
    assert content.endswith(b"\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    for line in content.split(b"\r\n"):
        line.decode()  # a letter is never cut in two
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def components(lines: list[str], name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    open_names: list[str] = []
    for line in lines:
        key, _, value = line.partition(":")
        if key == "BEGIN":
            open_names.append(value)
            if value == name:
                found.append({})
        elif key == "END":
            assert open_names.pop() == value
        elif open_names[-1] == name:
            found[-1][key] = value
    assert not open_names
    return found


def test_the_feed_holds_every_event_in_utc(catalog: Catalog) -> None:
    lines = unfolded(files(catalog)["su-kien.ics"])
    events = {event["UID"]: event for event in components(lines, "VEVENT")}
    assert set(events) == {f"{name}@tenmien.example" for name in ("mai", "hom-nay", "hom-qua")}
    timed = events["mai@tenmien.example"]
    assert (timed["DTSTART"], timed["DTEND"]) == ("20261123T010000Z", "20261123T043000Z")
    assert timed["SUMMARY"] == "Tập huấn: tên miền\\, website\\; hỏi đáp"
    assert timed["URL"] == "https://tenmien.example/su-kien/#mai"
    assert "Tổ chức: UBND xã Lũng Cú\\nNguồn: Giấy mời của xã" in timed["DESCRIPTION"]
    whole_day = events["hom-nay@tenmien.example"]
    assert (whole_day["DTSTART;VALUE=DATE"], whole_day["DTEND;VALUE=DATE"]) == ("20261122", "20261123")
    assert whole_day["STATUS"] == "CANCELLED" and whole_day["SUMMARY"].startswith("ĐÃ HỦY")


def test_a_feed_without_events_is_still_a_calendar(tmp_path: Path) -> None:
    for number, events in enumerate(["version: 1\nevents: []\n", None]):
        lines = unfolded(files(load(tmp_path / str(number), events))["su-kien.ics"])
        assert components(lines, "VEVENT") == []
        assert components(lines, "VTIMEZONE") == [{"TZID": "Asia/Ho_Chi_Minh"}]
        assert lines[0] == "BEGIN:VCALENDAR" and "VERSION:2.0" in lines


def test_there_are_reminders_for_each_month_of_the_offer(catalog: Catalog) -> None:
    assert [f"{month:%Y-%m}" for month in grant_months(catalog)] == [f"2026-{month:02}" for month in range(1, 13)]
    lines = unfolded(files(catalog)["nhac-gia-han/2026-02.ics"])
    days = [event["DTSTART;VALUE=DATE"] for event in components(lines, "VEVENT")]
    assert days == ["20271203", "20280102", "20280125"]  # 60, 30 and 7 days before 1 February 2028
    assert len(components(lines, "VALARM")) == 3
    assert "50.000 đ" in components(lines, "VEVENT")[0]["DESCRIPTION"]


def test_the_same_day_gives_the_same_bytes(catalog: Catalog) -> None:
    assert files(catalog) == files(catalog)


def test_the_page_shows_what_is_to_come_and_ends_it_by_itself(catalog: Catalog, repository: Path) -> None:
    text = (repository / "content/guide/su-kien.md").read_text(encoding="utf-8").replace("plan-support", "plan-basis")
    edition = Edition(DAY, "tenmien.example")
    page = expand_page(text, "content/guide/su-kien.md", catalog, edition, read_macros(repository)).markdown
    coming, _, past = page.partition("## Đã qua")
    assert coming.index("Hướng dẫn cả ngày") < coming.index("Tập huấn: tên miền")
    assert 'data-until="2026-11-23"' in coming and "08:00–11:30" in coming and "**Đã hủy.**" in coming
    assert "Buổi đã qua" in past and "Buổi đã qua" not in coming
    assert "Chưa có buổi nào" not in page


def test_the_page_says_when_there_is_none(tmp_path: Path, repository: Path) -> None:
    text = (repository / "content/guide/su-kien.md").read_text(encoding="utf-8").replace("plan-support", "plan-basis")
    catalog = load(tmp_path / "p", None)
    page = expand_page(text, "content/guide/su-kien.md", catalog, Edition(DAY, "x.example"), read_macros(repository))
    assert "Chưa có buổi nào được báo" in page.markdown and "Đã qua" not in page.markdown


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ('begins: "8:00"', 'begins: "25:00"', 6, "08:00"),
        ('ends: "11:30"', 'ends: "07:30"', 3, "sau giờ bắt đầu"),
        ('    begins: "8:00"\n', "", 3, "giờ bắt đầu"),
        ("id: hom-nay", "id: mai", 13, "mai"),
        ("day: 2026-11-23", "day: 2026-11-31", 5, "31 tháng 11"),
        ("organiser:", "organizer:", 10, "organiser"),
    ],
)
def test_a_mistake_in_an_event_is_told_at_its_line(tmp_path: Path, old: str, new: str, line: int, word: str) -> None:
    project = make_project(tmp_path / "p", {"content/data/events.yml": EVENTS.replace(old, new, 1)})
    catalog, diagnostics = load_catalog(project)
    problems = [item for item in diagnostics if item.origin.file == "content/data/events.yml"]
    assert catalog is None
    assert any(item.origin.line == line and word in str(item) for item in problems), [*map(str, problems)]


def test_a_release_asks_whether_the_coming_event_was_confirmed(catalog: Catalog) -> None:
    found = check_catalog(catalog, Edition(DAY, "ten.vn", release=True))
    never = [item.message for item in found if item.rule == "verified.never" and "events.yml" in item.origin.file]
    assert never == ["Buổi “Hướng dẫn cả ngày” chưa có người kiểm."]
