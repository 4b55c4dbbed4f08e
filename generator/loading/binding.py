"""From trees and rows to frozen models: keys and types checked by the models, problems told in Vietnamese."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence as AbstractSequence
from datetime import date
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.diagnostics import Findings, Origin
from generator.loading.dates import DateProblem, parse_date
from generator.loading.yaml_source import Mapping, Node, Scalar, Sequence, item_path, key_path
from generator.model.base import Record
from generator.text import capitalise, nearest

T = TypeVar("T")
Location = tuple[int | str, ...]

# Patterns of the models in words; a pattern that is not here is shown as it is.
_PATTERNS = {
    r"^\d{5}$": "đúng 5 chữ số, ví dụ 02215",
    r"^\d{2}$": "đúng 2 chữ số, ví dụ 08",
    r"^8\d{5}$": "đúng 6 chữ số, bắt đầu bằng 8, ví dụ 808014",
    r"^\d{5,6}$": "số của xã (5 chữ số) hoặc của trường (6 chữ số)",
    r"^\d+$": "chỉ gồm chữ số",
    r"^(\d{1,2}|\d{5}|8\d{5})$": "1-2 chữ số (đăng ký), 5 chữ số (xã) hoặc 6 chữ số bắt đầu bằng 8 (trường)",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "chữ thường không dấu, số, nối bằng dấu gạch, ví dụ lung-cu",
    r"^[a-z]+(-[a-z]+)*$": "chữ thường không dấu nối bằng dấu gạch, ví dụ youth",
    r"^[a-z0-9-]+$": "chữ thường không dấu, số và dấu gạch",
    r"^[a-z]+-vn$": "đuôi tên miền viết bằng gạch, ví dụ id-vn",
    r"^\d{4}(-\d{2}(-\d{2})?)?$": "năm, năm-tháng hoặc năm-tháng-ngày, ví dụ 2026-10-07",
    r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$": (
        "tên máy chủ bằng chữ thường, không có https:// và dấu /, ví dụ tenmien.tuyenquang.gov.vn"
    ),
    r"^[a-z0-9.-]+\.example$": "tên trang thử, kết thúc bằng .example",
    r"^[a-z0-9-]+/$": "tên trang hướng dẫn có dấu / ở cuối, ví dụ chuan-bi/",
    r"^[A-Za-z0-9]{4,19}$": "4 đến 19 chữ số hoặc chữ cái, liền nhau, ví dụ 1500201234567",
    r"^(\d{10}(-\d{3})?)?$": "10 chữ số, chi nhánh thêm gạch và 3 số, ví dụ 0123456789-001",
    r"^[0-9A-Za-z.\-/]*$": "chữ cái không dấu, chữ số, dấu chấm, gạch, như trên giấy đăng ký",
    r"^(([01]?\d|2[0-3]):[0-5]\d)?$": "giờ và phút, ví dụ 7:00",
    r"^(([01]?\d|2[0-3]):[0-5]\d|24:00)?$": "giờ và phút, ví dụ 18:00",
    r"^([a-z0-9]+(-[a-z0-9]+)*)?$": "chữ thường không dấu, số, nối bằng dấu gạch, ví dụ bac-thang",
    r"^[a-z]*$": "chữ thường không dấu, ví dụ cham",
    r"^(\d{4}(-\d{2}(-\d{2})?)?)?$": "năm, năm-tháng hoặc năm-tháng-ngày, ví dụ 2026-10",
    r"^(vi|en)?$": "vi hoặc en",
    r"^(vi|en)$": "vi hoặc en",
    r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+)?$": (
        "tên miền bằng chữ thường không dấu, không có https:// và dấu /, ví dụ che-shan.biz.vn"
    ),
    r"^([a-z0-9-]+/)+(#[a-z0-9-]+)?$": "tên trang hướng dẫn có dấu / ở cuối, ví dụ chuan-bi/",
    r"^([a-z0-9-]+/)*$": "tên trang hướng dẫn có dấu / ở cuối, ví dụ chuan-bi/",
    r"^[a-z0-9-]+\.md$": "tên tệp bài viết, ví dụ chuan-bi.md",
    r"^[A-Z0-9]+$": "chữ in hoa không dấu và chữ số, ví dụ A4D",
    r"^[a-z]+$": "chữ thường không dấu, ví dụ speech",
    r"^[^/]+$": "tên thư mục, không có dấu /",
    r"^[^/]+\.pdf$": "tên tệp không có dấu /, kết thúc bằng .pdf",
    r"^[^/]+\.txt$": "tên tệp không có dấu /, kết thúc bằng .txt",
    r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z]+$": "tên tệp bằng chữ thường không dấu, ví dụ bai-doc-loa.docx",
    r"^[a-z]{2,3}$": "mã ngôn ngữ, hai hoặc ba chữ thường, ví dụ hmn",
    r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$": "mã ngôn ngữ, ví dụ hmn",
}


def bind_tree(annotation: Any, node: Node, file: str, findings: Findings, path: str = "") -> Any:
    """Return the value of a YAML tree as a model or other annotation, or None after noting its problems."""
    binder = _Binder(file, findings)
    before = len(findings.items)
    raw = binder.raw(node, annotation, (), path)
    value = binder.validated(annotation, raw)
    return value if len(findings.items) == before else None


def bind_values(
    model: type[T],
    values: dict[str, Any],
    origin: Origin,
    places: AbstractMapping[str, Origin],
    findings: Findings,
) -> T | None:
    """Return a record of a row's values, by field name, or None after noting every problem at its cell.

    `places` are the cells by field, those of nested values by their dotted path.
    """
    annotation: Any = model
    try:
        record: T = _adapter(annotation).validate_python({**values, "origin": origin})
        return record
    except ValidationError as problem:
        for error in problem.errors(include_url=False):
            place = _place(error["loc"], places, origin)
            rule, message, hint = _in_vietnamese(dict(error), place.column, in_cell=True)
            findings.error(rule, place, message, hint)
        return None


def _place(location: Location, places: AbstractMapping[str, Origin], origin: Origin) -> Origin:
    """Return the place of the longest dotted beginning of a location that has one, else the whole record's."""
    names = [str(part) for part in location]
    paths = (".".join(names[:length]) for length in range(len(names), 0, -1))
    return next((places[path] for path in paths if path in places), origin)


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)


