"""Long sentences, long paragraphs and unexplained words are told where they stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.checks.readability import (
    PARAGRAPH_LIMIT,
    SENTENCE_LIMIT,
    check_readability,
    count_syllables,
    reading_figures,
    split_sentences,
)
from generator.diagnostics import Diagnostic, Severity
from generator.guide import Expander, GuidePage, guide_pages, page_titles, read_macros
from generator.loading import load_catalog
from generator.model.catalog import Catalog
from generator.model.project import Edition
from tests.project_factory import FACTS, make_project

DAY = date(2026, 11, 22)
EDITION = Edition(DAY, "tenmien.example")
FILE = "content/guide/thu.md"

GLOSSARY = """\
version: 1
terms:
  - {id: hosting, term: hosting, meaning: "Chỗ để trang."}
  - {id: o-khoa, term: "ổ khóa", also: [SSL], meaning: "Hình ổ khóa."}
  - {id: xa, term: "xã", meaning: "MEANING"}
names:
  - {name: "Zalo", reason: "ứng dụng"}
"""
LONG_FACT = "Một câu của dữ kiện " + "rất " * SENTENCE_LIMIT + "dài."


def words(count: int) -> str:
    return " ".join(["chữ"] * count)


def catalog_in(folder: Path, meaning: str = "Đơn vị nhỏ nhất.") -> Catalog:
    project = make_project(
        folder,
        {
            "content/data/glossary.yml": GLOSSARY.replace("MEANING", meaning),
            "content/data/facts.yml": FACTS.replace("Kế hoạch của tỉnh nêu việc này.", LONG_FACT),
        },
    )
    catalog, diagnostics = load_catalog(project)
    assert catalog is not None, diagnostics
    return catalog


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return catalog_in(tmp_path_factory.mktemp("project") / "p")


def page(body: str) -> GuidePage:
    head = "---\ntitle: Trang thử\ndescription: Một trang chỉ để thử.\n---\n"
    return GuidePage(FILE, "thu/", head + body)


def judge(catalog: Catalog, body: str, macros: dict[str, str] | None = None) -> list[Diagnostic]:
    found = check_readability([page(body)], macros or {}, catalog, EDITION)
    assert all(item.severity is Severity.WARNING for item in found)
    return list(found)


def told(catalog: Catalog, body: str, macros: dict[str, str] | None = None) -> list[tuple[str, int]]:
    return [(item.rule.removeprefix("readability."), item.origin.line) for item in judge(catalog, body, macros)]


def test_a_sentence_may_have_thirty_syllables_and_not_one_more(catalog: Catalog) -> None:
    assert told(catalog, f"# Đầu\n\n{words(SENTENCE_LIMIT)}.\n") == []
    assert told(catalog, f"# Đầu\n\n{words(SENTENCE_LIMIT + 1)}.\n") == [("sentence", 7)]
    assert told(catalog, f"# Đầu\n\n{words(SENTENCE_LIMIT)}. {words(SENTENCE_LIMIT)}!\n") == []


def test_a_paragraph_of_short_sentences_can_be_too_long(catalog: Catalog) -> None:
    short = f"{words(PARAGRAPH_LIMIT // 5)}. "
    assert told(catalog, short * 5 + "\n") == []
    assert told(catalog, short * 5 + "Thêm.\n") == [("paragraph", 5)]
    assert told(catalog, short * 3 + "\n\n" + short * 3 + "\n") == []


@pytest.mark.parametrize(
    "body",
    [
        "- {long}.\n",
        "1. {long}.\n",
        "> {long}.\n",
        "| a | {long}. |\n",
        "**Đậm** {long}.\n",
        "- **Cho ai** [chữ]({{{{ link('nguon.md') }}}}) {long}.\n",
        '!!! warning "Chú ý"\n\n    {long}.\n',
    ],
)
def test_every_kind_of_block_is_read(catalog: Catalog, body: str) -> None:
    assert [rule for rule, _ in told(catalog, body.format(long=words(SENTENCE_LIMIT + 1)))] == ["sentence"]


def test_cells_items_and_headings_do_not_run_together(catalog: Catalog) -> None:
    twenty = words(20)
    assert told(catalog, f"| {twenty} | {twenty} |\n| --- | --- |\n| {twenty} | {twenty} |\n") == []
    assert told(catalog, f"- {twenty}\n- {twenty}\n") == []
    assert told(catalog, f"## {twenty}\n{twenty}\n") == []


def test_a_paragraph_over_several_lines_is_one(catalog: Catalog) -> None:
    assert told(catalog, f"# Đầu\n\n{words(20)}\n{words(20)}.\n") == [("sentence", 7)]


@pytest.mark.parametrize("word", ["server", "upload", "eKYC", "VPS", "cloud", "XYZ"])
def test_an_unexplained_word_is_told_once_a_page(catalog: Catalog, word: str) -> None:
    found = judge(catalog, f"# Đầu\n\nCái {word} này.\n\nLại {word}.\n")
    assert [(item.rule, item.origin.file, item.origin.line) for item in found] == [("readability.term", FILE, 7)]
    assert word in found[0].message and "glossary.yml" in found[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "Thuê hosting có SSL, nhắn Zalo.",
        "Nghị định 147/2024/NĐ-CP, Quyết định 507/QĐ-BKHCN, Luật 122/2025/QH15.",
        "Mở https://example.org/path?x=1 hoặc tracuutenmien.gov.vn, gửi ai@ten.biz.vn.",
        "Đuôi .vn, id.vn, biz.vn. Tệp `index.html`.",
        "[Chữ](https://server.example/upload) <span class='server'>chữ</span>{ .server }",
        "Người nghiêng ngả, khuya khoắt, quýnh quáng, ngoằn ngoèo, giếng, quốc, thuở, xoong.",
        "BẢN THỬ. Ngày 31/12/2026, 50.000 đ, 30%.",
    ],
)
def test_known_words_names_addresses_and_numbers_are_no_riddles(catalog: Catalog, text: str) -> None:
    assert told(catalog, f"{text}\n") == []


def test_a_word_of_the_glossary_is_known_only_as_a_whole(catalog: Catalog) -> None:
    assert told(catalog, "Xem hostings.\n") == [("term", 5)]


def test_lines_stay_true_behind_loops_conditions_and_macros(catalog: Catalog) -> None:
    macros = {"parts.md": "{% macro three() %}\nMột.\n\nHai.\n\nBa.\n{% endmacro %}\n"}
    body = (
        "# Đầu\n\n{{ parts.three() }}\n\n{% for n in [1, 2, 3] %}\n- Mục {{ n }}.\n{% endfor %}\n"
        "{% if edition.trial %}\nThử.\n{% endif %}\n\n{{ parts.three(\n) }}\n\nCái server.\n"
    )
    line = page(body).text.split("\n").index("Cái server.") + 1
    assert told(catalog, body, macros) == [("term", line)]


def test_a_list_in_a_loop_is_not_one_paragraph(catalog: Catalog) -> None:
    assert told(catalog, "{% for n in range(20) %}\n- Mục có tám tiếng trong danh sách này.\n{% endfor %}\n") == []


def test_a_sentence_of_a_fact_names_the_fact(catalog: Catalog) -> None:
    (found,) = judge(catalog, "# Đầu\n\n{{ facts.plan_basis.statement }}\n")
    assert found.origin.line == 7
    assert "plan-basis" in found.hint and "facts.yml" in found.hint


def test_a_long_meaning_is_told_in_the_glossary_and_not_on_the_page_too(tmp_path: Path) -> None:
    long = words(SENTENCE_LIMIT + 1)
    found = judge(catalog_in(tmp_path / "p", long), f"# Đầu\n\n{long}\n")
    assert [(item.origin.file, item.origin.line) for item in found] == [("content/data/glossary.yml", 5)]


def test_sentences_end_where_people_stop() -> None:
    assert split_sentences("Mất 50.000 đ. Hỏi trước! Xong? “Vâng.” Thôi…") == [
        "Mất 50.000 đ.",
        "Hỏi trước!",
        "Xong?",
        "“Vâng.",
        "Thôi…",
    ]
    assert split_sentences("Ngày 31.12.2026 ở id.vn") == ["Ngày 31.12.2026 ở id.vn"]
    assert count_syllables("Tên miền: 50.000 đ – 2 năm, “ba”.") == 7


@pytest.mark.parametrize("on", [date(2025, 12, 31), DAY, date(2027, 1, 1)])
def test_the_real_guide_reads_well_on_every_side_of_the_offer(
    repository: Path, real_catalog: Catalog, on: date
) -> None:
    found = check_readability(
        guide_pages(repository), read_macros(repository), real_catalog, Edition(on, "tenmien.example")
    )
    assert [str(item) for item in found] == []


def test_the_real_guide_is_read_and_not_skipped(repository: Path, real_catalog: Catalog) -> None:
    pages = guide_pages(repository)
    expander = Expander(real_catalog, EDITION, read_macros(repository), page_titles(pages))
    figures = {one.uri: reading_figures(one, expander) for one in pages}
    unread = {uri for uri, one in figures.items() if not one.sentences}
    assert unread == {"nguon.md", "tu-dien.md"}
    read = [one for one in figures.values() if one.sentences]
    assert all(one.syllables > 100 and one.mean < 12 for one in read)
