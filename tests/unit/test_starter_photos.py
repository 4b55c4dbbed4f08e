"""Photos come out upright, small and without secrets; what is no photo or too large is refused in words."""

from __future__ import annotations

import io
import struct
import unicodedata
import zlib
from pathlib import Path

import pytest
from PIL import Image

from generator.diagnostics import Findings
from generator.starter import photos
from generator.starter.photos import BYTE_LIMITS, encode, prepare_photos
from tests.starter_support import answers


def photo(folder: Path, name: str, image: Image.Image, **options: object) -> None:
    folder.mkdir(exist_ok=True)
    image.save(folder / name, **options)  # type: ignore[arg-type]


def prepared(folder: Path | None, *names: str) -> tuple[dict[str, dict[str, object]], dict[str, bytes], Findings]:
    findings = Findings()
    made = answers("shop", {"name": "A", "photos": [{"file": name} for name in names]})
    result = prepare_photos(made, folder, findings)
    return dict(result.records), dict(result.files), findings


def two_halves() -> Image.Image:
    """Return a wide picture: left red, right blue."""
    image = Image.new("RGB", (1200, 800), "red")
    image.paste("blue", (600, 0, 1200, 800))
    return image


def test_a_photo_is_turned_shrunk_and_bare(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: turn by 90 degrees to the right
    exif[0x010F] = "Secret"
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    photo(tmp_path / "anh", "Chè xanh.jpg", two_halves(), exif=exif, comment=b"secret")
    records, files, findings = prepared(tmp_path / "anh", "Chè xanh.jpg")
    assert not findings.items
    assert sorted(files) == ["anh/che-xanh-480.jpg", "anh/che-xanh-480.webp"]
    for content in files.values():
        with Image.open(io.BytesIO(content)) as made:
            assert made.size == (480, 720)
            assert not made.getexif() and not {"comment", "exif", "icc_profile", "xmp"} & made.info.keys()
            top = made.convert("RGB").getpixel((240, 20))
            assert isinstance(top, tuple) and top[0] > 200 > 60 > top[2]
        assert b"Secret" not in content and len(content) <= BYTE_LIMITS[480]
    record = records["Chè xanh.jpg"]
    assert (record["width"], record["height"]) == (480, 720)
    assert record["bytes"] == len(files["anh/che-xanh-480.webp"])


def test_two_sizes_where_the_photo_is_large_enough(tmp_path: Path) -> None:
    photo(tmp_path, "a.png", two_halves().convert("RGBA"))
    records, files, _ = prepared(tmp_path, "a.png")
    assert sorted(files) == ["anh/a-480.jpg", "anh/a-480.webp", "anh/a-960.jpg", "anh/a-960.webp"]
    assert records["a.png"]["webp_set"] == "anh/a-480.webp 480w, anh/a-960.webp 960w"


def test_a_busy_photo_stays_within_the_limit() -> None:
    noise = Image.effect_noise((120, 90), 120).resize((960, 720)).convert("RGB")
    made = encode(noise)
    assert {width for width, _ in made} == {480, 960}
    for (width, _), (content, _) in made.items():
        assert len(content) <= BYTE_LIMITS[width]


def test_clear_parts_become_white(tmp_path: Path) -> None:
    photo(tmp_path, "a.png", Image.new("RGBA", (100, 100), (0, 0, 0, 0)))
    _, files, _ = prepared(tmp_path, "a.png")
    with Image.open(io.BytesIO(files["anh/a-100.jpg"])) as made:
        assert made.convert("RGB").getpixel((50, 50)) == (255, 255, 255)


def bomb() -> bytes:
    """Return a PNG whose header promises 60,000 × 60,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (bomb(), "starter.photo-bomb"),
        (b"GIF89a" + b"\0" * 20, "starter.photo-damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "starter.photo-damaged"),
        (b"", "starter.photo-damaged"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "starter.photo-damaged"),
    ],
)
def test_what_is_no_photo_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    _, files, findings = prepared(tmp_path, "a.jpg")
    assert [item.rule for item in findings.errors] == [rule] and not files


def test_a_missing_photo_is_answered_with_the_nearest(tmp_path: Path) -> None:
    photo(tmp_path, "che-xanh.jpg", two_halves())
    _, _, findings = prepared(tmp_path, "che-xanhh.jpg")
    assert "che-xanh.jpg" in findings.errors[0].hint


def test_a_missing_folder_is_told_once_with_the_nearest_beside(tmp_path: Path) -> None:
    _, _, nowhere = prepared(None, "a.jpg", "b.jpg")
    assert [item.rule for item in nowhere.errors] == ["starter.photo-folder"]
    (tmp_path / "cua-hang.biz").mkdir()
    _, _, beside = prepared(tmp_path / "cua-hang.biz.vn", "a.jpg", "b.jpg")
    (told,) = beside.errors
    assert "cua-hang.biz.vn" in told.message and "“cua-hang.biz”" in told.hint
    _, _, none = prepared(tmp_path / "anh", "a.jpg")
    assert "Tạo thư mục “anh”" in none.errors[0].hint


@pytest.mark.parametrize("saved", ["CHÈ XANH.JPG", unicodedata.normalize("NFD", "Chè xanh.jpg")])
def test_a_photo_is_found_as_other_systems_spell_it(tmp_path: Path, saved: str) -> None:
    photo(tmp_path, saved, two_halves(), format="JPEG")
    records, _, findings = prepared(tmp_path, "Chè xanh.jpg")
    assert not findings.items and records["Chè xanh.jpg"]["src"] == "anh/che-xanh-960.jpg"


def test_the_best_quality_that_fits_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Image.effect_noise((960, 720), 30).convert("RGB")
    sizes = []
    for quality in photos._QUALITIES:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        sizes.append(len(out.getvalue()))
    for limit, wanted in [(sizes[0], sizes[0]), (sizes[1], sizes[1]), (sizes[3] + 1, sizes[3]), (10, sizes[-1])]:
        monkeypatch.setattr(photos, "BYTE_LIMITS", {960: limit, 480: limit})
        assert len(encode(picture)[960, "jpg"][0]) == wanted


def test_a_site_is_rebuilt_from_its_own_photos(tmp_path: Path) -> None:
    photo(tmp_path, "che-xanh-480.jpg", two_halves())
    records, _, findings = prepared(tmp_path, "Chè xanh.png")
    assert not findings.items and records["Chè xanh.png"]["src"] == "anh/che-xanh-960.jpg"
