"""Which places lie beside each other, from their outlines alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

Point = tuple[float, float]


def neighbours_by_shared_edges(
    outlines: Mapping[str, Sequence[Sequence[Point]]],
) -> dict[str, tuple[str, ...]]:
    """Return, for each code, the sorted codes whose outlines share at least one edge with it.

    An edge is a pair of consecutive points of a ring, in either direction. Places that only touch in a point
    are not neighbours. Outlines must share their points exactly, as a topological simplification leaves them.
    """
    owners: dict[tuple[Point, Point], set[str]] = {}
    for code, rings in outlines.items():
        for ring in rings:
            for start, end in pairwise(ring):
                if start != end:
                    owners.setdefault((start, end) if start < end else (end, start), set()).add(code)
    found: dict[str, set[str]] = {code: set() for code in outlines}
    for codes in owners.values():
        if len(codes) > 1:
            for code in codes:
                found[code] |= codes - {code}
    return {code: tuple(sorted(others)) for code, others in found.items()}
