"""The words of starter sites in content/starter/words-*.yml: the same keys in Vietnamese and in English."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from generator.diagnostics import Findings, Origin
from generator.loading.binding import bind_tree
from generator.loading.files import read_file
from generator.loading.yaml_source import SIZE_LIMIT, read_yaml
from generator.text import nearest

FOLDER = "content/starter"
LANGUAGES = ("vi", "en")

Words = dict[str, str]


@lru_cache(maxsize=4)
def load_words(root: Path) -> dict[str, Words]:
    """Return the words by language; UserError when a file cannot be read or lacks a word that the other has."""
    findings = Findings()
    by_language = {language: _read(root, language, findings) for language in LANGUAGES}
    findings.raise_errors()
    every = {key: language for language in LANGUAGES for key in by_language[language]}
    for language in LANGUAGES:
        origin = Origin(file_of(language))
        for key in every.keys() - by_language[language].keys():
            near = nearest(key, by_language[language].keys() - by_language[every[key]].keys())
            hint = f"Đổi tên mục “{near}” thành “{key}”." if near else f"Thêm dòng “{key}: …”."
            findings.error("starter.words", origin, f"Thiếu lời “{key}” mà {file_of(every[key])} có.", hint)
    findings.raise_errors()
    return by_language


def file_of(language: str) -> str:
    """Return the file of a language's words."""
    return f"{FOLDER}/words-{language}.yml"


def _read(root: Path, language: str, findings: Findings) -> Words:
    file = read_file(root, file_of(language), SIZE_LIMIT, findings)
    node = read_yaml(file, findings) if file else None
    words = bind_tree(dict[str, str], node, file_of(language), findings) if node else None
    return dict(words or {})
