"""YAML with lines: what is read, what is refused, and that nothing clever gets in."""

from __future__ import annotations

import pytest
import yaml

from generator.diagnostics import Findings
from generator.loading import yaml_source
from generator.loading.files import ProjectFile
from generator.loading.yaml_source import Mapping, Node, Scalar, Sequence, read_yaml, walk


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with libyaml's parser and with the one in Python: Windows may have either."""
    monkeypatch.setattr(yaml_source, "_LOADER", getattr(yaml, request.param))


def read(text: str | bytes) -> tuple[Node | None, Findings]:
    findings = Findings()
    content = text if isinstance(text, bytes) else text.encode()
    return read_yaml(ProjectFile("content/data/x.yml", content), findings), findings


def plain(node: Node | None) -> object:
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key: plain(child) for key, child in node.entries.items()}
    return node.text if isinstance(node, Scalar) else None


@pytest.mark.usefixtures("loader")
def test_values_stay_as_they_were_written() -> None:
    node, findings = read(
        "code: 02215\nmoney: 50.000\nno: no\ntime: 12:30\nday: 2026-12-31\nquoted: 'null'\nnothing:\ntilde: ~\nword: null\n"
    )
    assert findings.items == []
    assert plain(node) == {
        "code": "02215",
        "money": "50.000",
        "no": "no",
        "time": "12:30",
        "day": "2026-12-31",
        "quoted": "null",
        "nothing": None,
        "tilde": None,
        "word": None,
    }


@pytest.mark.usefixtures("loader")
def test_every_value_knows_its_line_and_its_path() -> None:
    node, _ = read("# chú thích\na: 1\nb:\n  - {id: x, c: [2, 3]}\n  - c: >\n      bốn\n      năm\n")
    assert node is not None
    assert [(path, scalar.line) for path, scalar in walk(node)] == [
        ("a", 2),
        ("b[x].id", 4),
        ("b[x].c[1]", 4),
        ("b[x].c[2]", 4),
        ("b[2].c", 5),
    ]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("text", ["a: Đồng", "\ufeffa: Đồng", "a: Đồng\r\n", 'a: "Đồng"\r'])
def test_marks_and_line_ends_do_not_matter(text: str) -> None:
    node, findings = read(text)
    assert findings.items == []
    assert plain(node) == {"a": "Đồng"}


def test_text_is_composed() -> None:
    node, _ = read("a: Đồng\n")
    assert plain(node) == {"a": "Đồng"}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("a: &x [lol]\nb: *x\n", "yaml.alias", 1),
        ("a: 1\nb: *x\n", "yaml.alias", 2),
        ("&k a: 1\n", "yaml.alias", 1),
        ("a: {<<: {b: 1}}\n", "yaml.merge", 1),
        ("a: !!python/name:os.system x\n", "yaml.tag", 1),
        ("a: !x 1\n", "yaml.tag", 1),
        ("!!map\na: 1\n", "yaml.tag", 1),
        ("a: 1\n---\nb: 2\n", "yaml.documents", 2),
        ("? [a]\n: 1\n", "yaml.key", 1),
        ("a:\n  b: 1\n  b: 2\n", "yaml.duplicate-key", 3),
        ("", "yaml.empty", 0),
        ("# chỉ có chú thích\n", "yaml.empty", 0),
        ("a: 1\nb: \x07\n", "text.hidden-character", 2),
        ("a: 1\nb: x\u200by\n", "text.hidden-character", 2),
        ('a: "\\u202e"\n', "text.hidden-character", 1),
        ("a: 1\nb: 008099001234\n", "text.id-number", 2),
        ("a: [1\nb: 2\n", "yaml.syntax", 1),
        ('a: "x\nb: 2\n', "yaml.syntax", 1),
        ("a: 1\n\tb: 2\n", "yaml.syntax", 2),
        ("a: b: c\n", "yaml.syntax", 1),
        ("a:\n  b: 1\n c: 2\n", "yaml.syntax", 3),
        ("a: 1\nb\n", "yaml.syntax", 2),
        ("a: @x\n", "yaml.syntax", 1),
        ('a: "\\q"\n', "yaml.syntax", 1),
    ],
)
def test_what_is_refused_and_where(text: str, rule: str, line: int) -> None:
    _, findings = read(text)
    assert [(item.rule, item.origin.line) for item in findings.items] == [(rule, line)], findings.items


LEVELS = "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8))
BOMBS = {
    "a billion laughs": ("a: &a [lol, lol, lol]\n" + LEVELS, "yaml.alias"),
    "brackets without end": ("a: " + "[" * 50_000, "yaml.too-deep"),
    "mappings without end": ("a: " + "{a: " * 20_000, "yaml.too-deep"),
    "steps down": ("".join(" " * n + "a:\n" for n in range(500)), "yaml.too-deep"),
    "a crowd of values": ("a: [" + "x," * 61_000 + "]", "yaml.too-big"),
    "a crowd of keys": ("".join(f"k{n}: 1\n" for n in range(30_001)), "yaml.too-big"),
    "one value without end": ('a: "' + "1 " * 20_000 + '"', "text.too-long"),
}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(("text", "rule"), BOMBS.values(), ids=[name.replace(" ", "-") for name in BOMBS])
def test_a_bomb_is_refused_before_it_goes_off(text: str, rule: str) -> None:
    _, findings = read(text)
    assert [item.rule for item in findings.items] == [rule]


@pytest.mark.parametrize(
    ("content", "rule", "words"),
    [
        ("a: Đồng".encode("utf-16"), "file.encoding", "UTF-16"),
        ("a: Đồng".encode("utf-16-be"), "file.encoding", "UTF-16"),
        ("a: Đồng".encode("utf-32"), "file.encoding", "UTF-32"),
        (b"a: \xd0\xf4\xccng V\xe3n\n", "file.encoding", "Windows-1258"),
        (b"a: \x81\x8d\xff\n", "file.encoding", "8 bit"),
        (b"PK\x03\x04", "file.wrong-kind", ".xlsx"),
        (b"a: x\x00y\n", "file.binary", "byte rỗng"),
    ],
)
def test_other_encodings_are_named(content: bytes, rule: str, words: str) -> None:
    node, findings = read(content)
    assert node is None
    assert [item.rule for item in findings.items] == [rule]
    assert words in findings.items[0].message
