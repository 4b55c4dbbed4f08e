"""YAML as a tree that knows its lines. A small, safe part of it: no aliases, tags or merge keys.

Values stay text: the model that takes them says what they are, so that 02215 keeps its zero, "no" stays a
word and 50.000 never becomes 50.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from generator.diagnostics import Findings, Origin
from generator.loading.files import MEGABYTE, ProjectFile, decode
from generator.loading.hygiene import check_text
from generator.text import nfc

SIZE_LIMIT = MEGABYTE
DEPTH_LIMIT = 20
NODE_LIMIT = 60_000

_NULLS = {"", "~", "null", "Null", "NULL"}
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Scalar:
    """A text; None when the file says null, ~ or nothing."""

    text: str | None
    line: int


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys with their values, and the line of each key."""

    line: int
    entries: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    """The rest of the file is not worth reading."""


def read_yaml(file: ProjectFile, findings: Findings) -> Node | None:
    """Return the tree of a YAML file, or None after noting why it cannot be used.

    Refuses anchors and aliases, tags, merge keys, several documents, nesting deeper than 20, more than 60,000
    nodes. A duplicate key is noted and the first one kept.
    """
    text = decode(file, findings)
    if text is None:
        return None
    composer = _Composer(file.name, findings)
    try:
        root = composer.document(yaml.parse(text, Loader=_LOADER))
    except _RefusedError:
        return None
    except yaml.MarkedYAMLError as problem:
        _note_syntax(problem, file.name, text, findings)
        return None
    except yaml.reader.ReaderError as problem:
        line = text.count("\n", 0, problem.position) + 1
        findings.error(
            "text.hidden-character",
            Origin(file.name, line),
            "Có ký tự điều khiển không nhìn thấy, YAML không nhận.",
            "Xóa dòng này rồi gõ lại bằng tay.",
        )
        return None
    for path, scalar in walk(root) if root is not None else ():
        if scalar.text is not None:
            check_text(scalar.text, Origin(file.name, scalar.line, path), findings)
            scalar.text = nfc(scalar.text)
    return root


