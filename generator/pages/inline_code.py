"""A code drawn into the page itself: strokes instead of outlines, because they compress to fewer bytes."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup, escape

from generator.qr import MARGIN, code_matrix

_PIXELS_PER_MODULE = 4  # whole pixels, so that no module is blurred


def inline_code(content: str, label: str) -> Markup:
    """Return a code with its white margin as SVG for HTML; `label` is read to those who do not see it."""
    matrix = code_matrix(content)
    parts: list[str] = []
    at_x, at_y = 0, 0
    for y, row in enumerate(matrix.tolist()):
        x = 0
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                parts.append(f"m{x - at_x} {y - at_y}h{width}".replace(" -", "-"))
                at_x, at_y = x + width, y
            x += width
    side = len(matrix) + 2 * MARGIN
    size = side * _PIXELS_PER_MODULE
    return Markup(
        f'<svg class="code" viewBox="0 0 {side} {side}" width="{size}" height="{size}" role="img" '
        f'aria-label="{escape(label)}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path stroke="#000" d="M{MARGIN} {MARGIN}.5{"".join(parts)}"/></svg>'
    )
