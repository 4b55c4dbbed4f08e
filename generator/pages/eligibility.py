"""Am I eligible, one question a page: a tree of plain links that is made from the rules, and works without script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from generator.artifact import Artifact
from generator.diagnostics import Diagnostic, UserError
from generator.eligibility import (
    HOUSEHOLD,
    YOUTH,
    Alternative,
    Outcome,
    Reason,
    Span,
    Verdict,
    date_spans,
    decide,
)
from generator.model.eligibility_texts import EligibilityTexts, QuestionText
from generator.model.knowledge import Fact
from generator.model.programme import Group, Offer, OfferState, Programme
from generator.pages.eligibility_tree import START, Question, Result, decision_tree
from generator.pages.offers import OfferWording, Variants
from generator.pages.shared import ELIGIBILITY, Page, Site
from generator.pages.wording import Wording
from generator.text import format_date, format_money

_OPINION_TOPIC = "eligibility"
# Where the state of the offer changes nothing for the reader, its banner would only mislead.
_SETTLED = frozenset({Reason.NOT_CITIZEN, Reason.OVER_AGE, Reason.ENTERPRISE_TOO_OLD, Reason.NOT_FIRST})


@dataclass(frozen=True)
class Choice:
    """One big button: where it leads and what it says; `first` and `last` are the dates of a span."""

    target: str
    label: Markup
    detail: Markup | None = None
    icon: str | None = None


@dataclass(frozen=True)
class NextStep:
    """What to do next or instead; a target of another site is `outside`."""

    label: Markup
    text: Markup
    target: str
    outside: bool


@dataclass(frozen=True)
class Answer:
    """What a result page says in one state of the offer."""

    verdict: Verdict
    verdict_word: Markup
    heading: Markup
    why: Markup
    notes: tuple[Markup, ...]
    next_heading: Markup
    steps: tuple[NextStep, ...]


def eligibility_pages(site: Site) -> Iterator[Artifact]:
    """Yield every question and every result, the start first."""
    for node in decision_tree(site.catalog.programme):
        yield _question_page(site, node) if isinstance(node, Question) else _result_page(site, node)


def _group_values(programme: Programme, group_id: str | None) -> dict[str, str]:
    """Return the values that speak of one group: those of its offer and its rule."""
    group = next((group for group in programme.groups if group.id == group_id), None)
    if group is None:
        return {}
    rule = group.rule
    numbers = {"min_age": rule.min_age, "max_age": rule.max_age, "enterprise_years": rule.max_enterprise_years}
    values = {name: str(number) for name, number in numbers.items() if number is not None}
    if rule.max_age is not None:
        values["over_age"] = str(rule.max_age + 1)
    if group.offer is not None:
        offer = programme.offer(group.offer)
        values |= {
            "suffix": offer.suffix,
            "years": str(offer.free_years),
            "opens": format_date(offer.opens),
            "closes": format_date(offer.closes),
            "fee": format_money(offer.fees.yearly),
            "registration_fee": format_money(offer.fees.registration),
        }
    return values


def _offers_of(programme: Programme, group_id: str | None) -> tuple[Offer, ...]:
    group = next((group for group in programme.groups if group.id == group_id), None)
    return (programme.offer(group.offer),) if group and group.offer else programme.offers


def _wording(site: Site, group_id: str | None, **values: str) -> OfferWording:
    programme = site.catalog.programme
    return site.offer_wording(
        site.catalog.texts.eligibility.origin,
        _offers_of(programme, group_id),
        **_group_values(programme, group_id),
        **values,
    )


def _question_page(site: Site, question: Question) -> Artifact:
    catalog = site.catalog
    texts = catalog.texts.eligibility
    words, entry = texts.question(question.id), texts.date_entry
    wording = _wording(
        site,
        question.group,
        number=str(question.number),
        count=str(question.count),
        today=format_date(site.edition.built_on),
    )
    now = wording.now
    first = question.parent is None
    choices = (
        _date_choices(site, question, texts, now)
        if question.by_date
        else [_choice(words, answer, target, now) for answer, target in question.answers]
    )
    page = Page(
        path=f"{question.path}index.html",
        title=_title(site, question.group, now.plain(words.title)),
        description=now.plain(texts.description),
        script=_date_script(site, question, texts, now) if question.by_date else site.state_script if first else None,
    )
    return site.render(
        "eligibility-question.html",
        page,
        (texts.origin, catalog.programme.origin),
        {
            "texts": texts,
            "say": now,
            "words": words,
            "progress": now(texts.progress_first if first else texts.progress),
            "choices": choices,
            "dated": bool(question.by_date),
            "date_label": now(entry.born if question.id == "born" else entry.founded),
            "date_hint": now(entry.born_hint if question.id == "born" else entry.founded_hint),
            "banners": wording.banners(catalog.texts.landing.banner, catalog.texts.landing.each_offer) if first else (),
            "back": question.parent,
            "start": None if first else START,
            "overview": ELIGIBILITY,
        },
        ("eligibility.css",),
    )


def _title(site: Site, group_id: str | None, text: str) -> str:
    """Return the title of a page; two groups may ask the same, so it names the group."""
    catalog = site.catalog
    named = _group_name(site, group_id)
    return f"{text}{f' ({named})' if named else ''} - {catalog.project.province.full_name}"


def _group_name(site: Site, group_id: str | None) -> str:
    if not group_id or group_id not in {group.id for group in site.catalog.texts.landing.groups}:
        return ""
    return _wording(site, group_id).now.plain(site.catalog.texts.landing.group(group_id).title)


def _choice(words: QuestionText, answer_id: str, target: str, say: Wording) -> Choice:
    answer = words.answer(answer_id)
    return Choice(target, say(answer.label), say(answer.detail) if answer.detail else None, answer.icon)


def _date_choices(site: Site, question: Question, texts: EligibilityTexts, say: Wording) -> list[Choice]:
    """Return the spans of dates on the day of the build; neighbours that lead to one page are one span."""
    assert question.group is not None
    by_reason = {reason: target for reasons, target in question.by_date for reason in reasons}
    spans = date_spans(site.catalog.programme, question.group, site.edition.built_on)
    choices = []
    for target, found in groupby(spans, key=lambda span: by_reason[span.reason]):
        run = list(found)
        choices.append(Choice(target, _span_label(texts, say, Span(run[0].reason, run[0].first, run[-1].last))))
    return choices


def _span_label(texts: EligibilityTexts, say: Wording, span: Span) -> Markup:
    days = {name: format_date(day) for name, day in (("first", span.first), ("last", span.last)) if day}
    if span.first is None:
        text = texts.spans.until
    elif span.last is None:
        text = texts.spans.since
    else:
        text = texts.spans.on if span.first == span.last else texts.spans.between
    return say.also(**days)(text)


def _date_script(site: Site, question: Question, texts: EligibilityTexts, say: Wording) -> Markup:
    """Return the script that answers for an exact date, and keeps the spans true on the reader's own day."""
    assert question.group is not None
    programme = site.catalog.programme
    link = Page(f"{question.path}index.html", "", "").link
    targets = {reason.value: link(target) for reasons, target in question.by_date for reason in reasons}
    asked = [node for node in decision_tree(programme) if isinstance(node, Question)]
    kept = _KeepDates(say)
    answers = {}
    for reason in (*targets, Reason.ENDED.value, Reason.NOT_OPEN.value):
        text = texts.date_answer(reason, question.group)
        if text is None:
            raise _missing_text(texts, "date_answers", reason)
        answers[reason] = [str(kept(text)), Reason(reason).verdict.value]
    entry = texts.date_entry
    constants = {
        "BUILT": site.edition.built_on.isoformat(),
        "RULE": rule_for_script(programme, question.group),
        "TARGETS": targets,
        "ANSWERS": answers,
        "SPANS": [kept(text) for text in (texts.spans.until, texts.spans.between, texts.spans.since, texts.spans.on)],
        "AS_OF": kept(texts.as_of),
        "QUESTION": next((link(node.path) for node in asked if node.parent == question.path), ""),
        "MORE": [say(entry.more), say(entry.next_question)],
        "PROBLEMS": [say(text) for text in (entry.missing, entry.impossible, entry.future)],
    }
    rules, page = site.theme.script("eligibility-rules.js"), site.theme.script("eligibility.js", **constants)
    return Markup("(function(){") + rules + page + Markup("})();")


