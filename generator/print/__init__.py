"""Sheets and pictures for paper and for sharing: from the catalog to tagged PDF and small PNG."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
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
from generator.print.engine import Engine
from generator.print.jobs import Job, made
from generator.print.pictures import RECIPE, with_few_colours
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
    """Yield every sheet ("02215/to-a4-mau.pdf") and picture to share ("02215/chia-se.png") of every place.

    Slow results go through `memo`; what it does not have is made on all cores. `progress` is told how many of
    how many are there. Sheets are dated by the day of the data, not of the build, so that a sheet whose words
    did not change keeps its bytes and need not be printed again. UserError when words do not fit on a sheet.
    """
    composer = composer_of(catalog, edition, root, material)
    engine = Engine(root)
    day = catalog.project.data_compiled_on
    jobs: list[Job] = []
    for place in places_of(catalog):
        sources = (place.origin, material.texts.origin, material.sheets.origin, catalog.programme.origin)
        jobs += [_sheet_job(engine, content, day.isoformat(), sources) for content in composer.contents(place)]
        jobs += [_image_job(engine, content, sources) for content in composer.images(place)]
    for job, content in zip(jobs, made(jobs, memo, progress), strict=True):
        yield Artifact(job.path, content, job.sources)


def _sheet_job(engine: Engine, content: SheetContent, day: str, sources: tuple[Origin, ...]) -> Job:
    template = content.sheet.template
    return Job(
        path=content.path,
        kind="print-sheet",
        ingredients=(engine.fingerprint, template, day, content.serialised),
        make=partial(engine.pdf, template, content.values, day),
        sources=sources,
    )


def _image_job(engine: Engine, content: ImageContent, sources: tuple[Origin, ...]) -> Job:
    template = content.image.template
    return Job(
        path=content.path,
        kind="print-image",
        ingredients=(engine.fingerprint, RECIPE, template, content.serialised),
        make=lambda: with_few_colours(engine.png(template, content.values)),
        sources=sources,
    )
