"""Output as values: a path, its bytes, and where they came from. Writing them is somebody else's job."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Origin, UserError

# Windows refuses these as names of files and folders, with any extension (Microsoft, "Naming Files").
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
_FORBIDDEN = set('<>:"|?*\\') | {chr(code) for code in range(32)}
_LONGEST_PATH = 180  # leaves 80 of Windows' 260 characters for the folder that the site is built in


@dataclass(frozen=True)
class Artifact:
    """A file of the result: `path` is posix and relative, `sources` the places in the project it was made from."""

    path: str
    content: bytes
    sources: tuple[Origin, ...] = ()

    @property
    def text(self) -> str:
        """Return the content as UTF-8 text."""
        return self.content.decode("utf-8")


def pack(artifacts: Iterable[Artifact]) -> bytes:
    """Return artifacts as one value that a cache can keep; `unpack` gives them back."""
    rows = [[one.path, b64encode(one.content).decode(), [vars(source) for source in one.sources]] for one in artifacts]
    return json.dumps(rows).encode()


def unpack(packed: bytes) -> Iterator[Artifact]:
    """Yield the artifacts of a packed value."""
    for path, content, sources in json.loads(packed):
        yield Artifact(path, b64decode(content), tuple(Origin(**source) for source in sources))


def path_problem(path: str) -> str | None:
    """Say in Vietnamese why a path cannot be used on every system, or return None."""
    parts = path.split("/")
    if path.startswith("/") or any(part in ("", ".", "..") for part in parts):
        return "đường dẫn phải tương đối và không có “..”"
    if len(path) > _LONGEST_PATH:
        return f"đường dẫn dài {len(path)} ký tự, quá {_LONGEST_PATH}"
    for part in parts:
        if part.split(".")[0].lower() in _RESERVED:
            return f"“{part}” là tên Windows giữ riêng"
        if _FORBIDDEN & set(part) or part[-1] in " .":
            return f"“{part}” có ký tự Windows không nhận"
    return None


def _folders_of(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


class ArtifactSet(Mapping[str, Artifact]):
    """Artifacts by path. Two makers of one path are an error naming both.

    The same path is also one that differs by case only, in a file or a folder, and a file where another has a
    folder: some systems cannot hold both.
    """

    def __init__(self, artifacts: Iterable[Artifact] = ()) -> None:
        self._by_path: dict[str, Artifact] = {}
        self._by_folded: dict[str, Artifact] = {}
        self._folders: dict[str, tuple[str, Artifact]] = {}
        self.add_all(artifacts)

    def add(self, artifact: Artifact) -> None:
        """Take in an artifact; UserError when its path is unusable or taken."""
        origin = artifact.sources[0] if artifact.sources else Origin(artifact.path)
        if problem := path_problem(artifact.path):
            raise UserError(Diagnostic("artifact.path", origin, f"Không tạo được tệp “{artifact.path}”: {problem}."))
        other = self._by_folded.get(artifact.path.casefold()) or self._clash_of_folders(artifact)
        if other is not None:
            other_origin = other.sources[0] if other.sources else Origin(other.path)
            same = other.path == artifact.path
            also = "" if same else f" (đã có “{other.path}”, Windows coi là một)"
            raise UserError(
                Diagnostic(
                    "artifact.duplicate",
                    origin,
                    f"Hai nguồn cùng tạo tệp “{artifact.path}”{also}: {origin} và {other_origin}.",
                    "Đổi số hoặc tên của một trong hai nguồn.",
                )
            )
        self._by_path[artifact.path] = self._by_folded[artifact.path.casefold()] = artifact
        for folder in _folders_of(artifact.path):
            self._folders.setdefault(folder.casefold(), (folder, artifact))

    def _clash_of_folders(self, artifact: Artifact) -> Artifact | None:
        """Return an artifact in a folder that this one would be the file of, or spells in another case."""
        if found := self._folders.get(artifact.path.casefold()):
            return found[1]
        for folder in _folders_of(artifact.path):
            if file := self._by_folded.get(folder.casefold()):
                return file
            if (found := self._folders.get(folder.casefold())) and found[0] != folder:
                return found[1]
        return None

    def add_all(self, artifacts: Iterable[Artifact]) -> None:
        """Take in several artifacts."""
        for artifact in artifacts:
            self.add(artifact)

    def __getitem__(self, path: str) -> Artifact:
        return self._by_path[path]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._by_path))

    def __len__(self) -> int:
        return len(self._by_path)