@dataclass(frozen=True)
class _KeepDates:
    """Fills a text but for the places that a script fills with the reader's dates."""

    say: Wording

    def __call__(self, text: str) -> Markup:
        names = ("first", "last", "today", "of_age", "sure_until", "doubt_until")
        return self.say.also(**{name: f"{{{name}}}" for name in names})(text)


def rule_for_script(programme: Programme, group_id: str) -> dict[str, object]:
    """Return the rule of a group about dates, as eligibility-rules.js reads it."""
    group = programme.group(group_id)
    assert group.offer is not None
    offer = programme.offer(group.offer)
    rule: dict[str, object] = {"opens": offer.opens.isoformat(), "closes": offer.closes.isoformat()}
    if group.rule.max_enterprise_years is not None:
        return rule | {"years": group.rule.max_enterprise_years}
    return rule | {"min": group.rule.min_age, "max": group.rule.max_age}


def _missing_text(texts: EligibilityTexts, section: str, name: str) -> UserError:
    return UserError(
        Diagnostic(
            "text.missing",
            texts.origin.at(section),
            f"Thiếu câu chữ cho “{name}”.",
            f"Thêm một dòng có id “{name}” vào mục {section}.",
        )
    )


def _result_page(site: Site, result: Result) -> Artifact:
    catalog = site.catalog
    programme, texts = catalog.programme, catalog.texts.eligibility
    name = _group_name(site, result.group) or str(
        _wording(site, None).now(texts.question("start").answer("other").label)
    )
    wording = _wording(site, result.group, group=name)
    outcomes = [decide(programme, result.applicant(segment.start), segment.start) for segment in wording.segments]
    days = [segment.start for segment in wording.segments]
    said = [_answer(site, result, *found) for found in zip(outcomes, days, wording.wordings, strict=True)]
    group = next((group for group in programme.groups if group.id == result.group), None)
    offer = outcomes[0].offer
    page = Page(
        path=f"{result.path}index.html",
        title=_title(site, result.group, f"{texts.result_title}: {said[0].heading.striptags()}"),
        description=wording.now.plain(texts.result_description),
        script=site.state_script,
    )
    shows_offer = offer is not None and not any(outcome.reason in _SETTLED for outcome in outcomes)
    return site.render(
        "eligibility-result.html",
        page,
        (texts.origin, programme.origin, *((group.origin,) if group else ())),
        {
            "texts": texts,
            "say": wording.now,
            "answers": Variants(said),
            "banners": wording.banners(catalog.texts.landing.banner, catalog.texts.landing.each_offer)
            if shows_offer
            else (),
            "costs": wording.variants(
                lambda say, state: (
                    (say(texts.ended_cost_label), say(texts.ended_cost))
                    if state is OfferState.ENDED or (outcomes[0].verdict is Verdict.INELIGIBLE and not shows_offer)
                    else (say(texts.cost_label), say(texts.cost))
                )
            )
            if offer
            else (),
            "facts": _facts(site, group),
            "back": result.parent,
            "start": START,
            "overview": ELIGIBILITY,
        },
        ("eligibility.css",),
    )


