"""A whole build with sheets, of a small province: nothing is missing, nothing is left over, the print shop has its folder."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from generator import build
from generator.cli import main
from generator.mkdocs_plugin import render_guide
from generator.model.programme import OfferState
from generator.printshop.record import PRINTED, RECORD
from tests.guide_project import make_guide_project

DAY = date(2026, 11, 23)


FEW_SHEETS = {"to-a4-den-trang", "to-a4-mau", "to-a3-mau", "to-roi-a5-mau"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small province with the sheets that the order names, and one picture."""
    project = make_guide_project(tmp_path_factory.mktemp("packs") / "province")
    file = project / "content/print/sheets.yml"
    kept = []
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        found = re.match(r"\s*- \{id: ([a-z0-9-]+),", line)
        if not found or found[1] in FEW_SHEETS | {"chia-se"}:
            kept.append(line)
    file.write_text("".join(kept), encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def result(project: Path) -> build.BuildResult:
    return build.build(project, project / "dist", DAY, False, render_guide, parts=("web", "print"))


def test_every_page_about_a_pack_is_led_to_and_leads_to_what_is_there(result: build.BuildResult, project: Path) -> None:
    assert not [item for item in result.warnings if item.rule.startswith(("links.", "budget.", "sitemap."))]
    pages = [path for path in result.site if path.endswith("/bo-tai-lieu/index.html")]
    assert len(pages) == 7
    assert 'href="../00715/bo-tai-lieu/"' in result.site["bo-tai-lieu/index.html"].text
    assert (project / "dist/site/00715/bai-doc-loa.docx").is_file()


def test_the_print_shop_has_its_folder_beside_the_site(result: build.BuildResult, project: Path) -> None:
    listed = json.loads((project / "dist/manifest.json").read_text(encoding="utf-8"))["files"]
    assert RECORD in listed and "print/phieu-dat-in.xlsx" in listed
    assert not [path for path in result.site if path.startswith("print/")]
    record = json.loads((project / "dist" / RECORD).read_bytes())
    assert record["facts"]["commune"]["state"] == OfferState.CLOSING.value and len(record["places"]) == 7


def test_a_trial_is_not_kept_as_printed(
    result: build.BuildResult, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["printed", "--project", str(project)]) == 1
    assert "bản thử không đem in" in capsys.readouterr().err
    assert not (project / PRINTED).exists()


def test_a_script_with_a_digit_stops_the_check_with_file_and_line(project: Path) -> None:
    file = project / "content/speech/scripts.yml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if "Kính thưa bà con" in line)
    broken = [*lines[:at], lines[at].replace("Kính thưa", "Kính thưa 30 hộ"), *lines[at + 1 :]]
    file.write_text("".join(broken), encoding="utf-8")
    try:
        found = build.check(project, DAY, False, render_guide)
    finally:
        file.write_text("".join(lines), encoding="utf-8")
    told = [item for item in found if item.rule == "speech.unreadable"]
    assert [(item.origin.file, item.origin.line) for item in told] == [("content/speech/scripts.yml", at)]
    assert "“30”" in told[0].message
