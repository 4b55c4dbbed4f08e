"""Web addresses and phone numbers as editors write them: what is wrong, and the likely right form."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"^(?=.{3,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$", re.IGNORECASE)
_PHONE = re.compile(r"^\(?\+?\d[\d .()/–;,-]*$")
_LOOKS_LIKE_ADDRESS = re.compile(r"://|^www\.|^https?\b|^[\w-]+(\.[\w-]+)+(/\S*)?$", re.IGNORECASE)


def looks_like_address(text: str) -> bool:
    """Tell whether somebody meant a web address, right or wrong: "www.abc.vn", "htpps://abc.vn"."""
    return _LOOKS_LIKE_ADDRESS.search(text) is not None


def address_problem(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a web address and how to mend it, in Vietnamese, or None when it is good."""
    if re.search(r"\s", text):
        return "Địa chỉ trang có dấu cách", "Bỏ dấu cách, mỗi ô một địa chỉ."
    if re.match(r"https?://https?[:/]", text, re.IGNORECASE):
        return "Địa chỉ trang có “http” hai lần", f"Viết {re.sub(r'^https?://', '', text)}"
    scheme = re.match(r"([a-z]+):", text, re.IGNORECASE)
    if scheme is None:
        return "Địa chỉ trang thiếu “https://” ở đầu", f"Viết https://{re.sub('^(https?)?/+', '', text)}"
    if scheme[1].lower() not in ("http", "https"):
        if re.match(r"h+t+p+s*$", scheme[1], re.IGNORECASE) or scheme[1].lower().startswith("ht"):
            return f"Địa chỉ trang gõ nhầm “{scheme[1]}”", f"Viết https://{text[scheme.end() :].lstrip('/')}"
        return (
            f"Địa chỉ trang bắt đầu bằng “{scheme[1]}:”",
            "Chỉ nhận địa chỉ bắt đầu bằng https:// hoặc http://.",
        )
    if not re.match(r"https?://[^/]", text, re.IGNORECASE):
        return "Địa chỉ trang sai dấu “//” sau “https:”", f"Viết https://{text[scheme.end() :].lstrip('/')}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "Địa chỉ trang không đúng dạng", "Mở trang bằng trình duyệt rồi chép lại địa chỉ."
    if parts.username is not None or parts.password is not None:
        return "Địa chỉ trang có phần đăng nhập trước dấu @", "Bỏ phần từ sau “//” đến hết dấu @."
    if not _HOST.match(host) or port == 0:
        return (
            f"Tên trang “{host}” trong địa chỉ không đúng",
            "Mở trang bằng trình duyệt rồi chép lại địa chỉ.",
        )
    if text[-1] in ",;.)":
        return f"Địa chỉ trang thừa dấu “{text[-1]}” ở cuối", f"Viết {text.rstrip(',;.)')}"
    return None


def phone_problem(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a phone number and how to mend it, in Vietnamese, or None when it is good."""
    digits = re.sub(r"\D", "", text)
    if re.fullmatch(r"[1-9]\d{8}", digits) and not text.startswith("+"):
        return f"Số điện thoại “{text}” mất số 0 ở đầu (Excel coi là con số)", (
            f"Đặt định dạng cột là Văn bản (Text) rồi gõ lại 0{digits}."
        )
    if not _PHONE.match(text):
        return (
            f"Số điện thoại “{text}” có ký tự lạ",
            "Chỉ ghi chữ số, dấu cách, dấu chấm, ví dụ 0207 3822 123.",
        )
    if len(digits) < 3:
        return f"Số điện thoại “{text}” quá ngắn", "Ghi đủ số, ví dụ 0207 3822 123; chưa có thì để trống."
    return None
