"""A site as a ZIP that a host unpacks: index.html at its root, the same bytes for the same site."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.artifact import Artifact, path_problem
from generator.starter.site import ALLOWED_ENDINGS, ALLOWED_NAMES

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP can name
_PACKED_ALREADY = frozenset({".png", ".jpg", ".webp", ".ico"})
_LEVEL = 6


def zip_bytes(files: Mapping[str, Artifact]) -> bytes:
    """Return the ZIP of a site. ValueError for a path that has no place there."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for path in sorted(files, key=lambda path: (path != "index.html", path)):
            check_path(path)
            entry = zipfile.ZipInfo(path, _MOMENT)
            entry.create_system = 3  # Unix, also when made on Windows
            entry.external_attr = 0o100644 << 16
            packed = PurePosixPath(path).suffix in _PACKED_ALREADY
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            package.writestr(entry, files[path].content, compresslevel=_LEVEL)
    return out.getvalue()


def check_path(path: str) -> None:
    """Raise ValueError when a path may not be in a site."""
    name = PurePosixPath(path)
    allowed = path in ALLOWED_NAMES or (name.suffix in ALLOWED_ENDINGS and not name.name.startswith("."))
    if path_problem(path) or not allowed or not path.isascii():
        raise ValueError(f"not a path of a site: {path!r}")