def walk(node: Node, path: str = "") -> Iterator[tuple[str, Scalar]]:
    """Yield every text of a tree with the path of its key."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from walk(item, item_path(path, index, item))
    else:
        for key, child in node.entries.items():
            yield from walk(child, key_path(path, key))


def key_path(path: str, key: str) -> str:
    """Return the path of a key inside another: "plan", "facts" → "plan.facts"."""
    return f"{path}.{key}" if path else key


def item_path(path: str, index: int, item: Node) -> str:
    """Return the path of a list item, by its id where it has one: "offers[id-vn]", else counted from one."""
    if isinstance(item, Mapping):
        for name in ("id", "host"):
            label = item.entries.get(name)
            if isinstance(label, Scalar) and label.text:
                return f"{path}[{label.text}]"
    return f"{path}[{index + 1}]"


class _Composer:
    """Builds the tree from parse events, which exist before any alias is expanded."""

    def __init__(self, name: str, findings: Findings) -> None:
        self.name = name
        self.findings = findings
        self.nodes = 0

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(
                        "yaml.documents",
                        event,
                        "Tệp có dòng “---” mở tài liệu thứ hai.",
                        "Bỏ dòng “---”, hoặc tách thành hai tệp.",
                    )
            elif isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)):
                continue
            else:
                root = self._node(event, events, 1, "")
        if root is None:
            self.findings.error("yaml.empty", Origin(self.name), "Tệp trống.", "Lấy lại tệp từ kho mã.")
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int, path: str) -> Node:
        self._guard(event, depth)
        line = _line(event)
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style
            return Scalar(None if plain and event.value in _NULLS else event.value, line)
        if isinstance(event, yaml.SequenceStartEvent):
            sequence = Sequence(line)
            for child in events:
                if isinstance(child, yaml.SequenceEndEvent):
                    break
                sequence.items.append(self._node(child, events, depth + 1, f"{path}[{len(sequence.items) + 1}]"))
            return sequence
        return self._mapping(events, depth, line, path)

    def _mapping(self, events: Iterator[yaml.Event], depth: int, line: int, path: str) -> Mapping:
        mapping = Mapping(line)
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self._guard(event, depth)
            key_line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(
                    "yaml.key",
                    event,
                    "Tên mục phải là một từ, không phải danh sách.",
                    "Thêm dấu ngoặc kép quanh chữ.",
                )
                raise _RefusedError
            key = nfc(event.value)
            if key == "<<":
                self._refuse("yaml.merge", event, "Không dùng “<<” để gộp mục.", "Chép các dòng cần dùng vào đây.")
            place = key_path(path, key)
            check_text(event.value, Origin(self.name, key_line, place), self.findings)
            child = self._node(next(events), events, depth + 1, place)
            if key in mapping.entries:
                self.findings.error(
                    "yaml.duplicate-key",
                    Origin(self.name, key_line, place),
                    f"Mục “{key}” ghi hai lần, lần đầu ở dòng {mapping.key_lines[key]}.",
                    "Giữ một dòng, xóa dòng kia.",
                )
                continue
            mapping.entries[key] = child
            mapping.key_lines[key] = key_line
        return mapping

    def _guard(self, event: yaml.Event, depth: int) -> None:
        self.nodes += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._refuse(
                "yaml.alias",
                event,
                f"Không dùng dấu “{sign}” để nhắc lại mục khác (alias, anchor của YAML).",
                f"Chép nội dung vào đây; nếu “{sign}” là chữ thường thì đặt cả câu trong ngoặc kép.",
            )
        if getattr(event, "tag", None):
            self._refuse(
                "yaml.tag",
                event,
                "Không dùng dấu “!” đánh kiểu dữ liệu (tag của YAML).",
                "Bỏ phần bắt đầu bằng “!”; nếu là chữ thường thì đặt cả câu trong ngoặc kép.",
            )
        if depth > DEPTH_LIMIT:
            self._refuse(
                "yaml.too-deep",
                event,
                f"Các mục lồng nhau quá {DEPTH_LIMIT} tầng.",
                "Kiểm tra dấu ngoặc và khoảng thụt đầu dòng.",
            )
        if self.nodes > NODE_LIMIT:
            self._refuse(
                "yaml.too-big",
                event,
                f"Tệp có quá {NODE_LIMIT} mục.",
                "Kiểm tra xem có lưu nhầm tệp khác không.",
            )

    def _refuse(self, rule: str, event: yaml.Event, message: str, hint: str) -> None:
        self.findings.error(rule, Origin(self.name, _line(event)), message, hint)
        raise _RefusedError


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 0


_OPEN_QUOTE = (
    "Dấu ngoặc kép mở ra mà không đóng, hoặc có dấu \\ lạ",
    "Thêm dấu ngoặc kép ở cuối câu; ngoặc kép bên trong câu viết “ ”.",
)

# What PyYAML and libyaml say, in the order to try them, and what an office worker should hear.
_SYNTAX = (
    (
        r"cannot start any token",
        "Giá trị bắt đầu bằng một ký tự mà YAML dùng riêng, như @ ` %",
        "Đặt cả giá trị trong ngoặc kép.",
    ),
    (
        r"mapping values are not allowed",
        "Có dấu hai chấm thừa, hoặc dòng thụt vào không thẳng hàng",
        'Câu có dấu hai chấm phải đặt trong ngoặc kép: "Giờ làm việc: 7 giờ".',
    ),
    (
        r"unexpected end of stream|while scanning a quoted scalar|unknown escape",
        *_OPEN_QUOTE,
    ),
    (
        r"expected ',' or '[\]}]'|flow (mapping|sequence)",
        "Thiếu dấu phẩy hoặc dấu đóng ngoặc ] }",
        "Kiểm tra cặp ngoặc [ ] và { } bắt đầu ở dòng này.",
    ),
    (
        r"could not find expected ':'",
        "Dòng này thiếu dấu hai chấm sau tên mục",
        "Viết theo mẫu “tên_mục: giá trị”.",
    ),
    (
        r"block (mapping|collection|sequence)|expected <block end>|did not find expected",
        "Dòng này thụt vào không thẳng hàng với các dòng cùng cấp, hoặc có chữ thừa sau dấu ngoặc kép",
        "Đặt các mục cùng cấp thẳng cột với nhau, chỉ dùng dấu cách.",
    ),
)


def _open_quote_line(text: str, last: int) -> int | None:
    """Return the first of the 15 lines up to `last` with a lone quotation mark, which swallows what follows."""
    first = max(0, last - 15)
    for number, line in enumerate(text.split("\n")[first:last], start=first + 1):
        written = re.sub(r"(^|\s)#.*", "", line).replace('\\"', "")
        if written.count('"') % 2:
            return number
    return None


def _note_syntax(problem: yaml.MarkedYAMLError, name: str, text: str, findings: Findings) -> None:
    said = f"{problem.context or ''} {problem.problem or ''}"
    mark = problem.problem_mark or problem.context_mark
    if re.search("quoted scalar|simple key|flow", said) and problem.context_mark is not None:
        mark = problem.context_mark
    line = mark.line + 1 if mark is not None else 0
    if open_quote := _open_quote_line(text, line):
        findings.error("yaml.syntax", Origin(name, open_quote), f"{_OPEN_QUOTE[0]}.", _OPEN_QUOTE[1])
        return
    if "\t" in "".join(text.split("\n")[max(0, line - 1) : line]):
        findings.error(
            "yaml.syntax", Origin(name, line), "Dòng này có phím Tab.", "Thay mỗi phím Tab bằng hai dấu cách."
        )
        return
    for pattern, message, hint in _SYNTAX:
        if re.search(pattern, said):
            findings.error("yaml.syntax", Origin(name, line), f"{message}.", hint)
            return
    findings.error(
        "yaml.syntax",
        Origin(name, line),
        "Không đọc được dòng này.",
        "So với một mục khác viết đúng trong tệp.",
    )
