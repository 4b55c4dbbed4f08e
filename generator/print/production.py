"""Makes one sheet or picture in whatever process: laid out, and a sheet read back while it is at hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.cache import fingerprint
from generator.diagnostics import Origin
from generator.print.engine import Engine, Values, engine_of
from generator.print.jobs import Job
from generator.print.pictures import RECIPE
from generator.print.sheets import ImageContent, SheetContent
from generator.print.verification import READING, read_codes

SHEET_KIND = "print-sheet"
_HEADER = 8  # bytes that tell how long the reading is


def sheet_job(engine: Engine, content: SheetContent, day: str, sources: tuple[Origin, ...]) -> Job:
    """Return the job of a sheet; `parted` takes its result apart."""
    return Job(
        path=content.path,
        kind=SHEET_KIND,
        ingredients=(engine.fingerprint, READING, content.sheet.template, day, _short(content.serialised)),
        make=_MakeSheet(engine.root, content.sheet.template, content.style, content.values, day, content.sheet.codes),
        sources=sources,
        alike=content.sheet.id,
    )


def image_job(engine: Engine, content: ImageContent, sources: tuple[Origin, ...]) -> Job:
    """Return the job of a picture to share."""
    return Job(
        path=content.path,
        kind="print-image",
        ingredients=(engine.fingerprint, RECIPE, content.image.template, _short(content.serialised)),
        make=_MakeImage(engine.root, content.image.template, content.style, content.values),
        sources=sources,
        alike=content.image.id,
    )


def _short(serialised: str) -> str:
    return fingerprint("content", [serialised])


def parted(result: bytes) -> tuple[bytes, bytes]:
    """Return the PDF of a sheet's job, and what was read from it as `read_codes` returns it."""
    length = int.from_bytes(result[:_HEADER], "big")
    return result[_HEADER + length :], result[_HEADER : _HEADER + length]


@dataclass(frozen=True)
class _MakeSheet:
    root: Path
    template: str
    style: Values
    values: Values
    day: str
    codes: tuple[float, int]

    def __call__(self) -> bytes:
        pdf = engine_of(self.root).pdf(self.template, self.style, self.values, self.day)
        seen = read_codes(pdf, self.codes)
        return len(seen).to_bytes(_HEADER, "big") + seen + pdf


@dataclass(frozen=True)
class _MakeImage:
    root: Path
    template: str
    style: Values
    values: Values

    def __call__(self) -> bytes:
        return engine_of(self.root).png(self.template, self.style, self.values)
