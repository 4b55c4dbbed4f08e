"""Which sheets of which places must be printed again, and why: what they say now against what was printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.filled_texts import fill
from generator.model.places import Place
from generator.model.programme import OfferState
from generator.model.shop_texts import FactWords, Reprint
from generator.print import places_of
from generator.print.sheets import Composer
from generator.printshop.record import Record, kind_of, value_at

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

    @property
    def texts(self) -> Reprint:
        return self.composer.material.shop.reprint

    def changes(self) -> Iterator[Change]:
        for place in places_of(self.composer.catalog):
            old = self.before["places"].get(place.number)
            values = self.composer.common(place)
            for sheet_id, sheet in self.after["sheets"].items():
                if old is None:
                    yield Change(place.number, place.title, sheet["name"], True, (self.texts.new_place,))
                elif sheet_id not in self.before["sheets"]:
                    yield Change(place.number, place.title, sheet["name"], False, (self.texts.new_sheet,))
                elif change := self._change(place, sheet_id, old, values):
                    yield change
        for number in sorted(self.before["places"].keys() - self.after["places"].keys()):
            name = self.before["places"][number]["name"]
            yield Change(number, name, "", True, (self.texts.gone,))

    def _change(self, place: Place, sheet_id: str, old: Record, values: Mapping[str, Any]) -> Change | None:
        sheet, new = self.after["sheets"][sheet_id], self.after["places"][place.number]
        changed = [path for path in sheet["uses"] if old["parts"].get(path) != new["parts"][path]]
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
            shown = now[name].replace("\u00a0", " ")
            if re.search(rf"(?<![\w.]){re.escape(shown)}(?!\w)", said):
                yield fill(getattr(self.texts.facts, name), {"before": was[name], "after": now[name]})
