"""The owner's photos: upright, small, in WebP and JPEG, without place, camera or any other hidden data.

An encoder gets pixels and nothing else, so no metadata can pass; a picture whose header promises more pixels than a
telephone takes is refused before it is unpacked.
"""

from __future__ import annotations

import io
import unicodedata
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from generator.diagnostics import Findings, Origin
from generator.loading.files import MEGABYTE
from generator.starter.answers import Answers
from generator.starter.answers.base import Photo
from generator.starter.views.common import View
from generator.starter.weight import kilobytes
from generator.text import format_number, nearest, slugify

FOLDER = "anh"
FILE_LIMIT = 30 * MEGABYTE
PIXEL_LIMIT = 64_000_000  # more than the cameras of telephones give when not asked for their largest size
WIDTHS = (480, 960)
BYTE_LIMITS = {480: 40_000, 960: 110_000}  # telephones load 480; at 40 kB a photo would smear on a large screen

_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITIES = (74, 62, 50, 40, 30)


@dataclass(frozen=True)
class PhotoSet:
    """Photos ready for pages: records by the name that the owner answered, and the files of the site."""

    records: Mapping[str, View] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def photos_of(value: Any) -> Iterable[Photo]:
    """Yield every photo that answers name, in the order of their fields."""
    if isinstance(value, Photo):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from photos_of(item)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from photos_of(getattr(value, name))


def prepare_photos(answers: Answers, folder: Path | None, findings: Findings) -> PhotoSet:
    """Return all photos of some answers from a folder, after noting each that is missing or cannot be used.

    Without a folder nothing can be found; that is noted once, at the first photo.
    """
    records: dict[str, View] = {}
    files: dict[str, bytes] = {}
    stems: set[str] = set()
    asked = list(photos_of(answers))
    if not asked:
        return PhotoSet()
    if folder is None or not folder.is_dir():
        findings.error("starter.photo-folder", asked[0].origin.at("file"), *_no_folder(folder))
        return PhotoSet()
    for photo in asked:
        if photo.file in records:
            continue
        content = _read(photo, folder, findings)
        image = _open(content, photo.origin.at("file"), findings) if content is not None else None
        if image is None:
            continue
        stem = _free(slugify(Path(photo.file).stem)[:50] or "anh", stems)
        made = encode(image)
        records[photo.file] = _record(stem, made)
        files |= {f"{FOLDER}/{stem}-{width}.{ending}": data for (width, ending), (data, _) in made.items()}
    return PhotoSet(records, files)


def _no_folder(folder: Path | None) -> tuple[str, str]:
    """Return what is wrong and how to mend it when the folder of photos is not there."""
    if folder is None:
        return "Có tên ảnh mà chưa biết ảnh nằm ở thư mục nào.", "Ghi tên thư mục con của “anh” vào cột “thư mục ảnh”."
    message = f"Không thấy thư mục ảnh “{folder.name}”."
    beside = [path.name for path in folder.parent.iterdir() if path.is_dir()] if folder.parent.is_dir() else []
    if near := nearest(folder.name, sorted(beside)):
        return message, f"Có thư mục “{near}”: đổi tên nó thành “{folder.name}”."
    return message, f"Tạo thư mục “{folder.name}” trong “{folder.parent.resolve().name}” rồi chép ảnh vào."


def _free(stem: str, taken: set[str]) -> str:
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name)
    return name


def _read(photo: Photo, folder: Path, findings: Findings) -> bytes | None:
    origin = photo.origin.at("file")
    file = photo_file(photo.file, folder)
    if file is None:
        names = sorted(path.name for path in folder.iterdir() if path.is_file())
        near = nearest(photo.file, names)
        findings.error(
            "starter.photo-missing",
            origin,
            f"Không thấy ảnh “{photo.file}” trong thư mục ảnh “{folder.name}”.",
            f"Có phải là “{near}”?" if near else f"Chép ảnh vào thư mục “{folder.name}”, hoặc xóa tên ảnh này.",
        )
        return None
    size = file.stat().st_size
    if size > FILE_LIMIT:
        findings.error(
            "starter.photo-too-big",
            origin,
            f"Ảnh “{file.name}” nặng {format_number(size // MEGABYTE)} MB, quá {FILE_LIMIT // MEGABYTE} MB.",
            "Chụp lại, hoặc gửi ảnh qua Zalo rồi tải về để ảnh nhẹ hơn.",
        )
        return None
    return file.read_bytes()


def photo_file(name: str, folder: Path) -> Path | None:
    """Return the file of a folder that an answered name means, or None."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    found = _as_named(name, names) or _as_built(name, names)
    return folder / found if found else None


def _as_named(name: str, names: list[str]) -> str | None:
    """Return the file as somebody else's system spells it: "A.JPG" is "a.jpg" for Windows, a Mac parts the marks."""
    if name in names:
        return name
    alike = [known for known in names if _one_spelling(known) == _one_spelling(name)]
    return alike[0] if len(alike) == 1 else None


