"""One HTML page as the checks see it: parsed once, everything they ask for picked out."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.artifact import Artifact
from generator.cache import Memo, code_of, make_always
from generator.diagnostics import Origin
from generator.pages.shared import GALLERY
from generator.text import hidden_characters

# Link types that make a browser fetch or connect (WHATWG HTML, 4.6.7); canonical, alternate, next do not.
_FETCHING_RELS = {
    "apple-touch-icon",
    "dns-prefetch",
    "icon",
    "manifest",
    "mask-icon",
    "modulepreload",
    "preconnect",
    "prefetch",
    "preload",
    "stylesheet",
}
_ICON_RELS = {"apple-touch-icon", "icon", "mask-icon"}
_URL_ATTRIBUTES = (
    "src",
    "srcset",
    "href",
    "xlink:href",
    "data",
    "poster",
    "action",
    "formaction",
    "ping",
    "background",
)
_READ_ATTRIBUTES = ("alt", "aria-label", "title", "placeholder")
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_SCRIPT_URL = re.compile(r"""["'`](https?://[^"'`\s]+)|["'`](//[\w.-]+\.\w+/[^"'`\s]*)""")
_LEFT_BEHIND = re.compile(
    r"\b(?:None|undefined|NaN|TODO|FIXME|localhost|Lorem ipsum)\b"
    r"|\[object Object\]|\{\{|\}\}|\{%|%\}|127\.0\.0\.1|\ufffd"
)
_DATA_SCRIPTS = {"application/json", "application/ld+json", "speculationrules"}


@dataclass(frozen=True)
class Request:
    """Something that a browser fetches because of a page.

    `kind` is the element, or "css" and "script" for addresses inside them. `first_load` is False for what
    comes later or not at all: lazy images, icons, forms.
    """

    url: str
    kind: str
    first_load: bool = True


@dataclass(frozen=True)
class ParsedPage:
    """What the checks ask of one page; `path` is site-relative, `html` the text of the file.

    `left_behind` are words of a program among the words that people see or hear, `hidden` the names of invisible
    characters there, `light_bytes` the size of the file after gzip -1.
    """

    path: str
    origins: tuple[Origin, ...]
    html: str
    lang: str
    titles: tuple[str, ...]
    headings: int
    descriptions: tuple[str, ...]
    robots: str
    canonicals: tuple[str, ...]
    base: str | None
    refresh: str | None
    ids: frozenset[str]
    repeated_ids: tuple[str, ...]
    links: tuple[str, ...]
    requests: tuple[Request, ...]
    images_without_alt: tuple[str, ...]
    text: str
    is_composed: bool
    left_behind: tuple[str, ...]
    hidden: tuple[str, ...]
    light_bytes: int

    @property
    def origin(self) -> Origin:
        """Return the first place in the project that the page was made from."""
        return self.origins[0] if self.origins else Origin(self.path)

    @property
    def address(self) -> str:
        """Return the path of the page's address: "02215/" for "02215/index.html"."""
        return self.path.removesuffix("index.html") if _is_index(self.path) else self.path

    @property
    def is_redirect(self) -> bool:
        """Tell whether the page only leads on."""
        return self.refresh is not None

    @property
    def is_not_found_page(self) -> bool:
        """Tell whether this is the page that a server shows for unknown addresses, at any depth."""
        return self.path == "404.html"

    @property
    def is_content(self) -> bool:
        """Tell whether the page is one that people come for."""
        return not (self.is_redirect or self.is_not_found_page)

    @property
    def is_sample(self) -> bool:
        """Tell whether this is a page of a sample site: its people, numbers and links are made up, and say so."""
        return self.path.startswith(GALLERY) and self.path != f"{GALLERY}index.html"

    @property
    def noindex(self) -> bool:
        """Tell whether search engines are asked to leave the page out."""
        return "noindex" in self.robots


def _is_index(path: str) -> bool:
    return path == "index.html" or path.endswith("/index.html")


def parse_pages(site: Mapping[str, Artifact], memo: Memo = make_always) -> dict[str, ParsedPage]:
    """Return every HTML file of a site, parsed, by path in order; `memo` may remember what was picked out."""
    return {path: parse_page(site[path], memo) for path in sorted(site) if path.endswith(".html")}


def parse_page(artifact: Artifact, memo: Memo = make_always) -> ParsedPage:
    """Parse one page. Bytes that are not UTF-8 come out as U+FFFD, which the check of texts reports."""
    html = artifact.content.decode("utf-8", errors="replace")
    picked = json.loads(memo("parsed-page", (_recipe(), html), lambda: json.dumps(_picked_out(html)).encode()))
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in picked.items()
    }
    values["ids"] = frozenset(picked["ids"])
    values["requests"] = tuple(Request(*request) for request in picked["requests"])
    return ParsedPage(path=artifact.path, origins=artifact.sources, html=html, **values)


