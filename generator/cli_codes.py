"""phocap verify-codes: every code of a finished output, read back from its files."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from tqdm import tqdm

from generator import build, plan
from generator.artifact import Artifact
from generator.cache import Cache
from generator.checks import check_code_report, code_size_sentence, read_codes
from generator.codes import carries_code
from generator.decoding import BOTH
from generator.diagnostics import Diagnostic, Origin, UserError, format_text
from generator.model.catalog import Catalog
from generator.model.project import Edition
from generator.text import format_number

BOOKS = "print"
_PACKED = ".zip"
_SHEET = ".pdf"


def run(arguments: argparse.Namespace, root: Path, silent: bool) -> int:
    """Read all codes, say what was read, and return the exit code."""
    out: Path = arguments.folder or root / "dist"
    catalog, _ = build.load_or_raise(root)
    edition = edition_of_output(out)
    report = list(_read_pictures(out, catalog, edition, silent))
    findings = [item for item in report if isinstance(item, Diagnostic)]
    said = [item for item in report if isinstance(item, str)]
    if any((out / "site").glob(f"*/*{_PACKED}")):
        for item in _read_sheets(out, root, catalog, edition, silent, arguments.full):
            (findings if isinstance(item, Diagnostic) else said).append(item)  # type: ignore[arg-type]
    if (out / BOOKS).is_dir():
        for item in _read_books(out, root, catalog, edition, silent, arguments.full):
            (findings if isinstance(item, Diagnostic) else said).append(item)  # type: ignore[arg-type]
    if findings:
        print(format_text(findings))
    if not arguments.quiet:
        print("\n".join(said), flush=True)
    return 1 if findings else 0


def _read_pictures(out: Path, catalog: Catalog, edition: Edition, silent: bool) -> Iterator[Diagnostic | str]:
    site = _files(out, carries_code)
    report = read_codes(catalog, edition, site, BOTH, lambda results: tqdm(results, disable=silent))
    yield from check_code_report(report, site)
    for path in report.missing:
        yield Diagnostic("code.missing", Origin(path), "Không thấy tệp mã này.", "Chạy lại “phocap build”.")
    yield code_size_sentence(catalog, edition)
    for decoder in BOTH:
        right = report.read_correctly_by(decoder)
        yield f"{decoder}: đọc đúng {format_number(right)}/{format_number(len(report.results))} mã."


def _read_sheets(
    out: Path, root: Path, catalog: Catalog, edition: Edition, silent: bool, full: bool
) -> Iterator[Diagnostic | str]:
    from generator.print.verification import FULL, QUICK, read_sheets  # engines that codes alone need not wait for

    material = build.material_or_raise(root)
    files = _files(out, lambda path: path.endswith((_SHEET, _PACKED)))
    bar = tqdm(disable=silent, unit="tờ")

    def progress(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    with Cache(root / plan.CACHE_FILE) as cache, bar:
        ways = FULL if full else (QUICK,)
        report = read_sheets(catalog, edition, material, files, cache.memo, progress, ways)
    yield from report.findings
    for way, right in report.right.items():
        yield f"Tờ in, {way}: mọi mã đúng ở {format_number(right)}/{format_number(report.sheets)} tờ."


def _read_books(
    out: Path, root: Path, catalog: Catalog, edition: Edition, silent: bool, full: bool
) -> Iterator[Diagnostic | str]:
    from generator.print import composer_of
    from generator.print.verification import FULL, QUICK
    from generator.printshop.folder import wanted_books
    from generator.printshop.reading import read_pages

    composer = composer_of(catalog, edition, root, build.material_or_raise(root))
    books = list(wanted_books(composer))
    pages = sum(len(book.places) for book in books)
    with Cache(root / plan.CACHE_FILE) as cache:
        for way in FULL if full else (QUICK,):
            right = 0
            for book in tqdm(books, disable=silent, unit="tập"):
                file, origin = out / book.path, Origin(book.path)
                if not file.is_file():
                    yield Diagnostic("print.missing", origin, "Không thấy tập này.", "Chạy lại “phocap build”.")
                    continue
                report = read_pages(composer, book.sheet, book.places, file.read_bytes(), cache.memo, origin, way)
                yield from report.findings
                right += report.right
            yield f"Tập cho nhà in, {way}: mọi mã đúng ở {format_number(right)}/{format_number(pages)} trang."


def _files(out: Path, wanted: Callable[[str], bool]) -> dict[str, Artifact]:
    site = out / "site"
    paths = {path.relative_to(site).as_posix(): path for path in sorted(site.glob("*/*")) if path.is_file()}
    return {name: Artifact(name, path.read_bytes()) for name, path in paths.items() if wanted(name)}


def edition_of_output(out: Path) -> Edition:
    """Return the edition that an output folder says it is; UserError when it is none of ours."""
    manifest = out / plan.MANIFEST
    if not manifest.is_file():
        raise UserError(
            Diagnostic(
                "output.missing",
                Origin(out.as_posix()),
                f"Không thấy {plan.MANIFEST} trong {out}, nên không biết mã phải dẫn tới đâu.",
                "Chạy “phocap build” trước, hoặc chỉ đúng thư mục dist.",
            )
        )
    stated = json.loads(manifest.read_text(encoding="utf-8"))["edition"]
    return Edition(date.fromisoformat(stated["date"]), stated["host"], stated["kind"] == "release")
