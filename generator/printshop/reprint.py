"""Which sheets of which places must be printed again, and why: what they say now against what was printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.model.filled_texts import fill
from generator.model.places import Place
from generator.model.print_material import Sheet
from generator.model.programme import OfferState
from generator.model.shop_texts import FactWords, Reprint
from generator.print import places_of
from generator.print.sheets import Composer
from generator.print.showing import value_at
from generator.printshop.record import Record, kind_of
from generator.printshop.said import part_key

# On paper these are still true: an offer that closes soon is open, a newer day of the data says nothing new.
_HARMLESS_STATES = {(OfferState.OPEN.value, OfferState.CLOSING.value)}
_HARMLESS_PARTS = {"source"}


@dataclass(frozen=True)
class Change:
    """A sheet of a place that says something else now."""

    number: str
    place: str
    sheet: str
    needed: bool
    reasons: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Return the reasons as one line."""
        return "; ".join(self.reasons)


def changes(before: Record, after: Record, composer: Composer) -> tuple[Change, ...]:
    """Return every sheet whose words differ between two records, in the order of places and sheets.

    `after` is the record of what `composer` composes; its words tell which value of the programme was at work.
    """
    return tuple(_Comparison(before, after, composer).changes())


@dataclass(frozen=True)
class _Comparison:
    before: Record
    after: Record
    composer: Composer

    @cached_property
    def _kinds(self) -> dict[str, Sheet]:
        return {sheet.id: sheet for sheet in self.composer.material.sheets.every}

    @property
    def texts(self) -> Reprint:
        return self.composer.material.shop.reprint

    def changes(self) -> Iterator[Change]:
        for place in places_of(self.composer.catalog):
            old = self.before["places"].get(place.number)
            for sheet_id, sheet in self.after["sheets"].items():
                if sheet_id not in self.after["places"][place.number]["versions"]:
                    continue
                if old is None:
                    yield Change(place.number, place.title, sheet["name"], True, (self.texts.new_place,))
                elif sheet_id not in self.before["sheets"] or sheet_id not in old["versions"]:
                    yield Change(place.number, place.title, sheet["name"], False, (self.texts.new_sheet,))
                elif change := self._change(place, sheet_id, old):
                    yield change
        for number in sorted(self.before["places"].keys() - self.after["places"].keys()):
            name = self.before["places"][number]["name"]
            yield Change(number, name, "", True, (self.texts.gone,))

    def _change(self, place: Place, sheet_id: str, old: Record) -> Change | None:
        sheet, new = self.after["sheets"][sheet_id], self.after["places"][place.number]
        keys = {path: part_key(path, sheet["group"]) for path in sheet["uses"]}
        changed = [path for path, key in keys.items() if old["parts"].get(key) != new["parts"][key]]
        if not changed and sheet["layout"] == self.before["sheets"][sheet_id]["layout"]:
            return None
        values = self.composer.content(self._kinds[sheet_id], place).values
        reasons: dict[str, None] = {}
        if sheet["layout"] != self.before["sheets"][sheet_id]["layout"]:
            reasons[self.texts.layout] = None
        harmless = not reasons
        for path in changed:
            found = list(self._reasons(path, kind_of(place), old, new, values))
            reasons.update(dict.fromkeys(found))
            harmless = harmless and (path in _HARMLESS_PARTS or self._is_harmless(path, kind_of(place)))
        if not reasons:
            return None
        return Change(place.number, place.title, sheet["name"], not harmless, tuple(reasons))

    def _is_harmless(self, path: str, kind: str) -> bool:
        """Tell whether a part changed only because the offer closes soon now."""
        old, new = self.before["facts"].get(kind, {}), self.after["facts"][kind]
        others = {name for name in new if name not in ("state", "compiled_on") and old.get(name) != new[name]}
        return path.partition(".")[0] == "state" and (old.get("state"), new["state"]) in _HARMLESS_STATES and not others

    def _reasons(self, path: str, kind: str, old: Record, new: Record, values: Mapping[str, Any]) -> Iterator[str]:
        part = path.partition(".")[0]
        if part in ("address", "code", "tamper") and old["address"] != new["address"]:
            yield fill(self.texts.address, {"before": old["address"], "after": new["address"]})
            return
        if part == "place" and old["name"] != new["name"]:
            yield fill(self.texts.place, {"before": old["name"], "after": new["name"]})
            return
        facts = list(self._facts(path, kind, values))
        yield from facts
        was, now = self.before["facts"].get(kind, {}).get("state"), self.after["facts"][kind]["state"]
        if was and was != now and not facts:
            states = self.texts.states
            yield fill(self.texts.state, {"before": states.of(OfferState(was)), "after": states.of(OfferState(now))})
        elif not facts:
            yield fill(self.texts.words, {"part": self.texts.parts.get(part, part)})

    def _facts(self, path: str, kind: str, values: Mapping[str, Any]) -> Iterator[str]:
        """Yield the values of the programme that changed and are said in a part."""
        was, now = self.before["facts"].get(kind, {}), self.after["facts"][kind]
        said = json.dumps(value_at(values, path), ensure_ascii=False) if path.partition(".")[0] in values else ""
        said = said.replace("\u00a0", " ")
        for name in FactWords.model_fields:
            if name not in now or name not in was or was[name] == now[name]:
                continue
            # A sheet may say a part of a value only: one fee of two.
            new_words = set(now[name].split()) - set(was[name].split())
            if any(re.search(rf"(?<![\w.]){re.escape(word.strip(','))}(?!\w)", said) for word in new_words):
                yield fill(getattr(self.texts.facts, name), {"before": was[name], "after": now[name]})
