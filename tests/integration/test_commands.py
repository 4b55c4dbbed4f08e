"""The command as a person types it: what it prints, what it leaves behind, with which exit code."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from generator.plan import CACHE_FILE
from generator.printshop.record import PRINTED, RECORD
from tests.guide_project import keep_sheets, make_guide_project, tree
from tests.project_factory import CONTACTS, SCHOOLS
from tests.release_project import RELEASE_HOST, verify_everything

REPOSITORY = Path(__file__).resolve().parents[2]
DAY = "2026-11-22"


def phocap(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env={**inherited, "PYTHONPATH": str(REPOSITORY), **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )


# The sheets that the order for print shops names, their editions of paper for everybody, and one picture.
ORDERED = {"nha-in-to-a4", "nha-in-to-a3", "nha-in-to-roi-a5"}
FEW_SHEETS = {"to-a4-den-trang", "to-a4-mau", "to-a3-mau", "to-roi-a5-mau", *ORDERED, "chia-se"}


def make_project(folder: Path, overrides: Mapping[str, str] = {}) -> Path:
    project = make_guide_project(folder, overrides)
    keep_sheets(project, FEW_SHEETS)
    return project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("commands") / "province")


@pytest.fixture(scope="module")
def everything(project: Path) -> subprocess.CompletedProcess[str]:
    """Build the project with sheets and packs."""
    return phocap("build", "--only", "web,print", "--date", DAY, cwd=project)


@pytest.fixture(scope="module")
def kept_results(everything: subprocess.CompletedProcess[str], project: Path) -> Path:
    """Return the cache of a project that was built and checked: others start from it, as an office's second day does."""
    assert everything.returncode == 0, everything.stderr
    assert phocap("check", "--date", DAY, cwd=project).returncode == 0
    return project / CACHE_FILE


def another_project(folder: Path, kept_results: Path, overrides: Mapping[str, str] = {}) -> Path:
    project = make_project(folder, overrides)
    (project / CACHE_FILE).parent.mkdir()
    shutil.copy2(kept_results, project / CACHE_FILE)
    return project


def test_pages_about_packs_and_the_print_shop_have_what_they_name(
    everything: subprocess.CompletedProcess[str], project: Path
) -> None:
    assert everything.returncode == 0, everything.stderr
    assert not re.search("bo-tai-lieu.*(Không trang nào dẫn tới đây|không dẫn tới đâu)", everything.stderr)
    site = project / "dist" / "site"
    assert len(list(site.glob("*/bo-tai-lieu/index.html"))) == 7
    assert 'href="../00715/bo-tai-lieu/"' in (site / "bo-tai-lieu/index.html").read_text(encoding="utf-8")
    assert (site / "00715/bai-doc-loa.docx").is_file() and not (site / "00715/so-ghi.pdf").exists()
    listed = json.loads((project / "dist/manifest.json").read_text(encoding="utf-8"))["files"]
    assert {RECORD, "print/phieu-dat-in.xlsx", "print/in-lai.txt"} <= set(listed)
    record = json.loads((project / "dist" / RECORD).read_bytes())
    assert record["facts"]["commune"]["state"] == "closing" and len(record["places"]) == 7


