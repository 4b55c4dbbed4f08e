"""The words of the name helper, with its lists of words, as content/landing/names.yml holds them."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from generator.model.base import Record
from generator.model.filled_texts import Texts

_KNOWN = frozenset({"label", "found", "known", "max", "long", "count", "suffix"})


class _Names(Texts):
    placeholders: ClassVar[frozenset[str]] = _KNOWN


class ProblemTexts(_Names):
    """Why a name cannot be had, or had better not be: one field per code of generator/naming.py."""

    space: str
    marks: str
    foreign: str
    characters: str
    hyphen_edge: str
    hyphen_double: str
    too_long: str
    short: str
    long: str
    place: str
    official_word: str
    looks_like: str


class HelperTexts(_Names):
    """What the helper says around its suggestions."""

    heading: str
    label: str
    hint: str
    kind: str
    person: str
    trade: str
    wanted_ok: str
    wanted_warning: str
    wanted_bad: str
    suggestions: str
    none: str
    found: str
    not_checked: str
    look_up: str
    private: str


class NamesTexts(_Names, Record):
    """content/landing/names.yml."""

    helper: HelperTexts
    problems: ProblemTexts
    generic_words: tuple[str, ...] = Field(min_length=1)
    middle_names: tuple[str, ...] = ()
    official_words: tuple[str, ...] = ()
