"""One way to make templates: autoescape on, undefined names are errors, Vietnamese formats as filters."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment

from generator.cache import Cache, fingerprint
from generator.text import capitalise, format_date, format_money, format_number, slugify, uncapitalise


class KeptTemplates(BytecodeCache):
    """Compiled templates in the cache of slow results; Jinja tells by its own mark which are of another version."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the compiled form of its template, when it is kept."""
        if kept := self._cache.get(self._key(bucket)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the compiled form of a template."""
        self._cache.put(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return fingerprint("template", (bucket.key, bucket.checksum))


class TemplatesInMemory(BytecodeCache):
    """Compiled templates that several environments of the same kind share: what they have in common compiles once."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the compiled form of its template, when another environment has made it."""
        if compiled := self._compiled.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the compiled form of a template."""
        self._compiled[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def create_environment(
    *folders: Path, loader: BaseLoader | None = None, sandboxed: bool = False, **options: Any
) -> Environment:
    """Return the project's Jinja environment over template folders (or a loader).

    `sandboxed` is for templates that people outside the project may write. `options` reach Jinja unchanged.
    """
    kind = SandboxedEnvironment if sandboxed else Environment
    environment = kind(
        loader=loader or FileSystemLoader(list(folders), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        **options,
    )
    environment.filters.update(
        capitalise=capitalise,
        uncapitalise=uncapitalise,
        date=format_date,
        money=format_money,
        number=format_number,
        slug=slugify,
    )
    return environment


@lru_cache(maxsize=65536)
def relative_link(source: str, target: str) -> str:
    """Return the link from one page of the site to another path, both site-relative.

    Folders end in "/" and may carry an anchor: ("02215/", "nha-dang-ky/#inet") → "../nha-dang-ky/#inet".
    The result works under any base address, so a trial may stand in a sub-folder.
    """
    path, hash_mark, anchor = target.partition("#")
    folder = path.endswith("/") or path == ""
    start = posixpath.dirname(source) or "."
    link = posixpath.relpath(path or ".", start)
    if folder and link != ".":
        link += "/"
    return (f"{link}/" if link == "." else link).replace("././", "./") + hash_mark + anchor
