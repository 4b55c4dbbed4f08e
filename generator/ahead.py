"""While this core renders pages, another takes slow steps that come later: codes and texts, or books for a print shop.

The other process takes the very steps that this one would take; what it made is put into the cache before this one
comes to them. Where it fails, nothing is lost: the steps are then taken here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.artifact import Artifact, ArtifactSet
from generator.cache import Addition, Cache
from generator.codes import code_artifacts, numbers_with_code
from generator.diagnostics import Findings
from generator.kept import code_findings, page_recipe, readability_findings
from generator.loading import load_catalog, load_print_material
from generator.model.catalog import Catalog
from generator.model.permalinks import PermalinkKind
from generator.model.project import Edition
from generator.pages.inline_code import INLINE_CODE, inline_code
from generator.permalink import PrintedAddress
from generator.plan import CACHE_FILE
from generator.staging import guide_ingredients

if TYPE_CHECKING:
    from concurrent.futures import Future

# Starting a process takes half a second, as long as 40 codes.
_WORTH_A_PROCESS = 100

Slow = Callable[[Path, Edition], dict[str, bytes]]


class Ahead:
    """What the other process was asked for; each part is waited for and taken over when this one comes to it."""

    def __init__(self, cache: Cache, parts: dict[Slow, Future[dict[str, bytes]]]) -> None:
        self._cache = cache
        self._parts = parts

    def take_over(self, part: Slow) -> None:
        """Put the results of a part into the cache; without another process, nothing."""
        if part in self._parts:
            with suppress(Exception):  # what went wrong there goes wrong here again, and is told
                for key, value in self._parts.pop(part).result().items():
                    self._cache.put(key, value)

    def memo(self, kind: str, ingredients: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
        """Do what the cache's memo does; the first drawing of a code that is asked for brings all of them."""
        if kind == INLINE_CODE:
            self.take_over(slow_drawings)
        return self._cache.memo(kind, ingredients, make)


@contextmanager
def on_another_core(root: Path, edition: Edition, cache: Cache, parts: Sequence[Slow]) -> Iterator[Ahead]:
    """Let the other process take some parts, one after another, where there are any and another core."""
    if not parts or (os.cpu_count() or 1) < 2:
        yield Ahead(cache, {})
        return
    from concurrent.futures import ProcessPoolExecutor  # 20 ms to import, and not every build needs them
    from multiprocessing import get_context

    # Spawned, not forked: Windows has no fork.
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        yield Ahead(cache, {part: pool.submit(part, root, edition) for part in parts})


def parts_of_a_site(catalog: Catalog, cache: Cache) -> Sequence[Slow]:
    """Return what the other process has to do for the pages: much when nothing is kept, else nothing."""
    is_much = cache.is_new and len(catalog.permalinks) >= _WORTH_A_PROCESS
    return (slow_drawings, slow_texts, slow_codes) if is_much else ()


def parts_of_print(catalog: Catalog, cache: Cache) -> Sequence[Slow]:
    """Return what it has to do for the print shop: the slow files, when the sheets do not need both cores."""
    return () if cache.is_new or len(catalog.permalinks) < _WORTH_A_PROCESS else (slow_printshop,)


@lru_cache(maxsize=1)
def _loaded_once(root: Path) -> Catalog | None:
    """Return the catalog; the parts run one after another in a process that lives for one build."""
    return load_catalog(root)[0]


def slow_drawings(root: Path, edition: Edition) -> dict[str, bytes]:
    """Return what drawing the codes into all landing pages leaves in a cache."""
    catalog = _loaded_once(root)
    if catalog is None:
        return {}
    recipe = page_recipe(root)
    with Cache.in_memory() as cache:

        def page_memo(kind: str, ingredients: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
            return cache.memo(kind, (recipe, *ingredients), make)

        for link in numbers_with_code(catalog):
            if link.kind is not PermalinkKind.SIGNUP:
                inline_code(PrintedAddress(edition.host, link.number).code_text, "", page_memo)
        return cache.entries()


def slow_texts(root: Path, edition: Edition) -> dict[str, bytes]:
    """Return what expanding and judging all texts of the guide leaves in a cache."""
    catalog = _loaded_once(root)
    if catalog is None:
        return {}
    with Cache.in_memory() as cache:
        guide_ingredients(root, catalog, edition, ArtifactSet(), cache.memo)
        readability_findings(root, catalog, edition, cache.memo)
        return cache.entries()


def slow_codes(root: Path, edition: Edition) -> dict[str, bytes]:
    """Return what drawing and reading all codes leaves in a cache."""
    catalog = _loaded_once(root)
    if catalog is None:
        return {}
    with Cache.in_memory() as cache:
        site = ArtifactSet(code_artifacts(catalog, edition, cache.memo))
        for link in numbers_with_code(catalog):
            if link.kind is PermalinkKind.SIGNUP:
                continue  # its page has no code: it is where the code leads
            address = PrintedAddress(edition.host, link.number)
            drawing = inline_code(address.code_text, "", cache.memo)
            site.add(Artifact(f"{link.path}index.html", drawing.encode()))
        code_findings(catalog, edition, site, cache)
        return cache.entries()


def slow_printshop(root: Path, edition: Edition) -> dict[str, bytes]:
    """Return what making the files for the print shop adds to the project's cache."""
    from generator.print import composer_of
    from generator.printshop.folder import slow_files
    from generator.printshop.said import Said

    catalog, material = _loaded_once(root), load_print_material(root, Findings())
    if catalog is None or material is None:
        return {}
    addition = Addition(root / CACHE_FILE)
    for _ in slow_files(Said(composer_of(catalog, edition, root, material), root, addition.memo)):
        pass
    return addition.made
