"""The commands of `phocap starter`: arguments in, files out. cli.py hangs them into the command line.

The engines are imported when a command runs: the other commands of the program do not need them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from tqdm import tqdm

from generator.clock import build_date
from generator.diagnostics import Diagnostic, Origin, UserError, format_text
from generator.text import format_number

EXIT_CLEAN, EXIT_FINDINGS = 0, 1

KINDS = ("shop", "coop", "profile")
ANSWERS_FILE = "tra-loi.yml"
PHOTO_FOLDER = "anh"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give a parser the sub-commands of `starter`."""
    commands = parser.add_subparsers(dest="starter", required=True, metavar="VIỆC")
    kinds = {"choices": KINDS, "metavar": "LOẠI", "help": f"loại trang: {', '.join(KINDS)}"}

    init = commands.add_parser("init", help="tạo tệp trả lời có chú thích và ví dụ")
    init.add_argument("kind", **kinds)  # type: ignore[arg-type]
    init.add_argument("-o", "--out", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục mới")

    new = commands.add_parser("new", help="dựng trang của một chủ tên miền")
    new.add_argument("kind", **kinds)  # type: ignore[arg-type]
    new.add_argument("answers", type=Path, metavar="TRẢ_LỜI", help="tệp trả lời (.yml), hoặc resume.json")
    new.add_argument("-o", "--out", type=Path, required=True, metavar="NƠI", help="tệp .zip hoặc thư mục")
    new.add_argument("--photos", type=Path, metavar="THƯ_MỤC", help="thư mục ảnh (mặc định: “anh” cạnh tệp trả lời)")
    new.add_argument("--overwrite", action="store_true", help="ghi đè cả tệp đã sửa tay (bản cũ được cất riêng)")

    serve = commands.add_parser("serve", help="xem thử trong khung điện thoại, tự dựng lại khi sửa")
    serve.add_argument("kind", **kinds)  # type: ignore[arg-type]
    serve.add_argument("answers", type=Path, metavar="TRẢ_LỜI", help="tệp trả lời (.yml)")
    serve.add_argument("--port", type=int, default=8001, help="cổng trên máy này (mặc định 8001)")

    batch = commands.add_parser("batch", help="dựng trang cho cả danh sách (Excel hoặc CSV)")
    batch.add_argument(
        "owners", type=Path, metavar="DANH_SÁCH", help="tệp .xlsx hoặc .csv; ảnh ở thư mục “anh” bên cạnh"
    )
    batch.add_argument("-o", "--out", type=Path, required=True, metavar="THƯ_MỤC", help="nơi ghi các gói .zip")

    resume = commands.add_parser("resume", help="xuất hồ sơ ra resume.json (JSON Resume)")
    resume.add_argument("answers", type=Path, metavar="TRẢ_LỜI", help="tệp trả lời của loại profile")
    resume.add_argument("-o", "--out", type=Path, required=True, metavar="TỆP", help="resume.json")

    for command in (init, new, serve, batch, resume):
        command.add_argument("--project", type=Path, default=argparse.SUPPRESS, metavar="THƯ_MỤC", help="thư mục dự án")
        loudness = command.add_mutually_exclusive_group()
        loudness.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help="chỉ in lỗi")
        loudness.add_argument("--verbose", action="store_true", default=argparse.SUPPRESS, help="in thêm chi tiết")


def run(arguments: argparse.Namespace, root: Path) -> int:
    """Run one of them; the exit code is 0 clean, 1 findings."""
    commands = {"init": _init, "new": _new, "serve": _serve, "batch": _batch, "resume": _resume}
    return commands[arguments.starter](arguments, root)


def _say(arguments: argparse.Namespace, text: str) -> None:
    if not arguments.quiet:
        print(text, flush=True)


def _warn(warnings: Iterable[Diagnostic]) -> None:
    if found := tuple(warnings):
        print(format_text(found), file=sys.stderr)


