"""Every sheet: bytes, milliseconds, ink, and whether its codes and words live through a copy of a copy of a copy."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from generator.decoding import Pixels, read_with_zxing
from generator.diagnostics import Findings
from generator.loading import load_catalog, load_print_material
from generator.model.print_material import Sheet, SheetEdition
from generator.model.project import Edition
from generator.print import composer_of, places_of
from generator.print.engine import engine_of
from generator.print.reading import pixels_of, read_sheet

ROOT = Path(__file__).resolve().parent.parent
COPIES = 3
COPIER_DOTS = 200  # per inch, what a cheap copier's fast mode scans
_SOFT = 0.08  # millimetres that the optics of one copy spread an edge over
_TONER = (122, 28)  # grey level at which toner sets in, and how suddenly
_SPECKS = 0.0005  # of the paper, dark and light
_PLACES = 12
_DARK = 128


def photocopied(page: Pixels, dots_per_inch: float, times: int = COPIES) -> Pixels:
    """Return grey pixels copied `times` times: softened, hardened by the toner, specked; the same on every machine."""
    chance = np.random.default_rng([20261122, times])
    image: NDArray[np.float32] = page.astype(np.float32)
    middle, softness = _TONER
    for _ in range(times):
        image = cv2.GaussianBlur(image, (0, 0), _SOFT * dots_per_inch / 25.4).astype(np.float32)
        image = (255 / (1 + np.exp(-(image - middle) / softness))).astype(np.float32)
        specks = chance.random(image.shape, dtype=np.float32)
        image = np.where(specks < _SPECKS, 30, np.where(specks > 1 - _SPECKS, 225, image)).astype(np.float32)
    return np.rint(image).astype(np.uint8)


def strokes_kept(page: Pixels, copy: Pixels) -> float:
    """Return the share of a page's dark pixels, and of the light ones right beside them, that are so on its copy."""
    dark = page < _DARK
    beside = cv2.dilate(dark.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & ~dark
    return float(min((copy[dark] < _DARK).mean(), (copy[beside] >= _DARK).mean()))


def codes_read(page: Pixels, sheet: Sheet) -> list[str | None]:
    """Return what each copy on a page of pixels says, row by row."""
    cells = [
        cell for row in np.array_split(page, sheet.rows, axis=0) for cell in np.array_split(row, sheet.columns, axis=1)
    ]
    readings = [read_with_zxing(np.ascontiguousarray(cell)) for cell in cells]
    return [reading.text if reading else None for reading in readings]


def ink(page: Pixels) -> float:
    """Return the share of a page that is inked."""
    return float(1 - page.mean() / 255)


def main() -> None:
    """Print the table for communes, which get every sheet."""
    catalog, _ = load_catalog(ROOT)
    material = load_print_material(ROOT, Findings())
    assert catalog is not None and material is not None
    edition = Edition(date(2026, 11, 22), catalog.project.trial_host, release=False)
    composer = composer_of(catalog, edition, ROOT, material)
    engine, day = engine_of(ROOT), catalog.project.data_compiled_on.isoformat()
    places = places_of(catalog)[:_PLACES]
    print(f"\n{'sheet':34}{'kB':>6}{'ms':>7}{'read ms':>9}{'ink %':>8}{'copied':>8}{'strokes':>9}{'codes copied':>20}")
    for sheet in material.sheets.sheets:
        laid_out, read_back = [], []
        for place in places:
            content = composer.content(sheet, place)
            start = time.process_time()
            pdf = engine.pdf(sheet.template, content.style, content.values, day)
            middle = time.process_time()
            read_sheet(pdf, *sheet.codes)
            laid_out.append(1000 * (middle - start))
            read_back.append(1000 * (time.process_time() - middle))
        line = f"{sheet.id:34}{len(pdf) / 1000:6.1f}{median(laid_out):7.1f}{median(read_back):9.1f}"
        _, page = pixels_of(pdf, COPIER_DOTS)
        line += f"{100 * ink(page):8.1f}"
        if sheet.edition is SheetEdition.MONO:
            copy = photocopied(page, COPIER_DOTS)
            right = codes_read(copy, sheet).count(content.code_text)
            line += f"{100 * ink(copy):8.1f}{100 * strokes_kept(page, copy):9.1f}{right:18}/{sheet.codes[1]}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
