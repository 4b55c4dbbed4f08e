"""Reads an owner's answers: YAML with positions, frozen models, every problem told in Vietnamese in one pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from generator.diagnostics import Diagnostic, Findings, Origin, Severity, UserError
from generator.loading.binding import bind_tree
from generator.loading.files import ProjectFile, read_file
from generator.loading.yaml_source import SIZE_LIMIT, Mapping, Scalar, read_yaml
from generator.starter.answers import KINDS, Answers
from generator.text import nearest

A = TypeVar("A", bound=Answers)

# Numbers that are public on purpose and may have nine or twelve digits.
_PUBLIC_NUMBERS = ("payment.account", "owner.business_code")


def load_answers(path: Path, kind: str = "") -> tuple[str, Answers, tuple[Diagnostic, ...]]:
    """Return the kind, the answers and the warnings of a file; UserError with every error.

    `kind` is what the command asked for; the file may say it too and must then agree.
    """
    findings = Findings()
    file = read_file(path.parent, path.name, SIZE_LIMIT, findings)
    result = answers_of(file, kind, findings) if file else None
    findings.raise_errors()
    if result is None:
        raise UserError(Diagnostic("starter.answers", Origin(path.name), "Không đọc được tệp trả lời."))
    return (*result, tuple(findings.items))


def answers_of(file: ProjectFile, kind: str, findings: Findings) -> tuple[str, Answers] | None:
    """Return kind and answers of a file, or None after noting every problem."""
    own = Findings()
    tree = read_yaml(file, own)
    findings.extend(item for item in own.items if not _is_public_number(item))
    if not isinstance(tree, Mapping):
        if tree is not None:
            findings.error("yaml.kind", file.origin, "Tệp trả lời phải gồm các mục “tên_mục: giá trị”.")
        return None
    node = tree.entries.pop("kind", None)
    stated = node.text or "" if isinstance(node, Scalar) else ""
    origin = Origin(file.name, node.line if node else 1, "kind")
    kind = kind or stated
    if kind not in KINDS:
        near = nearest(kind, KINDS)
        findings.error(
            "starter.kind",
            origin,
            f"Không có loại trang “{kind}”" + (f"; có phải là “{near}”?" if near else "."),
            f"Viết kind: {', kind: '.join(KINDS)}.",
        )
        return None
    if stated and stated != kind:
        findings.error(
            "starter.kind", origin, f"Tệp này là của trang “{stated}”, không phải “{kind}”.", f"Dùng loại {stated}."
        )
        return None
    model = KINDS[kind]
    answers = bind_tree(model, tree, file.name, findings)
    return (kind, answers) if answers is not None else None


def written_answers(kind: str, answers: Answers) -> bytes:
    """Return answers that came from elsewhere (a list, a resume.json) as the file that their owner can edit.

    Each value stands as JSON, which YAML reads too.
    """
    document = answers.model_dump(mode="json", exclude_defaults=True)
    command = f"phocap starter new {kind} tra-loi.yml -o trang.zip"
    lines = [f"# Trả lời của chủ trang, máy ghi. Sửa rồi chạy: {command}", f"kind: {kind}"]
    lines += [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in document.items()]
    return ("\n".join(lines) + "\n").encode()


def _is_public_number(item: Diagnostic) -> bool:
    return (
        item.rule == "text.id-number"
        and item.severity is Severity.ERROR
        and item.origin.column.endswith(_PUBLIC_NUMBERS)
    )
