"""The small blog of a person: a page for every post, the list of them, and what readers subscribe to."""

from __future__ import annotations

from collections.abc import Iterator

from generator.starter.answers import ProfileAnswers
from generator.starter.feed import FeedEntry, atom_feed
from generator.starter.pages import FEED, SiteFrame, post_views
from generator.starter.views.common import Context, View

BLOG = "bai/index.html"


def blog_files(frame: SiteFrame, context: Context, answers: ProfileAnswers) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file; nothing without a post that is published. A feed needs the site's address."""
    posts = post_views(frame, context)
    for view in posts:
        yield view["page"]["path"], frame.render("post.html", view)
    if not posts:
        return
    heading = answers.blog_title or context.say("blog")
    feed = f"../{FEED}" if frame.base_url else ""
    page = frame.page(context, "blog", BLOG, heading, heading, feed=feed)
    rows = [view["post"] for view in posts]
    yield BLOG, frame.render("blog.html", frame.view(context, page, {"posts": rows}))
    if frame.base_url:
        yield FEED, _feed(answers, heading, frame.base_url, rows)


def _feed(answers: ProfileAnswers, heading: str, base_url: str, rows: list[View]) -> str:
    entries = [
        FeedEntry(row["heading"], base_url + row["href"], row["date"], row["summary"], row["body_html"], row["lang"])
        for row in rows
    ]
    name = answers.basics.name
    return atom_feed(f"{heading} - {name}", name, base_url, base_url + FEED, answers.lang, entries)
