"""A small project with the real guide, for tests of what MkDocs makes of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from tests.project_factory import LOCK, PERMALINKS, REPOSITORY, make_project

_REAL_FILES = (
    "facts.yml",
    "registrars.yml",
    "programme.yml",
    "project.yml",
    "legal.yml",
    "glossary.yml",
    "questions.yml",
    "events.yml",
)


# This small province hands out no starter sites, which take seconds to build; its guide leads to no page about them.
_STARTER_LINK = re.compile(r'\{\{ link\("(?:trang-mau|tao-trang)/index\.html"\) \}\}')


def make_guide_project(folder: Path, overrides: Mapping[str, str | bytes | None] = {}) -> Path:
    """Write a project with the real guide, themes, facts and registrars, but only four communes and three schools."""
    places = [row for row in PERMALINKS.splitlines(keepends=True) if ",signup," not in row]
    real_rows = (REPOSITORY / "content/data/permalinks.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    signups = [row for row in real_rows if ",signup," in row]
    locked = [line for line in LOCK.splitlines(keepends=True) if " signup " not in line]
    locked += [" ".join(row.split(",")[:3]) + "\n" for row in signups]
    real = {
        f"content/data/{name}": (REPOSITORY / "content/data" / name).read_text(encoding="utf-8") for name in _REAL_FILES
    }
    own = {
        "content/data/permalinks.csv": "".join(places + signups),
        "content/data/permalinks.lock": "".join(locked),
        "mkdocs.yml": (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"),
    }
    for part in ("themes", "assets", "content/guide", "content/print", "content/speech"):
        shutil.copytree(REPOSITORY / part, folder / part)
    for page in (folder / "content/guide").glob("*.md"):
        page.write_text(_STARTER_LINK.sub("lien-he.md", page.read_text(encoding="utf-8")), encoding="utf-8")
    return make_project(folder, {**real, **own, **overrides})


def keep_sheets(project: Path, ids: Collection[str]) -> None:
    """Leave some of the sheets and pictures of a project, by id: a build of all takes minutes."""
    file = project / "content/print/sheets.yml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    found = [(line, re.match(r"\s*- \{id: ([a-z0-9-]+),", line)) for line in lines]
    file.write_text("".join(line for line, entry in found if not entry or entry[1] in ids), encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
