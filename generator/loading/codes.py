"""Official codes that a spreadsheet has damaged: what happened to them, and what they were."""

from __future__ import annotations

import re
from collections.abc import Collection

COMMUNE_DIGITS = 5
_LOOK_ALIKES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "i": "1", "B": "8", "S": "5"})


def damaged_code(text: str, length: int, known: Collection[str] = ()) -> tuple[str, str, str, str] | None:
    """Return (rule, message, hint, mended) for a code of `length` digits that a program or a finger spoilt.

    None when it is whole, or when nothing sensible can be made of it. `known` codes make the guess certain.
    """
    if re.fullmatch(rf"\d{{{length}}}", text):
        return None
    bare = text.strip("'’‘`")
    joined = re.sub(r"[\s,]|\.(?=\d{3}\b)", "", re.sub(r"\.0+$", "", bare))
    if re.fullmatch(rf"\d{{1,{length - 1}}}", joined):
        mended = joined.zfill(length)
        sure = "mã đúng là" if mended in known else "mã đúng có lẽ là"
        return (
            "code.lost-zero",
            f"Mã “{text}” mất số 0 ở đầu vì Excel coi là con số; {sure} {mended}.",
            f"Đặt định dạng cả cột là Văn bản (Text) rồi gõ lại {mended}.",
            mended,
        )
    if bare != text and re.fullmatch(rf"\d{{{length}}}", joined):
        return ("code.apostrophe", f"Mã “{text}” có dấu nháy ở đầu.", f"Gõ lại {joined}.", joined)
    typed = joined.translate(_LOOK_ALIKES)
    if typed != joined and re.fullmatch(rf"\d{{{length}}}", typed):
        return ("code.letter", f"Mã “{text}” có chữ cái gõ nhầm cho chữ số.", f"Gõ lại {typed}.", typed)
    return None
