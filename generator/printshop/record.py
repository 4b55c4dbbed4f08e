"""What was printed: for each sheet of each place a hash of every part of its words. Kept to be compared later."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Origin, UserError
from generator.model.places import Place, School
from generator.pages.offers import offer_values
from generator.print import places_of
from generator.print.engine import TEMPLATES
from generator.print.sheets import Composer

RECORD = "print/to-da-dung.json"
PRINTED = "content/data/printed.json"
FORMAT = 1
_HASH_LENGTH = 10
_FUNCTION = re.compile(r"#let ([\w-]+)\(\s*sheet\b[^=]*?\) = (.*?)(?=\n#let |\Z)", re.DOTALL)
_PATH = re.compile(r"\bsheet\.([a-z][\w-]*(?:\.[a-z][\w-]*)?)")
_CALL = re.compile(r"([\w-]+)\(\s*sheet\b")
_IMPORT = re.compile(r"#import \"([\w-]+\.typ)\"")
_LOOK = "look.typ"
_DERIVED = {"serial", "title", "description", "keywords", "bookmark", "bookmarks"}

Record = Mapping[str, Any]


def record_of(composer: Composer, root: Path) -> dict[str, Any]:
    """Return what every sheet of every place says now, as a value that JSON can hold.

    "sheets" tells which parts of the words each kind of sheet shows, found in its template, and a hash of its
    measures; "places" a hash of each part and the version that each sheet carries in print; "facts" the values of
    the programme in words, so that a change can be told.
    """
    edition = composer.edition
    sheets: dict[str, Any] = {}
    places: dict[str, Any] = {}
    for place in places_of(composer.catalog):
        parts: dict[str, str] = {}
        versions: dict[str, str] = {}
        shop = (composer.content(sheet, place) for sheet in composer.material.sheets.print_shop)
        for content in (*composer.contents(place), *shop):
            sheet = content.sheet
            if sheet.id not in sheets:
                measures = {name: value for name, value in content.style.items() if name not in ("trial", "code")}
                uses = sorted(_resolved(_used_paths(root, sheet.template), content.values))
                layout = _hash([measures, sheet.code])
                sheets[sheet.id] = {"name": sheet.name, "group": sheet.group, "uses": uses, "layout": layout}
            for path in sheets[sheet.id]["uses"]:
                key = part_key(path, sheet.group)
                if key not in parts:
                    parts[key] = _hash(value_at(content.values, path))
            versions[sheet.id] = content.version
        address = composer.address(place).readable
        places[place.number] = {"name": place.title, "address": address, "parts": parts, "versions": versions}
    return {
        "format": FORMAT,
        "edition": {
            "date": edition.built_on.isoformat(),
            "host": edition.host,
            "kind": "release" if edition.release else "trial",
        },
        "facts": dict(_facts(composer)),
        "sheets": sheets,
        "places": places,
    }


def kind_of(place: Place) -> str:
    """Return under which name the facts of a place stand."""
    return "school" if isinstance(place, School) else "commune"


def part_key(path: str, group: str | None) -> str:
    """Return under which name the hash of a part stands: sheets to one group say some parts in their own words."""
    return f"{group}:{path}" if group else path


def value_at(values: Mapping[str, Any], path: str) -> object:
    """Return a part of a sheet's words: "cost", or "short.reason"."""
    name, _, inner = path.partition(".")
    return values[name][inner] if inner else values[name]


def read_record(content: bytes, file: str) -> dict[str, Any]:
    """Return a record that was kept; UserError when the file is none of ours."""
    try:
        record: dict[str, Any] = json.loads(content)
        if record["format"] == FORMAT and record["edition"]["date"] and record["sheets"] and record["places"]:
            return record
    except (ValueError, KeyError, TypeError):
        pass
    raise UserError(
        Diagnostic(
            "printed.unreadable",
            Origin(file),
            "Tệp ghi lần in trước không đọc được.",
            "Lấy lại bản cũ của tệp, hoặc xóa rồi chạy lại “phocap printed” sau lần in tới.",
        )
    )


def record_bytes(record: Record) -> bytes:
    """Return a record as a file that a person can compare line by line."""
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _facts(composer: Composer) -> Iterator[tuple[str, dict[str, str]]]:
    catalog, segment = composer.catalog, composer.site.segments[0]
    told: set[str] = set()
    for place in places_of(catalog):
        kind = kind_of(place)
        if kind in told:
            continue
        told.add(kind)
        offers = catalog.leading_offers(place)
        values = offer_values(catalog.programme, offers, segment)
        values["compiled_on"] = composer.site.common_values["compiled_on"]
        yield kind, {**values, "state": segment.state_of(offers).value}


def _used_paths(root: Path, template: str) -> set[str]:
    """Return which parts of a sheet's words its template names.

    What the template imports counts as a whole, but of look.typ, which all templates share, only the functions
    that are given the sheet.
    """
    functions = dict(_FUNCTION.findall(_source(root, _LOOK)))
    found: set[str] = set()
    done: set[str] = set()
    waiting = [f"{template}.typ"]
    while waiting:
        name = waiting.pop()
        done.add(name)
        text = functions[name] if name in functions else _source(root, name)
        found |= set(_PATH.findall(text))
        needed = (set(_CALL.findall(text)) & functions.keys()) | (set(_IMPORT.findall(text)) - {_LOOK})
        waiting += sorted(needed - done)
    return found


def _source(root: Path, name: str) -> str:
    return (root / TEMPLATES / name).read_text(encoding="utf-8")


def _resolved(paths: set[str], values: Mapping[str, Any]) -> Iterator[str]:
    """Yield those paths that are parts of the words: "groups" for "groups.map", "short.whom" as it is."""
    for path in paths:
        name, _, inner = path.partition(".")
        if name not in values or name in _DERIVED:
            continue
        yield path if inner and isinstance(values[name], dict) and inner in values[name] else name


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:_HASH_LENGTH]
