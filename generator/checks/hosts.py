"""Which addresses outside the site pages may lead to: those that the data names, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.catalog import Catalog
from generator.model.knowledge import bare_host

_DIGITS = re.compile(r"\+?\d[\d .()-]*\d|\d")


def allowed_hosts(catalog: Catalog) -> frozenset[str]:
    """Return the hosts, without "www.", of everything that the data names an address for."""
    return frozenset(host for url in _addresses(catalog) if (host := bare_host(url))) | {
        entry.host.removeprefix("www.") for entry in catalog.project.allowed_hosts
    }


def _addresses(catalog: Catalog) -> Iterator[str]:
    for registrar in catalog.registrars:
        signup, guide = registrar.signup, registrar.guide
        for url in (
            registrar.website,
            signup.id_vn,
            signup.biz_vn,
            guide.id_vn,
            guide.biz_vn,
            registrar.source,
        ):
            yield url or ""
    for fact in catalog.facts:
        yield fact.source_url or ""
    for school in catalog.schools:
        yield school.website or ""
        yield from school.sources
    for channel in (catalog.programme.lookup, *catalog.programme.reporting):
        yield channel.url or ""


def known_phone_numbers(catalog: Catalog) -> frozenset[str]:
    """Return the digits of every phone number that the data carries."""
    project, programme = catalog.project, catalog.programme
    texts = [
        *(registrar.hotline for registrar in catalog.registrars),
        *(contact.phone for contact in catalog.contacts),
        *(channel.phone for channel in programme.reporting),
        *(channel.label for channel in programme.reporting),
        *(fact.statement for fact in catalog.facts),
        project.contact.phone if project.contact else None,
    ]
    return frozenset(phone_digits(found) for text in texts if text for found in _DIGITS.findall(text))


def phone_digits(text: str) -> str:
    """Return the digits of a phone number, +84 written as 0: the form in which numbers are compared."""
    digits = re.sub(r"\D", "", text)
    return f"0{digits[2:]}" if text.strip().startswith("+84") else digits
