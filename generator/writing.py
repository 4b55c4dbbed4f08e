"""Puts artifacts into a folder so that there is always one whole result: the previous one or the new one.

The new tree is staged in a hidden folder beside the output, on the same file system, and takes the output's
place in one step (Linux) or two renames (elsewhere; the next start mends an interruption between them). Files
whose bytes did not change are hard links to the previous ones, so they keep their inode and time.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import json
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.artifact import Artifact, ArtifactSet
from generator.diagnostics import Diagnostic, Origin, UserError
from generator.model.project import Edition
from generator.plan import MANIFEST

STAGE_MANIFEST = ".phocap-manifest.json"  # MkDocs and its successors leave dotfiles out of the site

_PROGRAM = "phocap"
_LITTER = {"thumbs.db", "desktop.ini", ".ds_store"}  # written by file managers, nobody's work
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # <fcntl.h>, <linux/fs.h>
_NO_EXCHANGE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}
_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
_MOUNT_POINT = {errno.EBUSY, errno.EXDEV}


@dataclass(frozen=True)
class WriteReport:
    """How many files are new or changed, kept as they were, and gone; the manifest itself is not counted."""

    written: int
    unchanged: int
    removed: int


def write_output(out: Path, artifacts: ArtifactSet, edition: Edition, version: str) -> WriteReport:
    """Replace the folder `out` by the artifacts and their manifest, or leave it exactly as it was.

    UserError when another build is writing there, when the folder holds files that this program did not make,
    when the disk is full or writing is not allowed. Nothing is touched when nothing changed.
    """
    return _write(out, artifacts, edition, version, MANIFEST)


def write_folder(folder: Path, artifacts: ArtifactSet, edition: Edition, version: str) -> WriteReport:
    """Do the same for a staged docs folder, with the manifest out of other programs' sight."""
    return _write(folder, artifacts, edition, version, STAGE_MANIFEST)


def _write(out: Path, artifacts: ArtifactSet, edition: Edition, version: str, manifest_name: str) -> WriteReport:
    contents = {path: artifact.content for path, artifact in artifacts.items()}
    if manifest_name in contents:
        raise ValueError(f"an artifact has the manifest's path: {manifest_name}")
    manifest = manifest_bytes(artifacts, edition, version)
    with _explaining(out):
        out = Path(os.path.realpath(out))
        work = out.with_name(f".{out.name}.{_PROGRAM}")
        out.parent.mkdir(parents=True, exist_ok=True)
        with _lock(work, out):
            _recover(work, out)
            existing = _previous_files(out, manifest_name)
            same = {path for path in existing & contents.keys() if _holds(out / path, contents[path])}
            report = WriteReport(len(contents) - len(same), len(same), len(existing - contents.keys()))
            if not (report.written or report.removed) and _holds(out / manifest_name, manifest):
                return report
            try:
                _stage(work / "new", out, {**contents, manifest_name: manifest}, same)
                _swap(work / "new", out, work / "previous")
            finally:
                _recover(work, out)
            return report


def manifest_bytes(artifacts: Mapping[str, Artifact], edition: Edition, version: str) -> bytes:
    """Return the manifest: hash, size and sources of every file, and the edition; no time, no absolute path.

    ValueError when a source is not a path inside the project: it would tell where somebody's project lies.
    """
    files: dict[str, object] = {}
    for path, artifact in artifacts.items():
        for source in artifact.sources:
            if source.file.startswith("/") or "\\" in source.file or source.file[1:2] == ":":
                raise ValueError(f"{path}: source is not relative to the project: {source.file}")
        files[path] = {
            "bytes": len(artifact.content),
            "sha256": hashlib.sha256(artifact.content).hexdigest(),
            "sources": sorted({_source(source) for source in artifact.sources}),
        }
    document = {
        "edition": {
            "date": edition.built_on.isoformat(),
            "host": edition.host,
            "kind": "release" if edition.release else "trial",
        },
        "files": files,
        "program": {"name": _PROGRAM, "version": version},
    }
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _source(origin: Origin) -> str:
    return f"{origin.file}:{origin.line}" if origin.line else origin.file


def _previous_files(out: Path, manifest_name: str) -> set[str]:
    """Return what the previous build left in `out`; UserError when something there is not ours to replace."""
    if not out.exists():
        return set()
    if not out.is_dir():
        raise _refusal(
            out,
            "output.not-a-folder",
            f"“{out}” là một tệp, không phải thư mục.",
            "Chọn thư mục khác bằng --out.",
        )
    found = {Path(folder, name).relative_to(out).as_posix() for folder, _, names in os.walk(out) for name in names}
    found = {path for path in found if path.rpartition("/")[2].lower() not in _LITTER}
    if not found:
        return found
    listed = _listed_files(out / manifest_name)
    if listed is None:
        raise _refusal(
            out,
            "output.foreign-folder",
            f"Thư mục “{out}” đã có tệp mà không phải do phocap tạo (không có {manifest_name} của phocap), "
            "nên được giữ nguyên.",
            "Chọn một thư mục trống hoặc chưa có bằng --out.",
        )
    found.discard(manifest_name)
    if strays := sorted(found - listed):
        others = f" và {len(strays) - 1} tệp khác" if len(strays) > 1 else ""
        raise _refusal(
            out,
            "output.foreign-file",
            f"Thư mục “{out}” có tệp không do phocap tạo: {strays[0]}{others}. Dựng lại sẽ làm mất, nên đã dừng.",
            "Chuyển tệp đó ra chỗ khác rồi chạy lại.",
        )
    return found


