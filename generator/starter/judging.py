"""What is wrong or unwise in answers beyond their form: duties of a selling page, names that mislead, private data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from generator.diagnostics import Findings
from generator.naming import KnownName, NamingRules, ProblemCode, joined
from generator.naming import warnings as name_warnings
from generator.starter.answers import Answers, ProfileAnswers, TradeAnswers
from generator.starter.answers.base import Bearer, Ordering
from generator.starter.payment import Banks, plain_message
from generator.starter.posts import published
from generator.starter.views.hours import week_days
from generator.text import fold, format_date

ORDERING_FACTS = ("ecom-notify", "ecom-disclose")
CV_FACT = "pdp-cv-advice"

_BIRTH = re.compile(r"\b(ngay sinh|sinh ngay|sinh nam \d{4}|date of birth|born (on|in) )")
_HOME = re.compile(r"\b(dia chi nha|nha rieng|thuong tru|ho khau|home address)\b")
_PAPERS = re.compile(r"\b(cccd|cmnd|can cuoc|chung minh (thu|nhan dan)|ho chieu so|passport (no|number))\b")
_CHEATING = frozenset({ProblemCode.OFFICIAL_WORD, ProblemCode.LOOKS_LIKE, ProblemCode.PLACE})


@dataclass(frozen=True)
class Judge:
    """What judging needs of the project: lists of names, statements of facts by id, banks, the day."""

    naming: NamingRules
    banks: Banks
    today: date
    facts: Mapping[str, str] = field(default_factory=dict)

    def judge(self, answers: Answers, findings: Findings) -> None:
        """Note everything that is wrong (errors) or unwise (warnings) in some answers."""
        self._names(answers, findings)
        if isinstance(answers, TradeAnswers):
            self._contact(answers, findings)
            self._ordering(answers, findings)
            self._payment(answers, findings)
            self._small_things(answers, findings)
        elif isinstance(answers, ProfileAnswers):
            self._private(answers, findings)

    def _names(self, answers: Answers, findings: Findings) -> None:
        label = answers.domain.split(".")[0]
        for text, column in ((joined(answers.title), "name"), (label, "domain")):
            if not text:
                continue
            for problem in name_warnings(text, self._all_names):
                if problem.code in _CHEATING and not (column == "name" and problem.code is ProblemCode.PLACE):
                    findings.warning(
                        "starter.name",
                        answers.origin.at(column),
                        f"Tên này có hoặc giống “{problem.found}”: khách dễ tưởng là trang của cơ quan, ngân hàng "
                        "hoặc nơi đó.",
                        "Đổi tên nếu bạn không phải là nơi đó; giả danh có thể bị thu hồi tên miền.",
                    )
                    break

    @cached_property
    def _all_names(self) -> NamingRules:
        rules = self.naming
        banks = {
            joined(bank.short_name): bank.short_name for bank in self.banks.rows if len(joined(bank.short_name)) > 4
        }
        known = (*rules.known, *(KnownName(label, name, official=True) for label, name in banks.items()))
        return NamingRules(
            suffixes=rules.suffixes, official_words=rules.official_words, known=known, places=rules.places
        )

    def _contact(self, answers: TradeAnswers, findings: Findings) -> None:
        contact = answers.contact
        if not (contact.phone or contact.zalo or contact.messenger or contact.email):
            findings.warning(
                "starter.contact",
                answers.origin.at("contact"),
                "Chưa có cách nào để khách liên hệ.",
                "Điền ít nhất contact.phone hoặc contact.zalo.",
            )

    def _ordering(self, answers: TradeAnswers, findings: Findings) -> None:
        ordering = answers.ordering
        if not ordering.enabled:
            return
        if not ordering.acknowledged:
            said = " ".join(self.facts[name] for name in ORDERING_FACTS if name in self.facts)
            findings.error(
                "starter.ordering",
                ordering.origin.at("ordering.acknowledged"),
                f"Bật nhận đặt hàng thì có việc phải làm trước khi mở trang. {said}".strip(),
                "Hỏi Sở Công Thương, làm xong thì ghi acknowledged: true; chưa làm thì để enabled: false.",
            )
        for column in _missing_for_ordering(answers, ordering):
            findings.error(
                "starter.ordering",
                ordering.origin.at(column),
                f"Trang nhận đặt hàng phải công khai mục “{column}” mà mục này đang trống.",
                "Điền mục này, hoặc để ordering.enabled: false.",
            )

    def _payment(self, answers: TradeAnswers, findings: Findings) -> None:
        payment = answers.payment
        if payment is None:
            return
        bank = self.banks.find(payment.bank)
        if bank is not None and not bank.seen_in:
            findings.warning(
                "starter.bank-unconfirmed",
                payment.origin.at("payment.bank"),
                f"Mã nhận tiền của “{bank.short_name}” mới thấy ở một nguồn, chưa có nguồn thứ hai để so.",
                "Trước khi in mã, mở ứng dụng ngân hàng khác quét thử và xem tên người nhận.",
            )
        if bank is None:
            near = self.banks.nearest(payment.bank)
            findings.warning(
                "starter.bank",
                payment.origin.at("payment.bank"),
                f"Không thấy ngân hàng “{payment.bank}” trong danh sách, nên trang không có mã VietQR.",
                f"Có phải là “{near}”?" if near else "Viết tên tắt, ví dụ Agribank, Vietcombank.",
            )
        if payment.message and plain_message(payment.message) != payment.message:
            findings.warning(
                "starter.payment-message",
                payment.origin.at("payment.message"),
                f"Nội dung chuyển khoản trong mã sẽ là “{plain_message(payment.message)}”.",
                "Ngân hàng chỉ nhận chữ không dấu, số, dấu cách, nhiều nhất 25 ký tự.",
            )

    def _small_things(self, answers: TradeAnswers, findings: Findings) -> None:
        for row in answers.hours:
            if week_days(row.days) is None:
                findings.warning(
                    "starter.hours",
                    row.origin.at("days"),
                    f"Không hiểu “{row.days}” là những ngày nào; trang vẫn hiện chữ này, máy tìm kiếm thì không biết.",
                    "Viết như T2-T6, hoặc T7, CN, hoặc hằng ngày.",
                )
        for review in answers.reviews:
            if not review.allowed:
                findings.warning(
                    "starter.review",
                    review.origin.at("allowed"),
                    "Lời khách này chưa hiện trên trang vì chưa ghi khách đã đồng ý.",
                    "Hỏi khách; khách đồng ý thì ghi allowed: true.",
                )
        for notice in answers.notices:
            if notice.until is not None and notice.until < self.today:
                findings.warning(
                    "starter.notice",
                    notice.origin.at("until"),
                    f"Thông báo này đã hết hạn ngày {format_date(notice.until)} nên không hiện.",
                    "Xóa đi, hoặc sửa ngày.",
                )
        empty = [label for label, value in _legal_needs(answers) if not value]
        if empty:
            findings.warning(
                "starter.legal",
                answers.origin.at("owner"),
                f"Phần thông tin chủ trang còn trống: {', '.join(empty)}; trang sẽ ghi “chưa có thông tin”.",
                "Điền theo giấy đăng ký. Khách tin hơn khi biết ai đứng sau trang.",
            )

    def _private(self, answers: ProfileAnswers, findings: Findings) -> None:
        advice = self.facts.get(CV_FACT, "")
        location = answers.basics.location
        if location and location.address:
            findings.warning(
                "starter.private",
                location.origin.at("basics.location.address"),
                "Địa chỉ nhà không nên để trên mạng; trang không hiện địa chỉ này.",
                advice or "Chỉ ghi xã, phường và tỉnh.",
            )
        for column, text in _texts(answers):
            for pattern, what in ((_BIRTH, "ngày sinh"), (_HOME, "địa chỉ nhà"), (_PAPERS, "giấy tờ tùy thân")):
                if pattern.search(fold(text)):
                    findings.warning(
                        "starter.private",
                        answers.origin.at(column),
                        f"Chỗ này có vẻ nói về {what}; ai cũng đọc được trên mạng.",
                        advice or "Nên bỏ.",
                    )
        waiting = len(answers.posts) - len(published(answers.posts, self.today))
        if waiting:
            findings.warning(
                "starter.posts",
                answers.origin.at("posts"),
                f"{waiting} bài chưa hiện vì là bản nháp hoặc ngày đăng chưa tới.",
                "Bỏ draft: true hoặc chờ đến ngày.",
            )


def _missing_for_ordering(answers: TradeAnswers, ordering: Ordering) -> Iterator[str]:
    owner = answers.owner
    needed: dict[str, str] = {
        "owner.name": owner.name,
        "owner.address": owner.address,
        "owner.representative": owner.representative or (owner.name if owner.bearer is Bearer.HOUSEHOLD else ""),
        "owner.business_code": owner.business_code,
        "owner.business_code_from": owner.business_code_from,
        "contact.phone": answers.contact.phone or owner.phone,
        **{
            f"ordering.{name}": getattr(ordering, name)
            for name in ("how", "delivery", "returns", "complaints", "privacy")
        },
    }
    return (column for column, value in needed.items() if not value)


def _legal_needs(answers: TradeAnswers) -> tuple[tuple[str, str], ...]:
    owner = answers.owner
    needs = (
        ("tên", owner.name),
        ("địa chỉ", owner.address or answers.address.street),
        ("điện thoại", owner.phone or answers.contact.phone),
    )
    return needs if owner.bearer is Bearer.PERSON else (*needs, ("mã số đăng ký", owner.business_code))


def _texts(answers: ProfileAnswers) -> Iterator[tuple[str, str]]:
    """Yield the free texts of a résumé with the path of each."""
    basics = answers.basics
    yield "basics.summary", basics.summary
    yield "basics.label", basics.label
    parts: tuple[tuple[str, Callable[[], Iterator[str]]], ...] = (
        ("work", lambda: (entry.summary for entry in answers.work)),
        ("interests", lambda: (entry.name for entry in answers.interests)),
        ("posts", lambda: (post.text for post in answers.posts)),
    )
    for name, texts in parts:
        for text in texts():
            yield name, text
