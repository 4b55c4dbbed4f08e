"""The page about the pack of a place: what to print first, a picture of every sheet, words to send, one ZIP."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from generator.artifact import Artifact
from generator.cache import Memo, fingerprint, make_always
from generator.model.base import written_form
from generator.model.catalog import Catalog
from generator.model.pack_texts import PaperTexts
from generator.model.places import Place, School
from generator.model.print_material import PrintMaterial, SharedImage, Sheet, SheetEdition
from generator.model.project import Edition
from generator.pages.packs import pack_address
from generator.pages.shared import PACKS, Page, Site
from generator.pages.theme import create_theme
from generator.pages.wording import Wording
from generator.print import places_of, thumbnails
from generator.print.jobs import Job, made
from generator.print.packs import PACK_NAME, pack_folder, pack_path, packed_sheet_name, sent_words
from generator.print.paper_sizes import paper_name
from generator.print.portal import portal_snippet
from generator.print.reading import sheet_picture
from generator.print.sheets import Composer
from generator.print.showing import Showing
from generator.speech.scripts import spoken_scripts
from generator.text import capitalise, format_number, uncapitalise

_THUMBNAIL, _OWN_PICTURE = 168, 264  # pixels
_OWN_PICTURE_FILE = "to-nay.png"
_STYLES = ("pack.css",)


@dataclass(frozen=True)
class Picture:
    """A picture on the page: where it stands on the site, and its size in pixels."""

    path: str
    width: int
    height: int


@dataclass(frozen=True)
class Download:
    """A file to take away: its words, where it stands on the site, its size in words."""

    label: str
    path: str
    size: str


@dataclass(frozen=True)
class SheetCard:
    """One kind of sheet with its editions."""

    name: str
    paper: str
    where: str | None
    picture: Picture
    downloads: tuple[Download, ...]
    only_in_pack: str | None


@dataclass(frozen=True)
class PaperRow:
    """Files of one name: what they are good for, each with its kind and size."""

    name: str
    note: str
    downloads: tuple[Download, ...]
    only_in_pack: str | None


@dataclass(frozen=True)
class PartSection:
    """A part of the pack on the page."""

    id: str
    heading: str
    text: str
    rows: tuple[PaperRow, ...]


def pack_pages(
    catalog: Catalog,
    edition: Edition,
    root: Path,
    material: PrintMaterial,
    printed: Mapping[str, Artifact],
    memo: Memo = make_always,
    page_memo: Memo = make_always,
    places: Sequence[Place] | None = None,
) -> Iterator[Artifact]:
    """Yield the page about each pack, and the small pictures that these pages show.

    `printed` are sheets, pictures and packs, by site-relative path. `memo` may remember pictures, `page_memo` pages;
    what makes pages of data belongs into the keys of the latter. Places of one kind share the pictures of one
    of them, named as such; the sheet to print first is shown as the place's own. `places` chooses some.
    """
    site = Site(catalog, edition, create_theme(root), page_memo, material)
    maker = _PackPages(Composer(site, material, Showing(root)), printed)
    kinds: dict[str, list[Place]] = {}
    for place in places_of(catalog) if places is None else places:
        kinds.setdefault(_kind(place), []).append(place)
    jobs = [maker.own_picture(place) for places in kinds.values() for place in places]
    own = dict(zip((job.path for job in jobs), made(jobs, memo), strict=True))
    for job in jobs:
        yield Artifact(job.path, own[job.path], job.sources)
    for kind, places in kinds.items():
        sample = places[0]
        pictures = list(maker.sample_pictures(kind, sample, memo))
        yield from pictures
        shown = {item.path: Picture(item.path, *thumbnails.png_size(item.content)) for item in pictures}
        for place in places:
            path = _own_picture_path(place)
            yield maker.kept_page(place, sample, kind, Picture(path, *thumbnails.png_size(own[path])), shown)


def _kind(place: Place) -> str:
    """Return which places have sheets of the same words: the folder name of their pictures."""
    if not isinstance(place, School):
        return "xa"
    return "truong" if place.level.has_minors else "truong-dai-hoc"


def _own_picture_path(place: Place) -> str:
    return f"{pack_address(place)}{_OWN_PICTURE_FILE}"


@dataclass(frozen=True)
class _PackPages:
    composer: Composer
    printed: Mapping[str, Artifact]

    @property
    def material(self) -> PrintMaterial:
        return self.composer.material

    @cached_property
    def first(self) -> Sheet:
        """The sheet to print when there is time for one: the first that any printer prints."""
        alone = [sheet for sheet in self.material.sheets.sheets if sheet.alone]
        return next((sheet for sheet in alone if sheet.edition is SheetEdition.MONO), alone[0])

    @cached_property
    def first_in_colour(self) -> Sheet | None:
        """The same sheet in colour, where it stands alone."""
        return next(
            (sheet for sheet in self.material.sheets.sheets if sheet.alone and _is_twin(sheet, self.first)), None
        )

    def own_picture(self, place: Place) -> Job:
        pdf = self.printed[f"{place.number}/{self.first.file_name}"]
        return Job(
            path=_own_picture_path(place),
            kind="sheet-thumbnail",
            ingredients=(thumbnails.RECIPE, str(_OWN_PICTURE), fingerprint("pdf", [pdf.content])),
            make=partial(sheet_picture, pdf.content, _OWN_PICTURE),
            sources=pdf.sources,
        )

    def sample_pictures(self, kind: str, sample: Place, memo: Memo) -> Iterator[Artifact]:
        pack = self.printed[pack_path(sample)]
        with zipfile.ZipFile(io.BytesIO(pack.content)) as archive:
            for position, sheet in self.material.sheets.of(sample):
                pdf = archive.read(f"{pack_folder(sample)}/{packed_sheet_name(position, sheet)}")
                key = (thumbnails.RECIPE, str(_THUMBNAIL), fingerprint("pdf", [pdf]))
                small = memo("sheet-thumbnail", key, partial(sheet_picture, pdf, _THUMBNAIL))
                yield Artifact(_sample_path(kind, sheet.id), small, pack.sources)
        for image in self.material.sheets.images:
            if not image.alone:
                continue
            png = self.printed[f"{sample.number}/{image.file_name}"].content
            key = (thumbnails.RECIPE, str(_THUMBNAIL), fingerprint("png", [png]))
            small = memo("picture-thumbnail", key, partial(thumbnails.picture_thumbnail, png, _THUMBNAIL))
            yield Artifact(_sample_path(kind, image.id), small, pack.sources)

    @cached_property
    def _sizes(self) -> Mapping[str, list[tuple[str, int]]]:
        """The files of each place, by its number, with their bytes counted."""
        found: dict[str, list[tuple[str, int]]] = {}
        for path, artifact in self.printed.items():
            found.setdefault(path.partition("/")[0], []).append((path, len(artifact.content)))
        return found

    @cached_property
    def _inputs(self) -> str:
        """All that a page depends on beside its own place and the files of it."""
        return fingerprint("pack-page-inputs", (self.composer.site.inputs, written_form(self.material)))

    def kept_page(
        self, place: Place, sample: Place, kind: str, own_picture: Picture, pictures: Mapping[str, Picture]
    ) -> Artifact:
        """Return the page about a pack from the memo, or make it."""
        catalog = self.composer.catalog
        commune = catalog.commune_of(place) if isinstance(place, School) else None
        own = (place, commune, catalog.contact_by_number.get(place.number), sample.number, sample.full_name, kind)
        seen = (own_picture, sorted(pictures.items()), self._sizes.get(place.number))
        made = partial(self._page, place, sample, kind, own_picture, pictures)
        html = self.composer.site.memo("pack-page", (self._inputs, repr(own), repr(seen)), made)
        sources = (place.origin, self.material.page.origin, self.material.sheets.origin)
        return Artifact(f"{pack_address(place)}index.html", html, sources)

    def _page(
        self, place: Place, sample: Place, kind: str, own_picture: Picture, pictures: Mapping[str, Picture]
    ) -> bytes:
        texts = self.material.page
        plain, _ = self.composer.filler(place, texts.origin)
        say = self.composer.wording(place, texts.origin)
        at_school = isinstance(place, School)
        pack = self.printed[pack_path(place)]
        with zipfile.ZipFile(io.BytesIO(pack.content)) as archive:
            packed = {name.partition("/")[2] for name in archive.namelist()}
        page = Page(
            path=f"{pack_address(place)}index.html",
            title=plain(texts.page_title),
            description=plain(texts.description.of(at_school)),
        )
        made = self.composer.site.render(
            "pack.html",
            page,
            (),
            {
                "texts": texts,
                "say": say,
                "place": place,
                "province": self.composer.catalog.project.province.full_name,
                "home": f"{place.number}/",
                "address": self.composer.address(place),
                "at_school": at_school,
                "first": self._download(place, self.first),
                "first_in_colour": self._download(place, self.first_in_colour) if self.first_in_colour else None,
                "own_picture": own_picture,
                "pack": Download(
                    texts.labels.pack,
                    f"{place.number}/{PACK_NAME}",
                    texts.labels.pack_files.replace("{size}", self._size(len(pack.content))).replace(
                        "{files}", str(len(packed))
                    ),
                ),
                "cards": tuple(self._cards(place, kind, pictures, say)),
                "images": tuple(self._images(place, kind, pictures)),
                "parts": tuple(self._parts(place, say, packed)),
                "words": sent_words(self.composer, place),
                "script": spoken_scripts(self.composer.site, self.material.speech, place)[0],
                "snippet": portal_snippet(self.composer, place),
                "sample": None if place is sample else say.also(place=uncapitalise(sample.full_name))(texts.sample),
            },
            _STYLES,
        )
        return made.content

    def _cards(self, place: Place, kind: str, pictures: Mapping[str, Picture], say: Wording) -> Iterator[SheetCard]:
        texts = self.material.page
        sheets = [sheet for _, sheet in self.material.sheets.of(place)]
        groups: dict[tuple[object, ...], list[Sheet]] = {}
        for sheet in sheets:
            groups.setdefault(_shape(sheet), []).append(sheet)
        for group in groups.values():
            use = texts.use_of(group[0].template)
            only_in_pack = ", ".join(self._edition_name(sheet) for sheet in group if not sheet.alone)
            yield SheetCard(
                name=self._name(group[0]),
                paper=use.paper if use and use.paper else self._paper_size(group[0]),
                where=say.plain(use.of(isinstance(place, School))) if use else None,
                picture=pictures[_sample_path(kind, group[-1].id)],
                downloads=tuple(self._download(place, sheet) for sheet in group if sheet.alone),
                only_in_pack=texts.labels.only_in_pack.format(name=capitalise(only_in_pack.lower()))
                if only_in_pack
                else None,
            )

    def _parts(self, place: Place, say: Wording, packed: Set[str]) -> Iterator[PartSection]:
        texts = self.material.page
        kind = "school" if isinstance(place, School) else "commune"
        for part in texts.parts:
            if part.kept_by not in ("all", kind):
                continue
            rows: dict[str, list[PaperTexts]] = {}
            for paper in texts.papers:
                if paper.part == part.id and f"{part.folder}/{paper.name}.{paper.ending}" in packed:
                    rows.setdefault(paper.name, []).append(paper)
            shown = (
                PaperRow(
                    name,
                    " ".join(dict.fromkeys(say.plain(paper.note) for paper in papers if paper.note)),
                    tuple(self._paper(place, paper) for paper in papers if paper.alone),
                    self._only_in_pack([paper.label for paper in papers if not paper.alone]),
                )
                for name, papers in rows.items()
            )
            yield PartSection(part.id, say.plain(part.heading), say.plain(part.text), tuple(shown))

    def _only_in_pack(self, names: Sequence[str]) -> str | None:
        return self.material.page.labels.only_in_pack.format(name=", ".join(names)) if names else None

    def _paper(self, place: Place, paper: PaperTexts) -> Download:
        path = f"{place.number}/{paper.file}"
        return Download(paper.label, path, self._size(len(self.printed[path].content)))

    def _images(
        self, place: Place, kind: str, pictures: Mapping[str, Picture]
    ) -> Iterator[tuple[SharedImage, Picture, Download]]:
        for image in self.material.sheets.images:
            path = f"{place.number}/{image.file_name}"
            if image.alone:
                size = self._size(len(self.printed[path].content))
                yield (
                    image,
                    pictures[_sample_path(kind, image.id)],
                    Download(self.material.page.labels.image, path, size),
                )

    def _download(self, place: Place, sheet: Sheet) -> Download:
        path = f"{place.number}/{sheet.file_name}"
        return Download(self._edition_name(sheet), path, self._size(len(self.printed[path].content)))

    def _edition_name(self, sheet: Sheet) -> str:
        labels = self.material.page.labels
        return labels.mono if sheet.edition is SheetEdition.MONO else labels.colour

    def _name(self, sheet: Sheet) -> str:
        """Return the name of a sheet without the words for its edition."""
        return re.sub(rf",? {re.escape(uncapitalise(self._edition_name(sheet)))}$", "", sheet.name)

    def _paper_size(self, sheet: Sheet) -> str:
        labels = self.material.page.labels
        paper = paper_name(sheet)
        copies = sheet.columns * sheet.rows
        return (labels.several if copies > 1 else labels.paper).format(paper=paper, copies=copies)

    def _size(self, count: int) -> str:
        labels = self.material.page.labels
        if count < 1_000_000:
            return labels.kilobytes.format(size=format_number(max(1, round(count / 1000))))
        return labels.megabytes.format(size=f"{count / 1_000_000:.1f}".replace(".", ","))


def _shape(sheet: Sheet) -> tuple[object, ...]:
    """Return what two editions of one sheet have in common."""
    return (sheet.template, sheet.group, sheet.width, sheet.height, sheet.columns, sheet.rows, sheet.scale)


def _is_twin(sheet: Sheet, other: Sheet) -> bool:
    return _shape(sheet) == _shape(other) and sheet.edition is not other.edition


def _sample_path(kind: str, sheet_id: str) -> str:
    return f"{PACKS}anh/{kind}-{sheet_id}.png"
