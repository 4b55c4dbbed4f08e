"""The feed tells what happened and nothing that has not, in well-formed XML."""

from __future__ import annotations

import dataclasses
import xml.etree.ElementTree as ET
from datetime import date

from generator.model.catalog import Catalog
from generator.model.events import Event, Events
from generator.model.project import Edition
from generator.pages.feed import feed

ATOM = "{http://www.w3.org/2005/Atom}"
EVENT = Event(
    id="lop-thu", title="Lớp <thử> & hỏi", day=date(2026, 12, 5), place="Nhà văn hóa", for_whom="Ai cũng được",
    organiser="UBND", source="Giấy mời", verified_on=date(2026, 11, 20),
)  # fmt: skip


def titles(catalog: Catalog, on: date) -> list[str]:
    root = ET.fromstring(feed(catalog, Edition(on, "tenmien.example")).content)
    assert [root.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "author")] == [True] * 4
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in root.iter(f"{ATOM}entry")]
    assert updated == sorted(updated, reverse=True)
    assert all(moment[:10] <= on.isoformat() for moment in updated)
    return [entry.findtext(f"{ATOM}title") or "" for entry in root.iter(f"{ATOM}entry")]


def test_news_follow_the_days_of_the_offer(real_catalog: Catalog) -> None:
    assert titles(real_catalog, date(2025, 12, 31)) == []
    assert titles(real_catalog, date(2026, 3, 1)) == ["Đợt miễn phí id.vn mở", "Đợt miễn phí biz.vn mở"]
    assert "Đợt miễn phí id.vn sắp hết hạn" in titles(real_catalog, date(2026, 11, 22))
    assert titles(real_catalog, date(2027, 1, 1))[0] == "Đợt miễn phí id.vn đã hết ngày 31/12/2026"


def test_events_are_told_as_they_are_written(real_catalog: Catalog) -> None:
    catalog = dataclasses.replace(real_catalog, events=Events(events=(EVENT,)))
    assert titles(catalog, date(2026, 11, 22))[0] == "Lớp <thử> & hỏi"
