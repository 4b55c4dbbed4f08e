"""The contact card of an owner, from the same answers as the page."""

from __future__ import annotations

from generator.starter.answers import Answers, ProfileAnswers, TradeAnswers
from generator.starter.vcard import escaped, vcard
from generator.starter.views.common import phone_digits


def contact_card(answers: Answers, base_url: str) -> bytes | None:
    """Return a vCard, or None when there is no way to reach the owner; a person's home address is left out."""
    if isinstance(answers, TradeAnswers):
        return _trade_card(answers, base_url)
    assert isinstance(answers, ProfileAnswers)
    return _person_card(answers, base_url)


def _trade_card(answers: TradeAnswers, base_url: str) -> bytes | None:
    contact, place = answers.contact, answers.address
    if not (contact.phone or contact.email or contact.phone_2):
        return None
    parts = (place.street, place.commune, place.province)
    address = ";;{};{};{};;Việt Nam".format(*(escaped(part) for part in parts)) if any(parts) else ""
    return vcard(
        [
            ("N", f";{escaped(answers.name)};;;"),
            ("FN", escaped(answers.name)),
            ("ORG", escaped(answers.name)),
            ("TEL;TYPE=WORK,VOICE", phone_digits(contact.phone)),
            ("TEL;TYPE=WORK", phone_digits(contact.phone_2)),
            ("EMAIL;TYPE=INTERNET", escaped(contact.email)),
            ("ADR;TYPE=WORK", address),
            ("URL", base_url),
            ("NOTE", escaped(answers.tagline)),
        ]
    )


def _person_card(answers: ProfileAnswers, base_url: str) -> bytes | None:
    basics, contact = answers.basics, answers.contact
    phone, email = contact.phone or basics.phone, contact.email or basics.email
    if not (phone or email):
        return None
    family, _, given = basics.name.partition(" ")
    return vcard(
        [
            ("N", f"{escaped(family)};{escaped(given)};;;"),
            ("FN", escaped(basics.name)),
            ("TITLE", escaped(basics.label)),
            ("TEL;TYPE=CELL,VOICE", phone_digits(phone)),
            ("EMAIL;TYPE=INTERNET", escaped(email)),
            ("URL", base_url or basics.url),
        ]
    )