def _recipe() -> str:
    return code_of("checks/page", "text")


def _picked_out(html: str) -> dict[str, object]:
    """Return what `ParsedPage` tells of the text of a page, as values that JSON can hold."""
    tree = LexborHTMLParser(html)
    metas = [node.attributes for node in tree.css("meta")]
    rels = [(set((node.attributes.get("rel") or "").lower().split()), node.attributes) for node in tree.css("link")]
    ids = Counter(node.attributes.get("id") or "" for node in tree.css("[id]"))
    names = {node.attributes.get("name") or "" for node in tree.css("a[name]")}
    base = tree.css_first("base[href]")
    links = [href for node in tree.css("a, area") if (href := node.attributes.get("href")) is not None]
    refresh = next((m.get("content") or "" for m in metas if (m.get("http-equiv") or "").lower() == "refresh"), None)
    root = tree.root
    titles = [" ".join(node.text().split()) for node in tree.css("head > title")]
    descriptions = _contents(metas, "description")
    read_aloud = [
        value for name in _READ_ATTRIBUTES for node in tree.css(f"[{name}]") if (value := node.attributes.get(name))
    ]
    picked = {
        "lang": (root.attributes.get("lang") or "") if root else "",
        "titles": titles,
        "headings": len(tree.css("h1")),
        "descriptions": descriptions,
        "robots": ",".join(_contents(metas, "robots")).lower(),
        "canonicals": [attributes.get("href") or "" for kinds, attributes in rels if "canonical" in kinds],
        "base": base.attributes.get("href") if base else None,
        "refresh": refresh,
        "ids": sorted(ids.keys() | names),
        "repeated_ids": sorted(name for name, count in ids.items() if count > 1),
        "links": links,
        "requests": [(request.url, request.kind, request.first_load) for request in _requests(tree)],
        "images_without_alt": [node.attributes.get("src") or "?" for node in tree.css("img:not([alt])")],
        "is_composed": unicodedata.is_normalized("NFC", html),
        "light_bytes": len(gzip.compress(html.encode(), 1, mtime=0)),
    }
    text = _visible_text(tree)
    told = "\n".join((*titles, *descriptions, text, *read_aloud))
    left_behind, hidden = sorted(set(_LEFT_BEHIND.findall(told))), hidden_characters(told)
    return {**picked, "text": text, "left_behind": left_behind, "hidden": hidden}


def _contents(metas: list[dict[str, str | None]], name: str) -> tuple[str, ...]:
    return tuple((meta.get("content") or "").strip() for meta in metas if (meta.get("name") or "").lower() == name)


def _visible_text(tree: LexborHTMLParser) -> str:
    """Return the words of the body; takes scripts and styles out of the tree, so it comes last."""
    tree.strip_tags(["script", "style"])
    return tree.body.text(separator=" ") if tree.body else ""


def _requests(tree: LexborHTMLParser) -> Iterator[Request]:
    for node in tree.css(
        "script, link, img, source, video, audio, track, iframe, embed, object, image, use, "
        "input, form, button, body, a[ping]"
    ):
        yield from _requests_of(node)
    for node in tree.css("style"):
        yield from css_requests(node.text())
    for node in tree.css("[style]"):
        yield from css_requests(node.attributes.get("style") or "")
    for node in tree.css("script:not([src])"):
        if (node.attributes.get("type") or "").lower() not in _DATA_SCRIPTS:
            for quoted in _SCRIPT_URL.findall(node.text()):
                yield Request(quoted[0] or quoted[1], "script", first_load=False)


def _requests_of(node: LexborNode) -> Iterator[Request]:
    attributes, tag = node.attributes, node.tag or ""
    first_load = tag not in ("form", "button", "input", "a") and attributes.get("loading") != "lazy"
    if tag == "link":
        kinds = set((attributes.get("rel") or "").lower().split())
        if not kinds & _FETCHING_RELS:
            return
        first_load = not kinds & _ICON_RELS
    for name in _URL_ATTRIBUTES:
        value = attributes.get(name)
        if value is None or (tag == "a" and name == "href"):
            continue
        if name == "srcset":
            # A browser takes one of them instead of src, which is the one that is weighed.
            for candidate in value.split(","):
                yield Request(candidate.split()[0] if candidate.split() else "", tag, first_load=False)
        elif not value.startswith("#"):
            yield Request(value.strip(), tag, first_load)


def css_requests(css: str) -> Iterator[Request]:
    """Yield what a style sheet fetches: imports at once, pictures and fonts when used."""
    for in_url, imported in _CSS_URL.findall(css):
        url = (in_url or imported).strip()
        if not url.startswith("#"):
            yield Request(url, "css", first_load=bool(imported))


def fragment_of(url: str) -> str:
    """Return the anchor of an address, decoded."""
    return unquote(url.partition("#")[2])
