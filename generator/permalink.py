"""Addresses that fit into small codes: digits only, so that a QR code can hold them in alphanumeric mode."""

from __future__ import annotations

from dataclasses import dataclass

# Characters that a version-2 code (25×25 modules) holds in alphanumeric mode at level M (ISO/IEC 18004, table 7).
VERSION_2_CAPACITY = 38
VERSION_3_CAPACITY = 61
QUIET_ZONE = 4  # light modules on every side of a code (ISO/IEC 18004, 6.3.8 and 9.1)


@dataclass(frozen=True)
class PrintedAddress:
    """A permanent address in its two spellings: what the code holds and what a person reads and types."""

    host: str
    number: str

    @property
    def code_text(self) -> str:
        """Return the content of the code: upper case, https, with the closing slash."""
        return f"https://{self.host}/{self.number}/".upper()

    @property
    def readable(self) -> str:
        """Return what is printed under the code: "tenmien.example/02215"."""
        return f"{self.host}/{self.number}"

    @property
    def url(self) -> str:
        """Return the canonical address."""
        return f"https://{self.host}/{self.number}/"


def modules_per_side(content: str) -> int:
    """Return the side of the code for an alphanumeric content at level M: 25, 29, or 33 for anything longer."""
    if len(content) <= VERSION_2_CAPACITY:
        return 25
    return 29 if len(content) <= VERSION_3_CAPACITY else 33
