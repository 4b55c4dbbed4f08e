"""Every code says its address, from its pixels: the files beside the pages and the codes drawn into them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.artifact import Artifact
from generator.codes import expected_codes
from generator.diagnostics import Diagnostic, Origin
from generator.model.catalog import Catalog
from generator.model.project import Edition
from generator.permalink import QUIET_ZONE, VERSION_2_CAPACITY, PrintedAddress, modules_per_side

if TYPE_CHECKING:
    from generator.decoding import CodeReport, CodeResult, Decoder

_LEVEL = "M"
_INLINE_CODE = re.compile(rb"""<svg\s[^>]*\bclass=["']?code\b.*?</svg>""", re.DOTALL)
_LABEL = re.compile(rb"""\saria-label="[^"]*\"""")
_NUMBER_PAGE = re.compile(r"(\d+)/index\.html")
_ROUNDING = 0.05  # of a module


def unreadable_codes(
    catalog: Catalog,
    edition: Edition,
    site: Mapping[str, Artifact],
    decoders: Mapping[str, Decoder] | None = None,
    progress: Callable[[Iterable[CodeResult]], Iterable[CodeResult]] = iter,
) -> tuple[Diagnostic, ...]:
    """Read every code of a site; return an error for each bad one.

    Good is: every decoder reads exactly the address, level M, the smallest size that holds the address, four
    modules of margin on a dark ground. A missing file is the business of the check of permalinks.
    """
    return tuple(check_code_report(read_codes(catalog, edition, site, decoders, progress), site))


def read_codes(
    catalog: Catalog,
    edition: Edition,
    site: Mapping[str, Artifact],
    decoders: Mapping[str, Decoder] | None = None,
    progress: Callable[[Iterable[CodeResult]], Iterable[CodeResult]] = iter,
) -> CodeReport:
    """Read every code file of a site and every code drawn into its numbered pages, with each decoder.

    The decoder is zxing-cpp when none is named.
    """
    from generator.decoding import ZXING, verify_codes  # takes 0.3 s to import, and mostly no code is new

    expected = expected_codes(catalog, edition)
    files = {path: site[path].content for path in expected if path in site}
    inline = dict(_inline_codes(site))
    expected |= {path: PrintedAddress(edition.host, path.partition("/")[0]).code_text for path in inline}
    return verify_codes({**files, **inline}, expected, decoders or ZXING, progress)


def drawn_codes(artifact: Artifact) -> bytes:
    """Return the codes in a file: the file itself, or what is drawn into a page of a number, but for its label."""
    if _NUMBER_PAGE.fullmatch(artifact.path):
        return _LABEL.sub(b"", b"".join(_INLINE_CODE.findall(artifact.content)))
    return artifact.content


def _inline_codes(site: Mapping[str, Artifact]) -> Iterator[tuple[str, bytes]]:
    """Yield codes drawn into pages of numbers as SVG files of their own, by "<page>#<which>"."""
    for path, artifact in site.items():
        if not _NUMBER_PAGE.fullmatch(path):
            continue
        for which, drawing in enumerate(_INLINE_CODE.findall(artifact.content), start=1):
            yield f"{path}#{which}", drawing.replace(b"<svg ", b'<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def check_code_report(report: CodeReport, site: Mapping[str, Artifact]) -> Iterator[Diagnostic]:
    """Yield a finding for each code of a report that is not right."""
    for result in report.results:
        if problem := _problem(result):
            artifact = site.get(result.path.partition("#")[0])
            origin = artifact.sources[0] if artifact and artifact.sources else Origin(result.path)
            yield Diagnostic("code.unreadable", origin, f"Mã {result.path}: {problem}.", "Không in mã này; dựng lại.")


def _problem(result: CodeResult) -> str:
    if result.problem:
        return f"không mở được hình ({result.problem})"
    for decoder, reading in result.readings.items():
        if reading is None:
            return f"{decoder} không đọc được"
        if reading.text != result.expected:
            return f"{decoder} đọc ra “{reading.text}”, phải là “{result.expected}”"
        if reading.level and reading.level != _LEVEL:
            return f"mức sửa lỗi {reading.level}, phải là {_LEVEL}"
        size = modules_per_side(result.expected)
        if reading.modules and reading.modules != size:
            return f"cỡ {reading.modules}×{reading.modules} ô, phải là {size}×{size}"
        if reading.margin is not None and reading.margin < QUIET_ZONE - _ROUNDING:
            return f"lề trắng chỉ {reading.margin:.1f} ô, phải đủ {QUIET_ZONE}".replace(".", ",")
    return ""


def code_size_sentence(catalog: Catalog, edition: Edition) -> str:
    """Return what the chosen host means for the size of printed codes, in one Vietnamese sentence."""
    longest = max((link.number for link in catalog.permalinks), key=len, default="000000")
    content = PrintedAddress(edition.host, longest).code_text
    side = modules_per_side(content)
    spare = VERSION_2_CAPACITY - len(content)
    reach = (
        f"còn dư {spare} ký tự trước khi mã phải lớn hơn"
        if spare >= 0
        else f"dài hơn {-spare} ký tự so với cỡ nhỏ nhất 25×25 ô"
    )
    return f"Với tên miền {edition.host}, mã dài nhất có {len(content)} ký tự, cỡ {side}×{side} ô, {reach}."
