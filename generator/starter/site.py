"""One owner's site: answers and photos in, artifacts out. No disk, no network, no clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator.artifact import Artifact, ArtifactSet
from generator.diagnostics import Diagnostic, UserError
from generator.starter.answers import Answers, ProfileAnswers
from generator.starter.looks import LookFolder, look_of
from generator.starter.pages import SiteFrame, home_view, post_views
from generator.starter.payment import load_banks
from generator.starter.views.common import Context, View
from generator.starter.words import load_words
from generator.text import nearest

BLOG = "bai/index.html"


@dataclass(frozen=True)
class SiteRequest:
    """What a site is made of. `photos` are the records and files of the owner's photos, by name as answered."""

    root: Path
    kind: str
    answers: Answers
    built_on: date
    source: bytes = b""
    images: Mapping[str, View] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def choose_look(root: Path, kind: str, answers: Answers) -> tuple[LookFolder, str]:
    """Return the look and the palette of some answers, the first ones when they name none; UserError otherwise."""
    wanted = answers.look
    look = look_of(root, kind, wanted.name)
    if wanted.palette and wanted.palette not in look.file.palettes:
        near = nearest(wanted.palette, look.file.palettes)
        hint = f"Có phải là “{near}”? " if near else ""
        raise UserError(
            Diagnostic(
                "starter.palette",
                answers.origin.at("look.palette"),
                f"Kiểu “{look.file.title}” không có bảng màu “{wanted.palette}”.",
                f"{hint}Có: {', '.join(look.file.palettes)}.",
            )
        )
    return look, wanted.palette or look.file.palettes[0]


def build_site(request: SiteRequest) -> ArtifactSet:
    """Return every file of a site."""
    artifacts = ArtifactSet()
    for path, content in _files(request):
        artifacts.add(Artifact(path, content.encode() if isinstance(content, str) else content))
    return artifacts


def _files(request: SiteRequest) -> Iterator[tuple[str, str | bytes]]:
    answers = request.answers
    look, palette = choose_look(request.root, request.kind, answers)
    frame = SiteFrame(answers, request.kind, look, palette)
    words = load_words(request.root)
    lang = answers.lang if isinstance(answers, ProfileAnswers) else "vi"
    context = Context(words[lang], lang, request.built_on, answers.look, request.images)
    yield "index.html", frame.render("index.html", home_view(frame, context, load_banks(request.root)))
    yield "404.html", frame.render("404.html", _not_found(frame, context))
    if isinstance(answers, ProfileAnswers):
        yield from _profile_pages(frame, context, words)
    yield from request.files.items()


def _not_found(frame: SiteFrame, context: Context) -> dict[str, Any]:
    """Return the view of the page for a wrong address: it may be shown at any depth, so it links to nothing else."""
    page = frame.page(
        context,
        "404",
        "404.html",
        context.say("not_found_title"),
        "",
        home=frame.base_url or "./",
        canonical="",
        noindex=True,
        linked=False,
    )
    return frame.view(context, page, {})


def _profile_pages(
    frame: SiteFrame, context: Context, words: Mapping[str, dict[str, str]]
) -> Iterator[tuple[str, str]]:
    answers = frame.answers
    assert isinstance(answers, ProfileAnswers)
    if answers.english is not None and context.lang == "vi":
        english = Context(words["en"], "en", context.built_on, context.look, context.images)
        yield "en/index.html", frame.render("index.html", home_view(frame, english, path="en/index.html"))
    posts = post_views(frame, context)
    for view in posts:
        yield view["page"]["path"], frame.render("post.html", view)
    if posts:
        heading = answers.blog_title or context.say("blog")
        page = frame.page(context, "blog", BLOG, heading, heading)
        yield BLOG, frame.render("blog.html", frame.view(context, page, {"posts": [view["post"] for view in posts]}))
