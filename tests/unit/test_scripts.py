"""Scripts run on old phones and in the browsers inside Zalo and Facebook: nothing newer than ES2018, no strangers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Optional chaining and nullish values (2020), private fields, logical assignment, methods since ES2019.
TOO_NEW = re.compile(
    r"\?\.[a-z(\[]|\?\?|\|\|=|&&=|\.at\(|\.replaceAll\(|\.flat\(|\.flatMap\(|Object\.fromEntries|structuredClone|\bclass\s+\w+\s*\{"
)
STRANGERS = re.compile(r"document\.cookie|sessionStorage|indexedDB|XMLHttpRequest|navigator\.sendBeacon|\beval\(")


def scripts() -> list[tuple[str, str]]:
    """Return every script of the themes by file, those inside templates too."""
    files = [*(REPOSITORY / "themes" / "landing").glob("*.js")]
    found = [(file.name, file.read_text(encoding="utf-8")) for file in files]
    for page in [
        *(REPOSITORY / "themes" / "guide").rglob("*.html"),
        *(REPOSITORY / "themes" / "landing").rglob("*.html"),
    ]:
        found += [(page.name, script) for script in _INLINE.findall(page.read_text(encoding="utf-8"))]
    return found


@pytest.mark.parametrize(
    ("file", "script"), scripts(), ids=lambda value: value if value.endswith((".js", ".html")) else ""
)
def test_a_script_is_old_enough_and_keeps_nothing(file: str, script: str) -> None:
    code = "\n".join(line for line in script.splitlines() if not line.strip().startswith("//"))
    assert not TOO_NEW.findall(code)
    assert not STRANGERS.findall(code)
    assert file in ("search.js", "search-box.html") or "localStorage" not in code
