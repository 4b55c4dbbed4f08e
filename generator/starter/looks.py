"""Looks are folders: themes/starter/<kind>/<look>/ with templates, a style sheet and starter.yml. Found by looking.

A look's own file wins over the shared one of the same name, so a look holds only what makes it different.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import rcssmin
from jinja2 import Environment, FileSystemLoader, Template
from pydantic import Field

from generator.diagnostics import Diagnostic, Findings, Origin, UserError
from generator.loading.binding import bind_tree
from generator.loading.files import read_file
from generator.loading.yaml_source import SIZE_LIMIT, read_yaml
from generator.model.base import Record
from generator.rendering import TemplatesInMemory, create_environment
from generator.starter.palette import Colour, palette_colours, palette_css, palette_names
from generator.starter.portable import template_problems
from generator.text import nearest
from generator.tokens import TOKENS_FILE

THEMES = "themes/starter"
SHARED = "shared"
LOOK_FILE = "starter.yml"
STYLE_FILE = "style.css"
BASE_STYLE = f"{SHARED}/base.css"
ICONS = "assets/icons"

LARGE_TYPE = "html{font-size:125%}"

_COMPILED = TemplatesInMemory()

_FOLDER = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_FORBIDDEN_CSS = re.compile(r"@import|url\((?!\s*['\"]?data:image/svg\+xml)|expression\(|</|javascript:", re.IGNORECASE)


class LookFile(Record):
    """starter.yml: how a look presents itself, which palettes it takes, which steps of questions it asks.

    `styles` are style sheets under themes/starter that the look builds on; its own style.css comes after them.
    """

    version: int = Field(default=1, ge=1, le=1)
    title: str = Field(min_length=1, max_length=40)
    description: str = Field(min_length=1, max_length=200)
    order: int = 100
    palettes: tuple[str, ...] = Field(min_length=1)
    steps: tuple[str, ...] = Field(min_length=1)
    styles: tuple[str, ...] = ()


@dataclass(frozen=True)
class LookFolder:
    """A look that stands in the themes: its place, what starter.yml says, its templates."""

    root: Path
    kind: str
    name: str
    file: LookFile

    @property
    def folder(self) -> str:
        """Return the folder from the project's root."""
        return f"{THEMES}/{self.kind}/{self.name}"

    @property
    def style_files(self) -> tuple[str, ...]:
        """Return the style sheets in order, from the project's root; after others the look's own may be missing."""
        own = f"{self.folder}/{STYLE_FILE}"
        others = tuple(f"{THEMES}/{path}" for path in self.file.styles)
        return (f"{THEMES}/{BASE_STYLE}", *others, *(() if others and not (self.root / own).is_file() else (own,)))

    @cached_property
    def environment(self) -> Environment:
        """Return the sandboxed environment of this look: its own files first, then those of all looks."""
        loader = FileSystemLoader([self.root / self.folder, self.root / THEMES], encoding="utf-8")
        return create_environment(loader=loader, sandboxed=True, bytecode_cache=_COMPILED)

    @cached_property
    def tokens(self) -> Mapping[str, Any]:
        """Return the design tokens."""
        tokens: Mapping[str, Any] = json.loads((self.root / TOKENS_FILE).read_text(encoding="utf-8"))
        return tokens

    @cached_property
    def icons(self) -> dict[str, str]:
        """Return all icons as inline SVG by file name, "-" written "_"."""
        files = sorted((self.root / ICONS).glob("*.svg"))
        return {file.stem.replace("-", "_"): _inline_icon(file.read_text(encoding="utf-8")) for file in files}

    def colours(self, palette: str) -> dict[str, dict[str, Colour]]:
        """Return the colours of a palette by scheme, computed once."""
        if palette not in self._colours:
            self._colours[palette] = palette_colours(self.tokens, palette)
        return self._colours[palette]

    @cached_property
    def _colours(self) -> dict[str, dict[str, dict[str, Colour]]]:
        return {}

    def template(self, name: str) -> Template:
        """Return a template: the look's own, else the shared one."""
        return self.environment.select_template([name, f"{SHARED}/{name}"])

    def css(self, palette: str, large_type: bool) -> str:
        """Return the whole style sheet for a palette, minified."""
        key = (palette, large_type)
        if key not in self._css:
            rules = [
                palette_css(self.colours(palette)),
                *((self.root / path).read_text(encoding="utf-8") for path in self.style_files),
                LARGE_TYPE if large_type else "",
            ]
            self._css[key] = str(rcssmin.cssmin("\n".join(rules)))
        return self._css[key]

    @cached_property
    def _css(self) -> dict[tuple[str, bool], str]:
        return {}


