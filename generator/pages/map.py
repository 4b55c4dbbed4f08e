"""The map of the province, each commune a link, and beside it the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.artifact import Artifact
from generator.diagnostics import Origin
from generator.loading.outlines import FILE as OUTLINES_FILE
from generator.model.catalog import Catalog
from generator.model.places import Commune, CommuneType
from generator.pages.map_drawing import Drawing, Spot, draw
from generator.pages.shared import DIRECTORY, Page, Site
from generator.pages.wording import Wording
from generator.text import format_number, sort_key

MAP = "ban-do/"

_EDGE = 0.2  # part of the width at either side where names are written inwards


@dataclass(frozen=True)
class MapPlace:
    """A commune on the map and in the table; without an outline it stands in the table only."""

    commune: Commune
    outline: str | None
    spot: Spot
    anchor: str
    schools: int

    @property
    def is_ward(self) -> bool:
        """Tell whether it is a town's ward, which the map tints."""
        return self.commune.type is CommuneType.PHUONG

    @property
    def districts(self) -> tuple[str, ...]:
        """Return the former districts that it has a part of."""
        return tuple(dict.fromkeys(unit.district for unit in self.commune.old_units))


def map_data(catalog: Catalog) -> tuple[Commune | str, ...]:
    """Return what the map shows of a catalog besides its texts."""
    counts = [len(catalog.schools_of(commune)) for commune in catalog.communes]
    return (*catalog.communes, repr(counts), repr(catalog.shapes))


def map_page(site: Site) -> Artifact:
    """Return the page of the map."""
    catalog = site.catalog
    texts = catalog.texts.map
    wording = Wording({**site.common_values, "communes": format_number(len(catalog.communes))}, texts.origin)
    page = Page(
        path=f"{MAP}index.html",
        title=f"{wording.plain(texts.page_title)} - {catalog.project.province.full_name}",
        description=wording.plain(texts.description),
    )
    drawing = draw(catalog.shapes)
    return site.render(
        "map.html",
        page,
        (texts.origin, Origin(OUTLINES_FILE), *(commune.origin for commune in catalog.communes)),
        {
            "texts": texts,
            "say": wording,
            "province": catalog.project.province.full_name,
            "drawing": drawing,
            "places": _places(catalog, drawing),
            "directory": DIRECTORY,
        },
        ("directory.css", "map.css"),
    )


def _places(catalog: Catalog, drawing: Drawing) -> Sequence[MapPlace]:
    communes = sorted(catalog.communes, key=lambda commune: sort_key(commune.name))
    return [
        MapPlace(
            commune,
            drawing.outlines.get(commune.code),
            (spot := drawing.centres.get(commune.code, (0, 0))),
            _anchor(spot, drawing.width),
            len(catalog.schools_of(commune)),
        )
        for commune in communes
    ]


def _anchor(spot: Spot, width: int) -> str:
    """Return the side of a name that stands on its spot, so that no name leaves the drawing."""
    if spot[0] < width * _EDGE:
        return "start"
    return "end" if spot[0] > width * (1 - _EDGE) else "middle"
