"""The landing theme as values: templates, the one style sheet, icons and small scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import rcssmin
from jinja2 import BytecodeCache, Environment
from markupsafe import Markup

from generator.rendering import create_environment
from generator.tokens import css_custom_properties, used_properties

THEME_FOLDER = "themes/landing"
ASSETS_FOLDER = "assets"

_ICON_OPENING = re.compile(r"^.*?<svg[^>]*>|</svg>\s*$", re.DOTALL)


@dataclass(frozen=True)
class Theme:
    """Everything that gives the pages their form, read through the template loader of the environment."""

    environment: Environment

    def source(self, name: str) -> str:
        """Return a file of the theme or the assets as it stands; TemplateNotFound when there is none."""
        if name not in self._sources:
            assert self.environment.loader is not None
            self._sources[name] = self.environment.loader.get_source(self.environment, name)[0]
        return self._sources[name]

    @cached_property
    def _sources(self) -> dict[str, str]:
        return {}

    @cached_property
    def tokens(self) -> Mapping[str, Any]:
        """Return the design tokens."""
        tokens: Mapping[str, Any] = json.loads(self.source("tokens.json"))
        return tokens

    def stylesheet(self, *names: str) -> Markup:
        """Return style sheets as one, minified, with the custom properties they use and no others."""
        rules = "\n".join(self.source(name) for name in names)
        properties = css_custom_properties(self.tokens, only=used_properties(rules))
        return Markup(rcssmin.cssmin(properties + rules))

    def script(self, name: str, **constants: object) -> Markup:
        """Return a script for inlining; each `$name$` in it becomes the JSON of that constant."""
        text = self.source(name)
        for key, value in constants.items():
            text = text.replace(f"${key}$", json_for_script(value))
        lines = (line.strip() for line in text.splitlines())
        return Markup("".join(line for line in lines if not line.startswith("//")))

    def icon(self, name: str, size: int = 24) -> Markup:
        """Return an icon of assets/icons inline, in the colour of the text, hidden from screen readers."""
        return _icon(self.source(f"icons/{name}.svg"), size)


def create_theme(root: Path, compiled: BytecodeCache | None = None) -> Theme:
    """Return the theme of a project's folder, with `icon` known to all templates; `compiled` may keep templates."""
    environment = create_environment(root / THEME_FOLDER, root / ASSETS_FOLDER, bytecode_cache=compiled)
    theme = Theme(environment)
    environment.globals["icon"] = theme.icon
    return theme


def json_for_script(value: object) -> str:
    """Return compact JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@lru_cache(maxsize=64)
def _icon(source: str, size: int) -> Markup:
    shapes = re.sub(r"\s+", " ", _ICON_OPENING.sub("", source)).strip().replace("> <", "><").replace(" />", "/>")
    opening = f'<svg class="i" width="{size}" height="{size}" viewBox="0 0 24 24" aria-hidden="true">'
    return Markup(f"{opening}{shapes}</svg>")
