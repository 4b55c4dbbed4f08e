"""The code files of a site: which numbers carry one and what each must say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.artifact import Artifact
from generator.cache import Memo, code_of, make_always
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
    """Yield an SVG and a PNG for every number with a code; `memo` may remember them."""
    pixels = catalog.project.output.code_png_pixels

    def svg(content: str, title: str) -> bytes:
        from generator import qr  # numpy and qrcode take 0.3 s to import, and mostly the codes are kept

        return qr.svg(content, title)

    def png(content: str) -> bytes:
        from generator import qr

        return qr.png(content, pixels)

    recipe = code_of("qr")
    for link in numbers_with_code(catalog):
        address = PrintedAddress(edition.host, link.number)
        content, title = address.code_text, f"Mã QR mở {address.readable}"
        drawing = memo("code-svg", (recipe, content, title), partial(svg, content, title))
        yield Artifact(link.path + CODE_SVG, drawing, (link.origin,))
        image = memo("code-png", (recipe, content, str(pixels)), partial(png, content))
        yield Artifact(link.path + CODE_PNG, image, (link.origin,))
