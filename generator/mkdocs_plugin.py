"""The adapter to MkDocs: the one module that imports it. Everything it shows is made elsewhere.

Three ways in: the plugin itself (`mkdocs build`, `mkdocs serve`), `render_guide` (part of `phocap build`,
with a catalog that is loaded already) and `serve` (`phocap serve`).
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, cast

# Material's notice about its end of life, read while it is imported; DESIGN decision 1 knows it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from generator import qr
from generator.artifact import Artifact, ArtifactSet
from generator.build import edition_for, web_artifacts
from generator.cache import Memo, make_always
from generator.clock import build_date
from generator.diagnostics import Diagnostic, Origin, Severity, UserError
from generator.guide import GUIDE_FOLDER, ExpandedPage, Expander, guide_pages, page_titles, read_macros, translations_of
from generator.guide.frame import breadcrumb_data, check_frames, journey_of, versions_of
from generator.guide.markup import for_fingers, without_leftovers
from generator.guide.mkdocs_messages import CONFIG_FILE, explain, spoken
from generator.guide.stylesheet import STYLESHEET_PATH, guide_stylesheet
from generator.loading import load_catalog
from generator.model.catalog import Catalog
from generator.model.project import Edition
from generator.text import format_date, slugify

T = TypeVar("T")

PLUGIN_NAME = "phocap"

WATCHED_FOLDERS = ("content/data", "content/landing", "themes/landing", "themes/guide", "assets")
_DIRECTORY = ("Địa phương", "dia-phuong/")
_FOOTER_PAGES = ("phong-lua-dao.md", "lien-he.md", "tiep-can.md", "gioi-thieu.md", "nguon.md")
# Ours stand at these places; MkDocs would write its own over them.
_REPLACED_TEMPLATES = {"404.html", "sitemap.xml"}

log = get_plugin_logger(PLUGIN_NAME)


@dataclass(frozen=True)
class GuideInput:
    """What one build of the guide is made from."""

    catalog: Catalog
    edition: Edition
    web: ArtifactSet
    memo: Memo = make_always


class _LinkTarget(File):
    """A file of the site that another step writes: pages may link to it, MkDocs does not copy it."""

    def copy_file(self, dirty: bool = False) -> None:
        """Leave the file to the step that owns it."""


class _NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this hook untyped
    """The plugin has no options in mkdocs.yml: all settings are in content/data/project.yml."""


class PhocapPlugin(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]  # the same hook
    """Hands the catalog's pages to MkDocs and expands the guide's Markdown."""

    def __init__(self, given: GuideInput | None = None) -> None:
        super().__init__()
        self._given = given
        self._input: GuideInput | None = given
        self._state: object = None
        self._root = Path()
        self._expander: Expander | None = None
        self._favicon = ""
        self.expanded: dict[str, ExpandedPage] = {}
        self.problems: tuple[Diagnostic, ...] = ()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this instance between reloads; refuse partial builds, for a page depends on all data."""
        if dirty:
            raise Abort("phocap không dựng từng phần: bỏ --dirty.")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the project, tell what is wrong with it, and watch its folders."""
        self._root = Path(config.config_file_path).parent
        if self._given is None:
            self._input = self._load()
            config.watch.extend(str(self._root / folder) for folder in WATCHED_FOLDERS)
        assert self._input is not None
        edition = self._input.edition
        config.site_url = edition.address()
        config.theme.static_templates -= _REPLACED_TEMPLATES
        pages = self._told(lambda: guide_pages(self._root))
        self._told(lambda: check_frames(self._root, pages))
        self._expander = Expander(
            self._input.catalog,
            edition,
            read_macros(self._root),
            page_titles(pages),
            self._input.memo,
            translations_of(pages),
        )
        self.expanded = {}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages and codes of the site; drop everything of the theme, which uses one style sheet."""
        assert self._input is not None
        for file in list(files):
            if file.src_dir in config.theme.dirs:
                files.remove(file)
        stylesheet = self._told(lambda: guide_stylesheet(self._root))
        kind = File if self._given is None else _LinkTarget
        taken = {file.dest_uri for file in files}
        for artifact in (stylesheet, *self._input.web.values()):
            if artifact.path in taken:
                raise PluginError(f"Hai nguồn cùng tạo tệp “{artifact.path}” trong trang.")
            made_by = File if artifact is stylesheet else kind
            files.append(made_by.generated(config, artifact.path, content=artifact.content))
        self._favicon = next((path for path in self._input.web if path.startswith("favicon.")), "favicon.svg")
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the directory of places, which is no Markdown page, among the main sections."""
        title, path = _DIRECTORY
        before_last = max(len(nav.items) - 2, 0)
        nav.items.insert(before_last, Link(title, path))
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Replace the names in a page by their values; a missing one stops the build with page and line."""
        assert self._expander is not None
        expander, text = self._expander, page.file.content_string
        expanded = self._told(lambda: expander.expand(text, f"{GUIDE_FOLDER}/{page.file.src_uri}"))
        self.expanded[page.file.src_uri] = expanded
        return expanded.markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Make tables and lists ready for phones."""
        return for_fingers(html)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Drop what the theme's frame brings and this guide does not use."""
        return without_leftovers(output)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let templates write dates as people do here."""
        env.filters["vn_date"] = format_date
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give templates the edition; the canonical address is the province's, also while `serve` runs."""
        assert self._input is not None
        edition = self._input.edition
        path = "" if page.is_homepage else page.url
        page.canonical_url = edition.address(path)
        by_uri = {item.file.src_uri: item for item in nav.pages}
        ours = {
            "edition": edition,
            "project": self._input.catalog.project,
            "compiled_on": format_date(self._input.catalog.project.data_compiled_on),
            "page_address": f"{edition.host}/{path}",
            "stylesheet": STYLESHEET_PATH,
            "favicon": self._favicon,
            "complete": self._given is not None,  # search index and offline parts are made from the built guide
            "footer_pages": [by_uri[uri] for uri in _FOOTER_PAGES if uri in by_uri],
            "page_code": qr.svg_path(page.canonical_url),
        }
        return cast(TemplateContext, {**context, **ours, **self._around(page, by_uri), **_crumbs(page, nav, edition)})

    def _around(self, page: Page, by_uri: Mapping[str, Page]) -> dict[str, object]:
        """Return the steps, the recording and the languages of a page, files as pages."""
        fronts = {uri: expanded.front for uri, expanded in self.expanded.items()}
        uri = page.file.src_uri
        front, journey = fronts[uri], journey_of(uri, fronts)
        steps = journey and {
            "number": journey.number,
            "steps": [by_uri[one] for one in journey.steps],
            "before": by_uri.get(journey.before or ""),
            "after": by_uri.get(journey.after or ""),
        }
        versions = [{"page": by_uri[file], "name": one.name, "tag": one.tag} for file, one in versions_of(uri, fronts)]
        return {
            "journey": steps,
            "recording": front.recording,
            "recording_url": front.recording and get_relative_url(front.recording.file, page.url),
            "translation": front.translation,
            "original": by_uri.get(front.translation.page) if front.translation else None,
            "versions": versions,
        }

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Say in one line what was built."""
        assert self._input is not None
        log.info("%d trang hướng dẫn, %d tệp khác.", len(self.expanded), len(self._input.web))

    def _load(self) -> GuideInput:
        today = build_date()
        state = (today, _fingerprint(self._root))
        if self._input is not None and state == self._state:
            return self._input
        catalog, diagnostics = load_catalog(self._root)
        for item in diagnostics:
            log.log(logging.ERROR if item.severity is Severity.ERROR else logging.WARNING, "%s", item)
        if catalog is None:
            raise PluginError("Dữ liệu có lỗi, chưa dựng được trang.")
        edition = edition_for(catalog.project, today, release=False)
        web = self._told(lambda: web_artifacts(catalog, edition, self._root))
        self._state = state
        return GuideInput(catalog, edition, web)

    def _told(self, work: Callable[[], T]) -> T:
        """Do some work; a user's mistake stops MkDocs with its own words."""
        try:
            return work()
        except UserError as problem:
            self.problems = problem.diagnostics
            raise PluginError(str(problem)) from None


