"""Who can have a free name on which day: the days before, on and after every limit; then the pages made from it."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import ValidationError

from generator.artifact import ArtifactSet
from generator.diagnostics import Findings, UserError
from generator.eligibility import (
    COOPERATIVE,
    ENTERPRISE,
    HOUSEHOLD,
    YOUTH,
    Alternative,
    Applicant,
    Outcome,
    Reason,
    Verdict,
    anniversary,
    date_spans,
    decide,
)
from generator.loading.documents import load_landing_texts
from generator.model.catalog import Catalog
from generator.model.eligibility_texts import EligibilityTexts
from generator.model.programme import Programme
from generator.model.project import Edition
from generator.pages.eligibility import eligibility_pages
from generator.pages.eligibility_tree import START, Question, Result, decision_tree
from generator.pages.shared import Site
from generator.pages.theme import create_theme
from tests.unit.pages_support import ROOT, parse, shown, with_offer

CLOSES = date(2026, 12, 31)
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def programme(real_catalog: Catalog) -> Programme:
    return real_catalog.programme


def iso(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("day", "years", "earliest", "latest"),
    [
        ("2008-11-22", 18, "2026-11-22", "2026-11-22"),
        ("2008-02-29", 18, "2026-02-28", "2026-03-01"),
        ("2004-02-29", 24, "2028-02-29", "2028-02-29"),
        ("2024-02-29", 1, "2025-02-28", "2025-03-01"),
        ("1876-02-29", 24, "1900-02-28", "1900-03-01"),
        ("2025-02-28", 1, "2026-02-28", "2026-02-28"),
        ("2025-12-31", 1, "2026-12-31", "2026-12-31"),
    ],
)
def test_anniversary(day: str, years: int, earliest: str, latest: str) -> None:
    found = anniversary(iso(day), years)
    assert (found.earliest, found.latest) == (iso(earliest), iso(latest))


@pytest.mark.parametrize(
    ("born", "on", "reason"),
    [
        # eighteenth birthday: the day before, the day, the day after
        ("2008-11-23", "2026-11-22", Reason.UNDER_AGE),
        ("2008-11-22", "2026-11-22", Reason.ELIGIBLE),
        ("2008-11-21", "2026-11-22", Reason.ELIGIBLE),
        # comes of age on the last day, and one day too late
        ("2008-12-31", "2026-11-22", Reason.UNDER_AGE),
        ("2009-01-01", "2026-11-22", Reason.UNDER_AGE_TOO_LATE),
        ("2008-12-31", "2026-12-31", Reason.ELIGIBLE),
        # twenty-third birthday
        ("2003-11-23", "2026-11-22", Reason.ELIGIBLE),
        ("2003-11-22", "2026-11-22", Reason.DOUBTFUL_AGE),
        ("2003-11-21", "2026-11-22", Reason.DOUBTFUL_AGE),
        # twenty-fourth birthday
        ("2002-11-23", "2026-11-22", Reason.DOUBTFUL_AGE),
        ("2002-11-22", "2026-11-22", Reason.OVER_AGE),
        ("2002-11-21", "2026-11-22", Reason.OVER_AGE),
        # 29 February, turning 18 in a year without one
        ("2008-02-29", "2026-02-27", Reason.UNDER_AGE),
        ("2008-02-29", "2026-02-28", Reason.LEAP_DAY),
        ("2008-02-29", "2026-03-01", Reason.ELIGIBLE),
        # first and last day of the offer
        ("2006-05-05", "2025-12-31", Reason.NOT_OPEN),
        ("2006-05-05", "2026-01-01", Reason.ELIGIBLE),
        ("2006-05-05", "2026-12-31", Reason.ELIGIBLE),
        ("2006-05-05", "2027-01-01", Reason.ENDED),
        ("2003-06-01", "2027-01-01", Reason.ENDED),
        ("2009-06-01", "2027-01-01", Reason.UNDER_AGE_TOO_LATE),
        ("2000-06-01", "2027-01-01", Reason.OVER_AGE),
        ("2000-06-01", "2025-12-31", Reason.OVER_AGE),
        ("2002-01-01", "2025-12-31", Reason.OVER_AGE),
        ("2008-06-01", "2025-12-31", Reason.UNDER_AGE),
    ],
)
def test_ages(programme: Programme, born: str, on: str, reason: Reason) -> None:
    assert decide(programme, Applicant(YOUTH, born=iso(born)), iso(on)).reason is reason


def test_29_february_and_the_upper_age(programme: Programme) -> None:
    longer = programme.model_copy(
        update={"offers": tuple(o.model_copy(update={"closes": date(2028, 12, 31)}) for o in programme.offers)}
    )
    born = Applicant(YOUTH, born=date(2004, 2, 29))
    assert decide(longer, born, date(2027, 2, 27)).reason is Reason.ELIGIBLE
    assert decide(longer, born, date(2027, 2, 28)).reason is Reason.DOUBTFUL_AGE
    assert decide(longer, born, date(2028, 2, 28)).reason is Reason.DOUBTFUL_AGE
    assert decide(longer, born, date(2028, 2, 29)).reason is Reason.OVER_AGE


@pytest.mark.parametrize(
    ("founded", "on", "reason"),
    [
        ("2025-11-23", "2026-11-22", Reason.ELIGIBLE),
        ("2025-11-22", "2026-11-22", Reason.DOUBTFUL_ANNIVERSARY),
        ("2025-11-21", "2026-11-22", Reason.ENTERPRISE_TOO_OLD),
        ("2026-11-22", "2026-11-22", Reason.ELIGIBLE),
        ("2025-12-31", "2026-12-30", Reason.ELIGIBLE),
        ("2025-12-31", "2026-12-31", Reason.DOUBTFUL_ANNIVERSARY),
        ("2025-12-31", "2027-01-01", Reason.ENTERPRISE_TOO_OLD),
        ("2026-06-01", "2027-01-01", Reason.ENDED),
        ("2026-01-01", "2027-01-01", Reason.ENDED),
        ("2025-02-28", "2026-02-28", Reason.DOUBTFUL_ANNIVERSARY),
        ("2025-06-01", "2025-12-31", Reason.NOT_OPEN),
    ],
)
def test_enterprises(programme: Programme, founded: str, on: str, reason: Reason) -> None:
    assert decide(programme, Applicant(ENTERPRISE, founded=iso(founded)), iso(on)).reason is reason


def test_enterprise_of_29_february_has_two_doubtful_days(programme: Programme) -> None:
    earlier = programme.model_copy(
        update={"offers": tuple(o.model_copy(update={"opens": date(2025, 1, 1)}) for o in programme.offers)}
    )
    founded = Applicant(ENTERPRISE, founded=date(2024, 2, 29))
    days = [date(2025, 2, 27) + timedelta(days=n) for n in range(4)]
    assert [decide(earlier, founded, day).reason for day in days] == [
        Reason.ELIGIBLE,
        Reason.DOUBTFUL_ANNIVERSARY,
        Reason.DOUBTFUL_ANNIVERSARY,
        Reason.ENTERPRISE_TOO_OLD,
    ]


@pytest.mark.parametrize(
    ("applicant", "verdict", "reason"),
    [
        (Applicant(HOUSEHOLD), Verdict.ELIGIBLE, Reason.ELIGIBLE),
        (Applicant(HOUSEHOLD, certificate=False), Verdict.INELIGIBLE, Reason.NO_CERTIFICATE),
        (Applicant(HOUSEHOLD, had_name=True), Verdict.INELIGIBLE, Reason.NOT_FIRST),
        (Applicant(HOUSEHOLD, had_name=None), Verdict.ASK, Reason.FIRST_UNKNOWN),
        (Applicant(ENTERPRISE, founded=TODAY, certificate=False), Verdict.INELIGIBLE, Reason.NO_CERTIFICATE),
        (Applicant(ENTERPRISE, founded=TODAY, had_name=True), Verdict.INELIGIBLE, Reason.NOT_FIRST),
        (Applicant(YOUTH, citizen=False), Verdict.INELIGIBLE, Reason.NOT_CITIZEN),
        (Applicant(COOPERATIVE), Verdict.SERVICES, Reason.SERVICES_ONLY),
        (Applicant("school"), Verdict.INELIGIBLE, Reason.NOT_NAMED),
    ],
)
def test_conditions(programme: Programme, applicant: Applicant, verdict: Verdict, reason: Reason) -> None:
    outcome = decide(programme, applicant, TODAY)
    assert (outcome.verdict, outcome.reason) == (verdict, reason)


@pytest.mark.parametrize(
    ("applicant", "dates"),
    [
        (Applicant(YOUTH, born=iso("2003-12-15")), {"sure_until": "2026-12-14", "doubt_until": "2026-12-31"}),
        (Applicant(YOUTH, born=iso("2006-05-05")), {"of_age": "2024-05-05", "sure_until": "2026-12-31"}),
        (Applicant(YOUTH, born=iso("2002-12-01")), {"doubt_until": "2026-11-30"}),
        (Applicant(YOUTH, born=iso("2008-12-31")), {"of_age": "2026-12-31"}),
        (Applicant(ENTERPRISE, founded=iso("2025-12-01")), {"sure_until": "2026-11-30", "doubt_until": "2026-12-01"}),
        (Applicant(ENTERPRISE, founded=iso("2026-05-05")), {"sure_until": "2026-12-31", "doubt_until": "2026-12-31"}),
        (Applicant(HOUSEHOLD), {"sure_until": "2026-12-31", "closes": "2026-12-31", "opens": "2026-01-01"}),
    ],
)
def test_dates_are_told_and_never_lie_after_the_offer(
    programme: Programme, applicant: Applicant, dates: dict[str, str]
) -> None:
    found = decide(programme, applicant, TODAY).dates
    assert {name: found[name].isoformat() for name in dates} == dates


@pytest.mark.parametrize("day", [None, TODAY + timedelta(days=1)])
def test_a_date_that_is_missing_or_still_to_come_is_refused(programme: Programme, day: date | None) -> None:
    with pytest.raises(ValueError, match="a date up to"):
        decide(programme, Applicant(YOUTH, born=day), TODAY)


def test_every_reason_has_something_to_do() -> None:
    for reason in Reason:
        assert Alternative.SIGN_UP not in _alternatives(reason) or reason is Reason.ELIGIBLE
        assert _alternatives(reason), reason


def _alternatives(reason: Reason) -> tuple[Alternative, ...]:

    return Outcome(reason).alternatives


@pytest.mark.parametrize("on", ["2026-11-22", "2026-02-28", "2024-02-29", "2025-12-31", "2026-12-31", "2027-01-01"])
@pytest.mark.parametrize("group", [YOUTH, ENTERPRISE])
def test_spans_cover_every_date_once_and_say_what_the_rules_say(programme: Programme, group: str, on: str) -> None:
    day = iso(on)
    spans = date_spans(programme, group, day)
    assert spans[0].first is None
    assert spans[-1].last is None
    for before, after in pairwise(spans):
        assert before.last is not None
        assert after.first == before.last + timedelta(days=1)
    for span in spans:
        for moment in {span.first or date(1950, 1, 1), span.last or day}:
            reason = decide(programme, Applicant(group, born=moment, founded=moment), day).reason
            assert reason in (span.reason, Reason.ENDED, Reason.NOT_OPEN)


# The pages.


def pages(catalog: Catalog, built_on: date = TODAY) -> ArtifactSet:
    return ArtifactSet(eligibility_pages(Site(catalog, Edition(built_on, "tenmien.example"), create_theme(ROOT))))


@pytest.fixture(scope="module")
def site(real_catalog: Catalog) -> ArtifactSet:
    return pages(real_catalog)


def leaves(catalog: Catalog) -> list[Result]:
    return [node for node in decision_tree(catalog.programme) if isinstance(node, Result)]


def test_every_page_of_the_tree_is_reached_by_an_answer(real_catalog: Catalog) -> None:
    nodes = {node.path: node for node in decision_tree(real_catalog.programme)}
    reached, waiting = set(), [START]
    while waiting:
        path = waiting.pop()
        reached.add(path)
        node = nodes[path]
        if isinstance(node, Question):
            targets = [target for _, target in (*node.answers, *node.by_date)]
            assert node.number <= node.count
            for target in targets:
                assert nodes[target].parent == path
            waiting += targets
    assert reached == set(nodes)
    assert len(leaves(real_catalog)) == 17


def test_every_result_says_what_why_and_what_to_do(real_catalog: Catalog, site: ArtifactSet) -> None:
    for leaf in leaves(real_catalog):
        tree = parse(site, f"{leaf.path}index.html")
        main = tree.css_first("main")
        assert main is not None
        assert len(tree.css("h1")) == 1
        assert "Vì sao?" in shown(main), leaf.path
        verdict = next(node for node in tree.css(".result > div") if "hidden" not in node.attributes)
        assert verdict.css("ul.answers a"), leaf.path
        assert main.css(".grounds li"), leaf.path
        assert decide(real_catalog.programme, leaf.applicant(TODAY), TODAY).alternatives


def test_a_cooperative_is_never_promised_a_name(site: ArtifactSet, real_catalog: Catalog) -> None:
    text = shown(parse(site, "du-dieu-kien/hop-tac-xa/index.html").css("body")[0])
    assert "tên miền miễn phí" not in text.lower()
    assert "Được miễn phí " not in text
    assert "chưa có cam kết" in text
    assert "biz.vn" not in text


@pytest.mark.parametrize("built_on", [date(2027, 1, 1), date(2028, 6, 1)])
def test_after_the_end_nobody_is_promised_anything(real_catalog: Catalog, built_on: date) -> None:
    late = pages(real_catalog, built_on)
    for leaf in leaves(real_catalog):
        tree = parse(late, f"{leaf.path}index.html")
        marks = [shown(node) for node in tree.css(".mark")]
        assert "Được miễn phí" not in marks, leaf.path
        text = shown(tree.css("main")[0])
        assert "Xem cách đăng ký" not in text, leaf.path
        assert "nhận đến hết" not in text.replace("chỉ nhận đến hết", ""), leaf.path
    yes = shown(parse(late, "du-dieu-kien/ca-nhan/du-tuoi/index.html").css("body")[0])
    assert "đã hết ngày 31/12/2026" in yes
    assert "chờ quyết định của Bộ Tài chính" in yes


def test_before_the_beginning_it_says_when(real_catalog: Catalog) -> None:
    early = pages(real_catalog, date(2025, 12, 1))
    assert "Đợt miễn phí chưa mở" in shown(parse(early, "du-dieu-kien/ca-nhan/du-tuoi/index.html").css("h1")[0])


def test_a_longer_offer_moves_every_date(real_catalog: Catalog) -> None:
    longer = pages(with_offer(real_catalog, "id-vn", closes=date(2027, 6, 30)), date(2027, 2, 1))
    tree = parse(longer, "du-dieu-kien/ca-nhan/chua-du-tuoi/index.html")
    assert "Sinh đến hết ngày 30/06/2009" in shown(tree.css("main")[0])
    assert "được một tên id.vn" in shown(parse(longer, "du-dieu-kien/ca-nhan/du-tuoi/index.html").css("h1")[0])
    assert "đã hết" in shown(parse(longer, "du-dieu-kien/ho-kinh-doanh/duoc/index.html").css("h1")[0])


def test_other_limits_of_another_programme(real_catalog: Catalog) -> None:
    groups = tuple(
        group.model_copy(update={"rule": group.rule.model_copy(update={"needs_certificate": False})})
        for group in real_catalog.programme.groups
        if group.id != COOPERATIVE
    )
    programme = real_catalog.programme.model_copy(update={"groups": groups})
    paths = {node.path for node in decision_tree(programme)}
    assert not any("chua-giay" in path or "hop-tac-xa" in path for path in paths)
    found = pages(replace(real_catalog, programme=programme))
    assert "Doanh nghiệp thành lập ngày nào?" in found["du-dieu-kien/doanh-nghiep/index.html"].text
    assert "Hộ đã từng đăng ký" in found["du-dieu-kien/ho-kinh-doanh/index.html"].text
    assert "hợp tác xã" not in shown(parse(found, f"{START}index.html").css("main")[0])


def test_pages_are_light_alone_and_well_named(site: ArtifactSet) -> None:
    titles = set()
    for path, artifact in site.items():
        assert len(gzip.compress(artifact.content, 9)) <= 13_500, path
        tree = parse(site, path)
        titles.add(tree.css("title")[0].text())
        assert not tree.css("form, input[type=file], link[rel=stylesheet], script[src], img")
        assert "noindex" in artifact.text
        assert not re.search(r"localStorage|sessionStorage|cookie|fetch\(|XMLHttp", artifact.text)
    assert len(titles) == len(site)


def test_texts_ask_for_every_question_and_answer() -> None:

    texts = load_landing_texts(ROOT, Findings())
    assert texts is not None
    values = texts.eligibility.model_dump()
    values["questions"] = [q for q in values["questions"] if q["id"] != "founded"]
    with pytest.raises(ValidationError, match="thiếu câu hỏi “founded”"):
        EligibilityTexts.model_validate(values)
    values = texts.eligibility.model_dump()
    values["questions"][0]["answers"] = values["questions"][0]["answers"][:-1]
    with pytest.raises(ValidationError, match="cần đúng các câu trả lời"):
        EligibilityTexts.model_validate(values)


@pytest.mark.parametrize(
    ("section", "missing"), [("results", "over-age"), ("steps", "papers"), ("date_answers", "over-age")]
)
def test_a_missing_text_is_told_by_its_name(real_catalog: Catalog, section: str, missing: str) -> None:
    texts = real_catalog.texts.eligibility
    left = tuple(item for item in getattr(texts, section) if item.id != missing)
    poorer = real_catalog.texts.model_copy(update={"eligibility": texts.model_copy(update={section: left})})
    with pytest.raises(UserError, match=f"eligibility.yml.*{missing}"):
        pages(replace(real_catalog, texts=poorer))


def test_script_of_the_rules_carries_no_word_of_a_page() -> None:
    rules = (Path(ROOT) / "themes/landing/eligibility-rules.js").read_text(encoding="utf-8")
    assert not re.search(r"document|window|=>|`|\b(let|const)\b", rules)
