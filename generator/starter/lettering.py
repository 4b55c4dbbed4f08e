"""Letters as pixels: words set glyph by glyph, so that the browser can set the same pixels from the same glyphs.

No kerning, no shaping, whole pixels: Vietnamese composed letters need none. A letter that the font lacks is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import ImageFont

FONTS = "assets/fonts"
LEVELS = 16  # shades from ground to ink; so few colours keep a picture small

Levels = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Glyph:
    """A letter: its shades (0…15), where they stand from the pen and the line's top, how far the pen goes on."""

    shades: Levels
    left: int
    top: int
    advance: int


@dataclass(frozen=True)
class Lettering:
    """One weight in one size. Its caches grow with the letters used."""

    file: Path
    size: int

    @cached_property
    def _font(self) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(self.file), self.size, layout_engine=ImageFont.Layout.BASIC)

    @cached_property
    def _glyphs(self) -> dict[str, Glyph | None]:
        return {}

    @cached_property
    def _missing(self) -> bytes:
        return bytes(self._font.getmask("\uffff"))

    def glyph(self, letter: str) -> Glyph | None:
        """Return a letter, or None when the font does not have it."""
        if letter not in self._glyphs:
            self._glyphs[letter] = self._draw(letter)
        return self._glyphs[letter]

    def _draw(self, letter: str) -> Glyph | None:
        mask = self._font.getmask(letter)
        advance = round(self._font.getlength(letter))
        if letter != " " and (not advance or bytes(mask) == self._missing):
            return None
        width, height = mask.size
        shades = np.frombuffer(bytes(mask), dtype=np.uint8).reshape(height, width)
        left, top, _, _ = self._font.getbbox(letter)
        return Glyph((shades >> 4).astype(np.uint8), round(left), round(top), advance)

    def clean(self, text: str) -> str:
        """Return a text without the letters that the font lacks."""
        return " ".join("".join(letter for letter in text if self.glyph(letter) is not None).split())

    def width(self, text: str) -> int:
        """Return how wide a text is, in pixels."""
        return sum(glyph.advance for letter in text if (glyph := self.glyph(letter)))

    def lines(self, text: str, width: int) -> list[str]:
        """Return a text in lines of at most this width; a word that is wider is cut."""
        lines: list[str] = []
        for word in self.clean(text).split():
            tried = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(tried) <= width:
                lines[-1] = tried
                continue
            while word and self.width(word) > width:
                fits = next(n for n in range(len(word), 0, -1) if self.width(word[:n]) <= width or n == 1)
                lines.append(word[:fits])
                word = word[fits:]
            if word:
                lines.append(word)
        return lines

    def draw(self, canvas: Levels, text: str, x: int, y: int, first_colour: int) -> None:
        """Put a line of text on a canvas of colour numbers: a shade s becomes `first_colour` + s where it is darker."""
        for letter in text:
            glyph = self.glyph(letter)
            if glyph is None:
                continue
            height, width = glyph.shades.shape
            top, left = y + glyph.top, x + glyph.left
            area = canvas[max(0, top) : top + height, max(0, left) : left + width]
            shades = glyph.shades[max(0, -top) :, max(0, -left) :][: area.shape[0], : area.shape[1]]
            np.maximum(area, shades + first_colour, out=area, where=shades > 0)
            x += glyph.advance


@lru_cache(maxsize=32)
def lettering(root: Path, bold: bool, size: int) -> Lettering:
    """Return a weight of the project's font in a size (pixels)."""
    return Lettering(root / FONTS / f"BeVietnamPro-{'Bold' if bold else 'Regular'}.ttf", size)
