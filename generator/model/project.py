"""Settings of one province's project, and the edition that is being built from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from generator.model.base import Model, Record

Host = Annotated[
    str,
    Field(
        min_length=4,
        max_length=60,
        pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$",
    ),
]


class Province(Model):
    """The province: official two-digit code, kind and name."""

    code: str = Field(pattern=r"^\d{2}$")
    type: str
    name: str

    @property
    def full_name(self) -> str:
        """Return the name with its kind, as inside a sentence: "tỉnh Tuyên Quang"."""
        return f"{self.type} {self.name}"


class ProvinceContact(Model):
    """Who answers for the whole province, when somebody has confirmed it."""

    office: str
    phone: str | None = None
    email: str | None = None
    hours: str | None = None
    source: str
    verified_on: date | None = None


class AllowedHost(Record):
    """An external host that pages may link to, and why."""

    host: Host
    reason: str


class Language(Model):
    """A language that readers expect the guide in; `tag` as BCP 47 has it."""

    tag: str = Field(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
    name: str = Field(min_length=3, max_length=40)


class OutputOptions(Model):
    """How files are made."""

    code_png_pixels: int = Field(default=1024, ge=200, le=4096)


class MaxAge(Model):
    """For how many days a check by a person stays good in a release."""

    facts: int = Field(ge=1)
    registrars: int = Field(ge=1)
    places: int = Field(ge=1)


class Project(Record):
    """content/data/project.yml."""

    version: int
    site_name: str
    province: Province
    host: Host | None = None
    trial_host: str = Field(pattern=r"^[a-z0-9.-]+\.example$")
    contact: ProvinceContact | None = None
    data_compiled_on: date
    max_age_days: MaxAge
    languages: tuple[Language, ...] = ()
    output: OutputOptions = OutputOptions()
    allowed_hosts: tuple[AllowedHost, ...] = ()


@dataclass(frozen=True)
class Edition:
    """One build: on which day, under which host, trial or release."""

    built_on: date
    host: str
    release: bool = False

    @property
    def trial(self) -> bool:
        """Tell whether pages carry BẢN THỬ and noindex."""
        return not self.release

    def address(self, path: str = "") -> str:
        """Return the full https address of a path on the site ("02215/")."""
        return f"https://{self.host}/{path}"
