"""Words that not everybody knows, in plain Vietnamese."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from generator.model.base import Model, Record


class Term(Record):
    """A word with its meaning in one or two plain sentences.

    `also` are other ways to write or say it. `page` is the file of the guide that says more. A term with
    `common` is known to most readers: it stands in the glossary, but pages do not explain it again.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    term: str
    also: tuple[str, ...] = ()
    meaning: str
    page: str | None = Field(default=None, pattern=r"^[a-z0-9-]+\.md$")
    common: bool = False
    facts: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return every way in which the term is written."""
        return (self.term, *self.also)


class ProperName(Model):
    """A name that needs no explanation where it is used: a product, a company, a place."""

    name: str
    reason: str


class Glossary(Record):
    """Everything of glossary.yml."""

    version: int = 1
    terms: tuple[Term, ...] = ()
    names: tuple[ProperName, ...] = ()

    @cached_property
    def term_by_id(self) -> dict[str, Term]:
        """Terms by id."""
        return {term.id: term for term in self.terms}
