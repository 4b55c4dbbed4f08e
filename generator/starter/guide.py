"""HUONG-DAN.html: how the owner puts this very site on the web, with the words of content/starter/huong-dan.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from generator.diagnostics import Diagnostic, Findings, Origin, UserError
from generator.loading.binding import bind_tree
from generator.loading.files import read_file
from generator.loading.yaml_source import SIZE_LIMIT, read_yaml
from generator.model.base import Record
from generator.starter.views.common import View, fill

FILE = "content/starter/huong-dan.yml"


class GuideSection(Record):
    """One part; with `needs: granted` only shown when the day of the grant is known."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    heading: str
    text: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    needs: Literal["granted"] | None = None


class Guide(Record):
    """All words of the page."""

    heading: str
    lead: str
    weight: str
    no_domain: str
    sections: tuple[GuideSection, ...]


@lru_cache(maxsize=4)
def load_guide(root: Path) -> Guide:
    """Return the words; UserError when the file cannot be read."""
    findings = Findings()
    file = read_file(root, FILE, SIZE_LIMIT, findings)
    node = read_yaml(file, findings) if file else None
    guide = bind_tree(Guide, node, FILE, findings) if node else None
    findings.raise_errors()
    if not isinstance(guide, Guide):
        raise UserError(Diagnostic("starter.guide", Origin(FILE), "Không đọc được tệp này."))
    return guide


def guide_view(guide: Guide, domain: str, weight: str, years: int, end: str) -> View:
    """Return the page's words with what is known of this site; `end` is "" while the grant is not known."""
    values: dict[str, str | int] = {
        "domain": domain or guide.no_domain,
        "weight": weight,
        "years": years,
        "end": end,
    }

    def filled(texts: tuple[str, ...]) -> list[str]:
        return [fill(text, **values) for text in texts]

    return {
        "lead": fill(guide.lead, **values),
        "sections": [
            {
                "id": section.id,
                "heading": fill(section.heading, **values),
                "text": filled(section.text),
                "steps": filled(section.steps),
                "points": filled(section.points),
            }
            for section in guide.sections
            if end or section.needs != "granted"
        ],
    }
