"""Kept results: made once, made again when an ingredient changes, never a reason to fail."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from generator.cache import Addition, Cache, fingerprint


def test_a_result_is_made_once_and_again_when_an_ingredient_changes(tmp_path: Path) -> None:
    made: list[str] = []

    def make(text: str) -> bytes:
        made.append(text)
        return text.encode()

    for ingredient in ("a", "a", "b"):
        with Cache(tmp_path / "c" / "cache.sqlite") as cache:
            assert cache.memo("kind", [ingredient], partial(make, ingredient)) == ingredient.encode()
    assert made == ["a", "b"]


def test_ingredients_are_kept_apart() -> None:
    assert fingerprint("k", ["ab", "c"]) != fingerprint("k", ["a", "bc"])
    assert fingerprint("k", ["a"]) != fingerprint("l", ["a"])


def test_a_damaged_file_is_an_empty_cache(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    file.write_bytes(b"not a database, but long enough to be taken for one" * 100)
    with Cache(file) as cache:
        assert cache.get("x") is None
        cache.put("x", b"1")
    with Cache(file) as cache:
        assert cache.get("x") == b"1"


def test_a_place_that_cannot_be_written_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with Cache(tmp_path / "file" / "cache.sqlite") as cache:
        cache.put("x", b"1")
        assert cache.get("x") is None


def test_what_nobody_asks_for_is_dropped(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    with Cache(file) as cache:
        cache.put("old", b"1")
        cache.put("used", b"1")
    for _ in range(25):
        with Cache(file) as cache:
            assert cache.get("used") == b"1"
    with Cache(file) as cache:
        assert cache.get("old") is None


def test_another_process_reads_what_is_kept_and_keeps_to_itself_what_it_makes(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    with Cache(file) as cache:
        cache.memo("kind", ["kept"], lambda: b"kept")
    with Cache(file) as cache:
        cache.memo("kind", ["written meanwhile"], lambda: b"x" * 1_000_000)
        addition = Addition(file)
        assert addition.memo("kind", ["kept"], lambda: b"made again") == b"kept"
        for _ in range(2):
            assert addition.memo("kind", ["new"], lambda: b"new") == b"new"
        assert addition.made == {fingerprint("kind", ["new"]): b"new"}
    assert Addition(file).memo("kind", ["new"], lambda: b"not there") == b"not there"


def test_what_cannot_be_read_is_made(tmp_path: Path) -> None:
    (tmp_path / "damaged").write_bytes(b"not a database, but long enough to be taken for one" * 100)
    for file in (tmp_path / "damaged", tmp_path / "none"):
        assert Addition(file).memo("kind", ["a"], lambda: b"made") == b"made"
    assert not (tmp_path / "none").exists()
