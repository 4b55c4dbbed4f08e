"""The table of contents: what happens, in order, from a project's folder to its output."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.ahead import (
    Ahead,
    on_another_core,
    parts_of_a_site,
    parts_of_print,
    slow_codes,
    slow_printshop,
    slow_texts,
)
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
from generator.pages.every_page import render_pages
from generator.pages.offline import offline_artifacts
from generator.plan import CACHE_FILE, DEFAULT_PARTS, STAGES
from generator.rendering import KeptTemplates
from generator.search import check_other_names, search_index
from generator.staging import guide_ingredients
from generator.writing import WriteReport, write_output

if TYPE_CHECKING:
    from generator.model.print_material import PrintMaterial

SITE = "site/"

Progress = Callable[[str, int, int], None]  # a stage, and how many of how many of its parts are done


def unseen(stage: str, done: int, total: int) -> None:
    """Show nobody how far a build is."""


@dataclass
class Stopwatch:
    """Seconds by stage, in order."""

    seconds: dict[str, float] = field(default_factory=dict)
    progress: Progress = unseen

    @contextmanager
    def stage(self, name: str) -> Iterator[Callable[[int, int], None]]:
        """Announce a stage and time it; yield what tells how far it is."""
        self.progress(name, 0, 0)
        start = time.perf_counter()
        yield partial(self.progress, name)
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


@dataclass(frozen=True)
class Run:
    """What one run of the program knows: the project, its edition, what was kept, what it prints (None: nothing)."""

    root: Path
    catalog: Catalog
    edition: Edition
    cache: Cache
    watch: Stopwatch
    material: PrintMaterial | None = None


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


def edition_or_raise(catalog: Catalog, built_on: date, release: bool) -> Edition:
    """Return the edition of a catalog; UserError when it must not be shown so: a release of what nobody verified."""
    edition = edition_for(catalog.project, built_on, release)
    _raise_errors(check_catalog(catalog, edition))
    return edition


def load_or_raise(root: Path) -> tuple[Catalog, tuple[Diagnostic, ...]]:
    """Return the catalog and its warnings; UserError with every problem when there is an error."""
    catalog, diagnostics = load_catalog(root)
    if catalog is None:
        raise UserError(diagnostics)
    return catalog, diagnostics


def material_or_raise(root: Path) -> PrintMaterial:
    """Return what every place prints and speaks; UserError with every problem when there is an error."""
    findings = Findings()
    material = load_print_material(root, findings)
    findings.raise_errors()
    assert material is not None
    return material


def web_artifacts(catalog: Catalog, edition: Edition, root: Path, memo: Memo = make_always) -> ArtifactSet:
    """Return every page and code of the site but the guide's own pages, by site-relative path."""
    return ArtifactSet(
        [*page_artifacts(catalog, edition, root, memo).values(), *code_artifacts(catalog, edition, memo)]
    )


def page_artifacts(
    catalog: Catalog,
    edition: Edition,
    root: Path,
    memo: Memo = make_always,
    compiled: KeptTemplates | None = None,
    material: PrintMaterial | None = None,
) -> ArtifactSet:
    """Return every page of the site but the guide's own.

    `memo` may remember pages, `compiled` templates; `material` is what every place has to print, in a build that
    makes it.
    """
    page_memo = _page_memo(root, memo)
    return ArtifactSet(render_pages(catalog, edition, root, _guide_titles(root), page_memo, compiled, material))


def _page_memo(root: Path, memo: Memo) -> Memo:
    """Return a memo whose results also depend on everything that turns data into pages."""
    recipe = page_recipe(root)
    return lambda kind, ingredients, make: memo(kind, (recipe, *ingredients), make)


def _guide_titles(root: Path) -> dict[str, str]:
    """Return the titles of the guide's pages by address; a page without one is told when it is rendered."""
    titles = {}
    for page in guide_pages(root):
        titles[page.site_path] = page.site_path
        with suppress(UserError):
            titles[page.site_path] = split_front_matter(page.text, page.file)[0].title
    return titles


