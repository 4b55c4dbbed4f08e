"""Which words of the glossary a page uses; how a page's Markdown reads without its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from generator.model.glossary import Term

_CODE = re.compile(r"`[^`]*`")
_LINK = re.compile(r"!?\[([^\]]*)\]\((?:<[^>]*>|[^)\s]*)[^)]*\)")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTES = re.compile(r"\{:?\s*[.#][^}]*\}")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]|])")
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_EMPHASIS = re.compile(r"\*+")


def plain_words(markdown: str) -> str:
    """Return Markdown as a reader sees it, line by line: words of links, no code, tags, attributes or stars.

    The number of lines stays the same.
    """
    text = _SVG.sub(lambda match: "\n" * match[0].count("\n"), markdown)
    text = _CODE.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", text)
    text = _ATTRIBUTES.sub("", text)
    return _EMPHASIS.sub("", _ESCAPED.sub(r"\1", text))


def terms_used(text: str, terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms that stand in a plain text, in the order of their first use."""
    found = [(match.start(), term) for term in terms if (match := spelling_pattern(term).search(text))]
    return tuple(term for _, term in sorted(found, key=lambda pair: pair[0]))


@lru_cache(maxsize=1024)
def spelling_pattern(*terms: Term) -> re.Pattern[str]:
    """Return a pattern of all spellings of terms as whole words; capitals matter only in abbreviations."""
    spellings = sorted({one for term in terms for one in term.spellings}, key=len, reverse=True)
    written = (re.escape(one) if _is_abbreviation(one) else f"(?i:{re.escape(one)})" for one in spellings)
    return re.compile(rf"(?<![\w.@-])(?:{'|'.join(written) or '(?!)'})(?![\w-])")


def _is_abbreviation(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1
