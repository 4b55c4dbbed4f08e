"""How long answers may be: one name for every length, so that the same thing has the same room on every page."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import Field

T = TypeVar("T")

Name = Annotated[str, Field(min_length=1, max_length=80)]
Title = Annotated[str, Field(min_length=1, max_length=120)]
Short = Annotated[str, Field(max_length=80)]
Line = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=3000)]
Slug = Annotated[str, Field(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=80)]
Money = Annotated[int, Field(ge=0, le=100_000_000_000)]

Few = Annotated[tuple[T, ...], Field(max_length=20)]
Some = Annotated[tuple[T, ...], Field(max_length=40)]
Many = Annotated[tuple[T, ...], Field(max_length=60)]
