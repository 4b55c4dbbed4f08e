"""Glossary, questions and events as the guide shows them: in order, filled in, seen on the day of the edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.model.events import Event
from generator.model.filled_texts import fill
from generator.model.glossary import Glossary
from generator.model.questions import Questions
from generator.pages.calendars import grant_months, reminder_path
from generator.text import format_date, format_money, sort_key

if TYPE_CHECKING:
    from generator.model.catalog import Catalog


@dataclass(frozen=True)
class EventsView:
    """The training events, and which of them are still to come on the day of the edition."""

    all: tuple[Event, ...]
    today: date

    @property
    def upcoming(self) -> tuple[Event, ...]:
        """Return the events of today and later, the next one first."""
        return in_order(event for event in self.all if event.day >= self.today)

    @property
    def past(self) -> tuple[Event, ...]:
        """Return the events before today, the latest first."""
        return in_order(event for event in self.all if event.day < self.today)[::-1]


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events by day, hour and id."""
    return tuple(sorted(events, key=lambda event: (event.day, event.begins or "", event.id)))


@dataclass(frozen=True)
class ReminderView:
    """A calendar file with reminders, and the month in which the name was given: "11/2026"."""

    month: str
    file: str


def reminders(catalog: Catalog) -> tuple[ReminderView, ...]:
    """Return the files of reminders by month."""
    return tuple(ReminderView(f"{month:%m/%Y}", reminder_path(month)) for month in grant_months(catalog))


def glossary_by_alphabet(glossary: Glossary) -> Glossary:
    """Return the glossary with its terms by the Vietnamese alphabet."""
    return glossary.model_copy(update={"terms": tuple(sorted(glossary.terms, key=lambda term: sort_key(term.term)))})


def filled_questions(catalog: Catalog) -> Questions:
    """Return the questions with every place in their answers filled from the programme."""
    values = answer_values(catalog)
    filled = (
        question.model_copy(
            update={
                "question": fill(question.question, values),
                "answer": tuple(fill(text, values) for text in question.answer),
            }
        )
        for question in catalog.questions.questions
    )
    return catalog.questions.model_copy(update={"questions": tuple(filled)})


def answer_values(catalog: Catalog) -> dict[str, str]:
    """Return what the answers may have filled in; see `generator.model.questions.PLACES_TO_FILL`."""
    programme = catalog.programme
    id_vn, biz_vn = programme.offer("id-vn"), programme.offer("biz-vn")
    youth, enterprise = programme.group("youth").rule, programme.group("enterprise").rule
    last = max(offer.closes for offer in programme.offers)
    awaited = next((phase.waits_for for phase in programme.phases if phase.waits_for), None)
    return {
        "id_name": id_vn.suffix,
        "biz_name": biz_vn.suffix,
        "id_fee": format_money(id_vn.fees.yearly),
        "biz_fee": format_money(biz_vn.fees.yearly),
        "id_registration": format_money(id_vn.fees.registration),
        "biz_registration": format_money(biz_vn.fees.registration),
        "closes": _days(id_vn.closes, biz_vn.closes),
        "next_year": str(last.year + 1),
        "years": str(id_vn.free_years),
        "waits_for": awaited or "quyết định mới",
        "grace_days": str(programme.renewal_grace_days),
        "min_age": str(youth.min_age),
        "max_age": str(youth.max_age),
        "enterprise_years": str(enterprise.max_enterprise_years),
        "province": catalog.project.province.full_name,
        "registrars": str(len(catalog.registrars)),
    }


def _days(id_vn: date, biz_vn: date) -> str:
    if id_vn == biz_vn:
        return format_date(id_vn)
    return f"{format_date(id_vn)} (id.vn), {format_date(biz_vn)} (biz.vn)"
