"""Words for paper that cannot be composed: told before anything is laid out, for every state of the offer to come."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from generator.cache import Memo, make_always
from generator.diagnostics import Diagnostic, UserError
from generator.model.catalog import Catalog
from generator.model.places import Place, School
from generator.model.print_material import PrintMaterial
from generator.model.project import Edition
from generator.pages.offers import timeline
from generator.pages.shared import PACKS
from generator.print import composer_of, layout_problems, places_of
from generator.print.engine import engine_of
from generator.print.packs import sent_words
from generator.print.papers import paper_jobs
from generator.print.sheets import Composer


def check_print(catalog: Catalog, edition: Edition, root: Path, material: PrintMaterial) -> list[Diagnostic]:
    """Return an error for each sheet, picture, paper or message that cannot be composed, each mistake once.

    Looked at are one place of each kind, on the day of the build and on the first day of every later state.
    """
    found: dict[tuple[str, str], Diagnostic] = {}
    for segment in timeline(catalog.programme, edition.built_on):
        composer = composer_of(catalog, replace(edition, built_on=segment.start), root, material)
        for place in _one_of_each_kind(places_of(catalog)):
            for problem in _problems(composer, root, place):
                found.setdefault((problem.rule, str(problem.origin)), problem)
    return list(found.values())


def check_layout(
    catalog: Catalog, edition: Edition, root: Path, material: PrintMaterial, memo: Memo = make_always
) -> list[Diagnostic]:
    """Return an error for each sheet, picture and paper whose words do not fit, at the longest name of each kind."""
    longest_first = sorted(places_of(catalog), key=lambda place: -len(place.title))
    return layout_problems(catalog, edition, root, material, list(_one_of_each_kind(longest_first)), memo)


def _one_of_each_kind(places: Iterable[Place]) -> Iterator[Place]:
    """Yield places that differ in what their sheets say: a commune, a school with pupils under age, one without."""
    known: set[object] = set()
    for place in places:
        kind = place.level.has_minors if isinstance(place, School) else None
        if kind not in known:
            known.add(kind)
            yield place


def _problems(composer: Composer, root: Path, place: Place) -> Iterator[Diagnostic]:
    looks: tuple[Callable[[], object], ...] = (
        *(lambda sheet=sheet: composer.content(sheet, place) for sheet in composer.sheets_of(place)),
        lambda: list(composer.images(place)),
        lambda: list(paper_jobs(composer, engine_of(root), place)),
        lambda: sent_words(composer, place),
    )
    for look in looks:
        try:
            look()
        except UserError as problem:
            yield from problem.diagnostics


def check_links_of_packs(material: PrintMaterial, site: Container[str]) -> list[Diagnostic]:
    """Return an error for each link of content/print/page.yml to a page that a site, by its paths, does not have."""
    texts = material.page
    return [
        Diagnostic(
            "link.missing",
            texts.origin.at("more"),
            f"Liên kết “{link.label}” dẫn tới “{link.page}”, không có trang này.",
            "Sửa page của liên kết; tên trang là tên tệp trong content/guide, ví dụ cho-can-bo/.",
        )
        for link in texts.more
        if link.page != PACKS and f"{link.page.partition('#')[0]}index.html" not in site
    ]
