"""States of the offers on a page: the segments to come, their variants, offers that differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from generator.model.catalog import Catalog
from generator.model.programme import OfferState
from generator.pages.offers import Variants, timeline
from tests.unit.pages_support import only, parse, render, shown, shown_text, with_offer

PLACE, SCHOOL = "00715/index.html", "808034/index.html"
LAST_DAY = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("day", "states"),
    [
        (date(2025, 12, 31), ["before", "open", "closing", "ended"]),
        (date(2026, 1, 1), ["open", "closing", "ended"]),
        (date(2026, 11, 16), ["open", "closing", "ended"]),
        (date(2026, 11, 17), ["closing", "ended"]),
        (LAST_DAY, ["closing", "ended"]),
        (date(2027, 1, 1), ["ended"]),
    ],
)
def test_timeline_holds_today_and_what_will_come(real_catalog: Catalog, day: date, states: list[str]) -> None:
    segments = timeline(real_catalog.programme, day)
    assert segments[0].start == day
    assert [segment.state_of(real_catalog.programme.offers).value for segment in segments] == states


def test_segments_agree_with_the_offers_on_every_day_around_a_change(real_catalog: Catalog) -> None:
    programme = real_catalog.programme
    segments = timeline(programme, date(2025, 12, 1))
    for number in range(500):
        day = date(2025, 12, 1) + timedelta(days=number)
        current = [segment for segment in segments if segment.start <= day][-1]
        assert all(state is offer.state(day, programme.closing_days) for offer, state in current.states), day


def test_variants_name_the_segments_that_show_them() -> None:
    first, second = Variants(["a", "b", "a"])
    assert (first.value, first.attributes) == ("a", ' data-s="02"')
    assert (second.value, second.attributes) == ("b", ' data-s="1" hidden')
    (same,) = Variants(["a", "a"])
    assert same.attributes == ""


@pytest.mark.parametrize(
    ("day", "said", "unsaid"),
    [
        (date(2025, 12, 31), ["sắp miễn phí 2 năm", "bắt đầu ngày 01/01/2026"], ["hết đợt"]),
        (date(2026, 1, 1), ["miễn phí 2 năm", "Mở đến hết ngày 31/12/2026"], ["Sắp hết", "hết đợt"]),
        (LAST_DAY, ["miễn phí 2 năm", "Sắp hết hạn: đến 31/12/2026"], ["hết đợt", "đã hết"]),
        (
            date(2027, 1, 1),
            [
                "hết đợt miễn phí",
                "Đợt miễn phí đã hết ngày 31/12/2026",
                "Từ năm 2027: chờ quyết định",
                "nay phải trả phí",
            ],
            ["Tên miền .vn miễn phí 2 năm", "Tôi có được miễn phí không?", "Sắp hết", "Một tên miền"],
        ),
    ],
)
def test_place_says_what_is_true_on_the_day(
    real_catalog: Catalog, day: date, said: list[str], unsaid: list[str]
) -> None:
    tree = parse(render(only(real_catalog, "00715"), day), PLACE)
    text = shown_text(tree)
    for words in said:
        assert words in text
    for words in unsaid:
        assert words not in text


def test_page_carries_the_coming_state_hidden_until_its_day(real_catalog: Catalog) -> None:
    tree = parse(render(only(real_catalog, "00715"), LAST_DAY), PLACE)
    (ended,) = tree.css(".state .ended")
    assert "hidden" in ended.attributes
    script = tree.css("script")[-1].text()
    assert '["2026-12-31","2027-01-01"]' in script
    assert len(script) <= 600


def test_after_the_end_no_script_is_left(real_catalog: Catalog) -> None:
    tree = parse(render(only(real_catalog, "00715"), date(2027, 1, 1)), PLACE)
    assert [node.attributes.get("type") for node in tree.css("script")] == ["application/ld+json"]
    assert not tree.css("[data-s]")


def test_offers_with_other_dates_are_said_one_by_one(real_catalog: Catalog) -> None:
    catalog = with_offer(only(real_catalog, "00715", "808034"), "biz-vn", closes=date(2026, 6, 30))
    artifacts = render(catalog, date(2026, 7, 1))
    text = shown_text(parse(artifacts, PLACE))
    assert "Tên miền id.vn miễn phí 2 năm" in text
    assert "id.vn: mở đến hết ngày 31/12/2026" in text
    assert "biz.vn: đã hết ngày 30/06/2026" in text
    cards = parse(artifacts, PLACE).css(".groups li")
    assert "nay phải trả phí" not in shown(cards[0])
    assert "nay phải trả phí" in shown(cards[1])
    school = shown_text(parse(artifacts, SCHOOL))
    assert "Mở đến hết ngày 31/12/2026" in school
    assert "đã hết ngày 30/06/2026" not in school


def test_state_of_a_mixed_day_is_the_most_useful(real_catalog: Catalog) -> None:
    catalog = with_offer(real_catalog, "id-vn", opens=date(2026, 8, 1))
    (first, *_) = timeline(catalog.programme, date(2026, 7, 1))
    offers = catalog.programme.offers
    assert first.state_of(offers) is OfferState.OPEN
    assert [offer.suffix for offer in first.active(offers)] == ["biz.vn"]


def test_without_a_waiting_phase_nothing_is_said_of_later_years(real_catalog: Catalog) -> None:
    programme = real_catalog.programme.model_copy(update={"phases": real_catalog.programme.phases[:1]})
    tree = parse(render(only(replace(real_catalog, programme=programme), "00715")), PLACE)
    assert "2027" not in tree.css(".state")[0].text()