def _one_spelling(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _as_built(name: str, names: list[str]) -> str | None:
    """Return the largest JPEG that an earlier build made of a photo: a site can be rebuilt from its own ZIP."""
    stem = slugify(Path(name).stem)[:50]
    return next((built for width in reversed(WIDTHS) if (built := f"{stem}-{width}.jpg") in names), None)


def _open(content: bytes, origin: Origin, findings: Findings) -> Image.Image | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=_FORMATS)
            if image.width * image.height > PIXEL_LIMIT:
                raise Image.DecompressionBombError
            image.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))  # a JPEG is unpacked at a half, a quarter … of its size
            return _upright_rgb(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        findings.error(
            "starter.photo-bomb",
            origin,
            f"Ảnh có quá {format_number(PIXEL_LIMIT // 1_000_000)} triệu điểm ảnh nên không được mở.",
            "Thu nhỏ ảnh rồi thử lại.",
        )
    except (OSError, ValueError, SyntaxError, ImageCms.PyCMSError, EOFError, OverflowError):
        findings.error(
            "starter.photo-damaged",
            origin,
            "Tệp này không phải ảnh JPEG, PNG hay WebP, hoặc bị hỏng.",
            "Ảnh iPhone (HEIC) thì chọn “Tương thích nhất” trong cài đặt máy ảnh, hoặc gửi qua Zalo rồi tải về.",
        )
    return None


def _upright_rgb(image: Image.Image) -> Image.Image:
    """Return the pixels alone: turned as the camera was held, in sRGB, on white where the picture was clear."""
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        upright = Image.new("RGB", clear.size, "white")
        upright.paste(clear, mask=clear.getchannel("A"))
    if profile and upright.mode in ("RGB", "CMYK"):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        upright = ImageCms.profileToProfile(upright, source, target, outputMode="RGB") or upright
    pixels = upright.convert("RGB")
    bare = Image.new("RGB", pixels.size)
    bare.paste(pixels)
    return bare


Encoded = dict[tuple[int, str], tuple[bytes, tuple[int, int]]]


def encode(image: Image.Image) -> Encoded:
    """Return a picture in all widths and both formats: (width, "jpg" or "webp") → bytes and size in pixels.

    A picture narrower than the smallest width stays as wide as it is.
    """
    made: Encoded = {}
    widths = [width for width in WIDTHS if width <= image.width] or [image.width]
    scaled = image
    for width in reversed(widths):
        height = max(1, round(image.height * width / image.width))
        scaled = scaled if width == scaled.width else scaled.resize((width, height), Image.Resampling.LANCZOS)
        limit = next((BYTE_LIMITS[known] for known in WIDTHS if width <= known), BYTE_LIMITS[WIDTHS[-1]])
        made[width, "webp"] = (_within(scaled, "WEBP", limit, method=4), scaled.size)
        made[width, "jpg"] = (_within(scaled, "JPEG", limit, optimize=True, progressive=True), scaled.size)
    return made


def _within(image: Image.Image, kind: str, limit: int, **options: Any) -> bytes:
    """Return a picture in the best of the qualities that stays within the limit, else in the lowest.

    The best is tried first, for most photos fit; then the others by halves, for the encoder is the slow part.
    """
    low, high = 0, len(_QUALITIES) - 1
    middle, found = 0, b""
    while low <= high:
        out = io.BytesIO()
        image.save(out, kind, quality=_QUALITIES[middle], **options)
        data = out.getvalue()
        if len(data) <= limit:
            high, found = middle - 1, data
        else:
            low, found = middle + 1, found or (data if middle == len(_QUALITIES) - 1 else b"")
        middle = (low + high) // 2
    return found


def _record(stem: str, made: Encoded) -> View:
    """Return what a template needs of a photo; `bytes` is what a telephone loads: the smallest WebP."""
    widths = sorted({width for width, _ in made})
    largest = widths[-1]
    width, height = made[largest, "jpg"][1]

    def sources(ending: str) -> str:
        return ", ".join(f"{FOLDER}/{stem}-{size}.{ending} {size}w" for size in widths)

    size = len(made[widths[0], "webp"][0])
    return {
        "src": f"{FOLDER}/{stem}-{largest}.jpg",
        "src_set": sources("jpg") if len(widths) > 1 else "",
        "webp_set": sources("webp"),
        "sizes": "100vw",
        "width": width,
        "height": height,
        "alt": "",
        "bytes": size,
        "size_text": kilobytes(size),
    }
