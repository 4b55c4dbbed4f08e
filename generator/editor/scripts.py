"""The scripts of the editor that are the same for every kind of site: modules of themes/editor, vendored libraries."""

from __future__ import annotations

from pathlib import Path

from generator.editor.bundle import joined_modules

FOLDER = "themes/editor"
VENDOR = "assets/vendor"


def modules(root: Path) -> dict[str, str]:
    """Return the sources of all modules by file name."""
    files = sorted((root / FOLDER / "engine").glob("*.js")) + sorted((root / FOLDER / "page").glob("*.js"))
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def editor_engine(root: Path) -> str:
    """Return the engine alone, which ends in the constant ENGINE; BundleError when modules do not fit."""
    return joined_modules(modules(root), "engine.js")


def names_script(root: Path, lists: str, rules: str) -> str:
    """Return the script that tells which names mislead, from lists and the rules that read them."""
    frame = (root / FOLDER / "names-frame.js").read_text(encoding="utf-8")
    return f"(()=>{{const rules={lists};{rules}{frame}}})();\n"


def vendored(root: Path, name: str) -> str:
    """Return a vendored library."""
    return (root / VENDOR / f"{name}.min.js").read_text(encoding="utf-8")


def page_script(root: Path) -> str:
    """Return the script of the page: the engine and the form as one function."""
    return f"(()=>{{{joined_modules(modules(root), 'app.js')}}})();\n"
