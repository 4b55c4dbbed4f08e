"""A site as a ZIP that a host unpacks: index.html at its root, the same bytes for the same site."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from generator.artifact import Artifact, path_problem
from generator.starter.site import ALLOWED_ENDINGS, ALLOWED_NAMES

_PACKED_ALREADY = frozenset({".png", ".jpg", ".webp", ".ico"})
_LEVEL = 6


def zip_bytes(files: Mapping[str, Artifact], day: date) -> bytes:
    """Return the ZIP of a site. ValueError for a path that has no place there."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for path in sorted(files, key=lambda path: (path != "index.html", path)):
            check_path(path)
            entry = zipfile.ZipInfo(path, moment(files[path].content, day))
            entry.create_system = 3  # Unix, also when made on Windows
            entry.external_attr = 0o100644 << 16
            packed = PurePosixPath(path).suffix in _PACKED_ALREADY
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            package.writestr(entry, files[path].content, compresslevel=_LEVEL)
    return out.getvalue()


def moment(content: bytes, day: date) -> tuple[int, int, int, int, int, int]:
    """Return the time that a file in the ZIP bears: the day of the build, at a second that its content decides.

    Servers tell browsers by size and time whether a file has changed. A price that changed has often the same size.
    """
    seconds = int.from_bytes(hashlib.sha256(content).digest()[:4], "big") % 43_200 * 2  # a ZIP knows even seconds
    return (day.year, day.month, day.day, seconds // 3600, seconds // 60 % 60, seconds % 60)


def check_path(path: str) -> None:
    """Raise ValueError when a path may not be in a site."""
    name = PurePosixPath(path)
    allowed = path in ALLOWED_NAMES or (name.suffix in ALLOWED_ENDINGS and not name.name.startswith("."))
    if path_problem(path) or not allowed or not path.isascii():
        raise ValueError(f"not a path of a site: {path!r}")