class _Binder:
    """Turns a tree into plain values along an annotation, remembering where each value stands."""

    def __init__(self, file: str, findings: Findings) -> None:
        self.file = file
        self.findings = findings
        self.origins: dict[Location, Origin] = {}
        self.told: set[Location] = set()

    def raw(self, node: Node, annotation: Any, location: Location, path: str) -> Any:
        self.origins[location] = Origin(self.file, node.line, path)
        annotation = _bare(annotation)
        if isinstance(node, Scalar):
            return self._leaf(node, annotation, location, path)
        if isinstance(node, Sequence):
            inner = _item_annotation(annotation)
            return [
                self.raw(item, inner, (*location, index), item_path(path, index, item))
                for index, item in enumerate(node.items)
            ]
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self._fields(node, annotation, location, path)
        inner = _value_annotation(annotation)
        return {
            key: self.raw(child, inner, (*location, key), key_path(path, key)) for key, child in node.entries.items()
        }

    def _fields(self, node: Mapping, model: type[BaseModel], location: Location, path: str) -> dict[str, Any]:
        known = {name: info for name, info in model.model_fields.items() if name != "origin"}
        values: dict[str, Any] = {}
        for key, child in node.entries.items():
            name = key
            if key not in known:
                free = [candidate for candidate in known if candidate not in node.entries]
                meant = nearest(key, free)
                self._note_unknown(key, meant, known, node.key_lines[key], path)
                self.told.add((*location, key))
                if meant is None or meant in values:
                    continue
                name = meant
            values[name] = self.raw(child, known[name].annotation, (*location, name), key_path(path, key))
        if issubclass(model, Record):
            values["origin"] = Origin(self.file, node.line, path)
        return values

    def _note_unknown(self, key: str, meant: str | None, known: Any, line: int, path: str) -> None:
        near = meant or nearest(key, known)
        self.findings.error(
            "yaml.unknown-key",
            Origin(self.file, line, key_path(path, key)),
            f"Không có mục tên “{key}”" + (f"; có phải là “{near}”?" if near else "."),
            f"Sửa thành “{meant}”." if meant else f"Xóa mục này; ở đây chỉ có: {', '.join(known)}.",
        )

    def _leaf(self, node: Scalar, annotation: Any, location: Location, path: str) -> Any:
        text = node.text.strip() if node.text is not None else None
        if text is None or annotation not in (int, float, bool, date):
            return node.text
        label = path.rpartition(".")[2]
        if annotation is date:
            read = parse_date(text, allow_slashes=False)
            if not isinstance(read, DateProblem):
                return read
            self._tell(location, "value.date", f"{read.message}.", read.hint)
        elif annotation is bool:
            if text in ("true", "false"):
                return text == "true"
            self._tell(
                location,
                "value.bool",
                f"Mục “{label}” chỉ nhận true (có) hoặc false (không), đang ghi “{text}”.",
                "Viết true hoặc false, không có ngoặc kép.",
            )
        elif not re.fullmatch(r"-?\d+" if annotation is int else r"-?\d+(\.\d+)?", text):
            digits = re.sub(r"[\s.,_đĐ]", "", text)
            hint = f"Viết {digits}." if digits.isdigit() else "Viết số bằng chữ số, ví dụ 45."
            self._tell(location, "value.number", f"Mục “{label}” phải là số viết liền, đang ghi “{text}”.", hint)
        return text

    def _tell(self, location: Location, rule: str, message: str, hint: str) -> None:
        self.told.add(location)
        self.findings.error(rule, self.origins[location], message, hint)

    def validated(self, annotation: Any, raw: Any) -> Any:
        try:
            return _adapter(annotation).validate_python(raw)
        except ValidationError as problem:
            for error in problem.errors(include_url=False):
                location = tuple(error["loc"])
                if any(location[:length] in self.told for length in range(len(location) + 1)):
                    continue
                if error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]:
                    continue  # too few are right, not too few: what is wrong with each is told
                origin = self._origin(location, error["type"])
                self.findings.error(*_placed(origin, _in_vietnamese(dict(error), origin.column, in_cell=False)))
            return None

    def _origin(self, location: Location, kind: str) -> Origin:
        """Return the place of a value; for a missing one, the place of what should hold it."""
        for length in range(len(location), -1, -1):
            origin = self.origins.get(location[:length])
            if origin is not None:
                if kind == "missing":
                    return origin.at(key_path(origin.column, str(location[-1])))
                return origin
        return Origin(self.file)


