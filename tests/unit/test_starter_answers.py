"""Answers are read with their places, mistakes are told in words, and what is unwise is said before it is public."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from generator.diagnostics import Diagnostic, Findings
from generator.loading.files import ProjectFile
from generator.naming import NamingRules
from generator.starter.advice import CV_FACT, ORDERING_FACTS
from generator.starter.answers import KINDS
from generator.starter.judging import Judge
from generator.starter.loading import answers_of, written_answers
from generator.starter.payment import load_banks
from generator.starter.site import choose_look
from tests.starter_support import FIVE, FULL, LOOKS, REPOSITORY, TODAY, answers

INIT = REPOSITORY / "content/starter/init"


def read(text: str, kind: str = "") -> tuple[Any, Findings]:
    findings = Findings()
    return answers_of(ProjectFile("tra-loi.yml", text.encode()), kind, findings), findings


def judged(kind: str, values: dict[str, Any], **more: Any) -> dict[str, Diagnostic]:
    facts = {name: f"Điều {name}." for name in (*ORDERING_FACTS, CV_FACT)}
    rules = NamingRules(official_words=("Công an", "UBND"), places={"dongvan": "xã Đồng Văn"})
    findings = Findings()
    Judge(rules, load_banks(REPOSITORY), TODAY, facts).judge(answers(kind, values, **more), findings)
    return {f"{item.rule} {item.origin.column}": item for item in findings.items}


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_that_init_gives_is_good_and_names_every_field(kind: str) -> None:
    text = (INIT / f"{kind}.yml").read_text(encoding="utf-8")
    found, findings = read(text)
    assert found is not None and not findings.errors
    assert choose_look(REPOSITORY, kind, found[1])
    named = set(re.findall(r"([A-Za-z_0-9]+):", text))
    assert fields_of(KINDS[kind]) - named == set()


def fields_of(model: Any) -> set[str]:
    names: set[str] = set()
    for name, info in model.model_fields.items():
        if name == "origin":
            continue
        names.add(name)
        for inner in models_in(info.annotation):
            names |= fields_of(inner)
    return names


def models_in(annotation: Any) -> list[Any]:
    if hasattr(annotation, "model_fields"):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in models_in(part)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_that_init_comments_out_can_be_used(kind: str) -> None:
    lines = (INIT / f"{kind}.yml").read_text(encoding="utf-8").splitlines()
    text = "\n".join(
        re.sub(r"^(\s*)# (?=\s*(- )?[\w\"-]+[:{]|\s*- \{)", r"\1", line)
        if re.match(r"\s*# \s*(- )?(\{|\w+:( |$))", line)
        else line
        for line in lines
    )
    text = text.replace("https://www.openstreetmap.org/…", "https://www.openstreetmap.org/")
    text = re.sub(
        r"^(store|kind: .* starter|Câu|Sửa|Nhận|bearer: household \(|Trả|Chỉ).*$", "", text, flags=re.MULTILINE
    )
    found, findings = read(text)
    assert found is not None, [str(item) for item in findings.items]


@pytest.mark.parametrize(
    ("text", "rule", "said"),
    [
        ("kind: shop\nname: A\nprodcts: []\n", "yaml.unknown-key", "“products”"),
        ("kind: shop\nname: A\nproducts:\n  - {nam: Chè}\n", "yaml.unknown-key", "“name”"),
        ("kind: shopp\nname: A\n", "starter.kind", "“shop”"),
        ("name: A\n", "starter.kind", ""),
        ("kind: shop\n", "value.missing", "name"),
        ("kind: shop\nname: A\ncontact: {phone: 912345678}\n", "value.invalid", "mất số 0"),
        ("kind: shop\nname: A\ncontact: {facebook: 'javascript:alert(1)'}\n", "value.invalid", "javascript:"),
        ("kind: shop\nname: A\nlinks: [{label: x, url: 'http://vidu.example'}]\n", "value.invalid", "https://"),
        ("kind: shop\nname: A\nphoto: {file: ../../x.jpg}\n", "value.invalid", "tên tệp ảnh"),
        ("kind: shop\nname: A\nstory: 'căn cước 001 199 000 000'\n", "text.id-number", "001"),
        ("kind: shop\nname: A\nhours: [{days: CN, opens: '25:00'}]\n", "value.pattern", "25:00"),
        ("kind: shop\nname: A\ngranted_on: 20/11/2026\n", "value.date", ""),
        ("kind: shop\nname: [A]\n", "value.text", "name"),
        ("- a\n", "yaml.kind", ""),
    ],
)
def test_mistakes_are_told_with_their_place(text: str, rule: str, said: str) -> None:
    _, findings = read(text)
    found = [item for item in findings.errors if item.rule == rule]
    assert found, [str(item) for item in findings.items]
    assert said in str(found[0]) and found[0].origin.file == "tra-loi.yml"


def test_the_kind_of_the_command_must_agree() -> None:
    found, findings = read("kind: shop\nname: A\n", "coop")
    assert found is None and findings.errors[0].origin.line == 1


def test_an_account_may_have_as_many_digits_as_an_id() -> None:
    text = "kind: shop\nname: A\npayment: {bank: Agribank, account: '001199000000', holder: A}\n"
    found, findings = read(text)
    assert found is not None and not findings.errors


@pytest.mark.parametrize("kind", KINDS)
def test_answers_that_a_program_wrote_are_read_back(kind: str) -> None:
    made = answers(kind, FULL[kind])
    found, findings = read(written_answers(kind, made).decode())
    assert found is not None and not findings.items
    assert found[1].model_dump() == made.model_dump()


def test_positions_stay_with_the_answers() -> None:
    found, _ = read("kind: shop\nname: A\nproducts:\n  - name: B\n  - name: C\n")
    assert [product.origin.line for product in found[1].products] == [4, 5]


@pytest.mark.parametrize(("kind", "look"), LOOKS)
def test_every_look_takes_its_palettes(kind: str, look: str) -> None:
    made = answers(kind, FIVE[kind], look={"name": look})
    folder, palette = choose_look(REPOSITORY, kind, made)
    assert palette == folder.file.palettes[0]


def test_names_that_mislead_are_told() -> None:
    assert "starter.name name" in judged("shop", {"name": "Công an tỉnh"})
    assert "starter.name name" in judged("shop", {"name": "Аgrіbаnk"})  # Cyrillic letters
    assert "starter.name domain" in judged("shop", {"name": "A", "domain": "vietc0mbank.biz.vn"})
    assert "starter.name domain" in judged("shop", {"name": "A", "domain": "dongvan.biz.vn"})
    assert not any(
        key.startswith("starter.name")
        for key in judged("shop", {"name": "Chè Đồng Văn", "domain": "che-dong-van.biz.vn"})
    )


def test_ordering_asks_for_its_fields_and_a_yes() -> None:
    found = judged("shop", {"name": "A", "ordering": {"enabled": True}})
    assert "Điều ecom-notify. Điều ecom-disclose." in found["starter.ordering ordering.acknowledged"].message
    missing = {key.split()[1] for key in found if key.startswith("starter.ordering")}
    assert missing >= {"owner.name", "owner.business_code", "ordering.returns", "ordering.privacy"}
    ordering = dict.fromkeys(("how", "delivery", "returns", "complaints", "privacy"), "Nói rõ.")
    ready = judged("shop", {**FULL["shop"], "ordering": {"enabled": True, "acknowledged": True, **ordering}})
    assert not any(key.startswith("starter.ordering") for key in ready)


def test_small_things_are_told() -> None:
    found = judged(
        "shop",
        {
            "name": "A",
            "hours": [{"days": "ngày rằm"}],
            "reviews": [{"text": "x"}],
            "notices": [{"text": "x", "until": date(2026, 11, 1)}],
            "payment": {"bank": "Agribnk", "account": "1500", "holder": "A", "message": "mua chè"},
        },
    )
    rules = {key.split()[0] for key in found}
    assert rules == {
        *("starter.contact", "starter.hours", "starter.review", "starter.notice", "starter.bank", "starter.legal"),
        "starter.payment-message",
    }
    assert "Agribank" in found["starter.bank payment.bank"].hint


def test_a_cv_is_warned_of_what_is_private() -> None:
    values: dict[str, Any] = {
        "basics": {
            "name": "A",
            "summary": "Sinh ngày 1/1/2005, có CCCD, địa chỉ nhà ở xã Mẫu.",
            "location": {"address": "Số 1"},
        },
        "posts": [{"title": "x", "date": "2026-11-01", "draft": True}],
    }
    found = [item for key, item in judged("profile", values).items() if key.startswith("starter.private")]
    assert len(found) >= 2 and all(f"Điều {CV_FACT}." in item.hint for item in found)
    assert "starter.posts posts" in judged("profile", values)
    assert not judged("profile", FIVE["profile"])


@pytest.mark.parametrize(("bank", "told"), [("Liobank", True), ("Agribank", False)])
def test_an_owner_hears_when_only_one_list_knows_the_bank(bank: str, told: bool) -> None:
    payment = {"bank": bank, "account": "1500201234567", "holder": "NGUYEN VAN MAU"}
    told_of = judged("shop", {**FIVE["shop"], "payment": payment})
    assert ("starter.bank-unconfirmed payment.bank" in told_of) is told
