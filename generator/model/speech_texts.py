"""Words to be read aloud, as content/speech/*.yml holds them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field, model_validator

from generator.model.base import Model, Record
from generator.model.broadcast import BroadcastCalendar
from generator.model.filled_texts import Texts
from generator.model.programme import OfferState

_KNOWN = frozenset({"place", "unit", "province", "address", "names", "suffixes", "youth_suffix", "business_suffix"})
_KNOWN |= {"years", "opens", "closes", "next_year", "fees", "min_age", "max_age", "enterprise_years"}
TOLERANCE = 0.10  # how far a script may be from its time (needs 51)


class Block(Texts, Record):
    """Some sentences. They hold before and during the offer; `ended` once it is over, `school…` at a school."""

    placeholders: ClassVar[frozenset[str]] = _KNOWN

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    text: str
    ended: str | None = None
    school: str | None = None
    school_ended: str | None = None

    def of(self, state: OfferState, at_school: bool) -> str:
        """Return the sentences for a state and a kind of place."""
        over = state is OfferState.ENDED
        if at_school:
            chosen = (self.school_ended or self.ended or self.school) if over else self.school
            return chosen or self.text
        return (self.ended if over else None) or self.text


class Script(Record):
    """A script of so many seconds: its blocks in order, others at a school or once the offer is over."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    seconds: int = Field(ge=10, le=900)
    blocks: tuple[str, ...] = Field(min_length=1)
    ended: tuple[str, ...] | None = None
    school: tuple[str, ...] | None = None
    school_ended: tuple[str, ...] | None = None

    def of(self, state: OfferState, at_school: bool) -> tuple[str, ...]:
        """Return the ids of the blocks for a state and a kind of place."""
        over = state is OfferState.ENDED
        if at_school:
            chosen = (self.school_ended or self.ended or self.school) if over else self.school
            return chosen or self.blocks
        return (self.ended if over else None) or self.blocks


class Scripts(Record):
    """content/speech/scripts.yml; `speed` is in syllables a minute."""

    speed: int = Field(ge=100, le=300)
    scripts: tuple[Script, ...] = Field(min_length=1)
    blocks: tuple[Block, ...] = Field(min_length=1)

    def block(self, block_id: str) -> Block:
        """Return a block by its id."""
        return next(block for block in self.blocks if block.id == block_id)

    def script(self, script_id: str) -> Script:
        """Return a script by its id."""
        return next(script for script in self.scripts if script.id == script_id)


class Spelling(Record):
    """content/speech/spelling.yml: how written things are said."""

    dot: str
    slash: str
    hyphen: str
    letters: dict[str, str]
    labels: dict[str, str] = Field(default_factory=dict)
    words: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _every_letter_has_a_name(self) -> Spelling:
        if missing := [letter for letter in "abcdefghijklmnopqrstuvwxyz" if not self.letters.get(letter)]:
            raise ValueError(f"chưa có cách đọc chữ: {', '.join(missing)} → Thêm vào mục letters.")
        return self


class Translation(Record):
    """A script in another language, as its translator gave it; never made by a machine."""

    language: str
    place: str | None = None
    script: str
    translator: str = Field(min_length=3)
    translated_on: date
    written_for: date = Field(description="the last day of the offer that the translated words speak of")
    text: str = Field(min_length=20)


class Language(Model):
    """A language with a slot: its tag (BCP 47, ISO 639-3) and its Vietnamese name."""

    tag: str = Field(pattern=r"^[a-z]{2,3}$")
    name: str = Field(min_length=1)


class Translations(Record):
    """content/speech/translations.yml."""

    languages: tuple[Language, ...] = ()
    translations: tuple[Translation, ...] = ()


class SpeechLabels(Texts, Record):
    """content/speech/labels.yml: the words around the scripts in the files that are handed out."""

    placeholders: ClassVar[frozenset[str]] = frozenset(
        {"place", "speed", "seconds", "syllables", "language", "translator", "date", "closes", "compiled_on"}
    )

    title: str
    trial: str
    valid: str
    how_heading: str
    how: tuple[str, ...] = Field(min_length=1)
    length: str
    slot_heading: str
    slot_note: str
    slot_translator: str
    slot_date: str
    slot_text: str
    translated: str
    outdated: str
    source: str


class SpeechMaterial(Model):
    """All files of content/speech, one field per file stem."""

    scripts: Scripts
    spelling: Spelling
    translations: Translations
    labels: SpeechLabels
    calendar: BroadcastCalendar
