"""Every code on every finished sheet, read back from the sheet's own pixels."""

from __future__ import annotations

import io
import json
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from generator import decoding
from generator.artifact import Artifact
from generator.cache import Memo, code_of, fingerprint, make_always
from generator.diagnostics import Diagnostic, Origin
from generator.model.catalog import Catalog
from generator.model.places import Place
from generator.model.print_material import PrintMaterial, Sheet
from generator.model.project import Edition
from generator.permalink import QUIET_ZONE, PrintedAddress, modules_per_side
from generator.print import reading
from generator.print.jobs import Job, kept, made
from generator.print.packs import pack_folder, pack_path, packed_sheet_name

# A reading is kept as long as what reads stays the same.
READING = fingerprint("reading", [Path(module.__file__ or "").read_bytes() for module in (decoding, reading)])
_PASSED = "print-pack-read"
_LEVEL = "M"
_ROUNDING = 0.2  # of a module: a pixel on each side, at 8 pixels a module


@dataclass(frozen=True)
class ExpectedSheet:
    """A sheet that must exist, and what each code on it must say."""

    path: str
    packed_in: str
    packed_name: str
    sheet: Sheet
    code_text: str

    def found_in(self, artifacts: Mapping[str, Artifact], packed: zipfile.ZipFile | None) -> Artifact | None:
        """Return the sheet from its own file or out of its open pack, or None where it is in neither."""
        if self.sheet.alone:
            return artifacts.get(self.path)
        if packed is None or self.packed_name not in packed.NameToInfo:
            return None
        return Artifact(self.path, packed.read(self.packed_name), artifacts[self.packed_in].sources)


def _found(
    expected: Iterable[ExpectedSheet], artifacts: Mapping[str, Artifact]
) -> Iterator[tuple[ExpectedSheet, Artifact | None]]:
    """Yield each sheet with what there is of it; every pack is opened once."""
    for path, sheets in groupby(expected, key=lambda item: item.packed_in):
        with ExitStack() as open_pack:
            packed = None
            if path in artifacts:
                packed = open_pack.enter_context(zipfile.ZipFile(io.BytesIO(artifacts[path].content)))
            for item in sheets:
                yield item, item.found_in(artifacts, packed)


def expected_sheets(catalog: Catalog, edition: Edition, material: PrintMaterial) -> Iterator[ExpectedSheet]:
    """Yield every sheet that a province has, with the text of its code."""
    places: tuple[Place, ...] = (*catalog.communes, *catalog.schools)
    for place in places:
        code_text = PrintedAddress(edition.host, place.number).code_text
        for position, sheet in material.sheets.of(place):
            name = f"{pack_folder(place)}/{packed_sheet_name(position, sheet)}"
            yield ExpectedSheet(f"{place.number}/{sheet.file_name}", pack_path(place), name, sheet, code_text)


@dataclass(frozen=True)
class Way:
    """One way to look at a sheet: a reader of codes, and how finely the sheet is drawn for it."""

    reader: str
    dots_per_inch: int

    def __str__(self) -> str:
        """Return its name: "opencv, 300 dpi"."""
        return f"{self.reader}, {self.dots_per_inch} dpi"


QUICK = Way("zxing-cpp", 150)  # what an office printer and a photocopier keep at the least
FULL = (QUICK, Way("zxing-cpp", 300), Way("opencv", 300))


@dataclass(frozen=True)
class SheetReport:
    """What reading the sheets found: of how many sheets each way read every code rightly, and what is wrong."""

    sheets: int
    right: Mapping[Way, int]
    findings: tuple[Diagnostic, ...]


def unreadable_sheets(
    catalog: Catalog,
    edition: Edition,
    material: PrintMaterial,
    artifacts: Mapping[str, Artifact],
    memo: Memo = make_always,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Diagnostic, ...]:
    """Read every code on every sheet once; return an error for each sheet that is missing or not right."""
    return read_sheets(catalog, edition, material, artifacts, memo, progress).findings


