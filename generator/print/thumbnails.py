"""Pictures to share made smaller, for the pages that offer them."""

from __future__ import annotations

import io

from PIL import Image

from generator.print.pictures import with_few_colours

RECIPE = "thumbnail-3"  # part of the key of kept pictures: change it with the pictures of sheets


def picture_thumbnail(png: bytes, width: int) -> bytes:
    """Return a picture made smaller, as a PNG of few colours."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        size = (width, round(picture.height * width / picture.width))
        picture.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(out, "PNG")
    return with_few_colours(out.getvalue())


def png_size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels."""
    with Image.open(io.BytesIO(png)) as picture:
        return picture.size
