"""Live preview: an edited row is served on the next reload, once, and nothing builds by itself."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.guide_project import make_guide_project

PATIENCE = 60.0  # seconds; only a hanging server needs them all
QUIET = 3.0  # seconds in which a loop, which polls twice a second, would build again
BUILD_LINES = ("Building documentation...", "Đang dựng…")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Preview:
    """A running server and everything it has said."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in iter(self.process.stdout.readline, ""):
            self.lines.append(line)

    @property
    def builds(self) -> int:
        return sum(any(words in line for words in BUILD_LINES) for line in self.lines)

    def wait_for_text(self, path: str, text: str) -> str:
        deadline = time.monotonic() + PATIENCE
        page = ""
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urlopen(self.url + path, timeout=10) as answer:
                    page = answer.read().decode()
            except URLError:
                page = ""
            if text in page:
                return page
            time.sleep(0.2)
        raise AssertionError(f"{text!r} never appeared at {path}:\n" + "".join(self.lines))


@contextmanager
def preview(project: Path, *command: str) -> Iterator[Preview]:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", *(part.format(port=port) for part in command)],
        cwd=project,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    running = Preview(process, f"http://127.0.0.1:{port}/")
    try:
        yield running
    finally:
        process.terminate()
        process.wait(timeout=30)
        assert process.stdout is not None
        running._reader.join(timeout=10)
        process.stdout.close()


@pytest.mark.parametrize(
    "command",
    [("mkdocs", "serve", "-a", "127.0.0.1:{port}"), ("generator", "serve", "--port", "{port}")],
    ids=["mkdocs serve", "phocap serve"],
)
def test_an_edited_row_is_shown_on_reload_and_builds_once(tmp_path: Path, command: tuple[str, ...]) -> None:
    project = make_guide_project(tmp_path / "p")
    contacts = project / "content" / "data" / "contacts.csv"
    with preview(project, *command) as running:
        page = running.wait_for_text("02215/", "Minh Xuân")
        assert "tenmien.example/02215/" in page
        assert "0207 000 000" not in page
        assert "canonical" in running.wait_for_text("id-vn/", "https://tenmien.example/id-vn/")
        first_builds = running.builds

        row = "02215,UBND phường Minh Xuân,0207 000 000,,,Công văn thử,2026-11-20\n"
        contacts.write_text(contacts.read_text(encoding="utf-8") + row, encoding="utf-8")
        running.wait_for_text("02215/", "0207 000 000")
        time.sleep(QUIET)
        assert running.builds == first_builds + 1, "".join(running.lines)

        guide = project / "content" / "guide" / "id-vn.md"
        guide.write_text(guide.read_text(encoding="utf-8") + "\nCâu vừa thêm.\n", encoding="utf-8")
        running.wait_for_text("id-vn/", "Câu vừa thêm.")
        time.sleep(QUIET)
        assert running.builds == first_builds + 2, "".join(running.lines)
        assert not re.search(r"WARNING|ERROR|Traceback", "".join(running.lines))


def test_a_mistake_is_told_and_the_preview_lives_on(tmp_path: Path) -> None:
    project = make_guide_project(tmp_path / "p")
    page = project / "content" / "guide" / "id-vn.md"
    good = page.read_text(encoding="utf-8")
    with preview(project, "generator", "serve", "--port", "{port}") as running:
        running.wait_for_text("id-vn/", "Công dân Việt Nam")
        page.write_text(good + "\n{{ facts.khong_co.statement }}\n", encoding="utf-8")
        deadline = time.monotonic() + PATIENCE
        while not any("khong_co" in line for line in running.lines) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert any("content/guide/id-vn.md, dòng" in line and "khong_co" in line for line in running.lines)
        page.write_text(good + "\nĐã sửa xong.\n", encoding="utf-8")
        running.wait_for_text("id-vn/", "Đã sửa xong.")
