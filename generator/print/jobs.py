"""Many slow results at once: those that are kept are taken, the others are made on all cores."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context

from generator.cache import Memo
from generator.diagnostics import Origin

# Starting a process takes about a second, as long as 30 sheets.
_WORTH_PROCESSES = 48
# Jobs of one window are sorted so that those alike are made one after another; a window's results wait for each
# other, so it bounds the memory: 400 sheets of 40 kB.
_WINDOW = 400
_BATCH = 20  # jobs that go to a process at once: sent one by one, they cost as much as a tenth of a sheet


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


def made(
    jobs: Sequence[Job], memo: Memo, progress: Callable[[int, int], None] = lambda done, total: None
) -> Iterator[bytes]:
    """Yield the results of jobs in their order; the memo is only used from the calling process.

    Many missing results are made by one process a core, so `make` must be a function that can be sent to one.
    """
    results = [kept(job, memo) for job in jobs]
    missing = [job for job, result in zip(jobs, results, strict=True) if result is None]
    with closing(_made_now(missing)) as new:
        for number, job in enumerate(jobs):
            result, results[number] = results[number], None
            if result is None:
                fresh = next(new)
                result = memo(job.kind, job.ingredients, lambda fresh=fresh: fresh)  # type: ignore[misc]
            progress(number + 1, len(jobs))
            yield result


def _made_now(jobs: Sequence[Job]) -> Generator[bytes, None, None]:
    if len(jobs) < _WORTH_PROCESSES:
        for job in jobs:
            yield job.make()
        return
    windows = [range(start, min(start + _WINDOW, len(jobs))) for start in range(0, len(jobs), _WINDOW)]
    # Spawned, not forked: a fork copies locks that another thread holds, and Windows has no fork.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:

        def send(window: range) -> list[tuple[list[int], Future[list[bytes]]]]:
            order = sorted(window, key=lambda number: (jobs[number].alike, number))
            batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
            return [(batch, pool.submit(_make_all, [jobs[number].make for number in batch])) for batch in batches]

        try:
            # One window is made while the results of the one before are taken.
            waiting = deque(send(window) for window in windows[:2])
            for number in range(len(windows)):
                results: dict[int, bytes] = {
                    position: content
                    for batch, future in waiting.popleft()
                    for position, content in zip(batch, future.result(), strict=True)
                }
                if number + 2 < len(windows):
                    waiting.append(send(windows[number + 2]))
                for position in windows[number]:
                    yield results.pop(position)
        finally:
            pool.shutdown(cancel_futures=True)


def _make_all(makers: Sequence[Callable[[], bytes]]) -> list[bytes]:
    return [make() for make in makers]


def _raise_not_kept() -> bytes:
    raise _NotKept