def test_a_trial_is_not_kept_as_printed(everything: subprocess.CompletedProcess[str], project: Path) -> None:
    kept = phocap("printed", cwd=project)
    assert everything.returncode == 0 and kept.returncode == 1
    assert "bản thử không đem in" in kept.stderr and not (project / PRINTED).exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("speech/scripts.yml", "Kính thưa bà con", "Kính thưa 30 bà con", r"mục blocks\.greeting.*“30”"),
        ("print/sheets.yml", "code: 65, distance: 650", "code: 45, distance: 450", r"\.code: .* mỗi ô chỉ 1,8 mm"),
        ("print/page.yml", 'page: "cho-can-bo/"', 'page: "cho-canbo/"', r"mục more: .*không có trang này"),
    ],
)
def test_words_that_cannot_be_read_or_printed_stop_the_check_with_file_and_line(
    kept_results: Path, tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    broken = another_project(tmp_path / "p", kept_results)
    path = broken / "content" / file
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")
    done = phocap("check", "--date", DAY, cwd=broken)
    assert done.returncode == 1
    assert re.search(rf"LỖI content/{re.escape(file)}, (dòng \d+, )?{said}|LỖI .*dòng \d+, mục .*{said}", done.stdout)


def test_build_makes_a_site_that_verify_codes_reads(
    everything: subprocess.CompletedProcess[str], project: Path
) -> None:
    assert everything.returncode == 0, everything.stderr
    assert re.search(r"Xong: \d+ trang", everything.stdout)
    pages = tree(project / "dist" / "site")
    for path in (
        "index.html",
        "00715/index.html",
        "808034/ma.svg",
        "7/ma.png",
        "dia-phuong/index.html",
        "404.html",
        "00715/to-a4-den-trang.pdf",
        "808001/bo-tai-lieu.zip",
    ):
        assert path in pages
    verified = phocap("verify-codes", cwd=project)
    assert verified.returncode == 0, verified.stdout
    # 7 places in SVG, PNG and drawn into the page, 3 sign-ups with a known address in SVG and PNG.
    assert "zxing-cpp: đọc đúng 27/27 mã" in verified.stdout
    assert "opencv: đọc đúng 27/27 mã" in verified.stdout
    assert "Tờ in, zxing-cpp, 150 dpi: mọi mã đúng ở 28/28 tờ." in verified.stdout
    # The poster of 7 places in one book, by former area and by level; two more sheets, one for communes only.
    assert "Tập cho nhà in, zxing-cpp, 150 dpi: mọi mã đúng ở 25/25 trang." in verified.stdout

    (project / "dist" / "site" / "00715" / "ma.png").write_bytes(pages["00721/ma.png"])
    (project / "dist" / "site" / "00715" / "to-a4-mau.pdf").write_bytes(pages["00721/to-a4-mau.pdf"])
    books = project / "dist" / "print" / "nha-in-to-a4"
    first, second = sorted(books.glob("*-cu.pdf"))
    kept = first.read_bytes()
    first.write_bytes(second.read_bytes())
    (project / "dist" / "print" / "nha-in-to-a3" / "nha-in-to-a3-toan-tinh.pdf").unlink()
    swapped = phocap("verify-codes", "--full", cwd=project)
    first.write_bytes(kept)
    assert swapped.returncode == 1
    assert "00715/ma.png" in swapped.stdout and "/00721/" in swapped.stdout
    assert "Tờ 00715/to-a4-mau.pdf: mã đọc ra “HTTPS://" in swapped.stdout
    assert "Tờ in, opencv, 300 dpi: mọi mã đúng ở 27/28 tờ." in swapped.stdout
    assert re.search(
        rf"LỖI print/nha-in-to-a4/{first.name}: (Có \d trang|Trang 1, .*: mã đọc ra “HTTPS://)", swapped.stdout
    )
    assert "LỖI print/nha-in-to-a3/nha-in-to-a3-toan-tinh.pdf: Không thấy tập này" in swapped.stdout


def test_one_place_is_looked_at_in_a_folder_of_its_own(
    everything: subprocess.CompletedProcess[str], project: Path
) -> None:
    assert everything.returncode == 0
    made = phocap("build", "--place", "00715", "--only", "print", "--date", DAY, cwd=project)
    assert made.returncode == 0, made.stderr
    files = tree(project / "dist-00715")
    assert {"00715/to-a3-mau.pdf", "00715/nha-in/nha-in-to-a4.pdf", "00715/bo-tai-lieu.zip"} <= set(files)
    assert "00715/index.html" not in files
    assert {"00715/bo-tai-lieu/index.html", "00715/so-ghi.pdf", "00715/doc-truoc.pdf"} <= set(files), (
        "what otherwise only the pack holds is looked at too"
    )
    looked_at = files["00715/bo-tai-lieu/index.html"].decode()
    pictures = re.findall(r'<img src="\.\./\.\./([^"]+)"', looked_at)
    assert pictures and set(pictures) <= set(files)
    unknown = phocap("build", "--place", "715", cwd=project)
    assert unknown.returncode == 1
    assert "Không có nơi nào số 715. → Có phải là 00715 (Xã Lũng Cú)?" in unknown.stderr
    assert phocap("build", "--only", "print", cwd=project).returncode == 2


def test_second_build_leaves_unchanged_files_untouched(project: Path) -> None:
    assert phocap("build", "--only", "web", "--date", DAY, cwd=project).returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (project / "dist").rglob("*") if path.is_file()}
    again = phocap("build", "--only", "web", "--date", DAY, "--quiet", cwd=project)
    assert (again.returncode, again.stdout) == (0, "")
    assert {path: path.stat().st_mtime_ns for path in (project / "dist").rglob("*") if path.is_file()} == before


def test_same_input_gives_the_same_bytes_in_another_folder_and_time_zone(project: Path, tmp_path: Path) -> None:
    other = make_project(tmp_path / "một thư mục khác")
    assert (
        phocap(
            "build", "--only", "web", "--date", DAY, cwd=project, TZ="Asia/Ho_Chi_Minh", PYTHONHASHSEED="1"
        ).returncode
        == 0
    )
    done = phocap(
        "build",
        "--only",
        "web",
        cwd=other,
        TZ="America/Los_Angeles",
        PYTHONHASHSEED="2",
        SOURCE_DATE_EPOCH="1795341600",
    )
    assert done.returncode == 0, done.stderr
    assert tree(project / "dist") == tree(other / "dist")


