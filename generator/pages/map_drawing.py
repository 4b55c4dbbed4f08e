"""The province as a light drawing: borders thinned once for both sides of each, in whole numbers.

Pure geometry; what a reader sees of it is made in map.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Spot = tuple[int, int]
Border = tuple[Point, ...]

LONGER_SIDE = 1000  # units of the drawing; on a desktop one is about a pixel
_MARGIN = 6
_TOLERANCE = 2.0  # units that a border may stray from its original
_DEGREE = 2  # lines that meet in a point in the middle of a border


@dataclass(frozen=True)
class Drawing:
    """A drawing: its size, the land and the borders inside it as one path each, and for each place its outline
    and where its name fits.
    """

    width: int
    height: int
    land: str
    borders: str
    outlines: Mapping[str, str]
    centres: Mapping[str, Spot]


def draw(shapes: Mapping[str, Sequence[Sequence[Point]]]) -> Drawing:
    """Return the drawing of some places by code; rings are closed, in degrees of longitude and latitude.

    Neighbours must share the points of their border, as a topological simplification leaves them; then they share
    the thinned border too, and no gap opens.
    """
    projected, width, height = _project(shapes)
    junctions = _junctions(ring for rings in projected.values() for ring in rings)
    thinned: dict[Border, tuple[Spot, ...]] = {}
    inner: set[Border] = set()
    outlines: dict[str, str] = {}
    centres: dict[str, Spot] = {}
    for code in sorted(projected):
        rings = [_thin_ring(ring, junctions, thinned, inner) for ring in projected[code]]
        outlines[code] = "".join(f"{_path(ring[:-1])}z" for ring in rings)
        centres[code] = _centre(max(rings, key=lambda ring: abs(_area(ring))))
    borders = "".join(_path(thinned[border]) for border in sorted(inner) if len(thinned[border]) > 1)
    coast = _joined(line for border, line in sorted(thinned.items()) if border not in inner)
    land = "".join(f"{_path(ring)}z" for ring in coast)
    return Drawing(width, height, land, borders, outlines, centres)


def _project(
    shapes: Mapping[str, Sequence[Sequence[Point]]],
) -> tuple[dict[str, list[list[Point]]], int, int]:
    """Return the rings in units of the drawing, and its size. Equirectangular: true enough for one province."""
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    if not points:
        return {}, 2 * _MARGIN, 2 * _MARGIN
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shrink = math.cos(math.radians((south + north) / 2))
    scale = LONGER_SIDE / max((east - west) * shrink, north - south)

    def place(point: Point) -> Point:
        return (_MARGIN + (point[0] - west) * shrink * scale, _MARGIN + (north - point[1]) * scale)

    projected = {code: [[place(point) for point in ring] for ring in rings] for code, rings in shapes.items()}
    width = round((east - west) * shrink * scale) + 2 * _MARGIN
    return projected, width, round((north - south) * scale) + 2 * _MARGIN


def _junctions(rings: Iterable[Sequence[Point]]) -> set[Point]:
    """Return the points where more than two border lines meet."""
    lines: dict[Point, set[Point]] = {}
    for ring in rings:
        for start, end in pairwise(ring):
            if start != end:
                lines.setdefault(start, set()).add(end)
                lines.setdefault(end, set()).add(start)
    return {point for point, others in lines.items() if len(others) > _DEGREE}


def _thin_ring(
    ring: Sequence[Point], junctions: set[Point], thinned: dict[Border, tuple[Spot, ...]], inner: set[Border]
) -> tuple[Spot, ...]:
    """Return a closed ring made of thinned borders.

    `thinned` keeps each border for its other side, `inner` those whose two sides were met.
    """
    points = list(ring[:-1])
    first = next((at for at, point in enumerate(points) if point in junctions), points.index(min(points)))
    points = [*points[first:], *points[:first], points[first]]
    cuts = [at for at, point in enumerate(points) if point in junctions or at in (0, len(points) - 1)]
    result: list[Spot] = []
    for start, end in pairwise(cuts):
        border = tuple(points[start : end + 1])
        forward = border <= border[::-1]
        key = border if forward else border[::-1]
        if key in thinned:
            inner.add(key)
        else:
            thinned[key] = _rounded(_thin(key))
        line = thinned[key] if forward else thinned[key][::-1]
        result += line if not result else line[1:]
    return tuple(result)


def _thin(line: Border) -> Border:
    """Return a line without the points that hardly bend it (Douglas and Peucker, 1973); its ends stay."""
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    parts = [(0, len(line) - 1)]
    if line[0] == line[-1] and len(line) > 3:  # a ring of its own: hold it open at its farthest point
        middle = max(range(len(line)), key=lambda at: math.dist(line[at], line[0]))
        keep[middle] = True
        parts = [(0, middle), (middle, len(line) - 1)]
    while parts:
        start, end = parts.pop()
        distances = [_distance(line[at], line[start], line[end]) for at in range(start + 1, end)]
        if distances and (farthest := max(distances)) > _TOLERANCE:
            middle = start + 1 + distances.index(farthest)
            keep[middle] = True
            parts += [(start, middle), (middle, end)]
    return tuple(point for point, kept in zip(line, keep, strict=True) if kept)


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from a line between two others."""
    length = math.dist(start, end)
    if length == 0:
        return math.dist(point, start)
    along = ((point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (end[1] - start[1])) / length**2
    along = min(max(along, 0), 1)
    foot = (start[0] + along * (end[0] - start[0]), start[1] + along * (end[1] - start[1]))
    return math.dist(point, foot)


def _rounded(line: Border) -> tuple[Spot, ...]:
    """Return a line in whole numbers; points that fall on the one before are dropped."""
    spots = [(round(x), round(y)) for x, y in line]
    return (spots[0], *(spot for before, spot in pairwise(spots) if spot != before))


def _joined(lines: Iterable[tuple[Spot, ...]]) -> list[list[Spot]]:
    """Return the rings that some lines form, end to end; the last point of a ring is not its first again."""
    rest = [line for line in lines if len(line) > 1]
    rings = []
    while rest:
        ring = list(rest.pop(0))
        while ring[0] != ring[-1]:
            at = next((at for at, line in enumerate(rest) if ring[-1] in (line[0], line[-1])), None)
            if at is None:
                break
            line = rest.pop(at)
            ring += (line if line[0] == ring[-1] else line[::-1])[1:]
        rings.append(ring[:-1] if ring[0] == ring[-1] else ring)
    return rings


def _path(line: Sequence[Spot]) -> str:
    """Return SVG path data: an absolute start, then relative lines, with no more separators than needed."""
    steps = (number for (x, y), (next_x, next_y) in pairwise(line) for number in (next_x - x, next_y - y))
    numbers = "".join(f" {step}" if step >= 0 else str(step) for step in steps)
    return f"M{line[0][0]} {line[0][1]}l{numbers.removeprefix(' ')}"


def _area(ring: Sequence[Spot]) -> float:
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(ring)) / 2


def _centre(ring: Sequence[Spot]) -> Spot:
    """Return the centroid of a ring, or the middle of its box where it has no area."""
    area = _area(ring)
    if area == 0:
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    x = sum((ax + bx) * (ax * by - bx * ay) for (ax, ay), (bx, by) in pairwise(ring)) / (6 * area)
    y = sum((ay + by) * (ax * by - bx * ay) for (ax, ay), (bx, by) in pairwise(ring)) / (6 * area)
    return round(x), round(y)
