"""MkDocs' warnings reach an editor in Vietnamese, with the line of the page."""

from __future__ import annotations

import pytest

from generator.guide.mkdocs_messages import explain, spoken

PAGES = {"id-vn.md": "một\nhai [ba](khong-co.md)\n[bốn](sau-2-nam.md#khong-co)\n[năm](#khong-co)\n"}


@pytest.mark.parametrize(
    ("message", "file", "line", "rule", "words"),
    [
        (
            "Doc file 'id-vn.md' contains a link 'khong-co.md', but the target is not found among documentation "
            "files. Did you mean 'co.md'?",
            "content/guide/id-vn.md",
            2,
            "guide.link",
            ["khong-co.md", "Có phải “co.md” không?"],
        ),
        (
            "Doc file 'id-vn.md' contains a link 'sau-2-nam.md#khong-co', but the doc 'sau-2-nam.md' does not "
            "contain an anchor '#khong-co'.",
            "content/guide/id-vn.md",
            3,
            "guide.anchor",
            ["mục không có"],
        ),
        (
            "Doc file 'id-vn.md' contains a link '#khong-co', but there is no such anchor on this page.",
            "content/guide/id-vn.md",
            4,
            "guide.anchor",
            ["#khong-co"],
        ),
        (
            "Doc file 'id-vn.md' contains a link '#xa', but there is no such anchor on this page.",
            "content/guide/id-vn.md",
            0,
            "guide.anchor",
            ["#xa"],
        ),
        (
            "Doc file 'id-vn.md' contains an absolute link '/xa/', it was left as is.",
            "content/guide/id-vn.md",
            0,
            "guide.absolute-link",
            ["gạch chéo"],
        ),
        (
            'The following pages exist in the docs directory, but are not included in the "nav" configuration:\n'
            "  - moi.md",
            "content/guide/moi.md",
            0,
            "guide.not-in-navigation",
            ["mkdocs.yml"],
        ),
        (
            "A reference to 'cu.md' is included in the 'nav' configuration, which is not found in the "
            "documentation files.",
            "mkdocs.yml",
            0,
            "guide.navigation",
            ["cu.md"],
        ),
        ("Something new", "mkdocs.yml", 0, "guide.mkdocs", ["Something new"]),
    ],
)
def test_a_warning_becomes_a_diagnostic(message: str, file: str, line: int, rule: str, words: list[str]) -> None:
    (found,) = explain(message, PAGES)
    assert (found.origin.file, found.origin.line, found.rule) == (file, line, rule)
    assert all(word in str(found) for word in words), str(found)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Building documentation...", "Đang dựng…"),
        ("Building documentation to directory: /tmp/x", None),
        ("Serving on http://127.0.0.1:8000/", "Xem thử tại http://127.0.0.1:8000/ (dừng: Ctrl+C)."),
        ("Documentation built in 1.20 seconds", None),
        ("content/guide/a.md, dòng 3: sai", "content/guide/a.md, dòng 3: sai"),
    ],
)
def test_the_preview_says_what_helps_an_editor(message: str, words: str | None) -> None:
    assert spoken(message, PAGES) == words


def test_the_preview_explains_a_dead_link() -> None:
    message = "Doc file 'id-vn.md' contains a link 'khong-co.md', but the target is not found."
    assert spoken(message, PAGES) == str(explain(message, PAGES)[0])
