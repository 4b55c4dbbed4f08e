"""What owners type is never markup, never a link of its own making, never a file outside the site."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import PurePosixPath

import pytest
from pydantic import ValidationError
from selectolax.lexbor import LexborHTMLParser

from generator.artifact import path_problem
from generator.diagnostics import Findings
from generator.loading.files import ProjectFile
from generator.starter.answers import KINDS
from generator.starter.answers.base import Address, Contact, Link, Photo
from generator.starter.loading import answers_of
from generator.starter.looks import look_of
from generator.starter.package import check_path
from generator.starter.pages import SiteFrame, home_view, post_views
from generator.starter.payment import load_banks
from generator.starter.posts import post_html
from generator.starter.site import choose_look
from generator.starter.views.common import Context, actions
from generator.starter.words import load_words
from tests.starter_support import (
    FULL,
    IMAGES,
    LOOKS,
    REPOSITORY,
    TODAY,
    accepted_values,
    answers,
    crowded,
    filled_with,
    hostile_values,
    refused_by_loading,
    site_of,
)

_LINK = re.compile(
    r"(https://[^\s\"'<>\\]+|tel:\+?\d+|mailto:[\w.+-]+@[\w.-]+|#[\w-]*|(?![a-z]+:|//|/|\\)[\w./?=-]*)\Z"
)


_EVERYTHING = """# a
## b
*c* **d** `e`

- f

1. g

> h

```
i
```

---
~~j~~

|k|l|
|-|-|
|m|n|

[o](https://vidu.example 'p')

q  \nr"""


def shape(html: str) -> set[tuple[str, str]]:
    """Return which elements carry which attributes; the same for every harmless page of a look."""
    tree = LexborHTMLParser(html)
    pairs: set[tuple[str, str]] = set()
    for node in tree.css("*"):
        pairs.add((node.tag or "", ""))
        pairs |= {(node.tag or "", name) for name in node.attributes}
    return pairs


def assert_harmless(html: str, allowed: set[tuple[str, str]]) -> None:
    assert shape(html) <= allowed, shape(html) - allowed
    tree = LexborHTMLParser(html)
    for node in tree.css("[href],[src]"):
        for name in ("href", "src"):
            link = node.attributes.get(name)
            assert link is None or _LINK.match(link), link
    for script in tree.css("script"):
        assert script.attributes.get("type") == "application/ld+json"
        json.loads(script.text())


@lru_cache(maxsize=3)
def frame_context(kind: str) -> Context:
    return Context(load_words(REPOSITORY)["vi"], "vi", TODAY, answers(kind, FULL[kind]).look, IMAGES)


def pages_of(kind: str, values: dict[str, object], look: str = "") -> list[str]:
    made = answers(kind, values, look={"name": look})
    folder, palette = choose_look(REPOSITORY, kind, made)
    frame = SiteFrame(made, kind, folder, palette)
    context = frame_context(kind)
    pages = [frame.render("index.html", home_view(frame, context, load_banks(REPOSITORY)))]
    if kind == "profile":
        pages += [frame.render("post.html", view) for view in post_views(frame, context)]
    return pages


def test_the_corpus_is_large_and_says_what_is_refused() -> None:
    assert len(set(hostile_values())) >= 150
    assert sum(refused_by_loading(value) for value in hostile_values()) >= 10
    assert len(accepted_values()) >= 150


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_in_every_text_of_every_kind(kind: str) -> None:
    allowed = [shape(page) for page in pages_of(kind, FULL[kind])]
    for value in accepted_values():
        for page, known in zip(pages_of(kind, filled_with(kind, value)), allowed, strict=True):
            assert_harmless(page, known | post_shape() if 'class="text"' in page else known)


@pytest.mark.parametrize(("kind", "look"), LOOKS)
def test_all_values_at_once_in_every_look(kind: str, look: str) -> None:
    known = set.union(post_shape(), *(shape(page) for page in pages_of(kind, FULL[kind], look)))
    for page in pages_of(kind, crowded(kind), look):
        assert_harmless(page, known)
    assert look_of(REPOSITORY, kind, look).name == look


@pytest.mark.parametrize("value", hostile_values(), ids=lambda value: ascii(value)[:40])
def test_a_form_refuses_or_makes_a_plain_link(value: str) -> None:
    models = (
        (Contact, ("phone", "phone_2", "zalo", "messenger", "email", "facebook")),
        (Address, ("map",)),
        (Link, ("url",)),
    )
    for model, names in models:
        for name in names:
            try:
                made = model.model_validate({"label": "x", name: value} if model is Link else {name: value})
            except ValidationError:
                continue
            contact = made if isinstance(made, Contact) else Contact()
            place = made if isinstance(made, Address) else None
            links = [action["href"] for action in actions(frame_context("shop"), contact, place)]
            links += [getattr(made, name)] if name in ("url", "facebook", "map") else []
            assert all(_LINK.match(link) for link in links), links


@pytest.mark.parametrize("value", hostile_values(), ids=lambda value: ascii(value)[:40])
def test_no_path_leaves_the_site(value: str) -> None:
    try:
        photo = Photo(file=value)
    except ValidationError:
        return
    name = PurePosixPath(photo.file)
    assert len(name.parts) <= 1 and ".." not in photo.file.split("/") and "\\" not in photo.file


@lru_cache(maxsize=1)
def post_shape() -> set[tuple[str, str]]:
    """Return what Markdown may become."""
    found = shape(post_html(_EVERYTHING))
    return found | {("code", "class")}


def test_posts_are_markdown_without_markup_or_strange_links() -> None:
    for value in hostile_values():
        assert_harmless(post_html(value), post_shape())


@pytest.mark.parametrize("kind", KINDS)
def test_whole_sites_hold_only_allowed_files(kind: str) -> None:
    site = site_of(kind, crowded(kind)).artifacts
    for path in site:
        check_path(path)
        assert path_problem(path) is None
    card = site["lien-he.vcf"].content.decode()
    assert card.count("BEGIN:VCARD") == card.count("END:VCARD") == 1
    assert all(len(line.encode()) <= 75 for line in card.split("\r\n")) and "\n" not in card.replace("\r\n", "")
    json.loads(site["site.webmanifest"].text)


def test_a_file_of_answers_with_any_value_is_read_or_refused_in_words() -> None:
    for value in hostile_values():
        for text in (f"kind: shop\nname: {value}\n", f"kind: shop\nname: {json.dumps(value)}\n", value):
            findings = Findings()
            read = answers_of(ProjectFile("tra-loi.yml", text.encode(errors="replace")), "", findings)
            assert read is not None or findings.errors
            assert all(item.message for item in findings.items)
