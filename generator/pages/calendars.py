"""Calendar files: the training events, and reminders of the renewal for every month in which names are given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.artifact import Artifact
from generator.model.catalog import Catalog
from generator.model.events import Event
from generator.model.project import Edition
from generator.pages.icalendar import THAT_MORNING, CalendarEvent, calendar_bytes, local_time
from generator.text import NO_BREAK_SPACE, format_date, format_money

EVENTS_CALENDAR = "su-kien.ics"
REMINDER_FOLDER = "nhac-gia-han"

# Days before the month in which the free years end: to ask the price, to save, to pay.
REMINDER_DAYS = (60, 30, 7)


def calendar_files(catalog: Catalog, edition: Edition) -> Iterator[Artifact]:
    """Yield su-kien.ics and one file of reminders for each month in which a free name may be given."""
    yield events_calendar(catalog, edition)
    for month in grant_months(catalog):
        yield reminder_calendar(catalog, edition, month)


def events_calendar(catalog: Catalog, edition: Edition) -> Artifact:
    """Return the calendar of training events, also when there are none: readers may have subscribed to it."""
    events = [_announced(event, edition) for event in catalog.events.events]
    name = f"Tập huấn tên miền .vn, {catalog.project.province.full_name}"
    origins = (catalog.events.origin,) if catalog.events.origin.file else ()
    return Artifact(EVENTS_CALENDAR, calendar_bytes(name, events, edition.built_on), origins)


def _announced(event: Event, edition: Edition) -> CalendarEvent:
    lines = (f"Cho: {event.for_whom}", f"Tổ chức: {event.organiser}", f"Nguồn: {event.source}", event.note)
    return CalendarEvent(
        uid=f"{event.id}@{edition.host}",
        title=f"ĐÃ HỦY: {event.title}" if event.cancelled else event.title,
        starts=local_time(event.day, event.begins) if event.begins else event.day,
        ends=local_time(event.day, event.ends) if event.ends else None,
        place=event.place,
        description="\n".join(line for line in lines if line),
        cancelled=event.cancelled,
        url=edition.address(f"su-kien/#{event.id}"),
    )


def grant_months(catalog: Catalog) -> tuple[date, ...]:
    """Return the first days of all months in which some offer is open, in order."""
    offers = catalog.programme.offers
    month = min(offer.opens for offer in offers).replace(day=1)
    last = max(offer.closes for offer in offers)
    months = []
    while month <= last:
        months.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return tuple(months)


def reminder_path(month: date) -> str:
    """Return where the reminders for names given in a month stand: "nhac-gia-han/2026-11.ics"."""
    return f"{REMINDER_FOLDER}/{month:%Y-%m}.ics"


def reminder_calendar(catalog: Catalog, edition: Edition, month: date) -> Artifact:
    """Return three reminders before the first day on which a name given in `month` can expire."""
    programme = catalog.programme
    years = min(offer.free_years for offer in programme.offers)
    expires = month.replace(year=month.year + years)
    fees = ", ".join(f"{offer.suffix} {format_money(offer.fees.yearly)}" for offer in programme.offers)
    words = (
        f"Tên miền .vn cấp miễn phí tháng {month:%m/%Y} hết hạn trong tháng {expires:%m/%Y}, đúng ngày được cấp.\n"
        f"Phí nhà nước mỗi năm: {fees}, cộng tiền dịch vụ của nhà đăng ký.\n"
        "Chỉ trả cho nhà đăng ký đang giữ tên miền của bạn.\n"
        f"Phí ghi ngày {format_date(edition.built_on)}, có thể đổi."
    ).replace(NO_BREAK_SPACE, " ")
    reminders = [
        CalendarEvent(
            uid=f"gia-han-{month:%Y-%m}-{days}@{edition.host}",
            title=f"Hỏi giá và gia hạn tên miền .vn (hết hạn tháng {expires:%m/%Y})",
            starts=expires - timedelta(days=days),
            description=words,
            url=edition.address("sau-2-nam/"),
            alarm=THAT_MORNING,
        )
        for days in REMINDER_DAYS
    ]
    content = calendar_bytes("Nhắc gia hạn tên miền .vn", reminders, edition.built_on)
    return Artifact(reminder_path(month), content, (programme.origin,) if programme.origin.file else ())
