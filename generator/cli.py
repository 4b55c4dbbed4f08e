"""The command line: reads arguments and the clock, calls the pipeline, prints, and sets the exit code."""

from __future__ import annotations

import argparse
import gc
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from generator import __version__, plan
from generator.cli_words import HelpFormatter, mistake, name_headings
from generator.clock import build_date
from generator.diagnostics import Diagnostic, Origin, UserError, format_json, format_text
from generator.receipts import Receipt, kept_or_made, manifest_hash
from generator.text import format_number, nearest

if TYPE_CHECKING:  # imported where they are used: the answer to "nothing changed" need not wait for them
    from generator.artifact import ArtifactSet
    from generator.build import BuildResult
    from generator.cache import Memo
    from generator.model.catalog import Catalog
    from generator.model.project import Edition

EXIT_CLEAN, EXIT_FINDINGS, EXIT_MISUSE = 0, 1, 2

PROJECT_FILE = Path("content/data/project.yml")


class _VietnameseParser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": HelpFormatter, **options})
        name_headings(self)

    def error(self, message: str) -> NoReturn:
        hint = ""
        given = re.search(r"invalid choice: '(\S+)'", message)
        if given and self.prog == "phocap" and (near := nearest(given[1], COMMANDS)):
            hint = f" Có phải ý là “{near}”?"
        said = mistake(message).rstrip(".")
        self.exit(EXIT_MISUSE, f"phocap: lệnh chưa đúng: {said}.{hint} Xem: {self.prog} --help\n")


def _parse_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"ngày “{text}” phải viết năm-tháng-ngày, ví dụ 2026-12-31") from None


def _parse_parts(text: str) -> tuple[str, ...]:
    asked = [part.strip() for part in text.split(",")]
    known = (*plan.PARTS, *plan.ALSO_CALLED)
    for part in asked:
        if part not in known:
            near = nearest(part, known)
            hint = f"; có phải là “{near}”?" if near else "."
            raise argparse.ArgumentTypeError(f"không có phần “{part}”{hint} Có: {', '.join(known)}")
    return tuple(dict.fromkeys(plan.ALSO_CALLED.get(part, part) for part in asked))


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above `start` that holds a project; UserError when there is none."""
    for folder in (start, *start.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    raise UserError(
        Diagnostic(
            "project.missing",
            Origin(PROJECT_FILE.as_posix()),
            f"Không thấy dự án ở {start} hay thư mục cha.",
            "Chạy lệnh trong thư mục dự án, hoặc thêm --project THƯ_MỤC.",
        )
    )


def _say(arguments: argparse.Namespace, text: str) -> None:
    if not arguments.quiet:
        print(text, flush=True)


def _near(path: Path) -> Path:
    """Return a path as seen from here, when it lies below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _silent(arguments: argparse.Namespace) -> bool:
    return bool(arguments.quiet) or not sys.stderr.isatty()


def _progress(arguments: argparse.Namespace) -> Callable[[str, int, int], None]:
    if _silent(arguments):
        return lambda stage, done, total: None
    from tqdm import tqdm

    bar = tqdm(total=len(plan.STAGES), bar_format="{desc} {bar} {n_fmt}/{total_fmt}", leave=False)

    def advance(stage: str, done: int, total: int) -> None:
        bar.set_description(f"{stage} {done}/{total}" if total else stage)
        if done == 0:
            bar.update(1)
        if stage == plan.STAGES[-1]:
            bar.close()

    return advance


def _render_guide(root: Path, catalog: Catalog, edition: Edition, web: ArtifactSet, memo: Memo) -> ArtifactSet:
    from generator.mkdocs_plugin import render_guide  # half a second to import, and mostly the guide is kept

    return render_guide(root, catalog, edition, web, memo)


def _check(arguments: argparse.Namespace, root: Path) -> int:
    built_on = build_date(arguments.date)

    def look() -> Receipt:
        from generator import build

        found = build.check(root, built_on, arguments.release, _render_guide, _progress(arguments))
        return Receipt(0, 0, found)

    receipt = kept_or_made(root, ("check", built_on.isoformat(), str(arguments.release)), look)
    diagnostics = receipt.findings
    if arguments.format == "json":
        print(format_json(diagnostics))
    elif diagnostics:
        print(format_text(diagnostics))
    else:
        _say(arguments, "Không có lỗi nào.")
    return EXIT_FINDINGS if any(item.severity == "error" for item in diagnostics) else EXIT_CLEAN


