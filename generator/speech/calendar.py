"""The plan of a commune's readings as a calendar for telephones, and as the words of a sheet to pin up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from generator.model.broadcast import NoticeWords, PlannedReading, Weekday
from generator.model.places import Commune
from generator.model.programme import Offer, OfferState
from generator.model.speech_texts import SpeechMaterial
from generator.pages.icalendar import CalendarEvent, Weekly, local_time
from generator.pages.offers import timeline
from generator.pages.packs import pack_address
from generator.pages.shared import Site
from generator.pages.wording import Wording
from generator.permalink import PrintedAddress
from generator.speech.files import script_length, translations_into
from generator.speech.plan import BroadcastPlan, ReadingDays, broadcast_plan
from generator.speech.scripts import SpokenScript, place_words, spoken_script, spoken_values
from generator.text import capitalise, format_date, uncapitalise

_THE_AFTERNOON_BEFORE = timedelta(hours=-8)  # time to print, to ask, to find somebody who speaks the local language
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class PlanCalendar:
    """A calendar before it is written: its name, what it says of itself, its events, the day of its data."""

    name: str
    description: str
    events: tuple[CalendarEvent, ...]
    day: date


@dataclass(frozen=True)
class PlannedScript:
    """One script on the sheet: when it is read in words, which one, the days to tick."""

    when: str
    script: str
    days: tuple[str, ...]


@dataclass(frozen=True)
class PlanSheet:
    """The words of the sheet; `nothing` stands in place of all plans when there are no days left."""

    title: str
    nothing: str | None
    range: str
    hours: str | None
    hours_blank: str
    agreed_blank: str
    scripts: tuple[PlannedScript, ...]
    address_heading: str
    address: str
    languages: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Broadcasts:
    """What is read aloud at a commune from the day of the data on; once the offer is over, nothing any more."""

    site: Site
    speech: SpeechMaterial
    place: Commune

    @cached_property
    def plan(self) -> BroadcastPlan:
        """Return the days of reading: they hang on the data; only whether all is over hangs on the day of the build."""
        over = self.site.segments[0].state_of(self._offers) is OfferState.ENDED
        closing_days = self.site.catalog.programme.closing_days
        return broadcast_plan(self.speech.calendar, self._offers, closing_days, self._day, over=over)

    def calendar(self) -> PlanCalendar:
        """Return the calendar: an event for each reading, and one for each day from which other words hold."""
        words = self.speech.calendar
        hours: Sequence[str | None] = words.hours_of(self.place.number) or (None,)
        readings = (self._event(item, hour) for item in self.plan.readings for hour in hours)
        events = sorted((*readings, *self._notices()), key=lambda event: (f"{event.starts:%Y%m%d%H%M}", event.uid))
        description = "" if self.plan.readings else self._say.plain(words.none)
        return PlanCalendar(self._marked(self._say.plain(words.name)), description, tuple(events), self._day)

    def sheet(self) -> PlanSheet:
        """Return the words of the sheet."""
        page = PrintedAddress(self.site.edition.host, self.place.number).readable
        words, say = self.speech.calendar.sheet, self._say.also(page=page)
        days = self.plan.days
        hours = self.speech.calendar.hours_of(self.place.number)
        reach = (format_date(days[0]), format_date(days[-1])) if days else ("", "")
        changes = (
            say.also(date=format_date(change.day)).plain(words.over if change.over else words.changed)
            for change in self.plan.changes
        )
        return PlanSheet(
            title=say.plain(words.title),
            nothing=None if days else say.plain(words.nothing),
            range=say.also(first=reach[0], last=reach[1]).plain(words.range),
            hours=say.also(hours=", ".join(hours)).plain(words.hours) if hours else None,
            hours_blank=say.plain(words.hours_blank),
            agreed_blank=say.plain(words.agreed_blank),
            scripts=tuple(self._planned_scripts()),
            address_heading=say.plain(words.address_heading),
            address=f"{capitalise(self._address)}.",
            languages=tuple(self._languages(self.plan.readings)),
            changes=tuple(changes),
        )

    @property
    def _day(self) -> date:
        return self.site.catalog.project.data_compiled_on

    @property
    def _offers(self) -> tuple[Offer, ...]:
        return self.site.catalog.leading_offers(self.place)

    @cached_property
    def _address(self) -> str:
        return place_words(self.site, self.speech.spelling, self.place)["address"]

    @cached_property
    def _say(self) -> Wording:
        values = {
            "place": self.place.full_name,
            "address": self._address,
            "closes": format_date(max(offer.closes for offer in self._offers)),
            "pack": self.site.edition.address(pack_address(self.place)),
        }
        return Wording(values, self.speech.calendar.origin)

    def _marked(self, title: str) -> str:
        return self._say.also(title=title).plain(self.speech.calendar.trial) if self.site.edition.trial else title

    def _described(self, *lines: str) -> str:
        warning = [self.speech.labels.trial, ""] if self.site.edition.trial else []
        return "\n".join([*warning, *lines])

    def _spoken(self, item: ReadingDays) -> SpokenScript:
        """Return what is said on the days of a reading, which have one text."""
        segments = timeline(self.site.catalog.programme, self._day)
        segment = next(one for one in reversed(segments) if one.start <= item.days[0])
        values = spoken_values(self.site, self.speech.spelling, self.place, segment)
        script = self.speech.scripts.script(item.reading.script)
        return spoken_script(self.speech, script, segment.state_of(self._offers), False, values)

    def _event(self, item: ReadingDays, hour: str | None) -> CalendarEvent:
        words = self.speech.calendar.reading
        spoken = self._spoken(item)
        script = spoken.script
        say = self._say.also(
            script=script.name,
            length=script_length(self.speech, spoken),
            turns=str(item.reading.turns),
            closes=format_date(min(offer.closes for offer in item.offers)),
        )
        lines = (
            say.plain(words.at_hours if hour else words.any_time),
            say.plain(words.length),
            "",
            *spoken.paragraphs,
            "",
            say.plain(words.address),
            *self._languages([item]),
            say.plain(words.log),
            say.plain(words.valid),
        )
        first, last = item.days[0], item.days[-1]
        between = (first + timedelta(days=count) for count in range(7, (last - first).days, 7))
        starts = local_time(first, hour) if hour else first
        minutes = -(-script.seconds * item.reading.turns // 60)
        return CalendarEvent(
            uid=self._uid(item.key, *([hour.replace(":", "")] if hour else [])),
            title=self._marked(say.also(script=uncapitalise(script.name)).plain(words.title)),
            starts=starts,
            ends=local_time(first, hour) + minutes * _MINUTE if hour else None,
            description=self._described(*lines),
            url=self.site.edition.address(pack_address(self.place)),
            alarm=_THE_AFTERNOON_BEFORE,
            repeats=Weekly(last, tuple(day for day in between if day not in item.days)) if last > first else None,
            busy=False,
        )

    def _notices(self) -> Iterator[CalendarEvent]:
        for change in self.plan.changes:
            words: NoticeWords = self.speech.calendar.over if change.over else self.speech.calendar.changed
            yield CalendarEvent(
                uid=self._uid("het-dot") if change.over else self._uid("doi-bai", f"{change.day:%Y%m%d}"),
                title=self._marked(self._say.plain(words.title)),
                starts=change.day,
                description=self._described(self._say.plain(words.text)),
                url=self.site.edition.address(pack_address(self.place)),
                alarm=_THE_AFTERNOON_BEFORE,
                busy=False,
            )

    def _uid(self, *parts: str) -> str:
        return f"{'-'.join(('doc-loa', self.place.number, *parts))}@{self.site.edition.host}"

    def _planned_scripts(self) -> Iterator[PlannedScript]:
        words = self.speech.calendar.sheet
        years = {day.year for day in self.plan.days}
        by_reading: dict[str, list[ReadingDays]] = {}
        for item in self.plan.readings:
            by_reading.setdefault(item.reading.id, []).append(item)
        for items in by_reading.values():
            reading = items[0].reading
            days = sorted(day for item in items for day in item.days)
            script = self.speech.scripts.script(reading.script)
            line = self._say.also(script=script.name, turns=str(reading.turns)).plain(words.script)
            yield PlannedScript(
                self._when(reading), line, tuple(_day_words(day, reading, len(years) > 1) for day in days)
            )

    def _when(self, reading: PlannedReading) -> str:
        if reading.weekly is None:
            return reading.name
        say = self._say.also(title=reading.name, weekday=reading.weekly.value)
        return say.plain(self.speech.calendar.sheet.weekly)

    def _languages(self, items: Sequence[ReadingDays]) -> Iterator[str]:
        """Yield which of some scripts a named translator has put into which language, and the languages without any."""
        words = self.speech.calendar
        missing: list[str] = []
        for language in self.speech.translations.languages:
            found = {
                (one.script, one.translator, one.translated_on): None
                for item in items
                for one in translations_into(
                    self.speech, language, self.place, min(offer.closes for offer in item.offers)
                )[0]
                if one.script == item.reading.script
            }
            for script, translator, day in found:
                say = self._say.also(
                    language=capitalise(language.name),
                    script=uncapitalise(self.speech.scripts.script(script).name),
                    translator=translator,
                    date=format_date(day),
                )
                yield say.plain(words.translated)
            if not found:
                missing.append(language.name)
        if missing and items:
            yield self._say.also(languages=", ".join(missing)).plain(words.not_translated)


def _day_words(day: date, reading: PlannedReading, with_year: bool) -> str:
    """Return a day to tick: "thứ ba 01/12"; in a list of one day of the week the date says enough."""
    written = format_date(day) if with_year else f"{day:%d/%m}"
    return written if reading.weekly else f"{list(Weekday)[day.weekday()].value} {written}"
