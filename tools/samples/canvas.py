"""A small drawing kit: shapes with light, in SVG, for the pictures of the sample sites. No photo, no third party."""

from __future__ import annotations

import math
import random

WIDTH, HEIGHT = 960, 720


class Canvas:
    """Collects shapes and their gradients; `svg` returns the drawing, `view` is the part of it that is shown."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.view = (0, 0, WIDTH, HEIGHT)
        self._defs: list[str] = []
        self._shapes: list[str] = []

    def fill(self, *stops: str, sideways: bool = False, radial: bool = False) -> str:
        """Return a fill: one colour, or a gradient of several, from the top or from the left."""
        if len(stops) == 1:
            return stops[0]
        name = f"g{len(self._defs)}"
        inner = "".join(
            f'<stop offset="{index / (len(stops) - 1):.3f}" stop-color="{colour}"/>'
            for index, colour in enumerate(stops)
        )
        if radial:
            self._defs.append(f'<radialGradient id="{name}" cx=".38" cy=".32" r=".75">{inner}</radialGradient>')
        else:
            end = 'x2="1" y2="0"' if sideways else 'x2="0" y2="1"'
            self._defs.append(f'<linearGradient id="{name}" x1="0" y1="0" {end}>{inner}</linearGradient>')
        return f"url(#{name})"

    def add(self, markup: str) -> None:
        """Add raw SVG."""
        self._shapes.append(markup)

    def path(self, d: str, fill: str, opacity: float = 1, blur: bool = False, more: str = "") -> None:
        """Add a filled path."""
        soft = ' filter="url(#soft)"' if blur else ""
        self.add(f'<path d="{d}" fill="{fill}" opacity="{opacity:g}"{soft} {more}/>')

    def line(self, d: str, colour: str, width: float, opacity: float = 1) -> None:
        """Add a round line."""
        self.add(
            f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round" '
            f'stroke-linejoin="round" opacity="{opacity:g}"/>'
        )

    def rect(self, x: float, y: float, w: float, h: float, fill: str, r: float = 0, opacity: float = 1) -> None:
        """Add a rectangle."""
        self.add(
            f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{r:g}" fill="{fill}" opacity="{opacity:g}"/>'
        )

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1, blur: bool = False) -> None:
        """Add an ellipse around a point."""
        soft = ' filter="url(#soft)"' if blur else ""
        self.add(f'<ellipse cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{ry:g}" fill="{fill}" opacity="{opacity:g}"{soft}/>')

    def shadow(self, x: float, y: float, rx: float, ry: float, opacity: float = 0.28) -> None:
        """Add a soft shadow."""
        self.oval(x, y, rx, ry, "#1a120a", opacity, blur=True)

    def leaf(self, x: float, y: float, length: float, angle: float, fill: str, vein: str = "#ffffff") -> None:
        """Add a leaf whose stalk stands at a point."""
        half = length * 0.24
        d = f"M0 0C{length * 0.25:g} {-half:g} {length * 0.7:g} {-half:g} {length:g} 0"
        d += f"C{length * 0.7:g} {half:g} {length * 0.25:g} {half:g} 0 0z"
        self.add(
            f'<g transform="translate({x:g} {y:g}) rotate({angle:g})"><path d="{d}" fill="{fill}"/>'
            f'<path d="M{length * 0.08:g} 0H{length * 0.92:g}" stroke="{vein}" stroke-width="1.5" opacity=".3"/></g>'
        )

    def hills(
        self, base: float, height: float, fill: str, waves: int = 3, phase: float = 0, opacity: float = 1
    ) -> None:
        """Add a row of soft hills that reaches the lower edge."""
        points = []
        for step in range(0, WIDTH + 21, 20):
            turn = step / WIDTH * math.tau * waves / 2 + phase
            y = base - height * (0.55 + 0.45 * math.sin(turn)) * (0.8 + 0.2 * math.sin(2.3 * turn + 1))
            points.append(f"{step} {y:.1f}")
        self.path(f"M0 {HEIGHT}L" + "L".join(points) + f"V{HEIGHT}z", fill, opacity)

    def peaks(self, base: float, peaks: list[tuple[float, float, float]], fill: str, opacity: float = 1) -> None:
        """Add steep mountains: (middle, half width, height), rounded on top like limestone."""
        for middle, half, height in peaks:
            top = base - height
            d = f"M{middle - half:g} {base:g}C{middle - half * 0.55:g} {base - height * 0.2:g} "
            d += f"{middle - half * 0.45:g} {top:g} {middle - half * 0.05:g} {top:g}"
            d += f"S{middle + half * 0.4:g} {base - height * 0.45:g} {middle + half:g} {base:g}z"
            self.path(d, fill, opacity)

    def table(self, wall: tuple[str, ...], top: tuple[str, ...], edge: float = 440) -> None:
        """Fill the ground of a still life: a wall with light from the left, and a table."""
        self.rect(0, 0, WIDTH, HEIGHT, self.fill(*wall))
        self.path("M60 0h250L120 440H-130z", "#ffffff", 0.16, blur=True)
        self.path("M400 0h110L330 440H200z", "#ffffff", 0.1, blur=True)
        self.rect(0, edge, WIDTH, HEIGHT - edge, self.fill(*top))
        self.rect(0, edge, WIDTH, 5, "#ffffff", opacity=0.16)

    @property
    def svg(self) -> str:
        """Return the drawing, cut to `view`: left, top, width, height."""
        left, top, width, height = self.view
        area = 'x="-30%" y="-60%" width="160%" height="220%"'
        soft = f'<filter id="soft" {area}><feGaussianBlur stdDeviation="16"/></filter>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}">'
            f"<defs>{soft}{''.join(self._defs)}</defs>{''.join(self._shapes)}</svg>"
        )
