"""The programme against the rest: facts, offers, dates, groups and the texts written for them."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from generator.diagnostics import Findings, Origin
from generator.loading.parts import Parts
from generator.loading.reference_hints import did_you_mean, items_of, unique_ids
from generator.loading.yaml_source import Mapping, Node, Scalar, walk
from generator.model.knowledge import SignupAddresses
from generator.model.programme import Offer, Phase, Programme
from generator.text import format_date

_RESERVED_ENDINGS = (".example", ".test", ".invalid", ".localhost", ".local")


def check_programme(parts: Parts, findings: Findings) -> None:
    """Note what does not fit inside programme.yml, and between it, the facts and the texts."""
    node = parts.programme.node
    if not isinstance(node, Mapping):
        return
    file = parts.programme.file
    if parts.facts.ids is not None:
        check_fact_references(node, file, parts.facts.ids, findings)
    offers = unique_ids(node, "offers", file, findings)
    unique_ids(node, "groups", file, findings)
    unique_ids(node, "phases", file, findings)
    for group, path in items_of(node, "groups"):
        offer = group.entries.get("offer")
        if isinstance(offer, Scalar) and offer.text and offer.text not in offers:
            findings.error(
                "reference.offer",
                Origin(file, offer.line, f"{path}.offer"),
                f"Không có ưu đãi nào mang mã “{offer.text}”.",
                did_you_mean(offer.text, offers, f"Các mã có sẵn: {', '.join(offers)}."),
            )
    signup_offers = [name.replace("_", "-") for name in SignupAddresses.model_fields]
    for offer_id, origin in offers.items():
        if offer_id not in signup_offers:
            findings.error(
                "reference.signup-offer",
                origin,
                f"Ưu đãi “{offer_id}” không có chỗ ghi địa chỉ đăng ký trong registrars.yml.",
                f"Các ưu đãi dùng được: {', '.join(signup_offers)}.",
            )
    if parts.programme.record is not None:
        _check_dates(parts.programme.record, node, file, findings)
        _check_rules(parts.programme.record, findings)
        _check_group_texts(parts, findings)


def check_fact_references(node: Node, file: str, known: Collection[str], findings: Findings) -> None:
    """Note each fact that a document rests on and facts.yml lacks."""
    for path, scalar in walk(node):
        key = path.rpartition(".")[2].partition("[")[0]
        if key in ("facts", "renewal_facts") and scalar.text and scalar.text not in known:
            findings.error(
                "reference.fact",
                Origin(file, scalar.line, path),
                f"Không có dữ kiện nào mang mã “{scalar.text}” trong facts.yml.",
                did_you_mean(scalar.text, known, "Thêm dữ kiện với nguồn vào facts.yml trước."),
            )


def _key_line(node: Node | None, key: str) -> int:
    return node.key_lines.get(key, 0) if isinstance(node, Mapping) else 0


def _line_of(node: Mapping, key: str, index: int, name: str) -> Origin | None:
    item, path = items_of(node, key)[index]
    line = item.key_lines.get(name)
    return Origin("", line, f"{path}.{name}") if line else None


def _check_dates(programme: Programme, node: Mapping, file: str, findings: Findings) -> None:
    dated: tuple[tuple[str, tuple[Offer | Phase, ...]], ...] = (
        ("offers", programme.offers),
        ("phases", programme.phases),
    )
    for key, spans in dated:
        for index, span in enumerate(spans):
            if span.closes < span.opens:
                place = _line_of(node, key, index, "closes") or span.origin
                findings.error(
                    "date.order",
                    Origin(file, place.line, place.column),
                    f"Ngày kết thúc {format_date(span.closes)} trước ngày bắt đầu {format_date(span.opens)}.",
                    "Kiểm tra lại năm của hai ngày; có thể hai ngày bị đổi chỗ.",
                )
    indexed = sorted(enumerate(programme.phases), key=lambda pair: pair[1].opens)
    for (_, earlier), (index, later) in pairwise(indexed):
        if later.opens <= earlier.closes and earlier.opens <= earlier.closes:
            place = _line_of(node, "phases", index, "opens") or later.origin
            findings.error(
                "date.overlap",
                Origin(file, place.line, place.column),
                f"“{later.name}” bắt đầu {format_date(later.opens)}, khi “{earlier.name}” chưa kết thúc "
                f"({format_date(earlier.closes)}).",
                "Giai đoạn sau phải bắt đầu sau ngày cuối của giai đoạn trước.",
            )


def _check_rules(programme: Programme, findings: Findings) -> None:
    for group in programme.groups:
        rule = group.rule
        if rule.min_age is not None and rule.max_age is not None and rule.max_age < rule.min_age:
            findings.error(
                "value.range",
                group.origin.at(f"{group.origin.column}.rule"),
                f"Tuổi cao nhất {rule.max_age} nhỏ hơn tuổi thấp nhất {rule.min_age}.",
                "Kiểm tra min_age và max_age.",
            )


def _check_group_texts(parts: Parts, findings: Findings) -> None:
    """Note groups of the programme without a card on the landing pages, and cards of no group."""
    if parts.texts is None or parts.programme.record is None:
        return
    landing = parts.texts.landing
    cards = [card.id for card in landing.groups]
    groups = [group.id for group in parts.programme.record.groups]
    for card in cards:
        if card not in groups:
            findings.error(
                "reference.group",
                landing.origin.at("groups"),
                f"Câu chữ viết cho nhóm “{card}”, nhưng programme.yml không có nhóm này.",
                did_you_mean(card, groups, f"Các nhóm: {', '.join(groups)}."),
            )
    for group in parts.programme.record.groups:
        if group.id not in cards:
            findings.error(
                "reference.group",
                group.origin,
                f"Nhóm “{group.id}” chưa có câu chữ trên trang xã, trường.",
                f"Thêm một mục cho nhóm này dưới “groups” trong {landing.origin.file}.",
            )


def check_project(parts: Parts, findings: Findings) -> None:
    """Note what is wrong with the hosts of project.yml."""
    project = parts.project.record
    if project is None:
        return
    if project.host and project.host.endswith(_RESERVED_ENDINGS):
        findings.error(
            "project.host",
            Origin(parts.project.file, _key_line(parts.project.node, "host"), "host"),
            f"“{project.host}” là tên chỉ để thử, không phải địa chỉ chính thức.",
            "Chưa có địa chỉ chính thức thì viết host: null.",
        )
    seen: set[str] = set()
    for allowed in project.allowed_hosts:
        if allowed.host in seen:
            findings.warning(
                "host.duplicate",
                allowed.origin,
                f"Trang {allowed.host} đã có trong danh sách.",
                "Xóa một trong hai dòng.",
            )
        seen.add(allowed.host)
