"""The map: thin, without gaps, every commune a link, and the table beside it says the same."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.model.catalog import Catalog
from generator.pages.map_drawing import LONGER_SIDE, draw
from tests.unit.pages_support import only, parse, render, shown


def square(column: int, row: int) -> tuple[tuple[tuple[float, float], ...], ...]:
    west, south, size = column / 10, row / 10, 0.1
    return (((west, south), (west + size, south), (west + size, south + size), (west, south + size), (west, south)),)


def points_of(path: str) -> list[list[tuple[int, int]]]:
    """Return the points of path data as this project writes it: one absolute start, then relative lines."""
    lines = []
    for part in re.findall(r"M[^M]*", path):
        start, _, rest = part[1:].rstrip("z").partition("l")
        x, y = map(int, start.split())
        line = [(x, y)]
        steps = list(map(int, re.findall(r"-?\d+", rest)))
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x, y))
        lines.append(line)
    return lines


def edges(line: list[tuple[int, int]], closed: bool) -> set[frozenset[tuple[int, int]]]:
    ring = [*line, line[0]] if closed else line
    return {frozenset(pair) for pair in pairwise(ring) if pair[0] != pair[1]}


@pytest.fixture(scope="module")
def tree(real_catalog: Catalog) -> LexborHTMLParser:
    return parse(render(replace(real_catalog, schools=())), "ban-do/index.html")


def test_neighbours_share_their_thinned_border() -> None:
    drawing = draw({"a": square(0, 0), "b": square(1, 0), "c": square(0, 1)})
    a, b, c = (edges(points_of(drawing.outlines[code])[0], closed=True) for code in "abc")
    assert len(a & b) == 1
    assert len(a & c) == 1
    assert not b & c
    assert edges(points_of(drawing.land)[0], closed=True) == (a | b | c) - (a & b) - (a & c)


@given(st.integers(2, 40), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_no_gap_opens_however_crooked_a_border_is(bends: int, random: object) -> None:
    middle = [(0.5 + random.uniform(-0.2, 0.2), at / (bends + 1)) for at in range(1, bends + 1)]  # type: ignore[attr-defined]
    border = [(0.5, 0.0), *middle, (0.5, 1.0)]
    left = ((0.0, 0.0), *border, (0.0, 1.0), (0.0, 0.0))
    right = ((1.0, 0.0), (1.0, 1.0), *reversed(border), (1.0, 0.0))
    drawing = draw({"left": [left], "right": [right]})
    a, b = (edges(points_of(drawing.outlines[code])[0], closed=True) for code in ("left", "right"))
    inner = set[frozenset[tuple[int, int]]]().union(*(edges(line, closed=False) for line in points_of(drawing.borders)))
    assert inner == a & b
    assert edges(points_of(drawing.land)[0], closed=True) == a ^ b


def test_an_island_stays_open() -> None:
    island = (((0.0, 0.0), (0.01, 0.0), (0.01, 0.01), (0.0, 0.01), (0.0, 0.0)),)
    drawing = draw({"island": island, "far": square(9, 9)})
    assert len(points_of(drawing.outlines["island"])[0]) >= 3


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert draw({}).outlines == {}


def test_the_province_is_whole_and_light(real_catalog: Catalog, tree: LexborHTMLParser) -> None:
    drawing = draw(real_catalog.shapes)
    assert max(drawing.width, drawing.height) <= LONGER_SIDE + 20
    assert len(points_of(drawing.land)) == 1, "the province is one piece"
    outlines = {code: points_of(path) for code, path in drawing.outlines.items()}
    assert all(len(set(ring)) >= 4 for rings in outlines.values() for ring in rings)
    every = [edge for rings in outlines.values() for ring in rings for edge in edges(ring, closed=True)]
    outer = edges(points_of(drawing.land)[0], closed=True)
    assert outer == {edge for edge in set(every) if every.count(edge) == 1}
    svg = tree.css("figure svg")[0].html or ""
    assert len(svg.encode()) <= 40_000


def test_every_commune_is_a_named_link_on_the_map_and_in_the_table(
    real_catalog: Catalog, tree: LexborHTMLParser
) -> None:
    expected = {f"../{commune.number}/": commune.title for commune in real_catalog.communes}
    drawn = {node.attributes["href"]: node.text() for node in tree.css("figure svg a")}
    listed = {node.attributes["href"]: node.text() for node in tree.css("tbody a")}
    assert drawn == listed == expected


def test_it_calls_itself_an_orientation_map_and_names_its_sources(tree: LexborHTMLParser) -> None:
    caption = shown(tree.css("figcaption")[0])
    assert "định hướng" in caption
    assert "không phải ranh giới pháp lý" in caption
    assert "sapnhap.bando.com.vn" in caption
    assert "MIT" in caption


def test_a_commune_without_an_outline_stands_in_the_table_only(real_catalog: Catalog) -> None:
    few = replace(only(real_catalog, "00715", "00721"), shapes={"00715": real_catalog.shapes["00715"]})
    page = parse(render(few), "ban-do/index.html")
    assert len(page.css("figure svg a")) == 1
    assert len(page.css("tbody a")) == 2
