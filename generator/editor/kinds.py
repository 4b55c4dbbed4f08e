"""The kinds of sites that the editor makes, and what it needs of a catalog: light, for builds that keep the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.catalog import Catalog
from generator.starter.advice import CV_FACT, ORDERING_FACTS

PAGES = {
    "shop": ("index.html", "404.html", "huong-dan.html"),
    "coop": ("index.html", "404.html", "huong-dan.html"),
    "profile": ("index.html", "blog.html", "post.html", "404.html", "huong-dan.html"),
}


@dataclass(frozen=True)
class Known:
    """What the editor knows of the programme: for how long names are free by their ending, statements by fact."""

    free_years: Mapping[str, int]
    facts: Mapping[str, str]


def known_of(catalog: Catalog) -> Known:
    """Return what the editor needs of a catalog."""
    statements = {fact.id: fact.statement for fact in catalog.facts}
    wanted = (*ORDERING_FACTS, CV_FACT)
    return Known(
        {offer.suffix: offer.free_years for offer in catalog.programme.offers},
        {name: statements[name] for name in wanted if name in statements},
    )
