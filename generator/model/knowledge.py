"""What is known, and how well: facts and registrars, each with its source and the day somebody checked it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import Field

from generator.model.base import Model, Record


class Confidence(StrEnum):
    """What kind of source a fact has (header of facts.yml)."""

    OFFICIAL = "official"
    REGISTRAR = "registrar"
    PRESS = "press"
    INFERRED = "inferred"
    NOT_FOUND = "not_found"


class Access(StrEnum):
    """Whether the source itself was read, or another document that quotes it."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Fact(Record):
    """One statement about the programme or the law, with its source."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    topic: str
    statement: str
    source_title: str
    source_url: str | None = None
    source_date: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    confidence: Confidence
    access: Access
    note: str | None = None
    verified_on: date | None = None
    expires_on: date | None = None


class SignupAddresses(Model):
    """Addresses of a registrar by offer; None where no source names one."""

    id_vn: str | None = None
    biz_vn: str | None = None

    def of(self, offer_id: str) -> str | None:
        """Return the address for an offer ("id-vn" or "biz-vn")."""
        address: str | None = getattr(self, offer_id.replace("-", "_"))
        return address


class Registrar(Record):
    """An accredited domestic registrar of .vn names."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    short_name: str
    accredited: bool
    website: str | None
    signup: SignupAddresses
    guide: SignupAddresses
    hotline: str | None
    services: tuple[str, ...] | None
    source: str
    source_date: str
    confidence: Confidence
    access: Access
    field_confidence: dict[str, Confidence]
    notes: str | None = None
    verified_on: date | None = None

    @property
    def host(self) -> str | None:
        """Return the host of its website without "www.", or None when unknown."""
        return bare_host(self.website) if self.website else None


def bare_host(url: str) -> str:
    """Return the host of an address as people write it, without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