def check(
    root: Path, built_on: date, release: bool, render_guide: GuideRenderer, progress: Progress = unseen
) -> tuple[Diagnostic, ...]:
    """Return every finding about the data and the site built from it, in reading order; writes no output."""
    catalog, loaded = load_catalog(root)
    words = Findings()
    material = load_print_material(root, words)
    findings = [*loaded, *words.items]
    if catalog is None:
        return in_reading_order(findings)
    edition = edition_for(catalog.project, built_on, release)
    # Twenty checks between two builds must not make the second build cold.
    with Cache(root / CACHE_FILE, ages=False) as cache:
        run = Run(root, catalog, edition, cache, Stopwatch(progress=progress))
        try:
            if material is not None:
                wrong = wrong_words(root, catalog, edition, material)
                findings += wrong or _words_that_do_not_fit(run, material)
            site, found = _checked_site(run, render_guide)
            findings += found
            if material is not None:
                findings += _dead_links_of_packs(material, site)
        except UserError as problem:
            findings += problem.diagnostics
    return in_reading_order(findings)


def build(
    root: Path,
    out: Path,
    built_on: date,
    release: bool,
    render_guide: GuideRenderer,
    progress: Progress = unseen,
    parts: Collection[str] = DEFAULT_PARTS,
) -> BuildResult:
    """Build the whole site, with sheets and packs when `parts` names "print", and write it to `out`.

    UserError with every problem, and nothing written, when there is one.
    """
    watch = Stopwatch(progress=progress)
    with watch.stage(STAGES[0]):
        catalog, loaded = load_or_raise(root)
        material = material_or_raise(root) if "print" in parts else None
    edition = edition_for(catalog.project, built_on, release)
    with Cache(root / CACHE_FILE) as cache:
        run = Run(root, catalog, edition, cache, watch, material)
        books = parts_of_print(catalog, cache) if material else ()
        with on_another_core(root, edition, cache, books) as ahead:
            site, found = _checked_site(run, render_guide)
            findings = _raise_errors([*loaded, *found])
            placed = ArtifactSet(Artifact(SITE + item.path, item.content, item.sources) for item in site.values())
            if material is not None:
                with watch.stage(STAGES[8]):
                    ahead.take_over(slow_printshop)
                    placed.add_all(_printshop(run, material))
    with watch.stage(STAGES[-1]):
        report = write_output(out, placed, edition, __version__)
    return BuildResult(site, report, findings, watch.seconds)


