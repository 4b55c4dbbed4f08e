"""Sheets and pictures for paper and for sharing: from the catalog to tagged PDF, small PNG, and a pack a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path

from generator.artifact import Artifact
from generator.cache import Memo, make_always
from generator.diagnostics import Origin
from generator.model.catalog import Catalog
from generator.model.places import Place
from generator.model.print_material import PrintMaterial
from generator.model.project import Edition
from generator.pages.shared import Site
from generator.pages.theme import create_theme
from generator.print.engine import Engine, engine_of, picture_png, sheet_pdf
from generator.print.jobs import Job, made
from generator.print.packs import RECIPE as PACK_RECIPE
from generator.print.packs import PackedFile, pack, pack_folder, pack_path, packed_name, packed_sheet_name, text_files
from generator.print.pictures import RECIPE
from generator.print.sheets import Composer, ImageContent, SheetContent

Progress = Callable[[int, int], None]

__all__ = ["Composer", "Engine", "composer_of", "places_of", "print_artifacts", "sheet_contents"]


def composer_of(catalog: Catalog, edition: Edition, root: Path, material: PrintMaterial) -> Composer:
    """Return what composes the sheets of a province; `root` is the folder with themes/ and assets/."""
    return Composer(Site(catalog, edition, create_theme(root)), material)


def places_of(catalog: Catalog) -> tuple[Place, ...]:
    """Return the places that get sheets, in the order of their files."""
    return (*catalog.communes, *catalog.schools)


def sheet_contents(composer: Composer) -> Iterator[SheetContent]:
    """Yield what every sheet of every place says."""
    for place in places_of(composer.catalog):
        yield from composer.contents(place)


def print_artifacts(
    catalog: Catalog,
    edition: Edition,
    root: Path,
    material: PrintMaterial,
    memo: Memo = make_always,
    progress: Progress = lambda done, total: None,
) -> Iterator[Artifact]:
    """Yield every sheet ("02215/to-a4-mau.pdf"), picture ("02215/chia-se.png") and pack of every place.

    Slow results go through `memo`; what it does not have is made on all cores. `progress` is told how many of
    how many are there. Sheets are dated by the day of the data, not of the build, so that a sheet whose words
    did not change keeps its bytes and need not be printed again. UserError when words do not fit on a sheet.
    """
    composer = composer_of(catalog, edition, root, material)
    engine = engine_of(root)
    day = catalog.project.data_compiled_on
    pieces = [piece for place in places_of(catalog) for piece in _pieces(composer, engine, place, day)]
    results = made([piece.job for piece in pieces], memo, progress)
    for place, group in groupby(zip(pieces, results, strict=True), key=lambda pair: pair[0].place):
        files: list[PackedFile] = []
        sources: tuple[Origin, ...] = ()
        for piece, content in group:
            files.append(PackedFile(piece.packed_name, content))
            sources = piece.job.sources
            if piece.alone:
                yield Artifact(piece.job.path, content, sources)
        files = [*text_files(composer, place, [file.name for file in files]), *files]
        ingredients = (
            PACK_RECIPE,
            pack_folder(place),
            day.isoformat(),
            *(part for file in files for part in vars(file).values()),
        )
        packed = memo("print-pack", ingredients, partial(pack, pack_folder(place), files, day))
        yield Artifact(pack_path(place), packed, (*sources, material.pack.origin))


@dataclass(frozen=True)
class _Piece:
    """One sheet or picture on its way: how it is made, its name in the pack, whether it also stands alone."""

    place: Place
    job: Job
    packed_name: str
    alone: bool


def _pieces(composer: Composer, engine: Engine, place: Place, day: date) -> Iterator[_Piece]:
    material = composer.material
    sources = (place.origin, material.texts.origin, material.sheets.origin, composer.catalog.programme.origin)
    for position, content in enumerate(composer.contents(place), start=1):
        job = _sheet_job(engine, content, day.isoformat(), sources)
        yield _Piece(place, job, packed_sheet_name(position, content.sheet), content.sheet.alone)
    for position, picture in enumerate(composer.images(place), start=len(material.sheets.sheets) + 1):
        job = _image_job(engine, picture, sources)
        yield _Piece(place, job, packed_name(position, picture.image.name, ".png"), picture.image.alone)


def _sheet_job(engine: Engine, content: SheetContent, day: str, sources: tuple[Origin, ...]) -> Job:
    template = content.sheet.template
    return Job(
        path=content.path,
        kind="print-sheet",
        ingredients=(engine.fingerprint, template, day, content.serialised),
        make=partial(sheet_pdf, engine.root, template, content.values, day),
        sources=sources,
    )


def _image_job(engine: Engine, content: ImageContent, sources: tuple[Origin, ...]) -> Job:
    template = content.image.template
    return Job(
        path=content.path,
        kind="print-image",
        ingredients=(engine.fingerprint, RECIPE, template, content.serialised),
        make=partial(picture_png, engine.root, template, content.values),
        sources=sources,
    )
