"""Text messages: how many characters they cost on a mobile network."""

from __future__ import annotations

# 3GPP TS 23.038, 6.2.1: the default alphabet, and the characters that cost two.
_GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE = set("\f^{}\\[~]|€")
GSM_LIMIT = 160
UNICODE_LIMIT = 70


def sms_length(text: str) -> tuple[int, int]:
    """Return the length of a message as the network counts it, and how many such units one message holds.

    One letter outside the default alphabet, as any "ế" is, makes the whole message cost UTF-16 units of which
    only 70 fit; without one, 160 fit.
    """
    if all(letter in _GSM or letter in _GSM_DOUBLE for letter in text):
        return sum(2 if letter in _GSM_DOUBLE else 1 for letter in text), GSM_LIMIT
    return len(text.encode("utf-16-le")) // 2, UNICODE_LIMIT
