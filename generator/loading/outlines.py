"""Outlines of communes from GeoJSON (RFC 7946): rings of longitude and latitude by official code."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from generator.diagnostics import Findings, Origin
from generator.loading.codes import COMMUNE_DIGITS, damaged_code
from generator.loading.files import MEGABYTE, decode, read_file
from generator.loading.tables import FOLDER
from generator.model.catalog import Ring

FILE = f"{FOLDER}/communes.geojson"
SIZE_LIMIT = 30 * MEGABYTE

_LONGITUDES = (100.0, 118.0)  # Viet Nam with its islands; a swapped pair falls outside
_LATITUDES = (5.0, 25.0)


@dataclass(frozen=True)
class Outlines:
    """Rings by code, the name each feature carries, and where it stands."""

    rings: dict[str, tuple[Ring, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    places: dict[str, Origin] = field(default_factory=dict)
    readable: bool = False


class _BadShapeError(Exception):
    """A feature that cannot be drawn; its text says why, in Vietnamese."""


def load_outlines(root: Path, findings: Findings) -> Outlines:
    """Return the outlines of content/data/communes.geojson after noting every feature that cannot be used."""
    file = read_file(root, FILE, SIZE_LIMIT, findings)
    text = decode(file, findings) if file else None
    if text is None:
        return Outlines()
    hint = "Đừng sửa tệp bản đồ bằng tay: lấy lại bản cũ từ kho mã."
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as problem:
        findings.error("map.syntax", Origin(FILE, problem.lineno), "Tệp bản đồ bị hỏng ở dòng này.", hint)
        return Outlines()
    except (ValueError, RecursionError):
        findings.error("map.syntax", Origin(FILE), "Tệp bản đồ có giá trị không hợp lệ hoặc lồng quá sâu.", hint)
        return Outlines()
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        findings.error("map.syntax", Origin(FILE), "Tệp bản đồ không có danh sách “features”.", hint)
        return Outlines()
    outlines = Outlines(readable=True)
    lines = _feature_lines(text, len(features))
    for index, feature in enumerate(features):
        origin = Origin(FILE, lines[index], f"features[{index + 1}]")
        try:
            _take(feature, origin, outlines, findings)
        except _BadShapeError as problem:
            findings.error("map.shape", origin, f"{problem}.", hint)
    return outlines


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _feature_lines(text: str, count: int) -> list[int]:
    """Return the line where each feature begins, by its "properties" key; zeros when they cannot be told."""
    lines = [number for number, line in enumerate(text.split("\n"), 1) for _ in range(line.count('"properties"'))]
    return lines if len(lines) == count else [0] * count


def _take(feature: Any, origin: Origin, outlines: Outlines, findings: Findings) -> None:
    properties: Any = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise _BadShapeError("Hình này không có phần mô tả (properties)")
    code: Any = properties.get("code")
    if not isinstance(code, str | int) or isinstance(code, bool):
        raise _BadShapeError("Hình này không có mã xã (properties.code)")
    code = str(code)
    if damage := damaged_code(code, COMMUNE_DIGITS):
        rule, message, hint, code = damage
        findings.error(rule, origin, message, hint)
    if code in outlines.places:
        findings.error(
            "map.duplicate",
            origin,
            f"Mã {code} đã có hình ở dòng {outlines.places[code].line}.",
            "Xóa một trong hai hình.",
        )
        return
    outlines.places[code] = origin
    outlines.names[code] = str(properties.get("name", ""))
    outlines.rings[code] = _rings(feature.get("geometry"))


def _rings(geometry: dict[str, Any] | None) -> tuple[Ring, ...]:
    if not isinstance(geometry, dict):
        raise _BadShapeError("Hình này không có đường viền (geometry)")
    kind = geometry.get("type")
    if kind == "Polygon":
        polygons: Any = [geometry.get("coordinates")]
    elif kind == "MultiPolygon":
        polygons = geometry.get("coordinates")
    else:
        raise _BadShapeError(f"Hình kiểu “{kind}” không dùng được, chỉ nhận Polygon và MultiPolygon")
    try:
        return tuple(_ring(ring) for polygon in polygons for ring in polygon)
    except (TypeError, ValueError, KeyError, IndexError):
        raise _BadShapeError("Tọa độ của hình không đúng dạng") from None


def _ring(points: Any) -> Ring:
    ring = tuple((float(point[0]), float(point[1])) for point in points)
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise _BadShapeError("Đường viền không khép kín")
    longitudes, latitudes = [x for x, _ in ring], [y for _, y in ring]
    if not (_LONGITUDES[0] <= min(longitudes) and max(longitudes) <= _LONGITUDES[1]):
        swapped = _LATITUDES[0] <= min(longitudes) and max(longitudes) <= _LATITUDES[1]
        raise _BadShapeError("Kinh độ và vĩ độ bị đảo chỗ" if swapped else "Kinh độ nằm ngoài Việt Nam")
    if not (_LATITUDES[0] <= min(latitudes) and max(latitudes) <= _LATITUDES[1]):
        raise _BadShapeError("Vĩ độ nằm ngoài Việt Nam")
    return ring
