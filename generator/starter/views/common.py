"""What the views of all kinds share. A view is plain JSON (dict, list, str, int, bool, None) with all logic done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote

from generator.starter.answers.base import Address, Contact, Look, Photo
from generator.starter.words import Words
from generator.text import NO_BREAK_SPACE, format_date, format_money

View = dict[str, Any]

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Context:
    """What a view is made from beside the answers.

    `images` are the records of the owner's photos by file name, `banks` the banks by BIN and by short name.
    """

    words: Words
    lang: str
    built_on: date
    look: Look
    images: Mapping[str, View] = field(default_factory=dict)

    def below(self, language: str, words: Words) -> Context:
        """Return the context of a page one folder down, in another language: its pictures stand one folder up."""
        images = {name: {**record, **_one_up(record)} for name, record in self.images.items()}
        return Context(words, language, self.built_on, self.look, images)

    def say(self, key: str, **values: str | int) -> str:
        """Return a text with its {placeholders} filled in one pass."""
        return fill(self.words[key], **values)

    def date(self, day: date) -> str:
        """Return a day as readers of the page's language write it; the same digits in both."""
        return format_date(day)

    def image(self, photo: Photo | None, alt: str = "") -> View | None:
        """Return the record of a photo, or None when there is none (or it could not be used)."""
        record = self.images.get(photo.file) if photo else None
        return {**record, "alt": (photo.alt if photo else "") or alt} if record else None


def _one_up(record: View) -> View:
    sets = {
        name: ", ".join(f"../{part.strip()}" for part in record[name].split(",") if part.strip())
        for name in ("src_set", "webp_set")
    }
    return {"src": f"../{record['src']}", **sets}


def fill(text: str, **values: str | int) -> str:
    """Replace {name} by its value; what was put in is not looked at again."""
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]]) if match[1] in values else match[0], text)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: an empty line parts them, other line ends become a space."""
    blocks = re.split(r"\n[ \t]*\n+", text.replace("\r\n", "\n").strip())
    return [" ".join(block.split()) for block in blocks if block.strip()]


def phone_digits(phone: str) -> str:
    """Return a number as tel: wants it: "0912 345 678" → "+84912345678", short numbers as they are."""
    digits = re.sub(r"\D", "", phone)
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if phone.lstrip(" (").startswith("+"):
        return f"+{digits}"
    if digits.startswith("0") and len(digits) >= 9:
        return f"+84{digits[1:]}"
    return digits


def phone_shown(phone: str) -> str:
    """Return a number that does not break over lines."""
    return re.sub(r"[ .-]+", NO_BREAK_SPACE, phone.strip())


def address_line(address: Address) -> str:
    """Return an address on one line."""
    return ", ".join(part for part in (address.street, address.commune, address.province) if part)


def map_link(address: Address) -> str:
    """Return the owner's own map link, or a search for the address on OpenStreetMap, or ""."""
    if address.map:
        return address.map
    line = address_line(address)
    if not (address.street and address.commune):
        return ""
    return f"https://www.openstreetmap.org/search?query={quote(line, safe='')}"


def actions(context: Context, contact: Contact, place: Address | None) -> list[View]:
    """Return the ways to reach the owner in their order, as plain links; the first is the main one."""
    found: list[View] = []

    def add(name: str, icon: str, label: str, href: str, long: str) -> None:
        found.append(
            {
                "id": name,
                "icon": icon,
                "label": label,
                "long": long,
                "href": href,
                "main": not found,
                "away": href.startswith("https:"),
            }
        )

    if contact.phone:
        long = context.say("call_number", number=phone_shown(contact.phone))
        add("call", "phone", context.say("call"), f"tel:{phone_digits(contact.phone)}", long)
    if contact.zalo:
        zalo = phone_digits(contact.zalo) if contact.zalo.lstrip("+").isdigit() else contact.zalo
        local = f"0{zalo[3:]}" if zalo.startswith("+84") else zalo
        add("zalo", "message_circle", context.say("zalo"), f"https://zalo.me/{quote(local)}", context.say("zalo"))
    if contact.messenger:
        label = context.say("messenger")
        add("messenger", "message_circle", label, f"https://m.me/{quote(contact.messenger)}", label)
    if place is not None and (href := map_link(place)):
        add("map", "map_pin", context.say("map"), href, context.say("open_map"))
    if contact.email:
        long = context.say("email_to", address=contact.email)
        add("email", "mail", context.say("email"), f"mailto:{contact.email}", long)
    return found


def price(context: Context, low: int | None, high: int | None, unit: str) -> str:
    """Return a price for people: "50.000 đ / gói", a span, or "" when there is none."""
    if low is None and high is None:
        return ""
    if low is not None and high is not None and high > low:
        shown = context.say("price_span", low=format_money(low), high=format_money(high))
    else:
        shown = format_money(low if low is not None else high or 0)
    return context.say("per_unit", price=shown, unit=unit) if unit else shown
