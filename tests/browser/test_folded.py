"""What is folded opens for those who follow a link, ask for all of it, or print; a table on a phone stays a table."""

from __future__ import annotations

import pypdfium2
from playwright.sync_api import Browser

QUESTION = "het-han-thi-sao"
ANSWER = "Hết hạn là ngừng ngay"


def test_questions_open_by_link_by_button_and_on_paper(browser: Browser, site_url: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{site_url}hoi-dap/#{QUESTION}")
    parts, button = page.locator(".faq details"), page.locator(".unfold button")
    assert parts.count() >= 30 and page.locator(".faq details[open]").count() == 1
    answer = page.get_by_text(ANSWER)
    assert answer.is_visible() and page.locator(f"#{QUESTION}").bounding_box()["y"] >= 0  # type: ignore[index]
    page.evaluate("location.hash = 'vneid'")
    page.locator("#vneid >> xpath=ancestor::details[@open]").wait_for()
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator(".faq details[open]").count() == parts.count()
    assert button.inner_text() == "Đóng tất cả các câu"
    button.click()
    assert page.locator(".faq details[open]").count() == 0 and button.inner_text() == "Mở tất cả các câu"
    paper = pypdfium2.PdfDocument(page.pdf(format="A4"))
    words = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert ANSWER in words and "tất cả các câu" not in words
    page.close()


def test_without_script_questions_fold_and_no_button_lies(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}hoi-dap/")
    assert not page.locator(".unfold button").is_visible()
    page.locator(f"#{QUESTION}").click()
    assert page.get_by_text(ANSWER).is_visible()
    context.close()


def test_a_table_that_stands_as_cards_is_still_a_table_for_readers_aloud(browser: Browser, site_url: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{site_url}du-dieu-kien/")
    table = page.locator("table.stack").first
    assert table.locator("td").first.evaluate("cell => getComputedStyle(cell).display") == "block"
    told = table.aria_snapshot()
    page.close()
    assert told.startswith("- table") and told.count("- row ") == 5 and told.count("- columnheader ") == 3
    assert told.count("- cell ") == 12
