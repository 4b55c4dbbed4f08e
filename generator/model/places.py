"""Communes and schools: the places that have a landing page."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from generator.model.base import Model, Record
from generator.text import capitalise


class CommuneType(StrEnum):
    """Kind of a commune-level unit (Law on organisation of local government, in force since July 2025)."""

    XA = "xã"
    PHUONG = "phường"
    DAC_KHU = "đặc khu"


class OldUnit(Model):
    """A unit of before July 2025 that went into a commune, whole or in part."""

    name: str
    district: str
    partial: bool = False


class Commune(Record):
    """A commune-level unit; `code` is the official five-digit code of the National Statistics Office."""

    code: str = Field(pattern=r"^\d{5}$")
    name: str = Field(min_length=1)
    type: CommuneType
    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    old_units: tuple[OldUnit, ...] = ()
    old_province: str = ""

    @property
    def number(self) -> str:
        """Return the number of its landing page, which is its official code."""
        return self.code

    @property
    def full_name(self) -> str:
        """Return the name with its type, as inside a sentence: "xã Lũng Cú"."""
        return f"{self.type} {self.name}"

    @property
    def title(self) -> str:
        """Return the name as a heading: "Xã Lũng Cú"."""
        return capitalise(self.full_name)


class SchoolLevel(StrEnum):
    """Level of a school, as `schools.csv` spells it."""

    UNIVERSITY = "dai_hoc"
    COLLEGE = "cao_dang"
    VOCATIONAL = "trung_cap"
    HIGH_SCHOOL = "thpt"
    BOARDING = "ptdtnt"
    COMBINED = "lien_cap"
    CONTINUING = "gdtx"

    @property
    def label(self) -> str:
        """Return the Vietnamese name of the level."""
        return _LEVEL_LABELS[self]

    @property
    def has_minors(self) -> bool:
        """Tell whether part of the readers are pupils under 18 (DESIGN section 6)."""
        return self not in (SchoolLevel.UNIVERSITY, SchoolLevel.COLLEGE)


_LEVEL_LABELS = {
    SchoolLevel.UNIVERSITY: "Đại học",
    SchoolLevel.COLLEGE: "Cao đẳng",
    SchoolLevel.VOCATIONAL: "Trung cấp",
    SchoolLevel.HIGH_SCHOOL: "Trung học phổ thông",
    SchoolLevel.BOARDING: "Phổ thông dân tộc nội trú",
    SchoolLevel.COMBINED: "Trường liên cấp",
    SchoolLevel.CONTINUING: "Giáo dục thường xuyên",
}


class School(Record):
    """A school; `number` is the project's own permanent six-digit number."""

    number: str = Field(pattern=r"^8\d{5}$")
    name: str = Field(min_length=1)
    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    level: SchoolLevel
    commune_code: str | None = Field(default=None, pattern=r"^\d{5}$")
    old_province: str = ""
    address_before_merger: str | None = None
    website: str | None = None
    exam_code: str | None = None
    sources: tuple[str, ...] = Field(min_length=1)
    verified_on: date | None = None

    @property
    def full_name(self) -> str:
        """Return the name as inside a sentence."""
        return self.name

    @property
    def title(self) -> str:
        """Return the name as a heading."""
        return self.name


Place = Commune | School


class Contact(Record):
    """Who helps on the spot at one place; every value as the office gave it."""

    number: str = Field(pattern=r"^\d{5,6}$")
    office: str = Field(min_length=1)
    phone: str | None = None
    hours: str | None = None
    address: str | None = None
    source: str = Field(min_length=1)
    verified_on: date | None = None
