"""The feed of a blog: Atom 1.0 (RFC 4287). It needs absolute addresses, so there is none without a domain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True)
class FeedEntry:
    """A post as a feed shows it; `day` is "2026-11-22"."""

    title: str
    url: str
    day: str
    summary: str
    html: str
    lang: str


def atom_feed(title: str, author: str, base_url: str, feed_url: str, lang: str, entries: Iterable[FeedEntry]) -> str:
    """Return the feed; the newest day stands for the time of the last change, so the same posts give the same bytes."""
    rows = list(entries)
    newest = max((row.day for row in rows), default="1970-01-01")
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">',
        f"<title>{escape(title)}</title>",
        f"<id>{escape(feed_url)}</id>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(feed_url)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(base_url)}/>',
        f"<updated>{_moment(newest)}</updated>",
        f"<author><name>{escape(author)}</name></author>",
    ]
    for row in rows:
        parts += [
            f'<entry xml:lang="{row.lang}">',
            f"<title>{escape(row.title)}</title>",
            f"<id>{escape(row.url)}</id>",
            f"<link href={quoteattr(row.url)}/>",
            f"<published>{_moment(row.day)}</published>",
            f"<updated>{_moment(row.day)}</updated>",
        ]
        if row.summary:
            parts.append(f"<summary>{escape(row.summary)}</summary>")
        parts += [f'<content type="html">{escape(row.html)}</content>', "</entry>"]
    return "\n".join([*parts, "</feed>", ""])


def _moment(day: str) -> str:
    return f"{day}T00:00:00+07:00"
