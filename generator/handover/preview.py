"""Shows a site on this machine in the frame of a telephone, made again whenever its answers or a look change."""

from __future__ import annotations

import html
import mimetypes
import sys
import threading
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Origin, UserError, format_text
from generator.handover.maker import Workshop
from generator.starter.looks import THEMES, find_looks
from generator.starter.site import Site
from generator.starter.views.common import fill
from generator.starter.words import FOLDER as WORDS_FOLDER
from generator.starter.words import load_words

SITE = "/trang/"
SPARE_PORT = 8123

FRAME_FILE = f"{THEMES}/preview.html"


class Preview:
    """A site that is made when something it depends on has changed."""

    def __init__(self, workshop: Workshop, answers: Path, kind: str) -> None:
        self.workshop, self.answers, self.kind = workshop, answers, kind
        self._lock = threading.Lock()
        self._stamp = ""
        self._site: Site | None = None
        self._trouble = ""

    @property
    def _frame(self) -> str:
        return (self.workshop.root / FRAME_FILE).read_text(encoding="utf-8")

    def stamp(self) -> str:
        """Return a text that changes with every file the site is made of."""
        root = self.workshop.root
        files = [self.answers, *self.answers.parent.glob("anh/*"), *(root / WORDS_FOLDER).glob("*")]
        files += (root / THEMES).rglob("*.*")
        return str(hash(tuple((str(file), file.stat().st_mtime_ns) for file in sorted(files) if file.is_file())))

    def current(self) -> tuple[Site | None, str]:
        """Return the site as the files now say, and what to tell about them; the last good site when they are wrong."""
        with self._lock:
            stamp = self.stamp()
            if stamp != self._stamp:
                self._stamp = stamp
                find_looks.cache_clear()
                load_words.cache_clear()
                try:
                    made = self.workshop.make(self.answers, self.kind)
                    self._site, self._trouble = made.site, format_text(made.warnings) if made.warnings else ""
                except UserError as problem:
                    self._trouble = format_text(problem.diagnostics)
            return self._site, self._trouble

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Return status, type and body for a path of the preview."""
        if path == "/dau":
            return 200, "text/plain", self.stamp().encode()
        site, trouble = self.current()
        if path == "/":
            words = html.escape(trouble or (site.weight if site else "")).replace("\n", "<br>")
            return 200, "text/html", fill(self._frame, words=words, site=SITE, stamp=self.stamp()).encode()
        name = path.removeprefix(SITE).partition("?")[0]
        name = f"{name}index.html" if name in ("",) or name.endswith("/") else name
        artifacts = site.artifacts if site else {}
        found = artifacts.get(name) if path.startswith(SITE) else None
        if found is None:
            lost = artifacts.get("404.html")
            return 404, "text/html", lost.content if lost else b""
        return 200, mimetypes.guess_type(name)[0] or "application/octet-stream", found.content


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, preview: Preview, *arguments: object) -> None:
        self._preview = preview
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a page of the preview."""
        status, kind, body = self._preview.answer(self.path)
        self.send_response(status)
        text = kind.startswith("text/")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *_: object) -> None:
        """Stay quiet."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet when the browser has gone before the answer, as at every reload; tell everything else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def serve(preview: Preview, port: int, ready: Callable[[str], None]) -> None:
    """Serve on loopback until interrupted; `ready` is told the address. UserError when the port is not to be had."""
    try:
        server = _Server(("127.0.0.1", port), partial(_Handler, preview))
    except (OSError, OverflowError) as problem:
        message = f"Không mở được cổng {port} trên máy này: có chương trình khác đang dùng, hoặc số cổng sai."
        hint = f"Dừng chương trình kia, hoặc thêm --port {SPARE_PORT}."
        raise UserError(Diagnostic("starter.port", Origin("--port"), message, hint)) from problem
    with server:
        ready(f"http://127.0.0.1:{server.server_port}/")
        server.serve_forever()
