"""Every question leads to a field, every field has a question, and every look asks steps that exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from generator.starter.answers import KINDS
from generator.starter.looks import find_looks
from generator.starter.questions import Question, inner_model, limits, load_questions, step_view, steps_of
from tests.starter_support import LOOKS, REPOSITORY

# Not asked: the file's own version; what a page never shows; a whole résumé in another language; JSON Resume's own.
NOT_ASKED = {
    *("version", "english", "contact.phone_2", "contact.facebook"),
    *("basics.image", "basics.email", "basics.phone", "basics.location.address"),
    *("basics.location.postalCode", "basics.location.countryCode"),
}


def paths_of_questions(questions: tuple[Question, ...], before: str = "") -> Iterator[str]:
    for question in questions:
        yield f"{before}{question.field}"
        yield from paths_of_questions(question.questions, f"{before}{question.field}.")


def paths_of_fields(model: Any, before: str = "") -> Iterator[str]:
    for name, info in model.model_fields.items():
        if name == "origin":
            continue
        inner = inner_model(info.annotation)
        if inner is None or name in ("photo", "photos", "story_photo"):
            yield f"{before}{name}"
        else:
            yield from paths_of_fields(inner, f"{before}{name}.")


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_asked(kind: str) -> None:
    asked = {path for step in load_questions(REPOSITORY, kind).steps for path in paths_of_questions(step.questions)}
    fields = set(paths_of_fields(KINDS[kind]))
    skipped = {path for path in fields if path in NOT_ASKED or (kind == "profile" and path.startswith("english."))}
    assert fields - asked - skipped == set()


@pytest.mark.parametrize(("kind", "look"), LOOKS)
def test_every_look_asks_steps_that_exist(kind: str, look: str) -> None:
    steps = steps_of(find_looks(REPOSITORY)[kind][look])
    assert {"ten", "lien-he", "kieu"} <= {step.id for step in steps}


def test_limits_come_from_the_models() -> None:
    shop = KINDS["shop"]
    assert limits(shop, "name") == {"max": 80, "min": 1}
    assert limits(shop, "products") == {"max": 60}
    assert limits(shop, "story") == {"max": 3000}
    step = next(step for step in load_questions(REPOSITORY, "shop").steps if step.id == "san-pham")
    view = step_view(step, "shop")
    inner = {question["field"]: question["limits"] for question in view["questions"][0]["questions"]}
    assert inner["unit"] == {"max": 40} and inner["price"] == {"least": 0, "most": 100_000_000_000}
