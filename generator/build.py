"""The table of contents: what happens, in order, from a project's folder to its output."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.ahead import on_another_core, slow_codes, slow_texts
from generator.artifact import Artifact, ArtifactSet
from generator.cache import Cache, Memo, make_always
from generator.checks import check_catalog, check_site, parse_pages
from generator.codes import code_artifacts, expected_codes
from generator.diagnostics import Diagnostic, Findings, Severity, UserError, in_reading_order
from generator.guide import guide_pages, split_front_matter
from generator.kept import GuideRenderer, code_findings, kept_guide, page_recipe, readability_findings
from generator.loading import load_catalog, load_print_material
from generator.model.catalog import Catalog
from generator.model.project import Edition, Project
from generator.pages import render_pages
from generator.pages.offline import offline_artifacts
from generator.plan import CACHE_FILE, DEFAULT_PARTS, STAGES
from generator.rendering import KeptTemplates
from generator.search import check_other_names, search_artifacts
from generator.staging import guide_ingredients
from generator.writing import WriteReport, write_output

if TYPE_CHECKING:
    from generator.model.print_material import PrintMaterial

SITE = "site/"

Progress = Callable[[str], None]


@dataclass
class Stopwatch:
    """Seconds by stage, in order; `progress` hears each stage's name, and in a long one how far it is."""

    seconds: dict[str, float] = field(default_factory=dict)
    progress: Progress = lambda stage: None

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Announce a stage and time it."""
        self.progress(name)
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def within(self, name: str) -> Callable[[int, int], None]:
        """Return what a long stage tells how much of how much is done."""
        return lambda done, total: self.progress(f"{name} {done}/{total}")


@dataclass(frozen=True)
class BuildResult:
    """What a build made: the site's artifacts, what was written, warnings, seconds by stage."""

    site: ArtifactSet
    written: WriteReport
    warnings: tuple[Diagnostic, ...]
    seconds: dict[str, float]


def edition_for(project: Project, built_on: date, release: bool) -> Edition:
    """Return the edition of a project; a trial without a host of its own uses the reserved example host."""
    return Edition(built_on=built_on, host=project.host or project.trial_host, release=release)


def load_or_raise(root: Path) -> tuple[Catalog, tuple[Diagnostic, ...]]:
    """Return the catalog and its warnings; UserError with every problem when there is an error."""
    catalog, diagnostics = load_catalog(root)
    if catalog is None:
        raise UserError(diagnostics)
    return catalog, diagnostics


def web_artifacts(
    catalog: Catalog,
    edition: Edition,
    root: Path,
    memo: Memo = make_always,
    compiled: KeptTemplates | None = None,
    material: PrintMaterial | None = None,
) -> ArtifactSet:
    """Return every page and code of the site but the guide's own pages, by site-relative path.

    `memo` may remember pages and codes, `compiled` templates; `material` is what every place has to print, in a
    build that makes it.
    """
    artifacts = page_artifacts(catalog, edition, root, memo, compiled, material)
    artifacts.add_all(code_artifacts(catalog, edition, memo))
    return artifacts


