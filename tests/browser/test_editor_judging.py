"""What is unwise is told in the browser by the same rules, in the same words and order as Python tells it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.diagnostics import Diagnostic, Findings, Severity
from generator.editor.page import EDITOR
from generator.editor.scripts import editor_engine
from generator.model.catalog import Catalog
from generator.pages.names import naming_rules
from generator.starter.advice import ADVICE
from generator.starter.answers import KINDS
from generator.starter.judging import Judge
from generator.starter.payment import load_banks
from tests.editor_support import editor_site
from tests.starter_support import FIVE, FULL, REPOSITORY, TODAY, accepted_values, answers, crowded

SCREEN = {advice.hint: advice.asked for advice in ADVICE.values() if advice.asked}


@pytest.fixture(scope="module")
def judge(real_catalog: Catalog) -> Judge:
    facts = {fact.id: fact.statement for fact in real_catalog.facts}
    return Judge(naming_rules(real_catalog), load_banks(REPOSITORY), TODAY, facts)


@pytest.fixture(scope="module")
def page(browser: Browser, real_catalog: Catalog) -> Iterator[Page]:
    opened = browser.new_page()
    made = editor_site(real_catalog)
    for name in ("markdown-it", "ten", *KINDS):
        opened.add_script_tag(content=made[f"{EDITOR}{name}.js"].decode())
    opened.add_script_tag(content=f"globalThis.ENGINE=(()=>{{{editor_engine(REPOSITORY)};return ENGINE}})()")
    yield opened
    opened.close()


ADVISE = """([rows, today]) => rows.map(([kind, values]) => ENGINE.advised(PHOCAP_KINDS[kind].data, values, today, PHOCAP_NAMES))"""


def in_browser(page: Page, rows: list[tuple[str, dict[str, Any]]]) -> list[list[dict[str, str]]]:
    whole = [(kind, json.loads(answers(kind, values).model_dump_json())) for kind, values in rows]
    found: list[list[dict[str, str]]] = page.evaluate(ADVISE, [whole, TODAY.isoformat()])
    return found


def in_python(judge: Judge, kind: str, values: dict[str, Any]) -> list[Diagnostic]:
    findings = Findings()
    judge.judge(answers(kind, values), findings)
    return findings.items


def same(found: list[dict[str, str]], expected: list[Diagnostic]) -> None:
    wanted = [item for item in expected if item.severity is Severity.WARNING]
    assert [item["text"] for item in found] == [item.message for item in wanted]
    assert [item["hint"] for item in found] == [SCREEN.get(item.hint, item.hint) for item in wanted]
    for one, item in zip(found, wanted, strict=True):
        column = "basics.name" if item.origin.column == "name" and one["path"] == "basics.name" else item.origin.column
        assert column in one["path"]


NAMES = [
    *(
        "Công an xã Đồng Văn",
        "congan-dongvan",
        "VNNIC",
        "vnn1c",
        "Agribank Tuyên Quang",
        "Vietcombamk",
        "Tổng cục Thuế",
    ),
    *(
        "Sở Thông tin",
        "Ủy ban nhân dân",
        "dichvucong",
        "Chè Mẫu",
        "Đồng Văn",
        "Bệnh viện",
        "Сông an",
        "công\u00a0an",
        "iNET",
    ),
    *(
        "Techcombank",
        "mat-bao",
        "UBND",
        "chinhphu",
        "Quán Bà Ba",
        "Nguyễn Văn An",
        "toaan",
        "Kho bạc",
        "a",
        "Ｖietcombank",
    ),
]


def test_names_that_mislead(page: Page, judge: Judge) -> None:
    rows: list[tuple[str, dict[str, Any]]] = []
    for name in NAMES:
        label = name if name.isascii() and " " not in name else "mau"
        rows.append(("shop", {**FIVE["shop"], "name": name, "domain": f"{label.lower()}.biz.vn"}))
        rows.append(("profile", {"basics": {"name": name, "email": "a@vidu.example"}}))
    found = in_browser(page, rows)
    expected = [in_python(judge, kind, values) for kind, values in rows]
    for one, other in zip(found, expected, strict=True):
        same(one, other)
    assert sum("giống" in item.message for items in expected for item in items) > 20


PRIVATE = [
    *(
        "Sinh năm 1990 tại Mẫu",
        "Ngày sinh: 1/1/2000",
        "Tôi sinh ngày ấy",
        "CCCD đã cấp",
        "ở nhà riêng",
        "Hộ khẩu Mẫu",
        "may mặc",
    ),
    *(
        "Passport No 1",
        "born in Mẫu",
        "đường sinh năm nào",
        "Thường trú",
        "xcccd",
        "cccd1",
        "căn cước công dân",
        "Sinh năm ٢٠٠٠",
    ),
    *("địa chỉ nhà hàng", "Đặng Thường Trúc", "яcccd", "chứng minh thư", "date of birth", "home address"),
]


def test_private_lines_of_a_resume(page: Page, judge: Judge) -> None:
    rows: list[tuple[str, dict[str, Any]]] = []
    for text in PRIVATE:
        person = {"name": "Mẫu", "summary": text, "label": text[:80], "location": {"address": "Thôn", "city": "Xã"}}
        rows.append(
            (
                "profile",
                {
                    "basics": person,
                    "work": [{"name": "A"}, {"name": "B", "summary": text}],
                    "interests": [{"name": text}],
                    "posts": [{"title": "A", "date": "2027-01-01", "text": text}],
                },
            )
        )
    for one, (kind, values) in zip(in_browser(page, rows), rows, strict=True):
        same(one, in_python(judge, kind, values))


def test_small_things_of_a_trade(page: Page, judge: Judge) -> None:
    banks = ["Agribak", "vietcom", "NH Á Châu", "xyz", "Ngân hàng Quân đội", "techcom bank", "Sacombnk", "Bạc Á", "q"]
    rows: list[tuple[str, dict[str, Any]]] = []
    for at, bank in enumerate(banks):
        payment = {"bank": bank, "account": "0000000000", "holder": "A", "message": ["", "Mua chè!", "mua che"][at % 3]}
        more = {
            "payment": payment,
            "contact": {} if at % 2 else {"zalo": "0900000000"},
            "owner": {"bearer": ["person", "household", "company"][at % 3], "name": "A" if at % 2 else ""},
            "hours": [{"days": ["T2-T6", "sáng thứ bảy", "thứ 2 đến CN", "mồng một"][at % 4]}],
            "reviews": [{"text": "Ngon", "allowed": at % 2 == 0}],
            "notices": [{"text": "Nghỉ", "until": ["2026-11-22", "2026-11-23", "2027-01-01"][at % 3]}],
        }
        rows.append(("shop" if at % 2 else "coop", {"name": "Mẫu", **more}))
    rows += [(kind, values) for kind in KINDS for values in (FULL[kind], FIVE[kind], crowded(kind))]
    for one, (kind, values) in zip(in_browser(page, rows), rows, strict=True):
        same(one, in_python(judge, kind, values))


def test_the_nearest_bank_is_the_same(page: Page, judge: Judge) -> None:
    known = [bank.short_name for bank in judge.banks.rows]
    chance = random.Random(7)
    words = [value for value in accepted_values() if len(value) < 40][:40]
    for name in known:
        letters = list(name)
        chance.shuffle(letters)
        words += [name[:-1], name[1:], f"{name} x", name + name[0], "".join(letters)]
    near = page.evaluate("([words, known]) => words.map((word) => ENGINE.nearest(word, known))", [words, known])
    assert near == [judge.banks.nearest(word) for word in words]
    assert len({name for name in near if name}) > 30


@pytest.mark.parametrize("bearer", ["household", "company"])
@pytest.mark.parametrize("given", [{}, {"acknowledged": True, "how": "Gọi"}])
def test_duties_of_a_page_that_takes_orders(bearer: str, given: dict[str, Any], page: Page, judge: Judge) -> None:
    values = {"name": "Mẫu", "owner": {"bearer": bearer, "name": "An"}, "ordering": {"enabled": True, **given}}
    expected = [item for item in in_python(judge, "shop", values) if item.severity is Severity.ERROR]
    found = page.evaluate(
        """([values]) => { const { data } = PHOCAP_KINDS.shop, judged = ENGINE.judged(data, values, {});
        return judged.problems.map((one) => ({ ...one, label: ENGINE.labelOf(data, one.path), kept: judged.values.ordering })); }""",
        [values],
    )
    assert [item["path"] for item in found] == [item.origin.column for item in expected]
    told = [
        item.message.replace(f"“{item.origin.column}”", f"“{one['label']}”")
        for one, item in zip(found, expected, strict=True)
    ]
    assert [item["text"] for item in found] == told
    assert [item["hint"] for item in found] == [SCREEN[item.hint] for item in expected]
    assert found and not any(item["kept"] for item in found)


def test_who_stands_behind_a_cooperative_is_what_the_form_shows(page: Page) -> None:
    judge = "([values]) => ENGINE.judged(PHOCAP_KINDS.coop.data, values, {}).values.owner"
    assert page.evaluate(judge, [{"name": "HTX", "owner": {"name": "An"}}]) == {"bearer": "cooperative", "name": "An"}
