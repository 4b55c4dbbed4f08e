"""Palettes of starter sites: three seed colours of the tokens become every colour of a page, light and dark.

Text colours are moved towards black or white until they reach their contrast, so that a palette cannot fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diagnostics import Diagnostic, Origin, UserError
from generator.tokens import TOKENS_FILE

Colour = tuple[int, int, int]

TEXT_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
EDGE_CONTRAST = 3.0  # success criterion 1.4.11

_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)

# Which colours are read on which: (text, grounds). The tests hold every pair of every palette to TEXT_CONTRAST.
READ_ON = (
    ("ink", ("page", "surface", "tint")),
    ("ink2", ("page", "surface", "tint")),
    ("main", ("page", "surface", "tint")),
    ("onMain", ("main",)),
    ("onDeep", ("deep",)),
    ("onDeepSoft", ("deep",)),
    ("accent", ("deep",)),
    ("onAccent", ("accent",)),
    ("warn", ("page", "surface", "tint")),
)


def parse_colour(text: str) -> Colour:
    """Return red, green and blue of "#24387A"."""
    return (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))


def luminance(colour: Colour) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: Colour, second: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(first: Colour, second: Colour, percent: int) -> Colour:
    """Return `percent` of the second colour in the first."""
    red, green, blue = ((a * (100 - percent) + b * percent + 50) // 100 for a, b in zip(first, second, strict=True))
    return (red, green, blue)


def readable(colour: Colour, towards: Colour, grounds: tuple[Colour, ...], least: float) -> Colour:
    """Return the colour, moved towards another only as far as it needs to reach `least` on every ground."""
    for percent in range(101):
        moved = mix(colour, towards, percent)
        if all(contrast(moved, ground) >= least for ground in grounds):
            return moved
    return towards


def palette_names(tokens: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the palettes that the tokens hold, in their order."""
    names = (name.removeprefix("starter-").removesuffix("-main") for name in tokens if name.startswith("starter-"))
    return tuple(name for name in dict.fromkeys(names) if f"starter-{name}-main" in tokens and "-" not in name)


def palette_colours(tokens: Mapping[str, Any], name: str) -> dict[str, dict[str, Colour]]:
    """Return the colours of a palette by scheme: {"light": {"page": …}, "dark": …}; UserError when it is unknown."""
    if name not in palette_names(tokens):
        known = ", ".join(palette_names(tokens))
        origin = Origin(TOKENS_FILE, column=f"starter-{name}-main")
        raise UserError(Diagnostic("starter.palette", origin, f"Không có bảng màu “{name}”.", f"Có: {known}."))
    main, deep, tint = (parse_colour(tokens[f"starter-{name}-{part}"]["$value"]) for part in ("main", "deep", "tint"))
    accent = parse_colour(tokens["color-light-nghe"]["$value"])
    light, dark = _light(tokens, main, deep, tint), _dark(tokens, main, deep)
    for scheme in (light, dark):
        scheme["accent"], scheme["onAccent"] = accent, parse_colour(tokens["color-onNghe"]["$value"])
        scheme["onDeep"] = _WHITE
        scheme["onDeepSoft"] = readable(mix(tint, accent, 12), _WHITE, (scheme["deep"],), 7)
    return {"light": light, "dark": dark}


def _light(tokens: Mapping[str, Any], main: Colour, deep: Colour, tint: Colour) -> dict[str, Colour]:
    page = parse_colour(tokens["color-light-page"]["$value"])
    grounds = (page, _WHITE, tint)
    ink = readable(mix(deep, _BLACK, 40), _BLACK, grounds, 13)
    return {
        "page": page,
        "surface": _WHITE,
        "tint": tint,
        "ink": ink,
        "ink2": readable(mix(ink, page, 32), _BLACK, grounds, 6),
        "main": readable(main, _BLACK, grounds, 6),
        "onMain": _WHITE,
        "deep": deep,
        "step1": mix(deep, main, 45),
        "step2": mix(main, _WHITE, 6),
        "step3": mix(main, _WHITE, 20),
        "line": mix(tint, _BLACK, 12),
        "strong": readable(mix(tint, _BLACK, 35), _BLACK, grounds, EDGE_CONTRAST),
        "warn": readable(parse_colour(tokens["color-light-son"]["$value"]), _BLACK, grounds, 6),
    }


def _dark(tokens: Mapping[str, Any], main: Colour, deep: Colour) -> dict[str, Colour]:
    night = mix(deep, parse_colour(tokens["color-dark-page"]["$value"]), 35)
    page, surface, tint = mix(night, _BLACK, 45), mix(night, _BLACK, 22), night
    grounds = (page, surface, tint)
    ink = readable(parse_colour(tokens["color-dark-ink"]["$value"]), _WHITE, grounds, 11)
    return {
        "page": page,
        "surface": surface,
        "tint": tint,
        "ink": ink,
        "ink2": readable(mix(ink, tint, 30), _WHITE, grounds, 6),
        "main": readable(mix(main, _WHITE, 45), _WHITE, grounds, 6),
        "onMain": page,
        "deep": mix(deep, _BLACK, 62),
        "step1": mix(deep, _BLACK, 30),
        "step2": mix(main, _BLACK, 32),
        "step3": mix(main, _BLACK, 12),
        "line": mix(tint, _WHITE, 18),
        "strong": readable(mix(tint, _WHITE, 35), _WHITE, grounds, EDGE_CONTRAST),
        "warn": readable(parse_colour(tokens["color-dark-son"]["$value"]), _WHITE, grounds, 6),
    }


def palette_css(colours: Mapping[str, Mapping[str, Colour]]) -> str:
    """Return the custom properties of a palette: light by default, dark where the reader's system asks for it.

    On paper the light ones hold.
    """
    return (
        f":root{{color-scheme:light dark;{_declarations(colours['light'])}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_declarations(colours['dark'])}}}}}"
    )


def _declarations(scheme: Mapping[str, Colour]) -> str:
    return ";".join(f"--{name}:{hex_colour(colour)}" for name, colour in scheme.items())


def hex_colour(colour: Colour) -> str:
    """Return "#24387a"."""
    return "#{:02x}{:02x}{:02x}".format(*colour)
