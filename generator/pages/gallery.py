"""The gallery of starter sites: every look as a card with its picture, every sample opened live under it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.cache import fingerprint
from generator.diagnostics import Origin
from generator.pages.shared import GALLERY, Page, Site
from generator.pages.wording import Wording
from generator.text import format_number

if TYPE_CHECKING:
    from datetime import date

    from generator.starter.answers import Answers

EXAMPLES = "content/starter/examples"
PICTURES = "assets/gallery"
PHOTOS = "anh"

# Files of a sample that only its owner would need.
_NOT_SHOWN = (".json", ".webmanifest")
_SEEN = re.compile(r"<style>.*?</style>|<body.*", re.DOTALL)


@dataclass(frozen=True)
class Sample:
    """A sample site: where it stands in the gallery, its answers, how heavy its first page is."""

    kind: str
    look: str
    folder: str
    file: Path
    answers: Answers
    weight: str = ""


@dataclass(frozen=True)
class Card:
    """A look with its samples, the fullest first."""

    title: str
    description: str
    picture: str
    samples: tuple[Sample, ...]


def gallery_data(root: Path) -> tuple[str, ...]:
    """Return a hash of all that the gallery shows besides its own words, () when the project has no samples."""
    folders = [root / EXAMPLES, root / PICTURES, root / "themes" / "starter", root / "content" / "starter"]
    if not folders[0].is_dir():
        return ()
    files = sorted({path for folder in folders for path in folder.rglob("*.*") if path.is_file()})
    parts = [part for path in files for part in (path.relative_to(root).as_posix(), path.read_bytes())]
    return (fingerprint("gallery", parts),)


def gallery_pages(site: Site, root: Path) -> Iterator[Artifact]:
    """Yield the page of the gallery, the pictures on it, and every sample site; UserError when one is wrong."""
    # The engine of starter sites is needed on the day a sample changes, not in every build.
    from generator.starter.looks import find_looks
    from generator.starter.weight import kilobytes, page_bytes

    looks = find_looks(root)
    cards: dict[str, list[Card]] = {kind: [] for kind in looks}
    samples = find_samples(root)
    for kind, name in ((kind, name) for kind, found in looks.items() for name in found):
        shown = []
        for sample in (one for one in samples if (one.kind, one.look) == (kind, name)):
            files = dict(sample_files(site, root, sample))
            yield from (Artifact(f"{GALLERY}{sample.folder}{path}", content) for path, content in files.items())
            weight = kilobytes(page_bytes(files["index.html"].decode()))
            shown.append(Sample(kind, name, sample.folder, sample.file, sample.answers, weight))
        picture = f"{kind}-{name}.webp"
        if shown:
            yield Artifact(f"{GALLERY}{picture}", (root / PICTURES / picture).read_bytes())
            file = looks[kind][name].file
            cards[kind].append(Card(file.title, file.description, picture, tuple(shown)))
    palettes = {palette for found in looks.values() for look in found.values() for palette in look.file.palettes}
    yield _index(site, cards, len(palettes))


def find_samples(root: Path) -> list[Sample]:
    """Return all samples of a project, the fullest of each look first: it stands in the folder of the look."""
    from generator.starter.loading import load_answers
    from generator.starter.site import choose_look

    samples: list[Sample] = []
    files = sorted((root / EXAMPLES).glob("*/*.yml"), key=lambda file: (-file.stat().st_size, file.stem))
    for file in files:
        kind, answers, _ = load_answers(file)
        look = choose_look(root, kind, answers)[0].name
        first = not any((one.kind, one.look) == (kind, look) for one in samples)
        folder = f"{kind}-{look}/" if first else f"{kind}-{look}/{file.stem}/"
        samples.append(Sample(kind, look, folder, file, answers))
    return samples


def sample_files(site: Site, root: Path, sample: Sample) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a sample as it stands in the gallery, by path."""
    from generator.starter.pages import Showcase

    up = "../" * sample.folder.count("/")
    showcase = Showcase(site.edition.address(f"{GALLERY}{sample.folder}"), up, site.catalog.texts.gallery.back)
    yield from render_sample(root, sample, site.edition.built_on, showcase)


def render_sample(
    root: Path, sample: Sample, built_on: date, showcase: object | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a sample, its drawn pictures as they are."""
    from PIL import Image

    from generator.starter.answers import ProfileAnswers
    from generator.starter.pages import Showcase
    from generator.starter.photos import photos_of
    from generator.starter.site import SiteRequest, build_site

    assert showcase is None or isinstance(showcase, Showcase)
    images, files = {}, {}
    for photo in photos_of(sample.answers):
        path = f"{PHOTOS}/{photo.file}"
        files[path] = (sample.file.parent / path).read_bytes()
        with Image.open(sample.file.parent / path) as picture:
            width, height = picture.size
        blank = dict.fromkeys(("src_set", "webp_set", "sizes", "alt", "size_text"), "")
        images[photo.file] = {**blank, "src": path, "width": width, "height": height, "bytes": len(files[path])}
    answers = sample.answers
    if isinstance(answers, ProfileAnswers):
        answers = answers.model_copy(update={"english": None})  # the gallery speaks one language
    request = SiteRequest(root, sample.kind, answers, built_on, images=images, files=files, showcase=showcase)
    for path, artifact in build_site(request).artifacts.items():
        if not path.endswith(_NOT_SHOWN):
            yield path, artifact.content


def seen(html: str) -> str:
    """Return a hash of what a browser draws of a page: its style and its body."""
    return hashlib.sha256("".join(_SEEN.findall(html)).encode()).hexdigest()[:16]


def _index(site: Site, cards: dict[str, list[Card]], palettes: int) -> Artifact:
    texts = site.catalog.texts.gallery
    count = sum(map(len, cards.values()))
    values = {"looks": format_number(count), "palettes": format_number(palettes)}
    wording = Wording({**site.common_values, **values, "name": "", "look": "", "weight": ""}, texts.origin)
    page = Page(
        path=f"{GALLERY}index.html",
        title=f"{wording.plain(texts.page_title)} - {site.catalog.project.province.full_name}",
        description=wording.plain(texts.description),
    )
    sources = (texts.origin, Origin(EXAMPLES))
    return site.render(
        "gallery.html", page, sources, {"texts": texts, "say": wording, "cards": cards}, ("gallery.css",)
    )