def _build(arguments: argparse.Namespace, root: Path) -> int:
    if arguments.place:
        from generator import cli_place

        return cli_place.run(arguments, root)
    if arguments.only and "web" not in arguments.only:
        print("phocap: trang web luôn phải có, để thư mục ra luôn đủ; hãy viết --only web,print", file=sys.stderr)
        return EXIT_MISUSE
    parts = arguments.only or plan.DEFAULT_PARTS
    out: Path = arguments.out or root / "dist"
    built_on = build_date(arguments.date)
    result: BuildResult | None = None

    def make() -> Receipt:
        from generator import build

        nonlocal result
        result = build.build(
            root,
            out,
            built_on,
            arguments.release,
            _render_guide,
            progress=_progress(arguments),
            parts=parts,
        )
        pages = sum(path.endswith(".html") for path in result.site)
        return Receipt(pages, len(result.site), result.warnings, manifest_hash(out))

    settings = ("build", built_on.isoformat(), str(arguments.release), *sorted(parts))
    receipt = kept_or_made(root, settings, make, out)
    if receipt.findings:
        print(format_text(receipt.findings), file=sys.stderr)
    written, unchanged, removed = (
        (result.written.written, result.written.unchanged, result.written.removed) if result else (0, receipt.files, 0)
    )
    _say(
        arguments,
        f"Xong: {format_number(receipt.pages)} trang, {format_number(receipt.files)} tệp trong {_near(out / 'site')} "
        f"({format_number(written)} tệp mới hoặc đổi, {format_number(unchanged)} tệp giữ nguyên, "
        f"{format_number(removed)} tệp bỏ).",
    )
    if arguments.verbose and result:
        for stage, seconds in result.seconds.items():
            print(f"  {seconds:6.2f} s  {stage}")
    return EXIT_CLEAN


def _serve(arguments: argparse.Namespace, root: Path) -> int:
    from generator.mkdocs_plugin import serve

    serve(root, port=arguments.port)
    return EXIT_CLEAN


def _stage(arguments: argparse.Namespace, root: Path) -> int:
    from generator import build, staging
    from generator.writing import write_folder

    catalog, _ = build.load_or_raise(root)
    edition = build.edition_or_raise(catalog, build_date(arguments.date), arguments.release)
    web = build.web_artifacts(catalog, edition, root)
    artifacts = staging.stage_artifacts(root, catalog, edition, web)
    write_folder(arguments.folder, artifacts, edition, __version__)
    _say(arguments, f"Xong: {format_number(len(artifacts))} tệp trong {arguments.folder}.")
    return EXIT_CLEAN


def _permalinks(arguments: argparse.Namespace, root: Path) -> int:
    from generator.loading import plan_permalinks

    added = plan_permalinks(root, since=build_date(None))
    for path, content in added.files.items():
        (root / path).write_bytes(content)
    _say(arguments, f"Đã thêm và khóa {format_number(added.count)} số mới." if added.count else "Không có số mới.")
    return EXIT_CLEAN


def _printed(arguments: argparse.Namespace, root: Path) -> int:
    from generator.printshop.folder import printed_record
    from generator.printshop.record import PRINTED

    (root / PRINTED).write_bytes(printed_record(arguments.folder or root / "dist"))
    _say(arguments, f"Đã ghi lần in này vào {PRINTED}; lần dựng sau sẽ cho biết tờ nào phải in lại.")
    return EXIT_CLEAN


def _verify_codes(arguments: argparse.Namespace, root: Path) -> int:
    from generator import cli_codes

    return cli_codes.run(arguments, root, _silent(arguments))


Command = Callable[[argparse.Namespace, Path], int]


def _starter(arguments: argparse.Namespace, root: Path) -> int:
    from generator import cli_starter  # its engines are not needed by the other commands

    return cli_starter.run(arguments, root)


