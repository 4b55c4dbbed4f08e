"""Draw the pictures of the sample sites: python tools/samples/draw.py [NAME …].

Each goes to content/starter/examples/<kind>/anh/ of the kinds whose samples name it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import goods
import people
import scenes
from canvas import WIDTH, Canvas
from PIL import Image
from resvg_py import svg_to_bytes

EXAMPLES = Path(__file__).resolve().parents[2] / "content" / "starter" / "examples"
QUALITY = 76


def pictures() -> dict[str, Callable[[], Canvas]]:
    """Return every drawing by its name: the functions of the modules, "_" written "-"."""
    found = {}
    for module in (scenes, goods, people):
        for name, value in vars(module).items():
            if callable(value) and value.__module__ == module.__name__ and not name.startswith("_"):
                found[name.replace("_", "-")] = value
    return found


def main(wanted: list[str]) -> None:
    """Write the pictures that were asked for, or all."""
    texts = {
        folder: "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.yml"))
        for folder in EXAMPLES.iterdir()
    }
    for name, draw in pictures().items():
        folders = [folder / "anh" for folder, text in texts.items() if f"file: {name}.webp" in text]
        if not folders or (wanted and name not in wanted):
            continue
        png = bytes(svg_to_bytes(svg_string=draw().svg, width=WIDTH * 2))
        image = Image.open(io.BytesIO(png)).convert("RGB").resize((WIDTH, WIDTH * 3 // 4), Image.Resampling.LANCZOS)
        for folder in folders:
            folder.mkdir(exist_ok=True)
            image.save(folder / f"{name}.webp", quality=QUALITY, method=6)


if __name__ == "__main__":
    main(sys.argv[1:])
