"""Questions that people ask, with short answers that lead on to a page."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from generator.model.base import Record
from generator.model.filled_texts import Texts

# What an answer may have filled in from the programme.
PLACES_TO_FILL = frozenset(
    {
        "id_name",
        "biz_name",
        "id_fee",
        "biz_fee",
        "id_registration",
        "biz_registration",
        "closes",
        "next_year",
        "years",
        "waits_for",
        "grace_days",
        "min_age",
        "max_age",
        "enterprise_years",
        "province",
        "registrars",
    }
)


class QuestionAnswer(Record, Texts):
    """A question, its answer as paragraphs, the pages that say more, and the facts behind it."""

    placeholders: ClassVar[frozenset[str]] = PLACES_TO_FILL

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    topic: str
    question: str
    answer: tuple[str, ...] = Field(min_length=1)
    pages: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


class Questions(Record):
    """Everything of questions.yml; `topics` gives the order and the headings."""

    version: int = 1
    topics: dict[str, str] = Field(default_factory=dict)
    questions: tuple[QuestionAnswer, ...] = ()
