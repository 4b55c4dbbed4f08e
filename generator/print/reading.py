"""Finished sheets looked at as pixels: pages, codes, ink. The only module that imports PDFium.

PDFium may not be used by two threads at once: use processes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from generator.decoding import Pixels, Reading, read_with_zxing
from generator.print.pictures import png_of_few_colours

POINTS_PER_INCH = 72
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
        bitmap = document[0].render(scale=dots_per_inch / POINTS_PER_INCH, grayscale=True)
        grey: NDArray[np.uint8] = np.array(bitmap.to_numpy(), dtype=np.uint8)
        return len(document), grey.reshape(grey.shape[:2])
    finally:
        document.close()


def read_sheet(pdf: bytes, columns: int = 1, rows: int = 1, dots_per_inch: float = 150) -> SheetReading:
    """Return what zxing-cpp reads from each copy on a sheet, margins in modules included, from its own pixels."""
    pages, grey = pixels_of(pdf, dots_per_inch)
    height, width = grey.shape
    codes = tuple(
        read_with_zxing(
            np.ascontiguousarray(
                grey[
                    row * height // rows : (row + 1) * height // rows,
                    column * width // columns : (column + 1) * width // columns,
                ]
            )
        )
        for row in range(rows)
        for column in range(columns)
    )
    millimetres = 25.4 / dots_per_inch
    return SheetReading(pages, (width * millimetres, height * millimetres), codes)


def ink_coverage(pdf: bytes) -> float:
    """Return the share of a page that is inked: 1 would be solid black."""
    _, grey = pixels_of(pdf, POINTS_PER_INCH)
    return float(1 - grey.mean() / 255)


def sheet_picture(pdf: bytes, width: int = 320) -> bytes:
    """Return a small PNG of a sheet's first page, `width` pixels wide, for a page that offers the sheet."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        picture = page.render(scale=width / page.get_width()).to_pil()
    finally:
        document.close()
    return png_of_few_colours(picture, _PICTURE_COLOURS, effort=9)


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Return the pages of several PDFs as one."""
    whole = pypdfium2.PdfDocument.new()
    for pdf in pdfs:
        whole.import_pages(pypdfium2.PdfDocument(pdf))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()
