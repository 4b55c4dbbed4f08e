"""What stands between the two lines of dashes on top of a page: its title, its neighbours, its voices and languages."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import yaml
from pydantic import Field, ValidationError, field_validator

from generator.diagnostics import Diagnostic, Origin, UserError
from generator.model.base import Model
from generator.text import nearest

RECORDING_TYPES = (".mp3", ".m4a", ".opus", ".ogg")

_FENCE = "---"
# No machine stands for a person who answers for the words (DESIGN section 6).
_MACHINE = re.compile(r"\b(?:google|chatgpt|gpt|bing|deepl|ai|bot|máy|tự động|dịch máy|translate)\b", re.IGNORECASE)


class Recording(Model):
    """A file in the guide's folder on which somebody reads a page.

    `transcript` is what is said, where it is not the text of the page itself.
    """

    file: str = Field(pattern=r"^[a-z0-9][a-z0-9/-]*\.(?:mp3|m4a|opus|ogg)$")
    speaker: str = Field(min_length=3, max_length=80)
    recorded_on: date
    transcript: str | None = None


class Translation(Model):
    """That a page is another one in another language, by somebody who answers for it.

    `tag` is the language as BCP 47 has it: hmn for Mông, tyz for Tày, ium for Dao; `page` the Vietnamese page's file.
    """

    tag: str = Field(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
    name: str = Field(min_length=3, max_length=40)
    page: str = Field(pattern=r"^[a-z0-9/-]+\.md$")
    translator: str = Field(min_length=3, max_length=80)
    translated_on: date

    @field_validator("translator")
    @classmethod
    def _is_a_person(cls, value: str) -> str:
        if _MACHINE.search(value):
            raise ValueError("phải ghi tên người dịch; không dùng máy dịch")
        return value


class FrontMatter(Model):
    """What stands between the two lines of dashes on top of a page.

    `sources` are ids of facts that the page rests on without quoting them by an expression; `related` are files
    of pages that a reader may want next. `source_note` is switched off where the page itself is the list of
    sources, `terms_note` where it explains its words anyway. `step` is the page's place on the way from the first
    question to a page on the web.
    """

    title: str = Field(min_length=3, max_length=70)
    description: str = Field(min_length=20, max_length=200)
    sources: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    step: int | None = Field(default=None, ge=1, le=20)
    recording: Recording | None = None
    translation: Translation | None = None
    source_note: bool = True
    terms_note: bool = True


@lru_cache(maxsize=512)
def split_front_matter(text: str, file: str) -> tuple[FrontMatter, str, int]:
    """Split a page into its front matter, its body, and the number of lines before the body.

    UserError says which key is missing, unknown or wrong, with its line.
    """
    lines = text.split("\n")
    if lines[0].strip() != _FENCE or _FENCE not in (line.strip() for line in lines[1:]):
        raise UserError(
            Diagnostic(
                "guide.front-matter",
                Origin(file, 1),
                "Trang thiếu phần đầu với title và description.",
                "Mở trang bằng dòng “---”, ghi title: và description:, rồi đóng bằng dòng “---”.",
            )
        )
    end = next(number for number, line in enumerate(lines[1:], start=1) if line.strip() == _FENCE)
    header = "\n".join(lines[1:end])
    try:
        values = yaml.safe_load(header) or {}
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        raise UserError(
            Diagnostic(
                "guide.front-matter",
                Origin(file, line),
                "Phần đầu trang viết sai cú pháp.",
                "Giá trị có dấu hai chấm thì đặt trong ngoặc kép.",
            )
        ) from None
    if not isinstance(values, dict):
        values = {}
    try:
        front = FrontMatter.model_validate(values)
    except ValidationError as error:
        raise UserError(_front_matter_problems(error, lines[:end], file)) from None
    return front, "\n".join(lines[end + 1 :]), end + 1


def _front_matter_problems(error: ValidationError, lines: list[str], file: str) -> list[Diagnostic]:
    found = []
    for problem in error.errors():
        key = str(problem["loc"][0])
        line = next((n for n, text in enumerate(lines, start=1) if text.startswith(f"{key}:")), 1)
        if problem["type"] == "extra_forbidden":
            near = nearest(key, FrontMatter.model_fields)
            hint = f"Có phải “{near}” không?" if near else f"Các mục dùng được: {', '.join(FrontMatter.model_fields)}."
            message = f"Phần đầu trang có mục lạ “{key}”."
        elif problem["type"] == "missing":
            name = ".".join(map(str, problem["loc"]))
            message, hint = f"Phần đầu trang thiếu mục “{name}”.", f"Thêm dòng “{problem['loc'][-1]}: …”."
        elif problem["type"] in ("string_too_short", "string_too_long"):
            limits = problem.get("ctx", {})
            size = limits.get("min_length") or limits.get("max_length")
            word = "ngắn" if problem["type"] == "string_too_short" else "dài"
            message, hint = f"Mục “{key}” quá {word} (mốc {size} ký tự).", "Viết lại cho vừa."
        elif problem["type"] == "value_error":
            message, hint = f"Mục “{key}”: {problem['ctx']['error']}.", "Sửa lại mục này."
        else:
            message, hint = f"Mục “{key}” có giá trị không hợp lệ.", "Xem một trang khác làm mẫu."
        found.append(Diagnostic("guide.front-matter", Origin(file, line, key), message, hint))
    return found
