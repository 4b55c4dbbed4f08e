"""What was printed: for each sheet of each place a hash of every part of its words. Kept to be compared later."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostics import Diagnostic, Origin, UserError
from generator.model.places import Place, School
from generator.pages.offers import offer_values
from generator.print import places_of
from generator.print.sheets import Composer
from generator.printshop.said import Said

RECORD = "print/to-da-dung.json"
PRINTED = "content/data/printed.json"
FORMAT = 1

Record = Mapping[str, Any]


def record_of(said: Said) -> dict[str, Any]:
    """Return what every sheet of every place says now, as a value that JSON can hold.

    "sheets" tells which parts of the words each kind of sheet shows and a hash of its measures; "places" a hash of
    each part and the version that each sheet carries in print; "facts" the values of the programme in words, so that
    a change can be told.
    """
    composer, edition = said.composer, said.composer.edition
    places: dict[str, Any] = {}
    for place in places_of(composer.catalog):
        its = said.of(place)
        address = composer.address(place).readable
        own = {"name": place.title, "address": address}
        places[place.number] = {**own, "parts": its.parts, "versions": its.versions}
    return {
        "format": FORMAT,
        "edition": {
            "date": edition.built_on.isoformat(),
            "host": edition.host,
            "kind": "release" if edition.release else "trial",
        },
        "facts": dict(_facts(composer)),
        "sheets": said.sheets,
        "places": places,
    }


def kind_of(place: Place) -> str:
    """Return under which name the facts of a place stand."""
    return "school" if isinstance(place, School) else "commune"


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
