"""Problems as values: where, what, how to mend. Loaders and checks return them; doors print them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

_SPREADSHEETS = (".csv", ".xlsx")
_TOLD_OF_ONE_KIND = 5


@dataclass(frozen=True, order=True)
class Origin:
    """A place in the project's own files.

    `file` is a posix path relative to the project root, `line` the 1-based line of a text file or row of a
    spreadsheet (0: the file as a whole), `column` the heading of a spreadsheet column or the path of a YAML
    key ("" when the whole line is meant). `letter` is the column as Excel labels it, told to people only.
    """

    file: str
    line: int = 0
    column: str = ""
    letter: str = field(default="", compare=False)

    def at(self, column: str, letter: str = "") -> Origin:
        """Return the same line with another column."""
        return Origin(self.file, self.line, column, letter)

    def __str__(self) -> str:
        row = f", dòng {self.line}" if self.line else ""
        kind = "cột" if self.file.endswith(_SPREADSHEETS) else "mục"
        named = " ".join(filter(None, (self.column, f"({self.letter})" if self.letter else "")))
        column = f", {kind} {named}" if named else ""
        return f"{self.file}{row}{column}"


class Severity(StrEnum):
    """How much a problem matters: an error stops a build, a warning is only told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Diagnostic:
    """One problem, in Vietnamese, for the person who will mend it.

    `message` says what is wrong in one sentence, `hint` how to mend it (may be empty), `rule` is a stable
    English name for machines, like `table.unknown-column`.
    """

    rule: str
    origin: Origin
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        hint = f" → {self.hint}" if self.hint else ""
        return f"{self.origin}: {self.message}{hint}"


class UserError(Exception):
    """A mistake in the project or in a command, already explained in Vietnamese; anything else is a bug."""

    def __init__(self, diagnostics: Iterable[Diagnostic] | Diagnostic) -> None:
        found = (diagnostics,) if isinstance(diagnostics, Diagnostic) else tuple(diagnostics)
        self.diagnostics: tuple[Diagnostic, ...] = found
        super().__init__("\n".join(str(item) for item in found))

    def __reduce__(self) -> tuple[type[UserError], tuple[tuple[Diagnostic, ...]]]:
        """Travel between processes whole; an exception is otherwise rebuilt from its message."""
        return (UserError, (self.diagnostics,))


@dataclass
class Findings:
    """Collects diagnostics on the way, so that every problem is told in one pass."""

    items: list[Diagnostic] = field(default_factory=list)

    def error(self, rule: str, origin: Origin, message: str, hint: str = "") -> None:
        """Note an error."""
        self.items.append(Diagnostic(rule, origin, message, hint))

    def warning(self, rule: str, origin: Origin, message: str, hint: str = "") -> None:
        """Note a warning."""
        self.items.append(Diagnostic(rule, origin, message, hint, Severity.WARNING))

    def extend(self, more: Iterable[Diagnostic]) -> None:
        """Take over diagnostics found elsewhere."""
        self.items.extend(more)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Return only what stops a build."""
        return tuple(item for item in self.items if item.severity is Severity.ERROR)

    def raise_errors(self) -> None:
        """Raise UserError when there is at least one error."""
        if self.errors:
            raise UserError(self.errors)


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file, line and column, each problem once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda item: (item.origin, item.rule, item.message)))


def format_text(diagnostics: Sequence[Diagnostic]) -> str:
    """Write diagnostics for people: one line each, then the count.

    The same mistake down a whole column (every code without its zero) is told five times, then counted.
    """
    labels = {Severity.ERROR: "LỖI", Severity.WARNING: "LƯU Ý"}
    told: dict[tuple[str, str, str], int] = {}
    lines = []
    for item in diagnostics:
        kind = _kind(item)
        told[kind] = told.get(kind, 0) + 1
        if told[kind] <= _TOLD_OF_ONE_KIND:
            lines.append(f"{labels[item.severity]} {item}")
    for (_rule, file, column), count in told.items():
        if count > _TOLD_OF_ONE_KIND:
            place = Origin(file, 0, column)
            lines.append(f"… và {count - _TOLD_OF_ONE_KIND} chỗ nữa cùng loại ở {place}.")
    errors = sum(item.severity is Severity.ERROR for item in diagnostics)
    lines.append(f"Tổng cộng: {errors} lỗi, {len(diagnostics) - errors} lưu ý.")
    return "\n".join(lines)


def _kind(item: Diagnostic) -> tuple[str, str, str]:
    """Return what repeats when one mistake runs down a column: list positions in a YAML path do not count."""
    return (item.rule, item.origin.file, re.sub(r"\[[^]]*\]", "[…]", item.origin.column))


def format_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Write diagnostics for machines: a JSON array of flat objects."""
    rows = [
        {
            "severity": item.severity.value,
            "rule": item.rule,
            "file": item.origin.file,
            "line": item.origin.line,
            "column": item.origin.column,
            "message": item.message,
            "hint": item.hint,
        }
        for item in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
