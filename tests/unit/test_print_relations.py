"""Names in content/print and content/speech that lead nowhere or stand twice are told with file, line and remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.diagnostics import Findings, format_text
from generator.loading import load_print_material
from tests.unit.print_support import ROOT

SHEETS, TEXTS, PAGE = "print/sheets.yml", "print/texts.yml", "print/page.yml"
SCHOOL, SHOP = "print/school.yml", "print/shop.yml"
SCRIPTS, TRANSLATIONS = "speech/scripts.yml", "speech/translations.yml"
TRANSLATION = """\
translations:
  - language: {language}
    script: {script}
    translator: "Người dịch"
    translated_on: 2026-12-01
    written_for: 2026-12-31
    text: "Lời dịch dài hơn hai mươi chữ cái."
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("print", "speech"):
        (tmp_path / "content" / folder).mkdir(parents=True)
        for file in (ROOT / "content" / folder).iterdir():
            (tmp_path / "content" / folder / file.name).write_bytes(file.read_bytes())
    for name in ("themes", "assets"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def said_after(project: Path, file: str, old: str, new: str) -> str:
    path = project / "content" / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"nothing to break in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    findings = Findings()
    assert load_print_material(project, findings) is None
    return format_text(findings.items)


def test_the_real_files_have_no_such_mistake(project: Path) -> None:
    findings = Findings()
    assert load_print_material(project, findings) is not None and not findings.items


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            SHEETS,
            "template: poster, edition: mono",
            "template: postr, edition: mono",
            r"Không có mẫu “postr”.*poster\?",
        ),
        (SHEETS, "id: to-a4-mau", "id: to-a4-den-trang", r"dòng 17.*Mục id “to-a4-den-trang” đã dùng ở dòng 16"),
        (SHEETS, "mark: A4M", "mark: A4D", r"dòng 17.*Mục mark “A4D” đã dùng ở dòng 16"),
        (SHEETS, "id: chia-se-vuong", "id: to-a4-mau", r"Mục id “to-a4-mau” đã dùng"),
        (SHEETS, 'name: "Tờ A4 màu"', 'name: "Tờ A4 đen trắng"', r"Mục name “Tờ A4 đen trắng” đã dùng"),
        (SHEETS, "edition: colour, mark: A4M", "edition: shop, mark: A4M", r"là bản nhà in.*print_shop"),
        (SHEETS, "edition: shop, mark: A4N", "edition: colour, mark: A4N", r"không phải bản nhà in.*edition: shop"),
        (TEXTS, "icon: store", "icon: stor", r"groups\[household\]\.icon: Không có hình “stor”.*store"),
        (SCHOOL, "icon: search", "icon: tim-kiem", r"slides\.pages.*Không có hình “tim-kiem”"),
        (PAGE, "{template: checklist,", "{template: checklst,", r"uses.*Không có mẫu “checklst”.*checklist"),
        (PAGE, "id: csv-so-dan-to", "id: csv-so-dan", r"Không có sổ “csv-so-dan”.*csv-so-dan-to"),
        (PAGE, "id: talk, part: lesson", "id: talk, part: lessons", r"Không có phần “lessons”.*lesson\?"),
        (PAGE, "file: sinh-hoat-lop.docx", "file: bai-doc-loa.docx", r"Mục file “bai-doc-loa.docx” đã dùng"),
        (PAGE, "file: trinh-chieu.pdf", "file: to-a4-mau.pdf", r"trùng tên với một tệp khác"),
        (PAGE, 'name: "Bài nói với lớp"', 'name: "Thông báo gửi phụ huynh"', r"Mục name .* đã dùng"),
        (SHOP, "poster: nha-in-to-a4", "poster: nha-in-to-a44", r"poster: Không có tờ “nha-in-to-a44”.*nha-in-to-a4\?"),
        (SHOP, "sheet: nha-in-to-a3", "sheet: nha-in-to-a2", r"order\.lines.*Không có tờ “nha-in-to-a2”"),
        (
            TEXTS,
            'accent: "hết đợt miễn phí"',
            'accent: "miễn phí {years} năm"',
            r"title\.ended\.accent: .*hứa “miễn phí \{",
        ),
        ("print/pack.yml", "hết đợt miễn phí, xem", "được miễn phí, xem", r"messages\.sms\.ended: .*“được miễn phí”"),
        (SCRIPTS, "Nay đăng ký mới thì phải", "Ai cũng được xét miễn phí, phải", r"blocks\[cost-short\]\.ended: .*hứa"),
        (SCRIPTS, "[greeting, offer, who, cost-short", "[greeting, ofer, who, cost-short", r"“ofer”.*offer\?"),
        (SCRIPTS, "- id: topic", "- id: greeting", r"Mục id “greeting” đã dùng ở dòng \d+"),
        (SCRIPTS, "- id: bai-3-phut", "- id: bai-45-giay", r"Mục id “bai-45-giay” đã dùng ở dòng \d+"),
        (
            TRANSLATIONS,
            "translations: []",
            TRANSLATION.format(language="tyx", script="bai-45-giay"),
            r"Không có thứ tiếng “tyx”.*tyz",
        ),
        (
            TRANSLATIONS,
            "translations: []",
            TRANSLATION.format(language="tyz", script="bai-45"),
            r"Không có bài đọc nào mang id “bai-45”.*bai-45-giay",
        ),
    ],
)
def test_a_name_that_leads_nowhere_or_stands_twice_is_told(
    project: Path, file: str, old: str, new: str, said: str
) -> None:
    told = said_after(project, file, old, new)
    assert re.search(rf"LỖI content/{re.escape(file)}, dòng \d+, mục .*{said}", told) or re.search(
        rf"LỖI content/{re.escape(file)}, {said}", told
    ), told
    assert " → " in told


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (SHEETS, "code: 65, distance: 650", "code: 30, distance: 650", "cần ít nhất 65 mm. → Tăng code"),
        (SHEETS, "code: 65, distance: 650", "code: 190, distance: 650", "tờ trừ lề chỉ còn 180 mm. → Giảm code"),
        (SHEETS, "code: 65, distance: 650", "code: 20, distance: 200", "Viết số từ 25 trở lên."),
        (SHEETS, "mark: A4D", "mark: a4d", "chữ in hoa không dấu và chữ số"),
        (TEXTS, 'trust: "Trang này', 'trust: "**Trang này', "thành cặp. → Thêm ** còn thiếu"),
        (TEXTS, "ngày {compiled_on}", "ngày {compild_on}", "có phải “{compiled_on}”? → Dùng được: address, "),
        (TEXTS, 'trust: "Trang này không thu tiền, không hỏi số căn cước, mã OTP."', 'trust: ""', "→ Viết câu chữ"),
        (
            TEXTS,
            "    - {icon: calendar-check,",
            '    - {icon: clock, title: "Thừa", text: "Thừa."}\n    - {icon: calendar-check,',
            "Mục “items” có 7 giá trị, nhiều nhất là 6. → Bớt",
        ),
        ("print/logs.yml", '"Ngày dán", width: 22', '"Ngày dán", width: 32', "phải đúng 180 mm. → Sửa width"),
        ("print/pack.yml", "00 Đọc trước.pdf", "00 Đọc trước.docx", "kết thúc bằng .pdf"),
        ("speech/spelling.yml", 'k: "ca", ', "", "Chưa có cách đọc chữ: k. → Thêm vào mục letters."),
    ],
)
def test_every_mistake_comes_with_its_remedy(project: Path, file: str, old: str, new: str, said: str) -> None:
    told = said_after(project, file, old, new)
    assert said in told, told
    assert not re.search(r"\[\{|\^\[|\d\.0\b", told), "no Python, no pattern, no number that nobody wrote"
