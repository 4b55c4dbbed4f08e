"""The same templates in Python and in the browser: the same bytes, or an error, never a silent difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from playwright.sync_api import Browser, Error, Page

from generator.editor.template_script import script_of_templates, templates_of
from generator.rendering import create_environment
from generator.starter.looks import look_of
from generator.starter.pages import SiteFrame
from generator.starter.portable import template_problems
from tests.starter_support import FIVE, FULL, LOOKS, REPOSITORY, crowded, site_of

RUNTIME = (REPOSITORY / "themes/editor/template-runtime.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def rendered_in_browser(page: Page, environment: Environment, views: list[tuple[str, Mapping[str, Any]]]) -> list[str]:
    trees = templates_of(environment, {name for name, _ in views})
    script = f"(views) => {{ {RUNTIME}; const TEMPLATES = {script_of_templates(trees)};\n"
    found: list[str] = page.evaluate(f"{script} return views.map(([file, view]) => include(file, view)); }}", views)
    return found


@pytest.mark.parametrize(("kind", "look"), LOOKS)
def test_every_page_of_every_look_has_the_same_bytes(
    kind: str, look: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, Mapping[str, Any], str]] = []
    render = SiteFrame.render

    def noted(frame: SiteFrame, template: str, view: Mapping[str, Any]) -> str:
        html = render(frame, template, dict(view))
        shown.append((frame.look.template(template).name or "", view, html))
        return html

    monkeypatch.setattr(SiteFrame, "render", noted)
    for values in (FULL[kind], FIVE[kind], crowded(kind)):
        site_of(kind, values, look={"name": look, "large_type": True})
    assert len(shown) >= 9, "home, 404 and guide of three sites"
    environment = look_of(REPOSITORY, kind, look).environment
    found = rendered_in_browser(page, environment, [(name, view) for name, view, _ in shown])
    for (name, _, expected), html in zip(shown, found, strict=True):
        assert html == expected, name


VIEW = {
    "none": None,
    "yes": True,
    "no": False,
    "zero": 0,
    "one": 1,
    "text": "Đào <b> & \"x\" 'y'",
    "empty": "",
    "letters": "a😀đ",
    "things": ["a", "b<", "c"],
    "nothing": [],
    "holes": {},
    "row": {"a": {"b": "c"}, "key": "b", "ready_html": "<i>x</i>"},
    "ready_html": "<i>x</i>",
    "lines": "a\u2028b</script>",
}

PROBES = [
    "{{ text }}|{{ none }}|{{ yes }}|{{ no }}|{{ zero }}|{{ lines }}",
    "{{ 'q\"' }}{{ 7 }}{{ '</script>' }}\u2028",
    "{{ row.ready_html|safe }}{{ row.a.b }}{{ row['a'].b }}{{ row.a[row.key] }}{{ things[0] }}",
    "{% if empty or nothing or holes or zero or none or no %}A{% elif one and text %}B{% else %}C{% endif %}",
    "{{ text or 'x' }}{{ empty or 'x' }}{{ none or empty }}{{ one and text }}{{ not one }}{{ zero and one }}",
    "{{ 'a' if one == yes else 'b' }}{{ 'a' if '1' == one else 'b' }}{{ 'a' if none == no else 'b' }}{{ 1 != 2 }}",
    "{{ 'a' if one < 2 else 'b' }}{{ 'a' if zero >= yes else 'b' }}{{ 2 <= 2 }}{{ things|length > 2 }}",
    "{{ text|length }}{{ letters|length }}{{ things|length }}{{ holes|length }}{{ row.ready_html|safe|length }}",
    "{{ 'a<' ~ one ~ none }}{{ 'a<' ~ row.ready_html|safe ~ text }}",
    "{% for x in things %}{{ loop.index }}/{{ loop.length }}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}",
    "{% for x in nothing %}{{ x }}{% else %}none{% endfor %}{% for x in things %}{% for y in things %}{{ x ~ y }}"
    "{{ loop.index0 }}{{ loop.first }}{% else %}-{% endfor %}{{ loop.index }}{% endfor %}",
    "{% macro m(a, b='<d>', c=1) %}[{{ a }}{{ b }}{{ c }}]{% endmacro %}{{ m(text) }}{{ m(1, c=none) }}{{ m(1, 2, 3) }}"
    "{{ m(m('<')) }}{% if m('') %}yes{% endif %}",
    "{% from 'parts' import box as frame, twice %}{{ frame(text) }}{{ twice(row.a) }}{% for x in things %}"
    "{% include 'item' %}{% endfor %}",
    "{% extends 'base' %}{% from 'parts' import box %}{% block one %}{{ super() }}+{{ box(one) }}{% endblock %}",
    "{% extends 'middle' %}{% block one %}{{ super() }}3{% for x in things %}{{ x }}{% endfor %}{% endblock %}",
    "  {% if one %}\n    kept\n  {% endif %}\n{# gone #}\n{{ text }}\n",
]
SHARED = {
    "parts": "{% macro box(x) %}<b>{{ x }}</b>{% endmacro %}{% macro twice(r) %}{{ box(r.b) }}{{ box(r.b) }}{% endmacro %}",
    "item": "({{ x }}{{ one }})",
    "base": "<{% block one %}1{{ one }}{% endblock %}|{% block two %}2{% block three %}T{% endblock %}{% endblock %}>\n",
    "middle": "{% extends 'base' %}{% block one %}{{ super() }}2{% endblock %}{% block three %}t{% endblock %}",
}


def small_environment(source: str) -> Environment:
    return create_environment(loader=DictLoader({**SHARED, "page": source}), sandboxed=True)


@pytest.mark.parametrize("source", PROBES)
def test_every_construct_renders_alike(source: str, page: Page) -> None:
    environment = small_environment(source)
    assert not list(template_problems(environment, "page", source, "page"))
    assert rendered_in_browser(page, environment, [("page", VIEW)]) == [environment.get_template("page").render(VIEW)]


@pytest.mark.parametrize(
    "source",
    [
        "{{ missing }}",
        "{{ row.missing }}",
        "{{ row }}",
        "{% if missing %}{% endif %}",
        "{% for x in text %}{{ x }}{% endfor %}",
        "{% if things == things %}{% endif %}",
        "{% if 'a' < 'b' %}{% endif %}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}",
        "{{ one|length }}",
    ],
)
def test_what_could_differ_stops(source: str, page: Page) -> None:
    with pytest.raises(Error, match="template: "):
        rendered_in_browser(page, small_environment(source), [("page", VIEW)])
