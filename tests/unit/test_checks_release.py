"""Dates, sources and the gate of a release."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from generator.checks import check_catalog, code_size_sentence
from generator.diagnostics import Diagnostic, Origin, Severity
from generator.model.catalog import Catalog
from generator.model.project import Edition
from tests.unit.checks_factory import CHECKED, FACTS_FILE, RELEASE, TODAY, TRIAL, only, small_catalog


def check(catalog: Catalog, edition: Edition = RELEASE) -> list[Diagnostic]:
    return list(check_catalog(catalog, edition))


def with_fact(catalog: Catalog, **changes: object) -> Catalog:
    first, *others = catalog.facts
    return replace(catalog, facts=(first.model_copy(update=changes), *others))


def with_project(catalog: Catalog, **changes: object) -> Catalog:
    return replace(catalog, project=catalog.project.model_copy(update=changes))


def with_programme(catalog: Catalog, **changes: object) -> Catalog:
    return replace(catalog, programme=catalog.programme.model_copy(update=changes))


def test_what_is_checked_and_complete_may_be_released() -> None:
    assert check(small_catalog()) == []


@pytest.mark.parametrize("edition", [TRIAL, RELEASE], ids=["trial", "release"])
def test_a_complete_catalog_is_silent_in_both_editions(edition: Edition) -> None:
    assert check(small_catalog(), edition) == []


@pytest.mark.parametrize("host", [None, "trang.example"])
def test_no_release_without_an_official_host(host: str | None) -> None:
    edition = Edition(TODAY, host or "tenmien.example", release=True)
    found = only(check(with_project(small_catalog(), host=host), edition), "release.host")
    assert found.origin == Origin("content/data/project.yml", 1, "host")


def test_a_trial_without_a_host_says_what_the_trial_host_gives() -> None:
    found = only(check(with_project(small_catalog(), host=None), TRIAL), "host.missing", Severity.WARNING)
    assert "25×25" in found.message
    assert "22 ký tự" in found.hint


def test_a_host_that_makes_codes_larger_is_told() -> None:
    longest = "a" * 19 + ".vn"
    assert check(with_project(small_catalog(), host=longest), Edition(TODAY, longest)) == []
    longer = "a" * 20 + ".vn"
    found = only(
        check(with_project(small_catalog(), host=longer), Edition(TODAY, longer)), "host.long", Severity.WARNING
    )
    assert "29×29" in found.message


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("a" * 19 + ".vn", "38 ký tự, cỡ 25×25 ô, còn dư 0 ký tự"),
        ("tenmien.example", "31 ký tự, cỡ 25×25 ô, còn dư 7 ký tự"),
        ("a" * 20 + ".vn", "39 ký tự, cỡ 29×29 ô, dài hơn 1 ký tự"),
    ],
)
def test_the_size_of_codes_is_said_in_a_sentence(host: str, words: str) -> None:
    assert words in code_size_sentence(small_catalog(), Edition(TODAY, host))


# --- verified


def unverified(catalog: Catalog) -> dict[str, Catalog]:
    gone = {"verified_on": None}
    contact = catalog.project.contact
    assert contact is not None
    return {
        FACTS_FILE: with_fact(catalog, **gone),
        "content/data/registrars.yml": replace(
            catalog, registrars=tuple(one.model_copy(update=gone) for one in catalog.registrars)
        ),
        "content/data/schools.csv": replace(
            catalog, schools=tuple(one.model_copy(update=gone) for one in catalog.schools)
        ),
        "content/data/contacts.csv": replace(
            catalog, contacts=(catalog.contacts[0], catalog.contacts[1].model_copy(update=gone))
        ),
        "content/data/project.yml": with_project(catalog, contact=contact.model_copy(update=gone)),
    }


@pytest.mark.parametrize("file", list(unverified(small_catalog())))
def test_a_release_names_each_record_that_nobody_checked(file: str) -> None:
    found = only(check(unverified(small_catalog())[file]), "verified.never")
    assert found.origin.file == file
    assert found.origin.line > 0
    assert "verified_on" in found.hint


@pytest.mark.parametrize("file", list(unverified(small_catalog())))
def test_a_trial_counts_them_by_file(file: str) -> None:
    found = only(check(unverified(small_catalog())[file], TRIAL), "verified.summary", Severity.WARNING)
    assert found.origin == Origin(file)
    assert "1 chưa kiểm" in found.message


def test_a_trial_says_one_sentence_for_many_records() -> None:
    catalog = small_catalog()
    many = replace(catalog, facts=tuple(fact.model_copy(update={"verified_on": None}) for fact in catalog.facts))
    assert "4/4" in only(check(many, TRIAL), "verified.summary", Severity.WARNING).message
    assert [found.rule for found in check(many)] == ["verified.never"] * 4


@pytest.mark.parametrize(("days", "rules"), [(180, []), (181, ["verified.stale"])])
def test_a_check_by_a_person_grows_old(days: int, rules: list[str]) -> None:
    catalog = with_fact(small_catalog(), verified_on=TODAY - timedelta(days=days))
    assert [found.rule for found in check(catalog)] == rules
    assert [found.rule for found in check(catalog, TRIAL)] == ["verified.summary"] * len(rules)


def test_each_kind_of_record_has_its_own_age() -> None:
    later = Edition(CHECKED + timedelta(days=91), RELEASE.host, release=True)
    found = [item for item in check(small_catalog(), later) if item.rule == "verified.stale"]
    assert "iNET" in only(found, "verified.stale").message


def test_nobody_checks_tomorrow() -> None:
    catalog = with_fact(small_catalog(), verified_on=TODAY + timedelta(days=1))
    assert "23/11/2026" in only(check(catalog), "verified.future").message
    only(check(catalog, TRIAL), "verified.future", Severity.WARNING)


# --- expired


@pytest.mark.parametrize(("ends", "expired"), [(TODAY, False), (TODAY - timedelta(days=1), True)])
def test_a_promise_that_has_run_out_stops_a_release(ends: date, expired: bool) -> None:
    catalog = with_fact(small_catalog(), expires_on=ends)
    if expired:
        assert only(check(catalog), "fact.expired").origin == Origin(FACTS_FILE, 10, "expires_on")
        only(check(catalog, TRIAL), "fact.expired", Severity.WARNING)
    else:
        assert check(catalog) == check(catalog, TRIAL) == []


def test_an_offer_that_has_ended_is_told() -> None:
    eve, after = Edition(date(2026, 12, 31), "tenmien.vn"), Edition(date(2027, 1, 1), "tenmien.vn")
    assert check(small_catalog(), eve) == []
    assert [found.rule for found in check(small_catalog(), after)] == ["phase.none", "offer.ended"]


# --- gaps


def test_a_release_tells_of_the_plan_without_number() -> None:
    catalog = small_catalog()
    plan = catalog.programme.plan.model_copy(update={"number": None})
    only(check(with_programme(catalog, plan=plan)), "plan.number", Severity.WARNING)
    assert check(with_programme(catalog, plan=plan), TRIAL) == []


def test_a_release_tells_of_missing_contacts() -> None:
    only(check(with_project(small_catalog(), contact=None)), "contact.province", Severity.WARNING)
    found = only(check(replace(small_catalog(), contacts=())), "contact.places", Severity.WARNING)
    assert "2/2" in found.message
