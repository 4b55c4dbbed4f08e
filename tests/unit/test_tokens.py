"""Tokens become custom properties: schemes, references, selection."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import UserError
from generator.tokens import band_image, css_custom_properties, used_properties

TOKENS: dict[str, Any] = {
    "$description": "test",
    "color-light-ink": {"$type": "color", "$value": "#111111"},
    "color-dark-ink": {"$type": "color", "$value": "#EEEEEE"},
    "color-light-nghe": {"$type": "color", "$value": "#F6B93B"},
    "color-dark-nghe": {"$type": "color", "$value": "#F6B93B"},
    "color-print-ink": {"$type": "color", "$value": "#000000"},
    "color-onDeep": {"$type": "color", "$value": "#FFFFFF"},
    "focus-outline-color": {"$type": "color", "$value": "{color-light-ink}"},
    "focus-outline-color-dark": {"$type": "color", "$value": "{color-dark-ink}"},
    "font-web": {"$type": "fontFamily", "$value": ["Roboto", "Noto Sans"]},
    "size-web-body-360": {"$type": "dimension", "$value": {"value": 18, "unit": "px"}},
    "space-4": {"$type": "dimension", "$value": {"value": 16, "unit": "px"}},
    "band-viewbox": {"$type": "string", "$value": "0 -1 20 11"},
    "band-step": {"$type": "string", "$value": "M0 0h1"},
    "band-dot": {"$type": "string", "$value": "M9 6h2"},
    "band-step-on-deep": {"$type": "color", "$value": "#F1EBDD"},
    "band-dot-on-deep": {"$type": "color", "$value": "{color-light-nghe}"},
}


def test_schemes_share_names_and_equal_values_are_not_repeated() -> None:
    css = css_custom_properties(TOKENS)
    light, dark = css.split("@media (prefers-color-scheme:dark)")
    assert "--ink:#111111" in light
    assert "--onDeep:#FFFFFF" in light
    assert dark == "{:root{--ink:#EEEEEE;--focus-outline-color:#EEEEEE}}"


def test_values_follow_references_and_units() -> None:
    css = css_custom_properties(TOKENS)
    assert "--focus-outline-color:#111111" in css
    assert '--font-web:Roboto,"Noto Sans"' in css
    assert "--size-web-body-360:1.125rem" in css
    assert "--space-4:16px" in css
    assert "#000000" not in css  # paper


def test_only_named_properties_and_own_selectors() -> None:
    css = css_custom_properties(TOKENS, light=".a", dark=".b", only={"ink"})
    assert css == ".a{--ink:#111111}.b{--ink:#EEEEEE}"


def test_used_properties_are_found() -> None:
    assert used_properties("a{color:var(--ink);margin:var( --space-4,1px)}") == {"ink", "space-4"}


def test_band_is_an_inline_image() -> None:
    image = band_image(TOKENS)
    assert image.startswith('url("data:image/svg+xml,<svg')
    assert image.count('"') == 2
    assert "%23F6B93B" in image and "#" not in image


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("space-9", {"$type": "dimension"}),
        ("space-9", {"$type": "dimension", "$value": {"value": "x", "unit": "px"}}),
        ("color-light-new", {"$type": "color", "$value": "{color-light-none}"}),
        ("color-light-new", {"$type": "color", "$value": "{color-light-new}"}),
        ("space-9", "16px"),
    ],
)
def test_broken_tokens_are_explained(name: str, token: object) -> None:
    with pytest.raises(UserError) as caught:
        css_custom_properties(TOKENS | {name: token})
    assert caught.value.diagnostics[0].origin.file == "assets/tokens.json"


def test_own_tokens_are_complete() -> None:
    tokens = json.loads(Path("assets/tokens.json").read_text(encoding="utf-8"))
    css = css_custom_properties(tokens)
    for name in (
        "page",
        "surface",
        "lanh",
        "ink",
        "ink2",
        "cham",
        "onCham",
        "deep",
        "che",
        "son",
        "line",
        "strong",
    ):
        assert css.count(f"--{name}:") == 2, name
    assert "state-closing-days" not in tokens
