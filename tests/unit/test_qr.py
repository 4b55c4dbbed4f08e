"""Codes: the library's with the most readable mask, the promised size, and both outputs from one matrix."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator import qr
from generator.decoding import BOTH, Decoder
from generator.permalink import PrintedAddress, modules_per_side


def by_the_library(content: str, mask: int, *, told: bool) -> qr.Matrix:
    """Return a code as the library draws it with a mask; without telling readers which, while masks are compared."""
    library = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M)
    library.add_data(content, optimize=0)
    library.best_fit(start=1)
    library.makeImpl(not told, mask)
    return np.array(library.modules, dtype=bool)


def loneliness(modules: qr.Matrix) -> int:
    """Count it module by module."""
    side, total = len(modules), 0
    for row in range(side):
        for column in range(side):
            alone = 0
            for down in (-1, 0, 1):
                for right in (-1, 0, 1):
                    r, c = row + down, column + right
                    dark = bool(modules[r, c]) if 0 <= r < side and 0 <= c < side else False
                    if dark != modules[row, column]:
                        alone += 1 if down and right else 4
            total += alone**6
    return total


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./:-", min_size=1, max_size=120))
def test_a_code_is_the_library_s_with_the_mask_that_leaves_the_fewest_lone_modules(content: str) -> None:
    best = min(range(8), key=lambda mask: loneliness(by_the_library(content, mask, told=False)))
    assert np.array_equal(qr.code_matrix(content), by_the_library(content, best, told=True))


@pytest.mark.parametrize("mask", range(8))
@pytest.mark.parametrize("read", BOTH.values(), ids=BOTH)
def test_every_mask_is_read_the_same(read: Decoder, mask: int) -> None:
    content = PrintedAddress("tenmien.example", "00715").code_text
    modules = np.pad(by_the_library(content, mask, told=True), qr.MARGIN)
    reading = read(np.where(modules, 0, 255).repeat(8, axis=0).repeat(8, axis=1).astype(np.uint8))
    assert reading is not None
    assert (reading.text, reading.modules) == (content, 25)
    assert reading.level in ("M", "")  # OpenCV does not tell


@pytest.mark.parametrize(
    ("host", "number", "side"),
    [
        ("tenmien.example", "02215", 25),
        ("a" * 18 + ".gov.vn"[:4], "808014", 25),  # a host of 22 characters, the longest that DESIGN 2.5 allows
        ("a" * 19 + ".gov", "808014", 29),
        ("tenmien.tuyenquang.gov.vn", "02215", 29),
    ],
)
def test_size_of_a_printed_code_follows_from_the_host(host: str, number: str, side: int) -> None:
    content = PrintedAddress(host, number).code_text
    assert len(qr.code_matrix(content)) == side == modules_per_side(content)


def test_lower_case_content_would_need_a_larger_code() -> None:
    assert len(qr.code_matrix("https://tenmien.example/02215/")) > 25


def _matrix_of_svg(svg: str) -> qr.Matrix:
    view = re.search(r'viewBox="0 0 (\d+)', svg)
    moves = re.search(r'translate\((\d+) \d+\)" d="([^"]+)"', svg)
    assert view and moves
    matrix = np.zeros((int(view[1]),) * 2, dtype=bool)
    x = y = int(moves[1])
    for dx, dy, width in re.findall(r"m(-?\d+) ?(-?\d+)h(\d+)v1h-\d+z", moves[2]):
        x, y = x + int(dx), y + int(dy)
        matrix[y, x : x + int(width)] = True
    return matrix


def test_svg_and_png_hold_the_matrix_with_a_margin_of_four_modules() -> None:
    content = PrintedAddress("tenmien.example", "00715").code_text
    framed = np.pad(qr.code_matrix(content), 4)
    assert np.array_equal(_matrix_of_svg(qr.svg(content, "Mã").decode()), framed)
    image = Image.open(io.BytesIO(qr.png(content, 1024)))
    assert image.width <= 1024 and image.width % 33 == 0
    assert np.array_equal(np.array(image.resize((33, 33), Image.Resampling.NEAREST)) == 0, framed)


def test_title_of_an_svg_is_escaped() -> None:
    assert "<title>&lt;b&gt;".replace("&gt;", ">") in qr.svg("HTTPS://A.EXAMPLE/1/", "<b>").decode()
