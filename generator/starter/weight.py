"""What a visitor's telephone loads for the first page, and the sentence that tells the owner."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping

from generator.starter.views.common import Context

_SMALLEST = re.compile(r'(?:webp"|image/webp") srcset="([^" ]+)')
_PLAIN = re.compile(r'<img src="([^"]+\.png)"')


def page_bytes(html: str) -> int:
    """Return the bytes of a page as hosts send it, compressed."""
    return len(gzip.compress(html.encode(), 6, mtime=0))


def picture_bytes(html: str, files: Mapping[str, bytes]) -> int:
    """Return the bytes of the pictures of a page in their smallest form."""
    names = {*_SMALLEST.findall(html), *_PLAIN.findall(html)}
    return sum(len(files[name]) for name in names if name in files)


def kilobytes(size: int) -> str:
    """Return bytes for people, to a whole kilobyte: "11 kB", "1,2 MB"."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB".replace(".", ",")
    return f"{max(1, round(size / 1000))} kB"


def weight_sentence(html: str, files: Mapping[str, bytes], context: Context) -> str:
    """Return "Trang của bạn nặng 11 kB …" with the bytes that were measured."""
    page, pictures = page_bytes(html), picture_bytes(html, files)
    if not pictures:
        return context.say("weight_plain", page=kilobytes(page))
    return context.say(
        "weight_pictures", page=kilobytes(page), pictures=kilobytes(pictures), all=kilobytes(page + pictures)
    )