def _inline_icon(source: str) -> str:
    shapes = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", source, flags=re.DOTALL)
    shapes = re.sub(r"\s+", " ", shapes).strip().replace("> <", "><").replace(" />", "/>")
    return f'<svg class="i" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">{shapes}</svg>'


@lru_cache(maxsize=4)
def find_looks(root: Path) -> dict[str, dict[str, LookFolder]]:
    """Return all looks by kind and name, in their order; UserError with every problem of every look."""
    findings = Findings()
    found: dict[str, dict[str, LookFolder]] = {}
    for file in sorted((root / THEMES).glob(f"*/*/{LOOK_FILE}")):
        kind, name = file.parent.parent.name, file.parent.name
        look = _read_look(root, kind, name, findings)
        if look is not None:
            found.setdefault(kind, {})[name] = look
            _check(look, findings)
    for look in [look for looks in found.values() for look in looks.values()][:1]:
        _check_templates(look, f"{THEMES}/{SHARED}", findings)
        _check_style(root, f"{THEMES}/{BASE_STYLE}", findings)
    findings.raise_errors()
    return {
        kind: dict(sorted(looks.items(), key=lambda pair: (pair[1].file.order, pair[0])))
        for kind, looks in found.items()
    }


def look_of(root: Path, kind: str, name: str) -> LookFolder:
    """Return a look by name, the first of its kind for ""; UserError naming the nearest when there is none."""
    looks = find_looks(root).get(kind, {})
    if not name and looks:
        return next(iter(looks.values()))
    if name not in looks:
        near = nearest(name, looks)
        hint = f"Có phải là “{near}”? " if near else ""
        origin = Origin(f"{THEMES}/{kind}", column="look.name")
        message = f"Không có kiểu trang “{name}” cho loại “{kind}”."
        raise UserError(Diagnostic("starter.look", origin, message, f"{hint}Có: {', '.join(looks)}."))
    return looks[name]


def _read_look(root: Path, kind: str, name: str, findings: Findings) -> LookFolder | None:
    path = f"{THEMES}/{kind}/{name}/{LOOK_FILE}"
    if not _FOLDER.match(name):
        findings.error(
            "starter.look-name", Origin(path), f"Thư mục “{name}” phải là chữ thường không dấu.", "Đổi tên thư mục."
        )
        return None
    file = read_file(root, path, SIZE_LIMIT, findings)
    node = read_yaml(file, findings) if file else None
    read = bind_tree(LookFile, node, path, findings) if node else None
    return LookFolder(root, kind, name, read) if read else None


def _check(look: LookFolder, findings: Findings) -> None:
    known = palette_names(look.tokens)
    for palette in look.file.palettes:
        if palette not in known:
            near = nearest(palette, known)
            findings.error(
                "starter.palette",
                look.file.origin.at("palettes"),
                f"Không có bảng màu “{palette}”" + (f"; có phải là “{near}”?" if near else "."),
                f"Có: {', '.join(known)}.",
            )
    _check_templates(look, look.folder, findings)
    for style in look.style_files[1:]:
        _check_style(look.root, style, findings)
    if not (look.root / look.folder / "index.html").is_file():
        findings.error(
            "starter.look", Origin(f"{look.folder}/index.html"), "Kiểu trang thiếu tệp index.html.", "Thêm tệp này."
        )


def _check_templates(look: LookFolder, folder: str, findings: Findings) -> None:
    for path in sorted((look.root / folder).rglob("*.html")):
        place = path.relative_to(look.root).as_posix()
        findings.extend(template_problems(look.environment, path.name, path.read_text(encoding="utf-8"), place))


def _check_style(root: Path, name: str, findings: Findings) -> None:
    path = root / name
    if not path.is_file():
        findings.error("starter.look", Origin(name), f"Kiểu trang thiếu tệp {path.name}.", "Thêm tệp này.")
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if match := _FORBIDDEN_CSS.search(line):
            findings.error(
                "starter.style",
                Origin(name, number),
                f"Có “{match[0]}”: trang của chủ tên miền không tải gì từ nơi khác.",
                "Chỉ dùng hình vẽ trong chính tệp CSS (data:image/svg+xml).",
            )
