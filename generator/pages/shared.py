"""What every page of this package shares: its frame, its links, its values, the writing of its HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.artifact import Artifact, pack, unpack
from generator.cache import Memo, make_always
from generator.diagnostics import Origin
from generator.model.base import Model, written_form
from generator.model.catalog import Catalog
from generator.model.permalinks import PermalinkKind
from generator.model.programme import Offer
from generator.model.project import Edition
from generator.pages.offers import OfferWording, Segment, offer_values, timeline
from generator.pages.theme import Theme, json_for_script
from generator.pages.wording import Wording
from generator.rendering import relative_link
from generator.text import format_date

if TYPE_CHECKING:
    from generator.model.print_material import PrintMaterial, SharedImage

DIRECTORY = "dia-phuong/"
EDITOR_WORDS = "content/editor/trang.yml"
ELIGIBILITY = "du-dieu-kien/"
GALLERY = "trang-mau/"
PACKS = "bo-tai-lieu/"
REGISTRARS = "nha-dang-ky/"
SAFETY = "phong-lua-dao/"


@dataclass(frozen=True)
class Page:
    """The frame of one page: where it stands and what its head says.

    `picture` stands in the folder of the page and is shown by chat programs beside a link; `picture_alt` are its
    words.
    """

    path: str
    title: str
    description: str
    structured: Markup | None = None
    script: Markup | None = None
    canonical_path: str | None = None
    indexed: bool = True
    rooted_links: bool = False
    picture: SharedImage | None = None
    picture_alt: str = ""

    @property
    def folder(self) -> str:
        """Return the address of the page on the site: "00001/" for "00001/index.html"."""
        return self.path.removesuffix("index.html")

    @property
    def canonical(self) -> str:
        """Return the site-relative address that search engines should keep."""
        return self.folder if self.canonical_path is None else self.canonical_path

    def link(self, target: str) -> str:
        """Return the link to a path of the site; a page served at any depth needs it rooted."""
        return f"/{target}" if self.rooted_links else relative_link(self.path, target)


@dataclass(frozen=True)
class Site:
    """All that pages are made from, with what they have in common worked out once.

    `material` is what every place has to print and share, None in a build without it.
    """

    catalog: Catalog
    edition: Edition
    theme: Theme
    memo: Memo = make_always
    material: PrintMaterial | None = None

    @property
    def with_packs(self) -> bool:
        """Tell whether each place has a pack and a page about it."""
        return self.material is not None

    @property
    def link_picture(self) -> SharedImage | None:
        """Return the picture that stands beside each landing page for links to it."""
        return self.material.link_picture if self.material else None

    @cached_property
    def inputs(self) -> str:
        """Return all that a landing page depends on beside its own place, for the memo."""
        catalog = self.catalog
        signups = [(link.number, link.target) for link in catalog.permalinks if link.kind is PermalinkKind.SIGNUP]
        models = (catalog.project, catalog.programme, *catalog.registrars, catalog.texts.common, catalog.texts.landing)
        return repr(
            (
                self.edition,
                self.with_packs,
                self.link_picture,
                self.checked_on,
                signups,
                [model.model_dump_json() for model in models],
            )
        )

    def kept(
        self, kind: str, shown: Iterable[Model | str], make: Callable[[], Iterable[Artifact]]
    ) -> tuple[Artifact, ...]:
        """Return pages from the memo, or make them; `shown` is what they show besides `inputs`."""
        told = (written_form(one) if isinstance(one, Model) else one for one in (self.catalog.programme, *shown))
        ingredients = (self.inputs, *told)
        return tuple(unpack(self.memo(kind, ingredients, lambda: pack(make()))))

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Return the states of the offers from the day of the build on."""
        return timeline(self.catalog.programme, self.edition.built_on)

    @cached_property
    def state_script(self) -> Markup | None:
        """Return the script that shows the state of the reader's own day, or None when no other will come."""
        if len(self.segments) == 1:
            return None
        days = [segment.start.isoformat() for segment in self.segments]
        return self.theme.script("state.js", DAYS=days)

    @cached_property
    def checked_on(self) -> date | None:
        """Return the day since which every fact of the programme is verified, or None when one is not."""
        programme = self.catalog.programme
        names = {*programme.plan.facts, *programme.renewal_facts}
        for offer in programme.offers:
            names |= {*offer.facts, *offer.fees.facts}
        for group in programme.groups:
            names |= {*group.facts}
        days = [fact.verified_on if (fact := self.catalog.fact_by_id.get(name)) else None for name in names]
        known = [day for day in days if day is not None]
        return min(known) if known and len(known) == len(days) else None

    @cached_property
    def common_values(self) -> dict[str, str]:
        """Return the values that every text may use."""
        project = self.catalog.project
        return {
            "province": project.province.full_name,
            "site_name": project.site_name,
            "plan_month": self.catalog.programme.plan.month,
            "compiled_on": format_date(project.data_compiled_on),
            "verified_on": format_date(self.checked_on) if self.checked_on else "",
            "host": self.edition.host,
        }

    @cached_property
    def common_wording(self) -> Wording:
        """Return the wording of common.yml."""
        return Wording(self.common_values, self.catalog.texts.common.origin)

    @cached_property
    def _stylesheets(self) -> dict[tuple[str, ...], Markup]:
        return {}

    def stylesheet(self, *extra: str) -> Markup:
        """Return the style sheet of a page, with the sheets that only some pages need."""
        if extra not in self._stylesheets:
            self._stylesheets[extra] = self.theme.stylesheet("style.css", *extra)
        return self._stylesheets[extra]

    def offer_wording(self, origin: Origin, offers: Sequence[Offer], **values: str) -> OfferWording:
        """Return the wording of a page that leads with some offers; `values` are those of the page itself."""
        programme = self.catalog.programme
        wordings = tuple(
            Wording({**self.common_values, **offer_values(programme, offers, segment), **values}, origin)
            for segment in self.segments
        )
        return OfferWording(tuple(offers), self.segments, wordings)

    def render(
        self,
        template: str,
        page: Page,
        sources: Sequence[Origin],
        values: Mapping[str, object],
        stylesheets: Sequence[str] = (),
    ) -> Artifact:
        """Return a page as an artifact; `values` are what its own template needs."""
        common = self.catalog.texts.common
        html = self.theme.environment.get_template(template).render(
            page=page,
            link=page.link,
            stylesheet=self.stylesheet(*stylesheets),
            edition=self.edition,
            theme_colour=self.theme.tokens["color-light-deep"]["$value"],
            common=common,
            say_common=self.common_wording,
            site_name=self.catalog.project.site_name,
            source_state=common.source_checked if self.checked_on else common.source_unchecked,
            **values,
        )
        return Artifact(page.path, _compact(html).encode(), tuple(sources))


def structured_data(*things: dict[str, object]) -> Markup:
    """Return schema.org statements as JSON-LD for the head of a page."""
    return Markup(json_for_script({"@context": "https://schema.org", "@graph": list(things)}))


# Indentation is for those who write templates; a line break alone keeps words apart just as well.
_compact = partial(re.compile(r"\s*\n\s*").sub, "\n")
