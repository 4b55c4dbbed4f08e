"""What works without a network: the whole guide as one file, and the worker that keeps pages that were read."""

from __future__ import annotations

import base64
import hashlib
import json
import mimetypes
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from jinja2 import BytecodeCache
from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser

from generator.artifact import Artifact
from generator.cache import Memo, code_of, make_always
from generator.diagnostics import Origin
from generator.model.catalog import Catalog
from generator.model.offline_texts import OfflineTexts
from generator.model.programme import Programme
from generator.model.project import Edition
from generator.pages.eligibility_tree import decision_tree
from generator.pages.names import ROOT_ID as NAME_HELPER
from generator.pages.names import SCRIPT_PATH as NAME_SCRIPT
from generator.pages.search import SEARCH_SCRIPT
from generator.pages.shared import DIRECTORY, ELIGIBILITY, Page, Site
from generator.pages.theme import THEME_FOLDER, create_theme
from generator.pages.wording import Wording
from generator.text import format_date

OFFLINE_FILE = "huong-dan-ngoai-tuyen.html"
WORKER = "sw.js"
MANIFEST = "manifest.webmanifest"

_FAVICON = "favicon.svg"
_GUIDE_STYLESHEET = "assets/huong-dan.css"
_PAGE = re.compile(r"([a-z0-9-]+/)*index\.html")
_PICTURES = (".svg", ".png", ".jpg", ".webp")
_START = "trang-dau"
_ASKING = "tra-loi-tung-cau/"
_HEADING = re.compile(r"<(/?)h([1-5])\b")
_NOTICE_STYLE = "margin:0;padding:12px 16px;background:#fff;color:#111"
_REFERENCES = ("aria-labelledby", "aria-describedby", "for")


@dataclass(frozen=True)
class Chapter:
    """A page of the guide inside the one file; its ids and links carry its name."""

    address: str
    title: str
    html: Markup

    @property
    def anchor(self) -> str:
        """Return the id of the chapter: "sau-2-nam" for "sau-2-nam/"."""
        return _anchor(self.address)


def offline_artifacts(
    catalog: Catalog,
    edition: Edition,
    root: Path,
    site: Mapping[str, Artifact],
    memo: Memo = make_always,
    compiled: BytecodeCache | None = None,
) -> Iterator[Artifact]:
    """Yield the one-file guide, the service worker and the manifest of a built site, guide included.

    `memo` may remember chapters, `compiled` templates.
    """
    frame = Site(catalog, edition, create_theme(root, compiled), memo)
    texts = catalog.texts.offline
    wording = _wording(frame, texts)
    yield _book(frame, texts, wording, site)
    yield _manifest(frame, texts)
    yield _worker(frame, texts, wording, site)


def chapters(
    edition: Edition, site: Mapping[str, Artifact], asked: Sequence[str] = (), asking: str = ""
) -> list[Chapter]:
    """Return the pages of the guide in the order of its menu, rewritten so that they can stand in one file.

    After the page of the conditions come its questions and answers as one chapter headed `asking`; `asked` are
    their addresses in order.
    """
    articles = {}
    for path in site:
        if _PAGE.fullmatch(path) and (article := LexborHTMLParser(site[path].content).css_first("article")):
            articles[path.removesuffix("index.html")] = article.html or ""
    menu = LexborHTMLParser(site["index.html"].content).css(".menu__panel a") if "index.html" in site else []
    listed = [_address(edition, "", node.attributes.get("href") or "") for node in menu]
    order = [address for address in dict.fromkeys(listed) if address in articles]
    order += [address for address in articles if address not in order]
    pages = {address: LexborHTMLParser(site[f"{address}index.html"].content) for address in asked}
    questions = {address: tree for address, tree in pages.items() if tree.css_first(".answering")}
    inside = frozenset({*articles, *questions})
    found = [_chapter(edition, site, address, articles[address], inside) for address in order]
    if questions:
        parts = (_question(edition, site, address, questions[address], inside) for address in questions)
        chapter = Chapter(_ASKING, asking, Markup(f"<h2>{escape(asking)}</h2>") + Markup("").join(parts))
        found.insert(order.index(ELIGIBILITY) + 1 if ELIGIBILITY in order else len(found), chapter)
    return found