COMMANDS: dict[str, tuple[Command, str]] = {
    "check": (_check, "kiểm tra dữ liệu, bài viết, liên kết, ngày, dung lượng; không ghi gì"),
    "build": (_build, "dựng cả tỉnh vào thư mục dist: trang, mã, tờ in, bộ tài liệu, thư mục đi in"),
    "serve": (_serve, "xem thử trên máy này, tự tải lại khi sửa"),
    "stage": (_stage, "xuất bài viết và tệp thành một thư mục docs thường cho công cụ khác"),
    "permalinks": (_permalinks, "cấp và khóa số cho xã, trường, nhà đăng ký mới"),
    "printed": (_printed, "ghi nhận bản chính thức vừa đem in, để sau này biết tờ nào phải in lại"),
    "starter": (_starter, "dựng trang mẫu cho chủ tên miền: init, new, serve, batch, resume"),
    "verify-codes": (_verify_codes, "đọc lại mọi mã QR đã dựng bằng hai bộ đọc"),
}


def _parser() -> argparse.ArgumentParser:
    parser = _VietnameseParser(prog="phocap", description="Dựng trang phổ cập tên miền .vn cho một tỉnh.")
    about = f"phocap {__version__}"
    parser.add_argument("--version", action="version", version=about, help="hiện số phiên bản rồi thôi")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")
    for name, (command, summary) in COMMANDS.items():
        sub = subparsers.add_parser(name, help=summary, description=summary)
        sub.set_defaults(run=command)
        sub.add_argument("--project", type=Path, default=None, metavar="THƯ_MỤC", help="thư mục dự án")
        loudness = sub.add_mutually_exclusive_group()
        loudness.add_argument("--quiet", action="store_true", help="chỉ in lỗi")
        loudness.add_argument("--verbose", action="store_true", help="in thêm thời gian từng bước")
        if name in ("check", "build", "stage"):
            sub.add_argument("--date", type=_parse_date, metavar="NĂM-THÁNG-NGÀY", help="dựng như vào ngày này")
            sub.add_argument("--release", action="store_true", help="bản chính thức; từ chối khi còn điều chưa kiểm")
        if name == "check":
            sub.add_argument("--format", choices=("text", "json"), default="text", help="cho người hay cho máy")
        if name == "build":
            sub.add_argument("--out", type=Path, metavar="THƯ_MỤC", help="nơi ghi (mặc định: dist)")
            sub.add_argument(
                "--only",
                type=_parse_parts,
                metavar="PHẦN",
                help="chỉ làm web (trang và mã, nhanh) hoặc web,print (mặc định: thêm tờ in, ảnh, gói tài liệu)",
            )
            sub.add_argument("--place", metavar="SỐ", help="xem nhanh trang và tờ in của một nơi, ví dụ 02215")
        if name == "serve":
            sub.add_argument("--port", type=int, default=8000, help="cổng trên máy này (mặc định 8000)")
        if name == "stage":
            sub.add_argument("folder", type=Path, metavar="THƯ_MỤC")
        if name == "starter":
            from generator import cli_starter

            cli_starter.add_arguments(sub)
        if name == "verify-codes":
            sub.add_argument("--full", action="store_true", help="tờ in: đọc thêm ở 300 dpi, cả hai bộ đọc")
        if name in ("verify-codes", "printed"):
            sub.add_argument("folder", type=Path, nargs="?", metavar="THƯ_MỤC", help="thư mục đã dựng (mặc định: dist)")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return 0 clean, 1 findings, 2 misuse. Anything but a user's mistake keeps its traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    # A build makes millions of values and next to no cycles of them: looking for such took a twentieth of its time.
    gc.set_threshold(100_000)
    arguments = _parser().parse_args(argv)
    try:
        root = find_root((arguments.project or Path.cwd()).resolve())
        return int(arguments.run(arguments, root))
    except UserError as problem:
        print(format_text(problem.diagnostics), file=sys.stderr)
        return EXIT_FINDINGS
    except KeyboardInterrupt:
        print("phocap: đã dừng, không ghi gì.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
