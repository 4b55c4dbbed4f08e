"""What a school says to its classes and to parents: the right lines for its pupils and for the state of the offer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.model.places import Place, School
from generator.model.programme import OfferState
from generator.model.school_texts import Line
from generator.office import WordDocument
from generator.print.sheets import Composer
from generator.text import capitalise


@dataclass(frozen=True)
class Part:
    """A part of the talk: its heading with the minutes, what is said."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class TalkPaper:
    """The talk with a class."""

    title: str
    place: str
    warning: str | None
    note: str
    parts: tuple[Part, ...]
    ask_heading: str
    asks: tuple[str, ...]
    day: date


@dataclass(frozen=True)
class NoticePaper:
    """A notice to parents."""

    title: str
    place: str
    warning: str | None
    greeting: str
    lines: tuple[str, ...]
    sign: tuple[str, ...]
    day: date


@dataclass(frozen=True)
class AgeNotePaper:
    """A note to those not of age."""

    title: str
    lines: tuple[str, ...]
    read: str


@dataclass(frozen=True)
class SlidePage:
    """One page to show."""

    icon: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Deck:
    """Pages to show on a wall."""

    title: str
    pages: tuple[SlidePage, ...]
    last_title: str
    last_line: str


@dataclass(frozen=True)
class Lessons:
    """The lessons of one school on the day of the build."""

    composer: Composer
    place: Place

    @cached_property
    def _minors(self) -> bool:
        return isinstance(self.place, School) and self.place.level.has_minors

    @cached_property
    def _state(self) -> OfferState:
        site = self.composer.site
        return site.segments[0].state_of(site.catalog.leading_offers(self.place))

    def _say(self, text: str) -> str:
        return self.composer.wording(self.place, self.composer.material.school.origin).plain(text)

    def _lines(self, lines: Iterable[Line]) -> tuple[str, ...]:
        return tuple(self._say(line.of(self._state)) for line in lines if line.is_for(self._minors))

    @property
    def _warning(self) -> str | None:
        trial = self.composer.material.texts.trial
        return f"{trial.mark}: {trial.note}" if self.composer.edition.trial else None

    @property
    def _day(self) -> date:
        return self.composer.catalog.project.data_compiled_on

    def talk(self) -> TalkPaper:
        """Return the talk with a class."""
        texts = self.composer.material.school.talk
        parts = tuple(
            Part(f"{number}. {self._say(part.title)} ({part.minutes} phút)", self._lines(part.lines))
            for number, part in enumerate(texts.parts, start=1)
        )
        return TalkPaper(
            self._say(texts.title),
            capitalise(self.place.title),
            self._warning,
            self._say(texts.note),
            parts,
            texts.ask_heading,
            self._lines(texts.asks),
            self._day,
        )

    def notice(self) -> NoticePaper:
        """Return the notice to parents."""
        texts = self.composer.material.school.notice
        return NoticePaper(
            self._say(texts.title),
            capitalise(self.place.title),
            self._warning,
            self._say(texts.greeting),
            self._lines(texts.lines),
            texts.sign,
            self._day,
        )

    def age_note(self) -> AgeNotePaper | None:
        """Return the note to those not of age, or None where everybody is."""
        texts = self.composer.material.school.age_note
        if not self._minors:
            return None
        return AgeNotePaper(self._say(texts.title), self._lines(texts.lines), self._say(texts.read))

    def slides(self) -> Deck:
        """Return the pages to show on a wall."""
        texts = self.composer.material.school.slides
        pages = tuple(
            SlidePage(page.icon, self._say(page.title.of(self._state)), self._lines(page.lines))
            for page in texts.pages
            if page.is_for(self._minors)
        )
        return Deck(self._say(texts.title), pages, self._say(texts.last.title), self._say(texts.last.line))


def talk_word(talk: TalkPaper) -> bytes:
    """Return the talk as a Word file."""
    document = WordDocument(f"{talk.title}, {talk.place}", talk.place, talk.day)
    document.title(talk.title)
    document.paragraph(f"**{talk.place}**")
    if talk.warning:
        document.warning(talk.warning)
    document.second(talk.note)
    for part in talk.parts:
        document.heading(part.heading, 2)
        document.bullets(part.lines)
    if talk.asks:
        document.heading(talk.ask_heading, 2)
        document.bullets(talk.asks)
    return document.to_bytes()


def notice_word(notice: NoticePaper) -> bytes:
    """Return the notice as a Word file, for the school's own head and signature."""
    document = WordDocument(f"{notice.title}, {notice.place}", notice.place, notice.day)
    document.paragraph(f"**{notice.place}**")
    document.title(notice.title)
    if notice.warning:
        document.warning(notice.warning)
    document.paragraph(notice.greeting)
    for line in notice.lines:
        document.paragraph(line)
    document.paragraph("")
    for line in notice.sign:
        document.paragraph(line)
    return document.to_bytes()
