"""Dates: ISO everywhere; day/month/year too in spreadsheets, because Excel writes so."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$")
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: 0?0:00(?::00)?)?$")
_SHORT_YEAR = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2})$")
_SERIAL = re.compile(r"[34]\d{4}$")  # days since 1900: 2009 to 2036
_SANE_YEARS = range(1990, 2101)


@dataclass(frozen=True)
class DateProblem:
    """Why a text is not a date, and how to write it."""

    message: str
    hint: str


@dataclass(frozen=True)
class SlashedDate:
    """A date written with slashes, before it is known which number is the day."""

    first: int
    second: int
    year: int

    @property
    def month_first_only(self) -> bool:
        """Tell whether it only makes sense as month/day/year."""
        return self.second > 12 >= self.first

    @property
    def day_first_only(self) -> bool:
        """Tell whether it only makes sense as day/month/year."""
        return self.first > 12 >= self.second

    @property
    def ambiguous(self) -> bool:
        """Tell whether both readings are dates, and different ones."""
        return self.first <= 12 and self.second <= 12 and self.first != self.second


def slashed(text: str) -> SlashedDate | None:
    """Return the three numbers of a date like 31/12/2026, or None when it is not written so."""
    match = _SLASHED.match(text)
    return SlashedDate(int(match[1]), int(match[3]), int(match[4])) if match else None


def parse_date(text: str, allow_slashes: bool) -> date | DateProblem:
    """Return the date of a text, or why it is none. Slashes are read as day/month/year."""
    if match := _ISO.match(text):
        return _build(int(match[1]), int(match[2]), int(match[3]), text)
    if parts := slashed(text):
        if parts.month_first_only:
            return DateProblem(
                f"Ngày “{text}” có vẻ viết theo kiểu Mỹ (tháng/ngày/năm)",
                f"Viết {parts.year}-{parts.first:02}-{parts.second:02}.",
            )
        read = _build(parts.year, parts.second, parts.first, text)
        if allow_slashes or isinstance(read, DateProblem):
            return read
        return DateProblem(f"Ngày “{text}” phải viết năm-tháng-ngày", f"Viết {read.isoformat()}.")
    if match := _SHORT_YEAR.match(text):
        return DateProblem(f"Ngày “{text}” chỉ có hai chữ số của năm", "Viết đủ năm, ví dụ 2026-12-31.")
    if _SERIAL.match(text):
        return DateProblem(
            f"“{text}” là số thứ tự ngày của Excel, không phải ngày",
            "Chọn cột, đặt định dạng Ngày (Date), kiểm tra lại rồi lưu.",
        )
    return DateProblem(f"“{text}” không phải là ngày", "Viết năm-tháng-ngày, ví dụ 2026-12-31; chưa có thì để trống.")


def _build(year: int, month: int, day: int, text: str) -> date | DateProblem:
    if not 1 <= month <= 12:
        return DateProblem(
            f"Ngày “{text}” có tháng {month}, không có tháng đó", "Viết năm-tháng-ngày, ví dụ 2026-12-31."
        )
    if year not in _SANE_YEARS:
        return DateProblem(f"Ngày “{text}” có năm {year}, chắc gõ nhầm", "Viết năm-tháng-ngày, ví dụ 2026-12-31.")
    longest = calendar.monthrange(year, month)[1]
    if not 1 <= day <= longest:
        return DateProblem(
            f"Không có ngày {day} tháng {month} năm {year}",
            f"Tháng {month}/{year} có {longest} ngày; viết lại, ví dụ {year}-{month:02}-{longest:02}.",
        )
    return date(year, month, day)
