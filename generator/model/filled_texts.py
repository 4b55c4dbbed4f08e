"""Texts that editors write and pages fill: which places to fill a text may hold, and links into the guide."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field, field_validator

from generator.model.base import Model
from generator.text import nearest

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

# Known wherever an offer is spoken of: its dates, fees and what comes after it.
OFFER = frozenset({"names", "suffixes", "years", "includes", "opens", "closes", "fees", "next_year", "waits_for"})
OFFER |= {"min_age", "max_age", "enterprise_years"}
COMMON = frozenset({"province", "site_name", "plan_month", "compiled_on", "verified_on"})


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return a text with every {placeholder} replaced.

    KeyError when a value is missing: each file of texts has a set of places to fill that its pages know.
    """
    return _PLACEHOLDER.sub(lambda match: values[match[1]], text)


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the placeholders in a text."""
    return frozenset(_PLACEHOLDER.findall(text))


def placeholder_problem(text: str, known: frozenset[str]) -> str | None:
    """Say in Vietnamese what is wrong with the braces or stars of a text, or return None."""
    for name in _PLACEHOLDER.findall(text):
        if name not in known:
            close = nearest(name, known)
            hint = f"; có phải “{{{close}}}”?" if close else ""
            return f"không có chỗ điền “{{{name}}}”{hint} → Dùng được: {', '.join(sorted(known))}."
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        return "dấu ngoặc nhọn chỉ dùng cho chỗ điền, ví dụ {closes} → Bỏ ngoặc nhọn thừa, hoặc viết đúng tên chỗ điền."
    if text.count("**") % 2:
        return "dấu ** phải đi thành cặp → Thêm ** còn thiếu, hoặc bỏ ** thừa."
    return None


class Texts(Model):
    """Texts of one file: each string is checked against the placeholders that the file may use."""

    placeholders: ClassVar[frozenset[str]] = frozenset()

    @field_validator("*", mode="after")
    @classmethod
    def _placeholders_are_known(cls, value: object) -> object:
        strings = value if isinstance(value, tuple) else (value,)
        for text in strings:
            if not isinstance(text, str):
                continue
            if not text:
                raise ValueError("câu chữ không được để trống → Viết câu chữ giữa hai dấu ngoặc kép.")
            if problem := placeholder_problem(text, cls.placeholders):
                raise ValueError(problem)
        return value


class GuideLink(Model):
    """A link into the guide: its folder ("sau-2-nam/") and its words."""

    page: str = Field(pattern=r"^([a-z0-9-]+/)+(#[a-z0-9-]+)?$")
    label: str = Field(min_length=1)
