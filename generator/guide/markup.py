"""What becomes of the HTML that MkDocs and Material make: tables that a phone can show, no leftovers of the frame."""

from __future__ import annotations

import re
from functools import partial

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_HEAD_CELL = re.compile(r"<th[^>]*>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<td>")
_HEAD = '<th scope="col">'
_ONLY_A_LINK = re.compile(r"<(li|td)((?: (?!class)[^>]*)?)>\s*(<a (?:(?!</a>).)*</a>)\s*</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
# Material's switches for a drawer and a search that this theme does not have; their markup is not valid HTML.
_UNUSED = re.compile(
    r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>'
    r'|<div class="md-dialog"[^>]*>\s*<div class="md-dialog__inner[^>]*></div>\s*</div>'
)
_BLANK_LINES = re.compile(r"[ \t]*\n\s*")


def for_fingers(html: str) -> str:
    """Return the HTML of an article made ready for phones.

    Tables of three columns and more can stand as cards: each cell carries the words of its column for the style
    sheet. It stays a table for screen readers, whose browsers keep that through the style sheet (Chromium since 80);
    roles that repeat it are forbidden by HTML's rules. A list item or cell that is nothing but a link has a class of
    its own, so that it can be as high as a finger needs.
    """
    return _ONLY_A_LINK.sub(r'<\1\2 class="go">\3</\1>', _TABLE.sub(_phone_table, html))


def _phone_table(table: re.Match[str]) -> str:
    labels = [_TAG.sub("", cell).strip() for cell in _HEAD_CELL.findall(table[1])]
    if len(labels) < 3:
        return table[0]
    inner = _ROW.sub(partial(_labelled_row, labels), table[1])
    return f'<table class="stack">{inner.replace("<th>", _HEAD)}</table>'


def _labelled_row(labels: list[str], row: re.Match[str]) -> str:
    columns = iter(labels)
    return _CELL.sub(lambda _: f'<td data-label="{next(columns, "")}">', row[0])


def without_leftovers(page: str) -> str:
    """Return a whole page without what the frame brings and nobody uses, and without empty lines."""
    page = _UNUSED.sub("", page)
    return page if "<pre" in page else _BLANK_LINES.sub("\n", page)
