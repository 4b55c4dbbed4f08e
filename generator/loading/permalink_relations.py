"""Printed numbers against what they lead to: every number has a target, every target a number."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from generator.diagnostics import Findings, Origin
from generator.loading.parts import Parts
from generator.loading.permalink_lock import PLAN_COMMAND, broken_promises
from generator.loading.reference_hints import check_unique, did_you_mean, unique_ids
from generator.loading.tables import LoadedTable
from generator.loading.yaml_source import Mapping
from generator.model.permalinks import Permalink, PermalinkKind

Targets = dict[PermalinkKind, dict[str, Origin]]

_DIGITS = {PermalinkKind.COMMUNE: (5,), PermalinkKind.SCHOOL: (6,), PermalinkKind.SIGNUP: (1, 2)}
_DIGIT_WORDS = {
    PermalinkKind.COMMUNE: "xã dùng mã 5 chữ số",
    PermalinkKind.SCHOOL: "trường dùng số 6 chữ số",
    PermalinkKind.SIGNUP: "trang đăng ký dùng 1-2 chữ số, không có số 0 ở đầu",
}


def _signup_places(parts: Parts) -> dict[str, Origin]:
    ids = parts.registrars.ids or {}
    return {target: ids[target.partition("/")[0]] for target in signup_targets(parts)}


def check_permalinks(parts: Parts, findings: Findings) -> None:
    """Note numbers without a target, targets without a number, wrong redirects and broken promises."""
    if parts.locked is not None and parts.permalinks.complete:
        findings.extend(broken_promises(parts.permalinks.valid, parts.locked, parts.permalinks.file))
    table = parts.permalinks
    check_unique(table, "number", "Số", findings)
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
        hint = did_you_mean(link.target, known, "Viết như mat-bao/id-vn.")
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
            did_you_mean(
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


def signup_targets(parts: Parts) -> list[str]:
    """Return "registrar/offer" for every registrar and offer, in the order of their files."""
    registrars = list(parts.registrars.ids or ())
    node = parts.programme.node
    offers = list(unique_ids(node, "offers", parts.programme.file, Findings())) if isinstance(node, Mapping) else []
    return [f"{registrar}/{offer}" for registrar in registrars for offer in offers]
