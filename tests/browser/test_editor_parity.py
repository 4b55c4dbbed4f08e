"""The editor in the browser makes the same bytes as `phocap starter` does: every page, every file, the codes' pixels."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from generator.diagnostics import UserError
from generator.editor.page import EDITOR
from generator.editor.scripts import editor_engine
from generator.model.catalog import Catalog
from generator.qr import code_matrix
from generator.starter.answers import KINDS, Answers
from generator.starter.loading import load_answers
from generator.starter.package import moment
from generator.starter.photos import photos_of
from generator.starter.record import RECORD_FILE
from generator.starter.site import SiteRequest, build_site
from generator.text import nfc
from tests.editor_support import editor_site
from tests.starter_support import (
    FILES,
    FIVE,
    FULL,
    IMAGES,
    LOOKS,
    REPOSITORY,
    TODAY,
    answers,
    crowded,
    hostile_values,
    refused_by_loading,
    site_of,
)

PICTURES = (".png", ".ico", ".jpg", ".webp")


@pytest.fixture(scope="module")
def page(browser: Browser, real_catalog: Catalog) -> Iterator[Page]:
    opened = browser.new_page()
    made = editor_site(real_catalog)
    for name in ("markdown-it", *KINDS):
        opened.add_script_tag(content=made[f"{EDITOR}{name}.js"].decode())
    opened.add_script_tag(content=f"globalThis.ENGINE=(()=>{{{editor_engine(REPOSITORY)};return ENGINE}})()")
    yield opened
    opened.close()


BUILD = """async ([kind, values, builtOn, images, files, source]) => {
  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const given = new Map(Object.entries(files).map(([path, content]) => [path, bytes(content)]));
  const made = await ENGINE.buildSite(PHOCAP_KINDS[kind], { values, builtOn, images, files: given, source });
  const zip = await ENGINE.zipOf(made, builtOn);
  const again = await ENGINE.filesOfZip(zip);
  if ([...made].some(([path, content]) => String(content) !== String(again.get(path)))) throw new Error("not read back");
  let text = "";
  for (let at = 0; at < zip.length; at += 8192) text += String.fromCharCode(...zip.subarray(at, at + 8192));
  return btoa(text);
}"""


def built_in_browser(page: Page, kind: str, given: Answers, with_files: bool = True) -> dict[str, bytes]:
    """Return the files that the browser's ZIP holds, unpacked by Python."""
    values = json.loads(given.model_dump_json())
    named = with_files and any(photos_of(given))
    files = {path: base64.b64encode(content).decode() for path, content in FILES.items()} if named else {}
    request = [kind, values, TODAY.isoformat(), IMAGES, files, f"kind: {kind}"]
    package = zipfile.ZipFile(io.BytesIO(base64.b64decode(page.evaluate(BUILD, request))))
    assert package.namelist()[0] == "index.html"
    assert package.testzip() is None
    assert all(entry.date_time == moment(package.read(entry), TODAY) for entry in package.infolist())
    return {name: package.read(name) for name in package.namelist()}


def without_weight(content: bytes) -> str:
    """Return a guide without its bytes: packers differ by a few."""
    return re.sub(r"\d+(,\d)? (kB|MB)", "…", content.decode())


@pytest.mark.parametrize("values", ["full", "five", "crowded"])
@pytest.mark.parametrize(("kind", "look"), LOOKS)
def test_every_file_is_the_same(kind: str, look: str, values: str, page: Page) -> None:
    given = {"full": FULL, "five": FIVE}.get(values, {kind: crowded(kind)})[kind]
    wanted = {"name": look, "large_type": values == "full"}
    expected = site_of(kind, given, look=wanted).artifacts
    found = built_in_browser(page, kind, answers(kind, given, look=wanted))
    assert sorted(found) == sorted(expected)
    for path, content in found.items():
        if path.endswith(PICTURES) or path == RECORD_FILE:
            continue
        if path == "HUONG-DAN.html":
            assert without_weight(content) == without_weight(expected[path].content)
        else:
            assert content.decode() == expected[path].content.decode(), path
    record = json.loads(found[RECORD_FILE])
    assert {**record, "files": None} == {**json.loads(expected[RECORD_FILE].content), "files": None}
    for path in found:
        if path.endswith((".png", ".ico")):
            same_picture(found[path], expected[path].content, exact=path in ("vietqr.png", "lien-he-qr.png"))


def same_picture(found: bytes, expected: bytes, exact: bool) -> None:
    """Hold codes to every pixel, drawn letters to size and to the colour of the ground."""
    one, other = (np.array(Image.open(io.BytesIO(data)).convert("RGB")) for data in (found, expected))
    assert one.shape == other.shape
    if exact:
        assert (one == other).all()
    else:
        assert (one[0, 0] == other[0, 0]).all()
        assert (one == other).all(axis=2).mean() > 0.8


@pytest.mark.parametrize(
    "text", ["HTTPS://A.VN/02215/", "https://che-mau.biz.vn/lien-he.vcf", "0123456789", "đ" * 60, "x" * 200]
)
def test_codes_have_the_same_modules(text: str, page: Page) -> None:
    found = page.evaluate("(text) => ENGINE.qrMatrix(PHOCAP_KINDS.shop.data.qr, text)", text)
    assert (np.array(found, dtype=bool) == code_matrix(text)).all()


