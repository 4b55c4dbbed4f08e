"""What the checks between files share: repeated keys, ids of a list, and the nearest known value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.diagnostics import Findings, Origin
from generator.loading.tables import LoadedTable
from generator.loading.yaml_source import Mapping, Node, Scalar, Sequence, item_path
from generator.text import nearest


def did_you_mean(text: str, known: Iterable[str], otherwise: str) -> str:
    """Return a hint with the nearest known value, or `otherwise` when none is near."""
    near = nearest(text, known)
    return f"Có phải là {near}?" if near else otherwise


def check_unique(table: LoadedTable[Any], column: str, label: str, findings: Findings) -> None:
    """Note each text of a column that an earlier row has too; `label` says what it is, in Vietnamese."""
    first: dict[str, int] = {}
    for row in table.rows:
        text = row.text(column)
        if not text:
            continue
        if text in first:
            findings.error(
                f"{column}.duplicate",
                row.at(column),
                f"{label} {text} đã có ở dòng {first[text]}.",
                "Xóa dòng bị chép thừa, hoặc sửa lại cho đúng.",
            )
        first.setdefault(text, row.origin.line)


def items_of(node: Mapping, key: str) -> list[tuple[Mapping, str]]:
    """Return the mappings of a list in a tree, each with its path; none when the key holds no list."""
    items = node.entries.get(key)
    if not isinstance(items, Sequence):
        return []
    return [(item, item_path(key, index, item)) for index, item in enumerate(items.items) if isinstance(item, Mapping)]


def unique_ids(node: Mapping, key: str, file: str, findings: Findings) -> dict[str, Origin]:
    """Return the ids of a list in a tree with their places, after noting those that repeat."""
    ids: dict[str, Origin] = {}
    for item, path in items_of(node, key):
        note_id(item, path, file, ids, findings)
    return ids


def note_id(item: Node, path: str, name: str, ids: dict[str, Origin], findings: Findings) -> None:
    """Note the id of an entry with its place in `ids`, and tell when it stood before."""
    label = item.entries.get("id") if isinstance(item, Mapping) else None
    if not isinstance(label, Scalar) or not label.text:
        return
    origin = Origin(name, label.line, f"{path}.id")
    if label.text in ids:
        findings.error(
            "id.duplicate",
            origin,
            f"Mã “{label.text}” đã dùng ở dòng {ids[label.text].line}.",
            "Đặt mã khác, hoặc xóa mục bị chép thừa.",
        )
    ids.setdefault(label.text, origin)