def page_artifacts(
    catalog: Catalog,
    edition: Edition,
    root: Path,
    memo: Memo = make_always,
    compiled: KeptTemplates | None = None,
    material: PrintMaterial | None = None,
) -> ArtifactSet:
    """Return every page of the site but the guide's own, as `web_artifacts` without the codes."""
    recipe = page_recipe(root)

    def page_memo(kind: str, ingredients: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
        return memo(kind, (recipe, *ingredients), make)

    return ArtifactSet(render_pages(catalog, edition, root, _guide_titles(root), page_memo, compiled, material))


def _guide_titles(root: Path) -> dict[str, str]:
    """Return the titles of the guide's pages by address; a page without one is told when it is rendered."""
    titles = {}
    for page in guide_pages(root):
        titles[page.site_path] = page.site_path
        with suppress(UserError):
            titles[page.site_path] = split_front_matter(page.text, page.file)[0].title
    return titles


def check(
    root: Path, built_on: date, release: bool, render_guide: GuideRenderer, progress: Progress = lambda stage: None
) -> tuple[Diagnostic, ...]:
    """Return every finding about the data and the site built from it, in reading order; writes no output."""
    catalog, loaded = load_catalog(root)
    words = Findings()
    material = load_print_material(root, words)
    findings = [*loaded, *words.items]
    if catalog is None:
        return in_reading_order(findings)
    if material is not None:
        findings += _unspeakable(catalog, edition_for(catalog.project, built_on, release), root, material)
    with Cache(root / CACHE_FILE) as cache:
        try:
            _, found = _checked_site(
                root, catalog, built_on, release, render_guide, cache, Stopwatch(progress=progress)
            )
            findings += found
        except UserError as problem:
            findings += problem.diagnostics
    return in_reading_order(findings)


def build(
    root: Path,
    out: Path,
    built_on: date,
    release: bool,
    render_guide: GuideRenderer,
    progress: Progress = lambda stage: None,
    parts: Collection[str] = DEFAULT_PARTS,
) -> BuildResult:
    """Build the whole site, with sheets and packs when `parts` names "print", and write it to `out`.

    UserError with every problem, and nothing written, when there is one.
    """
    watch = Stopwatch(progress=progress)
    with watch.stage(STAGES[0]):
        catalog, loaded = load_or_raise(root)
    edition = edition_for(catalog.project, built_on, release)
    material = _material_or_raise(root) if "print" in parts else None
    with Cache(root / CACHE_FILE) as cache:
        site, found = _checked_site(root, catalog, built_on, release, render_guide, cache, watch, material)
        shop = ArtifactSet()
        if material is not None and not any(item.severity is Severity.ERROR for item in (*loaded, *found)):
            with watch.stage(STAGES[8]):
                shop.add_all(_printshop(root, catalog, edition, material, cache))
    findings = _raise_errors([*loaded, *found])
    with watch.stage(STAGES[-1]):
        placed = ArtifactSet(Artifact(SITE + item.path, item.content, item.sources) for item in site.values())
        placed.add_all(shop.values())
        report = write_output(out, placed, edition, __version__)
    return BuildResult(site, report, findings, watch.seconds)


def _raise_errors(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings in reading order; UserError when one of them is an error."""
    ordered = in_reading_order(findings)
    if any(item.severity is Severity.ERROR for item in ordered):
        raise UserError(ordered)
    return ordered


def _material_or_raise(root: Path) -> PrintMaterial:
    findings = Findings()
    material = load_print_material(root, findings)
    findings.raise_errors()
    assert material is not None
    return material


def _unspeakable(catalog: Catalog, edition: Edition, root: Path, material: PrintMaterial) -> list[Diagnostic]:
    from generator.pages.shared import Site
    from generator.pages.theme import create_theme
    from generator.speech.checking import check_speech

    site = Site(catalog, edition, create_theme(root))
    return check_speech(site, material.speech, (*catalog.communes, *catalog.schools))


def _printed(
    root: Path, catalog: Catalog, edition: Edition, material: PrintMaterial, cache: Cache, watch: Stopwatch
) -> ArtifactSet:
    """Return sheets, pictures and packs of every place with the pages about them."""
    from generator.print import print_artifacts  # engines that a build of pages alone need not wait for
    from generator.print.pack_page import pack_pages

    progress = watch.within(STAGES[5])
    printed = ArtifactSet(print_artifacts(catalog, edition, root, material, cache.memo, progress))
    printed.add_all(list(pack_pages(catalog, edition, root, material, printed, cache.memo)))
    return printed


def _printshop(
    root: Path, catalog: Catalog, edition: Edition, material: PrintMaterial, cache: Cache
) -> Iterator[Artifact]:
    from generator.print import composer_of
    from generator.printshop.folder import printshop_artifacts

    return printshop_artifacts(composer_of(catalog, edition, root, material), root, cache.memo)


def _unreadable_sheets(
    catalog: Catalog, edition: Edition, material: PrintMaterial, site: ArtifactSet, cache: Cache, watch: Stopwatch
) -> tuple[Diagnostic, ...]:
    from generator.print.verification import unreadable_sheets

    return unreadable_sheets(catalog, edition, material, site, cache.memo, watch.within(STAGES[7]))


def _checked_site(
    root: Path,
    catalog: Catalog,
    built_on: date,
    release: bool,
    render_guide: GuideRenderer,
    cache: Cache,
    watch: Stopwatch,
    material: PrintMaterial | None = None,
) -> tuple[ArtifactSet, list[Diagnostic]]:
    edition = edition_for(catalog.project, built_on, release)
    findings = list(check_catalog(catalog, edition))
    with on_another_core(root, catalog, edition, cache) as ahead:
        with watch.stage(STAGES[1]):
            pages = page_artifacts(catalog, edition, root, ahead.memo, KeptTemplates(cache), material)
        ahead.take_over(slow_texts)
        with watch.stage(STAGES[2]):
            targets = ArtifactSet(
                [*pages.values(), *(Artifact(path, b"") for path in expected_codes(catalog, edition))]
            )
            ingredients = guide_ingredients(root, catalog, edition, targets, cache.memo)
            guide = kept_guide(root, catalog, edition, targets, render_guide, ingredients, cache.memo)
        ahead.take_over(slow_codes)
    site = ArtifactSet([*pages.values(), *code_artifacts(catalog, edition, cache.memo), *guide.values()])
    with ThreadPoolExecutor(max_workers=1) as beside:
        with watch.stage(STAGES[3]):
            whole = ArtifactSet(site.values())
            index = beside.submit(lambda: tuple(search_artifacts(catalog, whole, cache.memo)))
            site.add_all(offline_artifacts(catalog, edition, root, whole, cache.memo, KeptTemplates(cache)))
        with watch.stage(STAGES[4]):
            findings += code_findings(catalog, edition, site, cache)
        if material is not None:
            findings += _unspeakable(catalog, edition, root, material)
            with watch.stage(STAGES[5]):
                site.add_all(_printed(root, catalog, edition, material, cache, watch).values())
        with watch.stage(STAGES[6]):
            parsed = parse_pages(site, cache.memo)
            findings += readability_findings(root, catalog, edition, cache.memo)
            site.add_all(index.result())
            findings += [*check_site(catalog, edition, site, parsed), *check_other_names(catalog, site)]
    if material is not None:
        with watch.stage(STAGES[7]):
            findings += _unreadable_sheets(catalog, edition, material, site, cache, watch)
    return site, findings
