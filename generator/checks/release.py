"""Nothing unverified is printed: dates, sources and the gate of a release (DESIGN decision 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.checks.codes import code_size_sentence
from generator.diagnostics import Diagnostic, Findings, Origin, in_reading_order
from generator.model.catalog import Catalog
from generator.model.knowledge import Fact
from generator.model.programme import OfferState
from generator.model.project import Edition
from generator.permalink import VERSION_2_CAPACITY, PrintedAddress
from generator.text import capitalise, format_date, format_number

_EXAMPLE_DOMAIN = ".example"  # RFC 2606: never anybody's


@dataclass(frozen=True)
class _Checked:
    """Something shown that a person must have checked: its name, its place, the day of checking."""

    what: str
    origin: Origin
    verified_on: date | None
    max_age: int


def check_catalog(catalog: Catalog, edition: Edition) -> tuple[Diagnostic, ...]:
    """Return findings about dates and sources of the data, in reading order.

    For a release each record that nobody checked, or not lately, is an error at its own place. A trial hears
    of them in one warning per file: there it is the normal state of affairs. Every fact counts, for the page of
    sources shows them all.
    """
    findings = Findings()
    records = [*_facts(catalog), *_registrars(catalog), *_places(catalog), *_events(catalog, edition)]
    _check_verified(findings, edition, records)
    _check_expired(findings, edition, catalog.facts)
    _check_host(findings, catalog, edition)
    _check_offers(findings, catalog, edition)
    _check_gaps(findings, catalog, edition)
    return in_reading_order(findings.items)


def _facts(catalog: Catalog) -> list[_Checked]:
    age = catalog.project.max_age_days.facts
    return [_Checked(f"dữ kiện “{fact.id}”", fact.origin, fact.verified_on, age) for fact in catalog.facts]


def _registrars(catalog: Catalog) -> list[_Checked]:
    age = catalog.project.max_age_days.registrars
    return [
        _Checked(f"nhà đăng ký {registrar.short_name}", registrar.origin, registrar.verified_on, age)
        for registrar in catalog.registrars_in_order
    ]


def _places(catalog: Catalog) -> list[_Checked]:
    age = catalog.project.max_age_days.places
    found = [_Checked(school.name, school.origin, school.verified_on, age) for school in catalog.schools]
    found += [_Checked(f"đầu mối {one.office}", one.origin, one.verified_on, age) for one in catalog.contacts]
    if contact := catalog.project.contact:
        where = _key(catalog.project.origin, "contact")
        found.append(_Checked(f"đầu mối của tỉnh {contact.office}", where, contact.verified_on, age))
    return found


def _events(catalog: Catalog, edition: Edition) -> list[_Checked]:
    age = catalog.project.max_age_days.places
    coming = [event for event in catalog.events.events if event.day >= edition.built_on]
    return [_Checked(f"buổi “{event.title}”", event.origin, event.verified_on, age) for event in coming]


def _check_verified(findings: Findings, edition: Edition, records: Sequence[_Checked]) -> None:
    for record in records:
        if record.verified_on and record.verified_on > edition.built_on:
            _tell(findings, edition)(
                "verified.future",
                _key(record.origin, "verified_on"),
                f"{capitalise(record.what)}: ngày kiểm {format_date(record.verified_on)} sau ngày dựng "
                f"{format_date(edition.built_on)}.",
                "Ghi đúng ngày đã kiểm.",
            )
    never = [record for record in records if record.verified_on is None]
    stale = [record for record in records if _is_stale(record, edition.built_on)]
    if edition.trial:
        _summarise(findings, records, never, stale)
        return
    for record in never:
        findings.error(
            "verified.never",
            record.origin,
            f"{capitalise(record.what)} chưa có người kiểm.",
            "Kiểm lại với nguồn rồi ghi ngày vào verified_on.",
        )
    for record in stale:
        findings.error(
            "verified.stale",
            _key(record.origin, "verified_on"),
            f"{capitalise(record.what)} kiểm lần cuối đã quá {record.max_age} ngày.",
            "Kiểm lại với nguồn rồi ghi ngày mới vào verified_on.",
        )


def _is_stale(record: _Checked, on: date) -> bool:
    return record.verified_on is not None and on - record.verified_on > timedelta(days=record.max_age)


def _summarise(
    findings: Findings, records: Sequence[_Checked], never: Sequence[_Checked], stale: Sequence[_Checked]
) -> None:
    for file in dict.fromkeys(record.origin.file for record in records):
        total, unchecked, old = (
            sum(record.origin.file == file for record in group) for group in (records, never, stale)
        )
        if unchecked or old:
            parts = [f"{format_number(unchecked)} chưa kiểm"] if unchecked else []
            parts += [f"{format_number(old)} kiểm đã quá hạn"] if old else []
            findings.warning(
                "verified.summary",
                Origin(file),
                f"{format_number(unchecked + old)}/{format_number(total)} mục chưa phát hành được: {', '.join(parts)}.",
                "Kiểm từng mục với nguồn rồi ghi verified_on; xem danh sách bằng “phocap check --release”.",
            )


def _check_expired(findings: Findings, edition: Edition, facts: Iterable[Fact]) -> None:
    for fact in facts:
        if fact.expires_on and fact.expires_on < edition.built_on:
            _tell(findings, edition)(
                "fact.expired",
                _key(fact.origin, "expires_on"),
                f"Dữ kiện “{fact.id}” hết hiệu lực ngày {format_date(fact.expires_on)} mà trang vẫn nêu.",
                "Tìm quy định mới, sửa dữ kiện, hoặc thôi dùng.",
            )


def _check_host(findings: Findings, catalog: Catalog, edition: Edition) -> None:
    project = catalog.project
    where = _key(project.origin, "host")
    sentence = code_size_sentence(catalog, edition)
    is_example = edition.host.endswith(_EXAMPLE_DOMAIN)
    if edition.release and (project.host is None or is_example):
        findings.error(
            "release.host",
            where,
            "Chưa có tên miền chính thức của trang, nên không phát hành được.",
            "Ghi tên miền đã được cấp vào mục host của content/data/project.yml.",
        )
    elif project.host is None:
        findings.warning(
            "host.missing",
            where,
            f"Chưa có tên miền chính thức, mọi trang là bản thử. {sentence}",
            f"Chọn tên miền dài không quá {_longest_host(catalog)} ký tự thì mã giữ cỡ nhỏ nhất.",
        )
    elif len(edition.host) > _longest_host(catalog):
        findings.warning(
            "host.long",
            where,
            sentence,
            f"Tên miền không quá {_longest_host(catalog)} ký tự cho mã cỡ 25×25 ô.",
        )


def _longest_host(catalog: Catalog) -> int:
    longest = max((link.number for link in catalog.permalinks), key=len, default="000000")
    return VERSION_2_CAPACITY - len(PrintedAddress("", longest).code_text)


def _check_offers(findings: Findings, catalog: Catalog, edition: Edition) -> None:
    programme = catalog.programme
    for offer in programme.offers:
        if offer.state(edition.built_on, programme.closing_days) is OfferState.ENDED:
            findings.warning(
                "offer.ended",
                _key(offer.origin, "closes"),
                f"Đợt miễn phí {offer.suffix} đã hết ngày {format_date(offer.closes)}: mọi trang báo đã hết.",
                "Nếu có quyết định mới, ghi đợt mới kèm dữ kiện làm căn cứ.",
            )
    if not any(phase.opens <= edition.built_on <= phase.closes for phase in programme.phases):
        findings.warning(
            "phase.none",
            _key(programme.origin, "phases"),
            f"Không giai đoạn nào của chương trình có ngày {format_date(edition.built_on)}.",
            "Xem lại ngày dựng và mục phases.",
        )


def _check_gaps(findings: Findings, catalog: Catalog, edition: Edition) -> None:
    if edition.trial:
        return
    plan, where = catalog.programme.plan, catalog.programme.origin
    if plan.number is None or plan.signed_on is None:
        findings.warning(
            "plan.number",
            _key(where, "plan"),
            "Kế hoạch của tỉnh chưa có số hoặc ngày ký; trang chỉ ghi tháng.",
            "Ghi number và signed_on khi có bản đã ký.",
        )
    if catalog.project.contact is None:
        findings.warning(
            "contact.province",
            _key(catalog.project.origin, "contact"),
            "Chưa có đầu mối của tỉnh; trang ghi chưa có thông tin.",
            "Ghi contact khi đơn vị đã xác nhận.",
        )
    without = len(catalog.places) - len({contact.number for contact in catalog.contacts})
    if without > 0:
        findings.warning(
            "contact.places",
            Origin("content/data/contacts.csv"),
            f"{format_number(without)}/{format_number(len(catalog.places))} nơi chưa có đầu mối tại chỗ; "
            "trang ghi chưa có thông tin.",
            "Ghi đầu mối khi đơn vị đã xác nhận.",
        )


def _key(origin: Origin, name: str) -> Origin:
    """Return the place of a key inside a record: a column of a row, or a path in YAML like "facts[x].verified_on"."""
    return origin.at(f"{origin.column}.{name}" if origin.column else name)


def _tell(findings: Findings, edition: Edition) -> Callable[[str, Origin, str, str], None]:
    return findings.error if edition.release else findings.warning