def _placed(origin: Origin, told: tuple[str, str, str]) -> tuple[str, Origin, str, str]:
    rule, message, hint = told
    return rule, origin, message, hint


def _bare(annotation: Any) -> Any:
    """Return an annotation without None and without Annotated; object when it is a union of several."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        options = [option for option in get_args(annotation) if option is not type(None)]
        return _bare(options[0]) if len(options) == 1 else object
    return annotation


def accepts_none(annotation: Any) -> bool:
    """Tell whether None is a value of an annotation."""
    return type(None) in get_args(annotation)


def _item_annotation(annotation: Any) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if arguments and isinstance(origin, type) and issubclass(origin, AbstractSequence | frozenset | set):
        return arguments[0]
    return object


def _value_annotation(annotation: Any) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if len(arguments) == 2 and isinstance(origin, type) and issubclass(origin, AbstractMapping):
        return arguments[1]
    return object


def _iso_of(text: str, pattern: str) -> str | None:
    """Return the ISO form of a date like 30/5/2023 where a pattern asks for a date, else None."""
    read = parse_date(text.strip(), allow_slashes=True) if pattern.startswith(r"^\d{4}(-") else None
    return read.isoformat() if isinstance(read, date) else None


def _in_vietnamese(error: dict[str, Any], path: str, in_cell: bool) -> tuple[str, str, str]:
    """Return rule, message and hint for one error of pydantic."""
    kind: str = error["type"]
    context: dict[str, Any] = error.get("ctx", {})
    given = error.get("input")
    label = path.rpartition(".")[2] or path
    what = "Ô này" if in_cell else f"Mục “{label}”"
    if kind == "missing":
        if in_cell:
            return "value.missing", "Ô này đang trống mà bắt buộc phải có.", "Điền giá trị vào ô."
        return "value.missing", f"Thiếu mục “{label}”.", f"Thêm dòng “{label}: …” vào đây."
    if given is None or kind == "string_too_short":
        return (
            "value.missing",
            f"{what} đang trống mà bắt buộc phải có.",
            "Điền giá trị; xem các mục khác làm mẫu.",
        )
    if kind == "string_pattern_mismatch":
        pattern = str(context["pattern"])
        words = _iso_of(str(given), pattern) or _PATTERNS.get(pattern, f"theo mẫu {pattern}")
        return "value.pattern", f"“{given}” không đúng dạng.", f"Viết {words}."
    if kind == "string_too_long":
        return "value.too-long", f"{what} dài quá {context['max_length']} ký tự.", "Viết ngắn lại."
    if kind in ("enum", "literal_error"):
        valid = re.findall(r"'([^']*)'", str(context["expected"]))
        near = nearest(str(given), valid)
        hint = f"Có phải là “{near}”? " if near else ""
        return "value.choice", f"Không nhận giá trị “{given}”.", f"{hint}Chọn một trong: {', '.join(valid)}."
    if kind in ("greater_than_equal", "greater_than", "less_than_equal", "less_than"):
        limit = f"{next(iter(context.values())):g}"
        sides = {
            "greater_than_equal": f"từ {limit} trở lên",
            "greater_than": f"lớn hơn {limit}",
            "less_than_equal": f"không quá {limit}",
            "less_than": f"nhỏ hơn {limit}",
        }
        return "value.range", f"{what} ghi {given}, ngoài giới hạn.", f"Viết số {sides[kind]}."
    if kind == "too_short":
        return (
            "value.too-few",
            f"{what} cần ít nhất {context['min_length']} giá trị.",
            "Thêm giá trị vào danh sách.",
        )
    if kind == "too_long":
        given_count, most = context["actual_length"], context["max_length"]
        return (
            "value.too-many",
            f"{what} có {given_count} giá trị, nhiều nhất là {most}.",
            "Bớt giá trị trong danh sách.",
        )
    if kind.startswith(("tuple", "list", "set", "frozen_set")):
        return (
            "value.list",
            f"{what} phải là một danh sách.",
            "Viết [giá trị 1, giá trị 2], hoặc mỗi giá trị một dòng bắt đầu bằng “- ”.",
        )
    if kind in ("dict_type", "mapping_type", "model_type", "model_attributes_type", "dataclass_type"):
        return (
            "value.mapping",
            f"{what} phải gồm các mục con, không phải một chữ.",
            "Viết theo mẫu “tên_mục: giá trị”.",
        )
    if kind == "string_type":
        return "value.text", f"{what} phải là một câu chữ.", "Đặt cả câu trong ngoặc kép."
    if kind in ("value_error", "assertion_error"):
        # A validator may say after an arrow how to mend it.
        said, _, hint = str(error["msg"]).partition(", ")[2].partition(" → ")
        return "value.invalid", capitalise(said) + ("" if said.endswith("?") else "."), hint
    if kind.startswith(("int", "float")):
        return "value.number", f"{what} phải là số, đang ghi “{given}”.", "Viết số bằng chữ số, ví dụ 45."
    return (
        "value.invalid",
        f"{what} có giá trị không hợp lệ: “{given}” ({kind}).",
        "So với một mục viết đúng.",
    )
