"""Browser windows that tests use one after another: a new one costs as much as five pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from playwright.sync_api import Browser, Page, Route


class Windows:
    """Windows kept by their options. `serve` answers every request; nothing reaches a network."""

    def __init__(self, browser: Browser, serve: Callable[[Route], None]) -> None:
        self._browser = browser
        self._serve = serve
        self._kept: dict[tuple[object, ...], Page] = {}

    def open(self, address: str, width: int = 360, now: str | None = None, **options: object) -> Page:
        """Open an address, on a day that stands still when `now` is given; a page opened before may be gone."""
        key = (now is not None, *sorted(options.items()))
        if key not in self._kept:
            context = self._browser.new_context(**options)  # type: ignore[arg-type]
            context.route("**/*", self._serve)
            self._kept[key] = context.new_page()
        page = self._kept[key]
        page.set_viewport_size({"width": width, "height": 640})
        if now:
            page.clock.set_fixed_time(datetime.fromisoformat(now))
        page.goto(address)
        return page

    def close(self) -> None:
        """Close all windows with what they have kept."""
        for page in self._kept.values():
            page.context.close()
