"""Two readers see in a picture what a phone would see, and nothing that is not there."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from generator import qr
from generator.decoding import (
    BOTH,
    Decoder,
    Pixels,
    UnreadableImage,
    quiet_zone_modules,
    read_with_opencv,
    read_with_zxing,
    to_pixels,
    verify_codes,
)

TEXT = "HTTPS://TENMIEN.EXAMPLE/02215/"
READERS = pytest.mark.parametrize("read", [read_with_zxing, read_with_opencv], ids=["zxing-cpp", "opencv"])


def drawn(content: str = TEXT, scale: int = 8, margin: int = 4) -> Pixels:
    """Return a code as grey pixels without surround."""
    modules = np.pad(qr.code_matrix(content), margin)
    return np.kron(np.where(modules, 0, 255), np.ones((scale, scale))).astype(np.uint8)


def png(pixels: Pixels, mode: str = "L") -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).convert(mode).save(out, "PNG")
    return out.getvalue()


@READERS
@pytest.mark.parametrize(
    "picture", [qr.svg(TEXT, "Mã"), qr.png(TEXT, 1024), qr.png(TEXT, 200)], ids=["svg", "png", "small"]
)
def test_reads_exactly_what_the_code_says(read: Decoder, picture: bytes) -> None:
    reading = read(to_pixels(picture))
    assert reading is not None
    assert reading.text == TEXT
    assert reading.modules == 25


@pytest.mark.parametrize("text", [TEXT, "HTTPS://MOT-TEN-MIEN-KHA-DAI.TINH.GOV.VN/808014/", "https://thuong.vn/a?b=đ"])
def test_case_and_size_come_out_as_they_are(text: str) -> None:
    reading = read_with_zxing(to_pixels(qr.svg(text, "Mã")))
    assert reading is not None
    assert (reading.text, reading.level, reading.modules) == (text, "M", len(qr.code_matrix(text)))


def test_opencv_reads_every_number_of_a_province() -> None:
    """Its older reader misses some flawless codes; this is why the newer one is used."""
    missed = []
    for number in range(60):
        text = f"HTTPS://TENMIEN.EXAMPLE/{number:05}/"
        reading = read_with_opencv(to_pixels(qr.svg(text, "Mã")))
        if reading is None or reading.text != text:
            missed.append(text)
    assert missed == []


@READERS
def test_an_empty_picture_says_nothing(read: Decoder) -> None:
    assert read(np.full((300, 300), 255, dtype=np.uint8)) is None


_MICRO_QR = """
#######.#.#
#.....#.##.
#.###.#.#..
#.###.#....
#.###.#.###
#.....#..##
#######.#..
.........##
##..###..##
.#.#...##..
####.....##
"""


@READERS
def test_a_micro_code_is_none_of_ours(read: Decoder) -> None:
    modules = np.array([[cell == "#" for cell in row] for row in _MICRO_QR.split()])
    picture = np.where(np.pad(modules, 4), 0, 255).repeat(6, axis=0).repeat(6, axis=1).astype(np.uint8)
    assert read(picture) is None


@READERS
def test_a_code_without_margin_on_a_dark_wall_says_nothing(read: Decoder) -> None:
    assert read(to_pixels(png(drawn(margin=0)))) is None


@pytest.mark.parametrize("margin", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("scale", [3, 8, 31])
def test_the_margin_is_measured_in_modules(margin: int, scale: int) -> None:
    reading = read_with_zxing(to_pixels(png(drawn(scale=scale, margin=margin))))
    assert reading is not None
    assert reading.margin == pytest.approx(margin, abs=0.05)  # what the check allows for


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (slice(0, 4), slice(100, 110)),
        (slice(-4, None), slice(3, 9)),
        (slice(100, 110), slice(0, 4)),
        (slice(-4, None), slice(-4, None)),
    ],
    ids=["above", "below", "beside", "corner"],
)
def test_anything_dark_in_the_margin_ends_it(rows: slice, columns: slice) -> None:
    pixels = drawn(margin=6)
    assert read_with_zxing(pixels).margin == pytest.approx(6)  # type: ignore[union-attr]
    pixels[16:-16, 16:-16][rows, columns] = 0
    reading = read_with_zxing(pixels)
    assert reading is not None
    assert reading.margin == pytest.approx(3.5)


def test_the_margin_is_measured_on_any_picture_with_rough_corners() -> None:
    side = 25 * 8
    for slip in (-2, 0, 2):
        corners = (32 + slip, 32 - slip, 32 + side + slip, 32 + side - slip)
        assert quiet_zone_modules(drawn(), 25, corners) == pytest.approx(4)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
def test_every_kind_of_png_is_opened(mode: str) -> None:
    reading = read_with_zxing(to_pixels(png(drawn(), mode)))
    assert reading is not None
    assert reading.text == TEXT


def test_transparent_ground_is_dark() -> None:
    grey = drawn()
    clear = np.dstack([np.zeros_like(grey)] * 3 + [255 - grey]).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(clear).save(out, "PNG")
    assert to_pixels(out.getvalue()).max() == 0


def test_the_surround_is_dark() -> None:
    pixels = to_pixels(png(drawn()))
    assert pixels.shape[0] > drawn().shape[0]
    assert pixels[0].max() == pixels[-1].max() == pixels[:, 0].max() == pixels[:, -1].max() == 0


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\nhalf", b"<svg broken", b"<?xml version='1.0'?><p/>"]
)
def test_what_is_no_picture_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(UnreadableImage):
        to_pixels(content)


@pytest.mark.parametrize("box", ["0 0 33 33", "0 0 330 330", "0 0 33.5 33.5", ""])
def test_drawings_in_any_unit_are_read(box: str) -> None:
    factor = 10 if "330" in box else 1
    path = "".join(
        f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(qr.code_matrix(TEXT)) for x, dark in enumerate(row) if dark
    )
    view_box = f'viewBox="{box}"' if box else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {view_box} width="{33 * factor}" height="{33 * factor}">'
        f'<g transform="scale({factor})"><path fill="#fff" d="M0 0h34v34H0z"/><path d="{path}"/></g></svg>'
    )
    reading = read_with_zxing(to_pixels(svg.encode()))
    assert reading is not None
    assert reading.text == TEXT


def test_a_report_tells_right_from_wrong_by_file_and_reader() -> None:
    files = {"a.svg": qr.svg(TEXT, "Mã"), "b.png": qr.png(TEXT, 300), "c.png": b"", "d.png": qr.png(TEXT, 300)}
    expected = {"a.svg": TEXT, "b.png": TEXT.lower(), "c.png": TEXT, "e.svg": TEXT}
    report = verify_codes(files, expected, BOTH)
    assert [result.path for result in report.results] == ["a.svg", "b.png", "c.png"]
    assert [result.path for result in report.failed] == ["b.png", "c.png"]
    assert report.results[2].problem
    assert (report.missing, report.unexpected) == (("e.svg",), ("d.png",))
    assert {name: report.read_correctly_by(name) for name in BOTH} == {"zxing-cpp": 1, "opencv": 1}


def test_a_result_without_readers_is_not_correct() -> None:
    report = verify_codes({"a.svg": qr.svg(TEXT, "Mã")}, {"a.svg": TEXT}, {})
    assert len(report.failed) == 1
