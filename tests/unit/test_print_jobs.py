"""Jobs are drawn as they are needed, so that a province's sheets never wait in memory all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pytest

from generator.print import jobs
from generator.print.jobs import Job, made


def job(number: int) -> Job:
    return Job(str(number), "kind", (str(number),), partial(str.encode, str(number)), (), alike=str(number % 3))


def remembering(kept: dict[str, bytes]) -> Callable[[str, Iterable[str | bytes], Callable[[], bytes]], bytes]:
    def memo(kind: str, ingredients: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
        (name,) = ingredients
        assert isinstance(name, str)
        if name not in kept:
            kept[name] = make()
        return kept[name]

    return memo


def test_jobs_are_drawn_two_windows_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_WINDOW", 3)
    drawn: list[int] = []

    def many() -> Iterator[Job]:
        for number in range(100):
            drawn.append(number)
            yield job(number)

    results = made(many(), remembering({}))
    assert next(results) == b"0" and len(drawn) <= 9
    assert list(results) == [str(number).encode() for number in range(1, 100)]


def test_what_is_kept_and_what_is_made_come_in_order_also_over_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_WINDOW", 60)
    kept = {str(number): f"kept {number}".encode() for number in range(0, 130, 7)}
    expected = [kept.get(str(number), str(number).encode()) for number in range(130)]
    assert list(made(map(job, range(130)), remembering(kept))) == expected
