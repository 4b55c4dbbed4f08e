"""Templates keep to the part of Jinja2 that a browser can render alike; views are plain JSON."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.diagnostics import UserError
from generator.rendering import create_environment
from generator.starter.looks import find_looks
from generator.starter.pages import SiteFrame, home_view, post_views
from generator.starter.payment import load_banks
from generator.starter.portable import template_problems, view_problems
from generator.starter.site import choose_look
from generator.starter.views.common import Context
from generator.starter.words import load_words
from tests.starter_support import FIVE, FULL, IMAGES, REPOSITORY, TODAY, answers

ENVIRONMENT = create_environment(REPOSITORY / "themes/starter", sandboxed=True)


@pytest.mark.parametrize(
    "source",
    [
        "{{ name|upper }}",
        "{{ name|safe }}",
        "{{ story.paragraphs|safe }}",
        "{{ rows|join(', ') }}",
        "{% set x = 1 %}",
        "{% if x in rows %}{% endif %}",
        "{% if x is defined %}{% endif %}",
        "{{ 1 + 2 }}",
        "{{ rows[0:2] }}",
        "{{ rows[x + 1] }}",
        "{{ name.upper() }}",
        "{{ view.items }}",
        "{% for a, b in rows %}{% endfor %}",
        "{% for a in rows if a %}{% endfor %}",
        "{{ loop.cycle('a', 'b') }}",
        "{% for a in rows %}{{ loop.previtem }}{% endfor %}",
        "{% include page.kind %}",
        "{% import 'shared/parts.html' as parts %}",
        "{% with x = 1 %}{% endwith %}",
        "{% filter upper %}x{% endfilter %}",
        "{{ x if y }}",
        "{{ 1 < x < 3 }}",
        "{{ range(3) }}",
        "{{ 1.5 }}",
        "{% raw %}{% endraw",
    ],
)
def test_what_a_browser_would_render_otherwise_is_refused(source: str) -> None:
    problems = list(template_problems(ENVIRONMENT, "x.html", f"\n{source}", "themes/starter/shop/x/x.html"))
    assert problems and problems[0].origin.line == 2 and problems[0].origin.file.endswith("x.html")


@pytest.mark.parametrize(
    "source",
    [
        "{% extends 'shared/page.html' %}{% block main %}{{ super() }}{% endblock %}",
        "{% from 'shared/parts.html' import picture %}{{ picture(photo, true) }}",
        "{% macro m(a, b) %}{{ a ~ b }}{% endmacro %}{{ m(1, b='x') }}",
        "{% for a in rows %}{{ loop.index }}{% if not loop.last and a.x != 'y' %},{% endif %}{% else %}-{% endfor %}",
        "{{ icons[action.icon]|safe }}{{ icons.phone|safe }}{{ page.style_css|safe }}{{ post.body_html|safe }}",
        "{{ 'a' if rows|length > 2 else b['c'] }}",
    ],
)
def test_the_portable_part_is_accepted(source: str) -> None:
    assert list(template_problems(ENVIRONMENT, "x.html", source, "x.html")) == []


@pytest.mark.parametrize("values", [FULL, FIVE], ids=["full", "five"])
@pytest.mark.parametrize("kind", FULL)
def test_views_are_plain_json(kind: str, values: dict[str, dict[str, object]]) -> None:
    made = answers(kind, values[kind])
    look, palette = choose_look(REPOSITORY, kind, made)
    frame = SiteFrame(made, kind, look, palette)
    for language, words in load_words(REPOSITORY).items():
        context = Context(words, language, TODAY, made.look, IMAGES)
        assert list(view_problems(home_view(frame, context, load_banks(REPOSITORY)))) == []
        if kind == "profile":
            assert [list(view_problems(view)) for view in post_views(frame, context)] in ([], [[]])


def names_in(view: object) -> set[str]:
    if isinstance(view, dict):
        return set(view).union(*map(names_in, view.values()))
    return set().union(*map(names_in, view)) if isinstance(view, list) else set()


@pytest.mark.parametrize("kind", FULL)
def test_designers_are_told_every_name_of_the_view(kind: str) -> None:
    made = answers(kind, FULL[kind])
    look, palette = choose_look(REPOSITORY, kind, made)
    context = Context(load_words(REPOSITORY)["vi"], "vi", TODAY, made.look, IMAGES)
    view = home_view(SiteFrame(made, kind, look, palette), context, load_banks(REPOSITORY))
    told = set(re.findall(r"\w+", (REPOSITORY / "docs/starter-looks.md").read_text(encoding="utf-8")))
    assert names_in({key: value for key, value in view.items() if key not in ("words", "icons")}) - told == set()


def test_templates_write_no_words_of_their_own() -> None:
    for path in (REPOSITORY / "themes/starter").rglob("*/*.html"):
        text = re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>|&\w+;", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"public_html|index\.html|\banh\b", " ", text)  # names of files
        assert not re.search(r"[^\W\d_]{2,}", text), (path.name, re.search(r"[^\W\d_]{2,}", text))


def copy_of_the_themes(folder: Path) -> Path:
    for name in ("themes/starter", "assets"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return folder


def test_a_new_look_is_found_without_python_and_its_mistakes_are_told(tmp_path: Path) -> None:
    root = copy_of_the_themes(tmp_path)
    new = root / "themes/starter/profile/moi"
    new.mkdir()
    (new / "starter.yml").write_text(
        'title: "Mới"\ndescription: "Thử"\npalettes: [chamm]\nsteps: [ten]\n', encoding="utf-8"
    )
    (new / "style.css").write_text("p{background:url(https://vidu.example/x.png)}", encoding="utf-8")
    (new / "index.html").write_text("{{ name|upper }}", encoding="utf-8")
    with pytest.raises(UserError) as raised:
        find_looks(root)
    said = {item.rule: item for item in raised.value.diagnostics}
    assert set(said) >= {"starter.palette", "starter.style", "starter.template"}
    assert "“cham”" in said["starter.palette"].message
    (new / "starter.yml").write_text(
        'title: "Mới"\ndescription: "Thử"\npalettes: [cham]\nsteps: [ten]\n', encoding="utf-8"
    )
    (new / "style.css").write_text("p{color:var(--main)}", encoding="utf-8")
    (new / "index.html").write_text("{{ name }}", encoding="utf-8")
    assert "moi" in find_looks(root)["profile"]
