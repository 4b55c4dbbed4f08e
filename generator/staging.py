"""The guide and the site's files as a plain folder of documents, for bare MkDocs or for its successor.

Nothing in the result depends on MkDocs: Markdown with its values filled in, and files beside it.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from generator.artifact import Artifact, ArtifactSet
from generator.cache import Memo, make_always
from generator.diagnostics import Findings, Origin, UserError
from generator.guide import GUIDE_FOLDER, Expander, FrontMatter, guide_pages, page_titles, read_macros, translations_of
from generator.guide.stylesheet import component_stylesheet
from generator.model.catalog import Catalog
from generator.model.project import Edition

_GUIDE_PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2")


def stage_artifacts(
    root: Path, catalog: Catalog, edition: Edition, web: ArtifactSet, memo: Memo = make_always
) -> ArtifactSet:
    """Return the expanded pages of the guide, the style sheet of their parts and all of `web` as one folder.

    `memo` may remember pages. UserError with every missing name of every page.
    """
    pages = guide_pages(root)
    expander = Expander(catalog, edition, read_macros(root), page_titles(pages), memo, translations_of(pages))
    staged = ArtifactSet(web.values())
    staged.add(component_stylesheet(root))
    findings = Findings()
    for page in pages:
        try:
            expanded = expander.expand(page.text, page.file)
        except UserError as problem:
            findings.extend(problem.diagnostics)
            continue
        text = f"{_front_matter(expanded.front)}\n{expanded.markdown.rstrip()}\n"
        staged.add(Artifact(page.uri, text.encode(), (Origin(page.file),)))
    findings.raise_errors()
    return staged


def _front_matter(front: FrontMatter) -> str:
    """Return the two keys that every generator knows; JSON strings are YAML strings."""
    title, description = (json.dumps(text, ensure_ascii=False) for text in (front.title, front.description))
    return f"---\ntitle: {title}\ndescription: {description}\n---\n"


def guide_ingredients(
    root: Path, catalog: Catalog, edition: Edition, web: ArtifactSet, memo: Memo = make_always
) -> list[str | bytes]:
    """Return everything that the built guide depends on, so that a kept one can be used instead.

    `memo` may remember expanded pages. UserError with every missing name of every page.
    """
    expanded = stage_artifacts(root, catalog, edition, ArtifactSet(), memo)
    read = [root / "mkdocs.yml"]
    read += sorted(path for path in (root / GUIDE_FOLDER).rglob("*") if path.is_file())
    for folder in (root / "themes" / "guide", root / "assets", Path(__file__).parent):
        read += sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return [
        repr(edition),
        catalog.project.model_dump_json(),
        *(f"{package}=={version(package)}" for package in _GUIDE_PACKAGES),
        *(part for artifact in expanded.values() for part in (artifact.path, artifact.content)),
        *(part for path in read for part in (path.name, path.read_bytes())),
        *web,
    ]
