"""The code files of a site: which numbers carry one and what each must say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator import qr
from generator.artifact import Artifact
from generator.cache import Memo, make_always
from generator.model.catalog import Catalog
from generator.model.permalinks import Permalink, PermalinkKind
from generator.model.project import Edition
from generator.permalink import PrintedAddress

CODE_SVG = "ma.svg"
CODE_PNG = "ma.png"


def carries_code(path: str) -> bool:
    """Tell whether a file of the site is a code, or a numbered page that may have one drawn into it."""
    folder, _, name = path.partition("/")
    return folder.isdigit() and name in (CODE_SVG, CODE_PNG, "index.html")


def numbers_with_code(catalog: Catalog) -> Iterator[Permalink]:
    """Yield the permalinks that carry a code: every place, and every sign-up whose address is known."""
    for link in catalog.permalinks:
        if link.retired:
            continue
        if link.kind is PermalinkKind.SIGNUP:
            registrar_id, _, offer_id = link.target.partition("/")
            if catalog.registrar_by_id[registrar_id].signup.of(offer_id) is None:
                continue
        yield link


def expected_codes(catalog: Catalog, edition: Edition) -> dict[str, str]:
    """Return what each code file of the site must say, by site-relative path."""
    return {
        link.path + name: PrintedAddress(edition.host, link.number).code_text
        for link in numbers_with_code(catalog)
        for name in (CODE_SVG, CODE_PNG)
    }


def code_artifacts(catalog: Catalog, edition: Edition, memo: Memo = make_always) -> Iterator[Artifact]:
    """Yield an SVG and a PNG for every number with a code; `memo` may remember the PNGs, which are slow."""
    pixels = catalog.project.output.code_png_pixels
    recipe = Path(qr.__file__).read_bytes()
    for link in numbers_with_code(catalog):
        address = PrintedAddress(edition.host, link.number)
        title = f"Mã QR mở {address.readable}"
        yield Artifact(link.path + CODE_SVG, qr.svg(address.code_text, title), (link.origin,))
        image = memo("code-png", (recipe, address.code_text, str(pixels)), partial(qr.png, address.code_text, pixels))
        yield Artifact(link.path + CODE_PNG, image, (link.origin,))
