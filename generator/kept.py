"""The slow steps of a build whose results are kept from one build to the next."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from generator.artifact import ArtifactSet, pack, unpack
from generator.cache import Cache, Memo, code_of, fingerprint
from generator.checks import check_readability, drawn_codes, unreadable_codes
from generator.codes import carries_code
from generator.diagnostics import Diagnostic, Origin, Severity
from generator.guide import data_of_pages, guide_pages, read_macros
from generator.model.catalog import Catalog
from generator.model.project import Edition

GuideRenderer = Callable[[Path, Catalog, Edition, ArtifactSet, Memo], ArtifactSet]


def page_recipe(root: Path) -> str:
    """Return a hash of what turns data into pages: our code, the theme with icons and tokens, the engines."""
    assets = root / "assets"
    files = [*Path(__file__).parent.rglob("*.py"), *(root / "themes" / "landing").rglob("*.*")]
    files += [*assets.glob("*.*"), *(assets / "icons").glob("*.svg")]
    versions = [f"{package}=={version(package)}" for package in ("jinja2", "markupsafe", "rcssmin", "qrcode")]
    return fingerprint(
        "recipe", [*versions, *(part for path in sorted(files) for part in (path.name, path.read_bytes()))]
    )


def kept_guide(
    root: Path,
    catalog: Catalog,
    edition: Edition,
    web: ArtifactSet,
    render_guide: GuideRenderer,
    ingredients: list[str | bytes],
    memo: Memo,
) -> ArtifactSet:
    """Return the built pages of the guide; `ingredients` are what `guide_ingredients` says they depend on."""

    def render() -> bytes:
        return pack(render_guide(root, catalog, edition, web, memo).values())

    return ArtifactSet(unpack(memo("guide", ingredients, render)))


def readability_findings(root: Path, catalog: Catalog, edition: Edition, memo: Memo) -> list[Diagnostic]:
    """Return the warnings about the guide's sentences and words."""
    pages, macros = guide_pages(root), read_macros(root)

    def judge() -> bytes:
        found = check_readability(pages, macros, catalog, edition, memo)
        return json.dumps([(one.rule, vars(one.origin), one.message, one.hint) for one in found]).encode()

    records = (*catalog.glossary.terms, *catalog.questions.questions, *catalog.legal.texts)
    ingredients = (
        code_of("checks/readability", "guide", "model", "text", "rendering"),
        repr((edition, macros, *data_of_pages(catalog), [str(record.origin) for record in records])),
        *(part for page in pages for part in (page.file, page.text)),
    )
    return [
        Diagnostic(rule, Origin(**origin), message, hint, Severity.WARNING)
        for rule, origin, message, hint in json.loads(memo("readability", ingredients, judge))
    ]


def code_findings(catalog: Catalog, edition: Edition, site: ArtifactSet, cache: Cache) -> tuple[Diagnostic, ...]:
    """Read back the codes that were not yet read as they are; a code that was read correctly once stays so."""
    recipe = code_of("decoding", "checks/codes")
    keys = {
        path: fingerprint("code-read", [recipe, edition.host, path, drawn])
        for path, item in site.items()
        if carries_code(path) and (drawn := drawn_codes(item))
    }
    unread = {path: site[path] for path, key in keys.items() if cache.get(key) is None}
    if not unread:
        return ()
    findings = unreadable_codes(catalog, edition, unread)
    if not findings:
        for path in unread:
            cache.put(keys[path], b"")
    return findings
