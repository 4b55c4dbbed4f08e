"""What every record shares: it never changes, admits no unknown key, and knows where it was written."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field

from generator.diagnostics import Origin

NOWHERE = Origin("")


class Model(BaseModel):
    """A frozen value without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, arbitrary_types_allowed=True)


class Record(Model):
    """A value that was read from a file and keeps the place where it stands."""

    origin: Origin = Field(default=NOWHERE, exclude=True, repr=False)


def written_form(model: Model) -> str:
    """Return all that a value says, with the places where its parts were written: equal only for equal records."""
    return f"{model.model_dump_json()}{[str(origin) for origin in _origins(model)]}"


def _origins(value: object) -> Iterator[Origin]:
    if isinstance(value, Record):
        yield value.origin
    if isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _origins(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _origins(item)
