"""The words of argparse in Vietnamese: what is wrong with a command, and the headings of its help."""

from __future__ import annotations

import argparse
import re
from typing import Any

# What argparse says of a mistake (Python 3.11 to 3.13), and how we say it.
_MISTAKES = (
    (r"unrecognized arguments: (.+)", r"không hiểu “\1”"),
    (r"the following arguments are required: (.+)", r"thiếu \1"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"sau \1 phải có một giá trị"),
    (r"argument (\S+): invalid choice: '(.*?)' \(choose from (.+)\)", r"\1 không nhận “\2”; có: \3"),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1 phải là số nguyên, đang ghi “\2”"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 và \2 không dùng cùng nhau"),
    (r"argument (\S+): ignored explicit argument '(.*)'", r"\1 không nhận giá trị, đang ghi “\2”"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 viết tắt quá, có thể là \2"),
    (r"argument (\S+): (.+)", r"\1: \2"),
)


def mistake(message: str) -> str:
    """Return what argparse says is wrong in Vietnamese; words that are ours already stay as they are."""
    for said, ours in _MISTAKES:
        if found := re.fullmatch(said, message):
            return found.expand(ours).replace("'", "")
    return message


class HelpFormatter(argparse.HelpFormatter):
    """Help with a Vietnamese beginning."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add the line that shows how a command is written."""
        super().add_usage(usage, actions, groups, "cách viết: " if prefix is None else prefix)


def name_headings(parser: argparse.ArgumentParser) -> None:
    """Give the two groups of a parser's help Vietnamese headings, and its own option Vietnamese words."""
    parser._positionals.title = "phải ghi"
    parser._optionals.title = "tùy chọn"
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction):
            action.help = "hiện lời giúp này rồi thôi"
