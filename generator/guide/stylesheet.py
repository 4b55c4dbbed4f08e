"""The guide's one style sheet: tokens, the icons in use, and the rules of themes/guide/styles."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import rcssmin

from generator.artifact import Artifact
from generator.diagnostics import Diagnostic, Origin, UserError
from generator.tokens import TOKENS_FILE, css_custom_properties, used_properties

STYLE_FOLDER = "themes/guide/styles"
ICON_FOLDER = "assets/icons"
STYLESHEET_PATH = "assets/huong-dan.css"
COMPONENTS_PATH = "assets/thanh-phan.css"

_COMPONENTS = ("components.css",)
_WHOLE_THEME = ("layout.css", *_COMPONENTS, "print.css")
_ICON_PREFIX = "icon-"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def guide_stylesheet(root: Path) -> Artifact:
    """Return the style sheet of our own theme; UserError when it asks for an icon that is not there."""
    return _stylesheet(root, STYLESHEET_PATH, _WHOLE_THEME)


def component_stylesheet(root: Path) -> Artifact:
    """Return only the parts that pages bring along (steps, cards, notes), for the guide in another theme."""
    return _stylesheet(root, COMPONENTS_PATH, _COMPONENTS)


def _stylesheet(root: Path, path: str, names: tuple[str, ...]) -> Artifact:
    files = [f"{STYLE_FOLDER}/{name}" for name in names]
    rules = "\n".join((root / file).read_text(encoding="utf-8") for file in files)
    tokens = json.loads((root / TOKENS_FILE).read_text(encoding="utf-8"))
    used = used_properties(rules)
    properties = css_custom_properties(tokens, only=used)
    icons = _icon_properties(root, used - _known_properties(tokens), Origin(files[0]))
    css = rcssmin.cssmin(properties + icons + rules)
    return Artifact(path, f"{css}\n".encode(), tuple(Origin(file) for file in (*files, TOKENS_FILE)))


def _known_properties(tokens: dict[str, object]) -> frozenset[str]:
    return frozenset(re.findall(r"--([\w-]+):", css_custom_properties(tokens)))


def _icon_properties(root: Path, names: frozenset[str], origin: Origin) -> str:
    declarations = []
    for name in sorted(name for name in names if name.startswith(_ICON_PREFIX)):
        file = root / ICON_FOLDER / f"{name.removeprefix(_ICON_PREFIX)}.svg"
        if not file.is_file():
            raise UserError(
                Diagnostic(
                    "guide.icon",
                    origin,
                    f"Không có hình {ICON_FOLDER}/{file.name}.",
                    "Thêm hình hoặc đổi tên.",
                )
            )
        svg = re.sub(r"\s+", " ", _COMMENT.sub("", file.read_text(encoding="utf-8"))).strip()
        svg = re.sub(r' class="[^"]*"', "", svg).replace("> <", "><").replace('"', "'")
        declarations.append(f'--{name}:url("data:image/svg+xml,{quote(svg, safe=" /:=<>,;()" + chr(39))}")')
    return f":root{{{';'.join(declarations)}}}" if declarations else ""
