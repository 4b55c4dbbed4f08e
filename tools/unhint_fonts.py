"""Takes the hinting out of TrueType fonts: python tools/unhint_fonts.py FOLDER_OF_ORIGINALS (needs fonttools 4.68)."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[1] / "assets" / "fonts"
INSTRUCTIONS = ("fpgm", "prep", "cvt ", "gasp", "DSIG")
COUNTS = ("SizeOfInstructions", "FunctionDefs", "InstructionDefs", "Storage", "StackElements", "TwilightPoints")


def unhint(source: Path, target: Path) -> None:
    """Write a font without its instructions; outlines, widths and features stay."""
    font = TTFont(source, recalcTimestamp=False)
    for table in INSTRUCTIONS:
        if table in font:
            del font[table]
    glyphs = font["glyf"]
    for name in glyphs.keys():  # noqa: SIM118 - a table, not a dictionary
        glyphs[name].removeHinting()
    for count in COUNTS:
        setattr(font["maxp"], f"max{count}", 0)
    font["maxp"].maxZones = 1
    font.save(target)


if __name__ == "__main__":
    for font_file in sorted(Path(sys.argv[1]).glob("*.ttf")):
        unhint(font_file, TARGET / font_file.name)
        print(font_file.name, hashlib.sha256((TARGET / font_file.name).read_bytes()).hexdigest())
