"""Words for paper: runs of plain and bold text, with spaces where a line must not break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.text import NO_BREAK_SPACE, nfc

Runs = list[tuple[bool, str]]

_NUMBER_AND_UNIT = re.compile(
    r"(?<=\d) (?=(?:năm|tuổi|tháng|ngày|đ|đến)\b)|(?<=\bngày) (?=\d)"
    r"|(?<=\bđến) (?=\d)|(?<=\bhết) (?=\d)|(?<=\.vn) (?=\d)"
)

_LONG_ENOUGH_TO_WRAP = 24
_LAST_SHORT_WORD = re.compile(r" (?=(?:\*\*)?[^ *]{1,7}(?:\*\*)?[.?]?$)")


@dataclass(frozen=True)
class Binder:
    """Binds words that belong together. `phrases` are those that an editor listed."""

    phrases: Sequence[str] = ()

    @cached_property
    def _together(self) -> list[re.Pattern[str]]:
        return [re.compile(rf"\b{re.escape(nfc(phrase))}\b", re.IGNORECASE) for phrase in self.phrases]

    @cached_property
    def _known(self) -> dict[str, str]:
        return {}  # most words of a sheet are those of the sheet before

    def __call__(self, text: str) -> str:
        """Return the text composed; no line breaks inside phrases, after a number, before a last short word."""
        if text not in self._known:
            self._known[text] = self._bind(text)
        return self._known[text]

    def _bind(self, text: str) -> str:
        text = _NUMBER_AND_UNIT.sub(NO_BREAK_SPACE, nfc(text))
        for phrase in self._together:
            text = phrase.sub(lambda found: found[0].replace(" ", NO_BREAK_SPACE), text)
        return _LAST_SHORT_WORD.sub(NO_BREAK_SPACE, text) if len(text) > _LONG_ENOUGH_TO_WRAP else text


def runs(text: str) -> Runs:
    """Return a text as runs: "Một **id.vn**." → [(False, "Một "), (True, "id.vn"), (False, ".")]."""
    parts = text.split("**")
    return [(number % 2 == 1, part) for number, part in enumerate(parts) if part]