def test_a_mistake_is_told_with_its_place_and_the_old_output_stays(kept_results: Path, tmp_path: Path) -> None:
    broken = another_project(tmp_path / "p", kept_results)
    assert phocap("build", "--only", "web", "--date", DAY, cwd=broken).returncode == 0
    before = tree(broken / "dist")
    schools = broken / "content" / "data" / "schools.csv"
    schools.write_text(SCHOOLS.replace("00721,Hà Giang", "00720,Hà Giang"), encoding="utf-8")
    failed = phocap("build", "--only", "web", "--date", DAY, cwd=broken)
    assert failed.returncode == 1
    assert re.search(r"LỖI content/data/schools\.csv, dòng 4, cột commune_code.*00720.*00721", failed.stderr)
    assert tree(broken / "dist") == before


def test_a_check_drops_nothing_that_a_build_would_need_again(kept_results: Path, tmp_path: Path) -> None:
    project = another_project(tmp_path / "p", kept_results)

    def runs() -> int:
        with closing(sqlite3.connect(project / CACHE_FILE)) as database:
            (latest,) = database.execute("SELECT MAX(run) FROM uses").fetchone()
        return int(latest)

    before = runs()
    assert phocap("check", "--date", "2026-11-23", cwd=project).returncode == 0
    assert runs() == before, "results are dropped after so many builds, not after so many checks"


def test_check_speaks_to_machines_and_writes_nothing(kept_results: Path, tmp_path: Path) -> None:
    clean = another_project(
        tmp_path / "p", kept_results, {"content/data/contacts.csv": CONTACTS + "99999,UBND,,,,thử,\n"}
    )
    done = phocap("check", "--format", "json", "--date", DAY, cwd=clean)
    found = [item for item in json.loads(done.stdout) if item["severity"] == "error"]
    assert done.returncode == 1
    assert [(item["file"], item["line"]) for item in found] == [("content/data/contacts.csv", 2)]
    assert not (clean / "dist").exists()


@pytest.mark.parametrize(
    "command",
    [("check",), ("build", "--place", "00715", "--only", "print", "--out", "looked-at"), ("stage", "staged")],
    ids=lambda command: command[0],
)
def test_release_refuses_what_nobody_has_verified(project: Path, command: tuple[str, ...]) -> None:
    refused = phocap(*command, "--release", "--date", DAY, cwd=project)
    assert refused.returncode == 1
    for file in ("project.yml", "facts.yml", "registrars.yml", "schools.csv"):
        assert re.search(rf"LỖI content/data/{re.escape(file)}", refused.stdout + refused.stderr), file
    assert not (project / "looked-at").exists() and not (project / "staged").exists()


def test_release_of_verified_data_carries_no_trial_mark(kept_results: Path, tmp_path: Path) -> None:
    verified = verify_everything(another_project(tmp_path / "p", kept_results), day="2026-11-20")
    released = phocap("build", "--only", "web", "--release", "--date", DAY, cwd=verified)
    assert released.returncode == 0, released.stderr
    pages = {path: page.decode() for path, page in tree(verified / "dist" / "site").items() if path.endswith(".html")}
    assert len(pages) > 20
    for path, page in pages.items():
        assert "BẢN THỬ" not in page and 'md-banner"' not in page, path
        assert path == "404.html" or "noindex" not in page, path
        assert ".example" not in page, path
    assert f"https://{RELEASE_HOST}/00715/" in pages["00715/index.html"]
    later = phocap("check", "--release", "--date", "2027-08-01", cwd=verified)
    assert later.returncode == 1, "what was verified nine months ago must be verified again"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("biuld",), "“build”"), (("build", "--date", "22/11/2026"), "năm-tháng-ngày"), ((), "--help")],
)
def test_misuse_is_answered_and_has_its_own_exit_code(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = phocap(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr


def test_outside_a_project_the_command_says_so(tmp_path: Path) -> None:
    done = phocap("build", cwd=tmp_path)
    assert done.returncode == 1
    assert "--project" in done.stderr and "Traceback" not in done.stderr


def test_a_new_school_gets_its_number_locked(kept_results: Path, tmp_path: Path) -> None:
    row = '808035,Trường THPT Mới,thpt-moi,thpt,00721,Hà Giang,,,,"public open-source list, repository not named",\n'
    grown = another_project(tmp_path / "p", kept_results, {"content/data/schools.csv": SCHOOLS + row})
    assert phocap("check", cwd=grown).returncode == 1
    assert phocap("permalinks", cwd=grown).returncode == 0
    assert "808035" in (grown / "content/data/permalinks.csv").read_text(encoding="utf-8")
    assert "808035" in (grown / "content/data/permalinks.lock").read_text(encoding="utf-8")
    assert phocap("check", cwd=grown).returncode == 0
