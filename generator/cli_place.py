"""phocap build --place: a quick look at the pages and sheets of one place, in a folder of its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator import __version__, build, plan
from generator.artifact import Artifact, ArtifactSet
from generator.cache import Cache
from generator.clock import build_date
from generator.diagnostics import Diagnostic, Origin, UserError, format_text
from generator.model.catalog import Catalog
from generator.model.places import Place
from generator.model.print_material import PrintMaterial
from generator.model.project import Edition
from generator.text import fold, format_number, nearest
from generator.writing import write_folder

FOLDER = "dist-{number}"
_SHOP = "nha-in/"


def run(arguments: argparse.Namespace, root: Path) -> int:
    """Build one place and write it; return the exit code. UserError when there is no such place.

    What is wrong with words that can be printed all the same is told, and does not hide them.
    """
    catalog, _ = build.load_or_raise(root)
    place = _place(catalog, arguments.place)
    edition = build.edition_or_raise(catalog, build_date(arguments.date), arguments.release)
    material = build.material_or_raise(root)
    parts = arguments.only or ("web", "print")
    wrong = build.wrong_words(root, catalog, edition, material)
    if wrong:
        print(format_text(wrong), file=sys.stderr)
    with Cache(root / plan.CACHE_FILE, ages=False) as cache:
        artifacts = ArtifactSet()
        if "web" in parts:
            artifacts.add_all(_pages(root, catalog, edition, place, cache))
        if "print" in parts:
            found = _sheets(root, catalog, edition, material, place, cache, artifacts)
            if found:
                print(format_text(found))
                return 1
    out: Path = arguments.out or root / FOLDER.format(number=place.number)
    write_folder(out, artifacts, edition, __version__)
    if not arguments.quiet:
        print(f"Xong: {place.title}, {format_number(len(artifacts))} tệp trong {out}.", flush=True)
    return 1 if wrong else 0


def _place(catalog: Catalog, given: str) -> Place:
    by_number = {place.number: place for place in catalog.places}
    if given in by_number:
        return by_number[given]
    near = _meant(given, by_number)
    hint = f"Có phải là {near.number} ({near.title})?" if near else "Tra số của nơi ở content/data/permalinks.csv."
    raise UserError(Diagnostic("place.unknown", Origin("--place"), f"Không có nơi nào số {given}.", hint))


def _meant(given: str, known: Mapping[str, Place]) -> Place | None:
    """Return the place that a wrong number, or a name in place of one, most likely means; None when none is near.

    A number without the zeros at its front is what a spreadsheet makes of it.
    """
    if not given.isdecimal():
        names = {fold(place.name): place for place in known.values()}
        return names.get(nearest(fold(given), names) or "")
    if (whole := given.zfill(5)) in known:
        return known[whole]

    def mistakes(other: str) -> tuple[int, int]:
        wrong = sum(a != b for a, b in zip(given, other, strict=True))
        return (min(wrong, 1) if sorted(given) == sorted(other) else wrong, abs(int(given) - int(other)))

    near = min((other for other in known if len(other) == len(given)), key=mistakes, default=None)
    return known[near] if near is not None and mistakes(near)[0] <= 1 else None


def _pages(root: Path, catalog: Catalog, edition: Edition, place: Place, cache: Cache) -> Iterator[Artifact]:
    folder = f"{place.number}/"
    for artifact in build.web_artifacts(catalog, edition, root, cache.memo).values():
        if artifact.path.startswith(folder):
            yield artifact


def _sheets(
    root: Path,
    catalog: Catalog,
    edition: Edition,
    material: PrintMaterial,
    place: Place,
    cache: Cache,
    artifacts: ArtifactSet,
) -> tuple[Diagnostic, ...]:
    """Add all that a place prints, with the page about its pack; return what is unreadable."""
    from generator.model.places import School
    from generator.print import composer_of, print_artifacts
    from generator.print.pack_page import pack_pages
    from generator.print.province import Chapter, province_document
    from generator.print.verification import unreadable_sheets

    given = (catalog, edition, root, material)
    made = ArtifactSet(print_artifacts(*given, cache.memo, places=[place], everything=True))
    made.add_all(list(pack_pages(*given, made, cache.memo, places=[place])))
    composer = composer_of(*given)
    for sheet in material.sheets.print_shop:
        book = province_document(composer, root, sheet, [Chapter(place.title, [place])], sheet.name)
        artifacts.add_all([Artifact(f"{place.number}/{_SHOP}{sheet.file_name}", book, (place.origin,))])
    alone = (
        replace(catalog, communes=(), schools=(place,))
        if isinstance(place, School)
        else replace(catalog, communes=(place,), schools=())
    )
    artifacts.add_all(made.values())
    return unreadable_sheets(alone, edition, material, artifacts, cache.memo)
