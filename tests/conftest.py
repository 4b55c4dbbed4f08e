"""Shared ground of the tests: the real project, one built site, a loopback server, one browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from generator.loading import load_catalog
from generator.model.catalog import Catalog
from tools.ensure_browser import find_browser

REPOSITORY = Path(__file__).resolve().parent.parent
BUILD_DAY = "2026-11-22"

# Files that take the longest, in this order, before all others: no worker is left with one of them at the end.
LONGEST_FIRST = (
    "browser/test_accessibility.py",
    "integration/test_commands.py",
    "browser/test_editor_ways.py",
    "browser/test_starter.py",
    "browser/test_search.py",
    "browser/test_offline.py",
    "integration/test_print_pdf.py",
    "browser/test_eligibility.py",
    "browser/test_guide.py",
    "browser/test_editor_page.py",
    "browser/test_landing.py",
    "integration/test_mkdocs_serve.py",
    "integration/test_mkdocs_build.py",
    "browser/test_names.py",
)
PATIENCE = 20_000  # milliseconds; a machine with other work is no mistake, and what is there in time costs nothing


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; the order within a file stays."""
    places = {REPOSITORY / "tests" / name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the real project."""
    return REPOSITORY


@pytest.fixture(scope="session")
def real_catalog() -> Catalog:
    """Return the catalog of the real province."""
    catalog, diagnostics = load_catalog(REPOSITORY)
    assert catalog is not None, "\n".join(map(str, diagnostics))
    return catalog


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return dist/site of the real province, built by the real command once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "province"
    out, done = shared / "dist", shared / "done"
    try:
        shared.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 300
        while not done.exists():
            assert time.monotonic() < deadline, "the other worker did not build the site"
            time.sleep(0.2)
    else:
        command = [
            sys.executable,
            "-m",
            "generator",
            "build",
            "--only",
            "web",
            "--quiet",
            "--out",
            str(out),
            "--date",
            BUILD_DAY,
        ]
        result = subprocess.run(command, cwd=REPOSITORY, timeout=280, check=False)
        done.write_text(str(result.returncode), encoding="utf-8")
    assert done.read_text(encoding="utf-8") == "0", "the real province does not build"
    return out / "site"


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a page that went on no longer listens
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """Serve the built site on loopback, with its own 404 page; yields the base address with a slash."""
    server = _QuietServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(built_site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the system's Chromium, headless; fails when there is none (`make test` installs one)."""
    executable = find_browser()
    assert executable, "Chưa có Chromium: chạy tools/ensure_browser.py"
    arguments = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses its sandbox to root
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which(executable), args=arguments)
        yield launched
        launched.close()
