"""The site's news as an Atom feed (RFC 4287): what happened to the offers so far, and the training events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from generator.artifact import Artifact
from generator.model.catalog import Catalog
from generator.model.programme import Offer
from generator.model.project import Edition
from generator.text import NO_BREAK_SPACE, format_date, format_money

FEED = "tin.xml"


@dataclass(frozen=True)
class Entry:
    """One piece of news; `path` is the page that says more."""

    id: str
    day: date
    title: str
    text: str
    path: str


def feed(catalog: Catalog, edition: Edition) -> Artifact:
    """Return tin.xml; what lies after the day of the edition is no news yet."""
    entries = sorted(_entries(catalog, edition), key=lambda entry: (entry.day, entry.id), reverse=True)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">',
        f"<title>{escape(catalog.project.site_name)}</title>",
        f"<id>{edition.address()}</id>",
        f'<link href="{escape(edition.address())}"/>',
        f'<link rel="self" type="application/atom+xml" href="{escape(edition.address(FEED))}"/>',
        f"<updated>{_moment(edition.built_on)}</updated>",
        f"<author><name>{escape(catalog.project.site_name)}</name></author>",
        *(_entry_xml(entry, edition) for entry in entries),
        "</feed>",
    ]
    origins = [record.origin for record in (catalog.programme, catalog.events) if record.origin.file]
    return Artifact(FEED, ("\n".join(lines) + "\n").replace(NO_BREAK_SPACE, " ").encode(), tuple(origins))


def _entries(catalog: Catalog, edition: Edition) -> Iterator[Entry]:
    for offer in catalog.programme.offers:
        for entry in _milestones(offer, catalog.programme.closing_days):
            if entry.day <= edition.built_on:
                yield entry
    for event in catalog.events.events:
        title = f"Đã hủy: {event.title}" if event.cancelled else event.title
        where = ", ".join(part for part in (format_date(event.day), event.hours, event.place) if part)
        told = event.verified_on or catalog.project.data_compiled_on
        page = f"su-kien/#{event.id}"
        yield Entry(page, min(told, edition.built_on), title, f"{where}. Cho: {event.for_whom}.", page)


def _milestones(offer: Offer, closing_days: int) -> Iterator[Entry]:
    closes, fee = format_date(offer.closes), format_money(offer.fees.yearly)
    later = f"Từ năm thứ ba, mỗi năm trả {fee} phí nhà nước, cộng tiền dịch vụ của nhà đăng ký."
    days = (
        ("mo", offer.opens, f"Đợt miễn phí {offer.suffix} mở", f"Nhận đăng ký đến hết ngày {closes}. {later}"),
        (
            "sap-het",
            offer.closes - timedelta(days=closing_days - 1),
            f"Đợt miễn phí {offer.suffix} sắp hết hạn",
            f"Còn nhận đến hết ngày {closes}. {later}",
        ),
        (
            "het",
            offer.closes + timedelta(days=1),
            f"Đợt miễn phí {offer.suffix} đã hết ngày {closes}",
            f"Đăng ký từ nay phải trả phí. Tên miền đã cấp miễn phí vẫn dùng đủ {offer.free_years} năm.",
        ),
    )
    for state, day, title, text in days:
        yield Entry(f"#{offer.id}-{state}", day, title, text, "du-dieu-kien/")


def _entry_xml(entry: Entry, edition: Edition) -> str:
    return (
        f"<entry><id>{escape(edition.address(entry.id))}</id><title>{escape(entry.title)}</title>"
        f'<link href="{escape(edition.address(entry.path))}"/><updated>{_moment(entry.day)}</updated>'
        f"<summary>{escape(entry.text)}</summary></entry>"
    )


def _moment(day: date) -> str:
    """Return the start of a day in Viet Nam as RFC 3339 has it."""
    return f"{day.isoformat()}T00:00:00+07:00"
