"""Codes are judged from their pixels: text, level, size and margin, in files and inside pages."""

from __future__ import annotations

import io

import pytest
import qrcode
from PIL import Image

from generator.artifact import Artifact
from generator.checks import unreadable_codes
from generator.decoding import BOTH, Reading
from generator.diagnostics import Origin
from tests.unit.checks_factory import TRIAL, Site, only, planted, small_catalog, small_site, without

RIGHT = "HTTPS://TENMIEN.EXAMPLE/02215/"
SVG, PNG = "02215/ma.svg", "02215/ma.png"


def problems(site: Site) -> list[str]:
    return [found.message for found in unreadable_codes(small_catalog(), TRIAL, site)]


def png(
    content: str, level: int = qrcode.constants.ERROR_CORRECT_M, version: int | None = None, border: int = 4
) -> bytes:
    code = qrcode.QRCode(version=version, error_correction=level, border=border, box_size=8)
    code.add_data(content, optimize=0)
    code.make(fit=version is None)
    out = io.BytesIO()
    code.make_image().get_image().convert("L").save(out, "PNG")
    return out.getvalue()


def with_file(path: str, content: bytes) -> Site:
    site = small_site(TRIAL)
    return {**site, path: Artifact(path, content, site[path].sources)}


def test_sound_codes_pass_and_all_are_read() -> None:
    read: list[str] = []

    def count(results: object) -> object:
        for result in results:  # type: ignore[attr-defined]
            read.append(result.path)
            yield result

    assert unreadable_codes(small_catalog(), TRIAL, small_site(TRIAL), BOTH, count) == ()  # type: ignore[arg-type]
    assert read == ["02215/ma.png", "02215/ma.svg", "1/ma.png", "1/ma.svg", "808014/ma.png", "808014/ma.svg"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (png("HTTPS://TENMIEN.EXAMPLE/02217/"), "đọc ra “HTTPS://TENMIEN.EXAMPLE/02217/”"),
        (png("https://tenmien.example/02215/"), "đọc ra “https://tenmien.example/02215/”"),
        (png(RIGHT, level=qrcode.constants.ERROR_CORRECT_L), "mức sửa lỗi L"),
        (png(RIGHT, version=3), "cỡ 29×29 ô, phải là 25×25"),
        (png(RIGHT, border=2), "lề trắng chỉ 2,0 ô"),
        (png(RIGHT, border=0), "không đọc được"),
        (b"not a picture", "không mở được hình"),
        (b"", "không mở được hình"),
    ],
)
def test_a_bad_code_is_found(content: bytes, words: str) -> None:
    found = only(list(unreadable_codes(small_catalog(), TRIAL, with_file(PNG, content))), "code.unreadable")
    assert words in found.message
    assert PNG in found.message
    assert found.origin == Origin("content/data/permalinks.csv", 2)


def test_a_module_too_many_in_the_svg_is_found() -> None:
    """Whole rows painted over: more than level M can mend."""
    drawing = small_site(TRIAL)[SVG].content.replace(b"</svg>", b'<path d="M4 12h25v9H4z"/></svg>')
    assert "không đọc được" in problems(with_file(SVG, drawing))[0]


def test_an_svg_without_its_white_ground_fails_on_a_dark_wall() -> None:
    site = small_site(TRIAL)
    start = site[SVG].content.index(b'<path fill="#fff"')
    end = site[SVG].content.index(b">", start) + 1
    bare = site[SVG].content[:start] + site[SVG].content[end:]
    assert "không đọc được" in problems(with_file(SVG, bare))[0]


def test_a_missing_file_is_left_to_the_check_of_permalinks() -> None:
    assert problems(without(small_site(TRIAL), SVG)) == []


# --- codes drawn into a page


def with_inline_code(content: str) -> Site:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(content, optimize=0)
    code.make()
    rows = code.get_matrix()
    dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    side = len(rows)
    drawing = (
        f'<svg class="code" viewBox="0 0 {side} {side}" role="img" aria-label="Mã"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path d="{dots}"/></svg>'
    )
    return planted(small_site(TRIAL), "02215/index.html", "</main>", drawing + "</main>")


def test_a_code_inside_a_page_is_read_too() -> None:
    assert problems(with_inline_code(RIGHT)) == []
    found = only(
        list(unreadable_codes(small_catalog(), TRIAL, with_inline_code("HTTPS://TENMIEN.EXAMPLE/808014/"))),
        "code.unreadable",
    )
    assert "02215/index.html#1" in found.message
    assert found.origin == Origin("content/02215/index.html", 1)


def test_every_decoder_must_agree() -> None:
    def blind(_: object) -> Reading | None:
        return None

    found = unreadable_codes(small_catalog(), TRIAL, small_site(TRIAL), {"one": blind})
    assert len(found) == 6
    assert "one không đọc được" in found[0].message


def test_a_picture_of_something_else_is_no_code() -> None:
    out = io.BytesIO()
    Image.new("L", (300, 300), 255).save(out, "PNG")
    assert "không đọc được" in problems(with_file(PNG, out.getvalue()))[0]
