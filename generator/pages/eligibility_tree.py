"""The questions and results of "Tôi có được miễn phí không?" as a tree of pages, made from the groups' rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.eligibility import COOPERATIVE, ENTERPRISE, HOUSEHOLD, YOUTH, Applicant, Reason, date_spans
from generator.model.programme import Group, Programme
from generator.pages.shared import ELIGIBILITY

START = f"{ELIGIBILITY}bat-dau/"

_FOLDERS = {YOUTH: "ca-nhan/", HOUSEHOLD: "ho-kinh-doanh/", ENTERPRISE: "doanh-nghiep/", COOPERATIVE: "hop-tac-xa/"}
_OTHER = "khac/"
_TOO_YOUNG = (Reason.UNDER_AGE, Reason.UNDER_AGE_TOO_LATE, Reason.LEAP_DAY)

ApplicantOn = Callable[[date], Applicant]


@dataclass(frozen=True)
class Question:
    """A page with one question. `answers` lead on by id; of a question of dates, the reasons with one answer do."""

    id: str
    path: str
    parent: str | None
    number: int
    count: int
    group: str | None = None
    answers: tuple[tuple[str, str], ...] = ()
    by_date: tuple[tuple[tuple[Reason, ...], str], ...] = ()


@dataclass(frozen=True)
class Result:
    """A page with an answer: that of the rules for a typical applicant who came this way, on each day."""

    path: str
    parent: str
    group: str
    applicant: ApplicantOn


def decision_tree(programme: Programme) -> tuple[Question | Result, ...]:
    """Return the pages for the groups that a programme has, the start first."""
    groups = {group.id: group for group in programme.groups}
    branches: list[Question | Result] = []
    targets: dict[str, str] = {}
    for group_id, folder in _FOLDERS.items():
        if group := groups.get(group_id):
            branch = tuple(_branch(programme, group, f"{ELIGIBILITY}{folder}"))
            branches += branch
            targets[group_id] = branch[0].path
    other = Result(f"{ELIGIBILITY}{_OTHER}", START, "", lambda day: Applicant(""))
    targets["other"] = other.path
    longest = max((node.count for node in branches if isinstance(node, Question)), default=1)
    start = Question("start", START, None, 1, longest, None, tuple(targets.items()))
    return (start, *branches, other)


def _branch(programme: Programme, group: Group, root: str) -> Iterator[Question | Result]:
    if group.offer is None:
        yield Result(root, START, group.id, lambda day: Applicant(group.id))
    elif group.rule.min_age is not None:
        yield from _branch_by_age(programme, group, root)
    else:
        yield from _branch_of_business(programme, group, root)


def _branch_by_age(programme: Programme, group: Group, root: str) -> Iterator[Question | Result]:
    born = f"{root}ngay-sinh/"
    leaves: dict[str, tuple[Reason, ...]] = {
        f"{root}qua-tuoi/": (Reason.OVER_AGE,),
        f"{root}giap-tuoi/": (Reason.DOUBTFUL_AGE,),
        f"{root}du-tuoi/": (Reason.ELIGIBLE,),
        f"{root}chua-du-tuoi/": _TOO_YOUNG,
    }
    foreign = f"{root}khong-quoc-tich/"
    yield Question("citizen", root, START, 2, 3, group.id, (("yes", born), ("no", foreign)))
    yield Question("born", born, root, 3, 3, group.id, by_date=tuple((why, path) for path, why in leaves.items()))
    yield Result(foreign, root, group.id, lambda day: Applicant(group.id, citizen=False))
    for path, reasons in leaves.items():
        yield Result(path, born, group.id, _of_span(programme, group, reasons))


def _branch_of_business(programme: Programme, group: Group, root: str) -> Iterator[Question | Result]:
    certificate, dated = group.rule.needs_certificate, group.rule.max_enterprise_years is not None
    first = f"{root}lan-dau/" if certificate or dated else root
    founded = (f"{root}ngay-thanh-lap/" if certificate else root) if dated else first
    count = 2 + certificate + dated
    number, parent = 2, START
    if certificate:
        missing = f"{root}chua-giay/"
        answers = (("yes", founded), ("no", missing))
        yield Question(f"{group.id}-certificate", root, parent, number, count, group.id, answers)
        yield Result(missing, root, group.id, lambda day: Applicant(group.id, founded=day, certificate=False))
        number, parent = number + 1, root
    if dated:
        ends = ((Reason.ENTERPRISE_TOO_OLD, f"{root}qua-nam/"), (Reason.DOUBTFUL_ANNIVERSARY, f"{root}tron-nam/"))
        spans = (*(((reason,), path) for reason, path in ends), ((Reason.ELIGIBLE,), first))
        yield Question("founded", founded, parent, number, count, group.id, by_date=spans)
        for reason, path in ends:
            yield Result(path, founded, group.id, _of_span(programme, group, (reason,)))
        number, parent = number + 1, founded
    results: dict[str, tuple[str, bool | None]] = {
        "no": (f"{root}duoc/", False),
        "yes": (f"{root}da-co/", True),
        "unsure": (f"{root}chua-ro/", None),
    }
    targets = tuple((answer, path) for answer, (path, _) in results.items())
    yield Question(f"{group.id}-first", first, parent, number, count, group.id, targets)
    for path, had_name in results.values():
        yield Result(path, first, group.id, _of_business(group.id, had_name))


def _of_business(group_id: str, had_name: bool | None) -> ApplicantOn:
    return lambda day: Applicant(group_id, founded=day, had_name=had_name)


def _of_span(programme: Programme, group: Group, reasons: Sequence[Reason]) -> ApplicantOn:
    """Return who gives a date that has one of some reasons, the first of them that has any."""

    def applicant(day: date) -> Applicant:
        spans = {span.reason: span for span in date_spans(programme, group.id, day)}
        span = next(spans[reason] for reason in reasons if reason in spans)
        moment = span.last or day
        return Applicant(group.id, born=moment, founded=moment)

    return applicant
