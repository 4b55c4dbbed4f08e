"""Lays out sheets and pictures with Typst. The only module that imports it.

Typst holds the interpreter's lock while it works (measured: two threads are no faster than one), so many sheets
are made by several processes.

Templates stand in themes/print, fonts in assets/fonts; nothing of the machine's own is used. A warning is an
error: what Typst warns of (a missing font, an unknown letter) is what would be wrong on paper.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from generator.cache import fingerprint
from generator.diagnostics import Diagnostic, Origin, UserError
from generator.print.pictures import palette_png
from generator.print.reading import picture_of

TEMPLATES = "themes/print"
FONTS = "assets/fonts"

# Everything a sheet is made from beside its words.
_INGREDIENTS = (f"{TEMPLATES}/*.typ", f"{FONTS}/*.ttf", "assets/icons/*.svg", "assets/tokens.json")

# Tagged for screen readers, and good for the archive: PDF/UA-1 together with PDF/A-2a. The strictest pair that
# Typst writes, and the one that refuses a letter without a glyph and a picture without words.
_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_PICTURE_STANDARD: list[typst.PDFStandard] = ["a-2b"]


Values = Mapping[str, Any]
_ONE = "single(make, values)"
_MANY = "many(make, values.title, values.chapters)"


class EngineError(Exception):
    """A template with a mistake, or an engine that does not do what it promises: a bug, not an editor's slip."""


@dataclass(frozen=True)
class Engine:
    """Typst over one project's folder."""

    root: Path

    @cached_property
    def fingerprint(self) -> str:
        """Return a hash of the engine's version and of every file that results depend on, templates included."""
        files = sorted(file for pattern in _INGREDIENTS for file in self.root.glob(pattern))
        recipe = Path(__file__).read_bytes()
        return fingerprint("typst", [version("typst"), recipe, *(file.read_bytes() for file in files)])

    @cached_property
    def _fonts(self) -> typst.Fonts:
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(self.root / FONTS)]
        )

    @cached_property
    def _compiler(self) -> typst.Compiler:
        return typst.Compiler(root=str(self.root), font_paths=self._fonts, ignore_system_fonts=True)

    def _compile(self, template: str, style: Values, call: str, values: Values, **options: Any) -> bytes:
        # The words come as the document itself and not as inputs: a change of inputs makes Typst forget the rest.
        data = json.dumps(values, ensure_ascii=False).replace("\\", "\\\\").replace('"', '\\"')
        source = (
            f'#import "/{TEMPLATES}/{template}.typ": make\n#import "/{TEMPLATES}/look.typ": single, many\n'
            f'#let values = json(bytes("{data}"))\n#{call}'
        )
        inputs = {"style": json.dumps(style, ensure_ascii=False)}
        try:
            made, warnings = self._compiler.compile_with_warnings(source.encode(), sys_inputs=inputs, **options)
        except typst.TypstError as error:
            if reason := _of_the_words(error.message):
                raise _problem(template, values, reason) from error
            raise EngineError(error.diagnostic) from error
        if warnings:
            raise EngineError(warnings[0].diagnostic)
        if not isinstance(made, bytes):
            raise EngineError(f"{template}: {len(made or ())} pages")
        return made

    def pdf(self, template: str, style: Values, values: Values, day: str) -> bytes:
        """Return a sheet as a tagged PDF/A-2a and PDF/UA-1, dated `day` ("2026-11-22").

        `style` is what all places have alike on a kind of sheet, `values` what this one says. Sheets of one style
        after each other take half the time. UserError when the words do not fit or a letter has no glyph.
        """
        return self._compile(
            template, style, _ONE, values, format="pdf", pdf_standards=_STANDARDS, timestamp=_midnight(day)
        )

    def document(self, template: str, style: Values, title: str, chapters: Sequence[Values], day: str) -> bytes:
        """Return a document of many sheets; each chapter has a "title" and "sheets", values with a "bookmark".

        An edition for a print shop is in CMYK, which an archive's PDF/A refuses without a profile of its press.
        """
        standards = _STANDARDS if style["edition"] != "shop" else _STANDARDS[1:]
        values = {"title": title, "chapters": chapters}
        return self._compile(
            template, style, _MANY, values, format="pdf", pdf_standards=standards, timestamp=_midnight(day)
        )

    def png(self, template: str, style: Values, values: Values) -> bytes:
        """Return a one-page template as a picture of few colours; a point is a pixel.

        Measured: by way of an untagged PDF and PDFium 25 ms a link card, by Typst's own PNG 53 ms. UserError as for
        sheets: the archive's PDF refuses a letter without a glyph, a plain one would leave a box in its place.
        """
        options: dict[str, Any] = {"format": "pdf", "pdf_tags": False, "pdf_standards": _PICTURE_STANDARD}
        return palette_png(picture_of(self._compile(template, style, _ONE, values, timestamp=0, **options)))


def _midnight(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


@lru_cache(maxsize=4)
def engine_of(root: Path) -> Engine:
    """Return this process's engine for a project's folder."""
    return Engine(root)


_NO_GLYPH = "có chữ mà phông không có"
# What templates and Typst say when the words are at fault, in Vietnamese.
_FAULTS = {
    "the words do not fit on the sheet": "câu chữ dài quá khổ giấy",
    "a line is too long for the sheet": "có dòng dài quá bề ngang",
    "sheet runs over": "câu chữ tràn sang trang sau",
    "could not be displayed with font": _NO_GLYPH,
}


# Where the words of a template stand, beside those of all sheets.
_WORDS_OF = {
    "slides": ("school.yml",),
    "age-note": ("school.yml",),
    "letter": ("school.yml", "pack.yml"),
    "logs": ("logs.yml",),
    "banner": ("page.yml",),
    "order": ("shop.yml",),
}


def _of_the_words(message: str) -> str | None:
    return next((said for fault, said in _FAULTS.items() if fault in message), None)


def _problem(template: str, values: Values, reason: str) -> UserError:
    files = [f"content/print/{name}" for name in _WORDS_OF.get(template, ("texts.yml",))]
    hint = f"Rút ngắn câu chữ trong {' hoặc '.join(files)}, hoặc tên quá dài của nơi."
    if reason == _NO_GLYPH:
        hint = "Bỏ ký tự lạ, như hình mặt cười, mũi tên, khỏi câu chữ."
    message = f"Không dàn được tờ “{values.get('title', '')}”: {reason}."
    return UserError(Diagnostic("print.layout", Origin(files[0]), message, hint))
