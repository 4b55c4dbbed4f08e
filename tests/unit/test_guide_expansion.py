"""Values in the guide's pages: strict, with page and line; what a page used is known afterwards."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, UserError
from generator.guide import ExpandedPage, Expander, expand_page, facts_by_page, guide_pages, read_macros
from generator.loading import load_catalog
from generator.model.catalog import Catalog
from generator.model.project import Edition
from tests.project_factory import FACTS, make_project

BEFORE, OPEN, CLOSING = date(2025, 12, 31), date(2026, 11, 16), date(2026, 11, 17)
LAST_DAY, AFTER = date(2026, 12, 31), date(2027, 1, 1)

PAGE = """---
title: Trang thử
description: Một trang chỉ để thử các biểu thức.
---
# Trang thử

{body}
"""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    checked = FACTS.replace("access: direct\n- id: fee", "access: direct\n  verified_on: 2026-11-20\n- id: fee")
    project = make_project(tmp_path_factory.mktemp("project") / "p", {"content/data/facts.yml": checked})
    loaded, diagnostics = load_catalog(project)
    assert loaded is not None, diagnostics
    return loaded


@pytest.fixture(scope="module")
def macros(repository: Path) -> dict[str, str]:
    return read_macros(repository)


def expand(catalog: Catalog, body: str, on: date = OPEN, macros: dict[str, str] | None = None) -> ExpandedPage:
    text = PAGE.format(body=body) if not body.startswith("---") else body
    return expand_page(text, "content/guide/thu.md", catalog, Edition(on, "tenmien.example"), macros)


def the_problem(catalog: Catalog, body: str, macros: dict[str, str] | None = None) -> Diagnostic:
    with pytest.raises(UserError) as caught:
        expand(catalog, body, macros=macros)
    assert len(caught.value.diagnostics) == 1
    return caught.value.diagnostics[0]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{{ fees.id_vn.yearly | money }}", "50.000\u00a0đ"),
        ("{{ offers.biz_vn.closes | date }}", "31/12/2026"),
        ("{{ groups.youth.rule.max_age }}", "23"),
        ("{{ groups.youth.papers | join(', ') }}", "Họ tên, ngày sinh"),
        ("{{ facts.plan_basis.statement }}", "Kế hoạch của tỉnh nêu việc này."),
        ('{{ facts["plan-basis"].source_date | partial_date }}', "02/2026"),
        ("{{ 'một; hai, ba;  đó là bốn' | sentences }}", "một. Hai, ba. Đó là bốn"),
        ("{{ project.province.full_name }}", "tỉnh Tuyên Quang"),
        ("{{ programme.phases[1].waits_for }}", "quyết định của Bộ Tài chính"),
        ("{{ counts.communes }} xã, {{ counts.schools }} trường", "4 xã, 3 trường"),
        ("{{ registrars[0].short_name }} {{ registrars[1].signups[0].number }}", "iNET 3"),
        ("{{ edition.host }}", "tenmien.example"),
        ("{{ link('nguon.md') }}", "nguon.md"),
        ("## Mục {#muc-rieng}", "## Mục {#muc-rieng}"),
        ("{: .lop } và {# không phải chú thích #}", "{: .lop } và {# không phải chú thích #}"),
    ],
)
def test_names_become_values(catalog: Catalog, expression: str, expected: str) -> None:
    assert expand(catalog, expression).markdown == f"# Trang thử\n\n{expected}\n"


@pytest.mark.parametrize(
    ("body", "line", "rule", "words"),
    [
        ("một\nhai\n{{ offers.id_vn.closess }}", 9, "guide.missing-name", ["closess", "closes"]),
        ("{{ facts.plan_basiss.statement }}", 7, "guide.missing-name", ["plan_basiss", "plan_basis"]),
        ("{{ ofers.id_vn }}", 7, "guide.missing-name", ["ofers", "offers"]),
        ("{{ fees.id_com.yearly }}", 7, "guide.missing-name", ["id_com", "id_vn"]),
        ("{{ offers.id_vn.closes | dat }}", 7, "guide.syntax", []),
        ("một\n{{ offers.id_vn.closes", 8, "guide.syntax", []),
        ("{% if offers %}\nmột", 8, "guide.syntax", []),
        ("{{ project.host }}", 7, "guide.expression", ["null"]),
        ("\n\n\n{{ offers.id_vn }}", 10, "guide.expression", ["dấu chấm"]),
        ("{{ project.__class__.__mro__ }}", 7, "guide.missing-name", ["__class__"]),
    ],
)
def test_a_wrong_expression_names_page_and_line(
    catalog: Catalog, body: str, line: int, rule: str, words: list[str]
) -> None:
    problem = the_problem(catalog, body)
    assert (problem.origin.file, problem.origin.line, problem.rule) == ("content/guide/thu.md", line, rule)
    assert all(word in str(problem) for word in words), str(problem)


def test_a_wrong_macro_name_offers_the_right_one(catalog: Catalog, macros: dict[str, str]) -> None:
    problem = the_problem(catalog, "{{ parts.fee_tabel() }}", macros)
    assert problem.origin.line == 7
    assert "fee_table" in problem.hint


def test_an_error_inside_a_macro_names_the_macro_file(catalog: Catalog) -> None:
    broken = {"parts.md": "{% macro sai() %}\n\n{{ offers.id_vn.khong_co }}\n{% endmacro %}"}
    problem = the_problem(catalog, "{{ parts.sai() }}", broken)
    assert (problem.origin.file, problem.origin.line) == ("themes/guide/macros/parts.md", 3)


@pytest.mark.parametrize(
    ("header", "line", "words"),
    [
        ("", 1, ["---"]),
        ("---\ntitle: Trang thử\n---\n", 1, ["description"]),
        (
            "---\ntitle: Trang thử\ndescription: Một trang chỉ để thử.\nsource: [a]\n---\n",
            4,
            ["source", "sources"],
        ),
        ("---\ntitle: a\ndescription: Một trang chỉ để thử.\n---\n", 2, ["title", "ngắn"]),
        ("---\ntitle: Trang thử\ndescription: Một: trang: sai.\n---\n", 3, ["cú pháp"]),
        (
            "---\ntitle: Trang thử\ndescription: Một trang chỉ để thử.\nsources: [plan-basi]\n---\n",
            4,
            ["plan-basi", "plan-basis"],
        ),
    ],
)
def test_front_matter_is_checked(catalog: Catalog, header: str, line: int, words: list[str]) -> None:
    with pytest.raises(UserError) as caught:
        expand_page(f"{header}\n# Trang", "content/guide/thu.md", catalog, Edition(OPEN, "tenmien.example"))
    problem = caught.value.diagnostics[0]
    assert problem.origin.line == line
    assert all(word in str(problem) for word in words), str(problem)


def test_marks_of_markdown_in_data_stay_text(catalog: Catalog) -> None:
    hostile = catalog.facts[0].model_copy(update={"id": "xau", "statement": "a*b* [c](d) <e> `f` g|h {#i}"})
    changed = dataclasses.replace(catalog, facts=(*catalog.facts, hostile))
    found = expand(changed, "{{ facts.xau.statement }}").markdown
    assert r"a\*b\* \[c\](d) &lt;e&gt; \`f\` g\|h \{#i\}" in found


def test_facts_used_are_recorded_in_order_and_noted_at_the_foot(catalog: Catalog, macros: dict[str, str]) -> None:
    page = expand(catalog, "{{ fees.id_vn.yearly | money }} {{ facts.plan_basis.statement }}", macros=macros)
    assert page.facts_used == ("fee-registration", "plan-basis")
    foot = page.markdown.partition("## Nguồn")[2]
    assert "[Một trang báo](<https://hanoimoi.vn/print/442965.html>)" in foot
    assert "30/05/2023" in foot
    assert "Chưa kiểm lại" in foot
    assert "Kiểm tra ngày 20/11/2026." in foot
    assert "22/11/2026" in foot


def test_naming_without_reading_uses_no_fact(catalog: Catalog, macros: dict[str, str]) -> None:
    page = expand(catalog, "{{ project.province.name }}", macros=macros)
    assert page.facts_used == ()
    assert "Nguồn" not in page.markdown


def test_sources_of_the_front_matter_count_as_used(catalog: Catalog, macros: dict[str, str]) -> None:
    text = PAGE.format(body="Không có biểu thức.").replace("---\n#", "sources: [report-156]\n---\n#")
    page = expand(catalog, text, macros=macros)
    assert page.facts_used == ("report-156",)
    assert "Một trang của Bộ" in page.markdown


@pytest.mark.parametrize(
    ("on", "state", "hidden"),
    [
        (BEFORE, "before", ["open", "closing", "ended"]),
        (OPEN, "open", ["closing", "ended"]),
        (CLOSING, "closing", ["ended"]),
        (LAST_DAY, "closing", ["ended"]),
        (AFTER, "ended", []),
    ],
)
def test_the_banner_shows_the_state_of_the_day_and_carries_the_later_ones(
    catalog: Catalog, macros: dict[str, str], on: date, state: str, hidden: list[str]
) -> None:
    found = expand(catalog, "{{ parts.banner(offers.id_vn) }}", on, macros).markdown
    openings = [line for line in found.split("\n") if line.startswith('<div class="offer ')]
    assert [line.split("offer--")[1].split('"')[0] for line in openings] == [state, *hidden]
    assert ["hidden" in line for line in openings] == [False] + [True] * len(hidden)


def test_the_states_of_a_banner_follow_each_other_without_gap(catalog: Catalog, macros: dict[str, str]) -> None:
    found = expand(catalog, "{{ parts.banner(offers.id_vn) }}", BEFORE, macros).markdown
    days = [part.split('"')[0] for part in found.replace("data-until", "data-from").split('data-from="')[1:]]
    assert days[1:-1] == ["2025-12-31", "2026-01-01", "2026-11-16", "2026-11-17", "2026-12-31", "2027-01-01"]


@pytest.mark.parametrize("on", [OPEN, LAST_DAY, AFTER, date(2028, 2, 29)])
def test_every_real_page_expands_on_every_side_of_the_deadline(
    repository: Path, real_catalog: Catalog, macros: dict[str, str], on: date
) -> None:
    expander = Expander(real_catalog, Edition(on, "tenmien.example"), macros)
    for page in guide_pages(repository):
        markdown = expander.expand(page.text, page.file).markdown
        assert "{{" not in markdown and "None" not in markdown, page.file
        if on > LAST_DAY:
            assert "Miễn phí 2 năm nếu đăng ký đến" not in markdown, page.file
            assert "Sắp hết hạn" not in markdown, page.file


def test_every_page_but_the_list_of_sources_rests_on_known_facts(
    repository: Path, real_catalog: Catalog, macros: dict[str, str]
) -> None:
    found = facts_by_page(guide_pages(repository), macros, real_catalog, Edition(OPEN, "tenmien.example"))
    assert "content/guide/nguon.md" not in found
    assert {"fee-id-maintain", "expire-suspend"} <= set(found["content/guide/sau-2-nam.md"])
    assert all(found.values())


def test_titles_and_descriptions_of_real_pages_are_unique(
    repository: Path, real_catalog: Catalog, macros: dict[str, str]
) -> None:
    expander = Expander(real_catalog, Edition(OPEN, "tenmien.example"), macros)
    fronts = [expander.expand(page.text, page.file).front for page in guide_pages(repository)]
    assert len({front.title for front in fronts}) == len(fronts) == len({front.description for front in fronts})


def test_real_pages_stand_where_the_other_pages_link_to(repository: Path) -> None:
    assert {page.site_path for page in guide_pages(repository)} >= {
        "",
        *(
            f"{name}/"
            for name in [
                "du-dieu-kien",
                "id-vn",
                "ho-kinh-doanh",
                "doanh-nghiep-moi",
                "hop-tac-xa",
                "chuan-bi",
                "dang-ky",
                "nha-dang-ky",
                "sau-2-nam",
                "phong-lua-dao",
                "gioi-thieu",
                "nguon",
            ]
        ),
    }


def test_the_registrars_page_has_an_anchor_for_each_registrar(
    repository: Path, real_catalog: Catalog, macros: dict[str, str]
) -> None:
    page = next(page for page in guide_pages(repository) if page.uri == "nha-dang-ky.md")
    markdown = Expander(real_catalog, Edition(OPEN, "tenmien.example"), macros).expand(page.text, page.file).markdown
    for registrar in real_catalog.registrars:
        assert f"{{ #{registrar.id} }}" in markdown
    assert "chưa có thông tin" in markdown


def test_a_page_that_is_not_utf8_or_hides_characters_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "guide"
    folder.mkdir(parents=True)
    (folder / "a.md").write_bytes("---\ntitle: Đ".encode("utf-16"))
    (folder / "b.md").write_text("một\nhai\u200bba\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        guide_pages(tmp_path)
    assert [(item.origin.file, item.origin.line) for item in caught.value.diagnostics] == [
        ("content/guide/a.md", 0),
        ("content/guide/b.md", 2),
    ]
