"""A writer killed at any moment, by the system itself, leaves the previous output or the new one, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from generator.artifact import Artifact, ArtifactSet
from generator.model.project import Edition
from generator.writing import MANIFEST, write_output

EDITION = Edition(date(2026, 11, 22), "tenmien.example")

# Both scripts hold two trees of many files and put one in the other's place, again and again.
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
if sys.argv[3] == "two-renames":
    writing._exchange = lambda first, second: False
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

def content(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

write(new)
new_tree = content(out)
write(old)
old_tree = content(out)
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

FOR_EVER = (
    COMMON
    + """
print("ready", flush=True)
while True:
    write(new)
    write(old)
"""
)

needs_kill = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has neither fork nor SIGKILL")


def tree(name: str, count: int) -> ArtifactSet:
    files = {f"site/{number:05}/index.html": f"{name} {number}".encode() * 50 for number in range(count)}
    files["site/robots.txt"] = b"same in both"
    files[f"site/only-{name}.html"] = name.encode()
    return ArtifactSet(Artifact(path, content) for path, content in files.items())


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@needs_kill
@pytest.mark.parametrize("way", ["exchange", "two-renames"])
def test_killed_at_every_operation_in_turn(tmp_path: Path, way: str) -> None:
    command = [sys.executable, "-c", AT_EVERY_OPERATION, str(tmp_path / "dist"), "4", way]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    operations, was_old, was_new, was_away = map(int, result.stdout.split())
    assert operations > 40
    assert was_old > 20
    assert was_new > 10
    assert was_away == (1 if way == "two-renames" else 0)


@needs_kill
def test_killed_at_random_moments(tmp_path: Path) -> None:
    out, count = tmp_path / "dist", 150
    write_output(out, tree("new", count), EDITION, "1.0")
    new_tree = content(out)
    write_output(out, tree("old", count), EDITION, "1.0")
    old_tree = content(out)
    moments = random.Random(507)
    for _ in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", FOR_EVER, str(out), str(count), "exchange"], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(moments.uniform(0, 0.15))
            writer.send_signal(signal.SIGKILL)
        found = content(out)
        assert MANIFEST in found
        assert found in (old_tree, new_tree)
    write_output(out, tree("old", count), EDITION, "1.0")
    assert content(out) == old_tree
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]
