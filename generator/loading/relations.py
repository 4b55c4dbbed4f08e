"""What must hold between files: references lead somewhere, places have numbers, nothing is there twice."""

from __future__ import annotations

from generator.diagnostics import Findings
from generator.loading.library_relations import check_library
from generator.loading.parts import Parts
from generator.loading.permalink_relations import check_permalinks
from generator.loading.place_relations import check_places
from generator.loading.programme_relations import check_programme, check_project


def check_relations(parts: Parts, findings: Findings) -> None:
    """Note everything that does not fit between the parts. Each check stands on its own."""
    check_places(parts, findings)
    check_programme(parts, findings)
    check_project(parts, findings)
    check_permalinks(parts, findings)
    check_library(parts, findings)
