"""What each sheet says: from the catalog and the words of content/print to the values of a template."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.diagnostics import Diagnostic, Origin, UserError
from generator.model.catalog import Catalog
from generator.model.landing_texts import Changing
from generator.model.places import Commune, Place, School
from generator.model.print_material import (
    GroupLines,
    NoteLines,
    PrintMaterial,
    SharedImage,
    Sheet,
    SheetEdition,
    StepNote,
)
from generator.model.programme import Group, Offer, OfferState
from generator.model.project import Edition
from generator.pages.offers import OfferWording
from generator.pages.shared import Site
from generator.pages.wording import Wording
from generator.permalink import PrintedAddress
from generator.print.runs import Binder, Runs, runs
from generator.print.showing import Showing, value_at
from generator.qr import svg_path
from generator.text import capitalise, format_date, format_money, uncapitalise

# Icon and colour (tokens "color-print-…") of each state.
_STATE_LOOK = {
    OfferState.BEFORE: ("calendar", "ink"),
    OfferState.OPEN: ("calendar", "ink"),
    OfferState.CLOSING: ("clock", "son"),
    OfferState.ENDED: ("calendar", "ink2"),
}
_VERSION_LENGTH = 6


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def _note(item: StepNote, state: OfferState, say: Callable[[str], Runs]) -> dict[str, Any]:
    return {"icon": item.icon, "title": say(item.title), "text": say(item.of(state))}


@dataclass(frozen=True)
class SheetContent:
    """One sheet of one place: what its kind has alike everywhere, and what it says here.

    `version` is short for all that can be seen on it.
    """

    sheet: Sheet
    place: Place
    code_text: str
    style: dict[str, Any]
    values: dict[str, Any]
    version: str

    @property
    def path(self) -> str:
        """Return the site-relative path of the file."""
        return f"{self.place.number}/{self.sheet.file_name}"

    @property
    def serialised(self) -> str:
        """Return style and values in one form, for the keys of kept results."""
        return json.dumps([self.style, self.values], ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class ImageContent:
    """One picture of one place: what its kind has alike everywhere, and what it says here."""

    image: SharedImage
    place: Place
    style: dict[str, Any]
    values: dict[str, Any]

    @property
    def path(self) -> str:
        """Return the site-relative path of the file."""
        return f"{self.place.number}/{self.image.file_name}"

    @property
    def serialised(self) -> str:
        """Return style and values in one form, for the keys of kept results."""
        return json.dumps([self.style, self.values], ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class Composer:
    """Composes the sheets of a province on one day.

    `site` carries what sheets share with the web pages, `showing` knows what each template shows.
    """

    site: Site
    material: PrintMaterial
    showing: Showing

    @property
    def catalog(self) -> Catalog:
        """Return the catalog."""
        return self.site.catalog

    @property
    def edition(self) -> Edition:
        """Return the edition."""
        return self.site.edition

    @cached_property
    def _bind(self) -> Binder:
        province = self.catalog.project.province
        return Binder((*self.material.texts.keep_together, province.full_name, province.name))

    def contents(self, place: Place) -> Iterator[SheetContent]:
        """Yield the contents of every sheet of a place; UserError when a code would get too small."""
        common = self._common(place)
        for _, sheet in self.material.sheets.of(place):
            yield self._content(sheet, place, common)

    def sheets_of(self, place: Place) -> tuple[Sheet, ...]:
        """Return every kind of sheet of a place, those for a print shop too."""
        sheets = self.material.sheets
        return (*(sheet for _, sheet in sheets.of(place)), *sheets.print_shop)

    def content(self, sheet: Sheet, place: Place) -> SheetContent:
        """Return the content of one sheet of a place; UserError when a code would get too small."""
        return self._content(sheet, place, self._common(place))

    def _content(self, sheet: Sheet, place: Place, common: dict[str, Any]) -> SheetContent:
        address = PrintedAddress(self.edition.host, place.number)
        modules, path = self._code(sheet, address)
        style = self._style(sheet, modules)
        alt = self.material.texts.code_alt.replace("{address}", address.readable)
        values = {**common, "code": {"path": path, "alt": alt}, "to-group": sheet.group is not None}
        if sheet.group is not None:
            values |= self._to_group(sheet, sheet.group, place)
        seen = {path: value_at(values, path) for path in self.showing.parts(sheet.template, values)}
        printed = json.dumps([style, seen], sort_keys=True)
        version = hashlib.sha256(printed.encode()).hexdigest()[:_VERSION_LENGTH]
        serial = self.material.texts.serial.line.replace("{serial}", f"{place.number}-{sheet.mark}")
        values["serial"] = runs(serial.replace("{version}", version))
        values["title"] = f"{values['title']}, {sheet.name}"
        values["bookmark"] = place.title
        shown = self.showing.of(sheet.template, values)
        return SheetContent(sheet, place, address.code_text, style, shown, version)

    def images(self, place: Place) -> Iterator[ImageContent]:
        """Yield the contents of every picture to share of a place."""
        texts = self.material.texts
        open_link = self._bind(self._wording(place, texts.origin).now.plain(texts.open_link))
        values = {**self._common(place), "open-link": runs(open_link)}
        for image in self.material.sheets.images:
            style = {
                "width": image.width,
                "height": image.height,
                "margin": 0,
                "scale": 1,
                "columns": 1,
                "rows": 1,
                "edition": SheetEdition.COLOUR.value,
                "code": {"width": 1, "modules": 1},
                "trial": self._trial,
            }
            yield ImageContent(image, place, style, self.showing.of(image.template, values))

    @property
    def trial(self) -> dict[str, str] | None:
        """Return the words of the trial mark, or None in a release."""
        return self._trial

    @cached_property
    def _trial(self) -> dict[str, str] | None:
        return self.material.texts.trial.model_dump() if self.edition.trial else None

    def _code(self, sheet: Sheet, address: PrintedAddress) -> tuple[int, str]:
        modules, path = svg_path(address.code_text)
        if sheet.code / modules < sheet.smallest_module:
            raise UserError(
                Diagnostic(
                    "print.small-module",
                    sheet.origin.at(f"{sheet.origin.column}.code"),
                    f"Mã của {address.readable} có {modules} ô mỗi cạnh: rộng {sheet.code:g} mm thì mỗi ô chỉ "
                    f"{_decimal(sheet.code / modules)} mm, cần ít nhất {sheet.smallest_module:g} mm.",
                    "Tăng “code” của tờ này, hoặc dùng tên trang ngắn hơn.",
                )
            )
        return modules, path

    def _style(self, sheet: Sheet, modules: int) -> dict[str, Any]:
        return {
            "width": sheet.width,
            "height": sheet.height,
            "margin": sheet.margin,
            "scale": sheet.scale,
            "columns": sheet.columns,
            "rows": sheet.rows,
            "edition": sheet.edition.value,
            "code": {"width": sheet.code, "modules": modules},
            "trial": self._trial,
        }

    @cached_property
    def _commons(self) -> dict[tuple[str, str], dict[str, Any]]:
        return {}

    def _common(self, place: Place) -> dict[str, Any]:
        key = (place.number, place.title)
        if key not in self._commons:
            self._commons[key] = self._composed_common(place)
        return self._commons[key]

    def _composed_common(self, place: Place) -> dict[str, Any]:
        texts = self.material.texts
        programme = self.catalog.programme
        address = PrintedAddress(self.edition.host, place.number)
        wording = self._wording(place, texts.origin)
        state = wording.state_now

        def plain(text: str) -> str:
            return self._bind(wording.now.plain(text))

        def say(text: str) -> Runs:
            return runs(plain(text))

        province = self.catalog.project.province
        icon, colour = _STATE_LOOK[state]
        title = texts.title.of(state)
        banner = texts.state.of(state)
        lines = [say(banner.line)]
        if differing := wording.segments[0].differing(wording.offers):
            lines = [
                runs(
                    self._bind(
                        texts.each_offer.of(offer_state)
                        .replace("{suffix}", offer.suffix)
                        .replace("{opens}", format_date(offer.opens))
                        .replace("{closes}", format_date(offer.closes))
                    )
                )
                for offer, offer_state in differing
            ]
        return {
            "title": f"{plain(title.plain)} {plain(title.accent)}: {place.title}",
            "description": f"{plain(banner.line)}. {address.readable}",
            "keywords": [".vn", province.name, place.title],
            "place": {
                "name": self._bind(capitalise(place.title)),
                "province": None if province.name in place.title else province.full_name,
            },
            "headline": {"plain": plain(title.plain), "accent": plain(title.accent)},
            "state": {
                "icon": icon,
                "colour": colour,
                "lines": lines,
                "detail": say(banner.detail) if wording.now.can_say(banner.detail) else None,
            },
            "groups": [
                {
                    "icon": item.icon,
                    "title": say(item.title),
                    "brief": say(item.brief or f"**{item.title}**"),
                    "text": say(item.of(item_state)),
                }
                for item, item_state in self._notes(place, wording)
            ],
            "short": {
                "whom": say(self._whom(place).of(state)),
                "reason": say(texts.short.reason.of(state)),
                "cost": say(texts.short.cost.of(state)),
                "trust": say(texts.short.trust),
                "tamper": say(texts.short.tamper),
            },
            "checklist": {
                "title": plain(texts.checklist.title),
                "what": say(texts.checklist.what.of(state)),
                "only": say(texts.checklist.only),
            },
            "steps": {
                "title": plain(texts.steps.title),
                "what": say(texts.steps.what.of(state)),
                "only": say(texts.steps.only),
                "items": [_note(item, state, say) for item in texts.steps.items],
            },
            "pocket": {
                "heading": plain(texts.pocket.heading),
                "points": [say(point.of(state)) for point in texts.pocket.points],
                "never": say(texts.pocket.never),
            },
            "papers": [
                {
                    "icon": self._lines(group).icon,
                    "title": say(self._lines(group).title),
                    "items": [self._bind(paper) for paper in group.papers],
                }
                for group in programme.groups
            ],
            "reason": say(texts.reason.of(state)),
            "scan": say(texts.scan),
            "address": address.readable,
            "cost": say(texts.cost.of(state)),
            "trust": say(texts.trust),
            "tamper": say(texts.tamper),
            "source": say(texts.source),
        }

    def _to_group(self, sheet: Sheet, group_id: str, place: Place) -> dict[str, Any]:
        """Return what a sheet says that speaks to one group only."""
        programme = self.catalog.programme
        try:
            group, texts = programme.group(group_id), self.material.texts.group_sheet(group_id)
        except KeyError:
            known = (group.id for group in programme.groups)
            raise UserError(
                Diagnostic(
                    "text.group-missing",
                    sheet.origin.at(f"{sheet.origin.column}.group"),
                    f"Có tờ riêng cho nhóm “{group_id}” nhưng chương trình không có nhóm này, hoặc chưa có câu chữ.",
                    f"Dùng một trong: {', '.join(known)}; hoặc thêm mục “id: {group_id}” vào group_sheets trong "
                    "content/print/texts.yml.",
                )
            ) from None
        offers = (programme.offer(group.offer),) if group.offer else programme.offers
        wording = self._wording(place, self.material.texts.origin, offers)
        state = wording.state_now
        fees = ", ".join(f"{offer.suffix} {format_money(offer.fees.yearly)}" for offer in offers)
        papers = "; ".join(uncapitalise(paper) if number else paper for number, paper in enumerate(group.papers))
        now = wording.now.also(fees=fees, papers=papers)

        def say(text: str) -> Runs:
            return runs(self._bind(now.plain(text)))

        plain, accent = (self._bind(now.plain(text)) for text in (texts.plain, texts.accent.of(state)))
        icon, colour = _STATE_LOOK[state]
        banner = texts.state or self.material.texts.state.of(state)
        if texts.state:
            icon, colour = "triangle-alert", "ink"
        return {
            "title": f"{plain} {accent}: {place.title}",
            "headline": {"plain": plain, "accent": accent},
            "state": {
                "icon": icon,
                "colour": colour,
                "lines": [say(banner.line)],
                "detail": say(banner.detail) if now.can_say(banner.detail) else None,
            },
            "groups": [_note(note, state, say) for note in texts.notes],
            "cost": say(texts.cost or self.material.texts.cost.of(state)),
            "reason": say(texts.reason or self.material.texts.reason.of(state)),
        }

    def bind(self, text: str) -> str:
        """Return a text with the words that belong together bound."""
        return self._bind(text)

    def address(self, place: Place) -> PrintedAddress:
        """Return the address of a place."""
        return PrintedAddress(self.edition.host, place.number)

    def common(self, place: Place) -> dict[str, Any]:
        """Return what every sheet of a place may say."""
        return self._common(place)

    def filler(
        self, place: Place, origin: Origin | None = None, **values: str
    ) -> tuple[Callable[[str], str], OfferState]:
        """Return what fills the words of a pack, and the state of the offer there; `origin` is their file."""
        wording = self._wording(place, origin or self.material.pack.origin)
        now = wording.now.also(place=capitalise(place.title), **values)
        return now.plain, wording.state_now

    def wording(self, place: Place, origin: Origin) -> Wording:
        """Return the wording of the page about a pack, on the day of the build; `origin` is the file of its words."""
        unit = place.type.value if isinstance(place, Commune) else self.catalog.texts.landing.help.school_unit
        return self._wording(place, origin).now.also(unit=unit)

    def _wording(self, place: Place, origin: Origin, offers: Sequence[Offer] | None = None) -> OfferWording:
        address = PrintedAddress(self.edition.host, place.number)
        leading = self.catalog.leading_offers(place) if offers is None else tuple(offers)
        return self.site.offer_wording(origin, leading, place=place.full_name, address=address.readable)

    def _whom(self, place: Place) -> Changing:
        short = self.material.texts.short
        if not isinstance(place, School):
            return short.whom
        return short.whom_pupils if place.level.has_minors else short.whom_young

    def _notes(self, place: Place, wording: OfferWording) -> Iterator[tuple[NoteLines, OfferState]]:
        """Yield what a sheet says to whom. A school leads with the young; pupils under age get their own note."""
        programme = self.catalog.programme
        segment = wording.segments[0]

        def of_group(group: Group) -> tuple[NoteLines, OfferState]:
            offers = (programme.offer(group.offer),) if group.offer else programme.offers
            return self._lines(group), segment.state_of(offers)

        if not isinstance(place, School):
            yield from map(of_group, programme.groups)
            return
        by_age = [group for group in programme.groups if group.rule.min_age is not None]
        others = [group for group in programme.groups if group.rule.min_age is None]
        yield from map(of_group, by_age)
        if not place.level.has_minors:
            yield from map(of_group, others)
            return
        yield self.material.texts.minors, wording.state_now
        yield self.material.texts.family, segment.state_of(programme.offers)

    def _lines(self, group: Group) -> GroupLines:
        texts = self.material.texts
        try:
            return texts.group(group.id)
        except KeyError:
            raise UserError(
                Diagnostic(
                    "text.group-missing",
                    texts.origin.at("groups"),
                    f"Nhóm “{group.id}” có trong chương trình nhưng chưa có câu chữ cho tờ in.",
                    f"Thêm một mục “id: {group.id}” vào phần groups.",
                )
            ) from None
