"""The house as DESIGN section 2 draws it: imports go down, each engine has one importer, the README is true."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "generator"

FLOORS = (
    {"cache", "cli_words", "clock", "diagnostics", "plan", "receipts", "spoken", "text"},
    {"model", "eligibility", "geography", "naming", "permalink", "tokens"},
    {"loading", "qr", "decoding", "rendering", "artifact", "office"},
    {"codes", "pages", "guide", "print", "speech", "starter", "editor", "staging", "search"},
    {"checks", "printshop"},
    {"kept"},
    {"ahead"},
    {"writing", "handover"},
    {"build"},
    {"mkdocs_plugin"},
    {"cli_starter", "cli_place", "cli_codes"},
    {"cli"},
    {"__main__"},
)
ENGINES = {
    "confusable_homoglyphs": "naming",
    "mkdocs": "mkdocs_plugin",
    "zxingcpp": "decoding",
    "cv2": "decoding",
    "resvg_py": "decoding",
    "qrcode": "qr",
    "typst": "print",
    "pypdfium2": "print",
    "pikepdf": "print",
    "pagefind": "search",
    "docx": "office",
    "markdown_it": "starter",
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def floor_of(module: str) -> int:
    return next(height for height, names in enumerate(FLOORS) if module in names)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imported_modules(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_never_point_up(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        return
    here = room(path)
    for name in imported_modules(path):
        parts = name.split(".")
        if parts[0] != "generator" or len(parts) < 2 or not parts[1].islower() or parts[1].startswith("__"):
            continue
        assert floor_of(parts[1]) <= floor_of(here), f"{here} stands below {parts[1]}"


@pytest.mark.parametrize(("engine", "importer"), ENGINES.items())
def test_each_engine_has_one_importer(engine: str, importer: str) -> None:
    importers = {room(path) for path in MODULES if any(n.split(".")[0] == engine for n in imported_modules(path))}
    assert importers == {importer}


@pytest.mark.parametrize("folder", ["pages", "guide", "checks", "model", "starter"])
def test_what_computes_reads_no_clock_and_no_network(folder: str) -> None:
    forbidden = {"time", "socket", "urllib.request", "http.client", "requests"}
    for path in (PACKAGE / folder).rglob("*.py"):
        assert not forbidden & imported_modules(path), path
        assert not re.search(r"\b(date\.today|datetime\.now|utcnow)\(", path.read_text(encoding="utf-8")), path


def test_tree_in_the_readme_is_the_tree_in_the_repository() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    tree = next(block for block in readme.split("```") if "\ncontent/ " in block)
    named: set[str] = set()
    folder = ""
    for line in tree.strip().splitlines():
        if line.startswith("README.md"):
            line = line.replace("  ", " ")
        name_column = line if not line.startswith(" ") else line.strip()
        names = re.split(r"\s{2,}", name_column)[0] if "  " in name_column else name_column
        for name in names.split():
            path = f"{folder}{name}" if line.startswith(" ") else name
            named.add(path.rstrip("/"))
            assert (REPOSITORY / path).exists(), path
        if not line.startswith(" "):
            folder = f"{names.split()[0].rstrip('/')}/"
    rooms = {f"generator/{path.name}" for path in PACKAGE.iterdir() if not path.name.startswith("__")}
    assert rooms <= named, f"not in the README: {sorted(rooms - named)}"