def _crumbs(page: Page, nav: Navigation, edition: Edition) -> dict[str, object]:
    """Return the way from the start page down to a page: its section stands on the start page under its own anchor."""
    start = next((one for one in nav.pages if one.url in ("", "./")), None)
    if start is None or page is start:
        return {"crumbs": ()}
    above = [(start.title, "")]
    if page.parent is not None:
        above.append((page.parent.title, f"#{slugify(page.parent.title)}"))
    home = get_relative_url("", page.url)
    places = [
        *((title, edition.address(anchor)) for title, anchor in above),
        (str(page.title), page.canonical_url or ""),
    ]
    return {"crumbs": [(title, home + anchor) for title, anchor in above], "crumbs_data": breadcrumb_data(places)}


def render_guide(
    root: Path, catalog: Catalog, edition: Edition, web: ArtifactSet, memo: Memo = make_always
) -> ArtifactSet:
    """Return the guide's own files: its pages and their style sheet.

    `web` holds everything else of the site, so that links to it are checked; `memo` may remember the pages'
    expanded texts. UserError with every dead link,
    dead anchor and missing name when the guide is not whole.
    """
    plugin = PhocapPlugin(GuideInput(catalog, edition, web, memo))
    pages = {page.uri: page for page in guide_pages(root)}
    with tempfile.TemporaryDirectory(prefix="phocap-") as folder, _collected_warnings() as warnings:
        try:
            config = load_config(str(root / CONFIG_FILE), site_dir=folder, strict=True, plugins=[])
            config.plugins[PLUGIN_NAME] = plugin
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
        except (Abort, ConfigurationError, PluginError) as stop:
            texts = {uri: page.text for uri, page in pages.items()}
            told = plugin.problems or tuple(found for text in warnings for found in explain(text, texts))
            raise UserError(told or explain(str(stop), texts)) from None
        built = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        made_by = {page.html_path: page.file for page in pages.values()}
        return ArtifactSet(
            Artifact(path, file.read_bytes(), (Origin(made_by.get(path, "themes/guide")),))
            for file in built
            if (path := file.relative_to(folder).as_posix())
        )


