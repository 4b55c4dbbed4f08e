"""What a pack holds beside sheets and pictures: scripts, lessons, notices, logs, a snippet for other pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from generator.cache import fingerprint
from generator.diagnostics import Diagnostic, UserError
from generator.model.pack_texts import LOG_TABLE, PaperTexts
from generator.model.places import Place, School
from generator.office import csv_bytes, text_bytes
from generator.pages.icalendar import calendar_bytes
from generator.print.engine import Engine, Values, engine_of
from generator.print.jobs import Job
from generator.print.lessons import Lessons, notice_word, talk_word
from generator.print.portal import portal_snippet
from generator.print.runs import runs
from generator.print.sheets import Composer
from generator.qr import svg_path
from generator.speech.calendar import Broadcasts
from generator.speech.files import script_text, script_word, speech_paper

_A4 = {"width": 210, "height": 297, "margin": 15, "scale": 1, "columns": 1, "rows": 1, "edition": "mono"}
_A5_TWICE = {**_A4, "width": 297, "height": 210, "columns": 2}
_SLIDE = {**_A4, "width": 338.67, "height": 190.5, "edition": "colour"}
_BANNER = {**_A4, "width": 1200, "height": 300, "margin": 0, "edition": "colour"}
_BLANK_ROWS = 20
SLIDE_CODE = 105  # millimetres: as high as the page allows, read from the last row of a class


@lru_cache(maxsize=1)
def _recipe() -> str:
    """Return a hash of the code that makes these files, for the keys of kept ones."""
    package = Path(__file__).parents[1]
    files = [*(package / "office").glob("*.py"), *(package / "speech").glob("*.py")]
    files += [package / "print" / name for name in ("papers.py", "lessons.py", "portal.py")]
    files += [package / "pages" / "icalendar.py", package / "text.py"]
    return fingerprint("papers", [path.read_bytes() for path in sorted(files)])


@dataclass(frozen=True)
class Made:
    """How a file is made, and all that it depends on."""

    ingredients: tuple[str, ...]
    make: Callable[[], bytes]


@dataclass(frozen=True)
class _LaidOut:
    """Lays out a file in whatever process: a PDF of a day, or a picture."""

    root: Path
    template: str
    style: Values
    values: Values
    day: str | None

    def __call__(self) -> bytes:
        engine = engine_of(self.root)
        if self.day is None:
            return engine.png(self.template, self.style, self.values)
        return engine.pdf(self.template, self.style, self.values, self.day)


@dataclass(frozen=True)
class PaperJob:
    """A file on its way: what content calls it, how it is made, its name inside the pack."""

    paper: PaperTexts
    job: Job
    packed_name: str


def paper_jobs(composer: Composer, engine: Engine, place: Place) -> Iterator[PaperJob]:
    """Yield the files of a place in the order of content/print/page.yml.

    What a place has no use for is left out: lessons at a commune. UserError when a file is unknown.
    """
    texts = composer.material.page
    kit = PaperKit(composer, engine, place)
    sources = (place.origin, texts.origin, composer.material.school.origin, composer.catalog.programme.origin)
    for paper in texts.papers:
        made = kit.made(paper)
        if made is None:
            continue
        path, kind = f"{place.number}/{paper.file}", f"paper-{paper.id}"
        job = Job(path, kind, (_recipe(), *made.ingredients), made.make, sources, alike=paper.id)
        yield PaperJob(paper, job, f"{texts.folder(paper.part)}/{paper.name}.{paper.ending}")


@dataclass(frozen=True)
class PaperKit:
    """What the files of one place are made from."""

    composer: Composer
    engine: Engine
    place: Place

    def made(self, paper: PaperTexts) -> Made | None:
        """Return how a file is made, or None where the place has none of it."""
        if paper.id.startswith(LOG_TABLE):
            return self._log_table(paper)
        makers: dict[str, Callable[[], Made | None]] = {
            "speech-word": partial(self._speech, script_word),
            "speech-text": partial(self._speech, script_text),
            "speech-calendar": self._calendar,
            "speech-plan": self._plan,
            "talk": self._talk,
            "slides": self._slides,
            "notice": self._notice,
            "notice-word": self._notice_word,
            "age-note": self._age_note,
            "logs": self._logs,
            "portal-code": self._portal_code,
            "portal-banner": self._banner,
        }
        if paper.id not in makers:
            raise UserError(
                Diagnostic(
                    "print.unknown-paper",
                    paper.origin.at(f"{paper.origin.column}.id"),
                    f"Chương trình không biết làm tệp “{paper.id}”.",
                    f"Dùng được: {', '.join(makers)}, {LOG_TABLE}… với id của một sổ trong logs.yml.",
                )
            )
        return makers[paper.id]()

    def _speech(self, write: Callable[[Any], bytes]) -> Made:
        paper = speech_paper(self.composer.site, self.composer.material.speech, self.place)
        return Made((repr(paper),), partial(write, paper))

    def _broadcasts(self) -> Broadcasts | None:
        """Return what is read on the loudspeaker; a school has none of its own."""
        if isinstance(self.place, School):
            return None
        return Broadcasts(self.composer.site, self.composer.material.speech, self.place)

    def _calendar(self) -> Made | None:
        if broadcasts := self._broadcasts():
            plan = broadcasts.calendar()
            make = partial(calendar_bytes, plan.name, plan.events, plan.day, plan.description)
            return Made((repr(plan),), make)
        return None

    def _plan(self) -> Made | None:
        if (broadcasts := self._broadcasts()) is None:
            return None
        plan = broadcasts.sheet()
        scripts = [{"when": item.when, "script": self._runs(item.script), "days": item.days} for item in plan.scripts]
        return self._pdf(
            "calendar",
            _A4,
            {
                "heading": plan.title,
                "nothing": self._runs(plan.nothing) if plan.nothing else None,
                "range": self._runs(plan.range),
                "hours": plan.hours,
                "blanks": [plan.agreed_blank] if plan.hours else [plan.hours_blank, plan.agreed_blank],
                "scripts": scripts,
                "spoken": {"heading": plan.address_heading, "words": self._runs(plan.address)},
                "languages": [self._runs(line) for line in plan.languages],
                "changes": [self._runs(line) for line in plan.changes],
            },
        )

    def _lessons(self) -> Lessons | None:
        return Lessons(self.composer, self.place) if isinstance(self.place, School) else None

    def _talk(self) -> Made | None:
        if lessons := self._lessons():
            return Made((repr(talk := lessons.talk()),), partial(talk_word, talk))
        return None

    def _notice_word(self) -> Made | None:
        if lessons := self._lessons():
            return Made((repr(notice := lessons.notice()),), partial(notice_word, notice))
        return None

    def _notice(self) -> Made | None:
        if lessons := self._lessons():
            notice = lessons.notice()
            blocks = [{"kind": "text", "words": self._runs(line)} for line in (notice.greeting, *notice.lines)]
            values = {"heading": notice.title, "blocks": blocks, "sign": notice.sign, "foot": None}
            return self._pdf("letter", _A4, values)
        return None

    def _age_note(self) -> Made | None:
        lessons = self._lessons()
        if lessons is None or (note := lessons.age_note()) is None:
            return None
        lines = [self._runs(line) for line in note.lines]
        return self._pdf("age-note", _A5_TWICE, {"heading": note.title, "lines": lines, "read": note.read})

    def _slides(self) -> Made | None:
        lessons = self._lessons()
        if lessons is None:
            return None
        deck = lessons.slides()
        pages = [
            {"icon": page.icon, "title": page.title, "lines": [self._runs(line) for line in page.lines]}
            for page in deck.pages
        ]
        last = {"title": deck.last_title, "line": runs(deck.last_line)}
        return self._pdf("slides", _SLIDE, {"heading": deck.title, "pages": pages, "last": last})

    def _logs(self) -> Made:
        texts = self.composer.material.logs
        at_school = isinstance(self.place, School)
        say = self.composer.wording(self.place, texts.origin).plain
        logs = [
            {
                "title": say(log.title),
                "note": self._runs(say(log.note)),
                "rows": log.rows,
                "totals": log.totals,
                "columns": [
                    {"name": say(column.name), "width": column.width, "tick": column.tick, "choices": column.choices}
                    for column in log.columns
                ],
            }
            for log in texts.logs
            if log.is_for(at_school)
        ]
        foot = self._runs(say(texts.foot_school if at_school else texts.foot))
        return self._pdf("logs", _A4, {"heading": texts.title, "logs": logs, "foot": foot})

    def read_first(self, names: Sequence[str]) -> Made:
        """Return how the page on top of a pack is made; `names` are those of the other files."""
        texts = self.composer.material.pack.read_first
        plain, _ = self.composer.filler(self.place, count=str(len(names) + 1))  # this page is one of them
        steps = texts.school_steps if isinstance(self.place, School) else texts.steps
        blocks: list[dict[str, Any]] = [{"kind": "heading", "words": runs(plain(texts.steps_heading))}]
        for number, step in enumerate(steps, start=1):
            blocks.append({"kind": "step", "number": number, "words": self._runs(plain(step))})
        blocks.append({"kind": "heading", "words": runs(plain(texts.files_heading))})
        told = dict.fromkeys(name.rpartition(".")[0] for name in names)
        folders = list(dict.fromkeys(name.rpartition("/")[0] for name in told))
        in_folders = sorted(told, key=lambda name: folders.index(name.rpartition("/")[0]))
        blocks.append({"kind": "files", "names": in_folders})
        values = {"heading": plain(texts.heading), "blocks": blocks, "foot": self._runs(plain(texts.foot))}
        return self._pdf("letter", _A4, values)

    def _log_table(self, paper: PaperTexts) -> Made | None:
        texts = self.composer.material.logs
        log = next((log for log in texts.logs if log.id == paper.id.removeprefix(LOG_TABLE)), None)
        if log is None or not log.is_for(isinstance(self.place, School)):
            return None
        say = self.composer.wording(self.place, texts.origin).plain
        head = [texts.table.number, texts.table.place, *(say(column.name) for column in log.columns)]
        own = [self.place.number, self.place.title]
        rows = [head, *([*own, *("" for _ in log.columns)] for _ in range(_BLANK_ROWS))]
        return Made((json.dumps(rows, ensure_ascii=False),), partial(csv_bytes, rows))

    def _portal_code(self) -> Made:
        code = portal_snippet(self.composer, self.place)
        return Made((code,), partial(text_bytes, code))

    def _banner(self) -> Made:
        portal = self.composer.material.page.portal
        say = self.composer.wording(self.place, self.composer.material.page.origin).plain
        banner = {"title": say(portal.title), "text": say(portal.text)}
        return self._laid_out("banner", _BANNER, {**self._common(), "banner": banner}, picture=True)

    def _pdf(self, template: str, size: Values, values: Values) -> Made:
        whole = {**self._common(), **values, "title": f"{values['heading']}: {self.place.title}"}
        return self._laid_out(template, size, whole)

    def _laid_out(self, template: str, size: Values, values: Values, *, picture: bool = False) -> Made:
        modules, path = svg_path(self.composer.address(self.place).code_text)
        alt = self.composer.material.texts.code_alt.replace("{address}", self.composer.address(self.place).readable)
        style = {**size, "code": {"width": SLIDE_CODE, "modules": modules}, "trial": self.composer.trial}
        whole = {**values, "code": {"path": path, "alt": alt}}
        day = self.composer.catalog.project.data_compiled_on.isoformat()
        make = _LaidOut(self.engine.root, template, style, whole, None if picture else day)
        told = json.dumps([style, whole], ensure_ascii=False, sort_keys=True)
        return Made((self.engine.fingerprint, template, day, told), make)

    def _common(self) -> dict[str, Any]:
        """Return what all templates know: the place, its address, the state of the offer."""
        kept = ("title", "description", "keywords", "place", "headline", "state", "address", "trust")
        common = self.composer.common(self.place)
        return {name: common[name] for name in kept}

    def _runs(self, text: str) -> list[tuple[bool, str]]:
        return runs(self.composer.bind(text))
