"""Try every page of a built site in a real browser, and write what was found to content/data/trials.yml.

Usage: .venv/bin/python tools/try_pages.py [dist/site] [--only 25] [--no-write]. A whole province takes minutes.
The guide's page "Mọi người đều dùng được" shows the file, so it never claims more than was tried.
Exit 1 when a page has a problem; the file is written then, too.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import repeat
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator.clock import build_date  # noqa: E402  # a script of the repository, run without installing it
from tools.ensure_browser import find_browser  # noqa: E402

TRIALS_FILE = ROOT / "content" / "data" / "trials.yml"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = f"""() => axe.run(document, {{runOnly: {TAGS}, resultTypes: ["violations"]}}).then(found =>
  found.violations.flatMap(one => one.nodes.map(node => one.id + " " + node.target.join(" "))))"""
UNFOLD = "() => document.querySelectorAll('details').forEach(one => { one.open = true })"
# What sticks out of the window on the right, by tag and class.
TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > wide + 1);
  return [out.slice(0, 2).map(one => one.tagName + "." + one.className).join(" ") || "?"];
}"""
# Links inside a sentence are exempt (WCAG 2.5.8), and so are the places of the map, which the table beside it repeats.
# Of an input that only readers aloud see, the label is what fingers press.
TOO_SMALL = """() => {
  const inSentence = one => {
    const line = one.closest("p, li, td, dd, figcaption, small, summary");
    return one.tagName === "A" && line && line.innerText.trim().length > one.innerText.trim().length + 1;
  };
  return [...document.querySelectorAll("a[href], button, summary, input, audio, select, textarea")]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest("svg"))
    .filter(one => !/skip/.test(one.className) && !inSentence(one))
    .map(one => [one, one.closest("label, .cards li") || (one.offsetHeight < 2 && one.labels?.[0]) || one])
    .filter(([, box]) => box.getBoundingClientRect().height && box.getBoundingClientRect().height < 43.5)
    .map(([one, box]) => [one.tagName, one.textContent.trim().slice(0, 30), box.offsetHeight].join(" "));
}"""
PLACE = re.compile(r"\d+/")
KINDS = (("start", re.compile("")), ("place", PLACE), ("sample", re.compile("trang-mau/.+")))
# Numbered pages are made from three templates: with dark colours, one in twenty stands for the others.
SOME = ("axe-dark",)
EVERY = 20


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that goes on to the next page hangs up."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; yields its address with a slash."""
    server = _QuietServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def with_axe(page: Page) -> list[str]:
    """Return what axe finds on a page with everything unfolded."""
    page.evaluate(UNFOLD)
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN_AXE)
    return found


def by(script: str) -> Callable[[Page], list[str]]:
    """Return a trial that asks the page itself, everything unfolded."""

    def ask(page: Page) -> list[str]:
        page.evaluate(UNFOLD)
        found: list[str] = page.evaluate(script)
        return found

    return ask


def with_large_text(page: Page) -> list[str]:
    """Return what sticks out of a small window with letters at twice their size."""
    page.add_style_tag(content="html{font-size:200%}")
    return by(TOO_WIDE)(page)


def in_forced_colours(page: Page) -> list[str]:
    """Return what a reader with colours of their own loses: width, or the edge of the main button."""
    edge = "() => [...document.querySelectorAll('.button')].filter(one => getComputedStyle(one).borderStyle === 'none')"
    return [*by(TOO_WIDE)(page), *page.evaluate(f"{edge}.map(one => 'no edge: ' + one.textContent.trim())")]


def moving(page: Page) -> list[str]:
    """Return what still moves for a reader who asked for less motion."""
    return ["moves"] if page.evaluate("document.getAnimations().length") else []


