"""Names of paper."""

from __future__ import annotations

from generator.model.print_material import Sheet

_PAPERS = {(210, 297): "A4", (297, 420): "A3", (148, 210): "A5", (105, 148): "A6"}


def paper_name(sheet: Sheet) -> str:
    """Return what the paper of a sheet is called: "A4", or its measures."""
    short, long = sorted((sheet.width, sheet.height))
    return _PAPERS.get((round(short), round(long)), f"{short:g} × {long:g} mm")
