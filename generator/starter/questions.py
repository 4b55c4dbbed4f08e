"""The questions of the editor: words in content/starter/questions/<kind>.yml, limits from the answers' models.

A look's starter.yml says which steps it asks, in its order; a question that leads to no field is an error.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Field

from generator.diagnostics import Diagnostic, Findings, Origin, UserError
from generator.loading.binding import bind_tree
from generator.loading.files import read_file
from generator.loading.yaml_source import SIZE_LIMIT, read_yaml
from generator.model.base import Record
from generator.starter.answers import KINDS
from generator.starter.looks import LookFolder

FOLDER = "content/starter/questions"

Input = Literal[
    "text",
    "long",
    "money",
    "number",
    "phone",
    "url",
    "email",
    "photo",
    "photos",
    "date",
    "month",
    "time",
    "choice",
    "yes",
    "list",
    "group",
    "words",
    "post",
    "bank",
    "look",
    "palette",
]


class Choice(Record):
    """One of several answers."""

    value: str
    label: str


class Question(Record):
    """One question; `field` is a path in the answers, below the field of the list or group that holds it."""

    field: str
    input: Input
    label: str = Field(min_length=1, max_length=60)
    help: str = Field(default="", max_length=160)
    example: str = Field(default="", max_length=80)
    choices: tuple[Choice, ...] = ()
    questions: tuple[Question, ...] = ()


class Step(Record):
    """A screen of questions."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(min_length=1, max_length=60)
    questions: tuple[Question, ...] = Field(min_length=1)


class Questions(Record):
    """All steps of a kind."""

    steps: tuple[Step, ...] = Field(min_length=1)


@lru_cache(maxsize=8)
def load_questions(root: Path, kind: str) -> Questions:
    """Return the questions of a kind; UserError when the file cannot be read or a field does not exist."""
    name = f"{FOLDER}/{kind}.yml"
    findings = Findings()
    file = read_file(root, name, SIZE_LIMIT, findings)
    node = read_yaml(file, findings) if file else None
    questions = bind_tree(Questions, node, name, findings) if node else None
    if isinstance(questions, Questions):
        for step in questions.steps:
            _check(step.questions, KINDS[kind], findings)
    findings.raise_errors()
    if not isinstance(questions, Questions):
        raise UserError(Diagnostic("starter.questions", Origin(name), "Không đọc được tệp này."))
    return questions


def steps_of(look: LookFolder) -> tuple[Step, ...]:
    """Return the steps that a look asks for, in its order; UserError when it names one that does not exist."""
    known = {step.id: step for step in load_questions(look.root, look.kind).steps}
    for name in look.file.steps:
        if name not in known:
            origin = look.file.origin.at("steps")
            raise UserError(Diagnostic("starter.steps", origin, f"Không có bước “{name}”.", f"Có: {', '.join(known)}."))
    return tuple(known[name] for name in look.file.steps)


def _check(questions: tuple[Question, ...], model: type[BaseModel], findings: Findings) -> None:
    for question in questions:
        found = field_at(model, question.field)
        if found is None:
            message = f"Câu hỏi “{question.label}” trỏ tới mục “{question.field}” không có trong câu trả lời."
            findings.error("starter.questions", question.origin.at("field"), message, "Xem generator/starter/answers.")
        elif question.questions and (inner := inner_model(found.annotation)) is not None:
            _check(question.questions, inner, findings)


def field_at(model: type[BaseModel], path: str) -> Any:
    """Return the field of a model at a dotted path, or None."""
    name, _, rest = path.partition(".")
    info = model.model_fields.get(name)
    if info is None or not rest:
        return info
    inner = inner_model(info.annotation)
    return field_at(inner, rest) if inner else None


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """Return the model that an annotation holds, directly, in a tuple or beside None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, types.UnionType, Annotated):
        return next((found for part in get_args(annotation) if (found := inner_model(part))), None)
    return None


def limits(model: type[BaseModel], path: str) -> dict[str, int]:
    """Return what a field allows: {"max": letters or entries}, {"most": number}, {"least": number}."""
    info = field_at(model, path)
    found: dict[str, int] = {}
    for rule in _rules(info):
        for name, key in (("max_length", "max"), ("le", "most"), ("ge", "least"), ("min_length", "min")):
            value = getattr(rule, name, None)
            if isinstance(value, int):
                found[key] = value
    return found


def _rules(info: Any) -> Iterator[Any]:
    if info is None:
        return
    yield from info.metadata
    yield from _rules_in(info.annotation)


def _rules_in(annotation: Any) -> Iterator[Any]:
    for part in (annotation, *(get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else ())):
        if get_origin(part) is Annotated:
            for rule in get_args(part)[1:]:
                yield from getattr(rule, "metadata", (rule,))


def step_view(step: Step, kind: str) -> dict[str, Any]:
    """Return a step as plain JSON for the editor, with the limits of every field."""
    return {"id": step.id, "title": step.title, "questions": _questions_view(step.questions, KINDS[kind])}


def _questions_view(questions: tuple[Question, ...], model: type[BaseModel]) -> list[dict[str, Any]]:
    shown = []
    for question in questions:
        inner = inner_model(getattr(field_at(model, question.field), "annotation", None))
        shown.append(
            {
                "field": question.field,
                "input": question.input,
                "label": question.label,
                "help": question.help,
                "example": question.example,
                "choices": [{"value": choice.value, "label": choice.label} for choice in question.choices],
                "limits": limits(model, question.field),
                "questions": _questions_view(question.questions, inner) if inner else [],
            }
        )
    return shown