def _question(
    edition: Edition, site: Mapping[str, Artifact], address: str, page: LexborHTMLParser, inside: frozenset[str]
) -> Markup:
    heading, body = page.css_first("h1"), page.css_first(".answering")
    title = "".join(node.html or "" for node in heading.css("span:not(.place)")) if heading else ""
    # The chapter before it names the sources; the boxes for a date need a script that knows their page.
    for node in body.css("svg, .entry, section:has(.grounds)") if body else ():
        node.decompose()
    tree = LexborHTMLParser(f"<h1>{title}</h1>{(body.inner_html if body else '') or ''}")
    _rewrite(edition, site, address, tree, inside)
    inner = (tree.body.inner_html if tree.body else "") or ""
    html = _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 2}", inner)
    return Markup(f'<div class="asked" id="{_anchor(address)}">{html.strip()}</div>')


def _chapter(
    edition: Edition, site: Mapping[str, Artifact], address: str, article: str, inside: frozenset[str]
) -> Chapter:
    tree = LexborHTMLParser(article)
    title = tree.css_first("h1")
    name = " ".join(title.text().split()) if title else address
    _rewrite(edition, site, address, tree, inside)
    inner = tree.css_first("article")
    html = _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", (inner.inner_html if inner else "") or "")
    return Chapter(address, name, Markup(html.strip()))


def _rewrite(
    edition: Edition, site: Mapping[str, Artifact], address: str, tree: LexborHTMLParser, inside: frozenset[str]
) -> None:
    """Give ids and links the name of their page, and pictures their bytes; `inside` is what stands in the file."""
    for node in tree.css("script, .headerlink"):
        node.decompose()
    for node in tree.css(f"[id]:not(#{NAME_HELPER})"):
        node.attrs["id"] = f"{_anchor(address)}--{node.attributes['id']}"
    for key in _REFERENCES:
        for node in tree.css(f"[{key}]"):
            node.attrs[key] = " ".join(f"{_anchor(address)}--{part}" for part in (node.attributes[key] or "").split())
    for node in tree.css("a[href]"):
        node.attrs["href"] = _link(edition, address, node.attributes["href"] or "", inside)
    for node in tree.css("img[src]"):
        node.attrs["src"] = _inlined(edition, site, address, node.attributes["src"] or "")
        node.attrs["loading"] = "eager"


def _anchor(address: str) -> str:
    return address.strip("/").replace("/", "-") or _START


def _address(edition: Edition, page: str, href: str) -> str | None:
    """Return the site-relative address that a link of a page leads to, with its anchor, or None for other sites."""
    url = urljoin(edition.address(page), href)
    own = edition.address("")
    return url.removeprefix(own) if url.startswith(own) else None


def _link(edition: Edition, page: str, href: str, guide: frozenset[str]) -> str:
    target = _address(edition, page, href)
    if target is None:
        return href
    address, _, anchor = target.partition("#")
    if address not in guide:
        return edition.address(target)
    return f"#{_anchor(address)}--{anchor}" if anchor else f"#{_anchor(address)}"


def _inlined(edition: Edition, site: Mapping[str, Artifact], page: str, src: str) -> str:
    path = _address(edition, page, src)
    if path is None or path not in site:
        return src
    return _data_url(path, site[path].content)


def _data_url(path: str, content: bytes) -> str:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _wording(frame: Site, texts: OfflineTexts) -> Wording:
    days = [offer.closes for offer in frame.catalog.programme.offers]
    values = {
        **frame.common_values,
        "built_on": format_date(frame.edition.built_on),
        "last_day": format_date(min(days)) if days else "",
    }
    return Wording(values, texts.origin)


