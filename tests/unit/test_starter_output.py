"""A site is written whole, and never over what its owner changed by hand."""

from __future__ import annotations

import zipfile
from functools import partial
from pathlib import Path

import pytest

from generator.diagnostics import UserError
from generator.handover.output import write_site
from generator.starter.site import Site
from tests.starter_support import FIVE, site_of


def site(name: str = "Chè Mẫu") -> Site:
    return site_of("shop", {**FIVE["shop"], "name": name})


def test_a_folder_is_written_once_and_then_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "trang"
    first = write_site(out, site())
    assert (
        first.written == len(site().artifacts)
        and (out / "index.html").read_bytes() == site().artifacts["index.html"].content
    )
    again = write_site(out, site())
    assert (again.written, again.unchanged) == (0, len(site().artifacts))
    assert write_site(out, site("Tên mới")).written > 0
    assert not list(out.rglob("*.phocap"))


def test_an_edited_file_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "trang"
    write_site(out, site())
    (out / "index.html").write_text("của tôi", encoding="utf-8")
    with pytest.raises(UserError) as raised:
        write_site(out, site("Tên mới"))
    assert [item.origin.file for item in raised.value.diagnostics] == ["trang/index.html"]
    assert (out / "index.html").read_text(encoding="utf-8") == "của tôi"
    assert "Tên mới" not in (out / "HUONG-DAN.html").read_text(encoding="utf-8")
    done = write_site(out, site("Tên mới"), overwrite=True)
    assert (tmp_path / done.saved / "index.html").read_text(encoding="utf-8") == "của tôi"
    assert "Tên mới" in (out / "index.html").read_text(encoding="utf-8")


def test_files_the_owner_added_stay_and_files_no_longer_made_go(tmp_path: Path) -> None:
    out = tmp_path / "trang"
    payment = {"bank": "Agribank", "account": "1500", "holder": "A"}
    write_site(out, site_of("shop", {**FIVE["shop"], "payment": payment}))
    (out / "cua-toi.html").write_text("x", encoding="utf-8")
    report = write_site(out, site())
    assert report.removed == 1 and not (out / "vietqr.png").exists() and (out / "cua-toi.html").exists()


@pytest.mark.parametrize("name", ["trang", "trang.zip"])
def test_what_is_not_ours_is_not_touched(tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    if name.endswith("zip"):
        out.write_bytes(b"anh cuoi")
    else:
        out.mkdir()
        (out / "anh.jpg").write_bytes(b"anh cuoi")
    with pytest.raises(UserError) as raised:
        write_site(out, site(), overwrite=False)
    assert raised.value.diagnostics[0].rule == "starter.not-ours"


def test_a_zip_with_an_edit_is_kept_aside(tmp_path: Path) -> None:
    out = tmp_path / "trang.zip"
    write_site(out, site())
    assert write_site(out, site()).written == 0
    files = {name: zipfile.ZipFile(out).read(name) for name in zipfile.ZipFile(out).namelist()}
    with zipfile.ZipFile(out, "w") as package:
        for name, content in {**files, "index.html": b"cua toi"}.items():
            package.writestr(name, content)
    write = partial(write_site, out, site("Tên mới"))
    with pytest.raises(UserError):
        write()
    done = write(overwrite=True)
    with zipfile.ZipFile(tmp_path / done.saved) as kept:
        assert kept.read("index.html") == b"cua toi"
    with zipfile.ZipFile(out) as made:
        assert "Tên mới" in made.read("index.html").decode()


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"")
    with pytest.raises(UserError) as raised:
        write_site(tmp_path / "tep" / "trang.zip", site())
    assert raised.value.diagnostics[0].rule == "starter.output"
