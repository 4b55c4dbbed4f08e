"""Sheets and pictures for paper and for sharing: from the catalog to tagged PDF, small PNG, and a pack a place."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from generator.artifact import Artifact
from generator.cache import Memo, fingerprint, make_always
from generator.diagnostics import Diagnostic, Origin, UserError
from generator.model.catalog import Catalog
from generator.model.pack_texts import SHARE_PART
from generator.model.places import Place
from generator.model.print_material import PrintMaterial
from generator.model.project import Edition
from generator.pages.shared import Site
from generator.pages.theme import create_theme
from generator.print.engine import Engine, engine_of
from generator.print.inputs import own_inputs, shared_inputs
from generator.print.jobs import Job, kept, made
from generator.print.packs import RECIPE as PACK_RECIPE
from generator.print.packs import (
    PackedFile,
    check_names,
    pack,
    pack_folder,
    pack_path,
    packed_name,
    packed_sheet_name,
    words_file,
    words_name,
)
from generator.print.papers import PaperKit, paper_jobs
from generator.print.production import SHEET_KIND, image_job, parted, sheet_job
from generator.print.sheets import Composer, SheetContent
from generator.print.showing import Showing
from generator.print.verification import reading_key

Progress = Callable[[int, int], None]

__all__ = ["Composer", "Engine", "composer_of", "places_of", "print_artifacts", "sheet_contents"]


def composer_of(catalog: Catalog, edition: Edition, root: Path, material: PrintMaterial) -> Composer:
    """Return what composes the sheets of a province; `root` is the folder with themes/ and assets/."""
    return Composer(Site(catalog, edition, create_theme(root)), material, Showing(root))


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
    places: Sequence[Place] | None = None,
    *,
    everything: bool = False,
) -> Iterator[Artifact]:
    """Yield every sheet ("02215/to-a4-mau.pdf"), picture ("02215/chia-se.png") and pack of every place.

    Slow results go through `memo`; what it does not have is made on all cores, a few places ahead of what was
    yielded. `progress` is told how many places of how many are done; `places` chooses some; with `everything` also
    what otherwise stands in a pack only is yielded. Sheets are dated by the day of the data, not of the build, so that
    a sheet whose words did not change keeps its bytes and need not be printed again. UserError when words do not fit
    on a sheet.
    """
    maker = _Maker(composer_of(catalog, edition, root, material), engine_of(root), memo, everything)
    chosen = places_of(catalog) if places is None else tuple(places)
    drawn: deque[_Drawn] = deque()
    done = 0

    def jobs() -> Iterator[Job]:
        for place in chosen:
            ready = maker.ready(place)
            drawn.append(_Drawn(place, ready, [] if ready is not None else list(maker.pieces(place))))
            yield from (piece.job for piece in drawn[-1].pieces)

    def finished(results: Sequence[bytes]) -> Iterator[Artifact]:
        one = drawn.popleft()
        yield from maker.finished(one, results) if one.ready is None else one.ready
        nonlocal done
        done += 1
        progress(done, len(chosen))

    results: list[bytes] = []
    for result in made(jobs(), memo):
        while drawn[0].ready is not None:
            yield from finished(())
        results.append(result)
        if len(results) == len(drawn[0].pieces):
            yield from finished(results)
            results = []
    while drawn:
        yield from finished(())


def layout_problems(
    catalog: Catalog, edition: Edition, root: Path, material: PrintMaterial, places: Sequence[Place], memo: Memo
) -> list[Diagnostic]:
    """Return an error for each sheet, picture and paper of some places that cannot be laid out.

    `memo` keeps what was laid out under the same keys as a build.
    """
    maker = _Maker(composer_of(catalog, edition, root, material), engine_of(root), memo, everything=True)
    problems: list[Diagnostic] = []
    for place in places:
        for piece in maker.pieces(place):
            try:
                memo(piece.job.kind, piece.job.ingredients, piece.job.make)
            except UserError as problem:
                problems += problem.diagnostics
    return problems


@dataclass(frozen=True)
class _Piece:
    """One sheet or picture on its way: how it is made, its name in the pack, whether it also stands alone."""

    place: Place
    job: Job
    packed_name: str
    alone: bool
    codes: tuple[float, int] | None


@dataclass(frozen=True)
class _Drawn:
    """A place on its way: its files where they are kept, else what is to be made."""

    place: Place
    ready: Sequence[Artifact] | None
    pieces: Sequence[_Piece]


@dataclass(frozen=True)
class _Maker:
    """Makes what a place prints, or finds it made: under one key lies the list of the keys of its files."""

    composer: Composer
    engine: Engine
    memo: Memo
    everything: bool

    @cached_property
    def day(self) -> date:
        return self.composer.catalog.project.data_compiled_on

    @cached_property
    def _shared(self) -> str:
        return shared_inputs(self.composer, self.engine)

    def _key(self, place: Place) -> tuple[str, ...]:
        return (self._shared, own_inputs(place))

    def _sources(self, place: Place) -> tuple[Origin, ...]:
        material = self.composer.material
        return (place.origin, material.texts.origin, material.sheets.origin, self.composer.catalog.programme.origin)

    def ready(self, place: Place) -> list[Artifact] | None:
        """Return the files of a place when all of them are kept, else None; packs are not taken apart for more."""
        if self.everything:
            return None
        sources = self._sources(place)
        listed = kept(Job("", "print-place", self._key(place), bytes, ()), self.memo)
        if listed is None:
            return None
        found: list[Artifact] = []
        for path, kind, *ingredients in json.loads(listed):
            content = kept(Job(path, kind, tuple(ingredients), bytes, ()), self.memo)
            if content is None:
                return None
            found.append(Artifact(path, parted(content)[0] if kind == SHEET_KIND else content, sources))
        return found

    def pieces(self, place: Place) -> Iterator[_Piece]:
        """Yield what is to be made for a place, the page that tells of all the rest first."""
        others = list(self._pieces(place))
        names = [*(piece.packed_name for piece in others), words_name(self.composer)]
        made = PaperKit(self.composer, self.engine, place).read_first(names)
        job = Job(f"{place.number}/doc-truoc.pdf", "print-read-first", made.ingredients, made.make, (place.origin,))
        yield _Piece(place, job, self.composer.material.pack.read_first.file_name, False, None)
        yield from others

    def _pieces(self, place: Place) -> Iterator[_Piece]:
        material = self.composer.material
        sources = self._sources(place)
        contents = self.composer.contents(place)
        for (position, _), content in zip(material.sheets.of(place), contents, strict=True):
            job = sheet_job(self.engine, content, self.day.isoformat(), sources)
            name = packed_sheet_name(position, content.sheet)
            yield _Piece(place, job, name, content.sheet.alone, content.sheet.codes)
        shared = material.page.folder(SHARE_PART)
        for position, picture in enumerate(self.composer.images(place), start=1):
            job = image_job(self.engine, picture, sources)
            name = f"{shared}/{packed_name(position, picture.image.name, '.png')}"
            yield _Piece(place, job, name, picture.image.alone, None)
        for paper in paper_jobs(self.composer, self.engine, place):
            yield _Piece(place, paper.job, paper.packed_name, paper.paper.alone, None)

    def finished(self, drawn: _Drawn, results: Sequence[bytes]) -> Iterator[Artifact]:
        """Yield the files of a place from the results of its pieces, and keep the list of them."""
        place = drawn.place
        files: list[PackedFile] = []
        listed: list[tuple[str, ...]] = []
        for piece, result in zip(drawn.pieces, results, strict=True):
            content = result
            if piece.codes is not None:
                content, seen = parted(result)
                self.memo("print-read", reading_key(content, piece.codes), lambda seen=seen: seen)  # type: ignore[misc]
            files.append(PackedFile(piece.packed_name, content))
            if piece.alone:
                listed.append((piece.job.path, piece.job.kind, *piece.job.ingredients))
            if piece.alone or self.everything:
                yield Artifact(piece.job.path, content, piece.job.sources)
        files.append(words_file(self.composer, place))
        check_names(pack_folder(place), [file.name for file in files], self.composer.material.page.origin)
        contents = fingerprint("files", [part for file in files for part in (file.name, file.content)])
        ingredients = (PACK_RECIPE, pack_folder(place), self.day.isoformat(), contents)
        packed = self.memo("print-pack", ingredients, partial(pack, pack_folder(place), files, self.day))
        listed.append((pack_path(place), "print-pack", *ingredients))
        self.memo("print-place", self._key(place), lambda: json.dumps(listed).encode())
        yield Artifact(pack_path(place), packed, (*self._sources(place), self.composer.material.pack.origin))
