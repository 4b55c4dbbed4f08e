"""The pack of a place: every sheet and picture, words to send, what to read first, in one ZIP of stable bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.diagnostics import Diagnostic, UserError
from generator.model.pack_texts import SHARE_PART
from generator.model.places import Place, School
from generator.model.print_material import Sheet
from generator.model.programme import OfferState
from generator.office import StoredFile, stable_zip
from generator.print.messages import sms_length
from generator.print.sheets import Composer
from generator.text import NO_BREAK_SPACE, capitalise, nfc

PACK_NAME = "bo-tai-lieu.zip"
RECIPE = "zip-1"  # part of the key of kept packs: change it with `pack`
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LINE_END = "\r\n"  # the Notepad of old Windows knows no other
_BYTE_ORDER_MARK = "\ufeff"  # and takes UTF-8 without this mark for another encoding


@dataclass(frozen=True)
class PackedFile:
    """A file of a pack under the name that people see."""

    name: str
    content: bytes


def pack_path(place: Place) -> str:
    """Return the site-relative path of a place's pack."""
    return f"{place.number}/{PACK_NAME}"


def pack_folder(place: Place) -> str:
    """Return the folder inside a pack, so that packs of several places unpack side by side."""
    return nfc(_NOT_IN_FILE_NAMES.sub("-", f"{place.number} {capitalise(place.title)}")).rstrip(" .")


def packed_name(position: int, name: str, ending: str) -> str:
    """Return the name of a file in a pack; the position keeps the order in every file manager."""
    return nfc(_NOT_IN_FILE_NAMES.sub("-", f"{position:02} {name}")).rstrip(" .") + ending


def packed_sheet_name(position: int, sheet: Sheet) -> str:
    """Return the name of a sheet in a pack."""
    return packed_name(position, sheet.name, ".pdf")


def words_file(composer: Composer, place: Place) -> PackedFile:
    """Return the file with the words to send; UserError when a text message costs more than one."""
    texts = composer.material.pack
    trial = f"{texts.read_first.trial}\n\n" if composer.edition.trial else ""
    words = sent_words(composer, place)
    parts = [texts.messages.zalo_heading, words.zalo]
    for heading, message in ((texts.messages.sms_heading, words.sms), (texts.messages.plain_sms_heading, words.plain)):
        parts += [heading, f"{message.text}\n({message.used}/{message.limit})"]
    folder = composer.material.page.folder(SHARE_PART)
    return _text(f"{folder}/{texts.messages.file_name}", trial + "\n\n".join(parts))


@dataclass(frozen=True)
class TextMessage:
    """A text message: how many of how many characters it takes, as the network counts them."""

    text: str
    used: int
    limit: int


@dataclass(frozen=True)
class SentWords:
    """Words to copy: for Zalo and Facebook, for a text message with marks and one without."""

    zalo: str
    sms: TextMessage
    plain: TextMessage


def sent_words(composer: Composer, place: Place) -> SentWords:
    """Return the words to send of a place; UserError when a text message costs more than one."""
    messages = composer.material.pack.messages
    plain, state = composer.filler(place)
    at_school = isinstance(place, School)
    sms, plain_sms = (
        _one_message(composer, plain(words.of(state, at_school)), state) for words in (messages.sms, messages.plain_sms)
    )
    return SentWords(plain(messages.zalo.of(state, at_school)), sms, plain_sms)


def _one_message(composer: Composer, message: str, state: OfferState) -> TextMessage:
    used, limit = sms_length(message)
    if used > limit:
        raise UserError(
            Diagnostic(
                "print.sms-too-long",
                composer.material.pack.origin.at(f"messages ({state.value})"),
                f"Tin nhắn “{message}” dài {used} ký tự, một tin chỉ chứa {limit}.",
                "Rút ngắn câu, hoặc bỏ hết dấu ở tin không dấu.",
            )
        )
    return TextMessage(message, used, limit)


def _text(name: str, text: str) -> PackedFile:
    lines = text.replace(NO_BREAK_SPACE, " ").strip().split("\n")
    return PackedFile(nfc(name), (_BYTE_ORDER_MARK + _LINE_END.join(lines) + _LINE_END).encode())


def pack(folder: str, files: Sequence[PackedFile], day: date) -> bytes:
    """Return a ZIP of files dated `day`: the same input gives the same bytes on every system."""
    return stable_zip([StoredFile(f"{folder}/{file.name}", file.content) for file in files], day)
