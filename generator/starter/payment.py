"""VietQR made without the network: the text of a transfer code (EMVCo merchant-presented mode, NAPAS VietQR).

Layout and identifiers: "EMV QR Code Specification for Payment Systems, Merchant-Presented Mode" 1.1 and NAPAS'
"Đặc tả kỹ thuật QR Code hiển thị từ phía khách hàng" (GUID A000000727, services QRIBFTTA and QRIBFTTC); the tests
hold three published codes. Banks and their BINs: content/starter/banks.csv, origin in content/starter/README.md.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.starter.answers.base import Payment
from generator.text import fold, nearest

BANKS_FILE = "content/starter/banks.csv"

_GUID = "A000000727"
_TO_ACCOUNT, _TO_CARD = "QRIBFTTA", "QRIBFTTC"
_DONG = "704"  # ISO 4217
_STATIC, _ONE_TIME = "11", "12"


@dataclass(frozen=True)
class Bank:
    """A bank as the list names it. `seen_in` names the other public lists that give its BIN, "" when none does."""

    bin: str
    short_name: str
    code: str
    name: str
    seen_in: str = ""


@dataclass(frozen=True)
class Banks:
    """All banks of the list."""

    rows: tuple[Bank, ...] = ()

    def find(self, text: str) -> Bank | None:
        """Return the bank of a BIN, a short name or a code, written with or without marks and "ngân hàng"."""
        wanted = _bare(text)
        for bank in self.rows:
            if wanted in (bank.bin, _bare(bank.short_name), _bare(bank.code)):
                return bank
        return None

    def nearest(self, text: str) -> str | None:
        """Return the short name most like a text, or None."""
        return nearest(text, [bank.short_name for bank in self.rows])


def _bare(text: str) -> str:
    folded = fold(text)
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^(ngan hang|nh|bank)\s+", "", folded))


@lru_cache(maxsize=4)
def load_banks(root: Path) -> Banks:
    """Return the banks of a project's list."""
    text = (root / BANKS_FILE).read_text(encoding="utf-8-sig")
    return Banks(tuple(Bank(**row) for row in csv.DictReader(io.StringIO(text))))


def field(number: str, value: str) -> str:
    """Return one field: two digits of id, two of length, the value. ValueError when it is too long."""
    if len(value) > 99:
        raise ValueError(f"field {number} has {len(value)} characters")
    return f"{number}{len(value):02}{value}"


def crc16(text: str) -> str:
    """Return the checksum over a text that ends in "6304" (CRC-16/CCITT-FALSE: 0x1021, start 0xFFFF), upper case."""
    crc = 0xFFFF
    for byte in text.encode("ascii"):
        crc ^= byte << 8
        for _ in range(8):
            crc = ((crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return f"{crc:04X}"


def transfer_code(
    bin_: str, number: str, amount: int | None = None, message: str = "", bill: str = "", card: bool = False
) -> str:
    """Return the text of a VietQR code to an account or card; with an amount it is a one-time code."""
    service = _TO_CARD if card else _TO_ACCOUNT
    receiver = field("00", bin_) + field("01", number)
    parts = field("00", "01") + field("01", _ONE_TIME if amount else _STATIC)
    parts += field("38", field("00", _GUID) + field("01", receiver) + field("02", service))
    parts += field("53", _DONG)
    parts += field("54", str(amount)) if amount else ""
    parts += field("58", "VN")
    extra = (field("01", bill) if bill else "") + (field("08", message) if message else "")
    parts += field("62", extra) if extra else ""
    parts += "6304"
    return parts + crc16(parts)


def plain_message(text: str) -> str:
    """Return a transfer message as banks take it: no marks, letters, digits and spaces, at most 25 characters."""
    ascii_text = fold(text).upper() if text.isupper() else fold(text)
    return " ".join(re.sub(r"[^A-Za-z0-9 ]", " ", ascii_text).split())[:25].strip()


def vietqr_text(bin_: str, payment: Payment) -> str:
    """Return the code of an owner's payment block."""
    return transfer_code(bin_, payment.account, payment.amount, plain_message(payment.message))


def parse_fields(text: str) -> dict[str, str]:
    """Return the fields of one level by id; ValueError when lengths do not add up."""
    fields: dict[str, str] = {}
    at = 0
    while at < len(text):
        number, size = text[at : at + 2], int(text[at + 2 : at + 4])
        value = text[at + 4 : at + 4 + size]
        if len(value) != size:
            raise ValueError(f"field {number} is cut short")
        fields[number] = value
        at += 4 + size
    return fields
