"""The forms of answers as plain data, read from the models themselves, so that no limit is written twice.

A form is an object of fields by name. A field has a `type` (text, int, bool, date, choice, list, record) and, where the
model says so: `least` and `most` (letters, numbers or items), `pattern`, `check` (a rule of the models by name), `of`
(the form of a record or of the items of a list), `item` (the field of plain items), `values`, `default`, `optional`.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

Form = dict[str, dict[str, Any]]

_LIMITS = ((MinLen, "least", "min_length"), (MaxLen, "most", "max_length"), (Ge, "least", "ge"), (Le, "most", "le"))
_PLAIN = {str: "text", int: "int", bool: "bool", date: "date"}


def forms_of(model: type[BaseModel]) -> dict[str, Form]:
    """Return the form of a model and of every model inside, by class name. TypeError for a strange field."""
    forms: dict[str, Form] = {}
    waiting = [model]
    while waiting:
        current = waiting.pop()
        if current.__name__ in forms:
            continue
        form = forms[current.__name__] = {}
        for name, info in current.model_fields.items():
            if name != "origin":
                form[name] = _field(info, waiting)
    return forms


def _field(info: FieldInfo, waiting: list[type[BaseModel]]) -> dict[str, Any]:
    field = _typed(info.annotation, info.metadata, waiting)
    if info.default is PydanticUndefined:
        field["required"] = True
    elif isinstance(info.default, BaseModel):
        field["default"] = info.default.model_dump(mode="json", exclude_defaults=True)
    elif isinstance(info.default, StrEnum):
        field["default"] = info.default.value
    elif info.default not in (None, "", ()):
        field["default"] = info.default
    elif isinstance(info.default, bool):
        field["default"] = False
    return field


def _typed(annotation: Any, metadata: Iterable[Any], waiting: list[type[BaseModel]]) -> dict[str, Any]:
    field: dict[str, Any] = {}
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            metadata = [*metadata, *_unwrapped(more)]
        elif get_origin(annotation) in (Union, types.UnionType):
            options = [option for option in get_args(annotation) if option is not type(None)]
            annotation = options[0]
            field["optional"] = True
        else:
            break
    if get_origin(annotation) is tuple:
        field["type"] = "list"
        item = _typed(get_args(annotation)[0], (), waiting)
        field |= {"of": item["of"]} if item["type"] == "record" else {"item": item}
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        waiting.append(annotation)
        field |= {"type": "record", "of": annotation.__name__}
    elif isinstance(annotation, type) and issubclass(annotation, StrEnum):
        field |= {"type": "choice", "values": [member.value for member in annotation]}
    elif annotation in _PLAIN:
        field["type"] = _PLAIN[annotation]
    else:
        raise TypeError(f"no field for {annotation}")
    return field | _limits(metadata)


def _unwrapped(metadata: Iterable[Any]) -> list[Any]:
    return [part for item in metadata for part in (item.metadata if isinstance(item, FieldInfo) else [item])]


def _limits(metadata: Iterable[Any]) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    for item in metadata:
        for kind, name, attribute in _LIMITS:
            if isinstance(item, kind):
                limits[name] = getattr(item, attribute)
        if isinstance(item, AfterValidator):
            limits["check"] = getattr(item.func, "__name__", "").removeprefix("_check_")
        if pattern := getattr(item, "pattern", None):
            limits["pattern"] = pattern
    return limits