def _book(frame: Site, texts: OfflineTexts, wording: Wording, site: Mapping[str, Artifact]) -> Artifact:
    catalog, edition = frame.catalog, frame.edition
    page = Page(
        path=OFFLINE_FILE,
        title=f"{wording.plain(texts.page_title)} - {catalog.project.site_name}",
        description=wording.plain(texts.description),
        script=_book_script(frame, site),
    )
    guide_stylesheet = site[_GUIDE_STYLESHEET].text if _GUIDE_STYLESHEET in site else ""
    favicon = frame.theme.source(_FAVICON).encode()
    return frame.render(
        "offline.html",
        page,
        (texts.origin, catalog.project.origin),
        {
            "texts": texts,
            "say": wording,
            "chapters": _kept_chapters(frame, site, wording.plain(texts.asking)),
            "guide_stylesheet": Markup(guide_stylesheet.strip()),
            "own_stylesheet": frame.theme.stylesheet("offline.css"),
            "icon_data": _data_url(_FAVICON, favicon),
            "last_day": any(offer.closes >= edition.built_on for offer in catalog.programme.offers),
        },
    )


def _kept_chapters(frame: Site, site: Mapping[str, Artifact], asking: str) -> list[Chapter]:
    asked = _asked(frame.catalog.programme, site)
    pages = {f"{address}index.html" for address in asked}
    read = [path for path in site if path in pages or (_PAGE.fullmatch(path) and b"<article" in site[path].content)]
    read += [path for path in site if path.endswith(_PICTURES) and not path[0].isdigit()]

    def make() -> bytes:
        return json.dumps([vars(one) for one in chapters(frame.edition, site, asked, asking)]).encode()

    ingredients = (
        code_of("pages/offline"),
        repr((frame.edition, asked, asking)),
        *(part for path in read for part in (path, site[path].content)),
    )
    kept = json.loads(frame.memo("offline-chapters", ingredients, make))
    return [Chapter(one["address"], one["title"], Markup(one["html"])) for one in kept]


def _asked(programme: Programme, site: Mapping[str, Artifact]) -> list[str]:
    """Return the addresses of the questions and answers that the site has, the first question first."""
    return [node.path for node in decision_tree(programme) if f"{node.path}index.html" in site]


def _book_script(frame: Site, site: Mapping[str, Artifact]) -> Markup:
    """Return what keeps the offers true on the reader's day, and the name helper where the site has one."""
    helper = Markup(site[NAME_SCRIPT].text) if NAME_SCRIPT in site else Markup("")
    return frame.theme.script("offline.js") + (frame.state_script or Markup("")) + helper


def _manifest(frame: Site, texts: OfflineTexts) -> Artifact:
    tokens = frame.theme.tokens
    manifest = {
        "name": frame.catalog.project.site_name,
        "short_name": texts.short_name,
        "lang": "vi",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": tokens["color-light-page"]["$value"],
        "theme_color": tokens["color-light-deep"]["$value"],
        "icons": [{"src": _FAVICON, "type": "image/svg+xml", "sizes": "any"}],
    }
    return Artifact(MANIFEST, json.dumps(manifest, ensure_ascii=False).encode(), (texts.origin,))


def _worker(frame: Site, texts: OfflineTexts, wording: Wording, site: Mapping[str, Artifact]) -> Artifact:
    core = [path for path in ("index.html", f"{DIRECTORY}index.html", _GUIDE_STYLESHEET, SEARCH_SCRIPT) if path in site]
    pages = sorted(path for path in site if path.endswith((".html", ".css")))
    version = hashlib.sha256(b"".join(hashlib.sha256(site[path].content).digest() for path in pages)).hexdigest()[:12]
    lost = (
        '<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{wording(texts.lost_title)}</title><body style="margin:0;padding:24px;font:1.125rem/1.6 sans-serif">'
        f'<h1>{wording(texts.lost_title)}</h1><p>{wording(texts.lost)}</p><p><a href="$">{wording(texts.lost_link)}</a>'
    )
    script = frame.theme.script(
        "service-worker.js",
        VERSION=version,
        CORE=["./" if path == "index.html" else path.removesuffix("index.html") for path in core],
        LAST_DAYS=sorted({offer.closes.isoformat() for offer in frame.catalog.programme.offers}),
        OUTDATED=f'<p role="status" style="{_NOTICE_STYLE}">{wording(texts.outdated)}</p>',
        LOST=lost,
    )
    return Artifact(WORKER, f"{script}\n".encode(), (texts.origin, Origin(f"{THEME_FOLDER}/service-worker.js")))
