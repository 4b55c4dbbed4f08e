"""Answers of a person: a résumé with the field names of JSON Resume 1.0.0, and a small blog.

Source of the names: the JSON schema of jsonresume.org, version 1.0.0 (MIT).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from generator.model.base import Record
from generator.starter.answers.base import Answers, Contact, Email, Phone, Photo, Url
from generator.starter.answers.limits import Few, Line, Many, Name, Short, Slug, Some, Text, Title

PartialDate = Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]
Words = Some[Line]


class Location(Record):
    """Where a person lives. JSON Resume has a street address too; a page should not."""

    address: Line = ""
    postalCode: Short = ""  # noqa: N815 - JSON Resume's own name
    city: Short = ""
    countryCode: Short = ""  # noqa: N815
    region: Short = ""


class Network(Record):
    """An account in a network."""

    network: Short = ""
    username: Short = ""
    url: Url = ""


class Basics(Record):
    """Who it is."""

    name: Name
    label: Line = ""
    image: Url = ""
    email: Email = ""
    phone: Phone = ""
    url: Url = ""
    summary: Text = ""
    location: Location | None = None
    profiles: Few[Network] = ()


class _Dated(Record):
    startDate: PartialDate = ""  # noqa: N815
    endDate: PartialDate = ""  # noqa: N815
    url: Url = ""


class Work(_Dated):
    """A job."""

    name: Line = ""
    position: Line = ""
    location: Line = ""
    description: Line = ""
    summary: Text = ""
    highlights: Words = ()


class Volunteer(_Dated):
    """Unpaid work."""

    organization: Line = ""
    position: Line = ""
    summary: Text = ""
    highlights: Words = ()


class Education(_Dated):
    """A school or course."""

    institution: Line = ""
    area: Line = ""
    studyType: Line = ""  # noqa: N815
    score: Short = ""
    courses: Words = ()


class Project(_Dated):
    """Something made."""

    name: Line = ""
    description: Text = ""
    highlights: Words = ()
    keywords: Words = ()
    roles: Words = ()
    entity: Line = ""
    type: Short = ""
    photo: Photo | None = None


class Award(Record):
    """A prize."""

    title: Line = ""
    date: PartialDate = ""
    awarder: Line = ""
    summary: Text = ""


class Certificate(Record):
    """A certificate."""

    name: Line = ""
    date: PartialDate = ""
    url: Url = ""
    issuer: Line = ""


class Publication(Record):
    """Something published."""

    name: Line = ""
    publisher: Line = ""
    releaseDate: PartialDate = ""  # noqa: N815
    url: Url = ""
    summary: Text = ""


class Skill(Record):
    """What a person can do."""

    name: Line = ""
    level: Short = ""
    keywords: Words = ()


class Language(Record):
    """A language and how well."""

    language: Short = ""
    fluency: Short = ""


class Interest(Record):
    """What a person likes."""

    name: Line = ""
    keywords: Words = ()


class Reference(Record):
    """What somebody says about a person."""

    name: Line = ""
    reference: Text = ""


class Post(Record):
    """A post of the blog, in Markdown."""

    title: Title
    date: date
    slug: Slug = ""
    summary: Annotated[str, Field(max_length=300)] = ""
    draft: bool = False
    lang: str = Field(default="", pattern=r"^(vi|en)?$")
    text: Annotated[str, Field(max_length=30_000)] = ""


class Resume(Record):
    """The sections of a résumé, named as JSON Resume names them."""

    basics: Basics
    work: Some[Work] = ()
    volunteer: Some[Volunteer] = ()
    education: Some[Education] = ()
    awards: Some[Award] = ()
    certificates: Some[Certificate] = ()
    publications: Many[Publication] = ()
    skills: Many[Skill] = ()
    languages: Few[Language] = ()
    interests: Some[Interest] = ()
    references: Few[Reference] = ()
    projects: Many[Project] = ()


class ProfileAnswers(Answers, Resume):
    """Answers of `kind: profile`; `english` is the same résumé in English, made into a second page."""

    lang: str = Field(default="vi", pattern=r"^(vi|en)$")
    photo: Photo | None = None
    contact: Contact = Contact()
    english: Resume | None = None
    blog_title: Short = ""
    posts: tuple[Post, ...] = Field(default=(), max_length=200)

    @property
    def title(self) -> str:
        """Return the person's name."""
        return self.basics.name
