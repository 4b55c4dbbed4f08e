"""Design tokens as CSS: one JSON of values becomes custom properties for the light and the dark scheme.

The format is that of assets/tokens.json: flat names, `$type` and `$value` (Design Tokens format module of the
W3C community group), and a value may point to another token as "{color-light-ink}".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import quote

from generator.diagnostics import Diagnostic, Origin, UserError

TOKENS_FILE = "assets/tokens.json"

_LIGHT, _DARK = "color-light-", "color-dark-"
_ROOT_TEXT_SIZE = 16  # px of 1rem; text in rem follows the size that a reader set in the browser
# Tokens of paper, pictures and starter sites: no page of this site uses them.
_NOT_FOR_PAGES = re.compile(r"(^|-)(print|mono|a3|a4|a5|a6|og|square|pt)(-|$)|^starter-|^color-code-|^band-")
_REFERENCE = re.compile(r"^\{(.+)\}$")


def css_custom_properties(
    tokens: Mapping[str, Any],
    *,
    light: str = ":root",
    dark: str | None = None,
    only: Collection[str] | None = None,
) -> str:
    """Return the custom properties of a style sheet.

    `tokens` is the parsed tokens.json. Colours of the two schemes lose their prefix: "color-light-ink" and
    "color-dark-ink" become `--ink`. Other tokens keep their name; text sizes turn into rem. `--band` holds
    the woven band as an image. `light` and `dark` are the selectors that carry the schemes; without `dark`,
    the system of the reader decides (prefers-color-scheme). `only` keeps just the named properties.
    UserError when a token has an unknown form or points to nothing.
    """
    light_values, dark_values = _by_scheme(tokens)
    if only is not None:
        light_values = {name: value for name, value in light_values.items() if name in only}
        dark_values = {name: value for name, value in dark_values.items() if name in only}
    css = f"{light}{{{_declarations(light_values)}}}"
    if not dark_values:
        return css
    if dark is None:
        return f"{css}@media (prefers-color-scheme:dark){{{light}{{{_declarations(dark_values)}}}}}"
    return f"{css}{dark}{{{_declarations(dark_values)}}}"


def used_properties(stylesheet: str) -> frozenset[str]:
    """Return the names (without "--") that a style sheet asks for with var()."""
    return frozenset(re.findall(r"var\(\s*--([\w-]+)", stylesheet))


def band_image(tokens: Mapping[str, Any]) -> str:
    """Return one period of the woven band on the deep surface as a CSS url() with an inlined SVG."""
    view_box = _css_value(tokens, "band-viewbox")
    width, height = view_box.split()[2:]
    parts = ""
    for part in ("step", "dot"):
        colour, path = _css_value(tokens, f"band-{part}-on-deep"), _css_value(tokens, f"band-{part}")
        parts += f'<path fill="{colour}" d="{path}"/>'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{view_box}" '
        f'shape-rendering="crispEdges">{parts}</svg>'
    ).replace('"', "'")
    return f'url("data:image/svg+xml,{quote(svg, safe=" /:=<>" + chr(39))}")'


def _by_scheme(tokens: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    light_values: dict[str, str] = {}
    dark_values: dict[str, str] = {}
    for name in tokens:
        if name.startswith("$") or _NOT_FOR_PAGES.search(name):
            continue
        if name.startswith(_DARK):
            dark_values[name.removeprefix(_DARK)] = _css_value(tokens, name)
        elif (plain := name.removesuffix("-dark")) != name and plain in tokens:
            dark_values[plain] = _css_value(tokens, name)
        else:
            light_values[name.removeprefix(_LIGHT).removeprefix("color-")] = _css_value(tokens, name)
    light_values["band"] = band_image(tokens)
    return light_values, {name: value for name, value in dark_values.items() if light_values.get(name) != value}


def _declarations(values: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in values.items())


def _css_value(tokens: Mapping[str, Any], name: str, seen: tuple[str, ...] = ()) -> str:
    token = tokens.get(name)
    if name in seen or not isinstance(token, Mapping) or "$value" not in token:
        reason = "tự trỏ về chính nó" if name in seen else "không có hoặc thiếu “$value”"
        raise _problem(name, f"Mã thiết kế “{name}” {reason}.")
    value = token["$value"]
    match value:
        case str() if reference := _REFERENCE.match(value):
            return _css_value(tokens, reference[1], (*seen, name))
        case {"value": int() | float() as number, "unit": str() as unit}:
            if name.startswith("size-web-") and unit == "px":
                return f"{number / _ROOT_TEXT_SIZE:g}rem"
            return f"{number:g}{unit}"
        case list():
            return ",".join(f'"{part}"' if " " in part else part for part in value)
        case str() | int() | float() if not isinstance(value, bool):
            return str(value)
    raise _problem(name, f"Không đọc được giá trị của mã thiết kế “{name}”.")


def _problem(name: str, message: str) -> UserError:
    hint = "Sửa giá trị theo các mã cùng loại trong tệp."
    return UserError(Diagnostic("tokens.value", Origin(TOKENS_FILE, column=name), message, hint))
