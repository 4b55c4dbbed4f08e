"""The part of Jinja2 that templates of starter sites may use, and a judge that refuses the rest.

The same templates are rendered in the browser, by a program made from Jinja2's own syntax tree. What the two could
render differently is an error when a site is built, with file and line. docs/starter-looks.md tells designers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from generator.diagnostics import Diagnostic, Origin

FILTERS = frozenset({"safe", "length"})
LOOP_FIELDS = frozenset({"index", "index0", "first", "last", "length"})

# Only what the engine made itself may stand unescaped; the end of its name says so.
SAFE_ENDINGS = ("_html", "_css", "_json")
SAFE_ROOT = "icons"

# Names that an object has by itself, in Python or in the browser: `view.items` would be a method there.
RESERVED = frozenset(dir(dict)) | {"length", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty"}

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Block,
    nodes.Extends,
    nodes.Include,
    nodes.FromImport,
    nodes.Macro,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Filter,
    nodes.Call,
    nodes.Compare,
    nodes.Operand,
    nodes.Keyword,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Concat,
)


def template_problems(environment: Environment, name: str, source: str, file: str) -> Iterator[Diagnostic]:
    """Yield what a template uses beyond the portable part; `file` is its path in the project."""
    try:
        tree = environment.parse(source, name)
    except TemplateSyntaxError as problem:
        yield Diagnostic(
            "starter.template",
            Origin(file, problem.lineno),
            f"Mẫu sai cú pháp: {problem.message}.",
            "Xem docs/starter-looks.md.",
        )
        return
    for node, reason in _problems(tree):
        yield Diagnostic(
            "starter.template",
            Origin(file, getattr(node, "lineno", 0)),
            f"Mẫu dùng {reason}, trình duyệt không dựng giống hệt được.",
            "Tính sẵn giá trị trong phần dữ liệu của trang; xem docs/starter-looks.md.",
        )


def _problems(tree: nodes.Template) -> Iterator[tuple[nodes.Node, str]]:
    macros = {macro.name for macro in tree.find_all(nodes.Macro)}
    for statement in tree.find_all(nodes.FromImport):
        macros |= {name if isinstance(name, str) else name[1] for name in statement.names}
    for node in _walk(tree):
        reason = _problem(node, macros)
        if reason:
            yield node, reason


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _problem(node: nodes.Node, macros: set[str]) -> str | None:
    if not isinstance(node, _ALLOWED):
        return f"“{type(node).__name__}”"
    match node:
        case nodes.Getattr(node=nodes.Name(name="loop")) if node.attr not in LOOP_FIELDS:
            return f"“loop.{node.attr}”"
        case nodes.Getattr(node=nodes.Name(name="loop")):
            return None
        case nodes.Getattr() if node.attr in RESERVED:
            return f"tên “{node.attr}”, trùng tên có sẵn của Python"
        case nodes.Getitem() if not isinstance(node.arg, nodes.Const | nodes.Name | nodes.Getattr):
            return "chỉ mục tính toán"
        case nodes.Filter() if node.name not in FILTERS or node.args or node.kwargs:
            return f"bộ lọc “{node.name}”"
        case nodes.Filter(name="safe") if not _may_be_safe(node.node):
            return "“safe” cho chữ của chủ trang (chỉ dùng với tên kết thúc bằng _html, _css, _json hay icons.…)"
        case nodes.For() if node.recursive or node.test is not None or not isinstance(node.target, nodes.Name):
            return "vòng lặp có điều kiện, đệ quy hoặc nhiều biến"
        case nodes.Call() if not (isinstance(node.node, nodes.Name) and node.node.name in {*macros, "super"}):
            return "lời gọi không phải macro của mẫu"
        case nodes.Call() if node.dyn_args is not None or node.dyn_kwargs is not None:
            return "tham số gói"
        case nodes.Compare() if len(node.ops) != 1 or node.ops[0].op not in ("eq", "ne", "lt", "lteq", "gt", "gteq"):
            return "so sánh nối hoặc “in”"
        case nodes.CondExpr() if node.expr2 is None:
            return "điều kiện không có “else”"
        case nodes.Include() if not isinstance(node.template, nodes.Const) or node.ignore_missing:
            return "include có tên tính toán"
        case nodes.FromImport() if not isinstance(node.template, nodes.Const):
            return "import có tên tính toán"
        case nodes.Const() if isinstance(node.value, float | complex):
            return "số lẻ"
    return None


def _may_be_safe(value: nodes.Expr | None) -> bool:
    if not isinstance(value, nodes.Getattr | nodes.Getitem):
        return False
    name: Any = value.attr if isinstance(value, nodes.Getattr) else getattr(value.arg, "value", "")
    if isinstance(value.node, nodes.Name) and value.node.name == SAFE_ROOT:
        return True
    return str(name).endswith(SAFE_ENDINGS)


def view_problems(value: object, path: str = "") -> Iterator[str]:
    """Yield what in a view is not plain JSON, or has a name that templates cannot use (a bug, not an owner's slip)."""
    if isinstance(value, dict):
        for key, child in value.items():
            if not isinstance(key, str) or key in RESERVED:
                yield f"{path}.{key}"
            yield from view_problems(child, f"{path}.{key}")
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from view_problems(child, f"{path}[{index}]")
    elif value is not None and type(value) not in (str, int, bool):
        yield f"{path}: {type(value).__name__}"