def serve(root: Path, port: int = 8000) -> None:
    """Show the site on this machine, building and reloading it whenever a file of the project changes."""
    logger = logging.getLogger("mkdocs")
    handler = _PreviewHandler(root)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        mkdocs_serve(str(root / CONFIG_FILE), livereload=True, dev_addr=f"127.0.0.1:{port}")
    except (Abort, ConfigurationError, PluginError, OSError) as stop:
        raise UserError(Diagnostic("serve.stopped", Origin(CONFIG_FILE), f"Không mở được: {stop}")) from None
    finally:
        logger.removeHandler(handler)


class _PreviewHandler(logging.Handler):
    """Prints what MkDocs says while the preview runs, in the words of the people who edit."""

    def __init__(self, root: Path) -> None:
        super().__init__(logging.INFO)
        self._root = root

    def emit(self, record: logging.LogRecord) -> None:
        texts: dict[str, str] = {}
        if record.levelno > logging.INFO:
            with suppress(UserError):  # a page that cannot be read is told by the build itself
                texts = {page.uri: page.text for page in guide_pages(self._root)}
        if words := spoken(record.getMessage(), texts):
            print(words, file=sys.stderr, flush=True)


def _fingerprint(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Return names, sizes and times of all files that the catalog and the web pages are made from."""
    files = [path for folder in WATCHED_FOLDERS for path in (root / folder).rglob("*") if path.is_file()]
    stats = [(path.as_posix(), (stat := path.stat()).st_size, stat.st_mtime_ns) for path in sorted(files)]
    names = [(page.as_posix(), 0, 0) for page in sorted((root / GUIDE_FOLDER).rglob("*.md"))]
    return (*stats, *names)


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    """Collect what MkDocs says at level WARNING and above instead of printing it."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    handler = Collector(logging.WARNING)
    propagate = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
