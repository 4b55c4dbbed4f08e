"""The YAML documents of a project: settings, programme, facts, registrars, texts of landing pages and sheets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.diagnostics import Findings, Origin
from generator.loading.addresses import address_problem, looks_like_address, phone_problem
from generator.loading.binding import bind_tree
from generator.loading.files import read_file
from generator.loading.hygiene import PHONE_FIELDS
from generator.loading.reference_hints import note_id
from generator.loading.tables import FOLDER
from generator.loading.yaml_source import (
    SIZE_LIMIT,
    Mapping,
    Node,
    Scalar,
    Sequence,
    item_path,
    read_yaml,
    walk,
)
from generator.model.base import Model, Record
from generator.model.events import Events
from generator.model.glossary import Glossary
from generator.model.knowledge import Access, Fact, Registrar
from generator.model.landing_texts import LandingTexts
from generator.model.legal import LegalTexts
from generator.model.programme import Programme
from generator.model.project import Project
from generator.model.questions import Questions
from generator.model.trials import Trials
from generator.text import nearest

if TYPE_CHECKING:
    from generator.model.print_material import PrintMaterial

LANDING_FOLDER = "content/landing"
PRINT_FOLDER = "content/print"
SPEECH_FOLDER = "content/speech"
KNOWN_VERSION = "1"

M = TypeVar("M", bound=Model)
R = TypeVar("R", bound=Record)

_ADDRESS_FIELDS = frozenset({"url", "source_url", "website", "id_vn", "biz_vn"})
_MAYBE_ADDRESS_FIELDS = frozenset({"source"})


class _ListSource(Model):
    """Where the list of registrars was seen."""

    title: str
    url: str
    last_seen_by_third_party: date | None = None
    access: Access | None = None


class _FactsHead(Model):
    """Everything of facts.yml but the facts."""

    version: int
    compiled_on: date


class _RegistrarsHead(Model):
    """Everything of registrars.yml but the registrars."""

    version: int
    compiled_on: date
    list_source: _ListSource | None = None


@dataclass(frozen=True)
class Document(Generic[R]):
    """A document that is one record: its tree, and the record, None where an error was noted."""

    file: str
    node: Node | None = None
    record: R | None = None


@dataclass(frozen=True)
class DocumentList(Generic[R]):
    """A document that is a list of records; `ids` are the places of all ids, also of records with errors."""

    file: str
    records: tuple[R, ...] = ()
    ids: dict[str, Origin] | None = None
    complete: bool = False


def load_project(root: Path, findings: Findings) -> Document[Project]:
    """Return content/data/project.yml."""
    return _document(root, f"{FOLDER}/project.yml", Project, findings)


def load_programme(root: Path, findings: Findings) -> Document[Programme]:
    """Return content/data/programme.yml."""
    return _document(root, f"{FOLDER}/programme.yml", Programme, findings)


def load_facts(root: Path, findings: Findings) -> DocumentList[Fact]:
    """Return content/data/facts.yml."""
    return _list(root, f"{FOLDER}/facts.yml", "facts", Fact, _FactsHead, findings)


def load_registrars(root: Path, findings: Findings) -> DocumentList[Registrar]:
    """Return content/data/registrars.yml."""
    return _list(root, f"{FOLDER}/registrars.yml", "registrars", Registrar, _RegistrarsHead, findings)


def load_legal_texts(root: Path, findings: Findings) -> Document[LegalTexts]:
    """Return content/data/legal.yml; a project may lack it."""
    return _optional(root, f"{FOLDER}/legal.yml", LegalTexts, findings)


def load_glossary(root: Path, findings: Findings) -> Document[Glossary]:
    """Return content/data/glossary.yml; a project may lack it."""
    return _optional(root, f"{FOLDER}/glossary.yml", Glossary, findings)


def load_questions(root: Path, findings: Findings) -> Document[Questions]:
    """Return content/data/questions.yml; a project may lack it."""
    return _optional(root, f"{FOLDER}/questions.yml", Questions, findings)


def load_events(root: Path, findings: Findings) -> Document[Events]:
    """Return content/data/events.yml; a project may lack it."""
    return _optional(root, f"{FOLDER}/events.yml", Events, findings)


def load_trials(root: Path, findings: Findings) -> Document[Trials]:
    """Return content/data/trials.yml; a project may lack it."""
    return _optional(root, f"{FOLDER}/trials.yml", Trials, findings)


def load_landing_texts(root: Path, findings: Findings) -> LandingTexts | None:
    """Return the texts of content/landing/*.yml: one file per field of LandingTexts, named after it."""
    return _folder(root, LANDING_FOLDER, LandingTexts, findings)


def load_print_material(root: Path, findings: Findings) -> PrintMaterial | None:
    """Return sheets and words of content/print/*.yml and content/speech/*.yml: each file is one field of a model."""
    # A build of pages alone need not wait for these.
    from generator.loading.print_relations import check_print_relations
    from generator.model.print_material import PrintFiles, PrintMaterial
    from generator.model.speech_texts import SpeechMaterial

    files = _folder(root, PRINT_FOLDER, PrintFiles, findings)
    speech = _folder(root, SPEECH_FOLDER, SpeechMaterial, findings)
    if files is None or speech is None:
        return None
    material = PrintMaterial(**{name: getattr(files, name) for name in PrintFiles.model_fields}, speech=speech)
    before = len(findings.errors)
    check_print_relations(root, material, findings)
    return material if len(findings.errors) == before else None


def _folder(root: Path, folder_name: str, model: type[M], findings: Findings) -> M | None:
    values: dict[str, object] = {}
    fields = model.model_fields
    folder = root / folder_name
    found = sorted(path.name for path in folder.glob("*.y*ml")) if folder.is_dir() else []
    for name in found:
        stem = name.rpartition(".")[0]
        if stem not in fields or not name.endswith(".yml"):
            near = nearest(stem, fields)
            findings.error(
                "file.unknown",
                Origin(f"{folder_name}/{name}"),
                f"Không dùng tệp tên “{name}”" + (f"; có phải là “{near}.yml”?" if near else "."),
                f"Đổi tên hoặc xóa; ở đây chỉ có: {', '.join(f'{field}.yml' for field in fields)}.",
            )
    before = len(findings.errors)
    for field_name, info in fields.items():
        file = f"{folder_name}/{field_name}.yml"
        if not info.is_required() and not (root / file).is_file():
            continue
        node = _tree(root, file, findings)
        if node is not None and info.annotation is not None:
            values[field_name] = bind_tree(info.annotation, node, file, findings)
    return model.model_validate(values) if len(findings.errors) == before else None


def _tree(root: Path, name: str, findings: Findings) -> Node | None:
    file = read_file(root, name, SIZE_LIMIT, findings)
    node = read_yaml(file, findings) if file else None
    if node is not None and not isinstance(node, Mapping):
        findings.error(
            "yaml.not-mapping",
            Origin(name, node.line),
            "Tệp phải gồm các dòng “tên_mục: giá trị”.",
            "So với bản cũ của tệp trong kho mã.",
        )
        return None
    if node is not None:
        _check_addresses(node, name, findings)
    return node


def _document(root: Path, name: str, model: type[R], findings: Findings) -> Document[R]:
    node = _tree(root, name, findings)
    if node is None:
        return Document(name)
    _check_version(node, name, findings)
    return Document(name, node, bind_tree(model, node, name, findings))


def _optional(root: Path, name: str, model: type[R], findings: Findings) -> Document[R]:
    return _document(root, name, model, findings) if (root / name).is_file() else Document(name)


def _list(root: Path, name: str, key: str, model: type[R], head: type[Model], findings: Findings) -> DocumentList[R]:
    node = _tree(root, name, findings)
    if not isinstance(node, Mapping):
        return DocumentList(name)
    _check_version(node, name, findings)
    items = node.entries.get(key)
    if items is None:
        key_used = nearest(key, node.entries) or ""
        place = Origin(name, node.key_lines.get(key_used, 1), key_used or key)
        findings.error("value.missing", place, f"Thiếu mục “{key}”.", f"Danh sách phải nằm dưới dòng “{key}:”.")
        return DocumentList(name)
    if not isinstance(items, Sequence):
        place = Origin(name, node.key_lines[key], key)
        findings.error("value.list", place, f"Mục “{key}” phải là một danh sách.", "Mỗi mục bắt đầu bằng “- id: …”.")
        return DocumentList(name)
    rest = Mapping(
        node.line,
        {name_: child for name_, child in node.entries.items() if name_ != key},
        node.key_lines,
    )
    bind_tree(head, rest, name, findings)
    records: list[R] = []
    ids: dict[str, Origin] = {}
    for index, item in enumerate(items.items):
        path = item_path(key, index, item)
        record = bind_tree(model, item, name, findings, path)
        if record is not None:
            records.append(record)
        note_id(item, path, name, ids, findings)
    return DocumentList(name, tuple(records), ids, len(records) == len(items.items))


def _check_version(node: Node, name: str, findings: Findings) -> None:
    version = node.entries.get("version") if isinstance(node, Mapping) else None
    if isinstance(version, Scalar) and (version.text or "").isdigit() and version.text != KNOWN_VERSION:
        findings.error(
            "file.version",
            Origin(name, version.line, "version"),
            f"Tệp ghi version {version.text}, chương trình này chỉ hiểu version {KNOWN_VERSION}.",
            f"Viết version: {KNOWN_VERSION}, hoặc cập nhật chương trình.",
        )


def _check_addresses(node: Node, name: str, findings: Findings) -> None:
    """Note web addresses and phone numbers that are not well formed, wherever a key holds one."""
    for path, scalar in walk(node):
        if not scalar.text or ".field_confidence." in path:
            continue
        key = path.rpartition(".")[2]
        text = scalar.text.strip()
        origin = Origin(name, scalar.line, path)
        if key in _ADDRESS_FIELDS or (key in _MAYBE_ADDRESS_FIELDS and looks_like_address(text)):
            if problem := address_problem(text):
                findings.error("value.address", origin, f"{problem[0]}: “{text}”.", problem[1])
        elif key in PHONE_FIELDS and (problem := phone_problem(text)):
            findings.error("value.phone", origin, f"{problem[0]}.", problem[1])