EXAMPLES = sorted((REPOSITORY / "content/starter/examples").glob("*/*.yml"))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_example_has_the_same_pages(file: Path, page: Page) -> None:
    kind, given, _ = load_answers(file)
    request = SiteRequest(REPOSITORY, kind, given, TODAY, f"kind: {kind}".encode(), IMAGES, {})
    expected = build_site(request).artifacts
    found = built_in_browser(page, kind, given, with_files=False)
    for path in found.keys() | expected.keys():
        if path.endswith((".html", ".xml", ".json", ".vcf", ".ics")) and path not in ("HUONG-DAN.html", RECORD_FILE):
            assert found[path].decode() == expected[path].content.decode(), path


FORMS = {
    "contact.phone": ["0900 000 000", "900000000", "+84 900 000 000", "012345678901", "abc", "12", "0207 3822 123"],
    "contact.zalo": ["0900.000.000", "https://zalo.me/che.mau", "có dấu", "ab"],
    "contact.messenger": ["https://m.me/che.mau/", "facebook.com/x", "https://evil.example/x"],
    "contact.email": ["mau@vidu.example", "mau@", "a b@c.vn"],
    "contact.facebook": [
        "https://www.facebook.com/che.mau",
        "http://vidu.example",
        "javascript:alert(1)",
        "https://a b.vn",
        "https://vi.example/x_(y)",
        "https://vi.example/x)",
        "https://u:p@vi.example",
        "https://vi",
        "vidu.example/che",
        "https:/vidu.example",
        "htps://vidu.example",
        "https://https://vidu.example",
        "https://vidu.example:99999/",
        "https://vidu.example:0/",
        "https://vidu.example/a,",
        "https://vidu.example/<b>",
        "HTTPS://vidu.example",
        "https://vidu.example:443/?a=b#c",
    ],
    "domain": ["che-mau.biz.vn", "Chè.vn", "https://che.vn"],
    "owner.tax_code": ["0123456789", "0123456789-001", "12"],
    "hours_note": ["Gọi 0912 345 678 trước", "CCCD 012345678901", "sao\u202echép", "x" * 201],
    "granted_on": ["2026-02-29", "2026-02-28"],
}


# What Python tells about them speaks of tables and files.
FOR_FILES = ("900000000", "012345678901")


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in FORMS.items() for value in values])
def test_what_the_models_refuse_is_refused(field: str, value: str, page: Page, tmp_path: Path) -> None:
    values: dict[str, Any] = {"name": "Mẫu"}
    inner = values
    for part in field.split(".")[:-1]:
        inner = inner.setdefault(part, {})
    inner[field.rpartition(".")[2]] = value
    check = "([values]) => ENGINE.judged(PHOCAP_KINDS.shop.data, values, {})"
    found = page.evaluate(check, [values])
    file = tmp_path / "tra-loi.yml"
    file.write_text(json.dumps({"kind": "shop", **values}), encoding="utf-8")
    try:
        _, expected, _ = load_answers(file)
    except UserError as error:
        assert [problem["path"] for problem in found["problems"]] == [field]
        if field.startswith("contact.") and value not in FOR_FILES:
            told = error.diagnostics[0].message.rstrip(".")
            assert found["problems"][0]["text"].rstrip(".") == told
    else:
        assert not found["problems"]
        complete = (
            "([values]) => { const { data } = PHOCAP_KINDS.shop; return ENGINE.completed(data, data.form, values); }"
        )
        assert page.evaluate(complete, [found["values"]]) == json.loads(expected.model_dump_json())


BROKEN = [
    *(
        "TuyÃªn Quang",
        "Phá»Ÿ bÃ²",
        "ChÃ¨ xanh",
        "Chè xanh",
        "Phở bò",
        "señor",
        "naïve café",
        "Ã",
        "â‚¬ 5",
        "TuyÃªn Quang ạ",
    ),
    *(
        "Tuy?n Quang",
        "Bạn có biết?Chè",
        "Bạn có biết? Chè",
        "https://vidu.example/?a?b",
        "mất ch\ufffd",
        "a?b@vidu.example",
    ),
    *(
        "Tr­êng TiÓu häc",
        "hµ néi",
        "giá 5µm",
        "µ",
        "CCCD 012345678901",
        "0912 345 678",
        "012 345 678 901",
        "1.000.000.000 đ",
    ),
    *("tên 123456789", "2024-2026 123456789", "+84 912 345 678", "12/11/2026", "a\u200bb", "a\u0301", "808014 808015"),
]


def test_texts_that_loading_refuses_are_refused(page: Page) -> None:
    values = [value for value in dict.fromkeys([*BROKEN, *hostile_values()]) if value.strip() and len(value) <= 3000]
    check = """([values]) => values.map((story) => ENGINE.judged(PHOCAP_KINDS.shop.data, { name: "A", story }, {}).problems.length > 0)"""
    found = page.evaluate(check, [values])
    expected = [refused_by_loading(nfc(value.strip().replace("\r\n", "\n"))) for value in values]
    assert [value for value, one, other in zip(values, found, expected, strict=True) if one != other] == []
    assert sum(expected) >= 12


def test_missing_answers_get_the_defaults_of_the_models(page: Page) -> None:
    for kind, values in FIVE.items():
        fill = "([kind, values]) => { const { data } = PHOCAP_KINDS[kind]; return ENGINE.completed(data, data.form, values); }"
        assert page.evaluate(fill, [kind, values]) == json.loads(answers(kind, values).model_dump_json())
