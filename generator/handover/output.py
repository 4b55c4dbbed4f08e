"""Writes a site into a folder or a ZIP, and never over what its owner changed there by hand."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Findings, Origin, UserError
from generator.starter.package import zip_bytes
from generator.starter.record import RECORD_FILE, changed_by_hand, recorded
from generator.starter.site import Site

_SAVED = "ban-cua-toi"  # where the owner's own version goes when it is to be replaced


@dataclass(frozen=True)
class Written:
    """How many files are new or changed, as they were, gone; `saved` is where the owner's own versions went."""

    written: int
    unchanged: int
    removed: int
    saved: str = ""


def write_site(out: Path, site: Site, overwrite: bool = False) -> Written:
    """Write a site to `out`, a ZIP when its name ends in .zip, else a folder.

    UserError naming every file that somebody changed since the last build, unless `overwrite`: then these are
    first copied aside. Files that the owner added are left alone.
    """
    try:
        return _write_zip(out, site, overwrite) if out.suffix.lower() == ".zip" else _write_folder(out, site, overwrite)
    except OSError as problem:
        message = f"Không ghi được vào “{out}”: {problem.strerror or problem}."
        hint = "Kiểm tra chỗ trống, quyền ghi, và đóng tệp nếu đang mở."
        raise UserError(Diagnostic("starter.output", Origin(out.name), message, hint)) from problem


def _refuse(out: Path, edited: list[str]) -> UserError:
    findings = Findings()
    for path in edited:
        findings.error(
            "starter.edited",
            Origin(f"{out.name}/{path}"),
            "Tệp này đã được sửa tay sau lần dựng trước, nên không ghi đè.",
            "Chuyển phần đã sửa vào tệp trả lời, hoặc thêm --overwrite (bản của bạn được cất riêng).",
        )
    return UserError(findings.items)


def _not_ours(out: Path) -> UserError:
    return UserError(
        Diagnostic(
            "starter.not-ours",
            Origin(out.name),
            f"“{out.name}” đã có và không phải do lệnh này tạo, nên không ghi đè.",
            "Chọn tên khác, hoặc chuyển nó đi nơi khác.",
        )
    )


def _write_folder(out: Path, site: Site, overwrite: bool) -> Written:
    new = {path: artifact.content for path, artifact in site.artifacts.items()}
    if out.exists() and not out.is_dir():
        raise _not_ours(out)
    existing = {path for path in out.rglob("*") if path.is_file()} if out.is_dir() else set()
    record = recorded((out / RECORD_FILE).read_bytes()) if (out / RECORD_FILE) in existing else None
    if existing and record is None:
        raise _not_ours(out)
    names = {path.relative_to(out).as_posix() for path in existing}
    present = {name: (out / name).read_bytes() for name in names if name in new or name in (record or {})}
    edited = changed_by_hand(present, record or {}, new)
    if edited and not overwrite:
        raise _refuse(out, edited)
    saved = _save_aside(out, {name: present[name] for name in edited}) if edited else ""
    gone = [name for name in present if name not in new and name in (record or {})]
    for name in gone:
        (out / name).unlink()
    same = {name for name, content in new.items() if present.get(name) == content}
    for name in sorted(new.keys() - same):
        _put(out / name, new[name])
    return Written(len(new) - len(same), len(same), len(gone), saved)


def _save_aside(out: Path, files: Mapping[str, bytes]) -> str:
    folder = _free(out.with_name(f"{out.name}-{_SAVED}"))
    for name, content in files.items():
        _put(folder / name, content)
    return folder.name


def _free(path: Path) -> Path:
    candidate, number = path, 1
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate


def _write_zip(out: Path, site: Site, overwrite: bool) -> Written:
    content = zip_bytes(site.artifacts, site.built_on)
    if not out.exists():
        _put(out, content)
        return Written(len(site.artifacts), 0, 0)
    old = out.read_bytes() if out.is_file() else b""
    if old == content:
        return Written(0, len(site.artifacts), 0)
    present = _unpacked(out)
    record = recorded(present.get(RECORD_FILE)) if present is not None else None
    if present is None or record is None:
        raise _not_ours(out)
    new = {path: artifact.content for path, artifact in site.artifacts.items()}
    edited = changed_by_hand(present, record, new)
    added = sorted(present.keys() - record.keys() - {RECORD_FILE})
    if (edited or added) and not overwrite:
        raise _refuse(out, [*edited, *added])
    saved = ""
    if edited or added:
        kept = _free(out.with_name(f"{out.stem}-{_SAVED}{out.suffix}"))
        _put(kept, old)
        saved = kept.name
    _put(out, content)
    same = sum(present.get(path) == value for path, value in new.items())
    return Written(len(new) - same, same, len(present.keys() - new.keys()), saved)


def _unpacked(out: Path) -> dict[str, bytes] | None:
    try:
        with zipfile.ZipFile(out) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > 200_000_000:
                return None
            return {entry.filename: package.read(entry) for entry in entries}
    except (zipfile.BadZipFile, OSError, RuntimeError):
        return None


def _put(path: Path, content: bytes) -> None:
    """Write a file in one step: the old one or the new one is there, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.phocap")
    half.write_bytes(content)
    half.replace(path)
