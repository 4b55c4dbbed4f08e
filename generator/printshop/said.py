"""What the sheets of each place say, as hashes: enough to see what changed, and kept, so that nobody composes twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.cache import Memo, make_always
from generator.model.places import Place
from generator.print import places_of
from generator.print.engine import engine_of
from generator.print.inputs import own_inputs, shared_inputs
from generator.print.sheets import Composer, SheetContent
from generator.print.showing import value_at

_HASH_LENGTH = 10


@dataclass(frozen=True)
class PlaceSaid:
    """What the sheets of a place say.

    `parts` has a hash of each part of the words, by `part_key`; `versions` what each sheet carries in print, by the
    sheet's id; `whole` a hash of all that a sheet is laid out from, by the same.
    """

    parts: Mapping[str, str]
    versions: Mapping[str, str]
    whole: Mapping[str, str]


@dataclass(frozen=True)
class Said:
    """What the sheets of a province say on one day; `root` is the folder with themes/ and assets/."""

    composer: Composer
    root: Path
    memo: Memo = make_always

    def of(self, place: Place) -> PlaceSaid:
        """Return what the sheets of a place say."""
        key = (self._shared, own_inputs(place))
        return PlaceSaid(**json.loads(self.memo("print-said", key, lambda: json.dumps(self._said(place)).encode())))

    @cached_property
    def sheets(self) -> Mapping[str, Mapping[str, Any]]:
        """By id of each kind of sheet: its name, its group, the parts of the words that it shows, its layout's hash.

        Which parts those are is found in its template.
        """
        found: dict[str, Mapping[str, Any]] = {}
        for place in places_of(self.composer.catalog):
            if all(sheet.id in found for sheet in self.composer.sheets_of(place)):
                continue
            for content in self._contents(place):
                sheet = content.sheet
                if sheet.id not in found:
                    measures = {name: value for name, value in content.style.items() if name not in ("trial", "code")}
                    uses = self.composer.showing.parts(sheet.template, content.values)
                    layout = _hash([measures, sheet.code])
                    found[sheet.id] = {"name": sheet.name, "group": sheet.group, "uses": uses, "layout": layout}
        return found

    @cached_property
    def _shared(self) -> str:
        return shared_inputs(self.composer, engine_of(self.root))

    def _contents(self, place: Place) -> Iterator[SheetContent]:
        yield from (self.composer.content(sheet, place) for sheet in self.composer.sheets_of(place))

    def _said(self, place: Place) -> dict[str, dict[str, str]]:
        parts: dict[str, str] = {}
        versions: dict[str, str] = {}
        whole: dict[str, str] = {}
        for content in self._contents(place):
            sheet = content.sheet
            for path in self.sheets[sheet.id]["uses"]:
                key = part_key(path, sheet.group)
                if key not in parts:
                    parts[key] = _hash(value_at(content.values, path))
            versions[sheet.id] = content.version
            whole[sheet.id] = hashlib.sha256(content.serialised.encode()).hexdigest()
        return {"parts": parts, "versions": versions, "whole": whole}


def part_key(path: str, group: str | None) -> str:
    """Return under which name the hash of a part stands: sheets to one group say some parts in their own words."""
    return f"{group}:{path}" if group else path


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:_HASH_LENGTH]
