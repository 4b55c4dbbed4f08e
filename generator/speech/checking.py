"""Scripts that cannot be read aloud, or take longer than they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.diagnostics import Diagnostic, Origin
from generator.model.places import Place, School
from generator.model.programme import OfferState
from generator.model.speech_texts import TOLERANCE, Script, SpeechMaterial
from generator.pages.shared import Site
from generator.speech.scripts import offer_words, place_words, spoken_place
from generator.spoken import syllables, unspeakable

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def check_speech(site: Site, speech: SpeechMaterial, places: Sequence[Place]) -> list[Diagnostic]:
    """Return an error for each text that cannot be read aloud, and each script that is not as long as it says.

    Scripts are measured at every place, on the day of the build and in every state of the offer to come.
    """
    return [
        *_unreadable_texts(speech),
        *_unreadable_names(speech, places),
        *_unknown_places(site, speech),
        *_wrong_lengths(site, speech, places),
    ]


def _unknown_places(site: Site, speech: SpeechMaterial) -> Iterator[Diagnostic]:
    """Yield an error for each hour and each translation of a place that is not there."""
    communes = {commune.number for commune in site.catalog.communes}
    everywhere = communes | {school.number for school in site.catalog.schools}
    named = [
        *((hour.place, hour.origin.at("hours.place"), communes, "xã, phường") for hour in speech.calendar.hours),
        *(
            (item.place, item.origin.at("translations.place"), everywhere, "nơi")
            for item in speech.translations.translations
        ),
    ]
    for number, origin, known, kind in named:
        if number is not None and number not in known:
            yield Diagnostic(
                "speech.unknown-place",
                origin,
                f"Không có {kind} nào mang số “{number}”.",
                "Ghi đúng số ở content/data/permalinks.csv, trong ngoặc kép để giữ số 0 ở đầu.",
            )


def _unreadable_texts(speech: SpeechMaterial) -> Iterator[Diagnostic]:
    for block in speech.scripts.blocks:
        for field in ("text", "ended", "school", "school_ended"):
            text = _PLACEHOLDER.sub("", getattr(block, field) or "")
            if words := list(unspeakable(text)):
                yield _unreadable(block.origin.at(f"blocks.{block.id}.{field}"), words, "Viết ra chữ đúng như đọc.")
    spelling = speech.spelling
    said = [spelling.dot, spelling.slash, spelling.hyphen, *spelling.letters.values(), *spelling.labels.values()]
    if words := list(unspeakable(". ".join([*said, *spelling.words.values()]))):
        yield _unreadable(spelling.origin, words, "Viết ra chữ đúng như đọc.")


def _unreadable_names(speech: SpeechMaterial, places: Sequence[Place]) -> Iterator[Diagnostic]:
    for place in places:
        if words := list(unspeakable(spoken_place(place, speech.spelling))):
            hint = "Thêm cách đọc vào mục words của content/speech/spelling.yml."
            yield _unreadable(place.origin.at("name"), words, hint)


def _unreadable(origin: Origin, words: Sequence[str], hint: str) -> Diagnostic:
    found = ", ".join(f"“{word}”" for word in words)
    return Diagnostic("speech.unreadable", origin, f"Không đọc lên được: {found}.", hint)


def _wrong_lengths(site: Site, speech: SpeechMaterial, places: Sequence[Place]) -> Iterator[Diagnostic]:
    """Yield one error for each script, kind of place and state, with the place where it is worst."""
    speed = speech.scripts.speed
    worst: dict[tuple[str, bool, bool], tuple[float, int, Place, Script]] = {}
    for segment in site.segments:
        for at_school in (False, True):
            here = [place for place in places if isinstance(place, School) is at_school]
            if not here:
                continue
            offers = site.catalog.leading_offers(here[0])
            state = segment.state_of(offers)
            said = offer_words(site, speech.spelling, offers, segment)
            own = {place.number: _lengths(place_words(site, speech.spelling, place)) for place in here}
            for script in speech.scripts.scripts:
                words = " ".join(
                    speech.scripts.block(name).of(state, at_school) for name in script.of(state, at_school)
                )
                length = _Length(words, _lengths(said))
                for place in here:
                    count = length.with_values(own[place.number])
                    off = abs(count * 60 / speed / script.seconds - 1)
                    key = (script.id, at_school, state is OfferState.ENDED)
                    if off > TOLERANCE and (key not in worst or off > worst[key][0]):
                        worst[key] = (off, count, place, script)
    for (_, _, ended), (_, count, place, script) in worst.items():
        wanted = script.seconds * speed / 60
        least, most = round(wanted * (1 - TOLERANCE)), round(wanted * (1 + TOLERANCE))
        yield Diagnostic(
            "speech.length",
            script.origin.at(f"scripts.{script.id}"),
            f"“{script.name}” ở {place.full_name}{' khi đợt đã hết' if ended else ''} có {count} tiếng; "
            f"{script.seconds} giây với tốc độ {speed} tiếng một phút phải từ {least} đến {most} tiếng.",
            "Bớt hoặc thêm đoạn ở bài này, hoặc rút ngắn câu ở mục blocks.",
        )


def _lengths(values: Mapping[str, str]) -> dict[str, int]:
    return {name: syllables(value) for name, value in values.items()}


class _Length:
    """How many syllables a script has, counted once for all places: what is filled in is added."""

    def __init__(self, words: str, known: Mapping[str, int]) -> None:
        names = Counter(_PLACEHOLDER.findall(words))
        self._base = syllables(_PLACEHOLDER.sub(" ", words))
        self._base += sum(times * known[name] for name, times in names.items() if name in known)
        self._open = {name: times for name, times in names.items() if name not in known}

    def with_values(self, values: Mapping[str, int]) -> int:
        return self._base + sum(times * values[name] for name, times in self._open.items())
