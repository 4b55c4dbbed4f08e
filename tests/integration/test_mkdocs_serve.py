"""Live preview: an edited row is served on the next reload, once, and nothing builds by itself."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.guide_project import make_guide_project

PATIENCE = 60.0  # seconds; only a hanging server needs them all
QUIET = 1.5  # seconds in which a loop, which polls twice a second, would build again
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
            except OSError:  # not there yet, or busy with a build
                page = ""
            if text in page:
                return page
            time.sleep(0.2)
        raise AssertionError(f"{text!r} never appeared at {path}:\n" + "".join(self.lines))

    def wait_for_words(self, *words: str) -> None:
        """Wait until the server has said all words on one line."""
        deadline = time.monotonic() + PATIENCE
        while not any(all(word in line for word in words) for line in self.lines):
            assert time.monotonic() < deadline, "".join(self.lines)
            time.sleep(0.1)


COMMANDS = {
    "mkdocs serve": ("mkdocs", "serve", "-a", "127.0.0.1:{port}"),
    "phocap serve": ("generator", "serve", "--port", "{port}"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_guide_project(tmp_path_factory.mktemp("preview") / "p")


@pytest.fixture(scope="module")
def preview(request: pytest.FixtureRequest, project: Path) -> Iterator[Preview]:
    """Serve the project by the command that the test names."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", *(part.format(port=port) for part in COMMANDS[request.param])],
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


@pytest.fixture
def edit(project: Path) -> Iterator[Callable[[str, str], None]]:
    """Return what adds text to a file of the project; the file is as before after the test."""
    before: dict[Path, str] = {}

    def put(file: Path, text: str) -> None:
        # In one step: who looks twice a second must not see an empty file first and then the text, two changes.
        written = project / "written"
        written.write_text(text, encoding="utf-8")
        written.replace(file)

    def add(name: str, text: str) -> None:
        file = project / "content" / name
        before.setdefault(file, file.read_text(encoding="utf-8"))
        put(file, before[file] + text)

    yield add
    for file, text in before.items():
        put(file, text)


@pytest.mark.parametrize("preview", COMMANDS, indirect=True)
def test_an_edited_row_is_shown_on_reload_and_builds_once(preview: Preview, edit: Callable[[str, str], None]) -> None:
    page = preview.wait_for_text("02215/", "Minh Xuân")
    assert "tenmien.example/02215/" in page
    assert "0207 000 000" not in page
    assert "canonical" in preview.wait_for_text("id-vn/", "https://tenmien.example/id-vn/")
    first_builds = preview.builds

    edit("data/contacts.csv", "02215,UBND phường Minh Xuân,0207 000 000,,,Công văn thử,2026-11-20\n")
    preview.wait_for_text("02215/", "0207 000 000")
    time.sleep(QUIET)
    assert preview.builds == first_builds + 1, "".join(preview.lines)

    edit("guide/id-vn.md", "\nCâu vừa thêm.\n")
    preview.wait_for_text("id-vn/", "Câu vừa thêm.")
    time.sleep(QUIET)
    assert preview.builds == first_builds + 2, "".join(preview.lines)
    assert not re.search(r"WARNING|ERROR|Traceback", "".join(preview.lines))


@pytest.mark.parametrize("preview", ["phocap serve"], indirect=True)
def test_a_mistake_is_told_and_the_preview_lives_on(preview: Preview, edit: Callable[[str, str], None]) -> None:
    preview.wait_for_text("id-vn/", "Công dân Việt Nam")
    edit("guide/id-vn.md", "\n{{ facts.khong_co.statement }}\n")
    preview.wait_for_words("content/guide/id-vn.md, dòng", "khong_co")
    edit("guide/id-vn.md", "\nĐã sửa xong.\n")
    preview.wait_for_text("id-vn/", "Đã sửa xong.")
