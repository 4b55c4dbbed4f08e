"""Many slow results at once: those that are kept are taken, the others are made on all cores."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context

from generator.cache import Memo
from generator.diagnostics import Origin

# Starting a process takes about a second, as long as 30 sheets.
_WORTH_PROCESSES = 48


@dataclass(frozen=True)
class Job:
    """One file to make: where it goes, everything it depends on, and how it is made."""

    path: str
    kind: str
    ingredients: tuple[str, ...]
    make: Callable[[], bytes]
    sources: tuple[Origin, ...]


class _NotKept(Exception):  # noqa: N818 - a signal, not an error
    """The memo asked for a result to be made."""


def made(
    jobs: Sequence[Job], memo: Memo, progress: Callable[[int, int], None] = lambda done, total: None
) -> Iterator[bytes]:
    """Yield the results of jobs in their order; the memo is only used from the calling process.

    Many missing results are made by one process a core, so `make` must be a function that can be sent to one.
    """

    def ask(job: Job) -> bytes | None:
        try:
            return memo(job.kind, job.ingredients, _raise_not_kept)
        except _NotKept:
            return None

    kept = [ask(job) for job in jobs]
    missing = [job for job, result in zip(jobs, kept, strict=True) if result is None]
    with closing(_made_now(missing)) as new:
        for number, (job, result) in enumerate(zip(jobs, kept, strict=True), start=1):
            if result is None:
                fresh = next(new)
                result = memo(job.kind, job.ingredients, lambda fresh=fresh: fresh)  # type: ignore[misc]
            progress(number, len(jobs))
            yield result


def _made_now(jobs: Sequence[Job]) -> Generator[bytes, None, None]:
    if len(jobs) < _WORTH_PROCESSES:
        for job in jobs:
            yield job.make()
        return
    # Spawned, not forked: a fork copies locks that another thread holds, and Windows has no fork.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        waiting = deque(pool.submit(job.make) for job in jobs)
        try:
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _raise_not_kept() -> bytes:
    raise _NotKept
