"""JSON Resume in and out: the official sample keeps its meaning and passes the official schema both ways."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from generator.diagnostics import Findings
from generator.loading.files import ProjectFile
from generator.starter.answers import ProfileAnswers
from generator.starter.json_resume import export_resume, import_resume
from tests.starter_support import FULL, REPOSITORY, answers, site_of

FOLDER = REPOSITORY / "tests/fixtures/jsonresume"
SAMPLE: dict[str, Any] = json.loads((FOLDER / "sample.resume.json").read_text(encoding="utf-8"))
SCHEMA: dict[str, Any] = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))


def imported(document: Any) -> tuple[ProfileAnswers | None, Findings]:
    findings = Findings()
    text = document if isinstance(document, str) else json.dumps(document)
    return import_resume(ProjectFile("resume.json", text.encode()), findings), findings


def valid(document: dict[str, Any]) -> None:
    jsonschema.validate(document, SCHEMA, format_checker=jsonschema.FormatChecker())


def without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: kept for key, child in value.items() if (kept := without_empty(child)) not in ("", [], {}, None)}
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    return value.replace("http://", "https://") if isinstance(value, str) else value


def test_the_official_sample_comes_back_whole() -> None:
    valid(SAMPLE)
    found, findings = imported(SAMPLE)
    assert found is not None and not findings.errors
    exported = json.loads(export_resume(found))
    valid(exported)
    for document in (exported, sample := without_empty(SAMPLE)):
        document.pop("meta", None)
        document.pop("$schema", None)
    assert exported == sample
    again, _ = imported(exported)
    assert again is not None and json.loads(export_resume(again))["work"] == exported["work"]


def test_our_own_answers_are_valid_and_make_the_same_page() -> None:
    made = answers("profile", FULL["profile"])
    assert isinstance(made, ProfileAnswers)
    document = json.loads(export_resume(made))
    valid(document)
    back, findings = imported(document)
    assert back is not None and not findings.items
    assert export_resume(back) == export_resume(made)


def test_what_is_published_leaves_out_the_home() -> None:
    found, _ = imported(SAMPLE)
    assert found is not None
    public = json.loads(export_resume(found, public=True))
    assert "address" not in public["basics"]["location"] and public["basics"]["location"]["city"]
    valid(public)


def test_the_sites_own_file_is_valid() -> None:
    valid(json.loads(site_of("profile", FULL["profile"]).artifacts["resume.json"].text))


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        ("{", "starter.resume"),
        ("[]", "starter.resume"),
        ({"work": []}, "starter.resume"),
        ({"basics": {"name": 5}}, ""),
        ({"basics": {"name": "A", "url": "javascript:alert(1)"}}, "value.invalid"),
        ({"basics": {"name": "A"}, "work": [{"startDate": "mai"}]}, "value.pattern"),
        ({"basics": {"name": "A\u202eB"}}, "text.hidden-character"),
        ({"basics": {"name": "A", "summary": "căn cước 001199000000"}}, "text.id-number"),
        ("[" * 100_000, "starter.resume"),
    ],
)
def test_mistakes_are_told(document: Any, rule: str) -> None:
    found, findings = imported(document)
    if rule:
        assert found is None and rule in {item.rule for item in findings.errors}
    else:
        assert found is not None and found.basics.name == "5"


def test_unknown_keys_are_left_out_and_told() -> None:
    found, findings = imported({"basics": {"name": "A", "birthday": "2000"}, "extra": [1], "work": None})
    assert found is not None
    assert {item.origin.column for item in findings.items} == {"basics.birthday", "extra"}
