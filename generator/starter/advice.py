"""The words of what is wrong or unwise in answers, and the patterns of private data, as plain data.

Two judges read them: generator/starter/judging.py, and themes/editor/engine/judging.js in the browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ORDERING_FACTS = ("ecom-notify", "ecom-disclose")
CV_FACT = "pdp-cv-advice"


@dataclass(frozen=True)
class Advice:
    """A rule's stable name, what it says and how to mend it; {names} are filled by the judge.

    `hint` speaks of the file of answers, `asked` of the same questions on a screen where both differ.
    """

    rule: str
    text: str
    hint: str = ""
    asked: str = ""


ADVICE: Mapping[str, Advice] = {
    "name": Advice(
        "starter.name",
        "Tên này có hoặc giống “{found}”: khách dễ tưởng là trang của cơ quan, ngân hàng hoặc nơi đó.",
        "Đổi tên nếu bạn không phải là nơi đó; giả danh có thể bị thu hồi tên miền.",
    ),
    "contact": Advice(
        "starter.contact",
        "Chưa có cách nào để khách liên hệ.",
        "Điền ít nhất contact.phone hoặc contact.zalo.",
        "Điền ít nhất số điện thoại hoặc Zalo.",
    ),
    "ordering_duties": Advice(
        "starter.ordering",
        "Bật nhận đặt hàng thì có việc phải làm trước khi mở trang. {facts}",
        "Hỏi Sở Công Thương, làm xong thì ghi acknowledged: true; chưa làm thì để enabled: false.",
        "Hỏi Sở Công Thương, làm xong thì đánh dấu ô này; chưa làm thì tắt phần nhận đặt hàng.",
    ),
    "ordering_part": Advice(
        "starter.ordering",
        "Trang nhận đặt hàng phải công khai mục “{field}” mà mục này đang trống.",
        "Điền mục này, hoặc để ordering.enabled: false.",
        "Điền mục này, hoặc tắt phần nhận đặt hàng.",
    ),
    "bank": Advice(
        "starter.bank",
        "Không thấy ngân hàng “{bank}” trong danh sách, nên trang không có mã VietQR.",
        "Viết tên tắt, ví dụ Agribank, Vietcombank.",
    ),
    "bank_near": Advice(
        "starter.bank",
        "Không thấy ngân hàng “{bank}” trong danh sách, nên trang không có mã VietQR.",
        "Có phải là “{near}”?",
    ),
    "message": Advice(
        "starter.payment-message",
        "Nội dung chuyển khoản trong mã sẽ là “{message}”.",
        "Ngân hàng chỉ nhận chữ không dấu, số, dấu cách, nhiều nhất 25 ký tự.",
    ),
    "hours": Advice(
        "starter.hours",
        "Không hiểu “{days}” là những ngày nào; trang vẫn hiện chữ này, máy tìm kiếm thì không biết.",
        "Viết như T2-T6, hoặc T7, CN, hoặc hằng ngày.",
    ),
    "review": Advice(
        "starter.review",
        "Lời khách này chưa hiện trên trang vì chưa ghi khách đã đồng ý.",
        "Hỏi khách; khách đồng ý thì ghi allowed: true.",
        "Hỏi khách; khách đồng ý thì đánh dấu “Khách đã đồng ý”.",
    ),
    "notice": Advice(
        "starter.notice",
        "Thông báo này đã hết hạn ngày {date} nên không hiện.",
        "Xóa đi, hoặc sửa ngày.",
    ),
    "legal": Advice(
        "starter.legal",
        "Phần thông tin chủ trang còn trống: {fields}; trang sẽ ghi “chưa có thông tin”.",
        "Điền theo giấy đăng ký. Khách tin hơn khi biết ai đứng sau trang.",
    ),
    "home": Advice(
        "starter.private",
        "Địa chỉ nhà không nên để trên mạng; trang không hiện địa chỉ này.",
        "Chỉ ghi xã, phường và tỉnh.",
    ),
    "private": Advice(
        "starter.private",
        "Chỗ này có vẻ nói về {what}; ai cũng đọc được trên mạng.",
        "Nên bỏ.",
    ),
    "posts": Advice(
        "starter.posts",
        "{count} bài chưa hiện vì là bản nháp hoặc ngày đăng chưa tới.",
        "Bỏ draft: true hoặc chờ đến ngày.",
        "Bỏ dấu ở ô bản nháp, hoặc chờ đến ngày.",
    ),
}

# What a text tells, and how it is said: a pattern over text without marks.
PRIVATE: Mapping[str, str] = {
    "ngày sinh": r"\b(ngay sinh|sinh ngay|sinh nam \d{4}|date of birth|born (on|in) )",
    "địa chỉ nhà": r"\b(dia chi nha|nha rieng|thuong tru|ho khau|home address)\b",
    "giấy tờ tùy thân": r"\b(cccd|cmnd|can cuoc|chung minh (thu|nhan dan)|ho chieu so|passport (no|number))\b",
}

# The parts of the legal block whose absence is told, in their order.
LEGAL_PARTS: Mapping[str, str] = {
    "name": "tên",
    "address": "địa chỉ",
    "phone": "điện thoại",
    "business_code": "mã số đăng ký",
}
