"""ZIP archives, and the Office files that are such archives, with stable bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class StoredFile:
    """A file of an archive: its path inside, and its bytes."""

    name: str
    content: bytes


def stable_zip(files: Iterable[StoredFile], day: date) -> bytes:
    """Return a ZIP of files dated `day`: the same input gives the same bytes on every system."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # zipfile writes the system it runs on
            entry.external_attr = 0o644 << 16
            entry.flag_bits |= 0x800  # names are UTF-8, also the plain ones
            archive.writestr(entry, file.content)
    return out.getvalue()


def restored(content: bytes, day: date, without: Iterable[str] = ()) -> bytes:
    """Return an archive again with the times of its files set to `day`, some files left out."""
    left_out = set(without)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name not in left_out]
        return stable_zip([StoredFile(name, archive.read(name)) for name in names], day)
