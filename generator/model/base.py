"""What every record shares: it never changes, admits no unknown key, and knows where it was written."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from generator.diagnostics import Origin

NOWHERE = Origin("")


class Model(BaseModel):
    """A frozen value without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, arbitrary_types_allowed=True)


class Record(Model):
    """A value that was read from a file and keeps the place where it stands."""

    origin: Origin = Field(default=NOWHERE, exclude=True, repr=False)
