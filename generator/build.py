"""The table of contents: what happens, in order, from a project's folder to its output."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator import __version__
from generator.artifact import Artifact, ArtifactSet
from generator.checks import check_catalog, check_site, unreadable_codes
from generator.codes import code_artifacts
from generator.diagnostics import Diagnostic, UserError, in_reading_order
from generator.guide import guide_pages
from generator.loading import load_catalog
from generator.model.catalog import Catalog
from generator.model.project import Edition, Project
from generator.pages import render_pages
from generator.writing import WriteReport, write_output

SITE = "site/"
STAGES = ("đọc dữ liệu", "dựng trang và mã", "dựng hướng dẫn", "kiểm tra trang", "đọc lại mã", "ghi tệp")

GuideRenderer = Callable[[Path, Catalog, Edition, ArtifactSet], ArtifactSet]
Progress = Callable[[str], None]


@dataclass
class Stopwatch:
    """Seconds by stage, in order."""

    seconds: dict[str, float] = field(default_factory=dict)
    progress: Progress = lambda stage: None

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Announce a stage and time it."""
        self.progress(name)
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


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


def web_artifacts(catalog: Catalog, edition: Edition, root: Path) -> ArtifactSet:
    """Return every page and code of the site but the guide's own pages, by site-relative path."""
    guide_paths = [page.site_path for page in guide_pages(root)]
    artifacts = ArtifactSet(render_pages(catalog, edition, root, guide_paths))
    artifacts.add_all(code_artifacts(catalog, edition))
    return artifacts


def check(root: Path, built_on: date, release: bool, render_guide: GuideRenderer) -> tuple[Diagnostic, ...]:
    """Return every finding about the data and the site built from it, in reading order; writes nothing."""
    catalog, diagnostics = load_catalog(root)
    if catalog is None:
        return in_reading_order(diagnostics)
    edition = edition_for(catalog.project, built_on, release)
    found = [*diagnostics, *check_catalog(catalog, edition)]
    try:
        site = _whole_site(root, catalog, edition, render_guide, Stopwatch())
    except UserError as problem:
        return in_reading_order([*found, *problem.diagnostics])
    return in_reading_order([*found, *check_site(catalog, edition, site), *unreadable_codes(catalog, edition, site)])


def build(
    root: Path,
    out: Path,
    built_on: date,
    release: bool,
    render_guide: GuideRenderer,
    progress: Progress = lambda stage: None,
) -> BuildResult:
    """Build the whole site and write it to `out`; UserError with every problem, and nothing written, otherwise."""
    watch = Stopwatch(progress=progress)
    with watch.stage(STAGES[0]):
        catalog, found = load_or_raise(root)
        edition = edition_for(catalog.project, built_on, release)
        findings = [*found, *check_catalog(catalog, edition)]
        _raise_errors(findings)
    site = _whole_site(root, catalog, edition, render_guide, watch)
    with watch.stage(STAGES[3]):
        findings += check_site(catalog, edition, site)
    with watch.stage(STAGES[4]):
        findings += unreadable_codes(catalog, edition, site)
    _raise_errors(findings)
    with watch.stage(STAGES[5]):
        placed = ArtifactSet(Artifact(SITE + item.path, item.content, item.sources) for item in site.values())
        report = write_output(out, placed, edition, __version__)
    return BuildResult(site, report, in_reading_order(findings), watch.seconds)


def _whole_site(
    root: Path, catalog: Catalog, edition: Edition, render_guide: GuideRenderer, watch: Stopwatch
) -> ArtifactSet:
    with watch.stage(STAGES[1]):
        web = web_artifacts(catalog, edition, root)
    with watch.stage(STAGES[2]):
        guide = render_guide(root, catalog, edition, web)
    return ArtifactSet([*web.values(), *guide.values()])


def _raise_errors(findings: list[Diagnostic]) -> None:
    errors = [item for item in findings if item.severity == "error"]
    if errors:
        raise UserError(in_reading_order(findings))