def _init(arguments: argparse.Namespace, root: Path) -> int:
    source = root / "content" / "starter" / "init" / f"{arguments.kind}.yml"
    target = arguments.out / ANSWERS_FILE
    if target.exists():
        message = f"Đã có tệp {ANSWERS_FILE} trong “{arguments.out}”."
        raise UserError(Diagnostic("starter.init", Origin(target.name), message, "Chọn thư mục khác."))
    (arguments.out / PHOTO_FOLDER).mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
    _say(arguments, f"Xong: sửa {target}, chép ảnh vào {arguments.out / PHOTO_FOLDER}, rồi chạy:")
    _say(arguments, f"  phocap starter new {arguments.kind} {target} -o trang.zip")
    return EXIT_CLEAN


def _new(arguments: argparse.Namespace, root: Path) -> int:
    from generator.handover.maker import Workshop
    from generator.handover.output import write_site

    made = Workshop(root, build_date(None)).make(arguments.answers, arguments.kind, arguments.photos)
    _warn(made.warnings)
    written = write_site(arguments.out, made.site, arguments.overwrite)
    _say(
        arguments,
        f"Xong: {format_number(len(made.site.artifacts))} tệp trong {arguments.out} "
        f"({written.written} mới hoặc đổi, {written.unchanged} giữ nguyên, {written.removed} bỏ).",
    )
    if written.saved:
        _say(arguments, f"Bản bạn sửa tay được cất ở {written.saved}.")
    _say(arguments, made.site.weight)
    _say(arguments, "Mở HUONG-DAN.html để biết cách đưa trang lên mạng.")
    return EXIT_CLEAN


def _serve(arguments: argparse.Namespace, root: Path) -> int:
    from generator.handover.maker import Workshop
    from generator.handover.preview import Preview, serve

    preview = Preview(Workshop(root, build_date(None)), arguments.answers, arguments.kind)
    _, trouble = preview.current()
    if trouble:
        print(trouble, file=sys.stderr)
    serve(preview, arguments.port, lambda address: _say(arguments, f"Xem thử ở {address} (Ctrl+C để dừng)"))
    return EXIT_CLEAN


def _batch(arguments: argparse.Namespace, root: Path) -> int:
    from generator.handover.batch import SUMMARY, run_batch
    from generator.handover.maker import Workshop

    silent = arguments.quiet or not sys.stderr.isatty()
    with tqdm(total=0, disable=silent, leave=False, bar_format="{desc} {bar} {n_fmt}/{total_fmt}") as bar:

        def progress(done: int, total: int) -> None:
            bar.total, bar.n = total, done
            bar.refresh()

        outcomes = run_batch(arguments.owners, arguments.out, Workshop(root, build_date(None)), progress)
    failed = [outcome for outcome in outcomes if outcome.failed]
    _warn(item for outcome in failed for item in outcome.problems)
    count = {name: sum(outcome.result == name for outcome in outcomes) for name in ("xong", "giữ nguyên")}
    _say(
        arguments,
        f"Xong: {format_number(count['xong'])} trang mới, {format_number(count['giữ nguyên'])} trang giữ nguyên, "
        f"{format_number(len(failed))} dòng chưa xong. Xem {arguments.out / f'{SUMMARY}.xlsx'}.",
    )
    return EXIT_FINDINGS if failed else EXIT_CLEAN


def _resume(arguments: argparse.Namespace, root: Path) -> int:
    from generator.starter.answers import ProfileAnswers
    from generator.starter.json_resume import export_resume
    from generator.starter.loading import load_answers

    _, answers, warnings = load_answers(arguments.answers, "profile")
    _warn(warnings)
    assert isinstance(answers, ProfileAnswers)
    arguments.out.write_text(export_resume(answers), encoding="utf-8")
    _say(arguments, f"Xong: {arguments.out}. Tệp này có cả địa chỉ nhà nếu bạn đã ghi.")
    return EXIT_CLEAN
