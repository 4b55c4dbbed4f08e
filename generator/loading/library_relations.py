"""Legal texts, glossary, questions and events against the rest: facts they rest on, ids, topics, spellings."""

from __future__ import annotations

from typing import Any

from generator.diagnostics import Findings, Origin
from generator.loading.documents import Document
from generator.loading.parts import Parts
from generator.loading.programme_relations import check_fact_references
from generator.loading.reference_hints import did_you_mean, unique_ids
from generator.loading.yaml_source import Mapping
from generator.model.glossary import Glossary, Term
from generator.model.legal import LegalText
from generator.model.questions import QuestionAnswer


def check_library(parts: Parts, findings: Findings) -> None:
    """Note what does not fit in the four documents behind the pages of law, words, questions and events."""
    _check_document(parts.legal, "texts", parts, findings)
    _check_document(parts.glossary, "terms", parts, findings)
    _check_document(parts.questions, "questions", parts, findings)
    _check_document(parts.events, "events", parts, findings)
    if parts.legal.record is not None:
        _check_topics(parts.legal.record.texts, parts.legal.record.topics, findings)
    if parts.questions.record is not None:
        _check_topics(parts.questions.record.questions, parts.questions.record.topics, findings)
    if parts.glossary.record is not None:
        _check_spellings(parts.glossary.record, findings)


def _check_document(document: Document[Any], key: str, parts: Parts, findings: Findings) -> None:
    if not isinstance(document.node, Mapping):
        return
    unique_ids(document.node, key, document.file, findings)
    if parts.facts.ids is not None:
        check_fact_references(document.node, document.file, parts.facts.ids, findings)


def _check_topics(
    records: tuple[LegalText, ...] | tuple[QuestionAnswer, ...], topics: dict[str, str], findings: Findings
) -> None:
    for record in records:
        if record.topic not in topics:
            findings.error(
                "reference.topic",
                record.origin.at(f"{record.origin.column}.topic"),
                f"Không có chủ đề “{record.topic}” trong mục topics.",
                did_you_mean(record.topic, topics, f"Các chủ đề: {', '.join(topics)}."),
            )


def _check_spellings(glossary: Glossary, findings: Findings) -> None:
    first: dict[str, Term] = {}
    for term in glossary.terms:
        for spelling in term.spellings:
            other = first.setdefault(spelling.lower(), term)
            if other is not term:
                findings.error(
                    "glossary.duplicate",
                    Origin(term.origin.file, term.origin.line, term.origin.column),
                    f"Từ “{spelling}” đã được giải thích ở dòng {other.origin.line}.",
                    "Giữ một mục, gộp cách viết kia vào also.",
                )
