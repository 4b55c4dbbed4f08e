"""The words of "Tôi có được miễn phí không?": questions, answers and results of content/landing/eligibility.yml."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from generator.model.base import Record
from generator.model.filled_texts import COMMON, OFFER, Texts

_KNOWN = OFFER | COMMON | {"number", "count", "today", "first", "last", "of_age", "sure_until", "doubt_until"}
_KNOWN |= {"suffix", "fee", "registration_fee", "born_by", "open_until", "over_age", "group"}

# The questions that the pages ask, and the answers that each offers; a question of dates lists spans instead.
QUESTIONS: dict[str, tuple[str, ...]] = {
    "start": ("youth", "household", "enterprise", "cooperative", "other"),
    "citizen": ("yes", "no"),
    "born": (),
    "household-certificate": ("yes", "no"),
    "household-first": ("yes", "no", "unsure"),
    "enterprise-certificate": ("yes", "no"),
    "founded": (),
    "enterprise-first": ("yes", "no", "unsure"),
}


class _Eligibility(Texts):
    placeholders: ClassVar[frozenset[str]] = _KNOWN


class AnswerText(_Eligibility):
    """One big button below a question."""

    id: str
    label: str
    detail: str | None = None
    icon: str | None = Field(default=None, pattern=r"^[a-z0-9-]+$")


class QuestionText(_Eligibility):
    """One question, on a page of its own; `title` is what the browser's tab says."""

    id: str
    title: str
    heading: str
    hint: str | None = None
    answers: tuple[AnswerText, ...] = ()

    def answer(self, answer_id: str) -> AnswerText:
        """Return an answer; the validator of EligibilityTexts promises that it is there."""
        return next(answer for answer in self.answers if answer.id == answer_id)


class VerdictTexts(_Eligibility):
    """The word above a result, and the heading over what to do, by verdict."""

    eligible: str
    ineligible: str
    ask: str
    services: str

    def of(self, verdict: str) -> str:
        """Return the words of a verdict ("eligible", "ineligible", "ask", "services")."""
        word: str = getattr(self, verdict)
        return word


class ResultText(_Eligibility):
    """A result: `id` is a reason of the rules ("over-age"), or a reason for one group ("eligible-youth")."""

    id: str
    heading: str
    why: str
    notes: tuple[str, ...] = ()


class StepText(_Eligibility):
    """What to do next or instead: the act, a detail, and the page of the site that it leads to.

    The step "look-up" leads to the address in programme.yml and has no page.
    """

    id: str
    label: str
    text: str
    page: str | None = Field(default=None, pattern=r"^([a-z0-9-]+/)+(#[a-z0-9-]+)?$")


class SpanTexts(_Eligibility):
    """How a row of a table names its dates."""

    until: str
    between: str
    since: str
    on: str


class DateEntryTexts(_Eligibility):
    """The three boxes for a date, which only a script shows."""

    born: str
    founded: str
    born_hint: str
    founded_hint: str
    day: str
    month: str
    year: str
    button: str
    private: str
    or_choose: str
    missing: str
    impossible: str
    future: str
    more: str
    next_question: str


class DateAnswerText(_Eligibility):
    """What the script says about an exact date, by the same ids as the results."""

    id: str
    text: str


class EligibilityTexts(_Eligibility, Record):
    """content/landing/eligibility.yml."""

    kicker: str
    description: str
    progress: str
    progress_first: str
    back: str
    restart: str
    overview: str
    as_of: str
    result_title: str
    result_description: str
    why_heading: str
    source_heading: str
    last_word: str
    cost_label: str
    cost: str
    ended_cost_label: str
    ended_cost: str
    verdicts: VerdictTexts
    next_headings: VerdictTexts
    spans: SpanTexts
    date_entry: DateEntryTexts
    date_answers: tuple[DateAnswerText, ...]
    questions: tuple[QuestionText, ...]
    results: tuple[ResultText, ...] = Field(min_length=1)
    steps: tuple[StepText, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _questions_are_those_of_the_pages(self) -> Self:
        found = {question.id: tuple(answer.id for answer in question.answers) for question in self.questions}
        for question, answers in QUESTIONS.items():
            if question not in found:
                raise ValueError(f"mục questions thiếu câu hỏi “{question}”")
            if sorted(found[question]) != sorted(answers):
                raise ValueError(f"câu hỏi “{question}” cần đúng các câu trả lời: {', '.join(answers) or 'không có'}")
        if extra := found.keys() - QUESTIONS.keys():
            raise ValueError(f"không có câu hỏi tên “{min(extra)}”; có: {', '.join(QUESTIONS)}")
        return self

    def question(self, question_id: str) -> QuestionText:
        """Return a question by its id."""
        return next(question for question in self.questions if question.id == question_id)

    def result(self, reason: str, group: str) -> ResultText | None:
        """Return the words of a reason, those for the group first, or None where there are none."""
        by_id = {result.id: result for result in self.results}
        return by_id.get(f"{reason}-{group}") or by_id.get(reason)

    def step(self, step_id: str) -> StepText | None:
        """Return the words of a step, or None where there are none."""
        return {step.id: step for step in self.steps}.get(step_id)

    def date_answer(self, reason: str, group: str) -> str | None:
        """Return what the script says for a reason, the words for the group first."""
        by_id = {answer.id: answer.text for answer in self.date_answers}
        return by_id.get(f"{reason}-{group}") or by_id.get(reason)
