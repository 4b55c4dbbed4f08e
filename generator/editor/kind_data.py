"""What the browser needs of one kind of site: words, banks, forms, and of each look its style, colours and policy.

Everything that can be computed here is shipped as data; themes/editor/engine only joins it with the answers.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import rcssmin
from jinja2 import nodes

from generator.editor.forms import forms_of
from generator.editor.kinds import PAGES, Known
from generator.editor.scripts import FOLDER
from generator.editor.template_script import NotPortableError, script_of_templates, templates_of
from generator.pages.gallery import PICTURES
from generator.pages.shared import GALLERY
from generator.qr import level_m_tables
from generator.starter import hosting
from generator.starter.advice import ADVICE, CV_FACT, LEGAL_PARTS, ORDERING_FACTS, PRIVATE
from generator.starter.answers import KINDS
from generator.starter.guide import load_guide
from generator.starter.looks import LARGE_TYPE, SHARED, LookFolder, find_looks
from generator.starter.pages import POLICY
from generator.starter.palette import hex_colour, palette_css
from generator.starter.payment import load_banks
from generator.starter.questions import load_questions, step_view
from generator.starter.words import load_words

_HOLE = "{policy}"
_LETTER = r"[\p{L}\p{N}_]"  # what Python takes for a letter of a word; JavaScript's \b knows ASCII only
_LARGEST_CODE = 15  # holds every transfer code and the address of every contact card


def kind_data(root: Path, kind: str, known: Known) -> dict[str, Any]:
    """Return the data of a kind as plain JSON; UserError when a look or a text is faulty."""
    looks = find_looks(root)[kind]
    first = next(iter(looks.values()))
    palettes = dict.fromkeys(name for look in looks.values() for name in look.file.palettes)
    model = KINDS[kind]
    guide = load_guide(root).model_dump(mode="json")
    return {
        "kind": kind,
        "form": model.__name__,
        "forms": forms_of(model),
        "words": load_words(root),
        "icons": first.icons,
        "banks": [asdict(bank) for bank in load_banks(root).rows],
        "guide": guide,
        "free_years": known.free_years,
        "facts": {"ordering": _statements(known, ORDERING_FACTS), "cv": _statements(known, (CV_FACT,))},
        "advice": {name: asdict(advice) for name, advice in ADVICE.items()},
        "private": {what: script_pattern(pattern) for what, pattern in PRIVATE.items()},
        "legal": dict(LEGAL_PARTS),
        "qr": level_m_tables(_LARGEST_CODE),
        "large": str(rcssmin.cssmin(LARGE_TYPE)),
        "policy": POLICY,
        "hosting": {"htaccess": hosting.htaccess(_HOLE), "headers": hosting.headers_file(_HOLE)},
        "colours": {name: _colours(first, name) for name in palettes},
        "steps": {step.id: step_view(step, kind) for step in load_questions(root, kind).steps},
        "looks": {name: _look(look, kind) for name, look in looks.items()},
    }


def _statements(known: Known, names: tuple[str, ...]) -> str:
    return " ".join(known.facts[name] for name in names if name in known.facts)


def script_pattern(pattern: str) -> str:
    """Return a pattern of Python with \\b and \\d as a pattern of JavaScript with the flag u that means the same."""
    edge = f"(?:(?<!{_LETTER})(?={_LETTER})|(?<={_LETTER})(?!{_LETTER}))"
    return pattern.replace(r"\b", edge).replace(r"\d", r"\p{Nd}")


def _colours(look: LookFolder, palette: str) -> dict[str, Any]:
    colours = look.colours(palette)
    light = {name: hex_colour(colour) for name, colour in colours["light"].items()}
    return {"css": str(rcssmin.cssmin(palette_css(colours))), "light": light}


def _look(look: LookFolder, kind: str) -> dict[str, Any]:
    palettes = look.file.palettes
    own = look.css(palettes[0], False).removeprefix(_colours(look, palettes[0])["css"])
    hashes = {}
    for palette in palettes:
        start = _colours(look, palette)["css"]
        sheets = [start + own, start + own + str(rcssmin.cssmin(LARGE_TYPE))]
        if sheets != [look.css(palette, False), look.css(palette, True)]:
            raise NotPortableError(f"{look.folder}: the style sheet does not fall into its parts")
        hashes[palette] = [base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode() for sheet in sheets]
    return {
        "title": look.file.title,
        "description": look.file.description,
        "picture": _picture(look, kind),
        "palettes": list(palettes),
        "steps": list(look.file.steps),
        "css": own,
        "hashes": hashes,
        "templates": {page: _template_name(look, page) for page in PAGES[kind]},
    }


def _picture(look: LookFolder, kind: str) -> str:
    """Return the address of a picture of the look, from the editor's page, or "" when the gallery has none."""
    name = f"{kind}-{look.name}.webp"
    return f"../{GALLERY}{name}" if (look.root / PICTURES / name).is_file() else ""


def _template_name(look: LookFolder, page: str) -> str:
    """Return the look's own template, else the shared one, without compiling it."""
    return page if (look.root / look.folder / page).is_file() else f"{SHARED}/{page}"


def kind_script(root: Path, kind: str, data: Mapping[str, Any]) -> str:
    """Return a script that registers a kind: its data and a function that renders a template of a look.

    Templates that several looks share are written once.
    """
    runtime = (root / FOLDER / "template-runtime.js").read_text(encoding="utf-8")
    written: dict[str, str] = {}
    parsed: dict[tuple[str, str], nodes.Template] = {}
    looks = []
    for name, look in find_looks(root)[kind].items():
        rows = []
        for template, tree in templates_of(look.environment, data["looks"][name]["templates"].values(), parsed).items():
            script = script_of_templates({template: tree})[1:-1]
            key, _, body = script.partition(":{extends:")
            own = written.setdefault("{extends:" + body, f"T{len(written)}")
            rows.append(f"{key}:{own}")
        looks.append(f"{json.dumps(name)}:{{{','.join(rows)}}}")
    constants = "".join(f"const {name}={body};\n" for body, name in written.items())
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("</", "<\\/").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return (
        f'(()=>{{"use strict";\n{runtime}\nlet TEMPLATES;\n{constants}const LOOKS={{{",".join(looks)}}};\n'
        f"const render=(look,file,view)=>{{TEMPLATES=LOOKS[look];return include(file,view)}};\n"
        f"(globalThis.PHOCAP_KINDS??={{}})[{json.dumps(kind)}]={{data:{text},render}};\n}})();\n"
    )
