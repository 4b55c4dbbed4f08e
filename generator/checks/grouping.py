"""One mistake in a template is one finding, however many pages were made from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.checks.page import ParsedPage
from generator.diagnostics import Diagnostic, Origin, Severity

_PAGES_NAMED = 2


@dataclass
class PageFindings:
    """Collects findings about pages; equal ones become one that names some pages and counts the others."""

    _pages: dict[tuple[str, str, str, Severity], list[ParsedPage]] = field(default_factory=dict)

    def error(self, rule: str, page: ParsedPage, message: str, hint: str = "") -> None:
        """Note an error on a page; `message` is a sentence without full stop that does not name the page."""
        self._note(rule, page, message, hint, Severity.ERROR)

    def warning(self, rule: str, page: ParsedPage, message: str, hint: str = "") -> None:
        """Note a warning on a page."""
        self._note(rule, page, message, hint, Severity.WARNING)

    def _note(self, rule: str, page: ParsedPage, message: str, hint: str, severity: Severity) -> None:
        pages = self._pages.setdefault((rule, message, hint, severity), [])
        if page not in pages[-1:]:  # pages come one after another
            pages.append(page)

    def __iter__(self) -> Iterator[Diagnostic]:
        for (rule, message, hint, severity), pages in self._pages.items():
            yield Diagnostic(rule, _common_origin(pages), f"{message} ({_named(pages)}).", hint, severity)


def _common_origin(pages: list[ParsedPage]) -> Origin:
    """Return what all pages were made from, for a mistake seen on all of them most likely stands there."""
    first, *others = pages
    shared = (origin for origin in first.origins if all(origin in page.origins for page in others))
    return next(shared, first.origin)


def _named(pages: list[ParsedPage]) -> str:
    names = ", ".join(f"/{page.address}" for page in pages[:_PAGES_NAMED])
    others = len(pages) - _PAGES_NAMED
    return f"trang {names}" + (f" và {others} trang khác" if others > 0 else "")
