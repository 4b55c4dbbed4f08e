"""What machines read first: sitemap.xml and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from generator.artifact import Artifact
from generator.model.catalog import Catalog
from generator.model.project import Edition

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"


def sitemap(catalog: Catalog, edition: Edition, paths: Iterable[str]) -> Artifact:
    """Return the sitemap of some site-relative addresses, each once.

    It names no dates: the day of a build is not the day on which a page changed.
    """
    urls = "".join(f"<url><loc>{escape(edition.address(path))}</loc></url>\n" for path in dict.fromkeys(paths))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )
    return Artifact(SITEMAP, text.encode(), (catalog.project.origin,))


def robots(catalog: Catalog, edition: Edition) -> Artifact:
    """Return robots.txt: a trial keeps every crawler out, a release shows the sitemap."""
    rule = "Disallow: /" if edition.trial else f"Allow: /\n\nSitemap: {edition.address(SITEMAP)}"
    return Artifact(ROBOTS, f"User-agent: *\n{rule}\n".encode(), (catalog.project.origin,))
