"""What a whole build or check came to, kept by the hash of everything that it read.

When nothing changed, neither the data nor the program nor the finished files, the answer is the kept one, and
the program need not even import what would work it out again.
"""

from __future__ import annotations

import hashlib
import json
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.cache import Cache, fingerprint
from generator.diagnostics import Diagnostic, Origin, Severity
from generator.plan import CACHE_FILE, MANIFEST

_READ_FOLDERS = ("content", "themes", "assets")
_READ_FILES = ("mkdocs.yml",)


@dataclass(frozen=True)
class Receipt:
    """What a build came to: how many pages and files stand in the output, and what was found on the way.

    `manifest` is the SHA-256 of the manifest in the output; "" for a check, which writes nothing.
    """

    pages: int
    files: int
    findings: tuple[Diagnostic, ...]
    manifest: str = ""


def project_state(root: Path, settings: Iterable[str]) -> str:
    """Return a hash of all that a result depends on: the project's files, the program, its libraries, `settings`."""
    files = [path for folder in _READ_FOLDERS for path in (root / folder).rglob("*") if path.is_file()]
    files += [path for name in _READ_FILES if (path := root / name).is_file()]
    program = Path(__file__).parent
    parts: list[str | bytes] = [*settings, sys.version, *_installed()]
    for base, found in ((root, files), (program, program.rglob("*.py"))):
        for path in sorted(found):
            parts += [path.relative_to(base).as_posix(), path.read_bytes()]
    return fingerprint("state", parts)


def _installed() -> Iterator[str]:
    """Yield the installed libraries with their versions, as the names of their folders tell them."""
    for folder in sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}):
        yield from sorted(path.name for path in Path(folder).glob("*.dist-info"))


def kept_receipt(root: Path, state: str, out: Path | None = None) -> Receipt | None:
    """Return the receipt of this very state; None when there is none, or `out` no longer holds what it tells of."""
    with Cache(root / CACHE_FILE, ages=False) as cache:
        kept = cache.get(state)
    if kept is None:
        return None
    told = json.loads(kept)
    receipt = Receipt(told["pages"], told["files"], tuple(map(_diagnostic, told["findings"])), told["manifest"])
    return receipt if out is None or _is_whole(out, receipt.manifest) else None


def keep_receipt(root: Path, state: str, receipt: Receipt) -> None:
    """Keep a receipt under the state that the result was made from."""
    told = {**vars(receipt), "findings": [_plain(one) for one in receipt.findings]}
    with Cache(root / CACHE_FILE, ages=False) as cache:
        cache.put(state, json.dumps(told).encode())


def manifest_hash(out: Path) -> str:
    """Return the hash of the manifest in an output folder; "" when there is none."""
    try:
        return hashlib.sha256((out / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""


def _is_whole(out: Path, manifest: str) -> bool:
    """Tell whether a folder holds exactly what its manifest lists, and the manifest is the expected one."""
    if not manifest or manifest_hash(out) != manifest:
        return False
    listed = json.loads((out / MANIFEST).read_bytes())["files"]
    found = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    found.pop(MANIFEST)
    return found.keys() == listed.keys() and all(
        _holds(path, listed[name]["bytes"], listed[name]["sha256"]) for name, path in found.items()
    )


def _holds(path: Path, size: int, sha256: str) -> bool:
    try:
        return path.stat().st_size == size and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except OSError:
        return False


def _plain(one: Diagnostic) -> list[object]:
    return [one.rule, vars(one.origin), one.message, one.hint, one.severity.value]


def _diagnostic(plain: list[object]) -> Diagnostic:
    rule, origin, message, hint, severity = plain
    assert isinstance(origin, dict)
    return Diagnostic(str(rule), Origin(**origin), str(message), str(hint), Severity(str(severity)))


Work = Callable[[], Receipt]


def kept_or_made(root: Path, settings: Iterable[str], make: Work, out: Path | None = None) -> Receipt:
    """Return the kept receipt of the project's state, or make one and keep it.

    Whatever `make` raises is raised, and nothing is kept then, nor when the project changed meanwhile.
    """
    settings = tuple(settings)
    state = project_state(root, settings)
    if (kept := kept_receipt(root, state, out)) is not None:
        return kept
    made = make()
    if project_state(root, settings) == state:
        keep_receipt(root, state, made)
    return made
