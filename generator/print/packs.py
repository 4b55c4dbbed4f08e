"""The pack of a place: every sheet and picture, words to send, what to read first, in one ZIP of stable bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.artifact import path_problem
from generator.diagnostics import Diagnostic, Origin, UserError
from generator.model.pack_texts import SHARE_PART
from generator.model.places import Place, School
from generator.model.print_material import Sheet
from generator.office import StoredFile, stable_zip, text_bytes
from generator.print.messages import sms_length
from generator.print.sheets import Composer
from generator.text import NO_BREAK_SPACE, capitalise, fold, hidden_characters, nfc

PACK_NAME = "bo-tai-lieu.zip"
RECIPE = "zip-1"  # part of the key of kept packs: change it with `pack`
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_NAME = 255  # bytes of a name on Android's and Linux' file systems


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


def words_name(composer: Composer) -> str:
    """Return the name in a pack of the file with the words to send."""
    folder = composer.material.page.folder(SHARE_PART)
    return nfc(f"{folder}/{composer.material.pack.messages.file_name}")


def words_file(composer: Composer, place: Place) -> PackedFile:
    """Return the file with the words to send; UserError when a text message costs more than one."""
    texts = composer.material.pack
    trial = f"{texts.read_first.trial}\n\n" if composer.edition.trial else ""
    words = sent_words(composer, place)
    parts = [texts.messages.caption_heading, words.caption, texts.messages.zalo_heading, words.zalo]
    for heading, message in ((texts.messages.sms_heading, words.sms), (texts.messages.plain_sms_heading, words.plain)):
        parts += [heading, f"{message.text}\n({message.used}/{message.limit})"]
    said = (trial + "\n\n".join(parts)).replace(NO_BREAK_SPACE, " ").strip()
    return PackedFile(words_name(composer), text_bytes(said))


@dataclass(frozen=True)
class TextMessage:
    """A text message: how many of how many characters it takes, as the network counts them."""

    text: str
    used: int
    limit: int


@dataclass(frozen=True)
class SentWords:
    """Words to copy: to go with a picture, for Zalo and Facebook, for a text message with marks and one without."""

    caption: str
    zalo: str
    sms: TextMessage
    plain: TextMessage


def sent_words(composer: Composer, place: Place) -> SentWords:
    """Return the words to send of a place; UserError when a text message costs more than one."""
    messages = composer.material.pack.messages
    plain, state = composer.filler(place)
    at_school = isinstance(place, School)
    sms, plain_sms = (
        _one_message(plain(words.of(state, at_school)), words.origin) for words in (messages.sms, messages.plain_sms)
    )
    caption, zalo = (plain(words.of(state, at_school)).strip() for words in (messages.caption, messages.zalo))
    return SentWords(caption, zalo, sms, plain_sms)


def _one_message(message: str, origin: Origin) -> TextMessage:
    used, limit = sms_length(message)
    if used > limit:
        raise UserError(
            Diagnostic(
                "print.sms-too-long",
                origin,
                f"Tin nhắn “{message}” dài {used} ký tự, một tin chỉ chứa {limit}.",
                "Rút ngắn câu, hoặc bỏ hết dấu ở tin không dấu.",
            )
        )
    return TextMessage(message, used, limit)


def check_names(folder: str, names: Sequence[str], origin: Origin) -> None:
    """Raise UserError when some system could not hold the files of a pack under their names, or mix up two of them.

    The names are Vietnamese, in UTF-8 with the flag that says so. Measured with unzip, bsdtar, 7-Zip, BusyBox, Java
    and Python: all give the names whole. Names without marks in the headers and the real ones in the extra field
    0x7075 reach only the first three; Windows Explorer and Android read the flag alone. Old systems that read
    neither show odd letters and open the files all the same.
    """
    found: dict[str, str] = {}
    for name in names:
        path = f"{folder}/{name}"
        problem = path_problem(path)
        if path != nfc(path) or hidden_characters(path):
            problem = "có ký tự ẩn, hoặc dấu viết rời khỏi chữ"
        elif any(len(part.encode()) > _LONGEST_NAME for part in path.split("/")):
            problem = f"tên dài quá {_LONGEST_NAME} byte"
        elif other := found.get(fold(path)):
            problem = f"chỉ khác “{other}” ở dấu hoặc chữ hoa"
        if problem:
            raise UserError(
                Diagnostic(
                    "print.pack-name",
                    origin,
                    f"Không để được tệp “{name}” vào bộ ZIP: {problem}.",
                    "Sửa name của tệp, hoặc folder của phần, ở page.yml, sheets.yml hoặc pack.yml trong content/print.",
                )
            )
        found[fold(path)] = name


def pack(folder: str, files: Sequence[PackedFile], day: date) -> bytes:
    """Return a ZIP of files dated `day`: the same input gives the same bytes on every system."""
    return stable_zip([StoredFile(f"{folder}/{file.name}", file.content) for file in files], day)
