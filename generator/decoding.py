"""Reads finished codes back from their pixels. The only module that imports zxing-cpp, OpenCV and resvg.

A code is put on a dark surround before it is read, as on a coloured wall or a night-mode screen: an SVG that
forgot its white ground, or a file that lost its margin, then fails here and not in somebody's hand.
"""

from __future__ import annotations

import bisect
import io
import os
import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import resvg_py
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

Pixels = NDArray[np.uint8]

# The common QR code alone: the whole family has Micro QR too, and noise is sometimes taken for one.
_QR_ONLY = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)
_LIGHT = 128  # grey level from which a pixel counts as light
_SVG_PIXELS_PER_UNIT = 4  # measured: 2 ms a code at 4, 3 ms at 6, 4.5 ms at 8, all read alike
_SVG_FALLBACK_SIDE = 400  # for drawings whose unit is not one module
_LONGEST_SIDE = 300  # measured: a PNG of 1023 pixels is read in 7 ms, at a third of its size in 4 ms
_OPENCV_LONGEST_SIDE = 400  # measured: OpenCV takes 80 ms for 1270 pixels, 11 ms for 400
_VIEW_BOX = re.compile(rb"""\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)""")


class UnreadableImage(ValueError):  # noqa: N818 - a value that cannot be read, told in words by the checks
    """The bytes are no picture that this program can open."""


@dataclass(frozen=True)
class Reading:
    """What one reader saw: the text, exactly as coded, and the geometry of the symbol.

    `modules` is the number of modules per side, `level` the error correction ("L", "M", "Q", "H"), `margin`
    the narrowest light margin around the symbol in modules. OpenCV reports neither: level "" and margin None.
    """

    text: str
    modules: int = 0
    level: str = ""
    margin: float | None = None


@dataclass(frozen=True)
class CodeResult:
    """The readings of one file by reader's name, None where it found nothing; `problem`: a broken file."""

    path: str
    expected: str
    readings: Mapping[str, Reading | None]
    problem: str = ""

    @property
    def correct(self) -> bool:
        """Tell whether every reader read exactly the expected text."""
        return bool(self.readings) and all(
            reading is not None and reading.text == self.expected for reading in self.readings.values()
        )


@dataclass(frozen=True)
class CodeReport:
    """Results of all files by path; `missing` were expected but not there, `unexpected` the reverse."""

    results: tuple[CodeResult, ...]
    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[CodeResult, ...]:
        """Return the files that at least one reader did not read correctly."""
        return tuple(result for result in self.results if not result.correct)

    def read_correctly_by(self, decoder: str) -> int:
        """Return how many files a reader read correctly."""
        return sum(
            (reading := result.readings.get(decoder)) is not None and reading.text == result.expected
            for result in self.results
        )


