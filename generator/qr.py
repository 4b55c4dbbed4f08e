"""QR codes of our printed addresses: level M, margin 4, as compact SVG and as PNG from one matrix."""

from __future__ import annotations

import io
from functools import lru_cache
from itertools import groupby

import numpy as np
import numpy.typing as npt
import qrcode
from PIL import Image
from qrcode import base, constants, util

from generator.permalink import QUIET_ZONE

Matrix = npt.NDArray[np.bool_]

MARGIN = QUIET_ZONE


class _ReadableCode(qrcode.QRCode):  # type: ignore[misc]  # qrcode has no types
    """Chooses the mask that leaves the fewest lone modules, which blur and copies swallow first.

    Every reader takes any of the eight masks. ISO/IEC 18004 (7.8.3) scores them by runs, blocks and look-alikes of
    finder patterns, which says little about what readers fail at. Measured against that choice on 48 codes of places,
    hosts and random noises that had no part in finding the rule, of 55 worsened pictures (docs/codes.md): zxing-cpp
    reads 0.3 more (standard error 0.1), OpenCV's newer reader 0.8 (0.3), its older one 0.7 (0.2).
    """

    def best_mask_pattern(self) -> int:
        self.makeImpl(True, 0)
        first = np.array(self.modules, dtype=np.bool_)
        # Masks differ only by an exclusive or on the data area, so one drawing is enough.
        flips = _mask_flips(self.version)
        return int(np.argmin(_loneliness(first ^ flips ^ flips[0])))


@lru_cache(maxsize=8)
def _mask_flips(version: int) -> Matrix:
    """Return the modules that each mask turns over: (8, side, side)."""
    blank = qrcode.QRCode(version=version)
    side = blank.modules_count = version * 4 + 17
    blank.modules = [[None] * side for _ in range(side)]
    for row, column in ((0, 0), (side - 7, 0), (0, side - 7)):
        blank.setup_position_probe_pattern(row, column)
    blank.setup_position_adjust_pattern()
    blank.setup_timing_pattern()
    blank.setup_type_info(True, 0)
    if version >= 7:
        blank.setup_type_number(True)
    is_data = np.array([[cell is None for cell in row] for row in blank.modules], dtype=np.bool_)
    masks = [
        [[util.mask_func(number)(row, column) for column in range(side)] for row in range(side)] for number in range(8)
    ]
    return np.array(masks, dtype=np.bool_) & is_data


def _loneliness(candidates: Matrix) -> npt.NDArray[np.int64]:
    """Return for each candidate (n, side, side) how much its modules differ from their neighbours.

    Of a module counts how many neighbours are of the other colour, those at its sides four times, to the sixth power:
    a few lone modules weigh more than many at an edge.
    """
    framed = np.pad(candidates, ((0, 0), (1, 1), (1, 1))).astype(np.int64)
    sides = framed[:, :-2, 1:-1] + framed[:, 2:, 1:-1] + framed[:, 1:-1, :-2] + framed[:, 1:-1, 2:]
    corners = framed[:, :-2, :-2] + framed[:, :-2, 2:] + framed[:, 2:, :-2] + framed[:, 2:, 2:]
    dark = 4 * sides + corners
    return np.asarray((np.where(candidates, 20 - dark, dark) ** 6).sum(axis=(1, 2)))


def level_m_tables(versions: int) -> dict[str, list[list[list[int]]] | list[list[int]]]:
    """Return what another drawer of codes needs of each version from 1: {"blocks": total and data codewords of each
    block, "positions": rows of the alignment patterns} (ISO/IEC 18004, tables 9 and E.1).
    """
    every = range(1, versions + 1)
    blocks = [[[b.total_count, b.data_count] for b in base.rs_blocks(v, constants.ERROR_CORRECT_M)] for v in every]
    return {"blocks": blocks, "positions": [list(util.pattern_position(version)) for version in every]}


@lru_cache(maxsize=4096)
def code_matrix(content: str) -> Matrix:
    """Return the modules of a code at level M without margin, True for dark; smallest version that holds it.

    Content of upper-case letters, digits and "$%*+-./:" is held in alphanumeric mode as one segment.
    """
    code = _ReadableCode(error_correction=constants.ERROR_CORRECT_M, border=MARGIN)
    code.add_data(content, optimize=0)
    code.make(fit=True)
    matrix = np.array(code.modules, dtype=np.bool_)
    matrix.setflags(write=False)
    return matrix


@lru_cache(maxsize=4096)
def svg_path(content: str) -> tuple[int, str]:
    """Return the side in modules (without margin) and the compact path data of a code, origin at its corner."""
    matrix = code_matrix(content)
    parts: list[str] = []
    at_x, at_y = 0, 0
    for y, row in enumerate(matrix):
        x = 0
        for dark, run in groupby(row.tolist()):
            width = len(list(run))
            if dark:
                parts.append(f"m{x - at_x} {y - at_y}h{width}v1h-{width}z")
                at_x, at_y = x, y
            x += width
    return len(matrix), "".join(parts).replace(" -", "-")


def svg(content: str, title: str) -> bytes:
    """Return a code as a standalone SVG, black on white, margin of 4 modules, with a title for screen readers."""
    side, path = svg_path(content)
    whole = side + 2 * MARGIN
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" width="{whole * 8}" '
        f'height="{whole * 8}" shape-rendering="crispEdges" role="img"><title>{escaped}</title>'
        f'<path fill="#fff" d="M0 0h{whole}v{whole}H0z"/>'
        f'<path transform="translate({MARGIN} {MARGIN})" d="{path}"/></svg>\n'
    ).encode()


def png(content: str, pixels: int) -> bytes:
    """Return a code as a black and white PNG, whole pixels per module, at most `pixels` wide, margin 4."""
    framed = np.pad(code_matrix(content), MARGIN)
    scale = max(1, pixels // len(framed))
    image = Image.fromarray(np.where(framed, 0, 255).astype(np.uint8)).convert("1", dither=Image.Dither.NONE)
    image = image.resize((len(framed) * scale,) * 2, Image.Resampling.NEAREST)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
