"""Nothing changed: the kept answer. Anything changed, in the project or in the output: the work is done."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Origin, Severity, UserError
from generator.plan import MANIFEST
from generator.receipts import Receipt, kept_or_made, manifest_hash

WARNING = Diagnostic("guide.long", Origin("content/guide/a.md", 3, "title", "B"), "Dài.", "Cắt.", Severity.WARNING)


class Builder:
    """A build of two files that counts how often it was asked."""

    def __init__(self, root: Path) -> None:
        self.root, self.out, self.runs = root, root / "dist", 0

    def make(self) -> Receipt:
        self.runs += 1
        files = {"site/index.html": b"start", "site/ma.svg": b"<svg/>"}
        listed = {}
        for path, content in files.items():
            (self.out / path).parent.mkdir(parents=True, exist_ok=True)
            (self.out / path).write_bytes(content)
            listed[path] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        (self.out / MANIFEST).write_text(json.dumps({"files": listed}), encoding="utf-8")
        return Receipt(1, 2, (WARNING,), manifest_hash(self.out))

    def ask(self, *settings: str) -> Receipt:
        return kept_or_made(self.root, settings or ("build",), self.make, self.out)


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    for name in ("content/data/project.yml", "themes/landing/style.css", "assets/tokens.json", "mkdocs.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("old", encoding="utf-8")
    return Builder(tmp_path)


def test_the_second_answer_is_the_kept_one_with_all_its_findings(builder: Builder) -> None:
    first, second = builder.ask(), builder.ask()
    assert builder.runs == 1
    assert second == first
    assert second.findings[0].origin.letter == "B"


@pytest.mark.parametrize("name", ["content/data/project.yml", "themes/landing/style.css", "assets/tokens.json"])
def test_a_changed_a_new_and_a_missing_file_are_noticed(builder: Builder, name: str) -> None:
    builder.ask()
    (builder.root / name).write_text("new", encoding="utf-8")
    builder.ask()
    (builder.root / name).with_name("more.txt").write_text("", encoding="utf-8")
    builder.ask()
    (builder.root / name).unlink()
    builder.ask()
    assert builder.runs == 4


def test_a_day_or_a_part_more_is_another_build(builder: Builder) -> None:
    for settings in (("build", "2026-12-31"), ("build", "2027-01-01"), ("build", "2027-01-01", "print")):
        builder.ask(*settings)
    assert builder.runs == 3


@pytest.mark.parametrize("harm", ["changed", "same-size", "gone", "more", "manifest", "folder"])
def test_a_damaged_output_is_made_again(builder: Builder, harm: str) -> None:
    builder.ask()
    page = builder.out / "site" / "index.html"
    if harm == "changed":
        page.write_bytes(b"started")
    elif harm == "same-size":
        page.write_bytes(b"stair")
    elif harm == "gone":
        page.unlink()
    elif harm == "more":
        page.with_name("stray.html").write_bytes(b"")
    elif harm == "manifest":
        (builder.out / MANIFEST).write_text('{"files": {}}', encoding="utf-8")
    else:
        builder.out.rename(builder.out.with_name("elsewhere"))
    builder.ask()
    assert builder.runs == 2


def test_a_mistake_is_told_again_and_never_kept(builder: Builder) -> None:
    def fail() -> Receipt:
        builder.runs += 1
        raise UserError(WARNING)

    for _ in range(2):
        with pytest.raises(UserError):
            kept_or_made(builder.root, ("build",), fail)
    assert builder.runs == 2


def test_what_changed_while_it_was_built_is_not_kept(builder: Builder) -> None:
    def change_and_make() -> Receipt:
        (builder.root / "mkdocs.yml").write_text(str(builder.runs), encoding="utf-8")
        return builder.make()

    kept_or_made(builder.root, ("build",), change_and_make, builder.out)
    (builder.root / "mkdocs.yml").write_text("old", encoding="utf-8")
    builder.ask()
    assert builder.runs == 2


def test_asking_for_the_kept_answer_does_not_age_other_results(builder: Builder) -> None:
    from generator.cache import Cache
    from generator.plan import CACHE_FILE

    with Cache(builder.root / CACHE_FILE) as cache:
        cache.put("slow", b"1")
    for _ in range(25):
        builder.ask()
    with Cache(builder.root / CACHE_FILE) as cache:
        assert cache.get("slow") == b"1"
