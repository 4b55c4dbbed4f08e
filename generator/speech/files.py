"""The scripts of a place on paper: a Word file to print or change, a text file for any telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.places import Place
from generator.model.programme import OfferState
from generator.model.speech_texts import Language, SpeechMaterial, Translation
from generator.office import WordDocument, text_bytes
from generator.pages.shared import Site
from generator.speech.scripts import SpokenScript, spoken_scripts
from generator.text import capitalise, format_date

_READING_POINTS = 15
_READING_SPACING = 1.4
_BLANK_LINES = 8


@dataclass(frozen=True)
class Reading:
    """One script: its name, how long it takes, what is said."""

    name: str
    length: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Slot:
    """Room for the words of a translator; `text` is None where there are none, `note` says so."""

    heading: str
    note: str
    text: str | None


@dataclass(frozen=True)
class SpeechPaper:
    """Everything that stands in the files of one place."""

    title: str
    place: str
    warning: str | None
    valid: str | None
    how_heading: str
    how: tuple[str, ...]
    readings: tuple[Reading, ...]
    slots: tuple[Slot, ...]
    slot_lines: tuple[str, str, str]
    source: str
    day: date


def speech_paper(site: Site, speech: SpeechMaterial, place: Place) -> SpeechPaper:
    """Return what the files of a place say on the day of the build."""
    labels = speech.labels
    speed = speech.scripts.speed
    offers = site.segments[0].active(site.catalog.leading_offers(place))
    state = site.segments[0].state_of(offers)
    last_day = min(offer.closes for offer in offers)
    readings = tuple(
        Reading(item.script.name, script_length(speech, item), item.paragraphs)
        for item in spoken_scripts(site, speech, place)
    )
    return SpeechPaper(
        title=labels.title,
        place=capitalise(place.title),
        warning=labels.trial if site.edition.trial else None,
        valid=None if state is OfferState.ENDED else labels.valid.format(closes=format_date(last_day)),
        how_heading=labels.how_heading,
        how=tuple(line.format(speed=speed) for line in labels.how),
        readings=readings,
        slots=tuple(
            slot for language in speech.translations.languages for slot in _slots(speech, language, place, last_day)
        ),
        slot_lines=(labels.slot_translator, labels.slot_date, labels.slot_text),
        source=labels.source.format(compiled_on=format_date(site.catalog.project.data_compiled_on)),
        day=site.catalog.project.data_compiled_on,
    )


def script_length(speech: SpeechMaterial, item: SpokenScript) -> str:
    """Return how long a script takes and how many syllables it has: "45 giây, 135 tiếng"."""
    seconds = item.script.seconds
    time = f"{seconds // 60} phút" if seconds % 60 == 0 and seconds > 60 else f"{seconds} giây"
    return speech.labels.length.format(seconds=time, syllables=item.syllables)


def translations_into(
    speech: SpeechMaterial, language: Language, place: Place, last_day: date
) -> tuple[tuple[Translation, ...], tuple[Translation, ...]]:
    """Return the translations into a language for a place: those that hold, and those written for another last day."""
    found = [
        item
        for item in speech.translations.translations
        if item.language == language.tag and item.place in (None, place.number)
    ]
    current = tuple(item for item in found if item.written_for == last_day)
    return current, tuple(item for item in found if item not in current)


def _slots(speech: SpeechMaterial, language: Language, place: Place, last_day: date) -> tuple[Slot, ...]:
    """Return the translations into a language for a place; an empty slot where there is none that holds."""
    labels = speech.labels
    heading = labels.slot_heading.format(language=language.name)
    current, outdated = translations_into(speech, language, place, last_day)
    if current:
        return tuple(_translated(speech, heading, item) for item in current)
    notes = [
        labels.outdated.format(translator=item.translator, date=format_date(item.translated_on)) for item in outdated
    ]
    return (Slot(heading, notes[0] if notes else labels.slot_note, None),)


def _translated(speech: SpeechMaterial, heading: str, item: Translation) -> Slot:
    note = speech.labels.translated.format(translator=item.translator, date=format_date(item.translated_on))
    return Slot(f"{heading}: {speech.scripts.script(item.script).name}", note, item.text)


def script_word(paper: SpeechPaper) -> bytes:
    """Return the scripts as a Word file: the shortest on the first page, in letters to be read standing up."""
    document = WordDocument(f"{paper.title}, {paper.place}", paper.place, paper.day)
    document.title(paper.title)
    document.paragraph(f"**{paper.place}**", points=_READING_POINTS)
    if paper.warning:
        document.warning(paper.warning)
    if paper.valid:
        document.paragraph(f"**{paper.valid}**")
    document.heading(paper.how_heading, 2)
    document.numbered(paper.how)
    document.second(paper.source)
    for number, reading in enumerate(paper.readings):
        document.heading(reading.name, 1, new_page=number > 0)
        document.second(f"{paper.place}. {reading.length}")
        for paragraph in reading.paragraphs:
            document.paragraph(paragraph, points=_READING_POINTS, line_spacing=_READING_SPACING)
    for number, slot in enumerate(paper.slots):
        document.heading(slot.heading, 1, new_page=number == 0 or bool(slot.text))
        document.second(slot.note)
        if slot.text is None:
            document.blank_lines(paper.slot_lines[0], 1)
            document.blank_lines(paper.slot_lines[1], 1)
            document.blank_lines(paper.slot_lines[2], _BLANK_LINES)
            continue
        for line in slot.text.splitlines():
            document.paragraph(line, points=_READING_POINTS, line_spacing=_READING_SPACING)
    return document.to_bytes()


def script_text(paper: SpeechPaper) -> bytes:
    """Return the scripts as plain text."""
    head = [paper.title.upper(), paper.place, *filter(None, (paper.warning, paper.valid)), paper.source]
    parts = ["\n".join(head), "\n".join([paper.how_heading.upper(), *(f"- {line}" for line in paper.how)])]
    for reading in paper.readings:
        parts.append("\n\n".join([f"{reading.name.upper()} ({reading.length})", *reading.paragraphs]))
    for slot in paper.slots:
        parts.append("\n".join([slot.heading.upper(), slot.note, *([slot.text] if slot.text else [])]))
    return text_bytes("\n\n----------------------------------------\n\n".join(parts))
