"""A few lines of HTML that a commune or a school puts on its own pages."""

from __future__ import annotations

from markupsafe import Markup

from generator.model.places import Place
from generator.print.sheets import Composer

# Colours of the look; written out, for the page it lands on knows none of ours.
_SNIPPET = Markup(
    '<div lang="vi" style="max-width:640px;padding:16px 20px;border:2px solid #24387a;border-radius:6px;'
    'background:#fff;color:#171c33;font-family:Arial,sans-serif;font-size:16px;line-height:1.5">\n'
    '<p style="margin:0 0 4px;font-size:20px;font-weight:bold;color:#18224f">{title}</p>\n'
    '<p style="margin:0 0 12px">{text}</p>\n'
    '<p style="margin:0"><a href="{address}" style="display:inline-block;padding:10px 18px;border-radius:6px;'
    'background:#24387a;color:#fff;font-weight:bold;text-decoration:none">{link}</a></p>\n'
    '<p style="margin:10px 0 0;font-size:14px;color:#434a63">{shown}</p>\n'
    "</div>"
)


def portal_snippet(composer: Composer, place: Place) -> Markup:
    """Return the snippet of a place: no script, nothing fetched, no date that would grow stale, all text escaped."""
    texts = composer.material.page.portal
    say = composer.wording(place, composer.material.page.origin).plain
    return _SNIPPET.format(
        title=say(texts.title),
        text=say(texts.text),
        link=say(texts.link),
        address=composer.edition.address(f"{place.number}/"),
        shown=composer.address(place).readable,
    )