def to_pixels(image: bytes) -> Pixels:
    """Return PNG or SVG bytes as grey pixels, transparent parts black, inside a black surround.

    Raises UnreadableImage when the bytes are neither.
    """
    png = _rasterise(image) if image.lstrip()[:5] in (b"<svg ", b"<?xml") else image
    try:
        with Image.open(io.BytesIO(png)) as picture:
            rgba = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
            flat = (
                Image.alpha_composite(Image.new("RGBA", picture.size, "black"), picture.convert("RGBA"))
                if rgba
                else picture
            )
            grey = np.asarray(_small_enough(flat.convert("L")), dtype=np.uint8)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableImage(str(error)) from error
    return np.pad(grey, max(grey.shape) // 8)


def _small_enough(picture: Image.Image) -> Image.Image:
    """Return a picture at a whole fraction of its size, at most about as many pixels as a phone's finder uses."""
    return picture.reduce(shrink) if (shrink := max(picture.size) // _LONGEST_SIDE) > 1 else picture


def _rasterise(svg: bytes) -> bytes:
    box = _VIEW_BOX.search(svg)
    side = float(box[1]) if box else 0.0
    # A drawing in modules is drawn at whole pixels per module, so that no edge is blurred.
    width = int(side * _SVG_PIXELS_PER_UNIT) if 0 < side <= 100 and side.is_integer() else _SVG_FALLBACK_SIDE
    try:
        return resvg_py.svg_to_bytes(svg_string=svg.decode("utf-8"), width=width, skip_system_fonts=True)
    except ValueError as error:
        raise UnreadableImage(str(error)) from error


def quiet_zone_modules(image: Pixels, modules: int, corners: tuple[int, int, int, int]) -> float:
    """Return the narrowest light margin around an upright symbol, in modules, counted up to 6.

    `corners` are about the left, top, right and bottom pixel of the symbol. Everything dark around it ends
    the margin: text, a frame, the edge of the picture.
    """
    # The reader rounds its corners: the symbol's own edge is the outermost dark pixel within half a module.
    slack = max(1, round((corners[2] - corners[0]) / modules / 2))
    x0, y0 = max(0, corners[0] - slack), max(0, corners[1] - slack)
    dark = image[y0 : corners[3] + slack + 1, x0 : corners[2] + slack + 1] < _LIGHT
    columns, rows = np.flatnonzero(dark.any(axis=0)), np.flatnonzero(dark.any(axis=1))
    left, right = x0 + int(columns[0]), x0 + int(columns[-1]) + 1
    top, bottom = y0 + int(rows[0]), y0 + int(rows[-1]) + 1

    def is_light(width: int) -> bool:
        x, y = slice(left - width, right + width), slice(top - width, bottom + width)
        beside = (image[y, left - width : left], image[y, right : right + width])
        above_and_below = (image[top - width : top, x], image[bottom : bottom + width, x])
        return all(int(strip.min()) >= _LIGHT for strip in (*beside, *above_and_below))

    module = (right - left) / modules
    height, width = image.shape
    widest = min(left, top, width - right, height - bottom, round(6 * module))
    clear = bisect.bisect_left(range(1, widest + 1), True, key=lambda width: not is_light(width))
    return float(clear / module)


def read_with_zxing(image: Pixels) -> Reading | None:
    """Return what zxing-cpp reads from pixels, or None when it finds no QR code."""
    found = zxingcpp.read_barcode(image, formats=_QR_ONLY, text_mode=zxingcpp.TextMode.Plain)
    if found is None or not found.valid:
        return None
    extra = found.extra if isinstance(found.extra, dict) else {}
    modules = 17 + 4 * int(extra.get("Version", 0))
    xs = [point.x for point in _corners(found.position)]
    ys = [point.y for point in _corners(found.position)]
    margin = quiet_zone_modules(image, modules, (min(xs), min(ys), max(xs), max(ys)))
    return Reading(found.text, modules, found.ec_level, margin)


def _corners(position: zxingcpp.Position) -> tuple[zxingcpp.Point, ...]:
    return (position.top_left, position.top_right, position.bottom_right, position.bottom_left)


def read_with_opencv(image: Pixels) -> Reading | None:
    """Return what OpenCV reads from pixels, large pictures made smaller first, or None without a QR code."""
    import cv2  # 0.3 s to import, and a plain build reads with zxing-cpp only

    longest = max(image.shape)
    if longest > _OPENCV_LONGEST_SIDE:
        scale = _OPENCV_LONGEST_SIDE / longest
        image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)
    # Measured: the older QRCodeDetector misses 1 of 150 flawless codes, at sizes that vary; this one none.
    text, corners, straight = cv2.QRCodeDetectorAruco().detectAndDecode(image)
    if not text or corners is None:
        return None
    return Reading(str(text), modules=0 if straight is None else int(straight.shape[0]))


Decoder = Callable[[Pixels], Reading | None]

ZXING: Mapping[str, Decoder] = {"zxing-cpp": read_with_zxing}
BOTH: Mapping[str, Decoder] = {"zxing-cpp": read_with_zxing, "opencv": read_with_opencv}


def verify_codes(
    files: Mapping[str, bytes],
    expected: Mapping[str, str],
    decoders: Mapping[str, Decoder] = ZXING,
    progress: Callable[[Iterable[CodeResult]], Iterable[CodeResult]] = iter,
) -> CodeReport:
    """Read every expected code from its file with every decoder, on all cores.

    `files` maps paths to the bytes of SVG and PNG codes, `expected` maps paths to the exact text of the code.
    `progress` may wrap the stream of results, for a progress bar.
    """
    paths = sorted(set(files) & set(expected))
    # Threads: the readers release the interpreter lock; only the drawing of SVG (3 ms each) holds it.
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        stream = pool.map(lambda path: _read(path, files[path], expected[path], decoders), paths)
        results = tuple(progress(stream))
    return CodeReport(
        results,
        missing=tuple(sorted(set(expected) - set(files))),
        unexpected=tuple(sorted(set(files) - set(expected))),
    )


def _read(path: str, image: bytes, expected: str, decoders: Mapping[str, Decoder]) -> CodeResult:
    try:
        pixels = to_pixels(image)
    except UnreadableImage as error:
        return CodeResult(path, expected, dict.fromkeys(decoders), problem=str(error))
    return CodeResult(path, expected, {name: read(pixels) for name, read in decoders.items()})