def _answer(site: Site, result: Result, outcome: Outcome, on: date, say: Wording) -> Answer:
    texts = site.catalog.texts.eligibility
    words = texts.result(outcome.reason.value, result.group)
    if words is None:
        raise _missing_text(texts, "results", outcome.reason.value)
    say = say.also(**_born_by(site.catalog.programme, result, outcome), **_open_until(outcome, on))
    verdict = outcome.verdict
    return Answer(
        verdict,
        say(texts.verdicts.of(verdict.value)),
        say(words.heading),
        say(words.why),
        tuple(say(note) for note in words.notes if say.can_say(note)),
        say(texts.next_headings.of(verdict.value)),
        tuple(_steps(site, result, outcome, say)),
    )


def _born_by(programme: Programme, result: Result, outcome: Outcome) -> Mapping[str, str]:
    """Return until which birthday one comes of age in time; the same on every day of the offer."""
    if outcome.reason is not Reason.UNDER_AGE or outcome.offer is None:
        return {}
    spans = date_spans(programme, result.group, outcome.offer.opens)
    last = next(span.last for span in spans if span.reason is Reason.UNDER_AGE)
    return {"born_by": format_date(last)} if last else {}


def _open_until(outcome: Outcome, on: date) -> Mapping[str, str]:
    """Return the last day of an offer that is not over: what invites to it needs this value and is dropped later."""
    offer = outcome.offer
    return {"open_until": format_date(offer.closes)} if offer and on <= offer.closes else {}


def _steps(site: Site, result: Result, outcome: Outcome, say: Wording) -> Iterator[NextStep]:
    """Yield what to do, without the step that leads to the branch one is in."""
    catalog = site.catalog
    texts, lookup = catalog.texts.eligibility, catalog.programme.lookup
    known = {group.id for group in catalog.programme.groups}
    for alternative in outcome.alternatives:
        if {Alternative.AS_YOUTH: YOUTH, Alternative.AS_HOUSEHOLD: HOUSEHOLD}.get(alternative, "") not in known | {""}:
            continue
        words = texts.step(alternative.value)
        if words is None:
            raise _missing_text(texts, "steps", alternative.value)
        if alternative is Alternative.LOOK_UP:
            if lookup.url:
                yield NextStep(say(words.label), say(words.text), lookup.url, outside=True)
        elif words.page is None:
            raise _missing_text(texts, "steps", f"{alternative.value}: page")
        else:
            yield NextStep(say(words.label), say(words.text), words.page, outside=False)


def _facts(site: Site, group: Group | None) -> tuple[Fact, ...]:
    """Return what an answer rests on: the group's facts about who is eligible; the plan's own, for no group."""
    programme, by_id = site.catalog.programme, site.catalog.fact_by_id
    if group is None:
        names = dict.fromkeys(name for one in programme.groups for name in one.facts)
    else:
        names = dict.fromkeys(group.facts)
    facts = tuple(by_id[name] for name in names if name in by_id)
    return tuple(fact for fact in facts if fact.topic == _OPINION_TOPIC) or facts
