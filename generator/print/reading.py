"""Finished sheets looked at as pixels: pages, codes, ink. The only module that imports PDFium.

PDFium may not be used by two threads at once: use processes.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from generator.decoding import Decoder, Pixels, Reading, read_with_zxing
from generator.print.pictures import png_of_few_colours

POINTS_PER_INCH = 72
MILLIMETRES_PER_INCH = 25.4
_AROUND = 0.4  # of the side of a code: ten modules of 25, the four that must be white and what comes after them
_TOLERANCE = 0.5  # points
Box = tuple[float, float, float, float]  # left, bottom, right, top
_PICTURE_COLOURS = 16  # measured at 320 pixels: 10 to 17 kB, half of a WebP, and sharper


@dataclass(frozen=True)
class SheetReading:
    """What a sheet shows: how many pages, its size in millimetres, one reading of each copy's code."""

    pages: int
    size: tuple[float, float]
    codes: tuple[Reading | None, ...]


def pixels_of(pdf: bytes, dots_per_inch: float = 150) -> tuple[int, Pixels]:
    """Return the number of pages of a PDF, and its first page as grey pixels."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document), _grey(document[0], dots_per_inch, (0, 0, 0, 0))
    finally:
        document.close()


def _grey(page: pypdfium2.PdfPage, dots_per_inch: float, crop: Box) -> Pixels:
    """Return a page as grey pixels; `crop` is what to leave out at left, bottom, right and top, in points."""
    bitmap = page.render(scale=dots_per_inch / POINTS_PER_INCH, grayscale=True, crop=crop)
    grey: NDArray[np.uint8] = np.array(bitmap.to_numpy(), dtype=np.uint8)
    return grey.reshape(grey.shape[:2])


def read_sheet(
    pdf: bytes, code_width: float, copies: int = 1, dots_per_inch: float = 150, read: Decoder = read_with_zxing
) -> SheetReading:
    """Return what a reader sees of each code on a sheet, margins in modules included, from the sheet's own pixels.

    `code_width` is the side of a code without its margin, in millimetres. Each drawing of that size is looked at
    with a third of its width around, whatever else is printed there: to draw the whole page takes as long as to
    lay it out. A sheet without such a drawing is looked at as a whole.
    """
    return next(_readings(pdf, code_width, copies, dots_per_inch, read))


def read_pages(
    pdf: bytes, code_width: float, copies: int = 1, dots_per_inch: float = 150, read: Decoder = read_with_zxing
) -> tuple[SheetReading, ...]:
    """Return for each page of a document of many sheets what `read_sheet` returns for a sheet."""
    return tuple(_readings(pdf, code_width, copies, dots_per_inch, read))


def _readings(
    pdf: bytes, code_width: float, copies: int, dots_per_inch: float, read: Decoder
) -> Iterator[SheetReading]:
    document = pypdfium2.PdfDocument(_without_profiles(pdf))
    try:
        side = code_width * POINTS_PER_INCH / MILLIMETRES_PER_INCH
        around = side * _AROUND
        millimetres = MILLIMETRES_PER_INCH / POINTS_PER_INCH
        for page in document:
            width, height = page.get_size()
            codes: list[Reading | None] = []
            for left, bottom, right, top in _squares(page, side) or [(0.0, 0.0, width, height)]:
                crop = (left - around, bottom - around, width - right - around, height - top - around)
                within = tuple(max(0.0, edge) for edge in crop)
                codes.append(read(_grey(page, dots_per_inch, (within[0], within[1], within[2], within[3]))))
            codes += [None] * (copies - len(codes))
            yield SheetReading(len(document), (width * millimetres, height * millimetres), tuple(codes))
    finally:
        document.close()


def _without_profiles(pdf: bytes) -> bytes:
    """Return a PDF whose colours are the device's own, byte for byte as long: the pixels of black and white stay.

    Measured: PDFium works 6 of 9 ms on the tables of the two colour profiles before it looks at a page.
    """

    def plain(reference: re.Match[bytes]) -> bytes:
        profile = re.search(rb"\n%s 0 obj\s*<<[^>]*?/N (\d)" % reference[1], pdf)
        device = {b"1": b"/DeviceGray", b"3": b"/DeviceRGB"}.get(profile[1] if profile else b"")
        return device.ljust(len(reference[0])) if device else reference[0]

    return re.sub(rb"\[/ICCBased (\d+) 0 R\]", plain, pdf)


def _squares(page: pypdfium2.PdfPage, side: float) -> list[Box]:
    """Return the drawings on a page that are squares of a given side, row by row from the top; lengths in points."""
    # Without the library's objects, of which a page has hundreds: measured, they cost as much as drawing a code.
    raw = pypdfium2.raw
    edges = [ctypes.c_float() for _ in range(4)]
    squares: list[Box] = []
    for number in range(raw.FPDFPage_CountObjects(page)):
        drawing = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(drawing) != raw.FPDF_PAGEOBJ_PATH:
            continue
        raw.FPDFPageObj_GetBounds(drawing, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        if abs(right - left - side) < _TOLERANCE and abs(top - bottom - side) < _TOLERANCE:
            squares.append((left, bottom, right, top))
    return sorted(squares, key=lambda box: (-round(box[3]), box[0]))


def ink_coverage(pdf: bytes) -> float:
    """Return the share of a page that is inked: 1 would be solid black."""
    _, grey = pixels_of(pdf, POINTS_PER_INCH)
    return float(1 - grey.mean() / 255)


def picture_of(pdf: bytes) -> Image.Image:
    """Return the first page of a PDF in colour, a pixel for each point."""
    document = pypdfium2.PdfDocument(_without_profiles(pdf))
    try:
        picture: Image.Image = document[0].render(scale=1, rev_byteorder=True).to_pil().convert("RGB")
        return picture
    finally:
        document.close()


def sheet_picture(pdf: bytes, width: int = 320) -> bytes:
    """Return a small PNG of a sheet's first page, `width` pixels wide, for a page that offers the sheet."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        picture = page.render(scale=width / page.get_width()).to_pil()
    finally:
        document.close()
    return png_of_few_colours(picture, _PICTURE_COLOURS, effort=9)