# Windows and what is asked in each. 400 % zoom of a window of 1280 × 1024 is one of 320 × 256 (WCAG 1.4.10).
WINDOWS: tuple[tuple[dict[str, object], dict[str, Callable[[Page], list[str]]]], ...] = (
    ({"viewport": {"width": 360, "height": 740}}, {"axe-phone": with_axe, "targets": by(TOO_SMALL)}),
    ({"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}, {"axe-dark": with_axe}),
    ({"viewport": {"width": 320, "height": 256}}, {"zoom": by(TOO_WIDE), "large-text": with_large_text}),
    (
        {"viewport": {"width": 320, "height": 640}, "forced_colors": "active", "reduced_motion": "reduce"},
        {"forced-colours": in_forced_colours, "reduced-motion": moving},
    ),
    ({"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}, {"without-script": by(TOO_WIDE)}),
)


def looked_at(trial: str, paths: list[str]) -> list[str]:
    """Return the pages that a trial looks at."""
    places = [path for path in paths if PLACE.fullmatch(path)]
    return [path for path in paths if trial not in SOME or path not in places or places.index(path) % EVERY == 0]


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """Open a browser of our own."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--disable-gpu", *root])
        yield browser
        browser.close()


def try_window(number: int, address: str, paths: list[str]) -> dict[str, list[str]]:
    """Return what each trial in a window found, in a browser of its own."""
    with opened_browser() as browser:
        return try_in(browser, number, address, paths)


def try_in(browser: Browser, number: int, address: str, paths: list[str]) -> dict[str, list[str]]:
    """Return what each trial in a window found, by its id, as "path: problem"."""
    window, trials = WINDOWS[number]
    found: dict[str, list[str]] = {name: [] for name in trials}
    # Owners' sites forbid styles of others; a trial adds one.
    context = browser.new_context(service_workers="block", bypass_csp=True, **window)  # type: ignore[arg-type]
    page = context.new_page()
    for path in looked_at(next(iter(trials)), paths):
        page.goto(address + path)
        for name, trial in trials.items():
            found[name] += [f"{path}: {problem}" for problem in trial(page)]
    context.close()
    return found


def try_pages(address: str, paths: list[str]) -> dict[str, list[str]]:
    """Return what each trial found, by its id; every core has a browser."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        windows = range(len(WINDOWS))
        found = list(pool.map(try_window, windows, repeat(address), repeat(paths)))
    return {name: problems for one in found for name, problems in one.items()}


def kind_of(path: str) -> str:
    """Return which kind of page stands at a path: of the same kind, the heaviest is told."""
    return next((name for name, pattern in KINDS if pattern.fullmatch(path)), "guide")


def weights(browser: Browser, address: str, site: Path, paths: list[str]) -> list[tuple[str, str, int]]:
    """Return the heaviest first loads by kind of page: id, page, compressed bytes of everything the browser fetched."""
    page = browser.new_page(service_workers="block")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(address).partition("?")[0]))
    heaviest: dict[str, tuple[int, str]] = {}
    for path in paths:
        fetched.clear()
        page.goto(address + path)
        files = [site / (name if name and not name.endswith("/") else f"{name}index.html") for name in fetched]
        size = sum(len(gzip.compress(file.read_bytes(), 9)) for file in dict.fromkeys(files) if file.is_file())
        kind = kind_of(path)
        heaviest[kind] = max(heaviest.get(kind, (0, "")), (size, path))
    page.close()
    return [(kind, path, size) for kind, (size, path) in sorted(heaviest.items())]


def main() -> None:
    """Try the pages, write the file, name every problem."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "dist" / "site")
    parser.add_argument("--only", type=int, help="try this many pages only; writes nothing")
    parser.add_argument("--no-write", action="store_true")
    arguments = parser.parse_args()
    site: Path = arguments.site
    pages = sorted(site.rglob("index.html"))
    paths = [page.parent.relative_to(site).as_posix().replace(".", "", 1) + "/" for page in pages]
    paths = [path.removeprefix("/") for path in paths][: arguments.only]
    if not paths:
        sys.exit(f"Không có trang nào trong {site}: dựng trang trước (phocap build).")
    with served(site) as address:
        found = try_pages(address, paths)
        with opened_browser() as browser:
            sizes = weights(browser, address, site, paths)
            version = browser.version
    axe = re.search(r"axe v([\d.]+)", AXE)
    lines = [
        "# Kết quả lần thử gần nhất trên mọi trang. Máy ghi (tools/try_pages.py), đừng sửa tay.",
        "version: 1",
        f"tried_on: {build_date().isoformat()}",
        f'browser: "Chromium {version}"',
        f'axe: "{axe[1] if axe else ""}"',
        "trials:",
        *(
            f"  - {{id: {name}, pages: {len(looked_at(name, paths))}, problems: {len(what)}}}"
            for name, what in found.items()
        ),
        "weights:",
        *(f'  - {{id: {kind}, page: "{path}", size: {size}}}' for kind, path, size in sizes),
    ]
    print("\n".join(lines[5:]))
    for name, what in found.items():
        for problem in what:
            print(f"{name}: {problem}")
    if not arguments.only and not arguments.no_write:
        TRIALS_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if any(found.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
