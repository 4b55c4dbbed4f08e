"""What the owners of all kinds of site answer: who they are, how to reach them, how the site should look."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from generator.loading.addresses import address_problem, phone_problem
from generator.model.base import Record
from generator.starter.answers.limits import Line, Money, Name, Short, Slug, Text

KNOWN_VERSION = 1

_DOMAIN = r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+)?$"
_ZALO = re.compile(r"^(https://zalo\.me/)?([A-Za-z0-9._-]{3,40})$")
_MESSENGER = re.compile(r"^(https://(?:m\.me|www\.facebook\.com|facebook\.com)/)?([A-Za-z0-9.-]{3,60})/?$")
_PHOTO = re.compile(r"^[\w][\w .()-]{0,90}\.(jpe?g|png|webp)$", re.IGNORECASE)


def _refuse(problem: tuple[str, str] | None) -> None:
    if problem:
        raise ValueError(f"{problem[0]}. {problem[1]}".rstrip("."))


def _check_phone(text: str) -> str:
    if text:
        _refuse(phone_problem(text))
        digits = re.sub(r"\D", "", text)
        if len(digits) == 12 and digits.startswith("0"):
            raise ValueError("Số này có 12 chữ số, giống số căn cước. Ghi số điện thoại, đừng ghi số giấy tờ")
        if len(digits) > 15:  # ITU-T E.164
            raise ValueError(f"Số điện thoại “{text}” dài quá 15 chữ số. Mỗi ô ghi một số")
    return text


def _check_url(text: str) -> str:
    if text:
        balanced = text.endswith(")") and text.count("(") == text.count(")")  # as in names of Wikipedia's articles
        _refuse(address_problem(f"{text}x" if balanced else text))
        if not text.startswith("https://"):
            raise ValueError("Chỉ nhận địa chỉ bắt đầu bằng https://. Mở trang bằng trình duyệt rồi chép lại")
        if re.search(r"[\"'<>`{}|\\^\s\x00-\x1f]", text):
            raise ValueError("Địa chỉ trang có ký tự lạ. Mở trang bằng trình duyệt rồi chép lại")
    return text


def _check_email(text: str) -> str:
    if text and not re.fullmatch(r"[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]+\.)+[A-Za-z]{2,24}", text):
        raise ValueError(f"“{text}” không phải địa chỉ thư điện tử. Viết như ten@vidu.vn")
    return text


def _check_zalo(text: str) -> str:
    if not text:
        return text
    digits = re.sub(r"[ .-]", "", text)
    if re.fullmatch(r"(\+?84|0)\d{9}", digits):
        return digits
    match = _ZALO.match(text)
    if match is None:
        raise ValueError(f"“{text}” không phải số hay tên Zalo. Viết số điện thoại của Zalo, ví dụ 0900 000 000")
    return match[2]


def _check_messenger(text: str) -> str:
    if not text:
        return text
    match = _MESSENGER.match(text)
    if match is None:
        raise ValueError(f"“{text}” không phải tên trang Facebook. Chép phần đứng sau facebook.com/ hoặc m.me/")
    return match[2]


def _check_photo(text: str) -> str:
    if text.lower().endswith((".heic", ".heif")):
        raise ValueError(f"“{text}” là ảnh riêng của iPhone. Gửi ảnh qua Zalo rồi tải về, hoặc lưu lại thành JPEG")
    if text and "." not in text:
        raise ValueError(f"“{text}” thiếu đuôi của tệp. Viết cả đuôi, ví dụ {text}.jpg")
    if text and not _PHOTO.match(text):
        raise ValueError(f"“{text}” không phải tên tệp ảnh. Viết tên tệp trong thư mục ảnh, ví dụ che-xanh.jpg")
    return text


Phone = Annotated[str, Field(max_length=30), AfterValidator(_check_phone)]
Url = Annotated[str, Field(max_length=400), AfterValidator(_check_url)]
Email = Annotated[str, Field(max_length=120), AfterValidator(_check_email)]
Zalo = Annotated[str, Field(max_length=80), AfterValidator(_check_zalo)]
Messenger = Annotated[str, Field(max_length=100), AfterValidator(_check_messenger)]
PhotoName = Annotated[str, Field(max_length=100), AfterValidator(_check_photo)]


class Photo(Record):
    """A photo of the owner: a file in the folder of photos, and words for those who do not see it."""

    file: PhotoName
    alt: Line = ""


class Look(Record):
    """How the site looks: a folder of themes/starter/<kind>/, a palette of the tokens, large type."""

    name: Slug = ""
    palette: str = Field(default="", pattern=r"^[a-z]*$")
    large_type: bool = False


class Contact(Record):
    """How to reach the owner. `zalo` is a number or a name, `messenger` what stands after m.me/."""

    phone: Phone = ""
    phone_2: Phone = ""
    zalo: Zalo = ""
    messenger: Messenger = ""
    email: Email = ""
    facebook: Url = ""


class Address(Record):
    """A place. `way` tells how to get there, `map` is a link to a map; without it one is made of the address."""

    street: Line = ""
    commune: Short = ""
    province: Short = ""
    way: Text = ""
    map: Url = ""


class Hours(Record):
    """Opening hours of some days: "T2-T6", "T7, CN", "hằng ngày". Without times the place is closed."""

    days: Short
    opens: str = Field(default="", pattern=r"^(([01]?\d|2[0-3]):[0-5]\d)?$")
    closes: str = Field(default="", pattern=r"^(([01]?\d|2[0-3]):[0-5]\d|24:00)?$")
    note: Line = ""


class Notice(Record):
    """A notice on top of the page, until the end of a day."""

    text: Annotated[str, Field(min_length=1, max_length=300)]
    until: date | None = None


class Review(Record):
    """Words of a customer. `allowed` says that the customer agreed to be quoted."""

    text: Annotated[str, Field(min_length=1, max_length=600)]
    by: Short = ""
    where: Short = ""
    allowed: bool = False


class Link(Record):
    """A link to another site."""

    label: Name
    url: Url


class Payment(Record):
    """Where to pay by bank transfer. `bank` is a short name or the six digits of its BIN."""

    bank: Annotated[str, Field(min_length=1, max_length=60)]
    account: str = Field(pattern=r"^[A-Za-z0-9]{4,19}$")
    holder: Name
    amount: Money | None = None
    message: str = Field(default="", max_length=25)
    note: Line = ""


class Bearer(StrEnum):
    """Who stands behind the site, which decides what the legal block holds."""

    PERSON = "person"
    HOUSEHOLD = "household"
    COMPANY = "company"
    COOPERATIVE = "cooperative"


class Owner(Record):
    """The legal block: names and codes as the certificate has them; what is empty is shown as not yet filled in."""

    bearer: Bearer = Bearer.HOUSEHOLD
    name: Line = ""
    representative: Short = ""
    address: Line = ""
    phone: Phone = ""
    email: Email = ""
    business_code: str = Field(default="", max_length=20, pattern=r"^[0-9A-Za-z.\-/]*$")
    business_code_from: Line = ""
    tax_code: str = Field(default="", pattern=r"^(\d{10}(-\d{3})?)?$")


class Ordering(Record):
    """Selling on the page itself, off by default: what the law asks to be published (fact ecom-disclose)."""

    enabled: bool = False
    acknowledged: bool = False
    how: Text = ""
    delivery: Text = ""
    returns: Text = ""
    complaints: Text = ""
    privacy: Text = ""


class English(Record):
    """A few words for readers of English."""

    tagline: Line = ""
    story: Text = ""
    way: Text = ""


class Answers(Record):
    """What every kind of site has. Everything but the name may be left out."""

    version: int = Field(default=KNOWN_VERSION, ge=1, le=KNOWN_VERSION)
    look: Look = Look()
    sample: bool = False
    domain: str = Field(default="", max_length=100, pattern=_DOMAIN)
    granted_on: date | None = None

    @property
    def title(self) -> str:
        """Return the name in the largest type."""
        raise NotImplementedError
