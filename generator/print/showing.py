"""Which parts of a sheet's words a template shows, found in its source: nothing else can change how the sheet looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.print.engine import TEMPLATES

_FUNCTION = re.compile(r"#let ([\w-]+)\(\s*sheet\b[^=]*?\) = (.*?)(?=\n#let |\Z)", re.DOTALL)
_PATH = re.compile(r"\bsheet\.([a-z][\w-]*(?:\.[a-z][\w-]*)?)")
_CALL = re.compile(r"([\w-]+)\(\s*sheet\b")
_IMPORT = re.compile(r"#import \"([\w-]+\.typ)\"")
_LOOK = "look.typ"

# What every document says of itself, and what is read aloud: in the file, not on the paper.
_OF_THE_FILE = ("title", "description", "keywords", "bookmark")
_NOT_SEEN = {*_OF_THE_FILE, "bookmarks", "serial", "code.alt"}


@dataclass(frozen=True)
class Showing:
    """The templates of a project; `root` is the folder with themes/."""

    root: Path

    def parts(self, template: str, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the parts of a sheet's words that can be seen on it, sorted: "groups", "short.whom".

        Its serial is not among them, for it tells of all the others.
        """
        return tuple(sorted(set(self._resolved(template, values)) - _NOT_SEEN))

    def of(self, template: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return those values that a template names, and no more."""
        shown: dict[str, Any] = {name: values[name] for name in _OF_THE_FILE if name in values}
        for path in self._resolved(template, values):
            name, _, inner = path.partition(".")
            if not inner:
                shown[name] = values[name]
            elif shown.get(name) is not values[name]:
                shown.setdefault(name, {})[inner] = values[name][inner]
        return shown

    def _resolved(self, template: str, values: Mapping[str, Any]) -> Iterable[str]:
        """Yield the paths that are parts of the words: "groups" for "groups.map", "short.whom" as it is."""
        for path in self._paths(template):
            name, _, inner = path.partition(".")
            if name in values:
                yield path if inner and isinstance(values[name], dict) and inner in values[name] else name

    @cached_property
    def _known(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _paths(self, template: str) -> tuple[str, ...]:
        if template not in self._known:
            self._known[template] = tuple(sorted(self._named_in(f"{template}.typ")))
        return self._known[template]

    def _named_in(self, file: str) -> set[str]:
        """Return what the sources of a template name.

        What the template imports counts as a whole, but of look.typ, which all templates share, only the functions
        that are given the sheet.
        """
        functions = dict(_FUNCTION.findall(self._source(_LOOK)))
        found: set[str] = set()
        done: set[str] = set()
        waiting = [file]
        while waiting:
            name = waiting.pop()
            done.add(name)
            text = functions[name] if name in functions else self._source(name)
            found |= set(_PATH.findall(text))
            needed = (set(_CALL.findall(text)) & functions.keys()) | (set(_IMPORT.findall(text)) - {_LOOK})
            waiting += sorted(needed - done)
        return found

    def _source(self, name: str) -> str:
        return (self.root / TEMPLATES / name).read_text(encoding="utf-8")


def value_at(values: Mapping[str, Any], path: str) -> object:
    """Return a part of a sheet's words: "cost", or "short.reason"."""
    name, _, inner = path.partition(".")
    return values[name][inner] if inner else values[name]
