"""Texts that editors write: placeholders are checked when they are loaded and filled strictly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from generator.diagnostics import Origin, UserError
from generator.model.filled_texts import placeholders
from generator.model.landing_texts import LandingTexts, NotFoundTexts, RedirectTexts
from generator.pages.wording import Wording

ROOT = Path(__file__).resolve().parents[2]
GOOD = {"page_title": "Tới {place}", "heading": "Đã đổi", "text": "Nay là **{place}**.", "button": "Mở"}


def test_good_texts_are_taken_as_they_are() -> None:
    assert RedirectTexts.model_validate(GOOD).text == "Nay là **{place}**."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tới {palce}", "có phải “{place}”"),
        ("Hạn {closes}", "không có chỗ điền “{closes}”"),
        ("Tới {place", "dấu ngoặc nhọn"),
        ("Tới place}", "dấu ngoặc nhọn"),
        ("Tới {Place}", "dấu ngoặc nhọn"),
        ("Tới {place.x}", "dấu ngoặc nhọn"),
        ("Tới **{place}", "thành cặp"),
        ("", "để trống"),
    ],
)
def test_wrong_texts_are_explained(text: str, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        RedirectTexts.model_validate(GOOD | {"heading": text})
    (error,) = caught.value.errors()
    assert error["loc"] == ("heading",)
    assert said in error["msg"]


def test_texts_in_lists_and_parts_are_checked_too() -> None:
    with pytest.raises(ValidationError, match="lạ"):
        NotFoundTexts.model_validate(dict.fromkeys(NotFoundTexts.model_fields, "Một câu") | {"lạ": "x"})
    with pytest.raises(ValidationError):
        RedirectTexts.model_validate({**GOOD, "button": 5})


def test_wording_escapes_before_it_marks_bold() -> None:
    wording = Wording({"place": "<script>alert(1)</script> & **x**"}, Origin("content/landing/redirect.yml"))
    html = wording("Nay là **{place}** <b>")
    assert "<script>" not in html
    assert html.startswith("Nay là <strong>&lt;script&gt;")
    assert html.endswith("&lt;b&gt;")


def test_missing_value_names_file_and_placeholder() -> None:
    with pytest.raises(UserError, match=r"content/landing/landing\.yml.*\{waits_for\}"):
        Wording({}, Origin("content/landing/landing.yml"))("Chờ {waits_for}.")


def test_every_file_lists_its_placeholders_for_editors() -> None:
    for name, field in LandingTexts.model_fields.items():
        text = (ROOT / "content" / "landing" / f"{name}.yml").read_text(encoding="utf-8")
        comments = " ".join(line for line in text.splitlines() if line.lstrip().startswith("#"))
        values = " ".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
        used = set(re.findall(r"\{([a-z_]+)\}", values))
        assert used <= placeholders(comments), name
        assert field.annotation is not None


def test_theme_and_code_name_no_province() -> None:
    for folder, pattern in (("generator/pages", "*.py"), ("themes/landing", "**/*")):
        for path in (ROOT / folder).glob(pattern):
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                assert not re.search(r"Tuyên Quang|Hà Giang|tuyen-quang|02215", text), path
