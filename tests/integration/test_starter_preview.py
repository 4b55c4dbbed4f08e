"""The preview on this machine: its pages, and a browser that leaves before it has its answer."""

from __future__ import annotations

import socket
import struct
import threading
import urllib.request
from collections.abc import Iterator

import pytest

from generator.diagnostics import UserError
from generator.handover import preview as module
from generator.handover.preview import serve


class _Paper:
    """A preview whose one page is larger than what the system keeps for a browser that does not read."""

    def __init__(self) -> None:
        self.asked = threading.Semaphore(0)
        self.trouble: Exception | None = None

    def answer(self, path: str) -> tuple[int, str, bytes]:
        self.asked.release()
        if self.trouble is not None:
            raise self.trouble
        return 200, "text/html", b"x" * (16_000_000 if path == "/lon" else 10)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[_Paper, int]]:
    servers: list[module._Server] = []

    class Kept(module._Server):
        daemon_threads = False  # closing then waits for every answer

        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)  # type: ignore[arg-type]
            servers.append(self)

    monkeypatch.setattr(module, "_Server", Kept)
    paper, address, told = _Paper(), [""], threading.Event()

    def ready(text: str) -> None:
        address[0] = text
        told.set()

    thread = threading.Thread(target=serve, args=(paper, 0, ready))
    thread.start()
    assert told.wait(10)
    try:
        yield paper, int(address[0].rstrip("/").rpartition(":")[2])
    finally:
        servers[0].shutdown()
        thread.join()


def _leave(port: int, path: str) -> None:
    with socket.create_connection(("127.0.0.1", port)) as browser:
        browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        browser.sendall(f"GET {path} HTTP/1.0\r\n\r\n".encode())
        browser.recv(1)


def _answered() -> None:
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)


def test_a_browser_that_leaves_is_no_news(served: tuple[_Paper, int], capfd: pytest.CaptureFixture[str]) -> None:
    paper, port = served
    _leave(port, "/lon")
    assert paper.asked.acquire(timeout=10)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
        assert answer.read() == b"x" * 10
    _answered()
    assert capfd.readouterr().err == ""


def test_our_own_mistakes_are_still_told(served: tuple[_Paper, int], capfd: pytest.CaptureFixture[str]) -> None:
    paper, port = served
    paper.trouble = RuntimeError("lỗi của ta")
    with pytest.raises(OSError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10)
    _answered()
    assert "RuntimeError: lỗi của ta" in capfd.readouterr().err


@pytest.mark.parametrize("wrong", [0, 70_000])
def test_a_port_that_is_not_to_be_had_is_told_in_words(wrong: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(UserError) as told:
        serve(_Paper(), wrong or other.getsockname()[1], lambda _: pytest.fail("served"))  # type: ignore[arg-type]
    (problem,) = told.value.diagnostics
    assert problem.rule == "starter.port" and "--port" in problem.hint
