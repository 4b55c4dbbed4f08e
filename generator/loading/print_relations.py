"""Sheets, packs and scripts against each other and against what there is to draw them with: names lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.diagnostics import Findings, Origin
from generator.loading.reference_hints import did_you_mean
from generator.model.base import Model, Record
from generator.model.pack_texts import LOG_TABLE, PaperTexts
from generator.model.print_material import NoteLines, PrintMaterial, SharedImage, Sheet, SheetEdition, StepNote
from generator.model.school_texts import LogFor, Slide

TEMPLATES, ICONS = "themes/print", "assets/icons"
_PARTS_OF_TEMPLATES = {"look", "informing"}
_OVER = {"ended", "school_ended"}
_PROMISE = re.compile(r"(?:được (?:xét )?|sắp )miễn phí|miễn phí (?:\{years\}|\d+) năm")
_FILES_OF_A_PLACE = ("index.html", "ma.svg", "ma.png", "bo-tai-lieu.zip", "doc-truoc.pdf")

R = TypeVar("R", bound=Record)


def check_print_relations(root: Path, material: PrintMaterial, findings: Findings) -> None:
    """Note every name in content/print and content/speech that leads nowhere or stands twice.

    `root` is the folder with themes/ and assets/.
    """
    _Relations(root, material, findings).check()


@dataclass(frozen=True)
class _Relations:
    root: Path
    material: PrintMaterial
    findings: Findings

    def check(self) -> None:
        self._check_sheets()
        self._check_drawings()
        self._check_papers()
        self._check_order()
        self._check_scripts()
        for text, origin in _said_when_over(self.material, Origin("content/print")):
            if promise := _PROMISE.search(text):
                message = f"Câu dùng khi đợt đã hết lại hứa “{promise[0]}”."
                hint = "Nói rằng đợt đã hết, nay phải trả phí; giấy in không tự đổi theo ngày."
                self.findings.error("text.promise", origin, message, hint)

    def _known(self, record: Record, field: str, name: str, known: Iterable[str], what: str) -> None:
        """Note a name that is not known; `what` is the kind of thing it should be, in Vietnamese."""
        listed = list(dict.fromkeys(known))
        if name not in listed:
            hint = did_you_mean(name, listed, f"Có: {', '.join(listed)}.")
            self.findings.error("reference.unknown", _at(record, field), f"Không có {what} “{name}”.", hint)

    def _check_sheets(self) -> None:
        sheets = self.material.sheets
        templates = sorted(_names(self.root / TEMPLATES, "*.typ") - _PARTS_OF_TEMPLATES)
        everything: tuple[Sheet | SharedImage, ...] = (*sheets.every, *sheets.images)
        for item in everything:
            self._known(item, "template", item.template, templates, "mẫu")
        self._unique(everything, "id", lambda item: item.id)
        self._unique(sheets.every, "mark", lambda sheet: sheet.mark)
        self._unique(everything, "name", lambda item: item.name.casefold())
        self._check_editions(sheets.sheets, sheets.print_shop)
        for use in self.material.page.uses:
            self._known(use, "template", use.template, templates, "mẫu")

    def _check_editions(self, sheets: Sequence[Sheet], print_shop: Sequence[Sheet]) -> None:
        for sheet in sheets:
            if sheet.edition is SheetEdition.SHOP:
                message = f"Tờ “{sheet.id}” là bản nhà in."
                self.findings.error("sheet.edition", _at(sheet, "edition"), message, "Chuyển xuống phần print_shop.")
        for sheet in print_shop:
            if sheet.edition is not SheetEdition.SHOP:
                message = f"Tờ “{sheet.id}” ở phần print_shop mà không phải bản nhà in."
                self.findings.error("sheet.edition", _at(sheet, "edition"), message, "Viết edition: shop.")

    def _unique(self, items: Sequence[R], field: str, value: Callable[[R], str]) -> None:
        first: dict[str, R] = {}
        for item in items:
            other = first.setdefault(value(item), item)
            if other is not item:
                message = f"Mục {field} “{getattr(item, field)}” đã dùng ở dòng {other.origin.line}."
                hint = "Đặt tên khác, hoặc xóa mục bị chép thừa."
                self.findings.error("id.duplicate", _at(item, field), message, hint)

    def _check_drawings(self) -> None:
        texts = self.material.texts
        icons = sorted(_names(self.root / ICONS, "*.svg"))
        shown: list[NoteLines | StepNote | Slide] = [*texts.groups, texts.minors, texts.family, *texts.steps.items]
        shown += [note for sheet in texts.group_sheets for note in sheet.notes]
        shown += self.material.school.slides.pages
        for item in shown:
            if item.icon not in icons:
                hint = did_you_mean(item.icon, icons, f"Xem các hình ở {ICONS}.")
                message = f"Không có hình “{item.icon}”."
                self.findings.error("reference.unknown", _at(item, "icon"), message, hint)

    def _check_papers(self) -> None:
        page, logs = self.material.page, self.material.logs.logs
        tables = [f"{LOG_TABLE}{log.id}" for log in logs]
        self._unique(logs, "id", lambda log: log.id)
        self._unique(page.papers, "id", lambda paper: paper.id)
        for paper in page.papers:
            if paper.id.startswith(LOG_TABLE):
                self._known(paper, "id", paper.id, tables, "sổ")
            self._known(paper, "part", paper.part, [part.id for part in page.parts], "phần")
        files = {*_FILES_OF_A_PLACE, *(sheet.file_name for sheet in self.material.sheets.sheets)}
        files |= {image.file_name for image in self.material.sheets.images}
        for paper in page.papers:
            if paper.file in files:
                message = f"Tệp “{paper.file}” trùng tên với một tệp khác của nơi."
                self.findings.error("id.duplicate", _at(paper, "file"), message, "Đặt tên tệp khác.")
        for kind in (LogFor.COMMUNE, LogFor.SCHOOL):
            here = list(self._papers_of(kind))
            self._unique(here, "file", lambda paper: paper.file)
            self._unique(here, "name", lambda paper: f"{paper.part}/{paper.name}.{paper.ending}".casefold())

    def _papers_of(self, kind: LogFor) -> Iterator[PaperTexts]:
        parts = {part.id: part for part in self.material.page.parts}
        for paper in self.material.page.papers:
            if paper.part in parts and parts[paper.part].kept_by in ("all", kind.value):
                yield paper

    def _check_order(self) -> None:
        shop, ids = self.material.shop, [sheet.id for sheet in self.material.sheets.every]
        self._known(shop, "poster", shop.poster, ids, "tờ")
        for line in shop.order.lines:
            self._known(line, "sheet", line.sheet, ids, "tờ")
        self._unique(shop.order.lines, "sheet", lambda line: line.sheet)

    def _check_scripts(self) -> None:
        speech = self.material.speech
        blocks = [block.id for block in speech.scripts.blocks]
        self._unique(speech.scripts.blocks, "id", lambda block: block.id)
        self._unique(speech.scripts.scripts, "id", lambda script: script.id)
        for script in speech.scripts.scripts:
            for field in ("blocks", "ended", "school", "school_ended"):
                for name in getattr(script, field) or ():
                    self._known(script, field, name, blocks, "đoạn")
        tags = [language.tag for language in speech.translations.languages]
        scripts = [script.id for script in speech.scripts.scripts]
        for item in speech.translations.translations:
            self._known(item, "language", item.language, tags, "thứ tiếng")
            self._known(item, "script", item.script, scripts, "bài đọc nào mang id")
        for reading in speech.calendar.readings:
            self._known(reading, "script", reading.script, scripts, "bài đọc nào mang id")


def _said_when_over(value: object, origin: Origin, over: bool = False) -> Iterator[tuple[str, Origin]]:
    """Yield each text that is used once the offer has ended, with its place."""
    if isinstance(value, Record):
        origin = value.origin
    if isinstance(value, str) and over:
        yield value, origin
    elif isinstance(value, tuple):
        for item in value:
            yield from _said_when_over(item, origin, over)
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _said_when_over(getattr(value, name), _below(origin, name), over or name in _OVER)


def _at(record: Record, field: str) -> Origin:
    return _below(record.origin, field)


def _below(origin: Origin, field: str) -> Origin:
    return origin.at(f"{origin.column}.{field}" if origin.column else field)


def _names(folder: Path, pattern: str) -> set[str]:
    return {path.stem for path in folder.glob(pattern)}
