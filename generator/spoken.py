"""Vietnamese for the ear: numbers, dates, money and addresses in words, and what cannot be read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from generator.text import fold

_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu", "tỷ")
_FIRST_TEN = 10  # days that are said with "mồng"
_LARGEST = 10**12

# Letters one after another in capitals, an address, digits, signs: nobody can read them off the page.
_ABBREVIATION = re.compile(r"\b[^\W\d_]*[A-ZĐ](?:[.&-]?[A-ZĐ])+[^\W\d_]*\b")
_ADDRESS = re.compile(r"\S*(?:://|@|\w\.\w)\S*")
_DIGITS = re.compile(r"\S*\d\S*")
_SIGNS = re.compile(r"[/\\#%&+=<>_*{}|~^$€₫\[\]]")
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = set("aeiouy")


def number_words(number: int) -> str:
    """Return a whole number from 0 below a thousand billion in words: 250.000 → "hai trăm năm mươi nghìn"."""
    if not 0 <= number < _LARGEST:
        raise ValueError(f"cannot say {number}")
    if number == 0:
        return _UNITS[0]
    groups = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    words = []
    for scale in range(len(groups) - 1, -1, -1):
        if groups[scale]:
            words += [*_below_thousand(groups[scale], scale < len(groups) - 1), _SCALES[scale]]
    return " ".join(word for word in words if word)


def _below_thousand(number: int, after_more: bool) -> list[str]:
    """Return the words of 1 to 999; after a larger group the hundreds are said even when they are none."""
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = [_UNITS[hundreds], "trăm"] if hundreds or after_more else []
    if tens == 0:
        if units:
            words += ["linh", _UNITS[units]] if words else [_UNITS[units]]
        return words
    words += ["mười"] if tens == 1 else [_UNITS[tens], "mươi"]
    if units == 5:
        words.append("lăm")
    elif units == 1 and tens > 1:
        words.append("mốt")
    elif units == 4 and tens > 1:
        words.append("tư")
    elif units:
        words.append(_UNITS[units])
    return words


def digit_words(digits: str) -> str:
    """Return digits one by one, as numbers of houses and pages are read: "02215" → "không hai hai một năm"."""
    return " ".join(_UNITS[int(digit)] for digit in digits)


def date_words(day: date) -> str:
    """Return a day as an announcer says it: "ngày ba mươi mốt tháng mười hai năm hai nghìn không trăm …"."""
    named = ("mồng " if day.day <= _FIRST_TEN else "") + number_words(day.day)
    month = "tư" if day.month == 4 else number_words(day.month)
    return f"ngày {named} tháng {month} năm {number_words(day.year)}"


def money_words(dong: int) -> str:
    """Return an amount of đồng in words."""
    return f"{number_words(dong)} đồng"


def syllables(text: str) -> int:
    """Return how many syllables a text has; in Vietnamese every written word is one."""
    return len(_WORD.findall(text))


def unspeakable(text: str) -> Iterator[str]:
    """Yield what in a text cannot be read aloud as it stands: digits, abbreviations, addresses, signs."""
    seen: set[str] = set()
    for pattern in (_ADDRESS, _DIGITS, _ABBREVIATION, _SIGNS):
        for found in pattern.findall(text):
            word = found.strip(".,;:!?“”()")
            if word and not any(word in other for other in seen):
                seen.add(word)
                yield word
    for word in _WORD.findall(text):
        if not _VOWELS & set(fold(word)) and not any(word in other for other in seen):
            seen.add(word)
            yield word


def say_numbers(text: str) -> str:
    """Return a name with its numbers in words: "Hà Giang 2" → "Hà Giang hai"."""
    return re.sub(r"\d+", lambda found: number_words(int(found[0])), text)


def say_words(text: str, spoken: Mapping[str, str]) -> str:
    """Return a text with each of some written words as it is spoken, longer ones first."""
    for written in sorted(spoken, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", spoken[written], text)
    return text
