"""A code drawn into the page itself: strokes instead of outlines, because they compress to fewer bytes."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup, escape

from generator.cache import Memo, code_of, make_always

INLINE_CODE = "code-inline"  # the kind of a kept drawing
_PIXELS_PER_MODULE = 4  # whole pixels, so that no module is blurred


def inline_code(content: str, label: str, memo: Memo = make_always) -> Markup:
    """Return a code with its white margin as SVG for HTML; `label` is read to those who do not see it.

    `memo` may remember the drawing.
    """
    size, paths = memo(INLINE_CODE, (_recipe(), content), lambda: _drawing(content)).decode().split("\n")
    return Markup(
        f'<svg class="code" viewBox="0 0 {size} {size}" width="{int(size) * _PIXELS_PER_MODULE}" '
        f'height="{int(size) * _PIXELS_PER_MODULE}" role="img" '
        f'aria-label="{escape(label)}" shape-rendering="crispEdges">{paths}</svg>'
    )


def _recipe() -> str:
    return code_of("qr", "pages/inline_code")


def _drawing(content: str) -> bytes:
    """Return the side in modules, margin included, and the two paths of a code, a line each."""
    from generator.qr import MARGIN, code_matrix  # numpy and qrcode take 0.3 s to import, and mostly the codes are kept

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
    return (
        f'{side}\n<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path stroke="#000" d="M{MARGIN} {MARGIN}.5{"".join(parts)}"/>'
    ).encode()
