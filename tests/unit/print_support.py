"""What the tests of sheets share: the real material, one engine, sheets made on demand and kept."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import pypdfium2

from generator.diagnostics import Findings
from generator.loading import load_catalog
from generator.loading.documents import load_print_material
from generator.model.catalog import Catalog
from generator.model.places import Place
from generator.model.print_material import PrintMaterial
from generator.model.project import Edition
from generator.print import Composer, Engine, composer_of, places_of
from generator.print.sheets import SheetContent

ROOT = Path(__file__).resolve().parents[2]
HOST = "tenmien.example"
DAY = "2026-11-22"
CLOSING = date(2026, 11, 22)
OPEN = date(2026, 3, 1)
BEFORE = date(2025, 12, 1)
ENDED = date(2027, 1, 1)

COMMUNE = "00715"
LONGEST_SCHOOL = "808054"
UNIVERSITY = "808001"

ENGINE = Engine(ROOT)


@lru_cache(maxsize=1)
def material() -> PrintMaterial:
    findings = Findings()
    found = load_print_material(ROOT, findings)
    assert found is not None, findings.items
    return found


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    found, _ = load_catalog(ROOT)
    assert found is not None
    return found


def composer(built_on: date = CLOSING, *, release: bool = False, host: str = HOST) -> Composer:
    return composer_of(catalog(), Edition(built_on, host, release), ROOT, material())


def place(number: str) -> Place:
    return next(item for item in places_of(catalog()) if item.number == number)


@cache
def content(
    sheet_id: str, number: str, built_on: date = CLOSING, release: bool = False, host: str = HOST
) -> SheetContent:
    sheet = next(item for item in material().sheets.sheets if item.id == sheet_id)
    return composer(built_on, release=release, host=host).content(sheet, place(number))


@cache
def pdf(sheet_id: str, number: str, built_on: date = CLOSING, release: bool = False, host: str = HOST) -> bytes:
    made = content(sheet_id, number, built_on, release, host)
    return ENGINE.pdf(made.sheet.template, made.style, made.values, DAY)


def text_of(made: bytes) -> str:
    """Return the words of a PDF on one line, no-break spaces as spaces."""
    document = pypdfium2.PdfDocument(made)
    text: str = document[0].get_textpage().get_text_bounded()
    return " ".join(text.replace("\u00a0", " ").replace("\ufffe", "").split())
