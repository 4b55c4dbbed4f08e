"""Artifacts: two makers of one path are told apart, and paths work on every system."""

from __future__ import annotations

import pytest

from generator.artifact import Artifact, ArtifactSet, path_problem
from generator.diagnostics import Origin, UserError

COMMUNE = Origin("content/data/communes.csv", 7)
SCHOOL = Origin("content/data/schools.csv", 9)


def test_a_set_is_a_mapping_in_the_order_of_paths() -> None:
    artifacts = ArtifactSet([Artifact("b/c", b"1"), Artifact("a", b"2")])
    assert list(artifacts) == ["a", "b/c"]
    assert (len(artifacts), artifacts["a"].text) == (2, "2")
    with pytest.raises(KeyError):
        artifacts["c"]


@pytest.mark.parametrize("second", ["02215/index.html", "02215/INDEX.html", "02215/Index.HTML"])
def test_two_makers_of_one_path_are_both_named(second: str) -> None:
    with pytest.raises(UserError) as caught:
        ArtifactSet([Artifact("02215/index.html", b"", (COMMUNE,)), Artifact(second, b"", (SCHOOL,))])
    (found,) = caught.value.diagnostics
    assert found.rule == "artifact.duplicate"
    assert found.origin == SCHOOL
    assert str(COMMUNE) in found.message
    assert str(SCHOOL) in found.message
    assert second in found.message


def test_case_is_folded_for_vietnamese_letters_too() -> None:
    with pytest.raises(UserError):
        ArtifactSet([Artifact("Đồng-Văn.pdf", b""), Artifact("đồng-văn.pdf", b"")])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("anh/a.png", "Anh/b.png"),
        ("a/b/c.txt", "a/B/d.txt"),
        ("a", "a/b"),
        ("a/b", "a"),
        ("A", "a/b/c"),
        ("a/b/c", "A"),
    ],
)
def test_folders_clash_too(first: str, second: str) -> None:
    with pytest.raises(UserError) as caught:
        ArtifactSet([Artifact(first, b"", (COMMUNE,)), Artifact(second, b"", (SCHOOL,))])
    (found,) = caught.value.diagnostics
    assert str(COMMUNE) in found.message
    assert f"“{second}”" in found.message
    assert f"“{first}”" in found.message


def test_folders_are_shared() -> None:
    assert (
        len(
            ArtifactSet(
                [Artifact("a/b/c", b""), Artifact("a/b/d", b""), Artifact("a/bb", b""), Artifact("a/b.txt", b"")]
            )
        )
        == 4
    )


def test_makers_without_a_source_are_named_by_the_path() -> None:
    with pytest.raises(UserError, match=r"a\.txt.*a\.txt"):
        ArtifactSet([Artifact("a.txt", b""), Artifact("a.txt", b"")])


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../a",
        "a/../b",
        "a//b",
        "",
        "./a",
        "a/",
        "con",
        "a/NUL.txt",
        "lpt1.svg",
        "a:b",
        "a\\b",
        "a?",
        "a\nb",
        "a.",
        "a ",
        "x" * 181,
    ],
)
def test_a_path_that_some_system_refuses_is_refused(path: str) -> None:
    assert path_problem(path)
    with pytest.raises(UserError) as caught:
        ArtifactSet([Artifact(path, b"", (COMMUNE,))])
    assert caught.value.diagnostics[0].origin == COMMUNE


@pytest.mark.parametrize(
    "path", ["index.html", "02215/ma.svg", "console/a.b.c", "đồng-văn/a b.pdf", ".nojekyll", "x" * 180]
)
def test_a_path_that_every_system_takes_passes(path: str) -> None:
    assert path_problem(path) is None
    assert path in ArtifactSet([Artifact(path, b"")])
