"""What must hold between files: references lead somewhere, places have numbers, nothing is there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.diagnostics import Findings, Origin
from generator.loading.documents import Document, DocumentList
from generator.loading.outlines import Outlines
from generator.loading.permalink_lock import PLAN_COMMAND, LockedNumber, broken_promises
from generator.loading.tables import LoadedTable
from generator.loading.yaml_source import Mapping, Node, Scalar, Sequence, item_path, walk
from generator.model.knowledge import Fact, Registrar, SignupAddresses
from generator.model.landing_texts import LandingTexts
from generator.model.permalinks import Permalink, PermalinkKind
from generator.model.places import Commune, Contact, School
from generator.model.programme import Offer, Phase, Programme
from generator.model.project import Project
from generator.text import fold, format_date, nearest, slugify

Targets = dict[PermalinkKind, dict[str, Origin]]

_RESERVED_ENDINGS = (".example", ".test", ".invalid", ".localhost", ".local")


@dataclass(frozen=True)
class Parts:
    """Everything that was read, before it is known whether the parts fit together."""

    project: Document[Project]
    programme: Document[Programme]
    facts: DocumentList[Fact]
    registrars: DocumentList[Registrar]
    communes: LoadedTable[Commune]
    schools: LoadedTable[School]
    permalinks: LoadedTable[Permalink]
    contacts: LoadedTable[Contact]
    outlines: Outlines
    texts: LandingTexts | None
    locked: tuple[LockedNumber, ...] | None


def check_relations(parts: Parts, findings: Findings) -> None:
    """Note everything that does not fit between the parts. Each check stands on its own."""
    _check_places(parts, findings)
    _check_schools(parts, findings)
    _check_contacts(parts, findings)
    _check_outlines(parts, findings)
    _check_programme(parts, findings)
    _check_project(parts, findings)
    _check_permalinks(parts, findings)
    if parts.locked is not None and parts.permalinks.complete:
        findings.extend(broken_promises(parts.permalinks.valid, parts.locked, parts.permalinks.file))


def _did_you_mean(text: str, known: Iterable[str], otherwise: str) -> str:
    near = nearest(text, known)
    return f"Có phải là {near}?" if near else otherwise


# --- Places


def _check_places(parts: Parts, findings: Findings) -> None:
    _check_unique(parts.communes, "code", "Mã xã", findings)
    _check_unique(parts.communes, "slug", "Slug", findings)
    _check_unique(parts.schools, "number", "Số của trường", findings)
    _check_unique(parts.schools, "slug", "Slug", findings)
    _check_same_names(parts, findings)
    _check_spelling(parts.communes, "old_province", findings)
    _check_spelling(parts.schools, "old_province", findings)
    for commune, row in zip(parts.communes.records, parts.communes.rows, strict=True):
        if commune is None:
            continue
        right = [slugify(commune.name), slugify(commune.full_name)]
        if commune.slug not in (*right, *(f"{slug}-{commune.code}" for slug in right)):
            findings.error(
                "slug.mismatch",
                row.at("slug"),
                f"Slug “{commune.slug}” không khớp tên “{commune.name}”.",
                f"Viết {right[0]}.",
            )
    for school, row in zip(parts.schools.records, parts.schools.rows, strict=True):
        if school is not None and school.slug != (right_slug := slugify(school.name.removeprefix("Trường "))):
            findings.warning(
                "slug.mismatch",
                row.at("slug"),
                f"Slug “{school.slug}” không khớp tên “{school.name}”.",
                f"Thường viết {right_slug}.",
            )


def _check_unique(table: LoadedTable[Any], column: str, label: str, findings: Findings) -> None:
    first: dict[str, int] = {}
    for row in table.rows:
        text = row.text(column)
        if not text:
            continue
        if text in first:
            findings.error(
                f"{column}.duplicate",
                row.at(column),
                f"{label} {text} đã có ở dòng {first[text]}.",
                "Xóa dòng bị chép thừa, hoặc sửa lại cho đúng.",
            )
        first.setdefault(text, row.origin.line)


def _check_same_names(parts: Parts, findings: Findings) -> None:
    for table in (parts.communes, parts.schools):
        first: dict[tuple[str, str], int] = {}
        for row in table.rows:
            key = (row.text("type").casefold(), fold(row.text("name")))
            if not key[1]:
                continue
            if key in first:
                findings.warning(
                    "name.duplicate",
                    row.at("name"),
                    f"Tên “{row.text('name')}” trùng với dòng {first[key]}.",
                    "Nếu là hai nơi khác nhau thì thêm phần phân biệt vào tên.",
                )
            first.setdefault(key, row.origin.line)


def _check_spelling(table: LoadedTable[Any], column: str, findings: Findings) -> None:
    """Note values that differ from a more frequent one only in marks or case: "Ha Giang" among "Hà Giang"."""
    counts = Counter(text for row in table.rows if (text := row.text(column)))
    usual: dict[str, str] = {}
    for text, _count in counts.most_common():
        usual.setdefault(fold(text), text)
    for row in table.rows:
        text = row.text(column)
        if text and usual[fold(text)] != text:
            findings.error(
                "name.spelling",
                row.at(column),
                f"“{text}” viết khác các dòng còn lại.",
                f"Có phải là “{usual[fold(text)]}”?",
            )


def _check_schools(parts: Parts, findings: Findings) -> None:
    codes = parts.communes.values("code")
    if not codes:
        return
    names = {row.text("name"): row.text("code") for row in parts.communes.rows}
    provinces = parts.communes.values("old_province")
    for row in parts.schools.rows:
        code = row.text("commune_code")
        if code and code not in codes:
            meant = names.get(code) or next((names[name] for name in names if fold(name) == fold(code)), None)
            hint = f"Điền mã của xã {code}: {meant}." if meant else _nearest_code(code, parts.communes)
            hint = hint or "Tra mã 5 chữ số trong communes.csv; chưa rõ thì để trống."
            findings.error("reference.commune", row.at("commune_code"), f"Không có xã nào mang mã “{code}”.", hint)
        province = row.text("old_province")
        if province and province not in provinces and fold(province) not in map(fold, provinces):
            findings.warning(
                "reference.province",
                row.at("old_province"),
                f"Tỉnh cũ “{province}” không có trong danh sách xã.",
                _did_you_mean(province, provinces, f"Danh sách xã có: {', '.join(provinces)}."),
            )


def _nearest_code(code: str, communes: LoadedTable[Commune]) -> str:
    """Return a hint with the known code that differs in one or two digits, and its name; "" when none does."""
    close = sorted(
        (row for row in communes.rows if code.isdigit() and row.text("code").isdigit()),
        key=lambda row: (_distance(code, row.text("code")), abs(int(code) - int(row.text("code")))),
    )[:1]
    if close and _distance(code, close[0].text("code")) <= 2:
        return f"Có phải là {close[0].text('code')} ({close[0].text('type')} {close[0].text('name')})?"
    return ""


def _distance(one: str, other: str) -> int:
    if len(one) != len(other):
        return 9
    return sum(a != b for a, b in zip(one, other, strict=True))


def _check_contacts(parts: Parts, findings: Findings) -> None:
    _check_unique(parts.contacts, "number", "Số", findings)
    known = {**parts.communes.values("code"), **parts.schools.values("number")}
    for row in parts.contacts.rows:
        number = row.text("number")
        if number and known and number not in known:
            findings.error(
                "reference.place",
                row.at("number"),
                f"Không có xã hay trường nào mang số “{number}”.",
                _did_you_mean(number, known, "Tra số trong communes.csv (cột code) hoặc schools.csv (cột number)."),
            )


def _check_outlines(parts: Parts, findings: Findings) -> None:
    codes = parts.communes.values("code")
    if not codes or not parts.outlines.readable:
        return
    names: dict[str, str] = {}
    for row in parts.communes.rows:
        names.setdefault(row.text("code"), row.text("name"))
    for code, origin in parts.outlines.places.items():
        if code not in codes:
            findings.error(
                "map.unknown-code",
                origin,
                f"Hình mang mã {code} không có trong danh sách xã.",
                (f"{near} " if (near := _nearest_code(code, parts.communes)) else "")
                + "Nếu xã đã nhập vào nơi khác thì xóa hình này.",
            )
        elif names[code] and fold(parts.outlines.names[code]) not in ("", fold(names[code])):
            findings.warning(
                "map.name",
                origin,
                f"Hình mã {code} ghi tên “{parts.outlines.names[code]}”, danh sách xã ghi “{names[code]}”.",
                "Kiểm tra xem mã có gắn nhầm hình không.",
            )
    for code, origin in codes.items():
        if code not in parts.outlines.places:
            findings.warning(
                "map.missing-shape",
                origin,
                f"Xã {names[code]} ({code}) không có hình trên bản đồ.",
                "Trang của xã vẫn được tạo, nhưng không có danh sách xã lân cận.",
            )


# --- Programme


def _check_programme(parts: Parts, findings: Findings) -> None:
    node = parts.programme.node
    if not isinstance(node, Mapping):
        return
    file = parts.programme.file
    if parts.facts.ids is not None:
        _check_fact_references(node, file, parts.facts.ids, findings)
    offers = _unique_ids(node, "offers", file, findings)
    _unique_ids(node, "groups", file, findings)
    _unique_ids(node, "phases", file, findings)
    for group, path in _items(node, "groups"):
        offer = group.entries.get("offer")
        if isinstance(offer, Scalar) and offer.text and offer.text not in offers:
            findings.error(
                "reference.offer",
                Origin(file, offer.line, f"{path}.offer"),
                f"Không có ưu đãi nào mang mã “{offer.text}”.",
                _did_you_mean(offer.text, offers, f"Các mã có sẵn: {', '.join(offers)}."),
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


def _items(node: Mapping, key: str) -> list[tuple[Mapping, str]]:
    items = node.entries.get(key)
    if not isinstance(items, Sequence):
        return []
    return [(item, item_path(key, index, item)) for index, item in enumerate(items.items) if isinstance(item, Mapping)]


def _unique_ids(node: Mapping, key: str, file: str, findings: Findings) -> dict[str, Origin]:
    ids: dict[str, Origin] = {}
    for item, path in _items(node, key):
        label = item.entries.get("id")
        if not isinstance(label, Scalar) or not label.text:
            continue
        origin = Origin(file, label.line, f"{path}.id")
        if label.text in ids:
            findings.error(
                "id.duplicate",
                origin,
                f"Mã “{label.text}” đã dùng ở dòng {ids[label.text].line}.",
                "Đặt mã khác, hoặc xóa mục bị chép thừa.",
            )
        ids.setdefault(label.text, origin)
    return ids


def _check_fact_references(node: Node, file: str, known: Collection[str], findings: Findings) -> None:
    for path, scalar in walk(node):
        key = path.rpartition(".")[2].partition("[")[0]
        if key in ("facts", "renewal_facts") and scalar.text and scalar.text not in known:
            findings.error(
                "reference.fact",
                Origin(file, scalar.line, path),
                f"Không có dữ kiện nào mang mã “{scalar.text}” trong facts.yml.",
                _did_you_mean(scalar.text, known, "Thêm dữ kiện với nguồn vào facts.yml trước."),
            )


def _key_line(node: Node | None, key: str) -> int:
    return node.key_lines.get(key, 0) if isinstance(node, Mapping) else 0


def _line_of(node: Mapping, key: str, index: int, name: str) -> Origin | None:
    item, path = _items(node, key)[index]
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
                _did_you_mean(card, groups, f"Các nhóm: {', '.join(groups)}."),
            )
    for group in parts.programme.record.groups:
        if group.id not in cards:
            findings.error(
                "reference.group",
                group.origin,
                f"Nhóm “{group.id}” chưa có câu chữ trên trang xã, trường.",
                f"Thêm một mục cho nhóm này dưới “groups” trong {landing.origin.file}.",
            )


def _check_project(parts: Parts, findings: Findings) -> None:
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


# --- Permalinks

_DIGITS = {PermalinkKind.COMMUNE: (5,), PermalinkKind.SCHOOL: (6,), PermalinkKind.SIGNUP: (1, 2)}
_DIGIT_WORDS = {
    PermalinkKind.COMMUNE: "xã dùng mã 5 chữ số",
    PermalinkKind.SCHOOL: "trường dùng số 6 chữ số",
    PermalinkKind.SIGNUP: "trang đăng ký dùng 1-2 chữ số, không có số 0 ở đầu",
}


def signup_targets(parts: Parts) -> list[str]:
    """Return "registrar/offer" for every registrar and offer, in the order of their files."""
    registrars = list(parts.registrars.ids or ())
    node = parts.programme.node
    offers = list(_unique_ids(node, "offers", parts.programme.file, Findings())) if isinstance(node, Mapping) else []
    return [f"{registrar}/{offer}" for registrar in registrars for offer in offers]


def _signup_places(parts: Parts) -> dict[str, Origin]:
    ids = parts.registrars.ids or {}
    return {target: ids[target.partition("/")[0]] for target in signup_targets(parts)}


def _check_permalinks(parts: Parts, findings: Findings) -> None:
    table = parts.permalinks
    _check_unique(table, "number", "Số", findings)
    targets: Targets = {
        PermalinkKind.COMMUNE: parts.communes.values("code"),
        PermalinkKind.SCHOOL: parts.schools.values("number"),
        PermalinkKind.SIGNUP: _signup_places(parts),
    }
    sure = {kind: _keys_are_sure(parts, kind) for kind in PermalinkKind}
    numbers = table.values("number")
    redirects = {row.text("number"): row.text("redirect_to") for row in table.rows}
    active: dict[tuple[str, str], int] = {}
    for link, row in zip(table.records, table.rows, strict=True):
        if link is None:
            continue
        if len(link.number) not in _DIGITS[link.kind] or (
            link.kind is PermalinkKind.SIGNUP and link.number.startswith("0")
        ):
            findings.error(
                "permalink.digits",
                row.at("number"),
                f"Số {link.number} không hợp với loại {link.kind}: {_DIGIT_WORDS[link.kind]}.",
                "Sửa số hoặc loại (commune, school, signup).",
            )
        elif link.kind is not PermalinkKind.SIGNUP and link.target != link.number:
            findings.error(
                "permalink.target",
                row.at("target"),
                f"Số {link.number} phải trỏ tới chính nó, không phải “{link.target}”.",
                f"Viết {link.number}; nơi đã nhập vào nơi khác thì điền redirect_to.",
            )
        elif link.redirect_to is None and sure[link.kind]:
            _check_target(link, row.at("target"), targets[link.kind], findings)
        if link.redirect_to is not None:
            _check_redirect(link, row.at("redirect_to"), numbers, redirects, findings)
            continue
        key = (link.kind.value, link.target)
        if key in active and link.number in numbers and numbers[link.number].line == row.origin.line:
            findings.error(
                "target.duplicate",
                row.at("target"),
                f"Đích {link.target} đã có số ở dòng {active[key]}.",
                "Giữ số cũ; số thừa thì điền redirect_to bằng số cũ.",
            )
        active.setdefault(key, row.origin.line)
    _check_all_numbered(parts, targets, findings)


def _keys_are_sure(parts: Parts, kind: PermalinkKind) -> bool:
    """Tell whether every target of a kind could be read, so that one not found is certainly not there."""
    if kind is PermalinkKind.SIGNUP:
        return parts.registrars.ids is not None and parts.programme.node is not None
    table: LoadedTable[Any] = parts.communes if kind is PermalinkKind.COMMUNE else parts.schools
    column = "code" if kind is PermalinkKind.COMMUNE else "number"
    return all(len(row.text(column)) in _DIGITS[kind] for row in table.rows)


def _check_target(link: Permalink, origin: Origin, known: Collection[str], findings: Findings) -> None:
    if not known or link.target in known:
        return
    if link.kind is PermalinkKind.SIGNUP:
        message = f"Đích “{link.target}” không phải nhà đăng ký/ưu đãi có trong registrars.yml và programme.yml."
        hint = _did_you_mean(link.target, known, "Viết như mat-bao/id-vn.")
    else:
        file, word = ("communes", "xã") if link.kind is PermalinkKind.COMMUNE else ("schools", "trường")
        message = f"Số {link.target} không còn {word} nào trong {file}.csv."
        hint = "Nếu đã sáp nhập, điền redirect_to bằng số của nơi mới; đừng xóa dòng này."
    findings.error("permalink.no-target", origin, message, hint)


def _check_redirect(
    link: Permalink, origin: Origin, numbers: Collection[str], redirects: dict[str, str], findings: Findings
) -> None:
    goal = link.redirect_to or ""
    if goal not in numbers:
        findings.error(
            "permalink.redirect",
            origin,
            f"Số {link.number} dẫn sang {goal}, nhưng không có số {goal}.",
            _did_you_mean(
                goal, [number for number in numbers if number != link.number], "Điền một số có trong cột number."
            ),
        )
        return
    seen = {link.number}
    while goal:
        if goal in seen:
            findings.error(
                "permalink.redirect-loop",
                origin,
                f"Số {link.number} dẫn vòng tròn, không bao giờ tới một trang.",
                "Để trống redirect_to ở số của nơi đang còn.",
            )
            return
        seen.add(goal)
        goal = redirects.get(goal, "")


def _check_all_numbered(parts: Parts, targets: Targets, findings: Findings) -> None:
    rows = {row.text("number"): row for row in parts.permalinks.rows}
    used = {(row.text("kind"), row.text("target")) for row in rows.values() if not row.text("redirect_to")}
    # A number that was given out and is gone is told of once, and never answered with a new number.
    for item in parts.locked or ():
        row = rows.get(item.number)
        if row is None or (row.text("kind"), row.text("target")) != (item.kind, item.target):
            used.add((item.kind.value, item.target))
    words = {PermalinkKind.COMMUNE: "Xã", PermalinkKind.SCHOOL: "Trường", PermalinkKind.SIGNUP: "Trang đăng ký"}
    for kind, known in targets.items():
        for target, origin in known.items():
            row = rows.get(target)
            if (kind.value, target) in used or (row is not None and not row.text("redirect_to")):
                continue
            if row is not None and kind is not PermalinkKind.SIGNUP:
                findings.error(
                    "permalink.retired-in-use",
                    row.at("redirect_to"),
                    f"Số {target} đã chuyển sang số {row.text('redirect_to')}, nhưng nơi này vẫn còn trong danh sách.",
                    "Nếu nơi này còn thì để trống redirect_to; nếu đã sáp nhập thì xóa dòng của nó ở danh sách.",
                )
            elif kind is PermalinkKind.SIGNUP or len(target) in _DIGITS[kind]:
                findings.error(
                    "permalink.missing",
                    origin,
                    f"{words[kind]} {target} chưa có số trong permalinks.csv.",
                    f"Chạy “{PLAN_COMMAND}” để cấp số.",
                )
