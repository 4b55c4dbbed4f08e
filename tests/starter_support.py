"""Answers for tests of starter sites: every block filled, and the hostile values that owners may type."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.diagnostics import Findings, Origin
from generator.loading.hygiene import check_text
from generator.starter.answers import KINDS, Answers
from generator.starter.looks import find_looks
from generator.starter.photos import photos_of
from generator.starter.site import Site, SiteRequest, build_site

REPOSITORY = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 23)
LOOKS = [(kind, name) for kind, looks in find_looks(REPOSITORY).items() for name in looks]

_PHOTO = {"file": "che.jpg", "alt": "Ảnh"}
_IMAGE = {
    "src": "anh/che-480.jpg",
    "src_set": "",
    "webp_set": "anh/che-480.webp 480w",
    "sizes": "100vw",
    "width": 480,
    "height": 360,
    "alt": "",
    "bytes": 9000,
    "size_text": "9 kB",
}
IMAGES = {"che.jpg": _IMAGE}
FILES = {"anh/che-480.jpg": b"jpeg", "anh/che-480.webp": b"webp"}

_TRADE: dict[str, Any] = {
    "name": "Chè Mẫu",
    "tagline": "Chè hái tay",
    "domain": "che-mau.biz.vn",
    "granted_on": "2024-02-29",
    "photo": _PHOTO,
    "products_title": "Chè",
    "products": [
        {
            "name": "Chè xanh",
            "text": "Vị nhẹ",
            "price": 150000,
            "price_to": 250000,
            "unit": "gói",
            "group": "Chè",
            "sold_out": True,
            "photo": _PHOTO,
            "origin_place": "Thôn Mẫu",
            "season": "Tháng 3",
            "certificate": "Giấy",
            "english": {"name": "Tea", "text": "Light"},
        },
        {"name": "Hồng trà", "group": "Chè"},
    ],
    "contact": {
        "phone": "0900 000 000",
        "zalo": "0900000000",
        "messenger": "che.mau",
        "email": "mau@vidu.example",
        "facebook": "https://www.facebook.com/che.mau",
    },
    "address": {
        "street": "Thôn Mẫu",
        "commune": "xã Mẫu",
        "province": "tỉnh Tuyên Quang",
        "way": "Qua cầu",
        "map": "https://vidu.example/ban-do",
    },
    "hours": [{"days": "T2-T7", "opens": "7:00", "closes": "18:00", "note": "trưa nghỉ"}, {"days": "CN"}],
    "hours_note": "Gọi trước",
    "notices": [{"text": "Nghỉ Tết", "until": "2027-02-15"}],
    "story": "Nhà làm chè.",
    "story_photo": _PHOTO,
    "photos": [_PHOTO],
    "reviews": [{"text": "Ngon", "by": "Chị Mẫu", "where": "Hà Nội", "allowed": True}],
    "payment": {"bank": "Agribank", "account": "0000000000", "holder": "NGUYEN VAN MAU", "note": "Cảm ơn"},
    "links": [{"label": "Trang bạn", "url": "https://vidu.example/"}],
    "owner": {"name": "Nguyễn Văn Mẫu", "address": "Thôn Mẫu", "business_code": "08A8", "business_code_from": "Xã"},
    "english": {"tagline": "Tea", "story": "Our tea", "way": "Over the bridge"},
}
_RESUME: dict[str, Any] = {
    "basics": {
        "name": "Nguyễn Thị Mẫu",
        "label": "Lập trình viên",
        "summary": "Thích làm công cụ.",
        "email": "mau@vidu.example",
        "phone": "0900 000 000",
        "url": "https://vidu.example",
        "location": {"city": "Xã Mẫu", "region": "Tuyên Quang"},
        "profiles": [{"network": "GitHub", "username": "mau", "url": "https://github.com/mau"}],
    },
    "work": [
        {"name": "Cửa hàng", "position": "Thợ", "startDate": "2025-06", "summary": "Sửa máy", "highlights": ["A"]}
    ],
    "volunteer": [
        {"organization": "Đoàn", "position": "Bạn", "startDate": "2025", "summary": "S", "highlights": ["B"]}
    ],
    "education": [{"institution": "Trường", "area": "CNTT", "startDate": "2023", "score": "3,4", "courses": ["C"]}],
    "awards": [{"title": "Giải", "awarder": "Tỉnh", "date": "2024", "summary": "S"}],
    "certificates": [{"name": "Chứng chỉ", "issuer": "Nơi", "date": "2024"}],
    "publications": [{"name": "Bài", "publisher": "Báo", "releaseDate": "2025-10", "summary": "S"}],
    "skills": [{"name": "Python", "level": "khá", "keywords": ["SQL"]}],
    "languages": [{"language": "Tiếng Việt", "fluency": "mẹ đẻ"}],
    "interests": [{"name": "Núi", "keywords": ["leo"]}],
    "references": [{"name": "Thầy", "reference": "Tốt"}],
    "projects": [
        {
            "name": "Sổ",
            "description": "Ghi giá",
            "keywords": ["SQL"],
            "roles": ["Một"],
            "highlights": ["D"],
            "photo": _PHOTO,
        }
    ],
}

FULL: dict[str, dict[str, Any]] = {
    "shop": _TRADE,
    "coop": {
        **_TRADE,
        "founded": 2019,
        "members": {"households": 24, "area": "40 ha", "text": "Các hộ"},
        "certificates": [
            {"name": "OCOP", "product": "Chè", "stars": 3, "issued_by": "Nơi", "number": "1", "photo": _PHOTO}
        ],
        "wholesale": {"text": "Nhận sỉ", "least": "10 kg", "person": "Anh Mẫu", "phone": "0900 000 002"},
        "visiting": {"text": "Gọi trước", "best_time": "Mùa xuân", "photo": _PHOTO},
    },
    "profile": {
        **_RESUME,
        "domain": "mau.id.vn",
        "granted_on": "2026-11-20",
        "photo": _PHOTO,
        "contact": {"zalo": "0900000000"},
        "english": {"basics": {"name": "Nguyen Thi Mau", "label": "Developer"}},
        "blog_title": "Ghi chép",
        "posts": [{"title": "Bài đầu", "date": "2026-11-01", "summary": "Tóm tắt", "text": "Xin *chào*.\n\n## Mục"}],
    },
}
FIVE: dict[str, dict[str, Any]] = {
    "shop": {"name": "Chè Mẫu", "contact": {"phone": "0900 000 000"}, "products": [{"name": "Chè"}]},
    "coop": {"name": "Hợp tác xã Mẫu", "contact": {"phone": "0900 000 000"}, "products": [{"name": "Cam"}]},
    "profile": {"basics": {"name": "Nguyễn Mẫu", "label": "Thợ may", "email": "mau@vidu.example"}},
}

# Fields that take any words; the others take a form (number, address, date) and are tested by refusal.
FREE = {
    *("name", "tagline", "alt", "products_title", "text", "unit", "group", "origin_place", "season", "certificate"),
    *("street", "commune", "province", "way", "note", "hours_note", "story", "by", "where", "holder", "label", "area"),
    *("product", "issued_by", "number", "least", "person", "best_time", "address", "business_code_from", "summary"),
    *("city", "region", "network", "username", "position", "organization", "institution", "score", "title", "awarder"),
    *("issuer", "publisher", "level", "language", "fluency", "reference", "description", "blog_title", "days"),
    *("highlights", "courses", "keywords", "roles"),
}


def answers(kind: str, values: dict[str, Any], **more: Any) -> Answers:
    """Return the answers of plain values."""
    return KINDS[kind].model_validate({**copy.deepcopy(values), **more})


def site_of(kind: str, values: dict[str, Any], **more: Any) -> Site:
    """Return a site of plain values, with the photo that the full answers name."""
    made = answers(kind, values, **more)
    files = FILES if any(photos_of(made)) else {}
    return build_site(SiteRequest(REPOSITORY, kind, made, TODAY, b"kind: " + kind.encode(), IMAGES, files))


@lru_cache(maxsize=1)
def hostile_values() -> tuple[str, ...]:
    """Return every value of the corpus."""
    corpus: dict[str, list[str]] = json.loads((REPOSITORY / "tests/fixtures/hostile.json").read_text(encoding="utf-8"))
    return tuple(value for values in corpus.values() for value in values)


def refused_by_loading(value: str) -> bool:
    """Tell whether a file of answers with this text is refused: hidden characters, ID numbers, lost letters."""
    findings = Findings()
    check_text(value, Origin("tra-loi.yml", 1), findings)
    return bool(findings.errors)


def accepted_values() -> list[str]:
    """Return the values that may reach a page."""
    return [value for value in hostile_values() if value.strip() and not refused_by_loading(value)]


_LIMITS = {"unit": 40, "title": 80, "label": 80, "text": 200, "summary": 300, "reference": 300, "days": 80, "note": 200}


def replaced(values: Any, give: Callable[[], str], key: str = "") -> Any:
    """Return values with every free text replaced by the next one that `give` returns, cut to its limit."""
    if isinstance(values, dict):
        return {name: replaced(value, give, name) for name, value in values.items()}
    if isinstance(values, list):
        return [replaced(value, give, key) for value in values]
    if isinstance(values, str) and key in FREE:
        return give()[: _LIMITS.get(key, 80)].strip() or "x"
    return values


def filled_with(kind: str, value: str) -> dict[str, Any]:
    """Return full answers with one value in every free text."""
    found: dict[str, Any] = replaced(FULL[kind], lambda: value)
    return found


def crowded(kind: str) -> dict[str, Any]:
    """Return answers that hold every accepted value at least once, as many to a page as the model takes."""
    values: Iterator[str] = iter([])

    def give() -> str:
        nonlocal values
        found = next(values, None)
        if found is None:
            values = iter(accepted_values())
            found = next(values)
        return found

    many = copy.deepcopy(FULL[kind])
    lists = {"products": 60, "reviews": 12, "links": 20, "certificates": 20} if kind != "profile" else {}
    lists |= {"work": 40, "projects": 60, "skills": 60, "publications": 60} if kind == "profile" else {}
    for name, count in lists.items():
        if name in many:
            many[name] = [copy.deepcopy(many[name][0]) for _ in range(count)]
    found: dict[str, Any] = replaced(many, give)
    return found
