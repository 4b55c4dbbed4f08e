"""The commands of `phocap starter`: arguments in, files out. cli.py hangs them into the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.clock import build_date
from generator.diagnostics import format_text
from generator.starter.answers import KINDS
from generator.starter.loading import load_answers
from generator.starter.site import SiteRequest, build_site

EXIT_CLEAN, EXIT_FINDINGS, EXIT_MISUSE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give a parser the sub-commands of `starter`."""
    commands = parser.add_subparsers(dest="starter", required=True, metavar="VIỆC")
    new = commands.add_parser("new", help="dựng trang của một chủ tên miền")
    new.add_argument("kind", choices=tuple(KINDS), metavar="LOẠI", help=f"loại trang: {', '.join(KINDS)}")
    new.add_argument("answers", type=Path, metavar="TRẢ_LỜI", help="tệp trả lời (YAML)")
    new.add_argument("-o", "--out", type=Path, required=True, metavar="NƠI", help="tệp .zip hoặc thư mục")


def run(arguments: argparse.Namespace, root: Path) -> int:
    """Run one of them; the exit code is 0 clean, 1 findings."""
    kind, answers, warnings = load_answers(arguments.answers, arguments.kind)
    if warnings:
        print(format_text(warnings), file=sys.stderr)
    site = build_site(SiteRequest(root, kind, answers, build_date(None)))
    for path, artifact in site.items():
        target = arguments.out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(artifact.content)
    if not arguments.quiet:
        print(f"Xong: {len(site)} tệp trong {arguments.out}.")
    return EXIT_CLEAN
