"""Every palette reads, light and dark: the ratios are computed again from the style sheet that pages carry."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.starter.looks import find_looks
from generator.starter.palette import (
    EDGE_CONTRAST,
    READ_ON,
    TEXT_CONTRAST,
    contrast,
    palette_colours,
    palette_css,
    palette_names,
    parse_colour,
    readable,
)
from tests.starter_support import LOOKS, REPOSITORY

TOKENS = json.loads((REPOSITORY / "assets/tokens.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", palette_names(TOKENS))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_reads_on_every_ground(name: str, scheme: str) -> None:
    css = palette_css(palette_colours(TOKENS, name))
    part = css.split("@media")[1 if scheme == "dark" else 0]
    colours = {key: parse_colour(value) for key, value in re.findall(r"--(\w+):(#[0-9a-f]{6})", part)}
    for text, grounds in READ_ON:
        for ground in grounds:
            assert contrast(colours[text], colours[ground]) >= TEXT_CONTRAST, (text, ground)
    for ground in ("page", "surface", "tint"):
        assert contrast(colours["strong"], colours[ground]) >= EDGE_CONTRAST


def test_known_ratios() -> None:
    assert round(contrast((0, 0, 0), (255, 255, 255)), 2) == 21
    assert round(contrast(parse_colour("#24387A"), (255, 255, 255)), 2) == 10.93  # measured in assets/tokens.json


@given(st.tuples(*[st.integers(0, 255)] * 3), st.tuples(*[st.integers(0, 255)] * 3))
def test_a_colour_moves_until_it_reads(colour: tuple[int, int, int], ground: tuple[int, int, int]) -> None:
    towards = max(((0, 0, 0), (255, 255, 255)), key=lambda end: contrast(end, ground))
    assert contrast(readable(colour, towards, (ground,), TEXT_CONTRAST), ground) >= TEXT_CONTRAST


@pytest.mark.parametrize(("kind", "look"), LOOKS)
def test_looks_use_only_colours_of_the_palette(kind: str, look: str) -> None:
    folder = find_looks(REPOSITORY)[kind][look]
    css = folder.css(folder.file.palettes[0], large_type=True)
    rules = css.split("}}", 1)[1]
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", rules)) <= {"#fff", "#000"}  # codes, and paper
    assert "font-size:125%" in css
    names = set(re.findall(r"var\(--(\w+)", rules))
    assert names <= set(re.findall(r"--(\w+):", css))
