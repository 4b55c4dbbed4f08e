"""What is wrong or unwise in answers beyond their form: duties of a selling page, names that mislead, private data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from generator.diagnostics import Diagnostic, Findings, Origin, Severity
from generator.naming import KnownName, NamingRules, ProblemCode, joined
from generator.naming import warnings as name_warnings
from generator.starter.advice import ADVICE, CV_FACT, LEGAL_PARTS, ORDERING_FACTS, PRIVATE
from generator.starter.answers import Answers, ProfileAnswers, TradeAnswers
from generator.starter.answers.base import Bearer, Ordering
from generator.starter.payment import Banks, plain_message
from generator.starter.posts import published
from generator.starter.views.hours import week_days
from generator.text import fold, format_date

_PRIVATE = {what: re.compile(pattern) for what, pattern in PRIVATE.items()}
_CHEATING = frozenset({ProblemCode.OFFICIAL_WORD, ProblemCode.LOOKS_LIKE, ProblemCode.PLACE})


@dataclass(frozen=True)
class Judge:
    """What judging needs of the project: lists of names, statements of facts by id, banks, the day."""

    naming: NamingRules
    banks: Banks
    today: date
    facts: Mapping[str, str] = field(default_factory=dict)

    def judge(self, answers: Answers, findings: Findings) -> None:
        """Note everything that is wrong (errors) or unwise (warnings) in some answers."""
        self._names(answers, findings)
        if isinstance(answers, TradeAnswers):
            self._contact(answers, findings)
            self._ordering(answers, findings)
            self._payment(answers, findings)
            self._small_things(answers, findings)
        elif isinstance(answers, ProfileAnswers):
            self._private(answers, findings)

    def _names(self, answers: Answers, findings: Findings) -> None:
        label = answers.domain.split(".")[0]
        for text, column in ((joined(answers.title), "name"), (label, "domain")):
            if not text:
                continue
            for problem in name_warnings(text, self.all_names):
                if problem.code in _CHEATING and not (column == "name" and problem.code is ProblemCode.PLACE):
                    _warn(findings, "name", answers.origin.at(column), found=problem.found)
                    break

    @cached_property
    def all_names(self) -> NamingRules:
        """Return the lists by which names are judged: those of the project and the banks."""
        rules = self.naming
        banks = {
            joined(bank.short_name): bank.short_name for bank in self.banks.rows if len(joined(bank.short_name)) > 4
        }
        known = (*rules.known, *(KnownName(label, name, official=True) for label, name in banks.items()))
        return NamingRules(
            suffixes=rules.suffixes, official_words=rules.official_words, known=known, places=rules.places
        )

    def _contact(self, answers: TradeAnswers, findings: Findings) -> None:
        contact = answers.contact
        if not (contact.phone or contact.zalo or contact.messenger or contact.email):
            _warn(findings, "contact", answers.origin.at("contact"))

    def _ordering(self, answers: TradeAnswers, findings: Findings) -> None:
        ordering = answers.ordering
        if not ordering.enabled:
            return
        if not ordering.acknowledged:
            said = " ".join(self.facts[name] for name in ORDERING_FACTS if name in self.facts)
            _tell(findings, Severity.ERROR, "ordering_duties", ordering.origin.at("ordering.acknowledged"), facts=said)
        for column in _missing_for_ordering(answers, ordering):
            _tell(findings, Severity.ERROR, "ordering_part", ordering.origin.at(column), field=column)

    def _payment(self, answers: TradeAnswers, findings: Findings) -> None:
        payment = answers.payment
        if payment is None:
            return
        bank = self.banks.find(payment.bank)
        if bank is not None and not bank.seen_in:
            findings.warning(
                "starter.bank-unconfirmed",
                payment.origin.at("payment.bank"),
                f"Mã nhận tiền của “{bank.short_name}” mới thấy ở một nguồn, chưa có nguồn thứ hai để so.",
                "Trước khi in mã, mở ứng dụng ngân hàng khác quét thử và xem tên người nhận.",
            )
        if bank is None:
            near = self.banks.nearest(payment.bank)
            origin = payment.origin.at("payment.bank")
            _warn(findings, "bank_near" if near else "bank", origin, bank=payment.bank, near=near or "")
        if payment.message and plain_message(payment.message) != payment.message:
            origin = payment.origin.at("payment.message")
            _warn(findings, "message", origin, message=plain_message(payment.message))

    def _small_things(self, answers: TradeAnswers, findings: Findings) -> None:
        for row in answers.hours:
            if week_days(row.days) is None:
                _warn(findings, "hours", row.origin.at("days"), days=row.days)
        for review in answers.reviews:
            if not review.allowed:
                _warn(findings, "review", review.origin.at("allowed"))
        for notice in answers.notices:
            if notice.until is not None and notice.until < self.today:
                _warn(findings, "notice", notice.origin.at("until"), date=format_date(notice.until))
        empty = [label for label, value in _legal_needs(answers) if not value]
        if empty:
            _warn(findings, "legal", answers.origin.at("owner"), fields=", ".join(empty))

    def _private(self, answers: ProfileAnswers, findings: Findings) -> None:
        advice = self.facts.get(CV_FACT, "")
        location = answers.basics.location
        if location and location.address:
            _warn(findings, "home", location.origin.at("basics.location.address"), hint=advice)
        for column, text in _texts(answers):
            for what, pattern in _PRIVATE.items():
                if pattern.search(fold(text)):
                    _warn(findings, "private", answers.origin.at(column), hint=advice, what=what)
        waiting = len(answers.posts) - len(published(answers.posts, self.today))
        if waiting:
            _warn(findings, "posts", answers.origin.at("posts"), count=str(waiting))


def _warn(findings: Findings, key: str, origin: Origin, hint: str = "", **values: str) -> None:
    _tell(findings, Severity.WARNING, key, origin, hint, **values)


def _tell(findings: Findings, severity: Severity, key: str, origin: Origin, hint: str = "", **values: str) -> None:
    advice = ADVICE[key]
    message = advice.text.format_map(values).strip()
    findings.extend([Diagnostic(advice.rule, origin, message, hint or advice.hint.format_map(values), severity)])


def _missing_for_ordering(answers: TradeAnswers, ordering: Ordering) -> Iterator[str]:
    owner = answers.owner
    needed: dict[str, str] = {
        "owner.name": owner.name,
        "owner.address": owner.address,
        "owner.representative": owner.representative or (owner.name if owner.bearer is Bearer.HOUSEHOLD else ""),
        "owner.business_code": owner.business_code,
        "owner.business_code_from": owner.business_code_from,
        "contact.phone": answers.contact.phone or owner.phone,
        **{
            f"ordering.{name}": getattr(ordering, name)
            for name in ("how", "delivery", "returns", "complaints", "privacy")
        },
    }
    return (column for column, value in needed.items() if not value)


def _legal_needs(answers: TradeAnswers) -> tuple[tuple[str, bool], ...]:
    owner = answers.owner
    values = (
        owner.name,
        owner.address or answers.address.street,
        owner.phone or answers.contact.phone,
        owner.business_code or owner.bearer is Bearer.PERSON,
    )
    return tuple(zip(LEGAL_PARTS.values(), map(bool, values), strict=True))


def _texts(answers: ProfileAnswers) -> Iterator[tuple[str, str]]:
    """Yield the free texts of a résumé with the path of each."""
    basics = answers.basics
    yield "basics.summary", basics.summary
    yield "basics.label", basics.label
    parts: tuple[tuple[str, Callable[[], Iterator[str]]], ...] = (
        ("work", lambda: (entry.summary for entry in answers.work)),
        ("interests", lambda: (entry.name for entry in answers.interests)),
        ("posts", lambda: (post.text for post in answers.posts)),
    )
    for name, texts in parts:
        for text in texts():
            yield name, text
