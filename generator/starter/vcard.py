"""Contact cards that telephones read: vCard 3.0 (RFC 2426), which more of them take than 4.0."""

from __future__ import annotations

from collections.abc import Iterable

from generator.text import folded_line


def vcard(lines: Iterable[tuple[str, str]]) -> bytes:
    """Return a card of (property, value) pairs: UTF-8, CRLF, folded lines; empty values are left out.

    Values come escaped from `escaped`, or structured ("N") by the caller.
    """
    rows = ["BEGIN:VCARD", "VERSION:3.0", *(f"{name}:{value}" for name, value in lines if value), "END:VCARD"]
    return "".join(f"{part}\r\n" for row in rows for part in folded_line(row)).encode()


def escaped(text: str) -> str:
    """Return a text value with commas, semicolons, backslashes and line ends escaped."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(text.split("\r")).replace("\n", "\\n")
