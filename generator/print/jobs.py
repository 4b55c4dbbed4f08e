"""Many slow results at once: those that are kept are taken, the others are made on all cores."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby, islice
from multiprocessing import get_context

from generator.cache import Memo
from generator.diagnostics import Origin

# Starting a process takes about a second, as long as 30 sheets.
_WORTH_PROCESSES = 48
# Jobs of one window are sorted so that those alike are made one after another: the first of a kind takes twice as
# long. A window's results wait for each other, so it bounds the memory: 800 sheets of 40 kB.
_WINDOW = 800
_BATCH = 40  # jobs that go to a process at once: sent one by one, they cost as much as a tenth of a sheet


@dataclass(frozen=True)
class Job:
    """One file to make: where it goes, everything it depends on, and how it is made.

    Jobs `alike` are quicker when one process makes them one after another.
    """

    path: str
    kind: str
    ingredients: tuple[str, ...]
    make: Callable[[], bytes]
    sources: tuple[Origin, ...]
    alike: str = ""


class _NotKept(Exception):  # noqa: N818 - a signal, not an error
    """The memo asked for a result to be made."""


def kept(job: Job, memo: Memo) -> bytes | None:
    """Return the result of a job that the memo has, or None."""
    try:
        return memo(job.kind, job.ingredients, _raise_not_kept)
    except _NotKept:
        return None


def made(jobs: Iterable[Job], memo: Memo) -> Iterator[bytes]:
    """Yield the results of jobs in their order; the memo is only used from the calling process.

    Many missing results are made by one process a core, so `make` must be a function that can be sent to one. Jobs
    are drawn from `jobs` as they are needed, two windows ahead of what was yielded.
    """
    stream = iter(jobs)
    windows = (window for window in iter(lambda: list(islice(stream, _WINDOW)), []))
    with closing(_Workers()) as workers:
        waiting = deque(_start(window, memo, workers) for window in islice(windows, 2))
        while waiting:
            started = waiting.popleft()
            new = started.results()
            if (following := next(windows, None)) is not None:
                waiting.append(_start(following, memo, workers))
            for number, job in enumerate(started.jobs):
                result = started.kept.pop(number, None)
                if result is None:
                    fresh = new.pop(number)
                    result = memo(job.kind, job.ingredients, lambda fresh=fresh: fresh)  # type: ignore[misc]
                yield result


class _Workers:
    """One process a core, started when there is enough to do."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def send(self, makers: Sequence[Callable[[], bytes]]) -> Future[list[bytes]]:
        """Have results made by one of them, one after another."""
        if self._pool is None:
            # Spawned, not forked: a fork copies locks that another thread holds, and Windows has no fork.
            self._pool = ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"), initializer=_settle)
        return self._pool.submit(_make_all, makers)

    @property
    def are_there(self) -> bool:
        """Tell whether they were started."""
        return self._pool is not None

    def close(self) -> None:
        """Send them home; what nobody waits for any more is not begun."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _settle() -> None:
    # Measured: a process that has a core to itself works an eighth longer with threads of Typst's beside it.
    os.environ.setdefault("RAYON_NUM_THREADS", "1")


@dataclass(frozen=True)
class _Started:
    """A window of jobs on their way: what was kept, and batches of what is being made, by position."""

    jobs: Sequence[Job]
    kept: dict[int, bytes]
    batches: Sequence[tuple[Sequence[int], Future[list[bytes]]]]

    def results(self) -> dict[int, bytes]:
        """Wait for what is being made."""
        return {
            position: content
            for batch, future in self.batches
            for position, content in zip(batch, future.result(), strict=True)
        }


def _start(jobs: Sequence[Job], memo: Memo, workers: _Workers) -> _Started:
    found = {number: result for number, job in enumerate(jobs) if (result := kept(job, memo)) is not None}
    missing = sorted(set(range(len(jobs))) - set(found), key=lambda number: (jobs[number].alike, number))
    if len(missing) < _WORTH_PROCESSES and not workers.are_there:
        batches = [([number], _now(jobs[number].make)) for number in sorted(missing)]
        return _Started(jobs, found, batches)
    batches = []
    for _, alike in groupby(missing, key=lambda number: jobs[number].alike):
        while batch := list(islice(alike, _BATCH)):
            batches.append((batch, workers.send([jobs[number].make for number in batch])))
    return _Started(jobs, found, batches)


def _now(make: Callable[[], bytes]) -> Future[list[bytes]]:
    done: Future[list[bytes]] = Future()
    done.set_result([make()])
    return done


def _make_all(makers: Sequence[Callable[[], bytes]]) -> list[bytes]:
    return [make() for make in makers]


def _raise_not_kept() -> bytes:
    raise _NotKept
