"""Pages of a site: views go into the look's templates; addresses inside a site are relative."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from generator.starter.answers import Answers, ProfileAnswers, TradeAnswers
from generator.starter.jsonld import person_json, post_json, trade_json
from generator.starter.looks import LookFolder
from generator.starter.palette import hex_colour
from generator.starter.payment import Banks
from generator.starter.posts import post_html, published
from generator.starter.views.common import Context, View
from generator.starter.views.profile import post_row, profile_view
from generator.starter.views.trade import trade_view

BAR_LENGTH = 3
DESCRIPTION_LENGTH = 155
SHARE_PICTURE = "chia-se.png"
VCARD = "lien-he.vcf"
FEED = "bai/feed.xml"
NO_BANKS = Banks()

# What a page may load: its own pictures and manifest, its own style by hash. A header adds frame-ancestors.
# No script is allowed, so connect-src serves only tools that look at robots.txt from the page (Lighthouse).
POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src '{style}'; manifest-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True)
class Showcase:
    """A sample inside another site: the address where it stands there, and the link back to the list of samples."""

    base_url: str
    href: str
    label: str


@dataclass(frozen=True)
class SiteFrame:
    """What all pages of one site share."""

    answers: Answers
    kind: str
    look: LookFolder
    palette: str
    has_vcard: bool = False
    showcase: Showcase | None = None

    @property
    def base_url(self) -> str:
        """Return "https://domain/", or "" while there is no domain."""
        if self.showcase is not None:
            return self.showcase.base_url
        return f"https://{self.answers.domain}/" if self.answers.domain else ""

    @property
    def css(self) -> str:
        """Return the style sheet of all pages."""
        return self.look.css(self.palette, self.answers.look.large_type)

    @property
    def policy(self) -> str:
        """Return the content security policy that stands in every page."""
        digest = base64.b64encode(hashlib.sha256(self.css.encode()).digest()).decode()
        return POLICY.format(style=f"sha256-{digest}")

    def page(self, context: Context, page_id: str, path: str, heading: str, description: str, **more: Any) -> View:
        """Return what the shared skeleton needs to know of one page; `more` overrides."""
        root = "../" * path.count("/")
        at = path.removesuffix("index.html")
        name = self.answers.title
        colours = self.look.colours(self.palette)
        return {
            "id": page_id,
            "path": path,
            "root": root,
            "home": f"{root}index.html",
            "lang": context.lang,
            "locale": "vi_VN" if context.lang == "vi" else "en_GB",
            "heading": heading,
            "title": name if heading == name or not heading else f"{heading} - {name}",
            "description": cut(description, DESCRIPTION_LENGTH),
            "noindex": self.answers.sample,
            "canonical": f"{self.base_url}{at}" if self.base_url else "",
            "alternate": None,
            "feed": "",
            "share_kind": "website",
            "share_title": heading or name,
            "share_image": f"{self.base_url}{SHARE_PICTURE}" if self.base_url and self.showcase is None else "",
            "theme_color": hex_colour(colours["light"]["deep"]),
            "style_css": self.css,
            "csp": self.policy,
            "data_json": "",
            "linked": self.showcase is None,
            "vcard": f"{root}{VCARD}" if self.has_vcard else "",
            "updated": context.say("updated", date=context.date(context.built_on)),
            **more,
        }

    def view(self, context: Context, page: View, blocks: View) -> View:
        """Return the whole view of a page: the frame's values and the blocks of its kind."""
        return {
            "page": page,
            "site": {
                "kind": self.kind,
                "look": self.look.name,
                "palette": self.palette,
                "name": self.answers.title,
                "sample": self.answers.sample,
                "host": self.answers.domain,
                "back": {"href": page["root"] + self.showcase.href, "label": self.showcase.label}
                if self.showcase
                else None,
            },
            "words": context.words,
            "icons": self.look.icons,
            "bar": blocks.get("actions", [])[:BAR_LENGTH],
            **blocks,
        }

    def render(self, template: str, view: View) -> str:
        """Return the HTML of a page."""
        return self.look.template(template).render(view)


def cut(text: str, length: int) -> str:
    """Return a text of at most `length` characters, cut between words with "…"."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + "…"


def home_view(frame: SiteFrame, context: Context, banks: Banks = NO_BANKS, path: str = "index.html") -> View:
    """Return the view of the first page of a site, in the language of the context."""
    answers = frame.answers
    if isinstance(answers, TradeAnswers):
        blocks = trade_view(answers, context, banks)
        page = frame.page(context, "home", path, answers.name, answers.tagline or answers.story or answers.name)
        page["data_json"] = trade_json(answers, context, frame.base_url)
        return frame.view(context, page, blocks)
    assert isinstance(answers, ProfileAnswers)
    other = path != "index.html"
    resume = answers.english if other and answers.english else answers
    page = frame.page(
        context,
        "home",
        path,
        resume.basics.name,
        resume.basics.summary or resume.basics.label or resume.basics.name,
        share_kind="profile",
        alternate=_alternate(answers, other, context, frame.base_url),
        data_json=person_json(answers, resume, context, frame.base_url),
    )
    rows = [{**view["post"], "body_html": ""} for view in post_views(frame, context)]
    page["feed"] = f"{page['root']}{FEED}" if rows and frame.base_url else ""
    return frame.view(context, page, profile_view(answers, resume, context, rows))


def _alternate(answers: ProfileAnswers, other: bool, context: Context, base_url: str) -> View | None:
    """Return the page in the other language; search engines want its whole address, "" while there is no domain."""
    if answers.english is None or answers.lang != "vi":
        return None
    href, lang = ("../index.html", "vi") if other else ("en/index.html", "en")
    url = f"{base_url}{'' if other else 'en/'}" if base_url else ""
    return {"href": href, "lang": lang, "label": context.say("other_language"), "url": url}


def post_views(frame: SiteFrame, context: Context) -> list[View]:
    """Return the views of all posts to be shown, newest first."""
    answers = frame.answers
    assert isinstance(answers, ProfileAnswers)
    views = []
    for post, slug in published(answers.posts, context.built_on):
        row = post_row(post, slug, context)
        page = frame.page(
            context,
            "post",
            row["href"],
            post.title,
            post.summary or post.text,
            share_kind="article",
            feed=f"../{FEED}" if frame.base_url else "",
            data_json=post_json(answers, post, frame.base_url, row["href"]),
        )
        row |= {"when_long": context.say("post_on", date=row["when"]), "body_html": post_html(post.text)}
        views.append(frame.view(context, page, {"post": row}))
    return views
