"""Neighbours from outlines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.geography import Point, neighbours_by_shared_edges


def square(x: int, y: int, turned: bool = False) -> list[Point]:
    ring: list[Point] = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
    return ring[::-1] if turned else ring


def test_an_edge_makes_neighbours_and_a_corner_does_not() -> None:
    outlines = {"a": [square(0, 0)], "b": [square(1, 0)], "c": [square(1, 1)], "d": [square(5, 5)]}
    assert neighbours_by_shared_edges(outlines) == {"a": ("b",), "b": ("a", "c"), "c": ("b",), "d": ()}


def test_the_direction_of_a_ring_does_not_matter() -> None:
    assert neighbours_by_shared_edges({"a": [square(0, 0)], "b": [square(1, 0, turned=True)]})["a"] == ("b",)


def test_a_place_of_several_parts_has_the_neighbours_of_all() -> None:
    outlines = {"a": [square(0, 0), square(3, 0)], "b": [square(1, 0)], "c": [square(4, 0)]}
    assert neighbours_by_shared_edges(outlines)["a"] == ("b", "c")


def test_a_place_inside_another_is_its_neighbour() -> None:
    hole = square(1, 1)
    outlines = {"around": [[(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 0.0)], hole], "inside": [hole]}
    assert neighbours_by_shared_edges(outlines) == {"around": ("inside",), "inside": ("around",)}


def test_points_that_repeat_are_no_edge() -> None:
    outlines: dict[str, list[list[Point]]] = {
        "a": [[(0, 0), (0, 0), (1, 0), (0, 0)]],
        "b": [[(0, 0), (0, 0), (0, 1), (0, 0)]],
    }
    assert neighbours_by_shared_edges(outlines) == {"a": (), "b": ()}


def test_nothing_has_no_neighbours() -> None:
    assert neighbours_by_shared_edges({}) == {}


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4))))
def test_on_a_grid_neighbours_are_the_squares_beside(cells: set[tuple[int, int]]) -> None:
    names = {cell: f"{cell[0]}-{cell[1]}" for cell in cells}
    found = neighbours_by_shared_edges({names[cell]: [square(*cell)] for cell in cells})
    for x, y in cells:
        beside = {(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)} & cells
        assert found[names[(x, y)]] == tuple(sorted(names[cell] for cell in beside))