def _raise_errors(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings in reading order; UserError when one of them is an error."""
    ordered = in_reading_order(findings)
    if any(item.severity is Severity.ERROR for item in ordered):
        raise UserError(ordered)
    return ordered


def _checked_site(run: Run, render_guide: GuideRenderer) -> tuple[ArtifactSet, list[Diagnostic]]:
    """Return all files of the site and every finding about them."""
    catalog, edition, cache, watch = run.catalog, run.edition, run.cache, run.watch
    findings = list(check_catalog(catalog, edition))
    with ExitStack() as beside:
        with on_another_core(run.root, edition, cache, parts_of_a_site(catalog, cache)) as ahead:
            written = _pages_and_guide(run, render_guide, ahead)
            finish_index = beside.enter_context(search_index(catalog, written, cache))
            with watch.stage(STAGES[3]):
                offline = [*offline_artifacts(catalog, edition, run.root, written, cache.memo, KeptTemplates(cache))]
                parsed = parse_pages(ArtifactSet([*written.values(), *offline]), cache.memo)
                findings += readability_findings(run.root, catalog, edition, cache.memo)
            ahead.take_over(slow_codes)  # what stands above this line needs no code
        site = ArtifactSet([*written.values(), *offline, *code_artifacts(catalog, edition, cache.memo)])
        with watch.stage(STAGES[4]):
            findings += code_findings(catalog, edition, site, cache)
        if run.material is not None:
            _raise_errors([*findings, *wrong_words(run.root, catalog, edition, run.material)])  # before the long work
            with watch.stage(STAGES[5]) as told:
                printed = _printed(run, run.material, told)
                site.add_all(printed.values())
                parsed |= parse_pages(printed, cache.memo)
        with watch.stage(STAGES[6]):
            findings += [*check_site(catalog, edition, site, parsed), *check_other_names(catalog, site)]
            site.add_all(finish_index())  # no page names its files, so nothing above waits for them
    if run.material is not None:
        with watch.stage(STAGES[7]) as told:
            findings += _unreadable_sheets(run, run.material, site, told)
    return site, findings


def _pages_and_guide(run: Run, render_guide: GuideRenderer, ahead: Ahead) -> ArtifactSet:
    """Return every page that people read on the site."""
    root, catalog, edition, memo = run.root, run.catalog, run.edition, run.cache.memo
    with run.watch.stage(STAGES[1]):
        pages = page_artifacts(catalog, edition, root, ahead.memo, KeptTemplates(run.cache), run.material)
    ahead.take_over(slow_texts)
    with run.watch.stage(STAGES[2]):
        codes = (Artifact(path, b"") for path in expected_codes(catalog, edition))
        targets = ArtifactSet([*pages.values(), *codes])
        ingredients = guide_ingredients(root, catalog, edition, targets, memo)
        guide = kept_guide(root, catalog, edition, targets, render_guide, ingredients, memo)
    return ArtifactSet([*pages.values(), *guide.values()])


# What is printed and spoken has engines that a build of pages alone need not wait for: each imports its own.


def wrong_words(root: Path, catalog: Catalog, edition: Edition, material: PrintMaterial) -> list[Diagnostic]:
    """Return what cannot be composed for paper, and what nobody can read aloud in the loudspeaker scripts."""
    from generator.pages.shared import Site
    from generator.pages.theme import create_theme
    from generator.print.checking import check_print
    from generator.speech.checking import check_speech

    spoken = check_speech(Site(catalog, edition, create_theme(root)), material.speech, catalog.places)
    return [*check_print(catalog, edition, root, material), *spoken]


def _words_that_do_not_fit(run: Run, material: PrintMaterial) -> list[Diagnostic]:
    """Return what is too long for its paper where names are longest: all that a build would lay out."""
    from generator.print.checking import check_layout

    return check_layout(run.catalog, run.edition, run.root, material, run.cache.memo)


def _dead_links_of_packs(material: PrintMaterial, site: ArtifactSet) -> list[Diagnostic]:
    """Return the links of pages about packs that lead nowhere: those pages themselves a check does not make."""
    from generator.print.checking import check_links_of_packs

    return check_links_of_packs(material, site)


def _printed(run: Run, material: PrintMaterial, told: Callable[[int, int], None]) -> ArtifactSet:
    """Return sheets, pictures and packs of every place with the pages about them."""
    from generator.print import print_artifacts
    from generator.print.pack_page import pack_pages

    given = (run.catalog, run.edition, run.root, material)
    printed = ArtifactSet(print_artifacts(*given, run.cache.memo, told))
    printed.add_all(list(pack_pages(*given, printed, run.cache.memo, _page_memo(run.root, run.cache.memo))))
    return printed


def _unreadable_sheets(
    run: Run, material: PrintMaterial, site: ArtifactSet, told: Callable[[int, int], None]
) -> tuple[Diagnostic, ...]:
    """Read the codes on all sheets back; return an error for each bad one."""
    from generator.print.verification import unreadable_sheets

    return unreadable_sheets(run.catalog, run.edition, material, site, run.cache.memo, told)


def _printshop(run: Run, material: PrintMaterial) -> Iterator[Artifact]:
    """Yield what goes to a print shop."""
    from generator.print import composer_of
    from generator.printshop.folder import printshop_artifacts

    composer = composer_of(run.catalog, run.edition, run.root, material)
    return printshop_artifacts(composer, run.root, run.cache.memo)
