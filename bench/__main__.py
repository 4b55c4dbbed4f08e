"""Whole province, as a process: cold, warm, one row changed; stages; heaviest pages; sheets; how much a code takes.

Usage: make bench. Copies the project's content to a temporary folder, so nothing in the repository changes.
"""

from __future__ import annotations

import gzip
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import degradation, sheets

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
PROJECT_PARTS = ("content", "themes", "assets", "mkdocs.yml")
BUILD_DAY = "2026-11-22"
PAGES = ("--only", "web")


def copy_project(folder: Path) -> Path:
    """Copy what a build reads into `folder` and return it."""
    for part in PROJECT_PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part)
        else:
            shutil.copy2(source, folder / part)
    return folder


def run_build(project: Path, *only: str) -> tuple[float, str]:
    """Build a project in a process of its own; return wall seconds and what it printed."""
    command = [sys.executable, "-m", "generator", "build", "--verbose", "--date", BUILD_DAY, *only]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, done.stdout


def forget_everything(project: Path) -> None:
    """Remove output and caches, so that the next build is cold."""
    shutil.rmtree(project / "dist", ignore_errors=True)
    shutil.rmtree(project / ".cache", ignore_errors=True)


def change_one_row(project: Path) -> None:
    """Change the name of one school, as an editor would."""
    schools = project / "content" / "data" / "schools.csv"
    text = schools.read_text(encoding="utf-8-sig")
    schools.write_text(text.replace("THPT Mậu Duệ", f"THPT Mậu Duệ {time.time_ns() % 10}"), encoding="utf-8")


def nothing(project: Path) -> None:
    """Leave the project as it is."""


def measure(
    name: str, project: Path, prepare: Callable[[Path], None], *only: str, rounds: int = ROUNDS
) -> tuple[float, str]:
    """Time several builds, print the median and the range, return the median and the last output."""
    seconds = []
    output = ""
    for _ in range(rounds):
        prepare(project)
        elapsed, output = run_build(project, *only)
        seconds.append(elapsed)
    print(f"{name:44} {median(seconds):6.2f} s   ({min(seconds):.2f} to {max(seconds):.2f}, {rounds} runs)", flush=True)
    return median(seconds), output


def gzip_size(path: Path) -> int:
    """Return the size of a file after gzip -9."""
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "province")
        cold, output = measure("web, cold: no output, no cache", project, forget_everything, *PAGES)
        warm, _ = measure("web, warm: nothing changed", project, nothing, *PAGES)
        changed, _ = measure("web, warm: one school renamed", project, change_one_row, *PAGES)
        print(f"ratio to cold: warm {warm / cold:.2f}, one row {changed / cold:.2f}")
        site = project / "dist" / "site"
        pages = list(site.rglob("*.html"))
        print(f"pages per second, cold: {len(pages) / cold:.0f} ({len(pages)} pages)")
        print("stages of the last cold build:")
        print("\n".join(line for line in output.splitlines() if re.match(r"\s+\d", line)))
        landing = sorted((gzip_size(page), page) for page in site.glob("[0-9]*/index.html"))
        sizes = [size for size, _ in landing]
        heaviest = landing[-1][1].parent.name
        print(f"numbered pages, gzip: min {sizes[0]}, median {median(sizes):.0f}, max {sizes[-1]} B ({heaviest})")
        _, output = measure("everything, cold", project, forget_everything, rounds=1)
        print("\n".join(line for line in output.splitlines() if re.match(r"\s+\d", line)))
        measure("everything, warm: nothing changed", project, nothing, rounds=1)
        measure("everything, warm: one school renamed", project, change_one_row, rounds=1)
        total = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
        print(f"whole site: {total / 1e6:.1f} MB in {sum(file.is_file() for file in site.rglob('*'))} files")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of a build: {peak:.0f} MiB")
    sheets.main()
    degradation.main()


if __name__ == "__main__":
    main()
