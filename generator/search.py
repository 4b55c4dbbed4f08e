"""The search index of the site, made by Pagefind, of which this is the one importer.

Every page is handed over as a small document of our own: its title, its words, and for a place nothing but what
tells it from the other places, so that a question about fees does not find two hundred communes.

Pagefind drops marks, but does not know đ as d with a mark. In the index, đ is therefore spelt as d with a combining
stroke (U+0335); themes/landing/search.js spells queries so, too, and shows đ.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser

from generator.artifact import Artifact
from generator.cache import Cache, fingerprint
from generator.diagnostics import Diagnostic, Findings, Origin, UserError
from generator.model.catalog import Catalog
from generator.model.places import Commune, School
from generator.pages.search import SEARCH
from generator.pages.shared import ELIGIBILITY
from generator.text import nearest

BUNDLE = "pagefind/"

_TIMEOUT = 120  # seconds; the whole province takes a tenth of one
_STROKE = "\u0335"
# Pagefind's own boxes, which this site does not use.
_NOT_PUBLISHED = re.compile(r"-ui\.|-highlight\.|-worker\.|^playground/")
# What a page holds besides its own words: what other pages say, too, and what tells of the day of the build.
_NOT_INDEXED = (
    "script, style, noscript, svg, nav, template, [hidden], .headerlink, .offer, .sources, .terms, .related, .fact, "
    ".chart table, .rows, .letters, .search"
)
# People still use the name of their former commune; a title weighs 7.
_WEIGHT_OF_A_UNIT = 5
_WEIGHT_OF_AN_ANSWER = 0.5  # the page of the conditions says the same to more people
_ANSWER = re.compile(rf"{ELIGIBILITY}.+/index\.html")
_NUMBER_PAGE = re.compile(r"\d+/index\.html")
_PAGE = re.compile(rf"(?!{SEARCH})([a-z0-9-]+/)?index\.html")
_FOREIGN_ATTRIBUTES = re.compile(
    r'\s(?:class|style|href|src|title|aria-[a-z]+|data-(?!pagefind)[a-z-]+|role|tabindex)="[^"]*"'
)


@dataclass(frozen=True)
class Document:
    """One page as the index sees it: its address, and HTML with title, kind and words."""

    address: str
    html: str


@contextmanager
def search_index(
    catalog: Catalog, site: Mapping[str, Artifact], cache: Cache
) -> Iterator[Callable[[], tuple[Artifact, ...]]]:
    """Begin the search index over a whole site, guide included, and yield what waits for its files.

    Pagefind works in a process of its own meanwhile; it is ended on leaving, whatever happened. The result is kept.
    """
    documents = [*place_documents(catalog), *page_documents(catalog, site), *answer_documents(catalog, site)]
    parts = [part for document in documents for part in vars(document).values()]
    key = fingerprint("search", [version("pagefind"), version("pagefind-bin"), *parts])
    kept = cache.get(key)
    with ExitStack() as until_left:
        finish = None if kept else until_left.enter_context(indexing(documents))

        def files() -> tuple[Artifact, ...]:
            packed = kept or _packed(finish() if finish else {})
            if not kept:
                cache.put(key, packed)
            origin = catalog.texts.search.origin
            return tuple(
                Artifact(f"{BUNDLE}{path}", base64.b64decode(content), (origin,))
                for path, content in json.loads(packed).items()
            )

        yield files


def place_documents(catalog: Catalog) -> Iterator[Document]:
    """Yield communes with the units they were made of, and schools with their commune."""
    kinds = catalog.texts.search.kinds
    for commune in catalog.communes:
        yield Document(f"{commune.number}/", _document(commune.title, kinds.commune, _commune_words(commune)))
    for school in catalog.schools:
        found = catalog.commune_of(school)
        yield Document(f"{school.number}/", _document(school.title, kinds.school, _school_words(school, found)))


def page_documents(catalog: Catalog, site: Mapping[str, Artifact]) -> Iterator[Document]:
    """Yield all other pages that people come for, with what else people call them."""
    texts = catalog.texts.search
    other_names = {name.page: name.words for name in texts.other_names}
    pages = {path: site[path] for path in site if _PAGE.fullmatch(path) and not _NUMBER_PAGE.fullmatch(path)}
    for path, artifact in pages.items():
        tree = LexborHTMLParser(artifact.content)
        title = tree.css_first("h1")
        article = tree.css_first("article")
        body = article or tree.css_first("main")
        if title is None or body is None or tree.css_first("meta[http-equiv=refresh]"):
            continue
        address = path.removesuffix("index.html")
        heading = " ".join(title.text().split())
        for node in body.css(f"h1, {_NOT_INDEXED}"):
            node.decompose()
        words = _FOREIGN_ATTRIBUTES.sub("", body.inner_html or "")
        kind = texts.kinds.guide if article else texts.kinds.other
        yield Document(address, _document(heading, kind, words, other_names.get(address, ())))


def answer_documents(catalog: Catalog, site: Mapping[str, Artifact]) -> Iterator[Document]:
    """Yield the answers of "Tôi có được miễn phí không?" that are the same on every day.

    An answer that changes with the offer is left to the guide's pages: an excerpt cannot follow the reader's day.
    """
    texts = catalog.texts.search
    for path in site:
        if not _ANSWER.fullmatch(path):
            continue
        tree = LexborHTMLParser(site[path].content)
        body = tree.css_first(".result")
        headings = dict.fromkeys(" ".join(node.text().split()) for node in tree.css("h1 span:not(.place)"))
        if body is None or len(headings) != 1:
            continue
        for node in body.css(f"{_NOT_INDEXED}, .grounds, .back"):
            node.decompose()
        words = _FOREIGN_ATTRIBUTES.sub("", body.inner_html or "")
        weighed = f'<div data-pagefind-weight="{_WEIGHT_OF_AN_ANSWER}">{words}</div>'
        yield Document(path.removesuffix("index.html"), _document(next(iter(headings)), texts.kinds.answer, weighed))


def check_other_names(catalog: Catalog, site: Mapping[str, Artifact]) -> list[Diagnostic]:
    """Return a finding for every page that content/landing/search.yml names and the site does not have."""
    texts, findings = catalog.texts.search, Findings()
    addresses = {path.removesuffix("index.html") for path in site if path.endswith("index.html")}
    for name in texts.other_names:
        if name.page not in addresses:
            near = nearest(name.page, addresses)
            findings.error(
                "search.page",
                Origin(texts.origin.file, column="other_names"),
                f"Mục tìm kiếm nhắc trang “{name.page}”, trang này không có.",
                f"Có phải “{near}”?" if near else "Sửa hoặc bỏ mục này.",
            )
    return findings.items


@contextmanager
def indexing(documents: Sequence[Document]) -> Iterator[Callable[[], dict[str, bytes]]]:
    """Let Pagefind begin, and yield what waits for the files of its index by path.

    From the same documents come always the same bytes. UserError when Pagefind fails or takes minutes.
    """
    from pagefind.service import get_executable  # brings asyncio along, and mostly the index is kept

    executable = get_executable()
    assert executable is not None, "pagefind-bin is a dependency of this project"
    with tempfile.TemporaryDirectory(prefix="phocap-") as folder:
        source, bundle = Path(folder) / "site", Path(folder) / "bundle"
        for document in documents:
            file = source / document.address / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(document.html, encoding="utf-8")
        command = [str(executable), "--site", str(source), "--output-path", str(bundle)]
        command += ["--force-language", "vi", "--silent"]
        with subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        ) as process:

            def finish() -> dict[str, bytes]:
                try:
                    said, _ = process.communicate(timeout=_TIMEOUT)
                except subprocess.TimeoutExpired:
                    said = f"quá {_TIMEOUT} giây chưa xong"
                if process.returncode != 0:
                    message = f"Không lập được chỉ mục tìm kiếm: {said}"
                    raise UserError(Diagnostic("search.index", Origin("pagefind"), message, "Chạy lại lệnh."))
                return _index_files(bundle)

            try:
                yield finish
            finally:
                process.kill()


def _index_files(bundle: Path) -> dict[str, bytes]:
    files = {path.relative_to(bundle).as_posix(): path for path in sorted(bundle.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not _NOT_PUBLISHED.search(name)}


def _packed(files: Mapping[str, bytes]) -> bytes:
    return json.dumps({path: base64.b64encode(content).decode() for path, content in files.items()}).encode()


def _document(title: str, kind: str, words: str, other_names: Sequence[str] = ()) -> str:
    also = f'<i data-pagefind-meta="also:{escape("; ".join(other_names))}"></i>' if other_names else ""
    html = (
        f'<html lang="vi"><title>{escape(title)}</title><body data-pagefind-body><h1>{escape(title)}</h1>'
        f'<i data-pagefind-meta="kind:{escape(kind)}"></i>{also}{words}</body></html>'
    )
    return html.replace("đ", f"d{_STROKE}").replace("Đ", f"D{_STROKE}")


def _commune_words(commune: Commune) -> str:
    units = ", ".join(f"{unit.name} ({unit.district})" for unit in commune.old_units)
    return f'<p data-pagefind-weight="{_WEIGHT_OF_A_UNIT}">{escape(units)}</p><p>{commune.number}</p>'


def _school_words(school: School, commune: Commune | None) -> str:
    where = f"<p>{escape(commune.title)}</p>" if commune else ""
    return f"{where}<p>{escape(school.level.label)}</p><p>{school.number}</p>"
