"""The pack of a place: every sheet and picture, words to send, what to read first, in one ZIP of stable bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.diagnostics import Diagnostic, UserError
from generator.model.places import Place, School
from generator.model.print_material import Sheet
from generator.model.programme import OfferState
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


def text_files(composer: Composer, place: Place, names: Sequence[str]) -> Iterator[PackedFile]:
    """Yield the text files of a pack; `names` are those of its other files.

    UserError when a text message costs more than one.
    """
    texts = composer.material.pack
    plain, state = composer.filler(place, files="\n".join(f"- {name}" for name in names))
    trial = f"{texts.read_first.trial}\n\n" if composer.edition.trial else ""
    yield _text(texts.read_first.file_name, trial + plain(texts.read_first.text))
    messages = texts.messages
    at_school = isinstance(place, School)
    parts = [messages.zalo_heading, plain(messages.zalo.of(state, at_school))]
    for heading, message in ((messages.sms_heading, messages.sms), (messages.plain_sms_heading, messages.plain_sms)):
        parts += [heading, _one_message(composer, plain(message.of(state, at_school)), state)]
    yield _text(messages.file_name, trial + "\n\n".join(parts))


def _one_message(composer: Composer, message: str, state: OfferState) -> str:
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
    return f"{message}\n({used}/{limit})"


def _text(name: str, text: str) -> PackedFile:
    lines = text.replace(NO_BREAK_SPACE, " ").strip().split("\n")
    return PackedFile(nfc(name), (_BYTE_ORDER_MARK + _LINE_END.join(lines) + _LINE_END).encode())


def pack(folder: str, files: Sequence[PackedFile], day: date) -> bytes:
    """Return a ZIP of files dated `day`: the same input gives the same bytes on every system."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for file in files:
            entry = zipfile.ZipInfo(f"{folder}/{file.name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # zipfile writes the system it runs on
            entry.external_attr = 0o644 << 16
            entry.flag_bits |= 0x800  # names are UTF-8, also the plain ones
            archive.writestr(entry, file.content)
    return out.getvalue()
