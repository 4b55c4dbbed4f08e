"""A writer killed at any moment, by the system itself, leaves the previous output or the new one, whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Both scripts hold two trees and put one in the other's place, again and again.
COMMON = """
import os, signal, sys
from datetime import date
from pathlib import Path
from generator import writing
from generator.artifact import Artifact, ArtifactSet
from generator.model.project import Edition

def tree(name):
    files = {f"site/{number:05}/index.html": f"{name} {number}".encode() * 50 for number in range(int(sys.argv[2]))}
    files["site/robots.txt"] = b"same in both"
    files[f"site/only-{name}.html"] = name.encode()
    return ArtifactSet(Artifact(path, content) for path, content in files.items())

def write(artifacts):
    return writing.write_output(out, artifacts, Edition(date(2026, 11, 22), "tenmien.example"), "1.0")

out = Path(sys.argv[1])
old, new = tree("old"), tree("new")
writing._flush = lambda folder: None  # a killed process loses nothing of what it wrote; only a power cut does
if sys.argv[3] == "two-renames":
    writing._exchange = lambda first, second: False

def content(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

write(new)
new_tree = content(out)
write(old)
old_tree = content(out)
"""

# Kills a child at every operation on files in turn; the audit event comes just before the operation.
AT_EVERY_OPERATION = (
    COMMON
    + """
EVENTS = {"open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.scandir", "os.listdir"}

def die_at(operation):
    left = operation
    def hook(event, arguments):
        nonlocal left
        if event in EVENTS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)

operation = was_old = was_new = was_away = 0
while True:
    operation += 1
    write(old)
    child = os.fork()
    if child == 0:
        die_at(operation)
        write(new)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
        break
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, status
    if not out.exists():  # between the two renames: there is no third way without an exchange
        assert sys.argv[3] == "two-renames", operation
        was_away += 1
        with writing._lock(out.parent / f".{out.name}.phocap", out):
            writing._recover(out.parent / f".{out.name}.phocap", out)
    found = content(out)
    assert found in (old_tree, new_tree), operation
    was_old += found == old_tree
    was_new += found == new_tree
    write(new)
    assert content(out) == new_tree, operation
    assert [entry.name for entry in out.parent.iterdir()] == [out.name], operation
print(operation, was_old, was_new, was_away)
"""
)

# Kills a child that writes without pause, at moments that nobody chose.
AT_RANDOM_MOMENTS = (
    COMMON
    + """
import random, time

moments = random.Random(507)
killed = 0
for _ in range(25):
    child = os.fork()
    if child == 0:
        while True:
            write(new)
            write(old)
    time.sleep(moments.uniform(0.01, 0.2))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    killed += 1
    assert content(out) in (old_tree, new_tree), killed
write(old)
assert content(out) == old_tree
assert [entry.name for entry in out.parent.iterdir()] == [out.name]
print(killed)
"""
)

needs_kill = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has neither fork nor SIGKILL")


def run(script: str, out: Path, files: int, way: str) -> list[int]:
    command = [sys.executable, "-c", script, str(out), str(files), way]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stderr
    return [int(number) for number in result.stdout.split()]


@needs_kill
@pytest.mark.parametrize("way", ["exchange", "two-renames"])
def test_killed_at_every_operation_in_turn(tmp_path: Path, way: str) -> None:
    operations, was_old, was_new, was_away = run(AT_EVERY_OPERATION, tmp_path / "dist", 4, way)
    assert operations > 40
    assert was_old > 20
    assert was_new > 10
    assert was_away == (1 if way == "two-renames" else 0)


@needs_kill
def test_killed_at_random_moments(tmp_path: Path) -> None:
    assert run(AT_RANDOM_MOMENTS, tmp_path / "dist", 100, "exchange") == [25]