def read_sheets(
    catalog: Catalog,
    edition: Edition,
    material: PrintMaterial,
    artifacts: Mapping[str, Artifact],
    memo: Memo = make_always,
    progress: Callable[[int, int], None] = lambda done, total: None,
    ways: Sequence[Way] = (QUICK,),
) -> SheetReport:
    """Read every code on every sheet in each way, from the sheet's own pixels.

    Right is: one page, and each of its copies says exactly the address of its place, at level M, in the
    smallest size that holds it, with four modules of white around. `memo` keeps what was read, by the bytes of
    the sheet, and which packs were found right as a whole.
    """
    expected = list(expected_sheets(catalog, edition, material))
    findings: list[Diagnostic] = []
    right = dict.fromkeys(ways, 0)
    unsure, passed = _not_yet_passed(expected, artifacts, ways, memo)
    for way in ways:
        right[way] += len(expected) - len(unsure)
    looks: deque[tuple[ExpectedSheet, Way, tuple[Origin, ...]]] = deque()

    def jobs() -> Iterator[Job]:
        for item, found in _found(unsure, artifacts):
            if found is None:
                message = f"Không có tờ {item.path}."
                findings.append(Diagnostic("print.missing", Origin(item.path), message, "Dựng lại."))
                continue
            for way in ways:
                looks.append((item, way, found.sources or (Origin(item.path),)))
                yield _reading_job(item, found, way)

    for number, seen in enumerate(made(jobs(), memo), start=1):
        item, way, (origin, *_) = looks.popleft()
        if problem := _problem(item, json.loads(seen)):
            message = f"Tờ {item.path}: {problem}{'' if way == QUICK else f' ({way})'}."
            findings.append(Diagnostic("print.unreadable", origin, message, "Không in tờ này; dựng lại."))
        else:
            right[way] += 1
        progress(number, len(unsure) * len(ways))
    if not findings:
        for key in passed:
            memo(_PASSED, key, bytes)
    return SheetReport(len(expected), right, tuple(findings))


def _not_yet_passed(
    expected: Sequence[ExpectedSheet], artifacts: Mapping[str, Artifact], ways: Sequence[Way], memo: Memo
) -> tuple[list[ExpectedSheet], list[tuple[str, ...]]]:
    """Return the sheets to read, and under which keys to keep that their packs, with the same bytes, are right."""
    unsure: list[ExpectedSheet] = []
    keys: list[tuple[str, ...]] = []
    for path, group in groupby(expected, key=lambda item: item.packed_in):
        sheets = list(group)
        files = [artifacts.get(name) for name in (path, *(item.path for item in sheets if item.sheet.alone))]
        said = repr([(item.path, item.packed_name, item.code_text, item.sheet.codes) for item in sheets])
        seen = fingerprint("files", [file.content for file in files if file])
        key = (READING, code_of("print/verification"), repr(ways), said, seen)
        if None in files or kept(Job(path, _PASSED, key, bytes, ()), memo) is None:
            unsure += sheets
            keys.append(key)
    return unsure, keys


def reading_key(pdf: bytes, codes: tuple[float, int], way: Way = QUICK) -> tuple[str, ...]:
    """Return what the reading of a sheet depends on, for the memo's "print-read"."""
    return (READING, str(way), *(str(part) for part in codes), fingerprint("pdf", [pdf]))


def _reading_job(item: ExpectedSheet, artifact: Artifact, way: Way) -> Job:
    return Job(
        path=item.path,
        kind="print-read",
        ingredients=reading_key(artifact.content, item.sheet.codes, way),
        make=partial(read_codes, artifact.content, item.sheet.codes, way),
        sources=artifact.sources,
    )


def read_codes(pdf: bytes, codes: tuple[float, int], way: Way = QUICK) -> bytes:
    """Return the reading of a sheet as JSON; `codes` are the width of its codes in millimetres, and how many."""
    seen = reading.read_sheet(pdf, *codes, way.dots_per_inch, decoding.BOTH[way.reader])
    return json.dumps(asdict(seen)).encode()


def _problem(item: ExpectedSheet, seen: dict[str, object]) -> str:
    if seen["pages"] != 1:
        return f"có {seen['pages']} trang, phải là 1"
    codes = seen["codes"]
    assert isinstance(codes, list)
    for number, code in enumerate(codes, start=1):
        if problem := code_problem(item.code_text, code):
            return problem if len(codes) == 1 else f"bản thứ {number}: {problem}"
    return ""


def code_problem(code_text: str, code: Mapping[str, object] | None) -> str:
    """Say in Vietnamese what is wrong with a code as it was read, None where none was; "" when it is right."""
    if code is None:
        return "không đọc được mã"
    if code["text"] != code_text:
        return f"mã đọc ra “{code['text']}”, phải là “{code_text}”"
    if not code["level"]:
        return ""  # OpenCV tells the words and nothing else
    size = modules_per_side(code_text)
    if (code["level"], code["modules"]) != (_LEVEL, size):
        return f"mã mức {code['level']}, cỡ {code['modules']} ô; phải là mức {_LEVEL}, cỡ {size} ô"
    margin = code["margin"]
    if not isinstance(margin, float) or margin < QUIET_ZONE - _ROUNDING:
        return f"lề trắng quanh mã không đủ {QUIET_ZONE} ô"
    return ""
