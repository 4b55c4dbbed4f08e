"""JSON Resume in and out: the file that other CV programs read and write (jsonresume.org, schema 1.0.0)."""

from __future__ import annotations

import json
from typing import Any

from generator.diagnostics import Findings, Origin
from generator.loading.binding import bind_tree
from generator.loading.files import ProjectFile, decode
from generator.loading.hygiene import check_text
from generator.loading.yaml_source import Mapping, Node, Scalar, Sequence, walk
from generator.starter.answers import ProfileAnswers
from generator.starter.answers.profile import Resume
from generator.text import nfc

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"

_SECTIONS = tuple(Resume.model_fields)
_IGNORED = frozenset({"$schema", "meta"})


def import_resume(file: ProjectFile, findings: Findings) -> ProfileAnswers | None:
    """Return the answers of a resume.json, or None after noting why not.

    http:// becomes https:// and keys that the schema does not know are left out; both are told.
    """
    text = decode(file, findings)
    if text is None:
        return None
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as problem:
        line = getattr(problem, "lineno", 0)
        hint = "Xuất lại tệp từ chương trình làm CV."
        findings.error("starter.resume", Origin(file.name, line), "Tệp này không phải JSON đúng dạng.", hint)
        return None
    if not isinstance(document, dict) or not isinstance(document.get("basics"), dict):
        findings.error(
            "starter.resume", file.origin, "Tệp này không phải JSON Resume: thiếu mục “basics”.", "Chọn đúng tệp."
        )
        return None
    tree = _tree(_known(document, Resume, "", file, findings))
    for path, scalar in walk(tree):
        if scalar.text is not None:
            if scalar.text.startswith("http://"):
                scalar.text = f"https://{scalar.text[7:]}"
                findings.warning(
                    "starter.resume",
                    Origin(file.name, 0, path),
                    f"Đổi địa chỉ http:// thành {scalar.text}.",
                    "Bấm thử liên kết này trên trang.",
                )
            check_text(scalar.text, Origin(file.name, 0, path), findings)
            scalar.text = nfc(scalar.text)
    answers = bind_tree(ProfileAnswers, tree, file.name, findings)
    return answers if isinstance(answers, ProfileAnswers) and not findings.errors else None


def _known(value: Any, model: Any, path: str, file: ProjectFile, findings: Findings) -> Any:
    """Return a JSON value without nulls and without keys that a model does not have."""
    if isinstance(value, list):
        return [_known(item, model, path, file, findings) for item in value if item is not None]
    if not isinstance(value, dict):
        return value
    fields = (
        {name: info for name, info in model.model_fields.items() if name not in ("origin", "photo")} if model else {}
    )
    kept: dict[str, Any] = {}
    for key, child in value.items():
        place = f"{path}.{key}" if path else str(key)
        if key not in fields:
            if not (path == "" and key in _IGNORED):
                findings.warning(
                    "starter.resume", Origin(file.name, 0, place), f"Bỏ qua mục “{key}”, trang không dùng."
                )
        elif child is not None:
            kept[key] = _known(child, _model_in(fields[key].annotation), place, file, findings)
    return kept


def _model_in(annotation: Any) -> Any:
    """Return the model that a field holds, directly, in a tuple or beside None; None for plain values."""
    if hasattr(annotation, "model_fields"):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (found := _model_in(part)) is not None:
            return found
    return None


def _tree(value: Any) -> Node:
    if isinstance(value, dict):
        return Mapping(0, {str(key): _tree(child) for key, child in value.items()}, dict.fromkeys(map(str, value), 0))
    if isinstance(value, list):
        return Sequence(0, [_tree(child) for child in value])
    if isinstance(value, bool):
        return Scalar("true" if value else "false", 0)
    return Scalar(str(value), 0)


def export_resume(resume: Resume, public: bool = False) -> str:
    """Return resume.json without empty values; a `public` one leaves out the street and postal code of a person."""
    document: dict[str, Any] = {"$schema": SCHEMA}
    for name in _SECTIONS:
        if name == "origin":
            continue
        value = _plain(getattr(resume, name))
        if value:
            document[name] = value
    location = document["basics"].get("location", {})
    if public:
        for key in ("address", "postalCode"):
            location.pop(key, None)
    if not location:
        document["basics"].pop("location", None)
    document["meta"] = {"version": "v1.0.0", "canonical": SCHEMA}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(type(value), "model_fields"):
        names = [name for name in type(value).model_fields if name not in ("origin", "photo")]
        pairs = ((name, _plain(getattr(value, name))) for name in names)
        return {name: plain for name, plain in pairs if plain not in ("", [], {}, None)}
    return value
