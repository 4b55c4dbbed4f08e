"""Vietnamese text: folding, slugs, the alphabet, numbers, dates and money. Knows nothing of the project."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

NO_BREAK_SPACE = "\u00a0"

_LINE_OCTETS = 75

# Order of the Vietnamese alphabet and of its tones (level, grave, hook, tilde, acute, dot), as dictionaries use it.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTER_MARKS = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn: part of the letter, not a tone

# Cc, Cf, Co, Cn and line separators hide or reorder text (Unicode TR 36); tab and newline are judged elsewhere.
_HIDDEN_CATEGORIES = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def nfc(text: str) -> str:
    """Return the text composed (NFC), the one form everything in this program uses."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return lower-case text without marks: "Đồng Văn" → "dong van". đ is folded by hand, NFD keeps it."""
    lowered = text.lower().replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", lowered)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def slugify(text: str, separator: str = "-") -> str:
    """Return an ASCII slug: "Điều kiện được miễn phí" → "dieu-kien-duoc-mien-phi".

    Has the signature that Python-Markdown's toc extension asks of a slug function.
    """
    return separator.join(re.findall(r"[a-z0-9]+", fold(text)))


@lru_cache(maxsize=8192)
def sort_key(text: str) -> tuple[object, ...]:
    """Return a key that sorts by the Vietnamese alphabet, digits by value: Hà Giang 2 before Hà Giang 10."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for part in re.findall(r"[0-9]+|[^0-9]", nfc(text).lower(), re.DOTALL):
        if part[0] in "0123456789":
            letters.append((1, int(part)))
            tones.append(0)
            continue
        decomposed = unicodedata.normalize("NFD", part)
        base = decomposed[0] + "".join(c for c in decomposed[1:] if c in _LETTER_MARKS)
        tone = next((_TONES[c] for c in decomposed[1:] if c in _TONES), 0)
        letter = unicodedata.normalize("NFC", base)
        rank = _ALPHABET.find(letter)
        letters.append((2, rank) if rank >= 0 else (0, ord(letter[0])))
        tones.append(tone)
    return (tuple(letters), tuple(tones), text)


def format_number(value: int) -> str:
    """Write an integer as Vietnamese readers expect: 1.800."""
    return f"{value:,}".replace(",", ".")


def format_date(value: date) -> str:
    """Write a date as day/month/year: 22/11/2026."""
    return f"{value.day:02}/{value.month:02}/{value.year}"


def format_money(dong: int) -> str:
    """Write an amount of đồng, number and unit bound together: 50.000 đ."""
    return f"{format_number(dong)}{NO_BREAK_SPACE}đ"


def capitalise(text: str) -> str:
    """Return the text with its first letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]


def uncapitalise(text: str) -> str:
    """Return the text with its first letter in lower case, as inside a sentence."""
    return text[:1].lower() + text[1:]


def folded_line(line: str) -> list[str]:
    """Return a line of a calendar or a contact card in parts of at most 75 octets, no letter cut in two.

    RFC 5545, 3.1 and RFC 2426, 2.6: each part after the first begins with a space.
    """
    folded, room = [""], _LINE_OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            folded.append(" ")
            room = _LINE_OCTETS - 1
        folded[-1] += letter
        room -= size
    return folded


def hidden_characters(text: str) -> tuple[str, ...]:
    """Return the names of invisible, bidirectional or unassigned characters in a text, newline and tab aside."""
    found = {c for c in set(text) if c not in "\n\t" and unicodedata.category(c) in _HIDDEN_CATEGORIES}
    return tuple(f"U+{ord(c):04X} {unicodedata.name(c, 'không tên')}" for c in sorted(found))


def first_hidden_character(text: str) -> tuple[int, str] | None:
    """Return the position (from zero) and the character of the first one that `hidden_characters` would name."""
    if text.isprintable():
        return None
    for position, character in enumerate(text):
        if character not in "\n\t" and unicodedata.category(character) in _HIDDEN_CATEGORIES:
            return position, character
    return None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like the given one, compared without marks, or None when none is close."""
    by_folded = {fold(candidate): candidate for candidate in known}
    matches = difflib.get_close_matches(fold(word), list(by_folded), n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None
