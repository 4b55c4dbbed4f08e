"""The picture that Zalo and Facebook show for a link, and the icons of a site: few colours, drawn from pixels."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image

from generator.starter.lettering import LEVELS, Levels, lettering
from generator.starter.palette import Colour, mix

WIDTH, HEIGHT = 1200, 630
_MARGIN = 80
_STEP = 30

_USED = ("deep", "step1", "step2", "step3", "accent", "onDeep", "onDeepSoft")

# Terraces in steps of 30 pixels: the height of each column from the bottom, for three layers.
_LAYERS = (
    "3345543223443211234566543223455432233445",
    "1123443210012332100123443210123321001233",
    "0001221000001110000001221000000121000012",
)


def share_picture(root: Path, palette: Mapping[str, Colour], name: str, line: str, address: str) -> bytes:
    """Return a PNG of 1200×630: name, one line about it, the address. Words stand in the middle 1040 pixels."""
    canvas = _ground().copy()
    room = WIDTH - 2 * _MARGIN
    y = 70
    for size, most in ((92, 1), (76, 2), (60, 3), (48, 3)):
        face = lettering(root, True, size)
        lines = face.lines(name, room)
        if len(lines) <= most:
            break
    for text in lines[:3]:
        face.draw(canvas, text, _MARGIN, y, _WHITE)
        y += round(size * 1.42)
    face = lettering(root, False, 38)
    for text in face.lines(line, room)[: 1 if y > 300 else 2]:
        face.draw(canvas, text, _MARGIN, y + 8, _SOFT)
        y += 56
    face = lettering(root, True, 44)
    if address and face.width(address) <= room and y < 400:
        face.draw(canvas, face.clean(address), _MARGIN, max(y + 16, 385), _ACCENT)
    return _png(canvas, _colours(tuple(palette[name] for name in _USED)))


# Numbers of colours: ground, three steps, the sun, then 16 shades of each ink on the ground.
_STEPS, _SUN = 1, 4
_WHITE, _SOFT, _ACCENT = 8, 8 + LEVELS, 8 + 2 * LEVELS


@lru_cache(maxsize=1)
def _ground() -> Levels:
    canvas = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    for layer, heights in enumerate(_LAYERS):
        for column, height in enumerate(heights):
            top = HEIGHT - (int(height) + 1) * _STEP + layer * 8
            canvas[top:, column * _STEP : (column + 1) * _STEP] = _STEPS + layer
    canvas[390 : 390 + _STEP, 1050 : 1050 + _STEP] = _SUN
    return canvas


@lru_cache(maxsize=64)
def _colours(used: tuple[Colour, ...]) -> tuple[Colour, ...]:
    palette = dict(zip(_USED, used, strict=True))
    ground = palette["deep"]
    colours = [ground, palette["step1"], palette["step2"], palette["step3"], palette["accent"], ground, ground, ground]
    for ink in ("onDeep", "onDeepSoft", "accent"):
        colours += [mix(ground, palette[ink], shade * 100 // (LEVELS - 1)) for shade in range(LEVELS)]
    return tuple(colours)


def _png(canvas: Levels, colours: Sequence[Colour]) -> bytes:
    image = Image.fromarray(canvas).convert("P")
    image.putpalette([part for colour in colours for part in colour])
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()


@lru_cache(maxsize=512)
def icons(root: Path, main: Colour, white: Colour, name: str) -> dict[str, bytes]:
    """Return the icons of a site: the first letter of its name on the main colour, in the sizes systems use."""
    letter = next((sign for sign in name.upper() if sign.isalnum() and lettering(root, True, 32).glyph(sign)), "")
    sizes = {32: "", 180: "apple-touch-icon.png", 192: "icon-192.png", 512: "icon-512.png"}
    made = {size: _icon(root, size, letter, main, white) for size in sizes}
    return {"favicon.ico": _ico(made[32]), **{path: made[size] for size, path in sizes.items() if path}}


def initial(name: str) -> str:
    """Return what an icon depends on in a name: up to its first letter or digit."""
    return next((sign for sign in name.upper() if sign.isalnum()), "")


def _icon(root: Path, size: int, letter: str, main: Colour, white: Colour) -> bytes:
    canvas = np.zeros((size, size), dtype=np.uint8)
    face = lettering(root, True, size * 58 // 100)
    glyph = face.glyph(letter) if letter else None
    if glyph is None:  # the dot of .vn
        third = size // 3
        canvas[third : 2 * third, third : 2 * third] = LEVELS - 1
    else:
        height, width = glyph.shades.shape
        face.draw(canvas, letter, (size - width) // 2 - glyph.left, (size - height) // 2 - glyph.top, 0)
    return _png(canvas, [mix(main, white, shade * 100 // (LEVELS - 1)) for shade in range(LEVELS)])


def _ico(png: bytes) -> bytes:
    """Return an icon file with one PNG of 32×32 (ICONDIR of Windows)."""
    return struct.pack("<HHHBBBBHHII", 0, 1, 1, 32, 32, 0, 0, 1, 32, len(png), 22) + png
