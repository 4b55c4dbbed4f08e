"""VietQR codes are those of the published examples, and the code on a page says what the page says."""

from __future__ import annotations

import csv

import pytest

from generator import qr
from generator.starter.answers.base import Payment
from generator.starter.payment import crc16, load_banks, parse_fields, plain_message, transfer_code, vietqr_text
from tests.starter_support import FIVE, REPOSITORY, site_of

# From the NAPAS specification and a public library.
TO_ACCOUNT = (
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN"
    "62340107NPS68690819thanh toan don hang63042E2E"
)
TO_CARD = "00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC53037045802VN63044F52"
SMALL = (
    "00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA5303704540410005802VN"
    "62150811Chuyen tien6304BBB8"
)


@pytest.mark.parametrize(
    ("made", "published"),
    [
        (transfer_code("970403", "0011012345678", 180000, "thanh toan don hang", "NPS6869"), TO_ACCOUNT),
        (transfer_code("970403", "9704031101234567", card=True), TO_CARD),
        (transfer_code("970416", "257678859", 1000, "Chuyen tien"), SMALL),
    ],
    ids=["account", "card", "amount"],
)
def test_published_codes(made: str, published: str) -> None:
    assert made == published
    assert crc16(published[:-4]) == published[-4:]


def test_a_code_parses_back_to_what_it_was_made_of() -> None:
    payment = Payment(
        bank="Agribank", account="1500201234567", holder="NGUYEN VAN MAU", amount=50000, message="mua che"
    )
    fields = parse_fields(vietqr_text("970405", payment))
    receiver = parse_fields(parse_fields(fields["38"])["01"])
    assert receiver == {"00": "970405", "01": "1500201234567"}
    assert (fields["01"], fields["53"], fields["54"], fields["58"]) == ("12", "704", "50000", "VN")
    assert parse_fields(fields["62"]) == {"08": "mua che"}


def test_a_field_that_is_cut_or_too_long_is_no_field() -> None:
    with pytest.raises(ValueError, match="cut short"):
        parse_fields("0005abc")
    with pytest.raises(ValueError, match="100 characters"):
        transfer_code("970405", "1", message="x" * 96)


@pytest.mark.parametrize("text", ["Vietcombank", "970436", "VCB", "ngân hàng vietcombank", "VIETCOMBANK"])
def test_a_bank_is_found_by_any_of_its_names(text: str) -> None:
    bank = load_banks(REPOSITORY).find(text)
    assert bank is not None and bank.bin == "970436"


def test_an_unknown_bank_is_answered_with_the_nearest() -> None:
    banks = load_banks(REPOSITORY)
    assert banks.find("Vietcombnk") is None
    assert banks.nearest("Vietcombnk") == "Vietcombank"


def test_the_list_of_banks_is_whole() -> None:
    text = (REPOSITORY / "content/starter/banks.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) > 50
    assert all(
        len(row["bin"]) == 6 and row["bin"].isdigit() and row["code"] and row["short_name"] and row["name"]
        for row in rows
    )


def test_every_bank_says_which_other_lists_know_it() -> None:
    lists = (REPOSITORY / "content/starter/README.md").read_text(encoding="utf-8")
    banks = load_banks(REPOSITORY).rows
    named = {source for bank in banks for source in bank.seen_in.split()}
    assert named and all(f"  - `{source}`: " in lists for source in named)
    assert [bank.short_name for bank in banks if not bank.seen_in] == [
        "Liobank",
        "Viettel Money",
        "VNPT Money",
        "PVcomBank Pay",
    ]


@pytest.mark.parametrize(("said", "sent"), [("Mua chè Shan", "mua che shan"), ("a" * 30, "a" * 25), ("x;y", "x y")])
def test_messages_are_plain(said: str, sent: str) -> None:
    assert plain_message(said) == sent


def test_the_picture_on_the_page_is_the_code() -> None:
    payment = {"bank": "Agribank", "account": "1500201234567", "holder": "NGUYEN VAN MAU"}
    site = site_of("shop", {**FIVE["shop"], "payment": payment}).artifacts
    assert site["vietqr.png"].content == qr.png(transfer_code("970405", "1500201234567"), 480)
    page = site["index.html"].text
    for said in ("NGUYEN VAN MAU", "1500201234567", "Agribank", "Người bán tự kiểm tra tiền đã vào"):
        assert said in page


def test_without_a_known_bank_there_is_text_and_no_code() -> None:
    payment = {"bank": "Ngân hàng lạ", "account": "1500201234567", "holder": "NGUYEN VAN MAU"}
    site = site_of("shop", {**FIVE["shop"], "payment": payment}).artifacts
    assert "vietqr.png" not in site and "1500201234567" in site["index.html"].text
