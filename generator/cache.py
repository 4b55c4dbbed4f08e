"""Slow results kept between builds, by the hash of everything they depend on. Losing them only costs time."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

_KEPT_RUNS = 20  # an entry that so many builds did not ask for is dropped

Memo = Callable[[str, Iterable[str | bytes], Callable[[], bytes]], bytes]


def fingerprint(kind: str, ingredients: Iterable[str | bytes]) -> str:
    """Return the key of a result: a hash of its kind and of each ingredient, lengths included."""
    digest = hashlib.sha256(kind.encode())
    for ingredient in ingredients:
        raw = ingredient.encode() if isinstance(ingredient, str) else ingredient
        digest.update(b"%d:" % len(raw))
        digest.update(raw)
    return digest.hexdigest()


@lru_cache(maxsize=64)
def code_of(*rooms: str) -> str:
    """Return a hash of the program text of rooms of this package ("guide", "text"): what a kept result owes to it."""
    package = Path(__file__).parent
    files = [path for room in rooms for path in sorted([*package.glob(f"{room}.py"), *(package / room).rglob("*.py")])]
    return fingerprint("code", [part for path in files for part in (path.name, path.read_bytes())])


def make_always(kind: str, ingredients: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
    """Make the result without remembering it: the memo of whoever has no cache."""
    return make()


class Cache:
    """Results in one SQLite file. A file that is damaged or cannot be opened is the same as an empty one.

    Use as a context manager; changes are kept on leaving, also when the build fails. `ages`: this use is a run,
    after which the results that many runs did not ask for are dropped; other uses leave no mark on what they ask for.
    """

    def __init__(self, file: Path, *, ages: bool = True) -> None:
        self._file = file
        self._ages = ages
        self._database: sqlite3.Connection | None = None
        self._run = 0
        self._asked: set[str] = set()

    @classmethod
    def in_memory(cls) -> Cache:
        """Return a cache without a file."""
        return cls(Path(":memory:"))

    @property
    def is_new(self) -> bool:
        """Tell whether nothing was kept when the cache was opened."""
        return self._run <= 1

    def entries(self) -> dict[str, bytes]:
        """Return everything that is kept, by key."""
        if self._database is None:
            return {}
        return {key: bytes(value) for key, value in self._database.execute("SELECT key, value FROM kept")}

    def __enter__(self) -> Cache:
        for _ in range(2):
            try:
                self._open()
                break
            except (sqlite3.Error, OSError):
                self._close()
                with contextlib.suppress(OSError):
                    self._file.unlink(missing_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                if self._ages:
                    marks = [(key, self._run) for key in self._asked]
                    self._database.executemany("REPLACE INTO uses VALUES (?, ?)", marks)
                    self._drop_unasked(self._database)
                self._database.commit()
        self._close()

    def _open(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        # SQLite itself takes turns; a step in another thread may ask, too.
        self._database = sqlite3.connect(self._file, timeout=1, check_same_thread=False)
        self._database.execute("PRAGMA synchronous = OFF")
        # Up to here nothing is written before the end, and another process may read.
        self._database.execute("PRAGMA cache_size = -65536")
        # Beside the results, because SQLite writes a whole row again when a number in it changes.
        self._database.execute("CREATE TABLE IF NOT EXISTS uses (key TEXT PRIMARY KEY, run INTEGER) WITHOUT ROWID")
        self._database.execute("CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB)")
        self._database.execute("DROP TABLE IF EXISTS results")  # of earlier versions
        (latest,) = self._database.execute("SELECT COALESCE(MAX(run), 0) FROM uses").fetchone()
        self._run = int(latest) + self._ages

    def _drop_unasked(self, database: sqlite3.Connection) -> None:
        oldest = (self._run - _KEPT_RUNS,)
        database.execute("DELETE FROM kept WHERE key IN (SELECT key FROM uses WHERE run < ?)", oldest)
        database.execute("DELETE FROM uses WHERE run < ?", oldest)

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    def get(self, key: str) -> bytes | None:
        """Return a kept result, or None."""
        if self._database is None:
            return None
        try:
            row = self._database.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
        except sqlite3.Error:
            return None
        self._asked.add(key)
        return bytes(row[0])

    def put(self, key: str, value: bytes) -> None:
        """Keep a result."""
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.execute("REPLACE INTO kept VALUES (?, ?)", (key, value))
                self._database.execute("REPLACE INTO uses VALUES (?, ?)", (key, self._run))

    def memo(self, kind: str, ingredients: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
        """Return the kept result of these ingredients, or make and keep it."""
        key = fingerprint(kind, ingredients)
        kept = self.get(key)
        if kept is None:
            kept = make()
            self.put(key, kept)
        return kept


class Addition:
    """What a process adds to a cache that another one has open: it reads there, and keeps what it made to itself."""

    def __init__(self, file: Path) -> None:
        self.made: dict[str, bytes] = {}
        self._database: sqlite3.Connection | None = None
        with contextlib.suppress(sqlite3.Error):
            # A moment's wait: while the other process writes, what it has is made anew here.
            self._database = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=0.1)

    def memo(self, kind: str, ingredients: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
        """Return the result of these ingredients, kept there or here, or make it."""
        key = fingerprint(kind, ingredients)
        kept = self.made.get(key)
        if kept is None:
            kept = self._kept(key)
        if kept is None:
            kept = self.made[key] = make()
        return kept

    def _kept(self, key: str) -> bytes | None:
        if self._database is None:
            return None
        try:
            row = self._database.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            self._database = None
            return None
        return bytes(row[0]) if row else None
