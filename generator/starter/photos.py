"""The owner's photos: upright, small, in WebP and JPEG, without place, camera or any other hidden data.

An encoder gets pixels and nothing else, so no metadata can pass; a picture whose header promises more pixels than a
telephone takes is refused before it is unpacked.
"""

from __future__ import annotations

import io
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
BYTE_LIMITS = {480: 40_000, 960: 110_000}

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
    """Return all photos of some answers from a folder, after noting each that is missing or cannot be used."""
    records: dict[str, View] = {}
    files: dict[str, bytes] = {}
    stems: set[str] = set()
    for photo in photos_of(answers):
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


def _free(stem: str, taken: set[str]) -> str:
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name)
    return name


def _read(photo: Photo, folder: Path | None, findings: Findings) -> bytes | None:
    origin = photo.origin.at("file")
    names = sorted(path.name for path in folder.iterdir() if path.is_file()) if folder and folder.is_dir() else []
    name = photo.file if photo.file in names else _as_built(photo.file, names)
    if folder is None or name is None:
        near = nearest(photo.file, names)
        where = f"thư mục ảnh “{folder.name}”" if folder and folder.is_dir() else "thư mục ảnh (chưa có)"
        findings.error(
            "starter.photo-missing",
            origin,
            f"Không thấy ảnh “{photo.file}” trong {where}.",
            f"Có phải là “{near}”?" if near else "Chép ảnh vào thư mục “anh” bên cạnh tệp trả lời, hoặc xóa mục này.",
        )
        return None
    size = (folder / name).stat().st_size
    if size > FILE_LIMIT:
        findings.error(
            "starter.photo-too-big",
            origin,
            f"Ảnh “{name}” nặng {format_number(size // MEGABYTE)} MB, quá {FILE_LIMIT // MEGABYTE} MB.",
            "Chụp lại, hoặc gửi ảnh qua Zalo rồi tải về để ảnh nhẹ hơn.",
        )
        return None
    return (folder / name).read_bytes()


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
            image.draft("RGB", (WIDTHS[-1] * 2, WIDTHS[-1] * 2))
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
    for width in widths:
        height = max(1, round(image.height * width / image.width))
        scaled = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
        limit = next((BYTE_LIMITS[known] for known in WIDTHS if width <= known), BYTE_LIMITS[WIDTHS[-1]])
        made[width, "webp"] = (_within(scaled, "WEBP", limit, method=4), scaled.size)
        made[width, "jpg"] = (_within(scaled, "JPEG", limit, optimize=True, progressive=True), scaled.size)
    return made


def _within(image: Image.Image, kind: str, limit: int, **options: Any) -> bytes:
    """Return a picture in the best of the qualities that stays within the limit, else in the lowest."""
    data = b""
    for quality in _QUALITIES:
        out = io.BytesIO()
        image.save(out, kind, quality=quality, **options)
        data = out.getvalue()
        if len(data) <= limit:
            break
    return data


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
