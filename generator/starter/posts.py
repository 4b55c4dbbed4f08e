"""Posts of a blog: Markdown without raw HTML, links to https, mailto and tel only. The only importer of markdown-it.

markdown-it-py follows CommonMark and is a port of markdown-it, which renders the same posts in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from markdown_it import MarkdownIt

from generator.artifact import path_problem
from generator.starter.answers.profile import Post
from generator.text import slugify

_SAFE_LINK = re.compile(r"(https://[^\s\"'<>\\]+|mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+|tel:\+?[0-9]+|#[\w-]*)\Z")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable(["image", "html_inline"])
    )
    parser.validateLink = lambda url: _SAFE_LINK.match(url) is not None  # type: ignore[method-assign]
    return parser


def post_html(text: str) -> str:
    """Return the HTML of a post: headings start at h2, links carry rel, nothing the owner wrote is markup."""
    tokens = _parser().parse(text)
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1:]) for token in headings), default=2)
    for token in headings:  # the highest becomes h2, under the title of the post
        token.tag = f"h{min(6, int(token.tag[1:]) - highest + 2)}"
    for token in tokens:
        token.attrs.pop("style", None)  # of aligned cells; the policy of the page allows no style attributes
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("rel", "noopener noreferrer")
    return str(_parser().renderer.render(tokens, _parser().options, {}))


def published(posts: Sequence[Post], today: date) -> list[tuple[Post, str]]:
    """Return the posts to be shown with their slugs, newest first; drafts and days to come are left out."""
    shown = [post for post in posts if not post.draft and post.date <= today]
    taken: dict[str, int] = {"index": 1}
    slugs: dict[int, str] = {}
    for post in sorted(shown, key=lambda post: post.date):  # an older post keeps its address
        slug = post.slug or slugify(post.title)[:60].strip("-") or "bai"
        if path_problem(slug):  # "con" is a child here and a device in Windows
            slug = f"bai-{slug}"
        taken[slug] = taken.get(slug, 0) + 1
        slugs[id(post)] = slug if taken[slug] == 1 else f"{slug}-{taken[slug]}"
    return [(post, slugs[id(post)]) for post in sorted(shown, key=lambda post: post.date, reverse=True)]
