"""Registrars as the pages list them: one neutral order, equal fields, sign-ups where an address is known."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.catalog import Catalog
from generator.model.knowledge import Registrar
from generator.model.permalinks import Permalink
from generator.model.programme import Offer
from generator.model.project import Edition
from generator.pages.shared import REGISTRARS
from generator.permalink import PrintedAddress


@dataclass(frozen=True)
class SignupLink:
    """A sign-up page of ours: whose, for which suffix, where."""

    registrar: str
    suffix: str
    permalink: Permalink
    address: PrintedAddress


@dataclass(frozen=True)
class RegistrarRow:
    """A registrar in the list: where its name leads, its host when known, its known sign-ups."""

    name: str
    target: str
    host: str | None
    signups: tuple[SignupLink, ...]


@dataclass(frozen=True)
class MissingSignups:
    """The registrars whose sign-up for a suffix nobody has found yet."""

    suffix: str
    names: tuple[str, ...]
    all: bool


def registrar_rows(catalog: Catalog, edition: Edition) -> tuple[RegistrarRow, ...]:
    """Return all registrars in the neutral order; a name leads to the sign-up page when there is just one."""
    rows = []
    for registrar in catalog.registrars_in_order:
        signups = tuple(
            SignupLink(registrar.short_name, offer.suffix, permalink, PrintedAddress(edition.host, permalink.number))
            for offer in catalog.programme.offers
            if (permalink := offered_signup(catalog, registrar, offer))
        )
        target = signups[0].permalink.path if len(signups) == 1 else f"{REGISTRARS}#{registrar.id}"
        rows.append(RegistrarRow(registrar.short_name, target, registrar.host, signups))
    return tuple(rows)


def offered_signup(catalog: Catalog, registrar: Registrar, offer: Offer) -> Permalink | None:
    """Return the number of a sign-up page that leads on, or None while the registrar's address is unknown."""
    if registrar.signup.of(offer.id) is None:
        return None
    return catalog.signup_permalink(registrar, offer)


def missing_signups(catalog: Catalog) -> tuple[MissingSignups, ...]:
    """Return for each offer the registrars without a known sign-up; an offer that all have is left out."""
    found = []
    for offer in catalog.programme.offers:
        names = tuple(
            registrar.short_name
            for registrar in catalog.registrars_in_order
            if offered_signup(catalog, registrar, offer) is None
        )
        if names:
            found.append(MissingSignups(offer.suffix, names, len(names) == len(catalog.registrars)))
    return tuple(found)
