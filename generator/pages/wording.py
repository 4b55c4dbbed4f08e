"""From an editor's text to safe HTML: placeholders filled, everything escaped, **bold** marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.diagnostics import Diagnostic, Origin, UserError
from generator.model.filled_texts import fill, placeholders

_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Wording:
    """Fills texts of one file with the values of one page. `origin` is the file, for messages."""

    values: Mapping[str, str]
    origin: Origin

    def __call__(self, text: str) -> Markup:
        """Return a text as HTML; UserError when the data lacks a value that the text asks for."""
        return Markup(_BOLD.sub(r"<strong>\1</strong>", str(escape(self.plain(text)))))

    def plain(self, text: str) -> str:
        """Return a text filled but not escaped, for titles and other places without markup."""
        try:
            return fill(text, self.values)
        except KeyError as missing:
            raise UserError(
                Diagnostic(
                    "text.value-missing",
                    self.origin,
                    f"Dữ liệu không có giá trị cho chỗ điền {{{missing.args[0]}}} trong câu “{text}”.",
                    "Bỏ chỗ điền đó khỏi câu, hoặc bổ sung content/data/programme.yml.",
                )
            ) from None

    def can_say(self, text: str) -> bool:
        """Tell whether the data has a value for every placeholder of a text."""
        return placeholders(text) <= self.values.keys()

    def also(self, **values: str) -> Wording:
        """Return the same wording with more values."""
        return Wording({**self.values, **values}, self.origin)
