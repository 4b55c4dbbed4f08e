"""The promise that a printed number never changes: what was given out, line by line, only ever added to.

The lock is plain text written by the program: "number kind target" a line, the oldest first. People see and
edit `permalinks.csv`; the lock is how the program knows what was there before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Findings, Origin, Severity
from generator.model.permalinks import Permalink, PermalinkKind

LOCK_FILE = "content/data/permalinks.lock"
PLAN_COMMAND = "phocap permalinks"
LAST_SIGNUP_NUMBER = 99  # DESIGN 2.5: one or two digits

_HEADER = (
    "# Máy ghi, không sửa tay. Mỗi dòng là một số đã cấp: số, loại, đích. Số đã in ra giấy thì giữ mãi.\n"
    f"# Có số mới trong permalinks.csv thì chạy: {PLAN_COMMAND}\n"
)
_LINE = re.compile(r"(\d{1,6}) (commune|school|signup) (\S+)")
_KIND_NAMES = {
    PermalinkKind.COMMUNE: "xã",
    PermalinkKind.SCHOOL: "trường",
    PermalinkKind.SIGNUP: "trang đăng ký",
}


@dataclass(frozen=True)
class LockedNumber:
    """A number that was given out, to what kind of page, for which target."""

    number: str
    kind: PermalinkKind
    target: str
    line: int = 0

    @property
    def meaning(self) -> str:
        """Return what the number stands for, in words: "trang đăng ký mat-bao/id-vn"."""
        return f"{_KIND_NAMES[self.kind]} {self.target}"


def parse_lock(text: str, findings: Findings) -> tuple[LockedNumber, ...]:
    """Return the numbers of a lock after noting lines that no program wrote."""
    locked: dict[str, LockedNumber] = {}
    for line, written in enumerate(text.split("\n"), start=1):
        if not written or written.startswith("#"):
            continue
        match = _LINE.fullmatch(written)
        if match is None or match[1] in locked:
            findings.error(
                "permalink.lock-damaged",
                Origin(LOCK_FILE, line),
                f"Dòng “{written[:60]}” không phải do máy ghi." if match is None else f"Số {match[1]} ghi hai lần.",
                "Lấy lại bản cũ của tệp này từ kho mã; không sửa tay.",
            )
            continue
        locked[match[1]] = LockedNumber(match[1], PermalinkKind(match[2]), match[3], line)
    return tuple(locked.values())


def format_lock(locked: Iterable[LockedNumber]) -> str:
    """Write a lock: a line per number, in the order given."""
    return _HEADER + "".join(f"{item.number} {item.kind} {item.target}\n" for item in locked)


def lock_entry(link: Permalink) -> LockedNumber:
    """Return what the lock keeps of a permalink."""
    return LockedNumber(link.number, link.kind, link.target)


def broken_promises(links: Sequence[Permalink], locked: Sequence[LockedNumber], file: str) -> list[Diagnostic]:
    """Return an error for each locked number that vanished, moved or changed, a warning for each new one.

    `file` is where the permalinks stand, for numbers that no row has any more.
    """
    findings = Findings()
    by_number = {link.number: link for link in links}
    for item in locked:
        link = by_number.get(item.number)
        if link is None:
            findings.error(
                "permalink.vanished",
                Origin(file, 0, "number"),
                f"Số {item.number} đã cấp cho {item.meaning} nhưng không còn dòng nào; mã QR đã in sẽ hỏng.",
                f"Thêm lại dòng “{item.number},{item.kind},{item.target}”; nơi đã bỏ thì điền redirect_to.",
            )
        elif link.kind is not item.kind:
            findings.error(
                "permalink.kind-changed",
                link.origin.at("kind"),
                f"Số {item.number} đã cấp cho {item.meaning}, nay bị đổi loại thành {link.kind}.",
                f"Sửa lại thành {item.kind}; cần trang mới thì cấp số mới.",
            )
        elif link.target != item.target:
            findings.error(
                "permalink.moved",
                link.origin.at("target"),
                f"Số {item.number} đã cấp cho {item.meaning}, nay bị trỏ sang {link.target}.",
                f"Sửa lại target thành {item.target}; muốn dẫn sang nơi khác thì điền redirect_to.",
            )
    known = {item.number for item in locked}
    for link in links:
        if link.number not in known:
            findings.items.append(
                Diagnostic(
                    "permalink.not-locked",
                    link.origin.at("number"),
                    f"Số {link.number} mới thêm, chưa khóa.",
                    f"Chạy “{PLAN_COMMAND}” để khóa trước khi in.",
                    Severity.WARNING,
                )
            )
    return findings.items


def next_signup_number(taken: Iterable[str]) -> int | None:
    """Return the number after the highest sign-up number ever given out, or None after 99."""
    highest = max((int(number) for number in taken if len(number) <= 2), default=0)
    return highest + 1 if highest < LAST_SIGNUP_NUMBER else None
