"""/tao-trang/: the page where an owner makes a site on a telephone, its scripts and the letters of its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from generator.artifact import Artifact, pack, unpack
from generator.cache import fingerprint
from generator.diagnostics import Findings, Origin
from generator.editor.kinds import PAGES, Known, known_of
from generator.editor.scripts import FOLDER, VENDOR, names_script, page_script, vendored
from generator.loading.binding import bind_tree
from generator.loading.files import read_file
from generator.loading.yaml_source import SIZE_LIMIT, read_yaml
from generator.naming import SPACES
from generator.pages.names import names_data, naming_rules, rules_for_script
from generator.pages.shared import REGISTRARS, Page, Site
from generator.pages.theme import json_for_script

EDITOR = "tao-trang/"
EDITOR_WORDS = "content/editor/trang.yml"
NAMES = "ten"

# The preview is a page in a sandboxed frame and inherits this policy: it needs its own style, which runs nothing.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
_FONTS = {"chu-thuong.ttf": "BeVietnamPro-Regular.ttf", "chu-dam.ttf": "BeVietnamPro-Bold.ttf"}
_MADE_FROM = ("themes/starter", FOLDER, "content/starter", "assets/icons")
_UPLOAD, _RENEWAL = "tai-len/", "sau-2-nam/"


def editor_words(root: Path) -> dict[str, str]:
    """Return the words of the page; UserError when they cannot be read."""
    findings = Findings()
    file = read_file(root, EDITOR_WORDS, SIZE_LIMIT, findings)
    node = read_yaml(file, findings) if file else None
    words = bind_tree(dict[str, str], node, EDITOR_WORDS, findings) if node else None
    findings.raise_errors()
    return dict(words or {})


def editor_page(site: Site, root: Path) -> Artifact:
    """Return the page itself."""
    words = editor_words(root)
    origin = Origin(EDITOR_WORDS)
    page = Page(
        path=f"{EDITOR}index.html",
        title=f"{words['page_title']} - {site.catalog.project.site_name}",
        description=words["description"],
    )
    values = {
        "words": words,
        "said": Markup(json_for_script(words)),
        "policy": _POLICY,
        "upload": _UPLOAD,
        "renewal": _RENEWAL,
        "registrars": REGISTRARS,
        "kinds": [(kind, words[f"kind_{kind}"], words[f"kind_{kind}_text"]) for kind in PAGES],
    }
    return site.render("editor.html", page, (origin,), values, ("editor.css",))


def editor_files(site: Site, root: Path) -> Iterator[Artifact]:
    """Yield what the page loads: its script, a script for each kind of site, libraries, letters."""
    known, catalog = known_of(site.catalog), site.catalog
    made_from = _ingredients(root)
    yield from unpack(site.memo("editor", (made_from, repr(known)), lambda: pack(_scripts(root, known))))
    shown = (made_from, catalog.texts.names, *names_data(catalog))
    yield from site.kept("editor-names", shown, lambda: [_names(site, root)])
    for path, font in _FONTS.items():
        name = f"assets/fonts/{font}"
        yield Artifact(EDITOR + path, (root / name).read_bytes(), (Origin(name),))
    licence = "assets/fonts/OFL.txt"
    yield Artifact(f"{EDITOR}OFL.txt", (root / licence).read_bytes(), (Origin(licence),))


def _scripts(root: Path, known: Known) -> Iterator[Artifact]:
    # All of the starter's engine is needed on the day a look changes, not in every build.
    from generator.editor.kind_data import kind_data, kind_script

    yield Artifact(f"{EDITOR}trang.js", page_script(root).encode(), (Origin(f"{FOLDER}/page/app.js"),))
    for kind in PAGES:
        script = kind_script(root, kind, kind_data(root, kind, known))
        yield Artifact(f"{EDITOR}{kind}.js", script.encode(), (Origin(f"themes/starter/{kind}"),))
    for library in ("markdown-it", "js-yaml"):
        origin = Origin(f"{VENDOR}/{library}.min.js")
        yield Artifact(f"{EDITOR}{library}.js", vendored(root, library).encode(), (origin,))


def _names(site: Site, root: Path) -> Artifact:
    """Return the script that knows which names mislead: the lists and rules of the guide's name helper, and banks."""
    from generator.starter.judging import Judge
    from generator.starter.payment import load_banks

    judge = Judge(naming_rules(site.catalog), load_banks(root), site.edition.built_on)
    rules = site.theme.script("names-rules.js").replace("$SPACES$", SPACES)
    script = names_script(root, json_for_script(rules_for_script(judge.all_names)), rules)
    return Artifact(f"{EDITOR}{NAMES}.js", script.encode(), (Origin(f"{FOLDER}/names-frame.js"),))


def _ingredients(root: Path) -> str:
    files = sorted(path for folder in _MADE_FROM for path in (root / folder).rglob("*.*") if path.is_file())
    files = [path for path in files if path.suffix in {".js", ".html", ".css", ".yml", ".csv", ".svg"}]
    return fingerprint(
        "editor", [part for path in files for part in (path.relative_to(root).as_posix(), path.read_bytes())]
    )
