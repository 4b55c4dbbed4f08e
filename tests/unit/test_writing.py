"""The output folder is always whole: the previous result or the new one, whatever fails."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from generator import writing
from generator.artifact import Artifact, ArtifactSet
from generator.diagnostics import Origin, UserError
from generator.model.project import Edition
from generator.plan import MANIFEST
from generator.writing import WriteReport, manifest_bytes, write_folder, write_output

EDITION = Edition(date(2026, 11, 22), "tenmien.example")
OLD = {"site/index.html": b"old start", "site/02215/index.html": b"old commune", "site/robots.txt": b"same"}
NEW = {"site/index.html": b"new start", "site/robots.txt": b"same", "site/1/index.html": b"new sign-up"}
BOTH_WAYS = pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "two-renames"])


def artifacts(contents: dict[str, bytes]) -> ArtifactSet:
    return ArtifactSet(Artifact(path, content) for path, content in contents.items())


def write(out: Path, contents: dict[str, bytes]) -> WriteReport:
    return write_output(out, artifacts(contents), EDITION, "1.0")


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files but the manifest."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found.pop(MANIFEST, None)
    return found


def refusal(caught: pytest.ExceptionInfo[UserError]) -> str:
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.hint
    return diagnostic.rule


# --- what is written


def test_writes_every_file_and_a_manifest_and_leaves_nothing_beside(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "dist"
    assert write(out, OLD) == WriteReport(written=3, unchanged=0, removed=0)
    assert tree(out) == OLD
    assert json.loads((out / MANIFEST).read_bytes())["files"].keys() == OLD.keys()
    assert [path.name for path in out.parent.iterdir()] == ["dist"]


def test_counts_what_changed_and_drops_what_is_gone_with_its_folder(tmp_path: Path) -> None:
    write(tmp_path / "dist", OLD)
    assert write(tmp_path / "dist", NEW) == WriteReport(written=2, unchanged=1, removed=1)
    assert tree(tmp_path / "dist") == NEW
    assert not (tmp_path / "dist/site/02215").exists()


def test_unchanged_files_keep_inode_and_time(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    write(out, OLD)
    os.utime(out / "site/robots.txt", ns=(10**18, 10**18))
    before = (out / "site/robots.txt").stat()
    write(out, NEW)
    after = (out / "site/robots.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (out / "site/index.html").stat().st_ino != before.st_ino


def test_nothing_is_touched_when_nothing_changed(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    write(out, OLD)
    before = {path: path.stat().st_mtime_ns for path in [out, *out.rglob("*")]}
    identity = out.stat().st_ino
    assert write(out, OLD) == WriteReport(written=0, unchanged=3, removed=0)
    assert {path: path.stat().st_mtime_ns for path in [out, *out.rglob("*")]} == before
    assert out.stat().st_ino == identity


def test_bytes_are_compared_not_the_manifest(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    write(out, OLD)
    (out / "site/index.html").write_bytes(b"OLD START")  # same length, changed by hand
    (out / "site/robots.txt").unlink()
    assert write(out, OLD) == WriteReport(written=2, unchanged=1, removed=0)
    assert tree(out) == OLD


def test_a_new_edition_rewrites_the_manifest_alone(tmp_path: Path) -> None:
    write(tmp_path / "dist", OLD)
    tomorrow = Edition(date(2026, 11, 23), "tenmien.example")
    report = write_output(tmp_path / "dist", artifacts(OLD), tomorrow, "1.0")
    assert report == WriteReport(written=0, unchanged=3, removed=0)
    assert json.loads((tmp_path / "dist" / MANIFEST).read_bytes())["edition"]["date"] == "2026-11-23"


def test_copies_where_the_file_system_has_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "dist"
    write(out, OLD)
    os.utime(out / "site/robots.txt", ns=(10**18, 10**18))

    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no hard links")

    monkeypatch.setattr(os, "link", no_links)
    assert write(out, NEW).unchanged == 1
    assert tree(out) == NEW
    assert (out / "site/robots.txt").stat().st_mtime_ns == 10**18


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a right on Windows")
def test_an_output_behind_a_symbolic_link_stays_behind_it(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "dist").symlink_to(tmp_path / "real")
    write(tmp_path / "dist", OLD)
    write(tmp_path / "dist", NEW)
    assert (tmp_path / "dist").is_symlink()
    assert tree(tmp_path / "real") == NEW


def test_a_folder_can_become_a_file_and_back(tmp_path: Path) -> None:
    first, second = {"a/b": b"1"}, {"a": b"2"}
    for contents in (first, second, first):
        write(tmp_path / "dist", contents)
        assert tree(tmp_path / "dist") == contents


# --- the manifest


def test_manifest_is_deterministic_and_complete() -> None:
    origin = Origin("content/data/communes.csv", 7, "name")
    page = Artifact("site/02215/index.html", b"abc", (origin, origin, Origin("themes/landing/place.html")))
    made = manifest_bytes(ArtifactSet([page, Artifact("a.txt", b"")]), EDITION, "1.0")
    assert made == manifest_bytes(ArtifactSet([Artifact("a.txt", b""), page]), EDITION, "1.0")
    assert json.loads(made) == {
        "edition": {"date": "2026-11-22", "host": "tenmien.example", "kind": "trial"},
        "files": {
            "a.txt": {
                "bytes": 0,
                "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "sources": [],
            },
            "site/02215/index.html": {
                "bytes": 3,
                "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "sources": ["content/data/communes.csv:7", "themes/landing/place.html"],
            },
        },
        "program": {"name": "phocap", "version": "1.0"},
    }


def test_manifest_names_a_release() -> None:
    release = Edition(date(2026, 11, 22), "tenmien.vn", release=True)
    assert json.loads(manifest_bytes(ArtifactSet(), release, "1"))["edition"]["kind"] == "release"


@pytest.mark.parametrize("path", ["/home/lan/du-an/a.md", "C:\\du-an\\a.md", "C:/du-an/a.md", "guide\\a.md"])
def test_manifest_refuses_a_source_that_tells_where_the_project_lies(path: str) -> None:
    with pytest.raises(ValueError, match="relative"):
        manifest_bytes(ArtifactSet([Artifact("a", b"", (Origin(path),))]), EDITION, "1.0")


def test_two_folders_get_the_same_manifest(tmp_path: Path) -> None:
    write(tmp_path / "one" / "dist", OLD)
    write(tmp_path / "two" / "khac", NEW)
    write(tmp_path / "two" / "khac", OLD)
    assert (tmp_path / "one/dist" / MANIFEST).read_bytes() == (tmp_path / "two/khac" / MANIFEST).read_bytes()


def test_an_artifact_cannot_take_the_manifests_place(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="manifest"):
        write(tmp_path / "dist", {MANIFEST: b"{}"})


def test_a_staged_folder_hides_its_manifest_from_mkdocs(tmp_path: Path) -> None:
    write_folder(tmp_path / "docs", artifacts({"index.md": b"# a"}), EDITION, "1.0")
    assert sorted(path.name for path in (tmp_path / "docs").iterdir()) == [
        ".phocap-manifest.json",
        "index.md",
    ]
    assert write_folder(tmp_path / "docs", artifacts({"b.md": b""}), EDITION, "1.0").removed == 1


# --- what is refused


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    write(tmp_path / "dist", OLD)
    assert tree(tmp_path / "dist") == OLD


@pytest.mark.parametrize(
    "manifest",
    [
        None,
        b"{}",
        b'{"name": "a web app"}',
        b"not json",
        b"[]",
        b'{"program": {"name": "other"}, "files": {}}',
    ],
)
def test_a_folder_of_somebody_else_is_refused_and_kept(tmp_path: Path, manifest: bytes | None) -> None:
    documents = tmp_path / "Documents"
    documents.mkdir()
    (documents / "luan-van.docx").write_bytes(b"five years of work")
    if manifest is not None:
        (documents / MANIFEST).write_bytes(manifest)
    before = tree(documents)
    with pytest.raises(UserError, match="không phải do phocap tạo") as caught:
        write(documents, OLD)
    assert refusal(caught) == "output.foreign-folder"
    assert tree(documents) == before
    assert [path.name for path in tmp_path.iterdir()] == ["Documents"]


def test_a_file_that_somebody_put_into_our_output_is_named_and_kept(tmp_path: Path) -> None:
    write(tmp_path / "dist", OLD)
    (tmp_path / "dist/site/ghi-chu.docx").write_bytes(b"notes")
    with pytest.raises(UserError, match=r"site/ghi-chu\.docx") as caught:
        write(tmp_path / "dist", NEW)
    assert refusal(caught) == "output.foreign-file"
    assert tree(tmp_path / "dist") == {**OLD, "site/ghi-chu.docx": b"notes"}


def test_litter_of_file_managers_does_not_stop_a_build(tmp_path: Path) -> None:
    write(tmp_path / "dist", OLD)
    (tmp_path / "dist/site/Thumbs.db").write_bytes(b"")
    (tmp_path / "dist/.DS_Store").write_bytes(b"")
    write(tmp_path / "dist", NEW)
    assert tree(tmp_path / "dist") == NEW


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dist").write_bytes(b"a file")
    with pytest.raises(UserError) as caught:
        write(tmp_path / "dist", OLD)
    assert refusal(caught) == "output.not-a-folder"
    assert (tmp_path / "dist").read_bytes() == b"a file"


def test_two_builds_at_once_are_told_apart(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    write(out, OLD)
    code = (
        "import sys; from pathlib import Path; from generator import writing\n"
        f"with writing._lock(Path({str(tmp_path / '.dist.phocap')!r}), Path({str(out)!r})):\n"
        "    print('locked', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdin
        assert other.stdout.readline() == b"locked" + os.linesep.encode()
        with pytest.raises(UserError, match="Một lệnh phocap khác") as caught:
            write(out, NEW)
        assert refusal(caught) == "output.busy"
        assert tree(out) == OLD
        other.kill()
    write(out, NEW)  # the right to write ends with the process, however it ends
    assert tree(out) == NEW


# --- what goes wrong


class Broken(BaseException):
    """Stands for Ctrl-C: no handler of ordinary errors may catch it."""


class _Saboteur:
    """Fails the n-th operation on files that Python announces to its audit hooks."""

    EVENTS = frozenset(
        {
            "open",
            "os.mkdir",
            "os.rename",
            "os.link",
            "os.remove",
            "os.rmdir",
            "os.listdir",
            "os.scandir",
            "shutil.rmtree",
        }
    )

    def __init__(self) -> None:
        self.countdown: int | None = None
        self.failure: BaseException = Broken()
        self.installed = False

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.countdown is None or event not in self.EVENTS:
            return
        self.countdown -= 1
        if self.countdown == 0:
            raise self.failure

    @contextmanager
    def failing(self, at: int, failure: BaseException) -> Iterator[None]:
        if not self.installed:
            sys.addaudithook(self.hook)  # cannot be taken out again, so there is one, asleep most of the time
            self.installed = True
        self.countdown, self.failure = at, failure
        try:
            yield
        finally:
            self.left, self.countdown = self.countdown, None


SABOTEUR = _Saboteur()


@BOTH_WAYS
@pytest.mark.parametrize(
    "failure",
    [
        Broken(),
        OSError(errno.ENOSPC, "full"),
        OSError(errno.EACCES, "denied"),
        OSError(errno.EIO, "broken disk"),
    ],
    ids=["interrupt", "full", "denied", "io"],
)
def test_a_failure_at_any_operation_leaves_the_old_or_the_new_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool, failure: BaseException
) -> None:
    monkeypatch.setattr(writing, "_flush", lambda folder: None)  # slow on a busy disk, and has a test of its own
    if not exchange:
        monkeypatch.setattr(writing, "_exchange", lambda first, second: False)
    old, new = artifacts(OLD), artifacts(NEW)
    operation, old_kept, new_there = 0, 0, 0
    while True:
        operation += 1
        out = tmp_path / str(operation) / "dist"
        write_output(out, old, EDITION, "1.0")
        raised: BaseException | None = None
        with SABOTEUR.failing(operation, failure):
            try:
                write_output(out, new, EDITION, "1.0")
            except (Broken, UserError) as error:
                raised = error
        if SABOTEUR.left is not None and SABOTEUR.left > 0:
            break  # went through before the turn of the saboteur came
        found = tree(out)
        assert found in (OLD, NEW), f"operation {operation}: a mixture"
        old_kept += found == OLD
        new_there += found == NEW
        if isinstance(raised, UserError):
            assert raised.diagnostics[0].rule.startswith("output.")
        write_output(out, new, EDITION, "1.0")
        assert tree(out) == NEW, f"operation {operation}: the next build did not mend it"
        assert [path.name for path in out.parent.iterdir()] == ["dist"]
    assert operation > 20
    assert old_kept > 5
    assert new_there > 2


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_disk_that_fills_in_the_middle_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    out = tmp_path / "dist"
    write(out, OLD)
    whole, calls = Path.write_bytes, iter(range(1, 100))

    def half(path: Path, content: bytes) -> int:
        if next(calls) < nth:
            return whole(path, content)
        whole(path, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(UserError, match="Ổ đĩa đầy") as caught:
        write(out, NEW)
    assert refusal(caught) == "output.disk-full"
    assert tree(out) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_a_disk_that_turns_out_full_when_files_reach_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    write(tmp_path / "dist", OLD)
    monkeypatch.setattr(writing, "_flush", full)
    with pytest.raises(UserError) as caught:
        write(tmp_path / "dist", NEW)
    assert refusal(caught) == "output.disk-full"
    assert tree(tmp_path / "dist") == OLD


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        (errno.EACCES, "output.permission"),
        (errno.EROFS, "output.permission"),
        (errno.EDQUOT, "output.disk-full"),
        (errno.EBUSY, "output.mount-point"),
        (errno.EIO, "output.system"),
    ],
)
def test_the_systems_refusal_becomes_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, rule: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    write(tmp_path / "dist", OLD)
    monkeypatch.setattr(writing, "_swap", refuse)
    with pytest.raises(UserError, match="Kết quả lần trước vẫn nguyên") as caught:
        write(tmp_path / "dist", NEW)
    assert refusal(caught) == rule
    assert tree(tmp_path / "dist") == OLD


@pytest.mark.parametrize("empty_folder_in_its_place", [False, True])
def test_a_kill_between_the_two_renames_is_mended_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_folder_in_its_place: bool
) -> None:
    out, work = tmp_path / "dist", tmp_path / ".dist.phocap"
    write(out, OLD)
    (work / "new").mkdir(parents=True)
    (work / "new/half.html").write_bytes(b"half")
    out.rename(work / "previous")
    if empty_folder_in_its_place:
        out.mkdir()

    def fail(*_: object) -> None:
        raise Broken

    monkeypatch.setattr(writing, "_stage", fail)  # also when that next build comes to nothing
    with pytest.raises(Broken):
        write(out, NEW)
    assert tree(out) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_a_stale_staging_folder_is_removed(tmp_path: Path) -> None:
    work = tmp_path / ".dist.phocap"
    (work / "new/site").mkdir(parents=True)
    (work / "lock").write_bytes(b"")
    write(tmp_path / "dist", OLD)
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]