def _listed_files(manifest: Path) -> set[str] | None:
    try:
        document = json.loads(manifest.read_bytes())
        return set(document["files"]) if document["program"]["name"] == _PROGRAM else None
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _holds(path: Path, content: bytes) -> bool:
    """Tell whether a plain file has exactly these bytes; one that cannot be read counts as different."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size != len(content):
            return False
        return path.read_bytes() == content
    except OSError:
        return False


def _stage(new: Path, out: Path, contents: Mapping[str, bytes], same: set[str]) -> None:
    new.mkdir()
    for folder in sorted({(new / path).parent for path in contents}):
        folder.mkdir(parents=True, exist_ok=True)
    for path, content in contents.items():
        if path in same:
            _link_or_copy(out / path, new / path)
        else:
            (new / path).write_bytes(content)
    _flush(new)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # no hard links here, or too many of them
        shutil.copy2(source, target)


def _swap(new: Path, out: Path, previous: Path) -> None:
    """Put `new` at `out`. The old tree ends up at `new` or `previous`, for `_recover` to remove."""
    if not out.exists():
        new.rename(out)
    elif not _exchange(new, out):
        out.rename(previous)
        new.rename(out)


def _recover(work: Path, out: Path) -> None:
    """Bring back the old tree when a swap stopped half-way, and remove what a build left behind."""
    previous, new = work / "previous", work / "new"
    if previous.exists() and not (out.exists() and any(out.iterdir())):
        if out.exists():
            out.rmdir()  # Windows renames onto nothing, not even onto an empty folder
        previous.rename(out)
    for leftover in (previous, new):
        shutil.rmtree(leftover, ignore_errors=True)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)  # glibc 2.28 and later
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(first), None, str(second))


def _flush(folder: Path) -> None:
    """Bring staged files to the disk before they take their place: a power cut must find no empty ones."""
    if sys.platform != "linux":
        return
    synchronise = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if synchronise is None:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if synchronise(handle) != 0 and (code := ctypes.get_errno()) in _DISK_FULL | {errno.EIO}:
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(handle)


@contextlib.contextmanager
def _lock(work: Path, out: Path) -> Iterator[None]:
    """Hold the one right to write `out`; the system gives it back when this process dies, however it dies."""
    path = work / "lock"
    while True:
        work.mkdir(exist_ok=True)
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT)
        except FileNotFoundError:  # another build has just tidied up
            continue
        if not _try_lock(handle):
            os.close(handle)
            raise _refusal(
                out,
                "output.busy",
                f"Một lệnh phocap khác đang ghi vào “{out}”.",
                "Đợi lệnh đó xong rồi chạy lại, hoặc dùng --out khác.",
            )
        if _is_same_file(handle, path):
            break
        os.close(handle)  # locked a file that the previous owner had removed meanwhile
    try:
        yield
    finally:
        try:
            with contextlib.suppress(OSError):  # Windows cannot remove an open file: an empty lock stays
                path.unlink()
                work.rmdir()
        finally:
            os.close(handle)


def _is_same_file(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextlib.contextmanager
def _explaining(out: Path) -> Iterator[None]:
    """Turn the system's refusals into a sentence for the person at the keyboard."""
    try:
        yield
    except OSError as error:
        kept = "Kết quả lần trước vẫn nguyên."
        where = f"“{out}”"
        if error.errno in _DISK_FULL:
            raise _refusal(
                out,
                "output.disk-full",
                f"Ổ đĩa đầy khi đang ghi vào {where}. {kept}",
                "Dọn bớt ổ đĩa rồi chạy lại.",
            ) from error
        if error.errno in _NOT_ALLOWED:
            raise _refusal(
                out,
                "output.permission",
                f"Không có quyền ghi vào {where}, hoặc có chương trình đang mở tệp trong đó. {kept}",
                "Đóng chương trình đang mở thư mục này, xem lại quyền ghi, hoặc chọn nơi khác bằng --out.",
            ) from error
        if error.errno in _MOUNT_POINT:
            raise _refusal(
                out,
                "output.mount-point",
                f"Không thay được {where}: đây là gốc của một ổ đĩa hay điểm gắn. {kept}",
                "Chọn một thư mục con bên trong bằng --out.",
            ) from error
        raise _refusal(
            out,
            "output.system",
            f"Hệ thống không cho ghi vào {where}: {error.strerror or error}. {kept}",
            "Chạy lại.",
        ) from error


def _refusal(out: Path, rule: str, message: str, hint: str) -> UserError:
    return UserError(Diagnostic(rule, Origin(out.name), message, hint))
